import * as fc from 'fast-check';
import { BUILT_IN, type Standing } from '#shared/domain/organisation/organisation.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';
import { addDays, bangkokDay, bangkokMonth, daysBetween } from '#shared/thai/bangkok-time.ts';
import type {
  AgencyActivity,
  CommitteeFact,
  EntryFact,
  FactBody,
  HouseholdGroup,
  ReferralSentFact,
  TargetListFact,
} from '../facts.ts';
import type { ReportASelection } from '../report-a/report-a.ts';

/** A few households with everything going wrong in them, over some months around the turn of a fiscal year. */
export type History = {
  entries: EntryFact[];
  groups: HouseholdGroup[];
  lists: TargetListFact[];
  committees: CommitteeFact[];
  activity: AgencyActivity[];
};

/** Departments, ministries, offices under them, a body outside the state, one that nobody knows; in the order of rows. */
export const AGENCIES = ['cdd', 'moph', 'moi', '42-health', '42-station', '42-temple', 'dsdw'];

const office: Standing = { sector: 'STATE', level: 'PROVINCE', parent: null, reportsAs: null };
const ORGANISATIONS: ReadonlyMap<string, Standing & { id: string }> = new Map(
  [
    { ...office, id: '42-health', reportsAs: 'moph' },
    { ...office, id: '42-station', level: 'TAMBON' as const, parent: '42-health' },
    { ...office, id: '42-temple', sector: 'RELIGION' as const, level: 'NON_STATE' as const },
  ].map((organisation) => [organisation.id, organisation]),
);

export function findOrganisation(slug: string): (Standing & { id: string }) | undefined {
  return BUILT_IN.get(slug) ?? ORGANISATIONS.get(slug);
}
export const DISTRICTS = ['4201', '4203'];

export const HOUSEHOLDS = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'];
const LISTS = ['L1', 'L2', 'L3'];
const AREAS = ['420101', '420102', '420301', '410101'];
export const FIRST_DAY = '2026-07-20';
const DAYS = 130;
const DIMENSIONS: Dimension[] = ['health', 'living', 'education', 'income', 'access'];

const household = fc.constantFrom(...HOUSEHOLDS);
const list = fc.constantFrom(...LISTS);
const area = fc.constantFrom(...AREAS);
const agency = fc.constantFrom(...AGENCIES);
/** Around the edges of Bangkok's days and of the close, where mistakes live. */
const timeOfDay = fc.constantFrom(
  '00:00:00.000',
  '06:59:59.999',
  '12:00:00.000',
  '23:59:00.000',
  '23:59:00.001',
  '23:59:59.000',
  '23:59:59.500',
);
const day = fc.integer({ min: 0, max: DAYS }).map((count) => addDays(FIRST_DAY, count));
const instant = fc.tuple(day, timeOfDay).map(([on, time]) => new Date(`${on}T${time}+07:00`));
/** Days before the recording: mostly few, around the seven of "on time"; a future day now and then. */
export const daysAgo = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 120 }) },
  { weight: 1, arbitrary: fc.integer({ min: -5, max: 0 }) },
);
const baht = fc.option(fc.constantFrom(0, 0.1, 0.2, 1500, 99.99), { freq: 2 });

export type MakeBody = (recordedAt: Date, householdId: string) => FactBody;

export const ago = (recordedAt: Date, days: number): string => addDays(bangkokDay(recordedAt), -days);

const help = fc
  .record({
    agency: fc.option(agency, { freq: 6 }),
    coAgencies: fc.oneof(fc.constant([]), fc.array(agency, { maxLength: 2 })),
    dimension: fc.constantFrom(...DIMENSIONS),
    assistanceType: fc.constantFrom('ADVICE', 'CASH', 'TRAINING'),
    status: fc.constantFrom(
      'DELIVERED',
      'DELIVERED',
      'DELIVERED',
      'VERIFIED',
      'PLANNED',
      'APPROVED',
      'CANCELLED',
      'RETURNED',
    ),
    daysAgo,
    personIds: fc.uniqueArray(fc.constantFrom('P1', 'P2', 'P3', 'P4'), { maxLength: 2 }),
    needs: fc.uniqueArray(fc.constantFrom('N1', 'N2'), { maxLength: 2 }),
    cashBaht: baht,
    inKindBaht: baht,
  })
  .map(({ daysAgo: days, needs, ...fact }): MakeBody => (recordedAt, householdId) => ({
    type: 'assistance',
    ...fact,
    deliveredOn: fact.status === 'PLANNED' ? null : ago(recordedAt, days),
    plannedOn: null,
    needIds: needs.map((need) => `${householdId}-${need}`),
  }));

