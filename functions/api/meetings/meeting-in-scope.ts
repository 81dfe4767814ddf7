/** Whose meetings and resolutions an account has to do with. */
import { unitOf } from '#functions/api/referrals/standing.ts';
import { scopesFor, type Permission, type Principal } from '#shared/domain/access/access.ts';
import { seenByAgency, type Meeting, type Resolution } from '#shared/domain/case/meeting.ts';
import { Problem } from '#shared/problems.ts';
import type { MeetingStore } from '#shared/meeting/meeting-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';

/** Whether the account holds the permission over a unit: its own one, or one that lies in its area. */
export function coversUnit(principal: Principal, permission: Permission, unit: string): boolean {
  return scopesFor(principal, permission).some(
    (scope) =>
      scope.kind === 'area' && (unitOf(principal) === unit || isWithin(unit.split('.', 1)[0] ?? unit, scope.area)),
  );
}

/** The agency in whose name the account reads meetings. */
export function agencyOf(principal: Principal): string | undefined {
  return scopesFor(principal, 'meetings:read')
    .flatMap((scope) => (scope.kind === 'agency' ? [scope.agency] : []))
    .at(0);
}

export type SeenMeeting = { meeting: Meeting; resolutions: Resolution[]; isOffice: boolean };

/** Throws `meeting-not-found` for a meeting outside the scope, and to an agency that no resolution names and nobody invited. */
export async function seenMeeting(
  meetings: Pick<MeetingStore, 'get' | 'resolutions'>,
  id: string,
  principal: Principal,
): Promise<SeenMeeting> {
  const meeting = await meetings.get(id);
  const seen = meeting && sightOf(meeting, await meetings.resolutions(id), principal);
  if (!seen) throw new Problem('meeting-not-found');
  return seen;
}

/** What an account sees of a meeting: an office of the unit the whole of it, an agency what `seenByAgency` says; undefined: nothing. */
export function sightOf(meeting: Meeting, resolutions: Resolution[], principal: Principal): SeenMeeting | undefined {
  if (coversUnit(principal, 'meetings:read', meeting.unit)) return { meeting, resolutions, isOffice: true };
  const agency = agencyOf(principal);
  const seen = agency === undefined ? undefined : seenByAgency(meeting, resolutions, agency);
  return seen && { ...seen, isOffice: false };
}
