/**
 * Reports B and C of a large province from a real local DynamoDB, in one pass: 100,000 households with case work, 13 entries each. The province
 * is written by one process and read by another, so that the seconds and the peak of memory are those of the function alone. With `--duckdb`
 * DuckDB (PyPI) counts some of the same figures from a file of the same facts on one thread, and the command ends with 1 where one differs;
 * that needs Python with `venv` and its package registry.
 *
 *   node test/bench/case-reports.ts [households] [--duckdb]
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { EntryFact, FactBody } from '#shared/domain/statistics/facts.ts';
import type { ReportB } from '#shared/domain/statistics/report-b/shape.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { createDynamoHouseholdFacts } from '#shared/household/dynamo-household-facts.ts';
import { createDynamoMeetingFacts } from '#shared/meeting/dynamo-meeting-facts.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import {
  createCaseEvaluation,
  progressKind,
  quarterlyKind,
  type CaseEvaluationDependencies,
} from '#shared/statistics/case-evaluation.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import { virtualEnvironment } from '#test/virtual-environment.ts';

import { clientAt, givers, HEAP, LIST, pick, PROVINCE, seedProvince, subdistricts, tables } from './bench-province.ts';

const MONTH = '2026-06';
const QUARTER = '2569-Q3';
/** Just after both have closed. */
const NOW = new Date('2026-07-05T17:05:00.000Z');
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/poverty-logbook/duckdb');
const MENTORS = 5000;

/** Days of case work, spread over the nine months before the close. */
const day = (number: number, turn: number): string => addDays('2025-10-05', (number * 13 + turn * 29) % 265);

function help(number: number, turn: number): EntryBody {
  return {
    type: 'assistance',
    agency: pick(givers, number + turn * 3),
    coAgencies: [],
    dimension: pick(DIMENSIONS, number + turn),
    assistanceType: turn === 2 ? 'ADVICE' : 'CASH',
    status: 'DELIVERED',
    deliveredOn: day(number, turn),
    plannedOn: null,
    personIds: [`h${number}-p1`],
    needIds: [`h${number}.4`],
    cashBaht: turn === 2 ? null : 500 + (number % 100) * 10,
    inKindBaht: null,
    description: '',
  };
}

/** Thirteen entries, in the order of their days. */
function householdOf(number: number): Household {
  const id = `h${number}`;
  const areaCode = pick(subdistricts, number).code;
  const member = { id: `${id}-p1`, firstName: 'สมชาย', lastName: 'ทดสอบระบบ' };
  const agreedOn = day(number, 1);
  const later: EntryBody[] = [
    { type: 'mentor', mentor: `mentor-${number % MENTORS}`, on: day(number, 0) },
    { type: 'visit', on: day(number, 3), purpose: 'SURVEY', outcome: number % 4 === 0 ? 'NOT_HOME' : 'MET' },
    { type: 'survey', on: day(number, 4), needs: [] },
    {
      type: 'plan',
      planVersion: 1,
      status: 'AGREED',
      ultimateGoal: 'มีรายได้พอ',
      agreedOn,
      items: [
        {
          seq: 1,
          dimension: 'income',
          selfActivity: '-',
          supportActivity: '-',
          periodText: '-',
          status: 'NOT_STARTED',
        },
      ],
    },
    ...[5, 6, 2].map((turn) => help(number, turn)),
    { type: 'follow-up', on: day(number, 7), stage: 'SURVIVE', needResults: [] },
    number % 50 === 0
      ? { type: 'target-state', list: LIST, state: 'NOT_POOR', on: day(number, 8), reason: '-', evidence: 'DESK' }
      : { type: 'need-status', needId: `${id}.4`, status: 'RESOLVED', on: day(number, 8), reason: '-' },
  ];
  const bodies: EntryBody[] = [
    { type: 'registered', profile: { areaCode, members: [member], address: { addressNo: String(number), moo: 1 } } },
    {
      type: 'listed',
      list: LIST,
      area: areaCode,
      targets: [{ personId: member.id, dimensions: [pick(DIMENSIONS, number)], indicators: [27] }],
    },
    { type: 'visit', on: '2025-10-02', purpose: 'SURVEY', outcome: 'NOT_HOME' },
    { type: 'need', dimension: pick(DIMENSIONS, number), kind: 'PROBLEM', text: 'ปัญหา', openedOn: '2025-10-03' },
    ...later.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1)),
  ];
  let household: Household | undefined;
  for (const body of bodies) {
    const recordedAt = new Date(`${addDays(dayOf(body), number % 9)}T03:00:00.000Z`);
    const recordedBy = { sub: 'officer', roles: [], area: PROVINCE };
    household = record(household, [body], { householdId: id, recordedAt, recordedBy, hash: () => 'hash' }).household;
  }
  if (!household) throw new Error('A household has entries');
  return household;
}

function dayOf(body: EntryBody): string {
  if ('on' in body) return body.on;
  if (body.type === 'assistance') return body.deliveredOn ?? '';
  if (body.type === 'plan') return body.agreedOn ?? '';
  return body.type === 'need' ? body.openedOn : '2025-10-01';
}

/** A line of the file that DuckDB counts: household, sub-district of the list entry, kind, day, word; undefined for a fact that it does not ask. */
function lineOf({ householdId, body }: EntryFact, area: string): string | undefined {
  const said = dayAndWord(body);
  return said && [householdId, area, body.type, ...said].join(',');
}

