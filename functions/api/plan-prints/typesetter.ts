/** Sets PDF files by Typst, which runs as WebAssembly in a thread (docs/decisions/printed-plans.md). */
import { extname, join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';

import { Problem } from '#shared/problems.ts';

import { $Answer, type Answer } from './typesetting.ts';

/** A PDF file of a template in Typst's language, which reads what it is to show as JSON from the input `form`. Throws `busy` when it takes too long. */
export type Typesetter = (template: string, form: unknown) => Promise<Uint8Array>;

export type TypesetterOptions = {
  /** The compiler keeps 1 to 2 MB of each file that it has set and gives none back, so that its thread ends after so many. */
  filesOfThread?: number;
  /** The gateway gives up after 30 s, the function after 28. */
  patienceMs?: number;
};

/** Starts at the first file: most processes are asked for pages alone. */
export function createTypesetter({ filesOfThread = 200, patienceMs = 22_000 }: TypesetterOptions = {}): Typesetter {
  let thread: Thread | undefined;
  return async (template, form) => {
    thread ??= startThread();
    const own = thread;
    own.asked += 1;
    own.waiting += 1;
    if (own.asked >= filesOfThread) thread = undefined;
    let answer: Answer | undefined;
    try {
      answer = await ask(own.worker, template, JSON.stringify(form), patienceMs);
    } finally {
      own.waiting -= 1;
      // A thread that broke, or takes too long, is not asked again.
      if (!answer && thread === own) thread = undefined;
      if (thread !== own && own.waiting === 0) await own.worker.terminate();
    }
    if ('faults' in answer) throw new Error(`The template cannot be set: ${answer.faults.join('; ')}`);
    return answer.file;
  };
}

type Thread = { worker: Worker; asked: number; waiting: number };

function startThread(): Thread {
  // The source beside this one, or a bundle of its own beside the bundle.
  const type = extname(import.meta.filename) === '.ts' ? '.ts' : '.mjs';
  const worker = new Worker(join(import.meta.dirname, `typesetting-thread${type}`), { env: {} });
  worker.unref();
  return { worker, asked: 0, waiting: 0 };
}

async function ask(worker: Worker, template: string, form: string, patienceMs: number): Promise<Answer> {
  const { port1: answers, port2: answerTo } = new MessageChannel();
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const onError = (failure: unknown): void => reject(failure instanceof Error ? failure : new Error(String(failure)));
  const onExit = (): void => reject(new Error('The thread of Typst ended'));
  worker.once('error', onError).once('exit', onExit);
  answers.once('message', resolve);
  const timer = setTimeout(() => reject(new Problem('busy')), patienceMs);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage({ template, form, answerTo }, [answerTo]);
  try {
    return $Answer.parse(await promise);
  } finally {
    clearTimeout(timer);
    worker.off('error', onError).off('exit', onExit);
    answers.close();
  }
}
