import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  bangkokDay,
  firstDayOfFiscalYear,
  fiscalYear,
  nextMonth,
  previousMonth,
} from '#shared/thai/bangkok-time.ts';
import { agenciesThatGave } from '../household/given-help.ts';
import { closeOf } from './close.ts';
import type { AssistanceFact, EntryFact, FactBody, HouseholdGroup } from './facts.ts';
import { knownHouseholds } from './known-household.ts';
import { factsWithout, partFacts, withOldFacts } from './lasting-facts.ts';
import type { PartedFacts } from './lasting-facts.ts';
import type { ReportAInput, ReportASelection } from './report-a/report-a.ts';
import { helpShares, resolvedNeeds } from './report-a/shares.ts';
import { reportPeriod } from './report-period.ts';
import { AGENCIES, histories, overTenYears, selections } from './test/random-history.ts';
import type { History } from './test/random-history.ts';
import { reportA } from './test/report-a-of.ts';

const HOUSEHOLD = '0a1b2c3d-0000-4000-8000-000000000001';

/** Recorded in fiscal year 2570: the last one began on 1 October 2025. */
const NOW = '2026-11-20T03:00:00.000Z';

let version = 0;

function fact(recordedAt: string, body: FactBody, supersedes?: EntryFact): EntryFact {
  version += 1;
  return {
    id: `${HOUSEHOLD}.${version}`,
    householdId: HOUSEHOLD,
    version,
    recordedAt: new Date(`${recordedAt}+07:00`).toISOString(),
    ...(supersedes === undefined ? {} : { supersedes: supersedes.id }),
    body,
  };
}

function help(deliveredOn: string | null, changes: Partial<AssistanceFact> = {}): AssistanceFact {
  return {
    type: 'assistance',
    agency: 'cdd',
    coAgencies: [],
    dimension: 'income',
    assistanceType: 'CASH',
    status: 'DELIVERED',
    deliveredOn,
    plannedOn: null,
    personIds: [],
    needIds: [],
    cashBaht: null,
    inKindBaht: null,
    ...changes,
  };
}

const status = (needId: string, on: string, to = 'RESOLVED'): FactBody => ({
  type: 'need-status',
  needId,
  status: to,
  on,
});

const given = (on: string, changes?: Partial<AssistanceFact>): EntryFact => fact(`${on}T10:00:00`, help(on, changes));

/** Each agency in its own row. */
const ITSELF = { row: (agency: string) => agency, body: (agency: string) => agency };

