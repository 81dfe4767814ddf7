/**
 * Measures what each access pattern consumes and prints the table of docs/access-patterns.md.
 * Run: `node test/bench/capacity.ts`. Envelopes have the size that KMS gives them. Whole calls and the load of a file: capacity/whole-calls.ts.
 */
import { randomUUID } from 'node:crypto';

import { GetItemCommand } from '@aws-sdk/client-dynamodb';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import { keyOf } from '#shared/dynamo/attributes.ts';
import { createTables } from '#shared/dynamo/create-tables.ts';
import { documentKey } from '#shared/household/keys.ts';
import { newIdentities, placesOf } from '#shared/household/identities.ts';
import { createDynamoReportStore } from '#shared/report/dynamo-report-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { sealFilename } from '#shared/upload/sealed-texts.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import { NO_ROWS, type ChunkProgress, type Upload } from '#shared/upload/upload-store.ts';

import { openHouseholds } from './capacity/kms-sized-keys.ts';
import { createMeter } from './capacity/meter.ts';
import { measureCalls, measureChunk } from './capacity/whole-calls.ts';
import { measureSurveys } from './capacity/survey-rows.ts';
import { changeOf, survey, typicalList, typicalBeginning, typicalHelp } from './typical-household.ts';

const engine = await startDynamoDB();
const meter = createMeter(engine.endpoint);
const { client, measure, measureBoth } = meter;

/** Entries of a household at the end of the first year: 24 million over 2.5 million households. */
const FIRST_YEAR = 10;

/** Of a file of an office: each household gets one more entry. */
const ROWS_A_CHUNK = 500;

/** Of a district: 34 accounts × 2 pages × 20 days. */
const PAGES_A_MONTH = 1360;

