import { StateMachine } from 'aws-local-stepfunctions';
import { describe, expect, it } from 'vitest';
import { IMPORT_UPLOAD } from '#infra/state-machines/import-upload.ts';
import { MONTHLY_STATISTICS } from '#infra/state-machines/monthly-statistics.ts';
import { REBUILD_DOCUMENTS } from '#infra/state-machines/rebuild-documents.ts';
import { FIND_DUPLICATES } from '#infra/state-machines/find-duplicates.ts';
import { RUN_TARGETING } from '#infra/state-machines/run-targeting.ts';
import { UNDO_UPLOAD } from '#infra/state-machines/undo-upload.ts';
import type { State, StateMachine as Machine, States } from '#infra/state-machines/asl.ts';
import { ofType, STAGE_NAMES } from './templates.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- payloads are JSON of many shapes
type Json = any;
type Call = { name: string; payload: unknown };
type Answer = (payload: Json, attempt: number) => unknown;

/** Runs a machine with answers by function; an answer that throws is the function's failure. */
async function run(machine: Machine, input: unknown, answers: Record<string, Answer>) {
  const calls: Call[] = [];
  const tasks: [string, State][] = [];
  const collect = (states: States): void => {
    for (const [name, state] of Object.entries(states)) {
      if (state.Type === 'Task') tasks.push([name, state]);
      if (state.Type === 'Map') collect(state.ItemProcessor.States);
    }
  };
  collect(machine.definition.States);
  const attempts = new Map<string, number>();
  const taskResourceLocalHandlers = Object.fromEntries(
    tasks.map(([name]) => [
      name,
      async ({ FunctionName, Payload }: { FunctionName: string; Payload: unknown }) => {
        const placeholder = /^\$\{(\w+)\}$/.exec(FunctionName)?.[1] ?? '';
        const id = (machine.functions as Record<string, string>)[placeholder] ?? 'no-such-function';
        calls.push({ name: id, payload: Payload });
        const key = id + JSON.stringify(Payload);
        attempts.set(key, (attempts.get(key) ?? 0) + 1);
        const answer = answers[id];
        if (!answer) throw new Error(`No answer for ${id}`);
        return { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: answer(Payload, attempts.get(key) ?? 1) };
      },
    ]),
  );
  const noWait = Object.fromEntries(
    tasks.map(([name, state]) => [name, state.Type === 'Task' ? state.Retry.map(() => 0) : []]),
  );
  const definition = structuredClone(machine.definition) as Json;
  const execution = new StateMachine(definition, { validationOptions: { checkArn: false } }).run(
    input as Json,
    {
      overrides: { taskResourceLocalHandlers, retryIntervalOverrides: noWait },
    } as Json,
  );
  try {
    return { calls, output: (await execution.result) as Json, failed: undefined };
  } catch (error) {
    return { calls, output: undefined, failed: (error as { name: string; message: string }).message };
  }
}

const named = (name: string): Error => Object.assign(new Error('some long text'), { name });

const EVENT = {
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'uploads' }, object: { key: 'incoming/u1', size: 12, etag: 'e', 'version-id': 'v' } },
};
const CHUNKS = [
  { upload: 'u1', chunk: 0 },
  { upload: 'u1', chunk: 1 },
];

