/**
 * What an account may do next with a household (casework F, `steps`). Nothing is decided here: each candidate is put as a body before
 * the very functions that judge the call (`may-record.ts`, `record.ts`), and those that they do not refuse are said.
 */
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { coversHousehold, scopesFor, type Permission, type Principal } from '../access/access.ts';
import { agencyOfBlank } from '../access/own-agency.ts';
import { placed } from '../access/placed.ts';
import { CHECK_KINDS } from '../household/checks.ts';
import type { Household } from '../household/household.ts';
import { isOpenNeed, NEED_STATUSES } from '../household/need-status.ts';
import { URGENCY_LEVELS } from '../household/urgency.ts';
import { TARGET_EVIDENCE, type Situation, type TargetEvidence } from '../target-list/target-steps.ts';
import { TARGET_STATES } from '../target-list/target-state.ts';
import type { CorrectableBody } from './bodies.ts';
import { refuseOutside, scopesToRecord } from './may-record.ts';
import { refuseToRecord } from './record.ts';

/** A call, and of an entry what it says: its kind, of which list or need, and to what state, status, level or kind. */
export type NextStep = {
  call: 'recordEntry' | 'putMentor' | 'putPlan' | 'putProfile' | 'revealHousehold' | 'sendReferral';
  type?: CorrectableBody['type'];
  list?: string;
  needId?: string;
  to?: string;
  /** What the finding must name, where nothing that was recorded is enough. */
  evidence?: TargetEvidence;
};

/** The other household of a duplicate, which the account is still to name. */
const SOME_OTHER = 'another household';

/** `now`: entries speak of its day. Steps of earlier entries (help that moves on, corrections) are offered where the entry is shown. */
export function mayDoNext(principal: Principal, household: Household, situation: Situation, now: Date): NextStep[] {
  const day = bangkokDay(now);
  const allowed = (body: CorrectableBody): boolean => {
    try {
      refuseOutside(principal, scopesToRecord(principal, body), household, body, []);
      refuseToRecord(household, body, now, [], situation);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  };
  const entries = candidates(household, day, agencyOfBlank(principal)).filter(({ body }) => allowed(body));
  return [...firstOfEach(entries.map(({ step }) => step)), ...callsOn(principal, household)];
}

type Candidate = { step: NextStep; body: CorrectableBody };

function entry(body: CorrectableBody, said: Omit<NextStep, 'call' | 'type'> = {}): Candidate {
  return { step: { call: 'recordEntry', type: body.type, ...said }, body };
}

/** Every entry that may be said of a household without naming an earlier one, in a body that lacks nothing. */
function candidates({ needs, targets }: Household, on: string, agency: string | null): Candidate[] {
  const lists = [...new Set(targets.map(({ list }) => list))];
  return [
    entry({ type: 'visit', on, purpose: 'FOLLOWUP', outcome: 'MET' }),
    entry({ type: 'survey', on, needs: [] }),
    entry({ type: 'need', dimension: 'income', kind: 'PROBLEM', text: '-', openedOn: on }),
    entry({
      type: 'assistance',
      agency,
      coAgencies: [],
      dimension: 'income',
      assistanceType: 'ADVICE',
      status: 'PLANNED',
      deliveredOn: null,
      plannedOn: on,
      personIds: [],
      needIds: [],
      cashBaht: null,
      inKindBaht: null,
      description: '',
    }),
    entry({ type: 'follow-up', on, stage: 'SURVIVE', needResults: [], reasons: '-' }),
    entry({ type: 'found', source: 'OTHER', on, evidence: '-' }),
    entry({ type: 'rexray', round: '-', on, by: { kind: 'OFFICER' }, results: [] }),
    entry({ type: 'move', on, toArea: null }),
    ...CHECK_KINDS.map((kind) => entry({ type: 'checked', kind, on, reason: '-' }, { to: kind })),
    ...URGENCY_LEVELS.map((level) => entry({ type: 'urgency', level, on, reason: '-' }, { to: level })),
    ...needs.flatMap(({ id: needId }) =>
      NEED_STATUSES.map((status) => entry({ type: 'need-status', needId, status, on }, { needId, to: status })),
    ),
    ...lists.flatMap((list) =>
      TARGET_STATES.flatMap((state) => {
        const other = state === 'DUPLICATE' ? { duplicateOf: SOME_OTHER } : {};
        return [undefined, ...TARGET_EVIDENCE].map((evidence) => {
          const named = evidence === undefined ? {} : { evidence };
          return entry(
            { type: 'target-state', list, state, on, reason: '-', ...named, ...other },
            { list, to: state, ...named },
          );
        });
      }),
    ),
  ];
}

/** A finding that needs no evidence is not said again with each; of several that are enough the first is named. */
function firstOfEach(steps: readonly NextStep[]): NextStep[] {
  const seen = new Map<string, NextStep>();
  for (const step of steps) {
    const { evidence: _evidence, ...what } = step;
    const key = JSON.stringify(what);
    if (!seen.has(key)) seen.set(key, step);
  }
  return [...seen.values()];
}

/** Calls that are no entry of the logbook by themselves: their scope decides, and whether the household was merged into another. */
function callsOn(principal: Principal, household: Household): NextStep[] {
  const reaches = (permission: Permission): boolean =>
    coversHousehold(scopesFor(principal, permission), placed(household));
  // What would be recorded of one that was merged is recorded of the household that it was merged into.
  const records = (permission: Permission): boolean => household.mergedInto === undefined && reaches(permission);
  return [
    ...(records('mentors:assign') ? [{ call: 'putMentor' as const }] : []),
    // A draft is allowed whatever the plan in force.
    ...(records('plans:write') ? [{ call: 'putPlan' as const }] : []),
    ...(records('profile:write') ? [{ call: 'putProfile' as const }] : []),
    ...(reaches('households:reveal') ? [{ call: 'revealHousehold' as const }] : []),
    ...(records('referrals:send')
      ? household.needs
          .filter(({ status }) => isOpenNeed(status))
          .map(({ id: needId }) => ({ call: 'sendReferral' as const, needId }))
      : []),
  ];
}
