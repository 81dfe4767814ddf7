/**
 * `npm run test:fuzz`: schemathesis makes calls of the API's document, right ones and broken ones, and sends them to a platform of its own: no 5xx, no
 * status and no content that the document does not say. The platform is filled by the example calls, and what a schema cannot know (ids,
 * days, places of the filled province) is put into the copy of the document that schemathesis reads. `-- 2000` makes so many calls
 * instead of ten thousand. An operation with few possible inputs is called less than its share; more rounds with other seeds make up for it. It prints how
 * many calls came to each status and how long their answers took. Needs Python ≥ 3.10 with `venv`, and PyPI at the first run.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPlatform } from '#local/platform.ts';
import type { ExampleCall } from '#test/examples/example-call.ts';
import { EXAMPLE_CALLS } from '#test/examples/example-calls.ts';
import { filled, sendCalls, tokenOf, type Place } from '#test/examples/send-calls.ts';
import { virtualEnvironment } from '#test/virtual-environment.ts';

type Schema = { [keyword: string]: unknown };
type Operation = {
  operationId: string;
  parameters?: { name: string; in: string; schema: Schema; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
};
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };

const ROOT = join(import.meta.dirname, '../..');
const SEED = 20_260_520;
const CALLS = Number(process.argv[2] ?? 10_000);
/** At least so many of a hundred calls are to succeed: others would look at the door only. */
const SUCCEED_AT_LEAST = 30;
/** The calls of one account may take so long: one that goes on for ever is stopped, and counts as a failure. */
const LONGEST_MS = 20 * 60_000;
/** Rounds after the first. */
const MORE_ROUNDS = 5;
/** These end what the other calls need, so that they come last, of accounts of their own. */
const ENDING = new Set(['endAllSessions', 'endSession', 'endAccountSessions', 'suspendAccount', 'closeAccount']);

/** What is right in the filled province, by the name of the schema. */
const PLACES = ['42', '4201', '420101'];
const NAMED: Readonly<Record<string, readonly unknown[]>> = {
  AgencySlug: ['cdd', 'dla'],
  AreaCode: PLACES,
  AreaOrNation: PLACES,
  AreaSetOrNation: PLACES,
  Day: ['2026-05-02', '2026-05-15', '2026-05-20'],
  Month: ['2026-05', '2026-06'],
  SubdistrictCode: ['420101', '420102'],
};

/** Fields of bodies whose right values are ids, by name; what the examples saved. */
const IDS: Readonly<Record<string, string>> = {
  assistanceId: 'help',
  list: 'list',
  needId: 'need',
  personId: 'person',
  supersedes: 'help',
};
const ID_LISTS: Readonly<Record<string, string>> = { needIds: 'need', personIds: 'person' };

/** The schema of what is sent, whole and with the right values in place of what it cannot say. */
function toSend(schema: Schema, document: Document, saved: ReadonlyMap<string, string>, name = ''): Schema {
  const named = /^#\/components\/schemas\/(.+)$/.exec(typeof schema['$ref'] === 'string' ? schema['$ref'] : '')?.[1];
  if (named !== undefined && NAMED[named] !== undefined) return { enum: NAMED[named] };
  if (named !== undefined) return toSend(document.components.schemas[named] ?? {}, document, saved, name);
  const id = saved.get(IDS[name] ?? '');
  if (id !== undefined && schema['enum'] === undefined) return { enum: [id] };
  const listed = saved.get(ID_LISTS[name] ?? '');
  if (listed !== undefined) return { type: 'array', items: { enum: [listed] }, maxItems: 1 };
  if (name === 'area' || name === 'unit') return { enum: PLACES };
  const made = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'properties')
        return [
          keyword,
          Object.fromEntries(
            Object.entries(value as Record<string, Schema>).map(([field, one]) => [
              field,
              toSend(one, document, saved, field),
            ]),
          ),
        ];
      if (keyword === 'anyOf' || keyword === 'oneOf')
        return [keyword, (value as Schema[]).map((one) => toSend(one, document, saved, name))];
      if (keyword === 'items' || keyword === 'additionalProperties')
        return [keyword, typeof value === 'object' ? toSend(value as Schema, document, saved) : value];
      return [keyword, value];
    }),
  );
  delete made['discriminator'];
  return made;
}

/** Calls by the account that makes them. */
type Group = { account: string; operations: string[] };

function groupsOf(calls: readonly ExampleCall[]): Group[] {
  const own = calls.filter(({ preparation }) => preparation !== true);
  const first = own.filter(({ operationId }) => !ENDING.has(operationId));
  const last = own.filter(({ operationId }) => ENDING.has(operationId));
  return [first, last].flatMap((some) =>
    [...Map.groupBy(some, (call) => call.as)].map(([account, of]) => ({
      account,
      operations: of.map(({ operationId }) => operationId),
    })),
  );
}