try {
  const tables = await createTables(client);
  const { households, sealer } = openHouseholds(client, tables);
  const uploads = createDynamoUploadStore({ client, tables });
  const statistics = createDynamoStatisticsStore({ client, tables });
  const committees = createDynamoCommitteeStore({ client, tables });
  const lists = createDynamoTargetListStore({ client, tables });
  const reports = createDynamoReportStore({ client, tables });
  const log = createDynamoAccessLog({ client, tables });

  // A process has its data keys already: they are asked for once an hour.
  for (const province of ['42', '31']) await sealer.begin(province);

  // A process has the terms of a published list already, too: they do not change.
  await lists.create(typicalList);
  const met = typicalBeginning('420103');
  await households.append([met]);
  await households.append([changeOf(met.after, [survey])]);

  const one = typicalBeginning('420101');
  await measure('begin a household from a list: document, 1 entry, 3 citizen IDs, house code', 'WCU', () =>
    households.append([one]),
  );
  let now = changeOf(one.after, [survey]);
  await measure('survey with 2 needs on it', 'WCU', () => households.append([now]));
  now = changeOf(now.after, [typicalHelp('2026-05-10', [now.after.needs[0]?.id ?? ''])]);
  await measure('help on it (the 3rd entry)', 'WCU', () => households.append([now]));
  for (let entry = 4; entry <= 20; entry += 1) {
    now = changeOf(now.after, [typicalHelp('2026-05-10')]);
    if (entry < 20) await households.append([now]);
  }
  await measure('help on it (the 20th entry)', 'WCU', () => households.append([now]));
  const mover = typicalBeginning('420102');
  await households.append([mover]);
  const moved = changeOf(mover.after, [{ type: 'move', on: '2026-05-11', toArea: '310101' }]);
  await measure('move to another province', 'WCU', () => households.append([moved]));

  const upload = randomUUID();
  const progress = (step: number): ChunkProgress => ({
    upload,
    chunk: 1,
    step,
    done: step * 19,
    counts: { ...NO_ROWS, created: step * 19 },
    problems: [],
    finished: false,
  });
  const group = Array.from({ length: 14 }, () => typicalBeginning('420103'));
  await measure(
    'a step of a chunk, 14 households begun with its progress: per household',
    'WCU',
    () => households.append(group, { progress: { before: undefined, after: progress(1) } }),
    group.length,
  );
  const many = Array.from({ length: 100 }, () => typicalBeginning('420201'));
  for (const change of many) await households.append([change]);

  const citizenIds = many.flatMap(({ after }) =>
    after.members.map(({ citizenId = '' }) => ({ kind: 'person' as const, citizenId })),
  );
  await measure('find by citizen ID', 'RCU', () => households.find(citizenIds.slice(0, 1)));
  await measure('find 100 citizen IDs', 'RCU', () => households.find(citizenIds.slice(0, 100)));
  const unknown = typicalBeginning('420202');
  const lookedFor = [...newIdentities(unknown), ...placesOf(unknown.after).slice(0, 1)];
  await measure('look for a household that nobody has begun: 3 citizen IDs, house code, place', 'RCU', () =>
    households.find(lookedFor),
  );
  const { areaCode, address } = one.after;
  await measure('find by address', 'RCU', () =>
    households.findByAddress({ areaCode, moo: address.moo ?? 0, addressNo: address.addressNo ?? '' }),
  );
  await measure('a household (20 entries)', 'RCU', () => households.get(one.after.id));
  await measure('its logbook, 20 entries', 'RCU', () => households.history(one.after.id));
  await measure('its logbook, first page of 10', 'RCU', () => households.entries(one.after.id, 0, 10));
  await measure('CRITICAL cases of a sub-district that has none', 'RCU', () =>
    households.listUrgent('CRITICAL', '420201', undefined, 51),
  );
  await measure('a worklist page of 50 in a sub-district', 'RCU', () => households.listArea('420201', undefined, 50));
  await measure('facts of a district: per 100 households of 1 entry', 'RCU', () =>
    Array.fromAsync(households.factsOfDistrict('4202')),
  );
  await measure('facts of 10 households by id', 'RCU', () =>
    households.factsOf(many.slice(0, 10).map(({ after }) => after.id)),
  );

  const sent: Upload = {
    id: upload,
    version: 1,
    source: 'assistance',
    filename: await sealFilename(upload, 'ความช่วยเหลือ พ.ค. 2569.xlsx', sealer),
    size: 1,
    status: 'AWAITING_FILE',
    createdAt: '2026-05-15T03:00:00.000Z',
    by: { sub: randomUUID(), roles: ['DATA_IMPORTER'], area: '42' },
    scopeAreas: ['42'],
    objectKey: `incoming/${upload}`,
    fileProblems: [],
    problems: [],
  };
  await measure('create an upload', 'WCU', () => uploads.create(sent));
  await measure('move an upload on', 'WCU', () => uploads.update(sent, { ...sent, version: 2, status: 'READING' }));
  await measureBoth('claim a file', () => uploads.claim('f'.repeat(43), upload));
  await measure('an upload', 'RCU', () => uploads.get(upload));
  await measure('progress of all chunks of an upload', 'RCU', () => uploads.allProgress(upload));

  await measure('all target lists (here 1)', 'RCU', () => lists.all());
  await measure('orders over a district', 'RCU', () => committees.history('4201'));

  const selection = { month: '2026-05', area: '42', list: '*' };
  const figures = { health: 1000, living: 1000, education: 1000, income: 1000, access: 1000 };
  const row = {
    households: 1000,
    newHouseholds: 1000,
    persons: 1000,
    assistances: 1000,
    byDimension: figures,
    needsTouched: 1000,
    needsResolved: 1000,
    integratedHouseholds: 1000,
    cashBaht: 1_500_000,
    inKindBaht: 1_500_000,
    withoutValue: 10,
    referrals: { received: 10, accepted: 10, completed: 10, rejected: 10, overdue: 10, medianDays: 3.5 },
    fiscalYearHouseholds: 1000,
    sinceListHouseholds: 1000,
    percentOfFrozen: 12.34,
    percentOfAdjusted: 12.34,
    outsideList: 10,
    recordedOnTime: 99.99,
    silent: false,
    extra: { adviceOnlyHouseholds: 1, integratedSinceList: 1, recordedAfterClose: 1 },
  };
  // Of the size of a report; the store does not look inside.
  const report = {
    ...selection,
    revision: 0,
    rows: Array.from({ length: 30 }, () => ({ agency: 'moph', ...row })),
  } as unknown as ReportA;
  await measure('put a revision of 30 rows', 'WCU', () => statistics.putRevision(selection, report));
  await measure('a revision', 'RCU', () => statistics.revision(selection, 0));
  await measure('evaluated-through forward', 'WCU', () =>
    statistics.setEvaluatedThrough(selection, { asOf: '2026-06-05T16:59:00.000Z', revision: 0 }),
  );
  const sign = { agency: 'cdd', month: '2026-05', firstAt: '2026-05-01T00:00:00.000Z' };
  await measure('sign of life, the first in a process', 'WCU', () => statistics.recordActivity(sign));
  await measure('sign of life, any later one', 'WCU', () =>
    statistics.recordActivity({ ...sign, firstAt: '2026-05-02T00:00:00.000Z' }),
  );
  await measure('signs of life of a month', 'RCU', () => statistics.activity('2026-05'));
  await measure('publish a package', 'WCU', () =>
    reports.put({
      id: '2026-05-42-r0',
      month: '2026-05',
      area: '42',
      revision: 0,
      asOf: '2026-06-05T16:59:00.000Z',
      definitions: '1',
      publishedAt: '2026-06-05T17:10:00.000Z',
      manifestKey: 'packages/2026-05/42/r0/manifest.json',
      files: Array.from({ length: 6 }, (_, at) => ({
        name: `f${at}.csv`,
        key: `packages/2026-05/42/r0/f${at}.csv`,
        size: 1,
        sha256: 'a'.repeat(64),
        contentType: 'text/csv',
      })),
    }),
  );
  await measure('list of packages', 'RCU', () => reports.list(undefined, 20));
  const looker = { at: '2026-05-15T03:00:00.000Z', sub: randomUUID(), roles: ['DISTRICT_OFFICER'] };
  await measure('one look in the access log', 'WCU', () =>
    log.record({ ...looker, household: one.after.id, action: 'READ' }),
  );
  const shown = many.slice(0, 50).map(({ after }) => after);
  const showPage = () => log.recordPage({ ...looker, action: 'LIST', households: shown });
  await measure('a page of 50 in the access log', 'WCU', showPage);
  for (let page = 1; page < PAGES_A_MONTH; page += 1) await showPage();
  const whereabouts = { household: shown[0]?.id ?? '', districts: ['4202'], months: ['2026-05'] };
  await measure(`who looked at a household, of a month of ${PAGES_A_MONTH} pages`, 'RCU', () =>
    log.of(whereabouts, undefined, 50),
  );

  const grown: Household[] = [];
  for (let at = 0; at <= ROWS_A_CHUNK; at += 1) {
    const begun = typicalBeginning('420301');
    const help = Array.from({ length: FIRST_YEAR - 1 }, () => typicalHelp('2026-05-10'));
    const change = changeOf(begun.after, help);
    await households.append([begun]);
    await households.append([change]);
    grown.push(change.after);
  }
  await measure(
    `facts of a district: per 100 households of ${FIRST_YEAR} entries`,
    'RCU',
    () => Array.fromAsync(households.factsOfDistrict('4203')),
    grown.length / 100,
  );
  const world = { meter, tables, households };
  await measureCalls(world, grown);
  await measureChunk(world, grown.slice(0, ROWS_A_CHUNK));
  const entries = await measureSurveys(world);

  console.log('| access | cost | of it |\n|---|---|---|');
  console.log(meter.rows.join('\n'));

  const sizes: string[] = [];
  for (const [what, id] of [
    ['begun (3 people, 1 entry)', many[0]?.after.id ?? ''],
    [`with ${FIRST_YEAR} entries`, grown.at(-1)?.id ?? ''],
    ['with 20 entries', one.after.id],
  ] as const) {
    const { Item = {} } = await client.send(
      new GetItemCommand({ TableName: tables.Households, Key: keyOf(documentKey(id)) }),
    );
    const bytes = Object.entries(Item)
      .map(
        ([name, value]) =>
          [name, name.length + (value.B?.length ?? Buffer.byteLength(value.S ?? value.N ?? ''))] as const,
      )
      .toSorted(([, a], [, b]) => b - a);
    const total = bytes.reduce((sum, [, size]) => sum + size, 0);
    sizes.push(`| ${what} | ${total} | ${bytes.map(([name, size]) => `${name} ${size}`).join(' · ')} |`);
  }
  console.log(
    '\n| entries that begin households | | bytes: least · half · 95 % · most | in one write unit |\n|---|---|---|---|',
  );
  console.log(entries.join('\n'));

  console.log('\n| document | bytes | of it |\n|---|---|---|');
  console.log(sizes.join('\n'));
} finally {
  await engine.stop();
}
