import { Worker } from 'node:worker_threads';
import * as z from 'zod';

export type WorkerFunction = {
  /** Absolute path of a module that exports `handler`. */
  readonly module: string;
  /** The whole environment of the function; nothing of this process's own is passed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** How many calls may run at once, each in a thread of its own; more wait. */
  readonly concurrency: number;
  /**
   * Keeps the calls of one (an upload, say) from holding up those of others: `of` gives the lane of a payload, of which
   * `concurrency` calls may run at once. Without it all calls are of one lane, and nothing is bounded but the whole.
   */
  readonly lanes?: { readonly of: (payload: unknown) => string; readonly concurrency: number };
};

export type FunctionRunner<Name extends string = string> = {
  /** Payload and result go through JSON. Errors: the function's own by name and message; Sandbox.Timedout, as on AWS; above 6 MB. */
  invoke(name: Name, payload: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

const $Answer = z.union([
  z.object({ result: z.string() }),
  z.object({ error: z.object({ name: z.string(), message: z.string() }) }),
]);

/** An error that keeps the name by which state machines match it. */
function namedError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

type Thread = {
  readonly worker: Worker;
  busy: boolean;
};

/**
 * Lets `limit` calls run at once, of one lane no more than `laneLimit`. A free place goes to the lane that has fewest calls
 * running, and among those to the one that waits longest; within a lane calls keep their order.
 */
function createGate(limit: number, laneLimit: number) {
  let running = 0;
  const runningOf = new Map<string, number>();
  /** Lanes in the order of their turns. */
  const waiting = new Map<string, (() => void)[]>();

  const nextLane = (): string | undefined => {
    let best: string | undefined;
    let fewest = laneLimit;
    for (const lane of waiting.keys()) {
      const count = runningOf.get(lane) ?? 0;
      if (count < fewest) [best, fewest] = [lane, count];
    }
    return best;
  };

  const admit = (): void => {
    for (let lane = nextLane(); running < limit && lane !== undefined; lane = nextLane()) {
      const queue = waiting.get(lane) ?? [];
      const next = queue.shift();
      waiting.delete(lane);
      if (queue.length > 0) waiting.set(lane, queue);
      running += 1;
      runningOf.set(lane, (runningOf.get(lane) ?? 0) + 1);
      next?.();
    }
  };

  return {
    enter: async (lane: string): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const queue = waiting.get(lane) ?? [];
      queue.push(resolve);
      waiting.set(lane, queue);
      admit();
      await promise;
    },
    leave: (lane: string): void => {
      running -= 1;
      const left = (runningOf.get(lane) ?? 1) - 1;
      if (left === 0) runningOf.delete(lane);
      else runningOf.set(lane, left);
      admit();
    },
  };
}

async function callThread(name: string, { worker }: Thread, payload: string, timeoutMs: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const onMessage = (message: unknown): void => {
    const answer = $Answer.parse(message);
    if ('result' in answer) resolve(answer.result);
    else reject(namedError(answer.error.name, answer.error.message));
  };
  const onError = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
  const onExit = (): void => reject(namedError('Runtime.ExitError', `The function ${name} ended its process.`));
  const timer = setTimeout(
    () => reject(namedError('Sandbox.Timedout', `The function ${name} took longer than ${timeoutMs / 1000} s.`)),
    timeoutMs,
  );
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  worker.ref();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage({ payload, timeoutMs });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    worker.unref();
  }
}

/** Passes the lines that a thread writes on to `log`; a last line without an end comes with the stream's end. */
function passLines(stream: NodeJS.ReadableStream, log: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) log(line);
  });
  stream.on('end', () => {
    if (rest !== '') log(rest);
  });
}

/**
 * Runs background functions in worker threads, each with an environment of its own, started when first called and kept
 * for the next call. A call that is too long ends its thread, as Lambda ends the sandbox.
 */
export function createFunctions<Name extends string>(
  functions: Readonly<Record<Name, WorkerFunction>>,
  options: { readonly log?: (functionName: string, line: string) => void } = {},
): FunctionRunner<Name> {
  const gates = new Map<string, ReturnType<typeof createGate>>();
  const threads = new Map<string, Set<Thread>>();
  let stopped = false;

  const startThread = (name: string, definition: WorkerFunction): Thread => {
    const worker = new Worker(new URL('worker-thread.ts', import.meta.url), {
      workerData: { module: definition.module, functionName: name },
      env: { ...definition.env, AWS_LAMBDA_FUNCTION_NAME: name },
      stdout: true,
      stderr: true,
    });
    const log = (line: string): void => options.log?.(name, line);
    passLines(worker.stdout, log);
    passLines(worker.stderr, log);
    const thread: Thread = { worker, busy: false };
    const own = threads.get(name) ?? new Set();
    threads.set(name, own.add(thread));
    worker.on('exit', () => own.delete(thread));
    // Without a call there is nobody to tell; the next call starts a new thread.
    worker.on('error', () => own.delete(thread));
    worker.unref();
    return thread;
  };

  const run = async (name: string, definition: WorkerFunction, payload: unknown): Promise<unknown> => {
    const idle = [...(threads.get(name) ?? [])].find((thread) => !thread.busy);
    const thread = idle ?? startThread(name, definition);
    thread.busy = true;
    try {
      const json = await callThread(name, thread, JSON.stringify(payload ?? null), definition.timeoutMs);
      const parsed: unknown = JSON.parse(json);
      return parsed;
    } catch (error) {
      if (error instanceof Error && error.name === 'Sandbox.Timedout') {
        threads.get(name)?.delete(thread);
        await thread.worker.terminate();
      }
      throw error;
    } finally {
      thread.busy = false;
    }
  };

  return {
    invoke: async (name, payload) => {
      const definition = functions[name];
      if (definition === undefined) throw namedError('ResourceNotFoundException', `There is no function ${name}.`);
      const { concurrency, lanes } = definition;
      const gate = gates.get(name) ?? createGate(concurrency, lanes?.concurrency ?? concurrency);
      gates.set(name, gate);
      const lane = lanes?.of(payload) ?? '';
      await gate.enter(lane);
      try {
        if (stopped) throw namedError('ServiceException', 'The functions are stopped.');
        return await run(name, definition, payload);
      } finally {
        gate.leave(lane);
      }
    },
    stop: async () => {
      stopped = true;
      const all = [...threads.values()].flatMap((own) => [...own]);
      await Promise.all(all.map((thread) => thread.worker.terminate()));
    },
  };
}
