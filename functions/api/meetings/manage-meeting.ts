import type { Call } from '#functions/middleware/call.ts';
import { isMatched } from '#functions/middleware/etag.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { createMeeting as createContract, putMeeting as putContract } from '#shared/contracts/meetings.ts';
import { coversHousehold, scopesFor, type Principal } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { meetingDayErrors, refuseChange, type Meeting, type MeetingStatus } from '#shared/domain/case/meeting.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { meetingId, type MeetingStore } from '#shared/meeting/meeting-store.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { coversUnit } from './meeting-in-scope.ts';

type Deps = {
  meetings: Pick<MeetingStore, 'create' | 'get' | 'update'>;
  households: Pick<HouseholdStore, 'getMany'>;
  newId: () => string;
};

type Said = Call<typeof createContract>['body'];

/** A meeting of a unit in the scope, planned or held. Throws `outside-scope`, and `invalid-input`. */
export async function createMeeting(
  deps: Deps,
  { body, principal, now }: Pick<Call<typeof createContract>, 'body' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<Meeting> {
  if (!coversUnit(principal, 'meetings:write', body.unit)) throw new Problem('outside-scope');
  await refuseSaid(deps, body, principal, now, []);
  const meeting: Meeting = {
    id: meetingId(body.unit, deps.newId()),
    version: 1,
    ...partsOf(body),
    status: body.heldOn === undefined ? 'PLANNED' : 'HELD',
    reason: null,
    createdAt: now.toISOString(),
  };
  await deps.meetings.create(meeting, claimFor({ id: meeting.id }));
  return meeting;
}

/** Changes a meeting that is still to be held, says that it was held, or cancels it. Throws `meeting-held`, `version-conflict`. */
export async function putMeeting(
  deps: Deps,
  {
    params,
    body,
    principal,
    ifMatch,
    now,
  }: Pick<Call<typeof putContract>, 'params' | 'body' | 'principal' | 'ifMatch' | 'now'>,
): Promise<Meeting> {
  const before = await deps.meetings.get(params.id);
  if (!before || !coversUnit(principal, 'meetings:write', before.unit)) throw new Problem('meeting-not-found');
  if (ifMatch === undefined) throw new Problem('precondition-required', { version: before.version });
  if (!isMatched(ifMatch, before.version))
    throw new Problem('version-conflict', { version: before.version, changed: [] });
  refuseChange(before);
  if (body.unit !== before.unit) throw wrongInput('/unit', 'การประชุมเป็นของหน่วยเดิม', 'other-unit');
  await refuseSaid(deps, body, principal, now, before.cases);
  const status: MeetingStatus = body.cancelled ? 'CANCELLED' : body.heldOn === undefined ? 'PLANNED' : 'HELD';
  const after: Meeting = {
    ...before,
    ...partsOf(body),
    version: before.version + 1,
    status,
    reason: body.cancelled?.reason ?? null,
    ...(status === 'HELD' ? { heldAt: now.toISOString() } : {}),
  };
  if (!(await deps.meetings.update(before, after)))
    throw new Problem('version-conflict', { version: before.version + 1, changed: [] });
  return after;
}

function partsOf({ unit, kind, heldOn, plannedOn, invited, cases }: Said) {
  return { unit, kind, heldOn: heldOn ?? null, plannedOn: plannedOn ?? null, invited, cases };
}

/** Throws `invalid-input` with every error. `known`: cases that the meeting had before, which may have left the scope. */
async function refuseSaid(
  { households }: Pick<Deps, 'households'>,
  said: Said,
  principal: Principal,
  now: Date,
  known: readonly string[],
): Promise<void> {
  const errors = meetingDayErrors(said, bangkokDay(now));
  const scopes = scopesFor(principal, 'households:read');
  const { cases } = said;
  const documents = await households.getMany(cases);
  for (const [at, id] of cases.entries()) {
    const household = documents.get(id);
    const isThere = known.includes(id) || (household && coversHousehold(scopes, placed(household)));
    if (isThere !== true)
      errors.push({ pointer: `/cases/${at}`, message: 'ไม่พบครัวเรือนนี้ในพื้นที่ของท่าน', code: 'household-not-found' });
    else if (cases.indexOf(id) < at)
      errors.push({ pointer: `/cases/${at}`, message: 'ระบุครัวเรือนนี้แล้ว', code: 'case-twice' });
  }
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}
