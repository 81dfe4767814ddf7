/** Random case work of several households, recorded by appends: moves, mentors, plans, referrals, meetings, findings and withdrawals. */
import * as fc from 'fast-check';

import { dueItems } from '#shared/domain/due/due-items.ts';
import { NO_LISTS } from '#shared/domain/due/known.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { NEED_STATUSES } from '#shared/domain/household/need-status.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { buildsOnHistory } from '#shared/domain/logbook/replay.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { TARGET_STATES } from '#shared/domain/target-list/target-state.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';

import { begin, listed, memberOf } from './synthetic-household.ts';

export const AREAS = ['420101', '420102', '420201', '420151', '310101'];
const MENTORS = ['m1', 'm2', null];
export const AGENCIES = ['moph', 'cdd', 'mol', 'dla'];
const LISTS = ['main', 'other'];
const FIRST_DAY = '2026-06-01';

export type Step = { household: number; kind: number; day: number; choose: readonly number[]; anew: boolean };
/** What happens, in the order of recording. */
export const steps = fc.array(
  fc.record({
    household: fc.nat(2),
    kind: fc.nat(999),
    day: fc.nat(40),
    choose: fc.array(fc.nat(999), { minLength: 4, maxLength: 4 }),
    anew: fc.boolean(),
  }),
  { minLength: 20, maxLength: 60 },
);

const one = <T>(list: readonly T[], choice = 0): T | undefined => list[choice % list.length];

/** What somebody says; most of it may be recorded, not all. */
function bodyOf({ kind, choose }: Step, day: string, household: Household): EntryBody | undefined {
  const [a = 0, b = 0, c = 0] = choose;
  const need = one(household.needs, a);
  const referral = one(household.referrals, a);
  const bodies: (() => EntryBody | undefined)[] = [
    () => ({
      type: 'urgency',
      level: one(['CRITICAL', 'HIGH', 'NORMAL'] as const, a) ?? 'HIGH',
      on: day,
      reason: 'เหตุ',
    }),
    () => ({ type: 'mentor', mentor: one(MENTORS, a) ?? null, on: day, reason: 'เหตุ' }),
    () => ({
      type: 'visit',
      on: day,
      purpose: 'ASSIST',
      outcome: one(['MET', 'MET', 'NOT_HOME', 'REFUSED', 'DECEASED'] as const, a) ?? 'MET',
      ...(b % 3 === 0 ? { nextVisitDue: addDays(day, c % 40) } : {}),
    }),
    () => ({
      type: 'follow-up',
      on: day,
      stage: one(['CRISIS', 'SURVIVE', 'SUFFICIENT'] as const, a) ?? 'SURVIVE',
      reasons: 'เหตุ',
      needResults: need && b % 2 ? [{ needId: need.id, result: 'RESOLVED' }] : [],
    }),
    () => ({
      type: 'need',
      dimension: 'income',
      kind: a % 4 ? 'PROBLEM' : 'WANT',
      text: `เรื่อง ${b % 2}`,
      openedOn: day,
      ...(c % 2 ? { solveMode: 'EXTERNAL' } : {}),
    }),
    () =>
      need && {
        type: 'need-status',
        needId: need.id,
        status: one(NEED_STATUSES, b) ?? 'RESOLVED',
        on: day,
        reason: 'เหตุ',
      },
    () =>
      need && {
        type: 'referral',
        referral: `${household.id}-${household.version}`,
        from: '4201',
        toAgency: one(AGENCIES, b) ?? 'moph',
        ofState: true,
        place: '4201',
        needIds: [need.id],
        dueAt: addDays(day, 10 + (c % 30)),
      },
    () =>
      referral && {
        type: 'referral-answer',
        referral: referral.id,
        status: one(['ACCEPTED', 'ACCEPTED', 'DONE', 'REJECTED', 'RETURNED', 'WITHDRAWN'] as const, b) ?? 'ACCEPTED',
        reason: 'เหตุ',
      },
    () =>
      help({ deliveredOn: day, needIds: need && a % 2 ? [need.id] : [], assistanceType: b % 3 ? 'CASH' : 'ADVICE' }),
    () =>
      ({
        type: 'target-state',
        list: one(LISTS, a) ?? 'main',
        state: one(TARGET_STATES, b) ?? 'CONFIRMED',
        on: day,
        reason: 'เหตุ',
        evidence: 'REGISTRY',
        ...(c % 2 ? { toArea: one(AREAS, c) ?? '420101' } : {}),
      }) as const,
    () => ({ type: 'move', on: day, toArea: one([...AREAS, null], a) ?? null }),
    () => ({
      type: 'resolution',
      resolution: `4201~m~${household.id}-${household.version}`,
      meeting: '4201~m',
      agency: 'moph',
      text: 'มติ',
      dueOn: addDays(day, 20),
    }),
    () => {
      const open = one(household.resolutions, a);
      return open && { type: 'resolution-step', resolution: open.id, status: 'DONE', on: day };
    },
    () =>
      need && {
        type: 'rexray',
        round: 'r',
        on: day,
        by: { kind: 'OFFICER' },
        results: [
          { needId: need.id, result: one(['COMPLETE', 'INCOMPLETE', 'NOT_STARTED'] as const, b) ?? 'COMPLETE' },
        ],
      },
    () => ({
      type: 'checked',
      kind: one(['CHECK_TARGET', 'CHECK_NEED', 'RELAPSE_CHECK', 'ARRIVED', 'END_MENTOR'] as const, a) ?? 'ARRIVED',
      on: day,
      reason: 'เหตุ',
    }),
    () => ({
      type: 'plan',
      planVersion: household.planVersions.length + 1,
      status: a % 4 ? 'AGREED' : 'DRAFT',
      ultimateGoal: 'พอกิน',
      ...(a % 4 ? { agreedOn: day, agreedBy: 'HEAD' } : {}),
      items: [0, 1].map((at) => ({
        seq: at + 1,
        dimension: 'income',
        selfActivity: 'ปลูกผัก',
        supportActivity: '',
        periodText: 'สองเดือน',
        status: one(['NOT_STARTED', 'CONTINUING', 'DONE'] as const, b + at) ?? 'DONE',
        ...(c % 5 ? { start: day, end: addDays(day, (c + 17 * at) % 60) } : {}),
      })),
    }),
    () => {
      const { plan } = household;
      return plan
        ? {
            ...{ type: 'plan', planVersion: household.planVersions.length + 1, status: 'CLOSED' },
            ...{ ultimateGoal: plan.ultimateGoal, items: plan.items, agreedOn: plan.agreedOn, agreedBy: 'HEAD' },
            ...{ closedOn: day, reason: 'เหตุ' },
          }
        : undefined;
    },
    () => ({
      ...{ type: 'target-state', list: one(LISTS, a) ?? 'main', state: b % 2 ? 'CONFIRMED' : 'DUPLICATE', on: day },
      ...{ reason: 'เหตุ', evidence: 'DOCUMENT', ...(b % 2 ? {} : { duplicateOf: 'another' }) },
    }),
    () => ({
      type: 'correction',
      supersedes: `${household.id}.${2 + (a % household.version)}`,
      reason: 'ผิด',
      entry: null,
    }),
  ];
  return one(bodies, kind)?.();
}