const targetState = fc
  .record({
    list,
    state: fc.constantFrom('NOT_POOR', 'CONFIRMED', 'MOVED', 'DECEASED', 'DUPLICATE', 'DUPLICATE', 'ASSISTED'),
    toArea: fc.option(fc.option(area, { freq: 3 }), { nil: undefined }),
    allMembers: fc.option(fc.boolean(), { nil: undefined }),
    duplicateOf: fc.option(fc.constantFrom(...HOUSEHOLDS, 'elsewhere'), { nil: undefined, freq: 4 }),
  })
  .map(({ list: id, state, toArea, allMembers, duplicateOf }): MakeBody => (recordedAt) => ({
    type: 'target-state',
    list: id,
    state,
    on: bangkokDay(recordedAt),
    ...(toArea === undefined ? {} : { toArea }),
    ...(allMembers === undefined ? {} : { allMembers }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  }));

/** What corrects it by any other entry undoes the merge. */
const merged = household.map(
  (into): MakeBody =>
    (_at, householdId) =>
      into === householdId ? { type: 'other' } : { type: 'merged', into },
);

const needStatus = fc
  .record({
    /** Now and then of another household, which may be merged into this one. */
    of: fc.option(household, { freq: 1 }),
    need: fc.constantFrom('N1', 'N2'),
    status: fc.constantFrom('RESOLVED', 'RESOLVED', 'RESOLVED', 'REOPENED', 'PARTIAL', 'SELF_RESOLVED', 'WITHDRAWN'),
    daysAgo,
  })
  .map(({ of, need, status, daysAgo: days }): MakeBody => (recordedAt, householdId) => ({
    type: 'need-status',
    needId: `${of ?? householdId}-${need}`,
    status,
    on: ago(recordedAt, days),
  }));

const followUp = fc
  .record({ needs: fc.uniqueArray(fc.constantFrom('N1', 'N2'), { maxLength: 2 }), daysAgo })
  .map(({ needs, daysAgo: days }): MakeBody => (recordedAt, householdId) => ({
    type: 'follow-up',
    on: ago(recordedAt, days),
    stage: 'SURVIVE',
    resolved: needs.map((need) => `${householdId}-${need}`),
  }));

const rexray = fc
  .record({
    need: fc.constantFrom('N1', 'N2'),
    result: fc.constantFrom('COMPLETE', 'INCOMPLETE', 'NOT_STARTED'),
    daysAgo,
  })
  .map(({ need, result, daysAgo: days }): MakeBody => (recordedAt, householdId) => ({
    type: 'rexray',
    round: 'X1',
    on: ago(recordedAt, days),
    gone: false,
    results: [{ needId: `${householdId}-${need}`, result }],
    needs: [],
  }));

const referralSent = fc
  .record({
    referral: fc.constantFrom('R1', 'R2'),
    toAgency: agency,
    dueIn: fc.integer({ min: 0, max: 60 }),
    dayOnly: fc.boolean(),
  })
  .map(({ referral, toAgency, dueIn, dayOnly }): MakeBody => (recordedAt, householdId) => ({
    type: 'referral-sent',
    referralId: `${householdId}-${referral}`,
    toAgency,
    needIds: [],
    sentAt: recordedAt.toISOString(),
    dueAt: dayOnly ? ago(recordedAt, -dueIn) : `${ago(recordedAt, -dueIn)}T23:59:00+07:00`,
  }));

const referralAnswered = fc
  .record({
    referral: fc.constantFrom('R1', 'R2'),
    status: fc.constantFrom('ACCEPTED', 'DONE', 'DONE', 'REJECTED', 'RETURNED', 'WITHDRAWN'),
  })
  .map(({ referral, status }): MakeBody => (recordedAt, householdId) => ({
    type: 'referral-answered',
    referralId: `${householdId}-${referral}`,
    status,
    at: recordedAt.toISOString(),
  }));

const anyBody: fc.MaybeWeightedArbitrary<MakeBody>[] = [
  { weight: 14, arbitrary: help },
  {
    weight: 5,
    arbitrary: fc.tuple(list, area).map(([id, where]): MakeBody => () => ({ type: 'listed', list: id, area: where })),
  },
  { weight: 4, arbitrary: targetState },
  { weight: 2, arbitrary: merged },
  { weight: 3, arbitrary: needStatus },
  { weight: 2, arbitrary: followUp },
  { weight: 2, arbitrary: rexray },
  {
    weight: 2,
    arbitrary: fc.option(area, { freq: 3 }).map((toArea): MakeBody => (recordedAt) => ({
      type: 'move',
      on: bangkokDay(recordedAt),
      toArea,
    })),
  },
  { weight: 2, arbitrary: referralSent },
  { weight: 2, arbitrary: referralAnswered },
  { weight: 1, arbitrary: fc.constant<MakeBody>(() => ({ type: 'other' })) },
];

const stepOf = (more: readonly fc.WeightedArbitrary<MakeBody>[]) =>
  fc.record({
    household,
    at: instant,
    body: fc.oneof(...anyBody, ...more),
    /** Which of the entries that no correction has yet to correct, if any. */
    corrects: fc.option(fc.nat({ max: 15 }), { freq: 1 }),
  });

const early = fc.integer({ min: 0, max: 60 });

const targetLists = fc.tuple(
  ...LISTS.map((id) =>
    fc
      .record({
        scopeArea: fc.constantFrom('42', '42', '4201', '41'),
        openedOn: fc.option(day, { nil: undefined }),
        times: fc.tuple(early, early, early).map((days) => days.toSorted((a, b) => a - b)),
        published: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 0),
        frozen: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 1),
      })
      .map(({ scopeArea, openedOn, times, published, frozen }): TargetListFact => {
        const at = (index: number): string =>
          new Date(`${addDays(FIRST_DAY, times[index] ?? 0)}T16:30:00+07:00`).toISOString();
        return {
          id,
          source: 'TPMAP',
          scopeArea,
          createdAt: at(0),
          ...(openedOn === undefined ? {} : { openedOn }),
          ...(published ? { publishedAt: at(1) } : {}),
          ...(published && frozen ? { frozenAt: at(2) } : {}),
        };
      }),
  ),
);

