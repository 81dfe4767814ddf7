/** Random histories with the whole work with a household in them: what Reports B and C and campaigns count. */
import * as fc from 'fast-check';
import { addDays } from '#shared/thai/bangkok-time.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import { METRICS } from '../../campaign/campaign.ts';
import type { RexrayRound } from '../../campaign/rexray-round.ts';
import { FOUND_SOURCES } from '../../household/found-source.ts';
import { TARGET_STATES } from '../../target-list/target-state.ts';
import type { AssistanceFact, FactBody, PlanFact } from '../facts.ts';
import type { OrderFact } from '../report-b/input.ts';
import { ago, daysAgo, FIRST_DAY, historiesOf, HOUSEHOLDS, type History, type MakeBody } from './random-history.ts';

const need = fc.constantFrom('N1', 'N2', 'N3');
const dimension = fc.constantFrom('health' as const, 'income' as const, 'living' as const);
const kind = fc.constantFrom('PROBLEM' as const, 'WANT' as const);
const list = fc.constantFrom('L1', 'L2', 'L3');

const visit = fc
  .record({
    outcome: fc.constantFrom('MET', 'MET', 'NOT_HOME', 'NOT_FOUND', 'REFUSED'),
    hasWayOut: fc.boolean(),
    daysAgo,
  })
  .map(({ daysAgo: days, ...said }): MakeBody => (at) => ({
    type: 'visit',
    purpose: 'FOLLOWUP',
    on: ago(at, days),
    ...said,
  }));

const opened = fc
  .record({ need, dimension, kind, daysAgo })
  .map(({ need: name, daysAgo: days, ...said }): MakeBody => (at, id) => ({
    type: 'need',
    needId: `${id}-${name}`,
    openedOn: ago(at, days),
    ...said,
  }));

const survey = fc
  .record({ need, dimension, kind, daysAgo })
  .map(({ need: name, daysAgo: days, ...said }): MakeBody => (at, id) => ({
    type: 'survey',
    on: ago(at, days),
    needs: [{ needId: `${id}-${name}`, ...said }],
  }));

const status = fc
  .record({
    need,
    status: fc.constantFrom(
      'RESOLVED',
      'REOPENED',
      'REOPENED',
      'PARTIAL',
      'SELF_RESOLVED',
      'WITHDRAWN',
      'NOT_SOLVABLE',
    ),
    daysAgo,
  })
  .map(({ need: name, status: to, daysAgo: days }): MakeBody => (at, id) => ({
    type: 'need-status',
    needId: `${id}-${name}`,
    status: to,
    on: ago(at, days),
  }));

/** A merge that says which needs are one. Nobody merges two households into each other. */
const paired = fc
  .record({ into: fc.constantFrom(...HOUSEHOLDS), needs: fc.uniqueArray(need, { minLength: 1, maxLength: 2 }) })
  .map(
    ({ into, needs }): MakeBody =>
      (_at, id) =>
        id < into
          ? { type: 'merged', into, needs: needs.map((name) => ({ from: `${id}-${name}`, to: `${into}-${name}` })) }
          : { type: 'other' },
  );

const followUp = fc
  .record({
    stage: fc.constantFrom('CRISIS', 'SURVIVE', 'SUFFICIENT', 'SUSTAIN'),
    days: fc.integer({ min: -3, max: 30 }),
  })
  .map(({ stage, days }): MakeBody => (at) => ({ type: 'follow-up', on: ago(at, days), stage, resolved: [] }));

const state = fc
  .record({ list, state: fc.constantFrom(...TARGET_STATES.filter((each) => each !== 'DUPLICATE')), daysAgo })
  .map(({ daysAgo: days, ...said }): MakeBody => (at) => ({ type: 'target-state', on: ago(at, days), ...said }));

const mentor = fc
  .record({ mentor: fc.constantFrom('M1', 'M2', null), daysAgo })
  .map(({ mentor: lead, daysAgo: days }): MakeBody => (at) => ({ type: 'mentor', mentor: lead, on: ago(at, days) }));

const found = fc
  .record({ source: fc.constantFrom(...FOUND_SOURCES), round: fc.constantFrom(undefined, 'X1'), daysAgo })
  .map(({ round, daysAgo: days, source }): MakeBody => (at) => ({
    type: 'found',
    source,
    on: ago(at, days),
    ...(round === undefined ? {} : { round }),
  }));

const rexray = fc
  .record({
    gone: fc.boolean(),
    results: fc.array(fc.constantFrom('COMPLETE', 'INCOMPLETE', 'NOT_STARTED'), { maxLength: 2 }),
    isNew: fc.boolean(),
    round: fc.constantFrom('X1', 'X2'),
    daysAgo,
  })
  .map(({ gone, results, isNew, round, daysAgo: days }): MakeBody => (at, id) => ({
    type: 'rexray',
    round,
    on: ago(at, days),
    gone,
    results: results.map((result, index) => ({ needId: `${id}-N${index + 1}`, result })),
    needs: isNew ? [{ needId: `${id}-N3`, dimension: 'income', kind: 'PROBLEM' }] : [],
  }));

const plan = fc
  .record({ agreed: fc.boolean(), closed: fc.boolean(), items: fc.integer({ min: 0, max: 2 }), daysAgo })
  .map(({ agreed, closed, items, daysAgo: days }): MakeBody => (at) => {
    const fact: PlanFact = {
      type: 'plan',
      items,
      ...(agreed ? { agreedOn: ago(at, days) } : {}),
      ...(agreed && closed ? { closedOn: ago(at, Math.min(days, 0)) } : {}),
    };
    return fact;
  });