const TERMS: readonly TargetList[] = LISTS.map((id) => ({
  id,
  version: 1,
  name: id,
  source: id === 'main' ? 'TPMAP' : 'VULNERABLE',
  yearBe: 2569,
  phase: 1,
  asOfDate: '2026-01-01',
  scopeArea: '42',
  status: 'DRAFT',
  createdAt: '2026-01-01T03:00:00.000Z',
}));

/** A household that has a mentor and was found in need. */
const CONFIRMED: EntryBody[] = [
  { type: 'mentor', mentor: 'm1', on: '2026-05-03' },
  { type: 'target-state', list: 'main', state: 'CONFIRMED', on: '2026-05-04', reason: 'เหตุ', evidence: 'DESK' },
];

/** A household that was helped, and is followed up. */
const ASSISTED: EntryBody[] = [
  help({ deliveredOn: '2026-05-01' }),
  ...(['CONFIRMED', 'ASSISTED'] as const).map((state): EntryBody => ({
    type: 'target-state',
    list: 'main',
    state,
    on: '2026-05-02',
    reason: 'เหตุ',
    evidence: 'DESK',
  })),
];

export type Stores = { households: HouseholdStore; due: DueStore; lists: TargetListStore };
export type Held = { household: Household; history: LogbookEntry[] };
let people = 7_500_000;

/** Records the story by appends. One of the lists is published in the middle of it. */
export async function live({ households, lists }: Stores, story: readonly Step[], kinds: Set<string>): Promise<Held[]> {
  for (const list of TERMS) await lists.create(list);
  const held: Held[] = [];
  for (const number of [0, 1, 2]) {
    const onLists = [listed('main', '420101'), listed('other', '420101')];
    const change = begin(
      { members: [memberOf((people += 1))] },
      number === 0 ? [...onLists, ...CONFIRMED] : number === 1 ? [...onLists, ...ASSISTED] : [],
    );
    await households.append([change]);
    held.push({ household: change.after, history: [...change.entries] });
  }
  let moment = Date.parse(`${FIRST_DAY}T03:00:00.000Z`);
  for (const [number, step] of story.entries()) {
    moment += 20 * 3_600_000;
    const [main] = TERMS;
    if (number === 15 && main)
      await lists.update(main, {
        ...main,
        version: 2,
        status: 'PUBLISHED',
        publishedAt: new Date(moment).toISOString(),
      });
    const standing = held[step.household];
    if (!standing) continue;
    const day = addDays(new Date(moment).toISOString().slice(0, 10), -step.day);
    const body = bodyOf(step, day, standing.household);
    if (!body) continue;
    const before = step.anew
      ? ((await households.get(standing.household.id)) ?? standing.household)
      : standing.household;
    try {
      const { household, entries } = record(
        before,
        [body],
        {
          householdId: before.id,
          recordedAt: new Date(moment),
          recordedBy: { sub: 's', roles: ['DISTRICT_OFFICER'], area: '4201' },
          hash: chainHash,
        },
        buildsOnHistory(body) ? standing.history : [],
      );
      await households.append([{ before, after: household, entries }]);
      standing.household = household;
      for (const { kind } of dueItems(household, NO_LISTS)) kinds.add(kind);
      standing.history.push(...entries);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return held;
}
