import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';

export type StateMachineOptions = {
  readonly name: string;
  /** Amazon States Language in JSONPath, with no unresolved references. */
  readonly definition: unknown;
  /** Runs a function by its name; what it throws is matched by `error.name` in Retry and Catch. */
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>;
  /** Waits and retry delays are multiplied by this; 1 when absent, 0 in tests. Timeouts stay. */
  readonly delayScale?: number;
  readonly now?: () => Date;
};

export type ExecutionEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | { readonly status: 'FAILED'; readonly error: string; readonly cause: string };

export type Execution = {
  readonly name: string;
  readonly arn: string;
  readonly startedAt: Date;
  /** Never rejects. */
  readonly end: Promise<ExecutionEnd>;
};

export type LocalStateMachine = {
  readonly name: string;
  /** Errors: ExecutionAlreadyExists for a name that was used before, except by a running execution with the same input. */
  start(input: unknown, options?: { readonly name?: string }): Execution;
};

/** A name that was used before, as AWS refuses it. */
export class ExecutionAlreadyExists extends Error {
  constructor(name: string) {
    super(`Execution already exists: ${name}`);
    this.name = 'ExecutionAlreadyExists';
  }
}

type Json = z.infer<ReturnType<typeof z.json>>;
type JsonObject = Record<string, Json>;

const $Json = z.json();
const $Object = z.record(z.string(), z.json());
const $Machine = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), $Object) });
/** The runner has its own type for definitions; it validates what `prepare` has not looked at. */
const $Runnable = z.custom<StateMachineDefinition>((value) => $Machine.safeParse(value).success);
const $InvokeParameters = z.object({ FunctionName: z.string(), Payload: z.json().optional() });

const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
const LAMBDA_ARN = /^arn:aws:lambda:[\w-]*:\d*:function:/;

/** Parts of the language that the runner would pass over without a word, and so give a wrong result. */
const REFUSED = [
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'Assign',
  'Arguments',
  'Output',
  'Credentials',
  'HeartbeatSeconds',
];

function refuse(state: string, what: string): never {
  throw new Error(`State "${state}": ${what} does not run on one machine.`);
}

function resourceOf(name: string, state: JsonObject): string {
  const resource = state['Resource'];
  return typeof resource === 'string' ? resource : refuse(name, 'a task without a resource');
}

function checkState(name: string, state: JsonObject): void {
  for (const field of REFUSED) if (field in state) refuse(name, field);
  if (state['QueryLanguage'] !== undefined && state['QueryLanguage'] !== 'JSONPath') refuse(name, 'JSONata');
  if (state['Type'] !== 'Task') return;
  const resource = resourceOf(name, state);
  if (resource.includes('.waitForTaskToken')) refuse(name, 'waitForTaskToken');
  if (resource !== LAMBDA_INVOKE && !LAMBDA_ARN.test(resource)) refuse(name, `the resource ${resource}`);
}

function scaled(value: Json | undefined, scale: number): number | undefined {
  return typeof value === 'number' ? value * scale : undefined;
}

/** Shortens waiting: Wait seconds and the delays of Retry, whose default is one second. */
function shortened(state: JsonObject, scale: number): JsonObject {
  const changed = { ...state };
  const wait = state['Type'] === 'Wait' ? scaled(state['Seconds'], scale) : undefined;
  if (wait !== undefined) changed['Seconds'] = wait;
  if (Array.isArray(state['Retry']))
    changed['Retry'] = state['Retry'].map((item) => {
      const retrier = $Object.parse(item);
      const most = scaled(retrier['MaxDelaySeconds'], scale);
      return {
        ...retrier,
        IntervalSeconds: scaled(retrier['IntervalSeconds'] ?? 1, scale) ?? 0,
        ...(most !== undefined && { MaxDelaySeconds: most }),
      };
    });
  return changed;
}

type Prepared = {
  readonly definition: StateMachineDefinition;
  /** Task state → its resource, at every depth. */
  readonly tasks: ReadonlyMap<string, string>;
};

