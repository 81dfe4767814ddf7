/** The functions of the API as they are deployed, in this process, on the engines of the machine. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';

import { createUserPool } from '#local/engines/user-pool.ts';
import { createStepFunctionsEndpoint } from '#local/step-functions-endpoint.ts';
import { createUserPoolEndpoint } from '#local/user-pool-endpoint.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import type { ApiHandler } from '#functions/middleware/api.ts';
import { RESOURCES, type Resource } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames, type TableNames } from '#shared/dynamo/create-tables.ts';

import { eventOf, recordOfCaller, testContext, type Account, type Answered, type Asked } from './in-process-api.ts';

export type Engines = {
  dynamodb: string;
  s3: { endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  /** Sets the names of tables and buckets apart from those of others. */
  prefix: string;
};

export type RealHandlers = {
  request: (who: Account, method: string, path: string, asked?: Asked) => Promise<Answered>;
  /** The handler and the event of a call, to be timed. */
  prepared: (who: Account, method: string, path: string, asked?: Asked) => () => Promise<number>;
  tables: TableNames;
};

async function listening(answer: RequestListener): Promise<string> {
  const endpoint = createServer(answer).listen(0, '127.0.0.1').unref();
  await once(endpoint, 'listening');
  const address = endpoint.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
}

/** Makes tables and buckets, gives this process the environment of the functions, and loads them. */
export async function startRealHandlers({ dynamodb, s3, prefix }: Engines): Promise<RealHandlers> {
  const raw = (byte: number) => `raw:${Buffer.alloc(32, byte).toString('base64')}`;
  const { accessKeyId, secretAccessKey } = s3.credentials;
  const names = tableNames(prefix);
  Object.assign(process.env, {
    STAGE: 'local',
    LOG_LEVEL: 'ERROR',
    AWS_REGION: 'ap-southeast-7',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    HOUSEHOLDS_TABLE: names.Households,
    LOGBOOK_TABLE: names.Logbook,
    DUE_ITEMS_TABLE: names.DueItems,
    OPERATIONS_TABLE: names.Operations,
    STATISTICS_TABLE: names.Statistics,
    ACCESS_LOG_TABLE: names.AccessLog,
    SEALING_KEY: raw(1),
    INDEX_SECRET: raw(2),
    CURSOR_SECRET: raw(3),
    USER_POOL_ID: 'none',
    UPLOADS_BUCKET: `${prefix}uploads`,
    REPORTS_BUCKET: `${prefix}reports`,
    TARGETING_STATE_MACHINE_ARN: 'arn:aws:states:ap-southeast-7:000000000000:stateMachine:run-targeting',
    UNDO_STATE_MACHINE_ARN: 'arn:aws:states:ap-southeast-7:000000000000:stateMachine:undo-upload',
    STATISTICS_STATE_MACHINE_ARN: 'arn:aws:states:ap-southeast-7:000000000000:stateMachine:monthly-statistics',
  });
  const pool = createUserPool({
    stateFile: join(mkdtempSync(join(tmpdir(), 'user-pool-')), 'people.json'),
    now: () => new Date(),
    deliver: () => {},
  });
  process.env['AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER'] = await listening(createUserPoolEndpoint(pool));
  // State machines are started, and run nowhere.
  process.env['AWS_ENDPOINT_URL_SFN'] = await listening(createStepFunctionsEndpoint({ start: async () => {} }));
  await createTables(createDynamo(), names);
  const client = new S3Client({});
  for (const bucket of ['uploads', 'reports'])
    await client.send(new CreateBucketCommand({ Bucket: `${prefix}${bucket}` }));

  const handlers = new Map<Resource, ApiHandler>();
  for (const resource of RESOURCES) {
    const module: { handler: ApiHandler } = await import(`../../functions/api/${resource}/handler.ts`);
    handlers.set(resource, module.handler);
  }
  const called = (who: Account, method: string, path: string, asked: Asked = {}) => {
    const event = eventOf(who, method, path, asked);
    const route = ROUTES.find((one) => event.routeKey === `${one.method} ${one.path}`);
    const handler = route && handlers.get(route.resource);
    if (!handler) throw new Error(`No function answers ${method} ${path}`);
    return { event, handler };
  };
  const accounts = createDynamoAccountStore({ client: createDynamo(), tables: names });
  const recorded = new Set<string>();
  /** Makes the record of a caller that has none. */
  const record = async (who: Account): Promise<void> => {
    if (who === null || who.roles.length === 0 || recorded.has(who.sub)) return;
    recorded.add(who.sub);
    await accounts.createAccount(recordOfCaller(who));
  };
  return {
    tables: names,
    request: async (who, method, path, asked) => {
      await record(who);
      const { event, handler } = called(who, method, path, asked);
      const result = await handler(event, testContext());
      const text = result.body ?? '';
      const headers = Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
      );
      const body = result.isBase64Encoded ? Buffer.from(text, 'base64') : text === '' ? null : JSON.parse(text);
      return { status: result.statusCode ?? 200, headers, text, body };
    },
    prepared: (who, method, path, asked) => {
      const { event, handler } = called(who, method, path, asked);
      return async () => {
        await record(who);
        return (await handler(structuredClone(event), testContext())).statusCode ?? 200;
      };
    },
  };
}