describe('what leaves a document', () => {
  it('is what was recorded before the last fiscal year of days before it, but for the last help of an agency', () => {
    const [first, second, last] = [given('2023-05-01'), given('2024-05-01'), given('2025-09-30')];
    const since = [given('2025-10-01'), given('2026-11-01')];
    const parted = partFacts([first, second, last, ...since], NOW);
    expect(parted).toEqual({ left: [first, second], stay: [last, ...since], since: '2025-10' });
  });

  it('stays whole until October', () => {
    const facts = [given('2023-05-01'), given('2024-05-01'), given('2025-05-01')];
    expect(partFacts(facts, '2024-09-30T16:59:59.999Z').left).toEqual([]);
    expect(partFacts(facts, '2026-09-30T16:59:59.999Z')).toMatchObject({ left: [facts[0]], since: '2024-10' });
    expect(partFacts(facts, '2026-09-30T17:00:00.000Z')).toMatchObject({ left: facts.slice(0, 2), since: '2025-10' });
  });

  it('is never where the household lives, on which lists it is, how these were verified, or a referral', () => {
    const facts = [
      fact('2020-01-01T10:00:00', { type: 'registered', area: '420101' }),
      fact('2020-01-01T10:00:00', { type: 'listed', list: 'L1', area: '420101' }),
      fact('2020-02-01T10:00:00', { type: 'move', on: '2020-02-01', toArea: '420102' }),
      fact('2020-03-01T10:00:00', { type: 'target-state', list: 'L1', state: 'CONFIRMED', on: '2020-03-01' }),
      fact('2020-04-01T10:00:00', { type: 'target-state', list: 'L1', state: 'NOT_POOR', on: '2020-04-01' }),
      fact('2020-05-01T10:00:00', {
        type: 'referral-sent',
        referralId: 'R1',
        toAgency: 'moph',
        needIds: [],
        sentAt: '2020-05-01T03:00:00.000Z',
        dueAt: '2020-06-01',
      }),
      fact('2020-05-02T10:00:00', {
        type: 'referral-answered',
        referralId: 'R1',
        status: 'DONE',
        at: '2020-05-02T03:00:00.000Z',
      }),
    ];
    expect(partFacts(facts, NOW).left).toEqual([]);
  });

  it('is not the last help of each agency that gave or helped to give, of nobody named too', () => {
    const nobody = given('2022-01-01', { agency: null });
    const together = given('2022-02-01', { agency: 'moph', coAgencies: ['dla'] });
    const later = given('2023-02-01', { agency: 'moph' });
    const older = given('2021-02-01', { agency: 'dla' });
    const parted = partFacts([older, nobody, together, later], NOW);
    expect(parted.stay).toEqual([nobody, together, later]);
  });

  it('of several on the same last day is not the one recorded last', () => {
    const facts = [given('2023-02-01'), given('2023-02-01')];
    expect(partFacts(facts, NOW).stay).toEqual([facts[1]]);
  });

  it('is help that was only planned, cancelled or returned, and what no figure is made of', () => {
    const facts = [
      fact('2023-01-01T10:00:00', help(null, { status: 'PLANNED', plannedOn: '2023-03-01' })),
      fact('2023-01-01T10:00:00', help('2023-01-01', { status: 'RETURNED' })),
      fact('2023-01-01T10:00:00', help('2023-01-01', { status: 'CANCELLED' })),
      fact('2023-01-01T10:00:00', { type: 'other' }),
    ];
    expect(partFacts(facts, NOW).left).toEqual(facts);
    const planned = fact('2023-01-01T10:00:00', help(null, { status: 'PLANNED', plannedOn: '2025-10-01' }));
    expect(partFacts([planned], NOW).left).toEqual([]);
  });

  it('is not the last help that names a need, nor the status in force of a need', () => {
    const [early, last] = [given('2022-01-01', { needIds: ['N1'] }), given('2022-03-01', { needIds: ['N1'] })];
    const others = [given('2024-01-01'), given('2024-01-02', { needIds: ['N2'] })];
    const statuses = [
      fact('2022-02-01T10:00:00', status('N1', '2022-02-01', 'IN_PROGRESS')),
      fact('2022-04-01T10:00:00', status('N1', '2022-04-01')),
    ];
    const parted = partFacts([early, last, ...statuses, ...others], NOW);
    expect(parted.left).toEqual([early, statuses[0], others[0]]);
  });

  it('is no fact recorded since: it may be late help, and is a sign of life of its agency', () => {
    const late = fact('2025-10-01T00:00:00', help('2021-01-01'));
    const before = fact('2025-09-30T23:59:59', help('2021-01-02'));
    const older = given('2020-01-01');
    expect(partFacts([older, before, late], NOW)).toMatchObject({ left: [older], stay: [before, late] });
  });

  it('takes a chain of corrections whole, or leaves it whole', () => {
    const planned = fact('2023-01-01T10:00:00', help(null, { status: 'PLANNED', plannedOn: '2023-02-01' }));
    const delivered = fact('2023-02-02T10:00:00', help('2023-02-01'), planned);
    const verified = fact('2023-03-01T10:00:00', help('2023-02-01', { status: 'VERIFIED' }), delivered);
    const chain = [planned, delivered, verified];
    expect(partFacts([...chain, given('2023-05-01')], NOW).left).toEqual(chain);
    expect(partFacts(chain, NOW).left).toEqual([]);
    const corrected = fact('2026-10-02T10:00:00', help('2023-02-01', { cashBaht: 5 }), verified);
    expect(partFacts([...chain, given('2023-05-01'), corrected], NOW).left).toEqual([]);
  });

  it('stays when the help that was the last one is corrected since', () => {
    const [early, last] = [given('2022-01-01'), given('2023-01-01')];
    expect(partFacts([early, last], NOW).left).toEqual([early]);
    const cancelled = fact('2026-10-20T10:00:00', help('2023-01-01', { status: 'CANCELLED' }), last);
    expect(partFacts([early, last, cancelled], NOW).left).toEqual([]);
  });

  it('goes back into its place among what stayed', () => {
    const registered = fact('2020-01-01T10:00:00', { type: 'registered', area: '420101' });
    const first = { ...given('2020-01-01'), id: registered.id, version: registered.version };
    const facts = [registered, first, given('2021-01-01'), given('2022-01-01'), given('2026-01-01')];
    const { stay, left } = partFacts(facts, NOW);
    expect(left).toEqual(facts.slice(1, 3));
    expect(withOldFacts(stay, left)).toEqual(facts);
    expect(withOldFacts(facts, left)).toEqual(facts);
    expect(factsWithout(facts, stay)).toEqual(left);
  });
});

