/**
 * `npm run test:clients`: generates clients of the API's document in TypeScript (openapi-typescript, openapi-fetch) and Python
 * (openapi-python-client), compiles the month of an agency against each without a cast, and does that month with both on a platform of its own.
 * Needs the registries of npm and PyPI at the first run, and Python ≥ 3.11 with `venv`.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startPlatform } from '#local/platform.ts';
import { FIRST_MONTH_FILE } from '#test/examples/calls/figures.ts';
import { FIRST_MONTH_PREPARED } from '#test/examples/example-calls.ts';
import { sendCalls } from '#test/examples/send-calls.ts';
import { virtualEnvironment } from '#test/virtual-environment.ts';

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, '../..');
const PROGRAMS = join(import.meta.dirname, 'programs');
/** What is generated is kept, so that it can be looked at. */
const WORK = join(ROOT, '.venv/clients-generated');
const PACKAGES = {
  'openapi-fetch': '0.17.0',
  'openapi-typescript': '7.13.0',
  typescript: '5.9.3',
  '@types/node': '24.10.1',
};

function installed(): Promise<unknown> | undefined {
  const wanted = JSON.stringify({ private: true, type: 'module', dependencies: PACKAGES });
  const file = join(WORK, 'package.json');
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted && existsSync(join(WORK, 'node_modules')))
    return undefined;
  writeFileSync(file, wanted);
  return run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: WORK });
}

async function makeTypeScript(document: string): Promise<string[]> {
  await installed();
  const bin = join(WORK, 'node_modules/.bin');
  // A field with a default may be left out of what is sent.
  await run(join(bin, 'openapi-typescript'), [
    document,
    '--output',
    join(WORK, 'api.ts'),
    '--default-non-nullable=false',
  ]);
  copyFileSync(join(PROGRAMS, 'month.ts'), join(WORK, 'month.ts'));
  const strict = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes', '--noImplicitReturns'];
  const modern = ['--module', 'nodenext', '--target', 'es2024', '--types', 'node', '--skipLibCheck'];
  await run(join(bin, 'tsc'), [...strict, ...modern, '--outDir', 'out', 'month.ts'], { cwd: WORK });
  return ['node', join(WORK, 'out/month.js')];
}

async function makePython(document: string): Promise<string[]> {
  const bin = await virtualEnvironment(join(ROOT, '.venv/clients'), join(import.meta.dirname, 'requirements.txt'));
  const options = [
    '--config',
    join(import.meta.dirname, 'openapi-python-client.yaml'),
    '--meta',
    'none',
    '--overwrite',
  ];
  const output = join(WORK, 'python/poverty_logbook');
  await run(join(bin, 'openapi-python-client'), ['generate', '--path', document, '--output-path', output, ...options]);
  copyFileSync(join(PROGRAMS, 'month.py'), join(WORK, 'python/month.py'));
  await run(join(bin, 'mypy'), ['--strict', 'month.py', '--follow-imports', 'silent'], { cwd: join(WORK, 'python') });
  return [join(bin, 'python'), join(WORK, 'python/month.py')];
}

/** Throws with what the command said. */
async function said<Value>(what: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${what} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

mkdirSync(join(WORK, 'python'), { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'clients-'));
const platform = await startPlatform({ folder, port: 0, inMemory: true });
try {
  const document = join(folder, 'openapi.json');
  writeFileSync(document, await (await fetch(`${platform.url}/v1/openapi.json`)).text());
  const file = join(folder, 'help.csv');
  writeFileSync(file, FIRST_MONTH_FILE);
  await sendCalls({ url: platform.url, folder }, FIRST_MONTH_PREPARED);
  for (const [language, make] of [
    ['TypeScript', makeTypeScript],
    ['Python', makePython],
  ] as const) {
    const [command = '', ...program] = await said(`The client in ${language}`, make(document));
    const { stdout } = await said(`The month in ${language}`, run(command, [...program, platform.url, file]));
    process.stdout.write(stdout);
  }
} finally {
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