function dayAndWord(body: FactBody): readonly [day: string, word: string] | undefined {
  if (body.type === 'listed') return ['', ''];
  if (body.type === 'mentor') return [body.on, body.mentor ?? ''];
  if (body.type === 'visit') return [body.on, body.outcome];
  if (body.type === 'survey') return [body.on, ''];
  if (body.type === 'follow-up') return [body.on, body.stage];
  if (body.type === 'plan') return [body.agreedOn ?? '', ''];
  if (body.type === 'need') return [body.openedOn, body.dimension];
  if (body.type === 'need-status') return [body.on, body.status];
  if (body.type === 'target-state') return [body.on, body.state];
  return body.type === 'assistance' ? [body.deliveredOn ?? '', body.agency ?? ''] : undefined;
}

function dependenciesAt(endpoint: string): CaseEvaluationDependencies {
  const client = clientAt(endpoint);
  const at = { client, tables };
  return {
    households: createDynamoHouseholdFacts(at),
    lists: createDynamoTargetListStore(at),
    committees: createDynamoCommitteeStore(at),
    campaigns: createDynamoRegisterStore({ ...at, register: 'campaigns' }),
    rounds: createDynamoRegisterStore({ ...at, register: 'rexray-rounds' }),
    notes: createDynamoRegisterStore({ ...at, register: 'quarterly-notes' }),
    organisations: createDynamoRegisterStore({ ...at, register: 'organisations' }),
    meetings: createDynamoMeetingFacts(at),
    accounts: createDynamoAccountStore(at),
    statistics: createDynamoStatisticsStore(at),
  };
}

type Figures = Readonly<Record<string, number>>;
type Measured = { cpuSeconds: number; seconds: number; peakRssMb: number; figures: Figures };

/** What DuckDB counts too: of Report C the steps and a row of each district, of Report B work of the quarter. */
function figuresOf(b: ReportB, c: ReportC): Figures {
  return {
    ...Object.fromEntries(
      c.total.funnel
        .filter(({ step }) => step !== 'CONFIRMED' && step !== 'SUSTAINED')
        .map((one) => [one.step, one.households]),
    ),
    ...Object.fromEntries(
      c.rows.map(({ area, funnel }) => [
        `ASSISTED ${area}`,
        funnel.find(({ step }) => step === 'ASSISTED')?.households ?? 0,
      ]),
    ),
    needsClosed: b.total.needs.total.closed,
    needsOpen: b.total.needs.total.openAfter,
    helped: b.total.assistance.households,
    records: b.total.assistance.assistances,
    ...Object.fromEntries(
      b.total.assistance.byAgency.map(({ agency, households }) => [`helped ${agency}`, households]),
    ),
    noContact31Days: b.total.quality.noContact31Days,
  };
}

async function measure(endpoint: string): Promise<void> {
  const dependencies = dependenciesAt(endpoint);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const kinds = [
    quarterlyKind({ quarter: QUARTER, area: PROVINCE, lists: null }),
    progressKind({ month: MONTH, area: PROVINCE, level: 'district', lists: null }),
  ] as const;
  await createCaseEvaluation(dependencies).evaluate(kinds, NOW);
  const { user, system } = process.cpuUsage(cpu);
  const [b, c] = await Promise.all(kinds.map(({ key }) => dependencies.statistics.caseRevision(key, 0)));
  const measured: Measured = {
    cpuSeconds: Math.round((user + system) / 10_000) / 100,
    seconds: Math.round((performance.now() - began) / 10) / 100,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    figures: figuresOf(b as ReportB, c as ReportC),
  };
  console.log(JSON.stringify(measured));
}

async function seeded(households: number, endpoint: string, file: string): Promise<void> {
  const facts = createWriteStream(file);
  facts.write('household,area,kind,day,word\n');
  await seedProvince(clientAt(endpoint), households, (number) => {
    const household = householdOf(number);
    const lines = household.facts.flatMap((fact) => lineOf(fact, household.areaCode) ?? []);
    facts.write(`${lines.join('\n')}\n`);
    return household;
  });
  const committees = createDynamoCommitteeStore({ client: clientAt(endpoint), tables });
  for (const area of new Set(subdistricts.map(({ code }) => code.slice(0, 4))))
    await committees.put({
      area,
      version: 1,
      orderNo: '1/2569',
      orderDate: '2025-10-01',
      agencies: [],
      recordedAt: '2025-10-01T03:00:00.000Z',
    });
  facts.end();
  await finished(facts);
}

async function run(households: number, withDuckDb: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'case-reports-'));
  const file = join(folder, 'facts.csv');
  const engine = await startDynamoDB();
  try {
    await seeded(households, engine.endpoint, file);
    const answer = (command: string, words: readonly string[]): Measured =>
      JSON.parse(execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as Measured;
    const ours = answer(process.execPath, [HEAP, import.meta.filename, '--measure', engine.endpoint]);
    console.log(
      JSON.stringify({
        measured: 'B and C in one pass',
        households,
        ...ours,
        figures: Object.keys(ours.figures).length,
      }),
    );
    if (!withDuckDb) return;
    const bin = await virtualEnvironment(join(CACHE, 'python'), join(import.meta.dirname, 'duckdb-requirements.txt'));
    const theirs = answer(join(bin, 'python'), [join(import.meta.dirname, 'count-cases.py'), file]);
    console.log(
      JSON.stringify({ measured: 'DuckDB, one thread', ...theirs, figures: Object.keys(theirs.figures).length }),
    );
    const differ = Object.keys({ ...ours.figures, ...theirs.figures }).filter(
      (name) => ours.figures[name] !== theirs.figures[name],
    );
    for (const name of differ) console.error(`${name}: ${ours.figures[name]} and ${theirs.figures[name]}`);
    if (differ.length > 0) process.exitCode = 1;
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const words = process.argv.slice(2);
const [first = '', endpoint] = words;
if (first === '--measure' && endpoint !== undefined) await measure(endpoint);
else await run(Number(words.find((word) => /^\d+$/u.test(word)) ?? 100_000), words.includes('--duckdb'));
