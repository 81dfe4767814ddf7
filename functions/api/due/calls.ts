import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { listDue as contract } from '#shared/contracts/due.ts';

import { listDue, type DueDeps } from './list-due.ts';

export function dueCalls(deps: DueDeps): readonly BoundRoute[] {
  return [route(contract)(async (call) => ({ reply: await listDue(deps, call) }))];
}
