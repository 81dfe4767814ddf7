import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { lambdaContext } from './lambda-context.ts';

const MAX_RESULT_BYTES = 6 * 1024 * 1024;

const $WorkerData = z.object({ module: z.string(), functionName: z.string() });
const $Call = z.object({ payload: z.string(), timeoutMs: z.number() });

type Handler = (event: unknown, context: Context) => Promise<unknown>;
function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

const { module, functionName } = $WorkerData.parse(workerData);

async function load(): Promise<Handler> {
  const loaded: unknown = await import(pathToFileURL(module).href);
  const handler: unknown =
    typeof loaded === 'object' && loaded !== null && 'handler' in loaded ? loaded.handler : undefined;
  if (!isHandler(handler)) throw new Error(`The module of ${functionName} exports no handler.`);
  return handler;
}

let handler: Promise<Handler> | undefined;

async function answer(message: unknown): Promise<{ result: string } | { error: { name: string; message: string } }> {
  try {
    const { payload, timeoutMs } = $Call.parse(message);
    handler ??= load();
    const event: unknown = JSON.parse(payload);
    const result = JSON.stringify((await (await handler)(event, lambdaContext(functionName, timeoutMs))) ?? null);
    if (Buffer.byteLength(result) > MAX_RESULT_BYTES)
      return {
        error: {
          name: 'Function.ResponseSizeTooLarge',
          message: `The result of ${functionName} is larger than 6 MB.`,
        },
      };
    return { result };
  } catch (error) {
    const { name, message: text } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message: text } };
  }
}

async function reply(message: unknown): Promise<void> {
  const answered = await answer(message);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answered);
}

parentPort?.on('message', (message: unknown) => void reply(message));