const committee = fc
  .tuple(fc.constantFrom('42', '42', '4201', '41'), fc.uniqueArray(agency, { maxLength: 4 }), instant)
  .map(([where, agencies, at]): CommitteeFact => ({ area: where, agencies, recordedAt: at.toISOString() }));

/** Histories of entries of these kinds and of `more`. */
export const historiesOf = (more: readonly fc.WeightedArbitrary<MakeBody>[]): fc.Arbitrary<History> =>
  fc
    .record({
      registered: fc.tuple(
        ...HOUSEHOLDS.map(() => fc.tuple(area, fc.integer({ min: 0, max: 20 }), fc.subarray(LISTS))),
      ),
      steps: fc.array(stepOf(more), { minLength: 30, maxLength: 120, size: 'max' }),
      lists: targetLists,
      committees: fc.uniqueArray(committee, {
        maxLength: 3,
        selector: ({ area: where, recordedAt }) => `${where} ${recordedAt}`,
      }),
      signIns: fc.array(fc.tuple(agency, instant), { maxLength: 3 }),
    })
    .map(({ registered, steps, lists, committees, signIns }) => {
      const entries = entriesOf(registered, steps);
      return { entries, groups: groupsOf(entries), lists, committees, activity: activityIn(entries, signIns) };
    });

export const histories: fc.Arbitrary<History> = historiesOf([]);

/** Days between two days of a history become so many times more: the months around one turn of a fiscal year become ten years. */
const TEN_YEARS = 28;

/** The history over ten years: the same entries in the same order, help up to nine years before its recording. */
export function overTenYears({ entries, groups, lists, committees, activity }: History): History {
  const stretchedDay = (text: string): string => addDays(FIRST_DAY, daysBetween(FIRST_DAY, text) * TEN_YEARS);
  const moment = (text: string): string => {
    const days = daysBetween(FIRST_DAY, bangkokDay(new Date(text))) * (TEN_YEARS - 1);
    return new Date(Date.parse(text) + days * 86_400_000).toISOString();
  };
  const stretched = <T extends object>(value: T): T => {
    const changed: [string, unknown][] = Object.entries(value).map(([name, each]) => {
      if (typeof each !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(each)) return [name, each];
      return [name, each.length === 10 ? stretchedDay(each) : moment(each)];
    });
    return Object.fromEntries(changed) as T;
  };
  const factOf = new Map(entries.map((entry) => [entry, { ...stretched(entry), body: stretched(entry.body) }]));
  return {
    entries: [...factOf.values()],
    groups: groups.map((group) => group.map((facts) => facts.map((fact) => factOf.get(fact) ?? fact))),
    lists: lists.map(stretched),
    committees: committees.map(stretched),
    activity: activity.map(stretched).map((sign) => ({ ...sign, month: bangkokMonth(new Date(sign.firstAt)) })),
  };
}

