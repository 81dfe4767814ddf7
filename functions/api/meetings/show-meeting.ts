import type * as z from 'zod';

import type { adoptResolution, readMeeting } from '#shared/contracts/meetings.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { isResolutionOverdue, type Meeting, type Resolution } from '#shared/domain/case/meeting.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

/** An agency is given no id of a household: it may not have accepted a referral of it. */
export function showMeeting(meeting: Meeting, isOffice: boolean): ReplyOf<typeof readMeeting> {
  const { heldAt: _heldAt, ...said } = meeting;
  return {
    ...said,
    invited: meeting.invited.map((one) =>
      'organisation' in one
        ? { organisation: one.organisation, name: null, sector: null }
        : { organisation: null, name: one.name, sector: one.sector },
    ),
    cases: isOffice ? [...meeting.cases] : [],
    createdAt: formatBangkok(new Date(meeting.createdAt)),
  };
}

/** As of a meeting, an agency is given no id of a household or need. */
export function showResolution(
  resolution: Resolution,
  isOffice: boolean,
  today: string,
): z.input<(typeof adoptResolution)['reply']> {
  const { household, needIds, recordedAt: _recordedAt, endedAt: _endedAt, version: _version, ...said } = resolution;
  return {
    ...said,
    householdId: isOffice ? household : null,
    needIds: isOffice ? [...needIds] : [],
    overdue: isResolutionOverdue(resolution, today),
  };
}