describe('the import of a file', () => {
  it('reads, loads every chunk, and finishes', async () => {
    const { calls, failed } = await run(IMPORT_UPLOAD, EVENT, {
      'ingest/read': () => ({ ok: true, upload: 'u1', chunks: CHUNKS }),
      'ingest/load': () => ({ anything: 'is dropped' }),
      'ingest/finish': () => null,
    });
    expect(failed).toBeUndefined();
    expect(calls[0]).toEqual({
      name: 'ingest/read',
      payload: { bucket: 'uploads', key: 'incoming/u1', size: 12, etag: 'e' },
    });
    expect(calls.filter(({ name }) => name === 'ingest/load').map(({ payload }) => payload)).toEqual(CHUNKS);
    expect(calls.at(-1)).toEqual({ name: 'ingest/finish', payload: { upload: 'u1' } });
  });

  it('finishes at once when there is nothing to load', async () => {
    const { calls, failed } = await run(IMPORT_UPLOAD, EVENT, {
      'ingest/read': () => ({ ok: true, upload: 'u1', chunks: [] }),
      'ingest/finish': () => ({}),
    });
    expect(failed).toBeUndefined();
    expect(calls.map(({ name }) => name)).toEqual(['ingest/read', 'ingest/finish']);
  });

  it('ends well with a refused file', async () => {
    const { calls, failed } = await run(IMPORT_UPLOAD, EVENT, {
      'ingest/read': () => ({ ok: false, code: 'no-header' }),
      'ingest/fail': () => ({}),
    });
    expect(failed).toBeUndefined();
    expect(calls.at(-1)).toEqual({
      name: 'ingest/fail',
      payload: { bucket: 'uploads', key: 'incoming/u1', code: 'no-header' },
    });
  });

  it('tries a crashed chunk again', async () => {
    const { calls, failed } = await run(IMPORT_UPLOAD, EVENT, {
      'ingest/read': () => ({ ok: true, upload: 'u1', chunks: CHUNKS }),
      'ingest/load': (payload, attempt) => {
        if (payload.chunk === 1 && attempt < 7) throw named('Runtime.ExitError');
        return {};
      },
      'ingest/finish': () => ({}),
    });
    expect(failed).toBeUndefined();
    expect(calls.filter(({ name }) => name === 'ingest/load')).toHaveLength(8);
  });

  it.each(['ingest/read', 'ingest/load', 'ingest/finish'])(
    'marks the upload when %s fails for good',
    async (broken) => {
      const answers: Record<string, Answer> = {
        'ingest/read': () => ({ ok: true, upload: 'u1', chunks: CHUNKS }),
        'ingest/load': () => ({}),
        'ingest/finish': () => ({}),
        'ingest/fail': () => ({}),
      };
      answers[broken] = () => {
        throw named('Runtime.ExitError');
      };
      const { calls, failed } = await run(IMPORT_UPLOAD, EVENT, answers);
      expect(failed).toMatch(/marked FAILED/);
      expect(calls.at(-1)).toMatchObject({ name: 'ingest/fail', payload: { bucket: 'uploads', key: 'incoming/u1' } });
      expect(JSON.stringify(calls.at(-1))).not.toContain('some long text');
    },
  );

  it.each(['Sandbox.Timedout', 'Lambda.Unknown', 'States.Timeout'])(
    'does not read a file again that used up the time of the step (%s), and says so',
    async (error) => {
      const { calls, failed } = await run(IMPORT_UPLOAD, EVENT, {
        'ingest/read': () => {
          throw named(error);
        },
        'ingest/fail': () => ({}),
      });
      expect(failed).toMatch(/ran out of time/);
      expect(calls.map(({ name }) => name)).toEqual(['ingest/read', 'ingest/fail']);
      expect(calls.at(-1)?.payload).toEqual({ bucket: 'uploads', key: 'incoming/u1', code: 'file-too-slow' });
    },
  );

  it.each(['Sandbox.Timedout', 'Lambda.Unknown', 'States.Timeout'])(
    'finishes without the workbook when that used up the time of the step (%s)',
    async (error) => {
      const { calls, failed } = await run(IMPORT_UPLOAD, EVENT, {
        'ingest/read': () => ({ ok: true, upload: 'u1', chunks: [] }),
        'ingest/finish': ({ workbook }) => {
          if (workbook !== false) throw named(error);
          return {};
        },
      });
      expect(failed).toBeUndefined();
      expect(calls.slice(1).map(({ payload }) => payload)).toEqual([
        { upload: 'u1' },
        { upload: 'u1', workbook: false },
      ]);
    },
  );

  it('tries a load again that used up its time: it goes on where it stopped', async () => {
    const { calls, failed } = await run(IMPORT_UPLOAD, EVENT, {
      'ingest/read': () => ({ ok: true, upload: 'u1', chunks: CHUNKS.slice(0, 1) }),
      'ingest/load': (_, attempt) => {
        if (attempt === 1) throw named('Sandbox.Timedout');
        return {};
      },
      'ingest/finish': () => ({}),
    });
    expect(failed).toBeUndefined();
    expect(calls.filter(({ name }) => name === 'ingest/load')).toHaveLength(2);
  });

  it('fails loudly when even the mark cannot be set', async () => {
    const { failed } = await run(IMPORT_UPLOAD, EVENT, {
      'ingest/read': () => {
        throw named('Runtime.ExitError');
      },
      'ingest/fail': () => {
        throw named('Runtime.ExitError');
      },
    });
    expect(failed).toBeDefined();
  });

  it('carries 1,500 chunks within the 256 KB of a state', () => {
    const chunks = Array.from({ length: 1500 }, (_, chunk) => ({ upload: crypto.randomUUID(), chunk }));
    const state = { ...EVENT, read: { answer: { ok: true, upload: crypto.randomUUID(), chunks } } };
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(256 * 1024 * 0.8);
  });
});

