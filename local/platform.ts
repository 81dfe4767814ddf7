/**
 * The whole platform on one machine: the same handlers, state machines, schedules and table definitions as on AWS, wired to
 * engines of this machine. It holds no rule of the product.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { S3Client } from '@aws-sdk/client-s3';

import { createAuthorizer } from '#functions/identity/authorizer/authorizer.ts';
import { FIND_DUPLICATES } from '#infra/state-machines/find-duplicates.ts';
import { IMPORT_UPLOAD } from '#infra/state-machines/import-upload.ts';
import { MONTHLY_STATISTICS } from '#infra/state-machines/monthly-statistics.ts';
import { OFFICER_FOLDER } from '#infra/page-files.ts';
import { SEARCH_SCHEDULE, STATISTICS_SCHEDULES, WEBHOOK_SCHEDULE } from '#infra/schedules.ts';
import { REBUILD_DOCUMENTS } from '#infra/state-machines/rebuild-documents.ts';
import type { StateMachine } from '#infra/state-machines/asl.ts';
import { RUN_TARGETING } from '#infra/state-machines/run-targeting.ts';
import { UNDO_UPLOAD } from '#infra/state-machines/undo-upload.ts';
import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { createHttpApi } from '#local/engines/http-api.ts';
import { createIssuer } from '#local/engines/oidc.ts';
import { createS3Handler } from '#local/engines/s3/server.ts';
import { createUserPool } from '#local/engines/user-pool.ts';
import { createScheduler } from '#local/engines/schedule.ts';
import { createStateMachine } from '#local/engines/state-machine.ts';
import { CREDENTIALS, localSecrets, REGION } from '#local/engines/this-machine.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { bangkokMonth } from '#shared/thai/bangkok-time.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames } from '#shared/dynamo/create-tables.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { TABLES } from '#shared/tables.ts';

import { agencyOf, demoAccounts, demoClients } from './accounts.ts';
import { makeDemoRecords } from './demo-records.ts';
import { refuseOnFullDisk } from './disk-guard.ts';
import { createExecutions, type Executions } from './executions.ts';
import { apiRoutes, startBackgroundFunctions } from './functions.ts';
import { StateDamaged } from './state-file.ts';
import { createStaticFiles } from './static-files.ts';
import { createStepFunctionsEndpoint } from './step-functions-endpoint.ts';
import { asSigned, withFilesOfCaller } from './own-names.ts';
import { publishedFigures } from './published-figures.ts';
import { createMailbox } from './mailbox.ts';
import { createUserPoolEndpoint } from './user-pool-endpoint.ts';

export type Platform = {
  /** Where everything is: the API under /v1, the faces under /, sign-in under /oauth2, files under /s3. */
  url: string;
  engine: string;
  executions: Executions;
  /** Environment of every function here. */
  env: Readonly<Record<string, string>>;
  /** Folder of a bucket's objects is not for people; what they fetch comes through the API. */
  stop(): Promise<void>;
};

export type PlatformOptions = {
  /** Everything that stays between starts. */
  folder: string;
  /** Taken when it is free; else another one. 0: any. */
  port: number;
  /** The database in memory: gone when stopped. */
  inMemory?: boolean;
  /** The folder of the officers' face as it was built. */
  officerFace?: string;
  /** Told in one sentence what went wrong and was left aside, or mended. Absent: the log alone. */
  say?: (sentence: string) => void;
};

const MACHINES: readonly StateMachine[] = [
  IMPORT_UPLOAD,
  UNDO_UPLOAD,
  RUN_TARGETING,
  FIND_DUPLICATES,
  MONTHLY_STATISTICS,
  REBUILD_DOCUMENTS,
];
const BUCKETS = { uploads: 'uploads', reports: 'reports', figures: 'figures' };
/** Uploads and links to packages are here, on the origin of all else. */
const FILES_PATH = '/s3';
const JSON_TYPE = { 'content-type': 'application/json' };

function arnOf({ name }: StateMachine): string {
  return `arn:aws:states:${REGION}:000000000000:stateMachine:${name}`;
}

