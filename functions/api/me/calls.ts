import { readMe } from '#shared/contracts/me.ts';
import { route, type BoundRoute } from '#functions/middleware/call.ts';

import { describeAccount } from './describe-account.ts';

export const meCalls: readonly BoundRoute[] = [
  route(readMe)(async ({ principal }) => ({ reply: describeAccount(principal) })),
];
