/**
 * The emulator: a virtual environment of its own under `.emu/`, the server on a free port of loopback with IAM, bucket policies and
 * signatures enforced, and its end. All that it writes stays under `.emu/`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { virtualEnvironment } from '#test/virtual-environment.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const FOLDER = join(ROOT, '.emu');
/** Where the emulator writes which permissions were used. */
export const PERMISSIONS_USED = join(FOLDER, 'permissions-used.ndjson');
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

export type Emulator = {
  readonly url: string;
  /** Environment of commands that speak to it as the owner of the account. */
  readonly env: NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}

export async function startEmulator(): Promise<Emulator> {
  mkdirSync(FOLDER, { recursive: true });
  const bin = await virtualEnvironment(join(FOLDER, 'venv'), REQUIREMENTS);
  const state = join(FOLDER, 'state');
  const tmp = join(FOLDER, 'tmp');
  for (const folder of [state, tmp]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  rmSync(PERMISSIONS_USED, { force: true });
  // The emulator writes its workers there as CommonJS; ours is a project of ES modules.
  writeFileSync(join(FOLDER, 'package.json'), '{"type":"commonjs"}\n');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const common = {
    // Nothing else of the surroundings: functions inherit the server's environment.
    PATH: [bin, join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter),
    HOME: tmp,
    TMPDIR: tmp,
  };
  const log = openSync(join(FOLDER, 'emulator.log'), 'w');
  // A group of its own: workers of functions go with it.
  const server = spawn(join(bin, 'python'), [join(import.meta.dirname, 'emulator-with-record.py')], {
    cwd: FOLDER,
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...common,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      // Opens a port on every interface otherwise.
      IOT_MTLS_ENABLED: '0',
      MINISTACK_REGION: 'ap-southeast-1',
      STATE_DIR: state,
      NODE_PATH: join(ROOT, 'node_modules'),
      AUTH: 'true',
      IAM_RECORD: PERMISSIONS_USED,
    },
  });
  const atExit = (): void => killGroup(server, 'SIGKILL');
  process.once('exit', atExit);
  await ready(server, url);
  return {
    url,
    env: {
      ...common,
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'ap-southeast-1',
      AWS_DEFAULT_REGION: 'ap-southeast-1',
      STAGE: 'emulator',
    },
    stop: async () => {
      killGroup(server, 'SIGTERM');
      for (let tenths = 0; tenths < 30 && server.exitCode === null && server.signalCode === null; tenths += 1)
        await setTimeout(100);
      killGroup(server, 'SIGKILL');
      process.off('exit', atExit);
    },
  };
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  for (let tenths = 0; tenths < 300; tenths += 1) {
    if (server.exitCode !== null) throw new Error('The emulator ended at once: see .emu/emulator.log');
    const answer = await fetch(`${url}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  killGroup(server, 'SIGKILL');
  throw new Error('The emulator does not answer: see .emu/emulator.log');
}

/** Ends the server that was started here, with its workers. */
function killGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, signal);
  } catch {
    // Gone already.
  }
}
