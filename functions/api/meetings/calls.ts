import { route, type BoundRoute, type Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import {
  adoptResolution as adoptContract,
  cancelResolution,
  completeResolution,
  createMeeting as createContract,
  listMeetings,
  listResolutions,
  printMeetingPack,
  putMeeting as putContract,
  readMeeting,
  readMeetingPack,
} from '#shared/contracts/meetings.ts';
import type { Meeting } from '#shared/domain/case/meeting.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { listMeetingsOf } from './list-meetings.ts';
import { createMeeting, putMeeting } from './manage-meeting.ts';
import { seenMeeting, type SeenMeeting } from './meeting-in-scope.ts';
import { printPack } from './print-pack.ts';
import { readPack } from './read-pack.ts';
import {
  adoptResolution,
  endResolution,
  seenResolution,
  type Ending,
  type ResolveDeps,
  type Resolved,
} from './resolve.ts';
import { showMeeting, showResolution } from './show-meeting.ts';

export type MeetingDeps = ResolveDeps & { accessLog: Pick<AccessLog, 'recordPage'>; cursors: Cursors };

export function meetingCalls(deps: MeetingDeps): readonly BoundRoute[] {
  const { meetings } = deps;
  const answer = ({ meeting, isOffice }: Pick<SeenMeeting, 'meeting' | 'isOffice'>) => ({
    reply: showMeeting(meeting, isOffice),
    etag: versionTag(meeting.version),
  });
  const asItStands = async (id: string, { principal, now }: Pick<Ending, 'principal' | 'now'>) => {
    const { resolution, isOffice } = await seenResolution(meetings, id, principal);
    return { reply: showResolution(resolution, isOffice, bangkokDay(now)) };
  };
  const ending =
    (status: 'DONE' | 'CANCELLED') => async (call: Ending & Pick<Call<typeof completeResolution>, 'once'>) => {
      const once = await call.once<Resolved>((claimFor) => endResolution(deps, status, call, claimFor));
      return await asItStands(once.answer.id, call);
    };

  return [
    route(listMeetings)(async (call) => ({ reply: await listMeetingsOf(deps, call) })),
    route(createContract)(async (call) => {
      let created: Meeting | undefined;
      const once = await call.once<{ id: string }>(async (claimFor) => {
        created = await createMeeting(deps, call, claimFor);
        return { id: created.id };
      });
      return answer(
        created ? { meeting: created, isOffice: true } : await seenMeeting(meetings, once.answer.id, call.principal),
      );
    }),
    route(readMeeting)(async ({ params, principal }) => answer(await seenMeeting(meetings, params.id, principal))),
    route(putContract)(async (call) => answer({ meeting: await putMeeting(deps, call), isOffice: true })),
    route(readMeetingPack)(async (call) => ({ reply: (await readPack(deps, call)).pack })),
    route(printMeetingPack)(async (call) => ({ reply: await printPack(deps, call) })),
    route(listResolutions)(async ({ params, principal, now }) => {
      const { resolutions, isOffice } = await seenMeeting(meetings, params.id, principal);
      const today = bangkokDay(now);
      return {
        reply: { items: resolutions.map((one) => showResolution(one, isOffice, today)), nextCursor: null },
      };
    }),
    route(adoptContract)(async (call) => {
      const once = await call.once<Resolved>((claimFor) => adoptResolution(deps, call, claimFor));
      return await asItStands(once.answer.id, call);
    }),
    route(completeResolution)(ending('DONE')),
    route(cancelResolution)(ending('CANCELLED')),
  ];
}