export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { folder } = options;
  // Who may read this folder may read every household.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const secrets = localSecrets(join(folder, 'secrets.json'));
  const logFile = join(folder, 'functions.log');
  const log = (source: string, line: string): void => {
    try {
      appendFileSync(logFile, `${source} ${line}\n`);
    } catch {
      // A full disk takes no line, and a line that is lost stops nothing.
    }
  };

  const say = (sentence: string): void => {
    log('platform', sentence);
    options.say?.(sentence);
  };
  const database = await startDynamoDB(
    options.inMemory === true ? {} : { file: join(folder, 'dynamodb.sqlite'), onRestart: say },
  );
  const s3 = createS3Handler({
    dir: join(folder, 's3'),
    credentials: CREDENTIALS,
    buckets: Object.values(BUCKETS),
    basePath: FILES_PATH,
  });
  const files = asSigned((req, res) => s3.handler(req, res));
  let answer: RequestListener = starting;
  // The address is known before the functions start: the links that they sign are links of it.
  const server = await listenNear(
    () =>
      // A big file takes as long as it takes.
      createServer({ requestTimeout: 0 }, (req, res) => {
        const isFile = req.url?.startsWith(`${FILES_PATH}/`) === true;
        if ((isFile || req.url?.startsWith('/v1/') === true) && refuseOnFullDisk(folder, req, res)) return;
        if (isFile) files(req, res);
        else answer(req, res);
      }),
    options.port,
  );
  const url = urlOf(server, 'localhost');
  const filesUrl = `${urlOf(server)}${FILES_PATH}`;
  const names = tableNames();
  const client = createDynamo({ endpoint: database.endpoint, region: REGION, credentials: CREDENTIALS });
  await createTables(client, names);

  const machines = new Map<string, ReturnType<typeof createStateMachine>>();
  const executions = await createExecutions({
    folder: join(folder, 'executions'),
    machine: (name) => machines.get(name),
    onFailure: (machine, error, cause) => log(machine, JSON.stringify({ status: 'FAILED', error, cause })),
    onDamage: say,
  });
  const stepFunctions = await listen(createServer(createStepFunctionsEndpoint(executions)), 0);

  const people = createUserPool({
    stateFile: join(folder, 'people.json'),
    now: () => new Date(),
    deliver: createMailbox({ folder: join(folder, 'mailbox'), origin: () => url, say }),
  });
  const userPool = await listen(createServer(createUserPoolEndpoint(people)), 0);

  const env: Record<string, string> = {
    STAGE: 'local',
    LOG_LEVEL: 'WARN',
    ...Object.fromEntries(
      Object.entries(TABLES).map(([table, { env: variable }]) => [variable, names[table as keyof typeof names]]),
    ),
    UPLOADS_BUCKET: BUCKETS.uploads,
    REPORTS_BUCKET: BUCKETS.reports,
    FIGURES_BUCKET: BUCKETS.figures,
    STATISTICS_STATE_MACHINE_ARN: arnOf(MONTHLY_STATISTICS),
    UNDO_STATE_MACHINE_ARN: arnOf(UNDO_UPLOAD),
    TARGETING_STATE_MACHINE_ARN: arnOf(RUN_TARGETING),
    ...secrets,
    POWERTOOLS_METRICS_DISABLED: 'true',
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_S3: filesUrl,
    AWS_ENDPOINT_URL_SFN: urlOf(stepFunctions),
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: urlOf(userPool),
    USER_POOL_ID: 'local',
  };
  const background = startBackgroundFunctions(MACHINES, env, log);
  for (const machine of MACHINES)
    machines.set(
      machine.name,
      createStateMachine({
        name: machine.name,
        definition: withFunctions(machine),
        invoke: async (name, payload) => await background.invoke(name, payload),
      }),
    );
  s3.on('object-created', ({ bucket, key, size, etag }) => {
    if (bucket !== BUCKETS.uploads || !key.startsWith('incoming/')) return;
    const event = { detail: { bucket: { name: bucket }, object: { key, size, etag } } };
    void executions.start(IMPORT_UPLOAD.name, event).catch((error: unknown) => log('import-upload', String(error)));
  });

  const index = createBlindIndex(await loadSecret(secrets.INDEX_SECRET));
  const records = createDynamoAccountStore({ client, tables: names });
  await makeDemoRecords(
    { accounts: records, index, sealer: createSealer(secrets.SEALING_KEY, { client, tables: names }) },
    new Date(),
  );
  const statistics = createDynamoStatisticsStore({ client, tables: names });
  const issuer = await createIssuer({
    issuer: () => url,
    keyFile: join(folder, 'signing-key.json'),
    accounts: demoAccounts,
    clients: demoClients,
    people,
    now: () => new Date(),
  });
  issuer.onSignIn(({ sub, at }) => {
    const agency = agencyOf(sub);
    if (agency === undefined) return;
    void statistics
      .recordActivity({ agency, month: bangkokMonth(at), firstAt: at.toISOString() })
      .catch((error: unknown) => log('sign-in', String(error)));
  });

  Object.assign(process.env, env);
  const figures = new S3Client({
    endpoint: filesUrl,
    region: REGION,
    credentials: CREDENTIALS,
    forcePathStyle: true,
  });
  const faces = createStaticFiles(
    fileURLToPath(new URL('../web', import.meta.url)),
    options.officerFace ?? OFFICER_FOLDER,
    publishedFigures(figures, BUCKETS.figures),
  );
  answer = createHttpApi({
    routes: (await apiRoutes()).map((route) => withFilesOfCaller(route, filesUrl)),
    authorizer: createAuthorizer(async (token) => await issuer.verify(token).catch(() => undefined)),
    fallback: (req, res) => {
      void (async () => {
        if (await issuer.handle(req, res)) return;
        // As the gateway answers a path that no route knows.
        if (req.url?.startsWith('/v1/')) res.writeHead(404, JSON_TYPE).end('{"message":"Not Found"}');
        else await faces(req, res);
      })().catch((error: unknown) => {
        log('page', String(error));
        res.destroy();
      });
    },
    onError: (error, routeKey) => log(routeKey, error instanceof Error ? error.name : 'unknown'),
  });
  await executions.resume();
  const scheduler = createScheduler({
    schedules: [
      ...STATISTICS_SCHEDULES.map(({ name, kind, expression, timezone }) => ({
        name,
        expression,
        timezone,
        target: async (scheduledTime: Date) => {
          const input = { kind, scheduledTime: scheduledTime.toISOString() };
          await executions.start(MONTHLY_STATISTICS.name, input, randomUUID());
        },
      })),
      {
        ...SEARCH_SCHEDULE,
        target: async () => {
          await executions.start(FIND_DUPLICATES.name, SEARCH_SCHEDULE.input, randomUUID());
        },
      },
      {
        ...WEBHOOK_SCHEDULE,
        target: async (scheduledTime: Date) =>
          await background.invoke('events/deliver', { scheduledTime: scheduledTime.toISOString() }),
      },
    ],
    stateFile: join(folder, 'schedule.json'),
    now: () => new Date(),
    onError: (error, name) => (error instanceof StateDamaged ? say(error.message) : log(name, String(error))),
  });

  return {
    url,
    engine: database.engine,
    executions,
    env,
    stop: async () => {
      await scheduler.stop();
      await Promise.all([server, stepFunctions, userPool].map(async (each) => await close(each)));
      await background.stop();
      client.destroy();
      await database.stop();
    },
  };
}

const starting: RequestListener = (_req, res) => {
  res
    .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
    .end('ระบบกำลังเริ่มทำงาน กรุณารอสักครู่\n');
};

/** The definition with functions by their names, where CDK puts ARNs. */
function withFunctions(machine: StateMachine): unknown {
  let text = JSON.stringify(machine.definition);
  for (const [placeholder, name] of Object.entries<string>(machine.functions))
    text = text.replaceAll(`\${${placeholder}}`, name);
  return JSON.parse(text);
}

async function listen(server: Server, port: number): Promise<Server> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

/** Listens at the port, or when it is taken at any free one. */
async function listenNear(make: () => Server, port: number): Promise<Server> {
  try {
    return await listen(make(), port);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return await listen(make(), 0);
    throw error;
  }
}

function urlOf(server: Server, host = '127.0.0.1'): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://${host}:${address.port}` : '';
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
