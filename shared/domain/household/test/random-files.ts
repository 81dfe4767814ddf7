/** Random files of households, recorded by `record` as the product records: each with its document after every step. */
import * as fc from 'fast-check';

import type { AssistanceBody, CorrectableBody } from '#shared/domain/logbook/bodies.ts';
import { Problem } from '#shared/problems.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import { addDays } from '#shared/thai/bangkok-time.ts';
import { holdsNow } from '../../logbook/steps.ts';
import { ASSISTANCE_LIFE_CYCLE } from '../assistance-status.ts';
import { isGiven } from '../given-help.ts';
import { mergeBodies } from '../../merge/merge-bodies.ts';
import { mergeIn, undoBodies } from '../../merge/undo-merge.ts';
import { saidIn, type EntryBody, type LogbookEntry } from '../../logbook/entry.ts';
import { somePlan } from '../../case/test/some-plan.ts';
import { TARGET_LIFE_CYCLE, TARGET_STATES } from '../../target-list/target-state.ts';
import { targetStateOn, type Household } from '../household.ts';
import { NEED_LIFE_CYCLE, NEED_STATUSES } from '../need-status.ts';
import { RECORDED_KINDS } from '../../logbook/kinds/all.ts';
import { record } from '../../logbook/record.ts';
import { bodyFromSchema } from '../../logbook/test/body-from-schema.ts';

/** A household with all its entries. */
export type File = { household: Household; history: LogbookEntry[] };

/** All files as they stood after what was recorded at `at`. */
export type Moment = { at: string; files: ReadonlyMap<string, File> };