/** The facts of a household as its document has them at a moment, entry by entry as they are recorded. */
function recorded(all: readonly EntryFact[]): PartedFacts | undefined {
  let parted: PartedFacts | undefined;
  let sofar: EntryFact[] = [];
  for (const [entryVersion, facts] of Map.groupBy(all, (each) => each.version)) {
    sofar = [...sofar, ...facts];
    const at = facts[0]?.recordedAt ?? '';
    const corrects = facts.some(({ supersedes }) => supersedes !== undefined);
    // Only a correction reads all entries; any other entry knows no more than the document.
    const known = parted && !corrects ? [...parted.stay, ...facts] : sofar;
    const next = partFacts(known, at);
    parted = { ...next, left: factsWithout(sofar, next.stay) };
    expect(parted, `entry ${entryVersion}`).toEqual(partFacts(sofar, at));
  }
  return parted;
}

function inputOf(history: History, selection: ReportASelection, asOf: Date): ReportAInput {
  return {
    selection,
    asOf,
    revision: null,
    lists: history.lists,
    committees: history.committees,
    defaultCommittee: ['moph', 'cdd'],
    activity: history.activity,
    agencyOrder: AGENCIES,
    definitionsVersion: 'test',
  };
}

describe('over ten years', () => {
  const stretchedNow = fc.integer({ min: 400, max: 4200 }).map((days) => addDays('2026-07-20', days));

  it('the document alone gives every figure of this and the last fiscal year, and with the old facts every other', () => {
    const seen = { left: 0, nights: 0, older: 0 };
    fc.assert(
      fc.property(
        histories.map(overTenYears),
        stretchedNow,
        selections,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (history, today, selection, chance) => {
          const now = new Date(`${today}T23:59:59+07:00`);
          const known = history.groups.map((group) =>
            group.map((facts) => facts.filter(({ recordedAt }) => recordedAt <= now.toISOString())),
          );
          const parted = new Map(known.flat().map((facts) => [facts, recorded(facts)]));
          const documents: HouseholdGroup[] = known.map((group) => group.map((facts) => parted.get(facts)?.stay ?? []));
          const whole: HouseholdGroup[] = documents.map((group, index) =>
            group.map((stay, at) => {
              const facts = known[index]?.[at] ?? [];
              const all = withOldFacts(stay, parted.get(facts)?.left ?? []);
              expect(all).toEqual(facts);
              seen.left += parted.get(facts)?.left.length ?? 0;
              return all;
            }),
          );
          const firstNight = firstDayOfFiscalYear(fiscalYear(today) - 1).slice(0, 7);
          for (const [month, groups] of [
            ...monthsFrom(firstNight, today).map((each) => [each, documents] as const),
            ...monthsFrom('2026-08', firstNight).map((each) => [each, whole] as const),
          ]) {
            // The close, today, and a night between them; some of the months.
            if (chance.next().value > 0.3) continue;
            const close = closeOf(month);
            const between = new Date(close.getTime() + chance.next().value * (now.getTime() - close.getTime()));
            for (const asOf of close < now ? [close, between, now] : [now]) {
              const input = inputOf(history, { ...selection, month }, asOf);
              expect(reportA(input, groups)).toEqual(reportA(input, known));
              if (groups === documents) seen.nights += 1;
              else seen.older += 1;
            }
          }
          for (const facts of known.flat()) {
            const stay = parted.get(facts)?.stay ?? [];
            expect(agenciesThatGave({ facts: stay }).toSorted()).toEqual(
              agenciesThatGave({ facts: [...facts] }).toSorted(),
            );
          }
        },
      ),
      { numRuns: 80, seed: 20261130 },
    );
    expect(seen.left).toBeGreaterThan(300);
    expect(seen.nights).toBeGreaterThan(500);
    expect(seen.older).toBeGreaterThan(500);
  });
});