describe('the run of figures', () => {
  const REQUEST = { kind: 'demand', run: 'r1', month: '2026-05', area: '42', asOf: '2026-06-10T09:00:00+07:00' };
  const ITEMS = [
    { province: '42', months: ['2026-05'] },
    { province: '31', months: ['2026-05'] },
  ];
  const NATION = { months: ['2026-05'] };

  it('plans, evaluates every province, then the nation, and finishes with the answers of the provinces', async () => {
    const { calls, failed } = await run(MONTHLY_STATISTICS, REQUEST, {
      'statistics/plan': () => ({ items: ITEMS, nation: NATION }),
      'statistics/province': ({ province }) => ({ ok: true, province }),
      'statistics/finish': () => ({ ok: true }),
      'statistics/publish': () => ({ published: ['2026-05'] }),
    });
    expect(failed).toBeUndefined();
    expect(calls[0]).toEqual({ name: 'statistics/plan', payload: REQUEST });
    expect(calls.slice(1, 3).map(({ payload }) => payload)).toEqual(ITEMS);
    const provinces = ITEMS.map(({ province }) => ({ ok: true, province }));
    expect(calls[3]).toEqual({ name: 'statistics/province', payload: { nation: NATION, provinces } });
    expect(calls.at(-1)).toEqual({ name: 'statistics/publish', payload: REQUEST });
    expect(calls.at(-2)).toEqual({
      name: 'statistics/finish',
      payload: {
        status: 'FINISHED',
        request: REQUEST,
        provinces,
      },
    });
  });

  it('finishes the other provinces when one is broken, and still rings', async () => {
    const { calls, failed } = await run(MONTHLY_STATISTICS, REQUEST, {
      'statistics/plan': () => ({ items: ITEMS, nation: NATION }),
      'statistics/province': ({ province }) => {
        if (province === '31') throw named('Runtime.OutOfMemory');
        return { ok: true, province };
      },
      'statistics/finish': () => ({ ok: false }),
    });
    expect(failed).toBeDefined();
    expect(calls.at(-1)).toMatchObject({
      name: 'statistics/finish',
      payload: { provinces: [{ ok: true }, { ok: false, item: { province: '31' } }] },
    });
  });

  it('marks the run when nothing can be planned', async () => {
    const { calls, failed } = await run(MONTHLY_STATISTICS, REQUEST, {
      'statistics/plan': () => {
        throw named('Runtime.ExitError');
      },
      'statistics/finish': () => null,
    });
    expect(failed).toBeDefined();
    expect(calls.at(-1)).toMatchObject({ name: 'statistics/finish', payload: { status: 'FAILED', request: REQUEST } });
  });

  it('ends well when finish answers nothing', async () => {
    const { failed } = await run(
      MONTHLY_STATISTICS,
      { kind: 'nightly', scheduledTime: '2026-06-10T17:10:00Z' },
      {
        'statistics/plan': () => ({ items: [], nation: null }),
        'statistics/province': () => ({ ok: true, province: 'TH' }),
        'statistics/finish': () => null,
        'statistics/publish': () => ({ published: [] }),
      },
    );
    expect(failed).toBeUndefined();
  });
});

