import { refuseOutsideScope } from '#functions/api/households/in-scope.ts';
import { recordOn, type RecordOnDeps } from '#functions/api/households/record-on.ts';
import { toldTo, type TellDeps } from '#functions/api/referrals/send-referral.ts';
import { unitOf } from '#shared/domain/case/standing.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { adoptResolution as adoptContract } from '#shared/contracts/meetings.ts';
import { scopesFor, type Principal } from '#shared/domain/access/access.ts';
import {
  refuseAdopting,
  refuseEndDay,
  refuseEnding,
  refuseResolution,
  type Resolution,
} from '#shared/domain/case/meeting.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { resolutionId, type MeetingStore, type ResolutionStep } from '#shared/meeting/meeting-store.ts';
import { refuseMerged } from '#shared/domain/merge/refuse-merged.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { agencyOf, coversUnit } from './meeting-in-scope.ts';

export type ResolveDeps = RecordOnDeps &
  TellDeps & { households: HouseholdStore; meetings: MeetingStore; newId: () => string };

export type Resolved = { id: string };

type Adopting = Pick<Call<typeof adoptContract>, 'params' | 'body' | 'principal' | 'now' | 'clock'>;

/**
 * Records a resolution of a meeting that was held: in the logbook of its household, with the referral when one is to be sent, in one
 * transaction; of no household, at the meeting. Throws `meeting-not-found`, `transition-not-allowed`, and what sending a referral throws.
 */
export async function adoptResolution(
  deps: ResolveDeps,
  { params, body, principal, now, clock }: Adopting,
  claimFor: ClaimFor<Resolved>,
): Promise<Resolved> {
  const meeting = await deps.meetings.get(params.id);
  if (!meeting || !coversUnit(principal, 'meetings:write', meeting.unit)) throw new Problem('meeting-not-found');
  refuseAdopting(meeting);
  refuseResolution(meeting, body, bangkokDay(now));
  const { householdId, agency, text, dueOn, needIds = [], refer } = body;
  const after: Resolution = {
    id: resolutionId(meeting.id, deps.newId()),
    version: 1,
    meeting: meeting.id,
    unit: meeting.unit,
    household: householdId ?? null,
    agency,
    text,
    dueOn,
    needIds,
    referral: refer === true ? deps.newId() : null,
    status: 'ADOPTED',
    adoptedOn: meeting.heldOn ?? bangkokDay(now),
    endedOn: null,
    reason: null,
    recordedAt: now.toISOString(),
  };
  const answer = { id: after.id };
  const step = { before: undefined, after };
  if (householdId === undefined) {
    refuseTexts([['/text', text]]);
    if (!(await deps.meetings.putResolution(step, claimFor(answer)))) throw new Problem('busy');
    return answer;
  }
  const scopes = scopesFor(principal, 'households:read');
  const resolved = { type: 'resolution', resolution: after.id, meeting: meeting.id, agency, text, dueOn } as const;
  await recordOn(
    deps,
    { id: householdId, principal, clock },
    async (household) => {
      refuseOutsideScope(household, scopes);
      refuseMerged(household);
      const bodies: EntryBody[] = [{ ...resolved, needIds: [...needIds] }];
      if (after.referral !== null) {
        const from = unitOf(principal);
        if (from === undefined) throw new Problem('outside-scope');
        const told = await toldTo(deps, agency, household.areaCode);
        const asked = { type: 'referral', referral: after.referral, from, toAgency: agency, ...told } as const;
        bodies.push({ ...asked, needIds: [...needIds], dueAt: dueOn });
      }
      return { bodies, answer, resolution: step };
    },
    claimFor,
  );
  return answer;
}

export type Ending = {
  params: { id: string };
  body: { on: string; reason?: string | undefined };
  principal: Principal;
  now: Date;
  clock: () => Date;
};

/** A resolution with which the account has to do: of a meeting of its unit, or one that names its agency. Throws `resolution-not-found`. */
export async function seenResolution(
  meetings: Pick<MeetingStore, 'resolution'>,
  id: string,
  principal: Principal,
): Promise<{ resolution: Resolution; isOffice: boolean }> {
  const resolution = await meetings.resolution(id);
  if (!resolution) throw new Problem('resolution-not-found');
  if (coversUnit(principal, 'meetings:read', resolution.unit)) return { resolution, isOffice: true };
  if (agencyOf(principal) !== resolution.agency) throw new Problem('resolution-not-found');
  return { resolution, isOffice: false };
}

/** Says that a resolution was carried out, or cancels it. Throws `resolution-not-found`, `resolution-ended`, `outside-scope`. */
export async function endResolution(
  deps: ResolveDeps,
  status: 'DONE' | 'CANCELLED',
  { params, body, principal, now, clock }: Ending,
  claimFor: ClaimFor<Resolved>,
): Promise<Resolved> {
  const { on, reason } = body;
  const answer = { id: params.id };
  const stepOf = async (): Promise<ResolutionStep & { before: Resolution }> => {
    const { resolution: before } = await seenResolution(deps.meetings, params.id, principal);
    const isAgency = status === 'DONE' && agencyOf(principal) === before.agency;
    if (!isAgency && !coversUnit(principal, 'meetings:write', before.unit)) throw new Problem('outside-scope');
    refuseEnding(before, status);
    refuseEndDay(before, on, bangkokDay(now));
    const endedAt = now.toISOString();
    const after = { ...before, version: before.version + 1, status, endedOn: on, endedAt, reason: reason ?? null };
    return { before, after };
  };
  const first = await stepOf();
  const { household } = first.before;
  if (household === null) {
    refuseTexts([['/reason', reason ?? '']]);
    if (!(await deps.meetings.putResolution(first, claimFor(answer)))) throw new Problem('busy');
    return answer;
  }
  await recordOn(
    deps,
    { id: household, follow: true, principal, clock },
    async () => ({
      bodies: [{ type: 'resolution-step', resolution: params.id, status, on, reason }],
      answer,
      of: household,
      // Read anew: somebody else may have ended it between two tries.
      resolution: await stepOf(),
    }),
    claimFor,
  );
  return answer;
}