const referral = fc
  .record({
    referral: fc.constantFrom('R1', 'R2', 'R3', 'R4'),
    to: fc.constantFrom('cdd', 'moph', 'moi', 'moe'),
    need,
    dueIn: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ referral: name, to, need: asked, dueIn }): MakeBody => (at, id) => ({
    type: 'referral-sent',
    referralId: `${id}-${name}`,
    toAgency: to,
    needIds: [`${id}-${asked}`],
    sentAt: at.toISOString(),
    dueAt: ago(at, -dueIn),
  }));

const HELP: Omit<AssistanceFact, 'deliveredOn'> = {
  type: 'assistance',
  agency: 'cdd',
  coAgencies: [],
  dimension: 'income',
  assistanceType: 'TRAINING',
  status: 'DELIVERED',
  plannedOn: null,
  personIds: [],
  needIds: [],
  cashBaht: null,
  inKindBaht: null,
};

export type CaseHistory = History & { orders: OrderFact[]; campaigns: Campaign[]; rounds: RexrayRound[] };

const units: Pick<OrderFact, 'unit' | 'kind' | 'covers'>[] = [
  { unit: '42', kind: 'PROVINCE', covers: ['42'] },
  { unit: '4201', kind: 'DISTRICT', covers: ['4201'] },
  { unit: '4201.1', kind: 'TOWN_MUN', covers: ['420101'] },
  { unit: '4203', kind: 'DISTRICT', covers: ['4203'] },
  { unit: '420101', kind: 'FIELD_TEAM', covers: ['420101'] },
];

const momentAt = (days: number): string => new Date(`${addDays(FIRST_DAY, days)}T09:00:00+07:00`).toISOString();

const orders = fc
  .tuple(
    ...units.map((unit) =>
      fc.option(
        fc.integer({ min: -10, max: 120 }).map((days) => ({ ...unit, days })),
        { freq: 5 },
      ),
    ),
  )
  .map((put): OrderFact[] =>
    put
      .filter((order) => order !== null)
      .map(({ days, ...unit }) => ({
        ...unit,
        version: 1,
        name: null,
        orderDate: addDays(FIRST_DAY, days - 2),
        recordedAt: momentAt(days),
      })),
  );

const campaigns = fc
  .array(
    fc.record({
      metric: fc.constantFrom(...METRICS),
      pct: fc.constantFrom(50, 75, 100),
      due: fc.integer({ min: 40, max: 140 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((milestones): Campaign[] => [
    {
      id: 'C1',
      version: 1,
      versions: [
        {
          recordedAt: momentAt(-20),
          name: '',
          lists: ['L1', 'L2'],
          scopeArea: '42',
          startsOn: FIRST_DAY,
          status: 'RUNNING',
          milestones: milestones.map(({ due, ...milestone }) => ({ ...milestone, dueOn: addDays(FIRST_DAY, due) })),
        },
      ],
    },
  ]);

const rounds: RexrayRound[] = ['L1', 'L2'].map((id, at) => ({
  id: `X${at + 1}`,
  version: 1,
  name: '',
  list: id,
  scopeArea: '42',
  dueOn: addDays(FIRST_DAY, 100),
  createdAt: momentAt(at),
}));

const stage = fc.constantFrom('CRISIS', 'SURVIVE', 'SUFFICIENT', 'SUSTAIN');

/** Help, a follow-up on its day, and one so much later that the change may last: chance alone seldom makes all three of one household. */
const courses = fc.array(
  fc.record({ group: fc.nat(7), stages: fc.tuple(stage, stage), helpedOn: fc.integer({ min: 15, max: 40 }) }),
  { maxLength: 3 },
);
type Course = { group: number; stages: [string, string]; helpedOn: number };

/** The history with courses recorded behind all else of their households. */
function withCourses(history: History, made: readonly Course[]): History {
  const groups = history.groups.map((group) => group.map((facts) => [...facts]));
  const entries = [...history.entries];
  for (const { group, stages, helpedOn } of made) {
    const facts = groups[group % groups.length]?.[0];
    const last = facts?.at(-1);
    if (!facts || !last) continue;
    const on = addDays(FIRST_DAY, helpedOn);
    const bodies: FactBody[] = [
      { ...HELP, deliveredOn: on },
      { type: 'follow-up', on, stage: stages[0], resolved: [] },
      { type: 'follow-up', on: addDays(on, 91), stage: stages[1], resolved: [] },
    ];
    for (const [at, body] of bodies.entries()) {
      const { householdId } = last;
      const version = last.version + at + 1;
      const recordedAt = new Date(new Date(last.recordedAt).getTime() + at + 1).toISOString();
      const entry = { id: `${householdId}.${version}`, householdId, version, recordedAt, body };
      facts.push(entry);
      entries.push(entry);
    }
  }
  return { ...history, groups, entries };
}

export const caseHistories: fc.Arbitrary<CaseHistory> = fc
  .record({
    history: historiesOf([
      { weight: 6, arbitrary: visit },
      { weight: 6, arbitrary: opened },
      { weight: 4, arbitrary: survey },
      { weight: 6, arbitrary: status },
      { weight: 6, arbitrary: followUp },
      { weight: 3, arbitrary: paired },
      { weight: 10, arbitrary: state },
      { weight: 5, arbitrary: mentor },
      { weight: 3, arbitrary: found },
      { weight: 5, arbitrary: rexray },
      { weight: 5, arbitrary: plan },
      { weight: 5, arbitrary: referral },
    ]),
    orders,
    campaigns,
    courses,
  })
  .map(({ history, courses: made, ...more }) => ({ ...withCourses(history, made), ...more, rounds }));
