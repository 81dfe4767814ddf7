import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { listEvents as listContract } from '#shared/contracts/events.ts';

import { listEvents, type EventDeps } from './list-events.ts';

export function eventCalls(deps: EventDeps): readonly BoundRoute[] {
  return [route(listContract)(async (call) => ({ reply: await listEvents(deps, call) }))];
}