const HOUSEHOLDS = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`);
const AREAS = ['420101', '420102', '420201', '310101'];
const LISTS = ['list-1', 'list-2', 'list-3'];
const AGENCIES = ['cdd', 'dla', 'moph', 'mol'] as const;
const FIRST_DAY = '2026-05-01';
const DAYS = 28;
const FIRST_MOMENT = Date.parse('2026-06-01T01:00:00.000Z');

const STATUSES = [
  'DELIVERED',
  'DELIVERED',
  'DELIVERED',
  'VERIFIED',
  'PLANNED',
  'APPROVED',
  'CANCELLED',
  'RETURNED',
] as const satisfies readonly AssistanceBody['status'][];

const STEPS = ['APPROVED', 'DELIVERED', 'VERIFIED', 'CANCELLED', 'RETURNED'] as const;

type Kind = CorrectableBody['type'] | 'listed' | 'member' | 'plan' | 'correction' | 'merge' | 'unmerge';

/** What somebody says; the numbers choose among what there is to choose from. Most of it may be recorded, not all. */
type Said = { household: number; kind: Kind; day: string; choose: readonly number[] };

/** How each household comes in, and what is said of them afterwards. */
export type Story = { beginnings: readonly (readonly number[])[]; steps: readonly Said[] };

/** How often something is said; what is not named here, once. */
const WEIGHTS: Readonly<Partial<Record<Kind, number>>> = {
  assistance: 5,
  'assistance-status': 6,
  need: 2,
  'need-status': 3,
  survey: 2,
  visit: 2,
  rexray: 2,
  'follow-up': 2,
  listed: 3,
  'target-state': 4,
  move: 3,
  plan: 3,
  correction: 7,
};
const SAID: readonly Kind[] = [...RECORDED_KINDS.map(({ type }) => type), 'listed', 'member', 'plan', 'correction'];
const kinds = fc.oneof(...SAID.map((kind) => ({ weight: WEIGHTS[kind] ?? 1, arbitrary: fc.constant(kind) })));
const choices = fc.array(fc.nat(999), { minLength: 6, maxLength: 6 });
const saidOf = (kind: fc.Arbitrary<Kind>): fc.Arbitrary<Said> =>
  fc.record({
    household: fc.nat(HOUSEHOLDS.length - 1),
    kind,
    day: fc.nat(DAYS - 1).map((days) => addDays(FIRST_DAY, days)),
    choose: choices,
  });
const said = saidOf(kinds);

const one = <T>(list: readonly T[], choice = 0): T | undefined => list[choice % list.length];
const some = <T>(list: readonly T[], choice = 0): T[] => list.filter((_, at) => ((choice >> at) & 1) === 1);

function helpOf(
  { household }: File,
  day: string,
  [a = 0, b = 0, c = 0, d = 0, e = 0]: readonly number[],
): CorrectableBody {
  const status = one(STATUSES, a) ?? 'DELIVERED';
  const agency = one([...AGENCIES, null], b) ?? null;
  // Help that was only planned, approved or called off may name a day of delivery as well.
  const delivered = isGiven(status) || c % 2 === 1;
  return {
    type: 'assistance',
    agency,
    coAgencies: c % 3 === 0 ? some(AGENCIES, d).filter((slug) => slug !== agency) : [],
    dimension: one(DIMENSIONS, e) ?? 'income',
    assistanceType: e % 2 ? 'CASH' : 'ADVICE',
    status,
    deliveredOn: delivered ? day : null,
    plannedOn: null,
    personIds: [],
    needIds: some(household.needs.slice(0, 3), e).map(({ id }) => id),
    cashBaht: null,
    inKindBaht: null,
    description: '',
  };
}

function bodyOf(kind: string, file: File, day: string, choose: readonly number[]): CorrectableBody | undefined {
  const { household } = file;
  const [a = 0, b = 0, c = 0, d = 0] = choose;
  switch (kind) {
    case 'assistance':
      return helpOf(file, day, choose);
    case 'visit':
      return {
        type: 'visit',
        on: day,
        purpose: 'FOLLOWUP',
        outcome: one(['MET', 'MET', 'NOT_HOME', 'NOT_FOUND', 'REFUSED', 'MOVED'] as const, c) ?? 'MET',
        ...(a % 2 ? { nextVisitDue: addDays(day, b % 60) } : {}),
      };
    case 'follow-up':
      return {
        type: 'follow-up',
        on: day,
        stage: one(['SURVIVE', 'SUFFICIENT', 'SUSTAIN', 'CRISIS'] as const, c) ?? 'SURVIVE',
        needResults: some(household.needs.slice(0, 3), d).map(({ id }, at) => ({
          needId: id,
          result: (d + at) % 3 ? 'RESOLVED' : 'SAME',
        })),
        ...(a % 2 ? { nextDue: addDays(day, b % 60) } : {}),
      };
    case 'survey':
      return {
        type: 'survey',
        on: day,
        needs: Array.from({ length: a % 4 }, () => ({ dimension: 'health', kind: 'PROBLEM', text: 'ป่วย' })),
      };
    case 'rexray':
      return {
        type: 'rexray',
        round: 'x1',
        on: day,
        by: { kind: 'VHV' },
        gone: a % 4 === 0,
        results: some(household.needs.slice(0, 3), d).map(({ id }, at) => ({
          needId: id,
          result: one(['COMPLETE', 'INCOMPLETE', 'NOT_STARTED'] as const, c + at) ?? 'COMPLETE',
        })),
        ...(b % 2 ? { newNeeds: [{ dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว' }] } : {}),
      };
    case 'need':
      return { type: 'need', dimension: one(DIMENSIONS, a) ?? 'income', kind: 'WANT', text: 'รถเข็น', openedOn: day };
    case 'assistance-status': {
      const helps = file.history.filter(({ body }) => saidIn(body)?.type === 'assistance');
      const help = one(helps, a);
      const now = help && holdsNow(help.id, file.history)?.said;
      if (!help || now?.type !== 'assistance') return undefined;
      const next = one(b % 5 === 0 ? STEPS : ASSISTANCE_LIFE_CYCLE[now.status].filter((to) => to !== 'PLANNED'), c);
      return (
        next && {
          type: 'assistance-status',
          assistanceId: help.id,
          status: next,
          on: day,
          ...(next === 'RETURNED' ? { reason: 'ไม่อยู่บ้าน' } : {}),
          ...(d % 3 === 0 ? { cashBaht: d } : {}),
          ...(d % 4 === 0 ? { needIds: some(household.needs.slice(0, 3), d).map(({ id }) => id) } : {}),
        }
      );
    }
    case 'need-status': {
      const need = one(household.needs, a);
      if (!need) return undefined;
      const next = one(b % 5 === 0 ? NEED_STATUSES : NEED_LIFE_CYCLE[need.status], c);
      return next && { type: 'need-status', needId: need.id, status: next, on: day };
    }
    case 'target-state': {
      const list = one(household.targets, a)?.list ?? LISTS[0] ?? '';
      const next = one(b % 5 === 0 ? TARGET_STATES : TARGET_LIFE_CYCLE[targetStateOn(household, list)], c);
      const other = one(HOUSEHOLDS, d);
      return (
        next && {
          type: 'target-state',
          list,
          state: next,
          on: day,
          reason: 'เยี่ยมบ้าน',
          ...(a % 4 ? { evidence: one(['DESK', 'REGISTRY', 'DOCUMENT'] as const, a) ?? 'DESK' } : {}),
          ...(next === 'MOVED' && d % 2 ? { toArea: one(AREAS, d) } : {}),
          ...((next === 'DUPLICATE' || b % 7 === 0) && other !== household.id ? { duplicateOf: other } : {}),
        }
      );
    }
    case 'move':
      return { type: 'move', on: day, toArea: one([...AREAS, null, null], a) ?? null };
    default: {
      // A kind that names nothing but needs needs no more than its schema.
      let at = 0;
      return bodyFromSchema(kindOf(kind).body, {
        choose: () => (choose[at % choose.length] ?? 0) + (at += 1),
        day,
        needIds: household.needs.map(({ id }) => id),
      }) as CorrectableBody | undefined;
    }
  }
}

function kindOf(type: string): (typeof RECORDED_KINDS)[number] {
  const kind = RECORDED_KINDS.find((each) => each.type === type);
  if (!kind) throw new Error('No such kind');
  return kind;
}

function spoken({ kind, day, choose }: Said, file: File): EntryBody | undefined {
  const [a = 0, b = 0, , , , f = 0] = choose;
  if (kind === 'plan')
    return somePlan(file.household, { pick: a, day, text: 'ปลูกผัก', needId: one(file.household.needs, b)?.id });
  if (kind !== 'listed' && kind !== 'member' && kind !== 'correction') return bodyOf(kind, file, day, choose);
  switch (kind) {
    case 'listed': {
      const personId = one([...file.household.members.map(({ id }) => id), null], f) ?? null;
      const targets = [{ personId, dimensions: ['income' as const], indicators: [] }];
      return { type: 'listed', list: one(LISTS, a) ?? '', area: one(AREAS, b) ?? '', targets };
    }
    case 'member':
      // Only moves move a household: what a later profile says of the area changes nothing.
      return {
        type: 'registered',
        profile: {
          members: [{ id: `p${a % 4}`, firstName: `ทดสอบ${b}` }],
          ...(b % 2 ? { areaCode: one(AREAS, a) ?? '' } : {}),
        },
      };
    case 'correction': {
      const superseded = new Set(file.history.map(({ body }) => body.type === 'correction' && body.supersedes));
      const target = one(
        file.history.filter(({ id, body }) => occurs(body) && (f % 10 === 0 || !superseded.has(id))),
        f,
      );
      const old = target && saidIn(target.body);
      if (!target || !old || !occurs(old)) return undefined;
      if (b % 6 === 0) return { type: 'correction', supersedes: target.id, reason: 'บันทึกผิดครัวเรือน', entry: null };
      const entry = bodyOf(old.type, file, day, choose) ?? old;
      if (entry.type !== 'assistance-status' || old.type !== 'assistance-status')
        return { type: 'correction', supersedes: target.id, reason: 'พิมพ์ผิด', entry };
      // A correction takes no step of the life-cycle, and stays with its help; one in ten tries not to.
      const status = one(STEPS, b) ?? entry.status;
      const assistanceId = a % 10 === 0 ? entry.assistanceId : old.assistanceId;
      const corrected = { ...entry, assistanceId, status, reason: 'ไม่อยู่บ้าน' };
      return { type: 'correction', supersedes: target.id, reason: 'พิมพ์ผิด', entry: corrected };
    }
  }
}

type Occurs = Exclude<
  EntryBody,
  {
    type:
      | 'registered'
      | 'registry'
      | 'listed'
      | 'duplicate-named'
      | 'referral'
      | 'referral-answer'
      | 'resolution'
      | 'resolution-step'
      | 'mentor'
      | 'plan'
      | 'profile'
      | 'merged'
      | 'unmerged';
  }
>;

const COME_IN: readonly string[] = [
  'registered',
  'listed',
  'duplicate-named',
  'referral',
  'referral-answer',
  'resolution',
  'resolution-step',
  'mentor',
  'plan',
  'profile',
  'merged',
  'unmerged',
];

function occurs(body: EntryBody): body is Occurs {
  return !COME_IN.includes(body.type);
}

/** What a merge of another household into this one, or the undo of one, records on both. */
function mergedOrUndone(
  { kind, day, choose: [a = 0, b = 0, c = 0] }: Said,
  kept: File,
  files: ReadonlyMap<string, File>,
): [household: string, body: EntryBody][] {
  const reason = 'ครัวเรือนเดียวกัน';
  const fileOf = (id: string | undefined): File | undefined => files.get(id ?? '');
  if (kind === 'merge') {
    const other = fileOf(one(HOUSEHOLDS, a));
    if (!other) return [];
    const [from, to] = [one(other.household.needs, b), one(kept.household.needs, c)];
    const needs = from && to && b % 2 ? [{ from: from.id, to: to.id }] : [];
    const bodies = mergeBodies(kept.household, other.household, { reason, needs }, day);
    return [
      ...bodies.ofOther.map((body): [string, EntryBody] => [other.household.id, body]),
      ...bodies.ofKept.map((body): [string, EntryBody] => [kept.household.id, body]),
    ];
  }
  const entry = one(
    kept.history.filter(({ body }) => body.type === 'merged' && body.from !== undefined),
    a,
  );
  if (!entry) return [];
  const merge = mergeIn(kept.history, entry.id);
  const other = fileOf(merge.from);
  if (!other) return [];
  const since = kept.history.filter(({ version }) => version > entry.version);
  const { ofKept, ofOther, copies } = undoBodies(merge, kept, other, {
    reason,
    entries: b % 2 ? since.slice(0, 1).map(({ id }) => id) : [],
  });
  return [
    ...ofKept.map((body): [string, EntryBody] => [kept.household.id, body]),
    ...[...ofOther, ...copies.map(({ body }) => body)].map((body): [string, EntryBody] => [other.household.id, body]),
  ];
}

/** How a household comes in: by an office, by a row of a target list that may name another area, or by a survey of a file. */
function beginning([a = 0, b = 0, c = 0]: readonly number[], day: string): EntryBody {
  const profile = { areaCode: one(AREAS, a) ?? '', members: [{ id: 'p0', firstName: 'ทดสอบ' }] };
  const targets = [{ personId: 'p0', dimensions: ['income' as const], indicators: [] }];
  const survey = { dimension: 'income', kind: 'PROBLEM', text: 'รายได้น้อย' } as const;
  const ways: EntryBody[] = [
    { type: 'registered', profile },
    { type: 'listed', list: 'list-1', area: one(AREAS, c) ?? '', targets, profile },
    { type: 'survey', on: day, needs: c % 2 ? [survey] : [], profile },
  ];
  return one(ways, b) ?? { type: 'registered', profile };
}

/** Records one after another, each step at a moment of its own; what `record` refuses is left out. All begin at the first moment. */
export function recordAll({ beginnings, steps }: Story): Moment[] {
  const moments: Moment[] = [];
  let files: ReadonlyMap<string, File> = new Map();
  const step = (
    recording: (put: (id: string, body: EntryBody) => void, after: ReadonlyMap<string, File>) => void,
  ): void => {
    const recordedAt = new Date(FIRST_MOMENT + moments.length * 3_600_000);
    const after = new Map(files);
    const put = (householdId: string, body: EntryBody): void => {
      const file = after.get(householdId);
      const by = { recordedBy: { sub: 'tester', roles: [] }, hash: ({ id }: { id: string }) => `hash of ${id}` };
      const { household, entries } = record(file?.household, [body], { householdId, recordedAt, ...by }, file?.history);
      after.set(householdId, { household, history: [...(file?.history ?? []), ...entries] });
    };
    try {
      recording(put, after);
    } catch (error) {
      if (error instanceof Problem) return;
      throw error;
    }
    files = after;
    moments.push({ at: recordedAt.toISOString(), files });
  };
  step((put) => {
    for (const [at, id] of HOUSEHOLDS.entries()) put(id, beginning(beginnings[at] ?? [], FIRST_DAY));
  });
  for (const each of steps)
    step((put, after) => {
      const id = HOUSEHOLDS[each.household] ?? '';
      const file = after.get(id);
      if (each.kind === 'merge' || each.kind === 'unmerge') {
        for (const [household, body] of file ? mergedOrUndone(each, file, after) : []) put(household, body);
        return;
      }
      const body = file && spoken(each, file);
      if (!body) return;
      put(id, body);
      const given = saidIn(body);
      // The household that is named is told in the same transaction, as the API does.
      if (given?.type === 'target-state' && given.duplicateOf !== undefined)
        put(given.duplicateOf, { type: 'duplicate-named', household: id });
    });
  return moments;
}

/** Three households over some months; `recordAll` makes their files of it. */
export const stories: fc.Arbitrary<Story> = fc.record({
  beginnings: fc.tuple(choices, choices, choices),
  steps: fc.array(said, { maxLength: 80, size: 'max' }),
});

/** The same, of which some are merged into one another, and some of these merges are undone. */
export const storiesWithMerges: fc.Arbitrary<Story> = fc.record({
  beginnings: fc.tuple(choices, choices, choices),
  steps: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: said },
      { weight: 1, arbitrary: saidOf(fc.constant('merge' as const)) },
      { weight: 1, arbitrary: saidOf(fc.constant('unmerge' as const)) },
    ),
    { maxLength: 80, size: 'max' },
  ),
});
