/** What calls of the API and the load of a file consume from end to end: handlers and use cases as they are deployed, on metered tables. */
import { randomBytes, randomUUID } from 'node:crypto';

import { Logger } from '@aws-lambda-powertools/logger';

import { householdCalls } from '#functions/api/households/calls.ts';
import { logbookCalls } from '#functions/api/logbook/calls.ts';
import { loadStep } from '#functions/ingest/load/load-step.ts';
import { createApi, type ApiTools } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { createIdempotency } from '#functions/middleware/idempotency.ts';
import { createDynamoAccountReader } from '#shared/account/dynamo-account-reader.ts';
import { createDynamoOrderReader } from '#shared/committee/dynamo-order-reader.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import type { FileRow } from '#shared/domain/intake/cells/row.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { createDynamoClaims } from '#shared/idempotency/dynamo-claims.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createDynamoBreakGlassStore } from '#shared/break-glass/dynamo-break-glass-store.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoDuplicateStore } from '#shared/duplicate/dynamo-duplicate-store.ts';
import { createDynamoMoveRequestStore } from '#shared/move-request/dynamo-move-request-store.ts';
import { createDynamoDataKeyStore } from '#shared/sealing/dynamo-data-key-store.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createEnvelopeSealer } from '#shared/sealing/envelope-sealer.ts';
import { createRawDataKeys } from '#shared/sealing/raw-data-keys.ts';
import type { CatalogueEntry } from '#shared/domain/catalogue/catalogue.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import type { RegisterName } from '#shared/register/register-store.ts';
import { createDynamoReferralStore } from '#shared/referral/dynamo-referral-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoTargetRunStore } from '#shared/target-list/dynamo-target-run-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import type { Upload } from '#shared/upload/upload-store.ts';
import { account, type Asked, eventOf, gateOf, testContext } from '#test/api/in-process-api.ts';
import { delivered } from '#test/api/synthetic-household.ts';

import type { Meter } from './meter.ts';

type World = { meter: Meter; tables: TableNames; households: HouseholdStore };

const now = (): Date => new Date('2026-06-10T03:00:00.000Z');
const never = (): never => {
  throw new Error('Nobody else writes here');
};

/** `among`: fifty households or more of one sub-district, and of no other with it in view. */
export async function measureCalls({ meter, tables, households }: World, among: readonly Household[]): Promise<void> {
  const { client } = meter;
  const statistics = createDynamoStatisticsStore({ client, tables });
  const deps = {
    households,
    referrals: createDynamoReferralStore({ client, tables }),
    catalogue: (register: RegisterName) => createDynamoRegisterStore<CatalogueEntry>({ client, tables, register }),
    lists: createDynamoTargetListStore({ client, tables }),
    accounts: createDynamoAccountReader({ client, tables }),
    committees: createDynamoOrderReader({ client, tables }),
    accessLog: createDynamoAccessLog({ client, tables }),
    breakGlass: createDynamoBreakGlassStore({ client, tables }),
    sealer: createEnvelopeSealer({
      dataKeys: createRawDataKeys(randomBytes(32)),
      store: createDynamoDataKeyStore({ client, tables }),
    }),
    directory: organisationsIn({ client, tables }),
    cursors: createCursors(randomBytes(32)),
    index: createBlindIndex(randomBytes(32)),
    hash: chainHash,
    newId: randomUUID,
    duplicates: createDynamoDuplicateStore({ client, tables }),
    moveRequests: createDynamoMoveRequestStore({ client, tables }),
    recordActivity: async (activity: Parameters<typeof statistics.recordActivity>[0]) =>
      await statistics.recordActivity(activity),
    pause: never,
    startTargeting: never,
    targetRuns: createDynamoTargetRunStore({ client, tables }),
  };
  const tools: ApiTools = {
    logger: new Logger({ serviceName: 'bench', logLevel: 'SILENT' }),
    now,
    idempotency: createIdempotency({ claims: createDynamoClaims({ client, tables }), secret: randomBytes(32) }),
    recordActivity: deps.recordActivity,
  };
  const [one, two] = among;
  if (!one || !two) throw new Error('No households to call for');
  const officer = account('DISTRICT_OFFICER', { area: one.areaCode.slice(0, 4) });
  const known = { ...tools, accounts: gateOf([officer]) };
  const onHouseholds = createApi(householdCalls(deps), known);
  const onLogbook = createApi(logbookCalls(deps), known);
  const call = async (handler: typeof onLogbook, method: string, path: string, asked: Asked = {}): Promise<void> => {
    const { statusCode = 200, body } = await handler(eventOf(officer, method, path, asked), testContext());
    if (statusCode >= 300) throw new Error(`${method} ${path} answered ${statusCode}: ${body}`);
  };
  const help = async (household: Household): Promise<void> => {
    const headers = { 'Idempotency-Key': randomUUID() };
    await call(onLogbook, 'POST', `/v1/households/${household.id}/logbook`, { body: delivered('cdd'), headers });
  };
  // The agency's sign of life of the month is written once in a process.
  await help(two);
  await meter.measureBoth('call: a worklist page of 50', () =>
    call(onHouseholds, 'GET', '/v1/households', { query: { area: one.areaCode } }),
  );
  await meter.measureBoth('call: a household', () => call(onHouseholds, 'GET', `/v1/households/${one.id}`));
  await meter.measureBoth('call: its logbook', () => call(onLogbook, 'GET', `/v1/households/${one.id}/logbook`));
  await meter.measureBoth('call: search by citizen ID', () =>
    call(onHouseholds, 'POST', '/v1/households/search', { body: { citizenId: one.members[0]?.citizenId } }),
  );
  await meter.measureBoth('call: record help with an Idempotency-Key', () => help(one));
}