describe('the undo of an upload', () => {
  it('is called again until it is done, and fails, so that the alarm rings, when it breaks', async () => {
    const input = { upload: 'u1' };
    const { calls, failed } = await run(UNDO_UPLOAD, input, {
      'ingest/undo': (_payload, attempt) => ({ done: attempt === 3 }),
    });
    const call = { name: 'ingest/undo', payload: input };
    expect([calls, failed]).toEqual([[call, call, call], undefined]);
    const broken = await run(UNDO_UPLOAD, input, {
      'ingest/undo': () => {
        throw named('Runtime.ExitError');
      },
    });
    expect(broken.failed).toMatch(/runbook/);
  });
});

describe('a search for duplicates', () => {
  it('calls each province again until it is searched, and goes on when one breaks', async () => {
    const provinces = ['40', '41', '42'].map((province) => ({ province }));
    const { calls, failed } = await run(
      FIND_DUPLICATES,
      { provinces },
      {
        'duplicates/find': (payload, attempt) => {
          if (JSON.stringify(payload).includes('41')) throw named('Runtime.ExitError');
          return { done: attempt > 1 };
        },
      },
    );
    expect(failed).toBeUndefined();
    const times = (province: string): number =>
      calls.filter(({ payload }) => JSON.stringify(payload) === JSON.stringify({ province })).length;
    expect(provinces.map(({ province }) => times(province))).toEqual([2, 7, 2]);
  });
});

describe('a run over target lists', () => {
  it('is called again until it is done, and fails, so that the alarm rings, when it breaks', async () => {
    const input = { run: 'r1' };
    const { calls, failed } = await run(RUN_TARGETING, input, {
      'targeting/run': (_payload, attempt) => ({ done: attempt === 3 }),
    });
    const call = { name: 'targeting/run', payload: input };
    expect([calls, failed]).toEqual([[call, call, call], undefined]);
    const broken = await run(RUN_TARGETING, input, {
      'targeting/run': () => {
        throw new Error('no');
      },
    });
    expect(broken.failed).toMatch(/runbook/);
  });
});

describe('the rebuild of documents', () => {
  const ITEMS = ['42', '31'].map((province) => ({ run: 'r1', check: true, province }));
  const plan = () => ({ run: 'r1', items: ITEMS });

  it('calls each province again until it is done, and sums up', async () => {
    const { calls, failed } = await run(
      REBUILD_DOCUMENTS,
      { check: true },
      {
        'rebuild/plan': plan,
        'rebuild/province': ({ province }, attempt) => ({ ok: true, done: province === '31' || attempt === 3 }),
        'rebuild/finish': () => ({ ok: true }),
      },
    );
    expect(failed).toBeUndefined();
    expect(calls[0]).toEqual({ name: 'rebuild/plan', payload: { check: true } });
    const provinces = calls.filter(({ name }) => name === 'rebuild/province').map(({ payload }) => payload);
    expect(provinces).toHaveLength(4);
    expect(provinces).toEqual(expect.arrayContaining(ITEMS));
    expect(calls.at(-1)).toEqual({
      name: 'rebuild/finish',
      payload: { request: { check: true }, run: 'r1', provinces: [{ ok: true }, { ok: true }] },
    });
  });

  it.each<[string, Record<string, Answer>]>([
    ['a document differs', { 'rebuild/finish': () => ({ ok: false }) }],
    [
      'nothing can be planned',
      {
        'rebuild/plan': () => {
          throw named('Runtime.ExitError');
        },
      },
    ],
  ])('fails, so that the alarm rings, when %s', async (_, broken) => {
    const { failed } = await run(
      REBUILD_DOCUMENTS,
      { check: true },
      { 'rebuild/plan': plan, 'rebuild/province': () => ({ ok: true, done: true }), ...broken },
    );
    expect(failed).toMatch(/runbook/);
  });

  it('gets through the other provinces when one is broken', async () => {
    const { calls } = await run(
      REBUILD_DOCUMENTS,
      { check: false },
      {
        'rebuild/plan': plan,
        'rebuild/province': ({ province }) => {
          if (province === '42') throw named('Runtime.OutOfMemory');
          return { ok: true, done: true };
        },
        'rebuild/finish': () => ({ ok: false }),
      },
    );
    expect(calls.at(-1)).toMatchObject({
      name: 'rebuild/finish',
      payload: { provinces: [{ ok: false, item: { province: '42' } }, { ok: true }] },
    });
  });
});

