/**
 * How long Report A of one large province takes, and how much memory, beyond reading it: 100,000 households with a million entries are
 * made one household at a time and folded as they come. Prints one line of JSON; `madeMs` is the making of the entries, which is no part
 * of the work and is taken off.
 *
 *   node test/bench/report-a.ts [households] [reports from one pass]
 */
import { argv, memoryUsage, resourceUsage } from 'node:process';
import { addDays } from '#shared/thai/bangkok-time.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import type { EntryFact, FactBody, TargetListFact } from '#shared/domain/statistics/facts.ts';
import { addToEach } from '#shared/domain/statistics/known-group.ts';
import { createReportA } from '#shared/domain/statistics/report-a/report-a.ts';
import type { ReportACalculator } from '#shared/domain/statistics/report-a/report-a.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

const HOUSEHOLDS = Number(argv[2] ?? 100_000);
const REPORTS = Number(argv[3] ?? 1);
const AGENCIES = Array.from({ length: 29 }, (_, index) => `agency-${index}`);
const MONTH = '2026-05';

const list: TargetListFact = {
  id: 'L1',
  source: 'TPMAP',
  scopeArea: '31',
  createdAt: '2025-10-01T03:00:00.000Z',
  openedOn: '2025-10-01',
  publishedAt: '2025-10-01T03:00:00.000Z',
  frozenAt: '2025-10-20T03:00:00.000Z',
};

const pick = <Value>(values: readonly Value[], number: number): Value => values[number % values.length]!;

/** Ten entries: registered, listed, six times help over eight months (one of them corrected), a need's status, a state. */
function entriesOf(number: number): EntryFact[] {
  const householdId = `household-${String(number).padStart(8, '0')}`;
  const area = `31${String(1 + (number % 23)).padStart(2, '0')}${String(1 + (number % 9)).padStart(2, '0')}`;
  const entries: EntryFact[] = [];
  const put = (day: string, body: FactBody, supersedes?: string): void => {
    const version = entries.length + 1;
    const id = `${householdId}.${version}`;
    entries.push({
      id,
      householdId,
      version,
      recordedAt: `${day}T05:00:00.000Z`,
      ...(supersedes === undefined ? {} : { supersedes }),
      body,
    });
  };
  put('2025-10-05', { type: 'registered', area });
  put(number % 20 === 0 ? '2025-11-05' : '2025-10-05', { type: 'listed', list: 'L1', area });
  for (let help = 0; help < 6; help += 1) {
    const deliveredOn = addDays('2025-10-10', (number * 7 + help * 41) % 230);
    put(addDays(deliveredOn, (number + help) % 12), {
      type: 'assistance',
      agency: help === 5 && number % 10 === 0 ? null : pick(AGENCIES, number + help),
      coAgencies: help === 0 && number % 4 === 0 ? [pick(AGENCIES, number + 11)] : [],
      dimension: pick(DIMENSIONS, number + help),
      assistanceType: help % 3 === 0 ? 'ADVICE' : 'GOODS',
      status: 'DELIVERED',
      deliveredOn,
      plannedOn: null,
      personIds: help % 2 === 0 ? [`${householdId}-p${help % 3}`] : [],
      needIds: [`${householdId}-n${help % 2}`],
      cashBaht: help % 2 === 0 ? 1500.25 : null,
      inKindBaht: null,
    });
  }
  entries.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  for (const [index, entry] of entries.entries()) entry.version = index + 1;
  const last = entries.at(-1);
  if (number % 5 === 0 && last) put('2026-05-28', last.body, last.id);
  else put('2026-05-28', { type: 'other' });
  put('2026-05-29', { type: 'need-status', needId: `${householdId}-n0`, status: 'RESOLVED', on: '2026-05-20' });
  return entries;
}

const calculators: ReportACalculator[] = Array.from({ length: REPORTS }, (_, index) =>
  createReportA({
    selection: { month: MONTH, area: '31', lists: null },
    asOf: new Date(closeOf(MONTH).getTime() + index * 86_400_000),
    revision: null,
    lists: [list],
    committees: [],
    defaultCommittee: AGENCIES,
    activity: [],
    agencyOrder: AGENCIES,
    definitionsVersion: 'bench',
  }),
);

let entryCount = 0;
let madeMs = 0;
const begun = performance.now();
for (let number = 0; number < HOUSEHOLDS; number += 1) {
  const making = performance.now();
  const entries = entriesOf(number);
  madeMs += performance.now() - making;
  entryCount += entries.length;
  addToEach(calculators, [entries]);
}
const reports = calculators.map((calculator) => calculator.finish());
const ms = performance.now() - begun - madeMs;

console.log(
  JSON.stringify({
    households: HOUSEHOLDS,
    entries: entryCount,
    reports: REPORTS,
    ms: Math.round(ms),
    madeMs: Math.round(madeMs),
    peakRssMb: Math.round(resourceUsage().maxRSS / 1024),
    heapUsedMb: Math.round(memoryUsage().heapUsed / 1_048_576),
    helpedInMonth: reports[0]?.total.households,
  }),
);
