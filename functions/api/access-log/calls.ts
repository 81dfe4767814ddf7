import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { listAccess as contract } from '#shared/contracts/access-log.ts';

import { listAccess, type AccessLogDeps } from './list-access.ts';

export function accessLogCalls(deps: AccessLogDeps): readonly BoundRoute[] {
  return [route(contract)(async (call) => ({ reply: await listAccess(deps, call) }))];
}