/** Checks every state, makes distributed maps inline ones, and finds the tasks. Errors: what does not run here. */
function prepare(definition: unknown, scale: number): Prepared {
  const tasks = new Map<string, string>();
  const names = new Set<string>();
  const machine = (value: unknown): JsonObject => {
    const { States, ...rest } = $Machine.parse(value);
    if (rest['QueryLanguage'] !== undefined && rest['QueryLanguage'] !== 'JSONPath') refuse('(machine)', 'JSONata');
    const states = Object.entries(States).map(([name, state]) => {
      if (names.has(name)) throw new Error(`State "${name}" is there twice: names must differ at every depth.`);
      names.add(name);
      return [name, stateOf(name, state)] as const;
    });
    return $Object.parse({ ...rest, States: Object.fromEntries(states) });
  };
  const stateOf = (name: string, state: JsonObject): JsonObject => {
    checkState(name, state);
    const changed = shortened(state, scale);
    if (state['Type'] === 'Task') tasks.set(name, resourceOf(name, state));
    if (state['Type'] === 'Parallel') changed['Branches'] = z.array($Object).parse(state['Branches']).map(machine);
    if (state['Type'] === 'Map') {
      const { ProcessorConfig: _, ...processor } = $Object.parse(state['ItemProcessor'] ?? state['Iterator']);
      delete changed['Iterator'];
      delete changed['Label'];
      changed['ItemProcessor'] = { ...machine(processor), ProcessorConfig: { Mode: 'INLINE' } };
    }
    return changed;
  };
  return { definition: $Runnable.parse(machine(definition)), tasks };
}

function copied(value: unknown): Json {
  return $Json.parse(JSON.parse(JSON.stringify(value ?? null)));
}

/** The plain name in a function's name or ARN, with or without a version behind it. */
function plainName(nameOrArn: string): string {
  return nameOrArn.replace(LAMBDA_ARN, '').split(':')[0] ?? nameOrArn;
}

/** The error as Step Functions sees a function's: its name, and name and message as JSON in the cause. */
function functionError(error: unknown): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const seen = new Error(JSON.stringify({ errorType: name, errorMessage: message }));
  seen.name = name;
  return seen;
}

function failureOf(error: unknown): ExecutionEnd {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return { status: 'FAILED', error: 'States.Runtime', cause: String(inner) };
  return {
    status: 'FAILED',
    error: inner.name === 'ExecutionTimeoutError' ? 'States.Timeout' : inner.name,
    cause: inner.message,
  };
}

/**
 * A state machine that runs in this process. Tasks call functions (`lambda:invoke` or a function's ARN); a distributed
 * Map over ItemsPath runs as an inline one. Errors: a definition that would run otherwise than on AWS is refused at once.
 */
export function createStateMachine(options: StateMachineOptions): LocalStateMachine {
  const clock = options.now ?? (() => new Date());
  // The definition itself is checked unchanged; the shortened one has delays that the language does not allow.
  const checked = prepare(options.definition, 1).definition;
  void new StateMachine(checked, { validationOptions: { checkArn: false } });
  const { definition, tasks } = prepare(options.definition, options.delayScale ?? 1);
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  const arn = `arn:aws:states:ap-southeast-1:000000000000:execution:${options.name}`;
  const executions = new Map<string, { readonly execution: Execution; readonly input: string; running: boolean }>();

  const call = async (functionName: string, payload: unknown): Promise<Json> => {
    try {
      return copied(await options.invoke(plainName(functionName), copied(payload)));
    } catch (error) {
      throw functionError(error);
    }
  };

  const handlers = Object.fromEntries(
    [...tasks].map(([state, resource]) => [
      state,
      async (input: Json): Promise<Json> => {
        if (resource !== LAMBDA_INVOKE) return call(resource, input);
        const { FunctionName, Payload } = $InvokeParameters.parse(input);
        return { ExecutedVersion: '$LATEST', Payload: await call(FunctionName, Payload ?? {}), StatusCode: 200 };
      },
    ]),
  );

  const run = async (name: string, input: Json, startedAt: Date): Promise<ExecutionEnd> => {
    const Execution = { Id: `${arn}:${name}`, Name: name, RoleArn: 'local', StartTime: startedAt.toISOString() };
    const context = { Execution, StateMachine: { Id: arn, Name: options.name } };
    try {
      const { result } = machine.run(input, { overrides: { taskResourceLocalHandlers: handlers }, context });
      return { status: 'SUCCEEDED', output: await result };
    } catch (error) {
      return failureOf(error);
    }
  };

  const untilOver = async (entry: { readonly execution: Execution; running: boolean }): Promise<void> => {
    await entry.execution.end;
    entry.running = false;
  };

  return {
    name: options.name,
    start: (input, { name = randomUUID() } = {}) => {
      const plain = copied(input);
      const text = JSON.stringify(plain);
      const before = executions.get(name);
      if (before?.running === true && before.input === text) return before.execution;
      if (before !== undefined) throw new ExecutionAlreadyExists(name);
      const startedAt = clock();
      const execution = { name, arn: `${arn}:${name}`, startedAt, end: run(name, plain, startedAt) };
      const entry = { execution, input: text, running: true };
      executions.set(name, entry);
      void untilOver(entry);
      return execution;
    },
  };
}
