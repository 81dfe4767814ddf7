import { showHousehold } from '#functions/api/households/show-household.ts';
import { viewOf } from '#functions/api/households/view-of.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import {
  acceptMoveRequest as acceptMoveContract,
  askForMove as askForMoveContract,
  readMoveRequest as readMoveContract,
  rejectMoveRequest as rejectMoveContract,
} from '#shared/contracts/move-requests.ts';
import {
  putMentor as putMentorContract,
  readTransfer as readTransferContract,
  transferHouseholds as transferContract,
} from '#shared/contracts/mentors.ts';
import { putProfile as putProfileContract } from '#shared/contracts/profile.ts';
import { recorderOf } from '#functions/api/households/in-scope.ts';
import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { BreakGlassReader } from '#shared/break-glass/break-glass-store.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { MoveRequest } from '#shared/domain/move-request/move-request.ts';
import type { LogbookBody } from '#shared/domain/logbook/bodies.ts';
import {
  listLogbook,
  proveLogbook,
  recordBatch as batchContract,
  recordEntry as recordContract,
} from '#shared/contracts/logbook-routes.ts';
import {
  consentToMerge as consentContract,
  dismissDuplicate as dismissContract,
  listDuplicates as listDuplicatesContract,
} from '#shared/contracts/duplicates.ts';
import { mergeHouseholds as mergeContract, undoMerge as undoContract } from '#shared/contracts/merges.ts';
import type { BlindIndex } from '#shared/sealing/sealer.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { withOwnAgency } from '#shared/domain/access/own-agency.ts';

import { consentToMerge, dismissDuplicate, listDuplicates, type DuplicateDeps } from './duplicates.ts';
import { mergeHouseholds, undoMerge, type MergeAnswer } from './merge-households.ts';
import { putMentor, type MentorDeps } from './put-mentor.ts';
import { putProfile } from './put-profile.ts';
import { listEntries } from './list-entries.ts';
import {
  acceptMoveRequest,
  askForMove,
  rejectMoveRequest,
  requestToRead,
  showMoveRequest,
  type MoveRequestDeps,
} from './move-requests.ts';
import { proveChain } from './prove-chain.ts';
import { recordBatch } from './record-batch.ts';
import { recordEntry, type RecordDeps, type RecordedAnswer } from './record-entry.ts';
import { showRecorded } from './show-entry.ts';
import { beginTransfer, readTransfer, type TransferDeps } from './transfer-households.ts';

export type LogbookDeps = RecordDeps &
  MoveRequestDeps &
  TransferDeps &
  Pick<DuplicateDeps, 'duplicates'> &
  Pick<MentorDeps, 'accounts' | 'committees'> & {
    accessLog: AccessLog;
    cursors: Cursors;
    breakGlass: BreakGlassReader;
    index: BlindIndex;
  };

export function logbookCalls(deps: LogbookDeps): readonly BoundRoute[] {
  /** The file of the household that a call has changed. */
  const file = async (household: Household, { principal, now }: { principal: Principal; now: Date }) => ({
    reply: showHousehold(household, await viewOf(deps, household, principal, now)),
    etag: versionTag(household.version),
  });

  return [
    route(listDuplicatesContract)(async (call) => ({ reply: await listDuplicates(deps, call) })),
    route(dismissContract)(async (call) => ({ reply: await dismissDuplicate(deps, call) })),
    route(consentContract)(async (call) => ({ reply: await consentToMerge(deps, call) })),
    route(mergeContract)(async (call) => ({
      reply: (await call.once<MergeAnswer>((claimFor) => mergeHouseholds(deps, call, claimFor))).answer,
    })),
    route(undoContract)(async (call) => ({
      reply: (await call.once<MergeAnswer>((claimFor) => undoMerge(deps, call, claimFor))).answer,
    })),
    route(listLogbook)(async (call) => ({ reply: await listEntries(deps, call) })),
    route(proveLogbook)(async (call) => ({ reply: await proveChain(deps, call) })),
    route(putMentorContract)(async (call) => await file(await putMentor(deps, call), call)),
    route(transferContract)(async (call) => ({ reply: await beginTransfer(deps, call) })),
    route(readTransferContract)(async (call) => ({ reply: await readTransfer(deps, call) })),
    route(putProfileContract)(async (call) => await file(await putProfile(deps, call), call)),
    route(askForMoveContract)(async (call) => {
      let asked: MoveRequest | undefined;
      const once = await call.once<{ id: string }>(async (claimFor) => {
        asked = await askForMove(deps, call, claimFor);
        return { id: asked.id };
      });
      asked ??= await requestToRead(deps, { params: once.answer, principal: call.principal });
      return { reply: await showMoveRequest(asked, deps.sealer) };
    }),
    route(readMoveContract)(async (call) => ({
      reply: await showMoveRequest(await requestToRead(deps, call), deps.sealer),
    })),
    route(acceptMoveContract)(async (call) => ({
      reply: await showMoveRequest(await acceptMoveRequest(deps, call), deps.sealer),
    })),
    route(rejectMoveContract)(async (call) => ({
      reply: await showMoveRequest(await rejectMoveRequest(deps, call), deps.sealer),
    })),
    route(batchContract)(async (call) => {
      const { answer } = await call.once<RecordedAnswer>((claimFor) => recordBatch(deps, call, claimFor));
      const items = answer.entries.map(({ id, recordedAt }, index) => ({
        ref: call.body.entries[index]?.ref ?? null,
        id,
        recordedAt: formatBangkok(new Date(recordedAt)),
      }));
      return { reply: { items } };
    }),
    route(recordContract)(async (call) => {
      const body = withOwnAgency(call.body, call.principal);
      const { answer } = await call.once<RecordedAnswer>((claimFor) => recordEntry(deps, { ...call, body }, claimFor));
      const [recorded] = answer.entries;
      if (!recorded) throw new Error('A call records an entry');
      const { id, version, recordedAt, needIds } = recorded;
      const householdId = call.params.id;
      const said = withNeedIds(body, needIds);
      const recordedBy = recorderOf(call.principal);
      return {
        reply: showRecorded({ id, householdId, version, recordedAt, recordedBy, previousHash: '', hash: '' }, said),
      };
    }),
  ];
}

/** What was sent, with the ids that the needs of a corrected survey were given. */
function withNeedIds(body: LogbookBody, needIds: readonly string[] | undefined): LogbookBody {
  if (needIds === undefined || body.type !== 'correction' || body.entry === null) return body;
  const withIds = <Need extends object>(need: Need, at: number): Need & { id: string | undefined } => ({
    ...need,
    id: needIds[at],
  });
  const { entry } = body;
  if (entry.type === 'survey') return { ...body, entry: { ...entry, needs: entry.needs.map(withIds) } };
  if (entry.type === 'rexray' && entry.newNeeds)
    return { ...body, entry: { ...entry, newNeeds: entry.newNeeds.map(withIds) } };
  return body;
}