/** One row of help for each household, in one chunk: with the person, the house code and the address, as offices print them. */
export async function measureChunk({ meter, tables, households }: World, helped: readonly Household[]): Promise<void> {
  const { client } = meter;
  const rows = helped.map(({ members: [head], houseCode, address, areaCode }, at): FileRow => {
    const { citizenId, firstName, lastName } = head ?? never();
    return {
      sheet: 0,
      row: at + 2,
      values: {
        ...(citizenId === undefined ? {} : { citizenId }),
        firstName,
        ...(lastName === undefined ? {} : { lastName }),
        ...(houseCode === undefined ? {} : { houseCode }),
        ...(address.addressNo === undefined ? {} : { addressNo: address.addressNo }),
        ...(address.moo === undefined ? {} : { moo: address.moo }),
        areaCode,
        agency: 'cdd',
        dimension: 'income',
        assistanceType: 'CASH',
        deliveredOn: '2026-06-01',
        cashBaht: 1500,
        inKindBaht: null,
      },
      problems: [],
    };
  });
  const uploads = createDynamoUploadStore({ client, tables });
  const id = randomUUID();
  const upload: Upload = {
    id,
    version: 1,
    source: 'assistance',
    filename: 'ความช่วยเหลือ มิ.ย. 2569.csv',
    size: 1,
    status: 'LOADING',
    createdAt: now().toISOString(),
    by: { sub: randomUUID(), roles: ['DATA_IMPORTER'], area: '42' },
    scopeAreas: ['42'],
    objectKey: `incoming/${id}`,
    fileProblems: [],
    problems: [],
    sheets: [{ index: 0, name: '' }],
  };
  await uploads.create(upload);
  const deps = {
    households,
    accessLog: createDynamoAccessLog({ client, tables }),
    uploads,
    lists: createDynamoTargetListStore({ client, tables }),
    statistics: createDynamoStatisticsStore({ client, tables }),
    objects: { lines: () => Promise.resolve(rows.map((row) => JSON.stringify(row))), putText: never },
    hash: chainHash,
    now,
    newId: randomUUID,
    pause: never,
  };
  await meter.measureBoth(
    `a chunk of ${rows.length} rows of help on known households: per row`,
    () => loadStep({ upload: id, chunk: 0 }, deps),
    rows.length,
  );
  const { created } = (await uploads.progress(id, 0))?.counts ?? { created: 0 };
  if (created !== rows.length) throw new Error(`Of ${rows.length} rows of help, ${created} were recorded`);
}
