import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import { listAccess as contract } from '#shared/contracts/access-log.ts';

import { listAccess } from './list-access.ts';

export type AccessLogDeps = { accessLog: AccessLog; cursors: Cursors };

export function accessLogCalls(deps: AccessLogDeps): readonly BoundRoute[] {
  return [route(contract)(async (call) => ({ reply: await listAccess(deps, call) }))];
}