describe('of a household with much help and few needs over ten years', () => {
  const step = fc.record({
    after: fc.integer({ min: 0, max: 120 }),
    ago: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1500 })),
    what: fc.constantFrom('help', 'help', 'status', 'correction'),
    agency: fc.constantFrom('cdd', 'moph', null),
    co: fc.constantFrom([], [], ['moph'], ['dla']),
    need: fc.constantFrom('N1', 'N2', undefined),
    status: fc.constantFrom('DELIVERED', 'VERIFIED', 'PLANNED', 'CANCELLED'),
    to: fc.constantFrom('RESOLVED', 'RESOLVED', 'REOPENED'),
    pick: fc.nat(30),
  });

  it('the document alone says of the last two fiscal years what all facts say', () => {
    const seen = { left: 0, resolved: 0, sinceList: 0 };
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 3650 }),
        (steps, moment, monthsBack, opened) => {
          const facts: EntryFact[] = [];
          let today = '2016-10-01';
          version = 0;
          for (const { after, ago, what, agency, co, need, status: helpStatus, to, pick } of steps) {
            today = addDays(today, after);
            const recordedAt = `${today}T10:00:00`;
            const on = addDays(today, -ago);
            const body = help(on, {
              agency,
              coAgencies: co,
              status: helpStatus,
              needIds: need === undefined ? [] : [need],
            });
            const corrected = facts[pick % Math.max(facts.length, 1)];
            if (what === 'status' && need !== undefined) facts.push(fact(recordedAt, status(need, on, to)));
            else if (what !== 'correction') facts.push(fact(recordedAt, body));
            else if (corrected && !facts.some(({ supersedes }) => supersedes === corrected.id))
              facts.push(
                fact(recordedAt, corrected.body.type === 'assistance' ? body : { ...corrected.body }, corrected),
              );
          }
          fc.pre(facts.length > 0);
          const newest = facts.at(-1)?.recordedAt ?? '';
          const { stay, left, since } = partFacts(facts, newest);
          seen.left += left.length;
          let month = today.slice(0, 7);
          for (let back = 0; back < monthsBack && month > since; back += 1) month = previousMonth(month);
          const close = closeOf(month).getTime();
          const now = new Date(newest).getTime();
          const asOf = new Date(close < now ? close + moment * (now - close) : now);
          const period = reportPeriod(month, asOf, addDays('2016-10-01', opened));
          const said = (known: readonly EntryFact[]) =>
            knownHouseholds([known], asOf.toISOString()).map((household) => {
              const shares = helpShares(household, period, ITSELF);
              return {
                resolved: resolvedNeeds(household, period, ITSELF),
                all: shares && { ...shares.all, records: shares.all.records },
                byAgency: shares && [...shares.byAgency].toSorted(([x], [y]) => (String(x) < String(y) ? -1 : 1)),
              };
            });
          const [expected] = said(facts);
          expect(said(stay)[0] ?? { resolved: [], all: undefined, byAgency: undefined }).toEqual(
            expected ?? { resolved: [], all: undefined, byAgency: undefined },
          );
          seen.resolved += expected?.resolved.length ?? 0;
          if (expected?.all?.sinceList && expected.all.records.length === 0) seen.sinceList += 1;
        },
      ),
      { numRuns: 4000, seed: 20261130 },
    );
    expect(seen.left).toBeGreaterThan(10_000);
    expect(seen.resolved).toBeGreaterThan(40);
    expect(seen.sinceList).toBeGreaterThan(1000);
  });
});

/** Months from one to that of a day or month, the last left out when a month is given. */
function monthsFrom(first: string, end: string): string[] {
  const last = end.length === 10 ? nextMonth(end.slice(0, 7)) : end;
  const months: string[] = [];
  for (let month = first; month < last; month = nextMonth(month)) months.push(month);
  return months;
}

it('a day of Bangkok decides, not of UTC', () => {
  const last = given('2025-09-01');
  const first = fact('2025-10-01T06:00:00', help('2025-09-02'));
  expect(bangkokDay(new Date(first.recordedAt))).toBe('2025-10-01');
  expect(partFacts([given('2020-01-01'), last, first], NOW).stay).toEqual([last, first]);
});