/** States that the execution may come to from the first one, in this map or in the whole. */
function reachable(startAt: string, states: States): Set<string> {
  const found = new Set<string>();
  const open = [startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (!state || found.has(name)) continue;
    found.add(name);
    if ('Next' in state && state.Next !== undefined) open.push(state.Next);
    if (state.Type === 'Choice') open.push(state.Default, ...state.Choices.map(({ Next }) => Next));
    if (state.Type === 'Task' || state.Type === 'Map') open.push(...(state.Catch ?? []).map(({ Next }) => Next));
  }
  return found;
}

describe.each([IMPORT_UPLOAD, UNDO_UPLOAD, RUN_TARGETING, FIND_DUPLICATES, MONTHLY_STATISTICS, REBUILD_DOCUMENTS])(
  'definition of $name',
  (machine) => {
    const parts: [string, States][] = [[machine.definition.StartAt, machine.definition.States]];
    for (const state of Object.values(machine.definition.States))
      if (state.Type === 'Map') parts.push([state.ItemProcessor.StartAt, state.ItemProcessor.States]);

    it('comes to every state, and leads nowhere else', () => {
      for (const [startAt, states] of parts) {
        expect([...reachable(startAt, states)].toSorted()).toEqual(Object.keys(states).toSorted());
        const targets = JSON.stringify(
          Object.values(states).map((state) => (state.Type === 'Map' ? { ...state, ItemProcessor: null } : state)),
        );
        for (const [, name] of targets.matchAll(/"(?:Next|Default)":"([^"]+)"/g))
          expect(states).toHaveProperty([name!]);
      }
    });

    it('tries every call again, and catches every failure but that of marking it', () => {
      for (const [, states] of parts)
        for (const [name, state] of Object.entries(states)) {
          if (state.Type !== 'Task') continue;
          expect(state.Retry.at(-1)?.MaxAttempts, name).toBe(6);
          const ends = /^(?:Mark|Refuse)|Load a chunk/.test(name);
          expect(state.Catch !== undefined, name).toBe(!ends);
        }
    });

    it('knows no region, account, or name of a stage', () => {
      const text = JSON.stringify(machine.definition);
      expect(text).not.toMatch(/\d{12}|ap-southeast|poverty-logbook/);
      expect(text).not.toMatch(/QueryLanguage|ItemReader|ItemBatcher|ResultWriter|waitForTaskToken/);
    });

    it.each(STAGE_NAMES)('has every placeholder substituted by its function in %s', (stage) => {
      const made = ofType(stage, 'AWS::StepFunctions::StateMachine').find(({ properties }) =>
        properties['StateMachineName'].endsWith(machine.name),
      )!;
      const definition: string = made.properties['DefinitionString'];
      expect(JSON.parse(definition)).toEqual(machine.definition);
      const placeholders = [...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!);
      const substitutions: Json = made.properties['DefinitionSubstitutions'];
      expect(Object.keys(substitutions).toSorted()).toEqual([...new Set(placeholders)].toSorted());
      for (const [placeholder, { 'Fn::GetAtt': reference }] of Object.entries<Json>(substitutions)) {
        const fn = ofType(stage, 'AWS::Lambda::Function').find(
          ({ stack, id }) => stack === made.stack && id === reference[0],
        );
        const folder = (machine.functions as Record<string, string>)[placeholder];
        expect(fn?.properties['FunctionName']).toBe(`poverty-logbook-${stage}-${folder?.replace('/', '-')}`);
      }
    });

    it.each(STAGE_NAMES)('waits for a function longer than it may run in %s', (stage) => {
      for (const [, states] of parts)
        for (const state of Object.values(states)) {
          if (state.Type !== 'Task') continue;
          const placeholder = state.Parameters.FunctionName.slice(2, -1);
          const folder = (machine.functions as Record<string, string>)[placeholder]!.replace('/', '-');
          const fn = ofType(stage, 'AWS::Lambda::Function').find(({ properties }) =>
            properties['FunctionName'].endsWith(folder),
          )!;
          expect(state.TimeoutSeconds).toBeGreaterThan(fn.properties['Timeout']);
        }
    });
  },
);
