import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import type * as z from 'zod';

import {
  compareTargetList,
  createTargetList,
  fillTargetList,
  freezeTargetList,
  listTargetLists,
  publishTargetList,
  readTargetListChanges,
  readTargetListFill,
  supersedeTargetList,
  type targetList,
} from '#shared/contracts/target-lists.ts';
import {
  createMpiProfile,
  listMpiProfiles,
  readMpiLists,
  readMpiWhatIf,
  startMpiLists,
  startMpiWhatIf,
} from '#shared/contracts/mpi-profiles.ts';
import { scopesFor } from '#shared/domain/access/access.ts';
import { overlaps } from '#shared/thai/area-code.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { contactDaysOf, wantsMentorOf } from '#shared/domain/target-list/contact-days.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';

import { beginComparison, readChanges } from './compare-target-list.ts';
import { beginFill, readFill, type TargetRunDeps } from './fill-target-list.ts';
import { concerns, listOfConcern } from './list-in-scope.ts';
import { draftTargetList, freeze, publish, supersede } from './manage-target-list.ts';
import { beginLists, beginWhatIf, readLists, readWhatIf } from './mpi-runs.ts';
import { addProfile, listProfiles, showProfile, type ProfileDeps } from './mpi-profiles.ts';

export type TargetListDeps = ProfileDeps & TargetRunDeps & { cursors: Cursors };

export function targetListCalls(deps: TargetListDeps): readonly BoundRoute[] {
  return [
    route(listTargetLists)(async ({ query: { area, status }, scopes }) => {
      const lists = (await deps.lists.all()).filter(
        (list) =>
          concerns(scopes, list) &&
          (area === undefined || overlaps(list.scopeArea, area)) &&
          (status === undefined || list.status === status),
      );
      return { reply: { items: lists.map(show), nextCursor: null } };
    }),
    route(createTargetList)(async (call) => {
      let created: TargetList | undefined;
      const once = await call.once<{ id: string }>(async (claimFor) => {
        created = await draftTargetList(deps, call, claimFor);
        return { id: created.id };
      });
      created ??= await listOfConcern(deps.lists, once.answer.id, scopesFor(call.principal, 'target-lists:read'));
      return answer(created);
    }),
    route(publishTargetList)(async (call) => answer(await publish(deps, call))),
    route(freezeTargetList)(async (call) => answer(await freeze(deps, call))),
    route(supersedeTargetList)(async (call) => answer(await supersede(deps, call))),
    route(fillTargetList)(async (call) => ({ reply: await beginFill(deps, call) })),
    route(readTargetListFill)(async (call) => ({ reply: await readFill(deps, call) })),
    route(compareTargetList)(async (call) => ({ reply: await beginComparison(deps, call) })),
    route(readTargetListChanges)(async (call) => ({ reply: await readChanges(deps, call) })),
    route(listMpiProfiles)(async () => ({ reply: { items: await listProfiles(deps), nextCursor: null } })),
    route(createMpiProfile)(async (call) => {
      const { answer: made } = await call.once<{ id: string }>((claimFor) => addProfile(deps, call, claimFor));
      return { reply: await showProfile(deps, made.id) };
    }),
    route(startMpiLists)(async (call) => ({ reply: await beginLists(deps, call) })),
    route(readMpiLists)(async (call) => ({ reply: await readLists(deps, call) })),
    route(startMpiWhatIf)(async (call) => ({ reply: await beginWhatIf(deps, call) })),
    route(readMpiWhatIf)(async (call) => ({ reply: await readWhatIf(deps, call) })),
  ];
}

function answer(list: TargetList): { reply: z.input<typeof targetList>; etag: string } {
  return { reply: show(list), etag: versionTag(list.version) };
}

function show(list: TargetList): z.input<typeof targetList> {
  const { publishedAt, frozenAt, openedOn } = list;
  return {
    ...list,
    openedOn: openedOn ?? null,
    contactDays: contactDaysOf(list),
    wantsMentor: wantsMentorOf(list),
    createdAt: formatBangkok(new Date(list.createdAt)),
    publishedAt: publishedAt === undefined ? null : formatBangkok(new Date(publishedAt)),
    frozenAt: frozenAt === undefined ? null : formatBangkok(new Date(frozenAt)),
  };
}
