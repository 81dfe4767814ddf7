import { describe, expect, it } from 'vitest';
import { createStateMachine } from '#local/engines/state-machine.ts';

type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

const task = (FunctionName: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName, 'Payload.$': '$' },
  ...more,
});

const run = (States: object, StartAt: string, invoke: Invoke, input: unknown = {}) =>
  createStateMachine({ name: 'test', definition: { StartAt, States }, invoke, delayScale: 0 }).start(input).end;

const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

describe('state machines', () => {
  it('call functions and keep what ResultSelector and ResultPath say', async () => {
    const calls: unknown[] = [];
    const states = {
      Count: task('arn:aws:lambda:ap-southeast-1:000000000000:function:count:$LATEST', {
        ResultSelector: { 'rows.$': '$.Payload.rows', 'status.$': '$.StatusCode' },
        ResultPath: '$.counted',
        End: true,
      }),
    };
    const end = await run(
      states,
      'Count',
      async (name, payload) => {
        calls.push([name, payload]);
        return { rows: 3, dropped: undefined };
      },
      { upload: 'u1' },
    );
    expect(calls).toEqual([['count', { upload: 'u1' }]]);
    expect(end).toEqual({ status: 'SUCCEEDED', output: { upload: 'u1', counted: { rows: 3, status: 200 } } });
  });

  it('run a distributed Map over its items, no more at once than allowed', async () => {
    let [now, most] = [0, 0];
    const states = {
      Chunks: {
        Type: 'Map',
        ItemsPath: '$.chunks',
        MaxConcurrency: 2,
        Label: 'Chunks',
        ItemSelector: { 'chunk.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'upload.$': '$.upload' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Load',
          States: { Load: task('load', { OutputPath: '$.Payload', End: true }) },
        },
        End: true,
      },
    };
    const invoke: Invoke = async (_name, payload) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 10));
      now -= 1;
      return payload;
    };
    const end = await run(states, 'Chunks', invoke, { upload: 'u', chunks: ['a', 'b', 'c', 'd', 'e'] });
    expect(end).toEqual({
      status: 'SUCCEEDED',
      output: ['a', 'b', 'c', 'd', 'e'].map((chunk, index) => ({ chunk, index, upload: 'u' })),
    });
    expect(most).toBe(2);
  });

  it('retry by the name of the error, also inside a Map, and then catch', async () => {
    let tries = 0;
    const states = {
      Rows: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Row',
          States: {
            Row: task('row', {
              Retry: [{ ErrorEquals: ['StoreBusy'], IntervalSeconds: 60, MaxAttempts: 2, BackoffRate: 2 }],
              End: true,
            }),
          },
        },
        Catch: [{ ErrorEquals: ['StoreBusy'], ResultPath: '$.error', Next: 'Failed' }],
        End: true,
      },
      Failed: { Type: 'Fail', Error: 'LoadFailed', Cause: 'The store stayed busy.' },
    };
    const invoke: Invoke = async () => {
      tries += 1;
      throw named('StoreBusy', 'try later');
    };
    const caught = { ...states, Rows: { ...states.Rows, Catch: [{ ErrorEquals: ['StoreBusy'], Next: 'Failed' }] } };
    expect(await run(caught, 'Rows', invoke, [1])).toEqual({
      status: 'FAILED',
      error: 'LoadFailed',
      cause: 'The store stayed busy.',
    });
    expect(tries).toBe(3);
  });

  it('give a caught error on as Error and Cause, and choose', async () => {
    const states = {
      Check: task('check', {
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.problem', Next: 'Which' }],
        End: true,
      }),
      Which: {
        Type: 'Choice',
        Choices: [{ Variable: '$.problem.Error', StringEquals: 'FileRefused', Next: 'Refused' }],
        Default: 'Other',
      },
      Refused: { Type: 'Pass', Parameters: { 'cause.$': 'States.StringToJson($.problem.Cause)' }, End: true },
      Other: { Type: 'Fail' },
    };
    expect(await run(states, 'Check', () => Promise.reject(named('FileRefused', 'ไฟล์ว่าง')))).toEqual({
      status: 'SUCCEEDED',
      output: { cause: { errorType: 'FileRefused', errorMessage: 'ไฟล์ว่าง' } },
    });
    expect(await run(states, 'Check', () => Promise.reject(named('Another')))).toMatchObject({ status: 'FAILED' });
  });

  it('fail by the name of an uncaught error', async () => {
    const end = await run({ A: task('a', { End: true }) }, 'A', () => Promise.reject(named('Broken', 'why')));
    expect(end).toEqual({
      status: 'FAILED',
      error: 'Broken',
      cause: JSON.stringify({ errorType: 'Broken', errorMessage: 'why' }),
    });
  });

  it('refuse a name that was used before', async () => {
    const machine = createStateMachine({
      name: 'import',
      definition: { StartAt: 'A', States: { A: task('a', { End: true }) } },
      invoke: async () => ({}),
    });
    const first = machine.start({ a: 1 }, { name: 'upload-1' });
    expect(machine.start({ a: 1 }, { name: 'upload-1' })).toBe(first);
    expect(() => machine.start({ a: 2 }, { name: 'upload-1' })).toThrow('already exists');
    await first.end;
    expect(() => machine.start({ a: 1 }, { name: 'upload-1' })).toThrow('already exists');
    expect((await machine.start({ a: 1 }).end).status).toBe('SUCCEEDED');
  });

  it('know the name of their execution', async () => {
    const states = { A: { Type: 'Pass', Parameters: { 'name.$': '$$.Execution.Name' }, End: true } };
    const machine = createStateMachine({
      name: 'm',
      definition: { StartAt: 'A', States: states },
      invoke: async () => ({}),
    });
    expect(await machine.start({}, { name: 'e1' }).end).toEqual({ status: 'SUCCEEDED', output: { name: 'e1' } });
  });

  const map = (more: object) => ({
    A: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'B', States: { B: task('b', { End: true }) } },
      End: true,
      ...more,
    },
  });
  it.each([
    ['ItemReader', map({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject' } })],
    ['ItemBatcher', map({ ItemBatcher: { MaxItemsPerBatch: 5 } })],
    ['ToleratedFailurePercentage', map({ ToleratedFailurePercentage: 5 })],
    ['JSONata', { A: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } }],
    ['waitForTaskToken', { A: task('a', { Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', End: true }) }],
    ['sqs', { A: task('a', { Resource: 'arn:aws:states:::sqs:sendMessage', End: true }) }],
  ])('refuse %s', (what, States) => {
    const create = () =>
      createStateMachine({ name: 'm', definition: { StartAt: 'A', States }, invoke: async () => ({}) });
    expect(create).toThrow(what);
  });
});
