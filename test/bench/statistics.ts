/**
 * Report A of one month of a large province from a real local DynamoDB: 100,000 households with 1 M entries. The province is written by one
 * process and read by others, so that the seconds and the peak of memory are those of the function alone. Prints one line of JSON for each.
 *
 *   node test/bench/statistics.ts [households]
 */
import { execFileSync } from 'node:child_process';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { createDynamoHouseholdFacts } from '#shared/household/dynamo-household-facts.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import type { Evaluation, EvaluationDependencies } from '#shared/statistics/evaluation.ts';
import { selectionKey } from '#shared/statistics/selection.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';

import { clientAt, givers, HEAP, LIST, pick, PROVINCE, seedProvince, subdistricts, tables } from './bench-province.ts';

const ENTRIES = 10;

function help(number: number, turn: number): EntryBody {
  const deliveredOn = addDays('2025-10-01', (number * 7 + turn * 41) % 240);
  return {
    type: 'assistance',
    agency: pick(givers, number + turn * 3),
    coAgencies: turn % 5 === 4 ? [pick(givers, number + turn * 3 + 1)] : [],
    dimension: pick(DIMENSIONS, number + turn),
    assistanceType: turn === 3 ? 'ADVICE' : 'CASH',
    status: 'DELIVERED',
    deliveredOn,
    plannedOn: null,
    personIds: turn % 2 === 0 ? [`h${number}-p1`] : [],
    needIds: turn > 0 ? [`h${number}.3`] : [],
    cashBaht: turn === 3 ? null : 500 + (number % 100) * 10,
    inKindBaht: turn === 2 ? 250.5 : null,
    description: '',
  };
}

/** One household of ten entries: nine of them make facts. */
function householdOf(number: number): Household {
  const id = `h${number}`;
  const areaCode = pick(subdistricts, number).code;
  const member = { id: `${id}-p1`, firstName: 'สมชาย', lastName: 'ทดสอบระบบ' };
  const bodies: EntryBody[] = [
    { type: 'registered', profile: { areaCode, members: [member], address: { addressNo: String(number), moo: 1 } } },
    {
      type: 'listed',
      list: LIST,
      area: areaCode,
      targets: [{ personId: member.id, dimensions: ['income'], indicators: [22] }],
    },
    { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ปัญหา', openedOn: '2025-10-01' },
    ...[0, 1, 2, 3, 4, 5].map((turn) => help(number, turn)),
    number % 50 === 0
      ? { type: 'target-state', list: LIST, state: 'NOT_POOR', on: '2026-04-20', reason: '-' }
      : { type: 'need-status', needId: `${id}.3`, status: 'RESOLVED', on: addDays('2026-03-01', number % 90) },
  ];
  let household: Household | undefined;
  for (const body of bodies) {
    const day = 'deliveredOn' in body && body.deliveredOn !== null ? addDays(body.deliveredOn, number % 9) : undefined;
    const recordedAt = new Date(`${day ?? ('on' in body ? body.on : '2025-10-01')}T03:00:00.000Z`);
    const recordedBy = { sub: 'officer', roles: [], area: PROVINCE };
    household = record(household, [body], { householdId: id, recordedAt, recordedBy, hash: () => 'hash' }).household;
  }
  if (!household) throw new Error('A household has entries');
  return household;
}

function dependenciesAt(client: DynamoDBClient): EvaluationDependencies {
  return {
    households: createDynamoHouseholdFacts({ client, tables }),
    lists: createDynamoTargetListStore({ client, tables }),
    committees: createDynamoCommitteeStore({ client, tables }),
    organisations: createDynamoRegisterStore({ client, tables, register: 'organisations' }),
    statistics: createDynamoStatisticsStore({ client, tables }),
  };
}

type Measurement = (evaluation: Evaluation, stores: EvaluationDependencies) => Promise<readonly { report: ReportA }[]>;

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  /** The close of May: revision 0 of all lists. */
  'one month report': async ({ evaluate }) =>
    await evaluate([{ month: '2026-05', area: PROVINCE, lists: null }], new Date('2026-06-05T17:00:00.000Z')),
  /** A night of 20 closed months: all lists and the list, one moment each, in one pass. */
  'one night, 20 months × 2 selections': async ({ evaluate }, { statistics }) => {
    const months = Array.from({ length: 20 }, (_, at) => new Date(Date.UTC(2024, 9 + at, 1)).toISOString().slice(0, 7));
    const selections = months.flatMap((month) => [
      { month, area: PROVINCE, lists: null },
      { month, area: PROVINCE, lists: [LIST] },
    ]);
    for (const selection of selections)
      await statistics.setEvaluatedThrough(selectionKey(selection), { asOf: '2026-06-10T16:59:59.000Z', revision: 0 });
    return await evaluate(selections, new Date('2026-06-11T17:10:00.000Z'));
  },
  /** A district and month that nobody asked for before: every night since the close at once. */
  'one district, 7 months of nights': async ({ evaluate }) =>
    await evaluate([{ month: '2025-10', area: '4203', lists: null }], new Date('2026-06-11T05:00:00.000Z')),
  /** The same month of one district, asked for by the API to date. */
  'one district to date': async ({ compute }) =>
    await compute({ month: '2026-06', area: '4201', lists: null }, [
      { asOf: new Date('2026-06-11T05:00:00.000Z'), revision: null },
    ]),
};

async function measure(endpoint: string, name: string): Promise<void> {
  const stores = dependenciesAt(clientAt(endpoint));
  const evaluation = createEvaluation(stores);
  const started = performance.now();
  const cpu = process.cpuUsage();
  const made = (await MEASUREMENTS[name]?.(evaluation, stores)) ?? [];
  const used = process.cpuUsage(cpu);
  const total = made[0]?.report.total;
  console.log(
    JSON.stringify({
      measured: name,
      seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
      cpuSeconds: Number(((used.user + used.system) / 1e6).toFixed(2)),
      peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
      heapLimit: process.execArgv.join(' ') || 'default',
      reports: made.length,
      households: total?.households,
      sinceListHouseholds: total?.sinceListHouseholds,
    }),
  );
}

const [first, endpoint, name] = process.argv.slice(2);
if (first === '--measure' && endpoint !== undefined && name !== undefined) await measure(endpoint, name);
else {
  const households = Number(first ?? 100_000);
  const engine = await startDynamoDB();
  try {
    const started = performance.now();
    await seedProvince(clientAt(engine.endpoint), households, householdOf);
    console.log(
      JSON.stringify({
        seeded: households,
        entries: households * ENTRIES,
        engine: engine.engine,
        seconds: Math.round((performance.now() - started) / 1000),
      }),
    );
    const run = (measured: string): string =>
      execFileSync(process.execPath, [HEAP, import.meta.filename, '--measure', engine.endpoint, measured], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    for (const measured of Object.keys(MEASUREMENTS)) process.stdout.write(run(measured));
  } finally {
    await engine.stop();
  }
}