/** The document as schemathesis reads it. */
function preparedDocument(document: Document, saved: ReadonlyMap<string, string>): Document {
  const examples = new Map(
    EXAMPLE_CALLS.filter(({ preparation }) => preparation !== true).map((call) => [
      call.operationId,
      filled(call, saved),
    ]),
  );
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const example = examples.get(operation.operationId);
    for (const parameter of operation.parameters ?? []) {
      delete parameter.example;
      const right = example?.params?.[parameter.name];
      if (right !== undefined) parameter.schema = { enum: [right] };
      else if (parameter.name === 'If-Match') parameter.schema = { enum: ['*', '"1"'] };
      else if (parameter.in === 'header') continue;
      else if (parameter.name === 'household') parameter.schema = { enum: [saved.get('household')] };
      else if (parameter.name === 'cursor') parameter.schema = { ...parameter.schema, maxLength: 20 };
      else parameter.schema = toSend(parameter.schema, document, saved, parameter.name);
    }
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      media.schema = toSend(media.schema, document, saved);
      if (example?.body !== undefined) media.example = example.body;
    }
  }
  return document;
}

type Answers = { byStatus: Map<number, number>; milliseconds: number[] };

/** Counts what goes through to the platform, by status, and measures it. */
async function countingProxy(target: string, { byStatus, milliseconds }: Answers): Promise<Server> {
  const server = createServer((req, res) => {
    const begun = performance.now();
    const passed = request(
      `${target}${req.url ?? ''}`,
      { method: req.method ?? 'GET', headers: req.headers },
      (answer) => {
        const status = answer.statusCode ?? 0;
        byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
        answer.once('end', () => milliseconds.push(performance.now() - begun));
        res.writeHead(status, answer.headers);
        answer.pipe(res);
      },
    );
    passed.once('error', (error) => res.destroy(error));
    req.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Runs schemathesis over the calls of an account; the exit code tells whether it found anything. */
async function fuzz(
  bin: string,
  schema: string,
  url: string,
  token: string,
  group: Group,
  each: number,
  seed: number,
): Promise<number> {
  const child = spawn(
    join(bin, 'st'),
    [
      'run',
      schema,
      '--url',
      url,
      '--header',
      `Authorization: Bearer ${token}`,
      ...group.operations.flatMap((id) => ['--include-operation-id', id]),
      '--checks',
      'not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance',
      '--phases',
      'examples,fuzzing',
      '--max-examples',
      String(each),
      '--seed',
      String(seed),
      '--workers',
      '2',
      '--continue-on-failure',
      '--no-shrink',
      '--generation-database',
      'none',
      '--warnings',
      'off',
      '--no-color',
      // A call that never ends is a finding.
      '--request-timeout',
      '60',
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  // Its own time budget would be spent to the end.
  const timer = setTimeout(() => child.kill('SIGINT'), LONGEST_MS);
  const code = await new Promise<number>((resolve) => child.once('exit', (exit) => resolve(exit ?? 1)));
  clearTimeout(timer);
  return code;
}

const bin = await virtualEnvironment(join(ROOT, '.venv/fuzz'), join(import.meta.dirname, 'requirements.txt'));
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const platform = await startPlatform({ folder, port: 0, inMemory: true });
const answers: Answers = { byStatus: new Map(), milliseconds: [] };
const made = () => [...answers.byStatus.values()].reduce((sum, count) => sum + count, 0);
const proxy = await countingProxy(platform.url, answers);
let failed = 0;
try {
  const place: Place = { url: platform.url, folder };
  const saved = new Map<string, string>();
  await sendCalls(place, EXAMPLE_CALLS, saved);
  const document = preparedDocument((await (await fetch(`${platform.url}/v1/openapi.json`)).json()) as Document, saved);
  mkdirSync(join(ROOT, '.venv/fuzz-report'), { recursive: true });
  const schema = join(ROOT, '.venv/fuzz-report/document.json');
  writeFileSync(schema, JSON.stringify(document));
  const groups = groupsOf(EXAMPLE_CALLS);
  const { port } = proxy.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const run = async (group: Group, each: number, seed: number): Promise<void> => {
    if ((await fuzz(bin, schema, url, await tokenOf(place, group.account), group, each, seed)) !== 0) failed += 1;
  };
  const each = Math.ceil(CALLS / groups.flatMap(({ operations }) => operations).length);
  for (const group of groups) await run(group, each, SEED);
  const [most] = groups.toSorted((one, other) => other.operations.length - one.operations.length);
  if (most === undefined) throw new Error('There are no calls to make');
  for (let round = 1; made() < CALLS && round <= MORE_ROUNDS; round += 1)
    await run(most, Math.ceil((CALLS - made()) / most.operations.length), SEED + round);
} finally {
  proxy.close();
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
}
const all = made();
const good = [...answers.byStatus].reduce((sum, [status, count]) => (status < 400 ? sum + count : sum), 0);
const percent = Math.floor((100 * good) / Math.max(all, 1));
console.log(`${all} calls, ${percent} % of them succeeded`);
for (const [status, count] of [...answers.byStatus].toSorted(([one], [other]) => one - other))
  console.log(`${status}: ${count}`);
const sorted = answers.milliseconds.toSorted((one, other) => one - other).map(Math.round);
console.log(`milliseconds of an answer: ${sorted[sorted.length >> 1]} at the median, ${sorted.at(-1)} at the most`);
if (all < CALLS) console.log(`${CALLS} calls were asked for`);
process.exit(failed > 0 || percent < SUCCEED_AT_LEAST || all < CALLS ? 1 : 0);