function entriesOf(
  registered: readonly (readonly [string, number, string[]])[],
  steps: readonly { household: string; at: Date; body: MakeBody; corrects: number | null }[],
): EntryFact[] {
  const entries: EntryFact[] = [];
  const versions = new Map<string, number>();
  const put = (householdId: string, at: Date, body: FactBody, supersedes?: string): void => {
    const version = (versions.get(householdId) ?? 0) + 1;
    versions.set(householdId, version);
    entries.push({
      id: `${householdId}.${version}`,
      householdId,
      version,
      recordedAt: at.toISOString(),
      ...(supersedes === undefined ? {} : { supersedes }),
      body,
    });
  };
  const begins = HOUSEHOLDS.map((householdId, index) => {
    const [where, days, listed] = registered[index] ?? ['420101', 0, []];
    return { householdId, where, listed, at: new Date(`${addDays(FIRST_DAY, days)}T08:00:00+07:00`) };
  });
  for (const { householdId, where, listed, at } of begins) {
    put(householdId, at, { type: 'registered', area: where });
    for (const id of listed) put(householdId, at, { type: 'listed', list: id, area: where });
  }
  const beginOf = new Map(begins.map(({ householdId, at }) => [householdId, at]));
  for (const { household: householdId, at, body, corrects } of steps.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  )) {
    if (at < (beginOf.get(householdId) ?? at)) continue;
    const correctable = entries.filter(
      (entry) =>
        entry.householdId === householdId &&
        entry.body.type !== 'registered' &&
        !entries.some((other) => other.supersedes === entry.id),
    );
    const corrected = corrects === null ? undefined : correctable[corrects];
    const said = body(at, householdId);
    // The platform gives each referral an id of its own.
    const isSentAgain = said.type === 'referral-sent' && entries.some((known) => isSending(known, said.referralId));
    if (!isSentAgain) put(householdId, at, said, corrected?.id);
  }
  return entries;
}

function isSending({ body }: EntryFact, referralId: string): boolean {
  return body.type === 'referral-sent' && body.referralId === referralId;
}

/** Households tied by any mention of one being the other, whatever became of the mention. */
function groupsOf(entries: readonly EntryFact[]): HouseholdGroup[] {
  const group = new Map(HOUSEHOLDS.map((id) => [id, id]));
  for (const { householdId, body } of entries) {
    const named = body.type === 'merged' ? body.into : body.type === 'target-state' ? body.duplicateOf : undefined;
    if (named === undefined || !group.has(named)) continue;
    const from = group.get(householdId);
    const into = group.get(named) ?? '';
    for (const [id, held] of group) if (held === from) group.set(id, into);
  }
  const groups = Map.groupBy(HOUSEHOLDS, (id) => group.get(id));
  return [...groups.values()].map((ids) => ids.map((id) => entries.filter((entry) => entry.householdId === id)));
}

/** One item for each agency and month, with the first sign, as a store would keep them. */
function activityIn(entries: readonly EntryFact[], signIns: readonly (readonly [string, Date])[]): AgencyActivity[] {
  const sent = new Map<string, ReferralSentFact>();
  const signs: [string, string][] = signIns.map(([slug, at]) => [slug, at.toISOString()]);
  for (const { body } of entries) if (body.type === 'referral-sent') sent.set(body.referralId, body);
  for (const { body, recordedAt } of entries) {
    if (body.type === 'assistance' && body.agency !== null) signs.push([body.agency, recordedAt]);
    const answered = body.type === 'referral-answered' ? sent.get(body.referralId)?.toAgency : undefined;
    if (answered !== undefined) signs.push([answered, recordedAt]);
  }
  const first = new Map<string, AgencyActivity>();
  for (const [slug, firstAt] of signs.toSorted(([, a], [, b]) => a.localeCompare(b))) {
    const month = bangkokMonth(new Date(firstAt));
    const key = `${slug} ${month}`;
    first.set(key, first.get(key) ?? { agency: slug, month, firstAt });
  }
  return [...first.values()];
}

export const months = fc
  .integer({ min: 0, max: 5 })
  .map((count) => bangkokMonth(new Date(Date.UTC(2026, 6 + count, 15))));

export const selections: fc.Arbitrary<ReportASelection> = fc.record({
  month: months,
  area: fc.constantFrom('42', '42', '42', '4201', '420301', '41'),
  lists: fc.oneof(
    fc.constant(null),
    fc.constant(['L1']),
    fc.uniqueArray(fc.constantFrom(...LISTS, 'unknown'), { minLength: 1, maxLength: 3 }),
  ),
});

export const moments = fc.oneof(
  instant,
  instant.map((at) => new Date(at.getTime() + 60 * 86_400_000)),
);
