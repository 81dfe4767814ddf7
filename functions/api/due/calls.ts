import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { listRoundCases as roundCasesContract } from '#shared/contracts/campaigns.ts';
import { listDue as dueContract } from '#shared/contracts/due.ts';
import { listMentors as mentorsContract } from '#shared/contracts/mentors.ts';
import { readPack as packContract } from '#shared/contracts/pack.ts';

import { listDue, type DueDeps } from './list-due.ts';
import { listMentors, type MentorsDeps } from './list-mentors.ts';
import { listRoundCases, type RoundCasesDeps } from './list-round-cases.ts';
import { makePack, type PackDeps } from './make-pack.ts';

export function dueCalls(deps: DueDeps & MentorsDeps & PackDeps & RoundCasesDeps): readonly BoundRoute[] {
  return [
    route(dueContract)(async (call) => ({ reply: await listDue(deps, call) })),
    route(packContract)(async (call) => ({ reply: await makePack(deps, call) })),
    route(roundCasesContract)(async (call) => ({ reply: await listRoundCases(deps, call) })),
    route(mentorsContract)(async (call) => ({ reply: await listMentors(deps, call) })),
  ];
}
