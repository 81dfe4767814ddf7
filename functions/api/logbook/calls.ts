import { recorderOf } from '#functions/api/households/in-scope.ts';
import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import { listLogbook, recordEntry as recordContract } from '#shared/contracts/logbook-routes.ts';
import { withOwnAgency } from '#shared/domain/access/own-agency.ts';

import { listEntries } from './list-entries.ts';
import { recordEntry, type RecordDeps } from './record-entry.ts';
import { showRecorded } from './show-entry.ts';

export type LogbookDeps = RecordDeps & { accessLog: AccessLog; cursors: Cursors };

export function logbookCalls(deps: LogbookDeps): readonly BoundRoute[] {
  return [
    route(listLogbook)(async (call) => ({ reply: await listEntries(deps, call) })),
    route(recordContract)(async (call) => {
      const body = withOwnAgency(call.body, call.principal);
      const { id, householdId, version, recordedAt } = await call.once(async () => {
        const entry = await recordEntry(deps, { ...call, body });
        return { id: entry.id, householdId: entry.householdId, version: entry.version, recordedAt: entry.recordedAt };
      });
      const recordedBy = recorderOf(call.principal);
      return {
        reply: showRecorded({ id, householdId, version, recordedAt, recordedBy, previousHash: '', hash: '' }, body),
      };
    }),
  ];
}
