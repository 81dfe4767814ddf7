import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { listMeetings as contract } from '#shared/contracts/meetings.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import type { Meeting } from '#shared/domain/case/meeting.ts';
import { unitOf } from '#shared/domain/case/standing.ts';
import type { MeetingStore } from '#shared/meeting/meeting-store.ts';
import { Problem, wrongInput } from '#shared/problems.ts';

import { agencyOf, coversUnit, sightOf } from './meeting-in-scope.ts';
import { showMeeting } from './show-meeting.ts';

type Deps = { meetings: Pick<MeetingStore, 'of' | 'resolutions'>; cursors: Cursors };

/**
 * Meetings of a unit, newest first, of two of one day by id; an agency sees those that concern it. Throws `outside-scope` for other
 * accounts, `cursor-invalid`.
 */
export async function listMeetingsOf(
  { meetings, cursors }: Deps,
  { query, principal, scopes }: Pick<Call<typeof contract>, 'query' | 'principal' | 'scopes'>,
): Promise<ReplyOf<typeof contract>> {
  const unit = query.unit ?? unitOf(principal);
  if (unit === undefined) throw wrongInput('/unit', 'ต้องระบุหน่วย', 'required');
  const isOffice = coversUnit(principal, 'meetings:read', unit);
  if (!isOffice && agencyOf(principal) === undefined) throw new Problem('outside-scope');
  const binding = ['meetings', principal.sub, scopes, unit];
  const [after] = query.cursor === undefined ? [] : cursors.read(query.cursor, binding);
  const sorted = (await meetings.of(unit)).toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
  const left = after === undefined ? sorted : sorted.filter((meeting) => placeOf(meeting) < after);
  const items: Meeting[] = [];
  let last: string | undefined;
  for (const meeting of left) {
    const seen = isOffice ? meeting : await seenBy(meetings, meeting, principal);
    if (!seen) continue;
    if (items.length === query.limit)
      return {
        items: items.map((one) => showMeeting(one, isOffice)),
        nextCursor: last === undefined ? null : cursors.sign([last], binding),
      };
    items.push(seen);
    last = placeOf(meeting);
  }
  return { items: items.map((one) => showMeeting(one, isOffice)), nextCursor: null };
}

/** What an agency sees of a meeting; undefined when it does not concern it. */
async function seenBy(
  meetings: Pick<MeetingStore, 'resolutions'>,
  meeting: Meeting,
  principal: Principal,
): Promise<Meeting | undefined> {
  return sightOf(meeting, await meetings.resolutions(meeting.id), principal)?.meeting;
}

/** Where a meeting is in the list: by its day, then by its id. */
function placeOf({ heldOn, plannedOn, createdAt, id }: Meeting): string {
  return `${heldOn ?? plannedOn ?? createdAt.slice(0, 10)} ${id}`;
}
