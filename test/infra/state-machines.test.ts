import { StateMachine } from 'aws-local-stepfunctions';
import { describe, expect, it } from 'vitest';
import { IMPORT_UPLOAD } from '#infra/state-machines/import-upload.ts';
import { MONTHLY_STATISTICS } from '#infra/state-machines/monthly-statistics.ts';
import type { State, StateMachine as Machine, States } from '#infra/state-machines/asl.ts';

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
  const noWait = Object.fromEntries(tasks.map(([name]) => [name, [0]]));
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

  it('plans, evaluates every province, and finishes with their answers', async () => {
    const { calls, failed } = await run(MONTHLY_STATISTICS, REQUEST, {
      'statistics/plan': () => ({ items: ITEMS }),
      'statistics/province': ({ province }) => ({ ok: true, province }),
      'statistics/finish': () => ({ ok: true }),
    });
    expect(failed).toBeUndefined();
    expect(calls[0]).toEqual({ name: 'statistics/plan', payload: REQUEST });
    expect(calls.slice(1, 3).map(({ payload }) => payload)).toEqual(ITEMS);
    expect(calls.at(-1)).toEqual({
      name: 'statistics/finish',
      payload: {
        status: 'FINISHED',
        request: REQUEST,
        provinces: [
          { ok: true, province: '42' },
          { ok: true, province: '31' },
        ],
      },
    });
  });

  it('finishes the other provinces when one is broken, and still rings', async () => {
    const { calls, failed } = await run(MONTHLY_STATISTICS, REQUEST, {
      'statistics/plan': () => ({ items: ITEMS }),
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
        'statistics/plan': () => ({ items: [] }),
        'statistics/finish': () => null,
      },
    );
    expect(failed).toBeUndefined();
  });
});
