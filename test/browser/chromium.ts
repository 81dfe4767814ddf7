/** A real browser, driven over its own protocol: Debian's Chromium, headless, with an empty profile. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import * as z from 'zod';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];

const message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.looseObject({}).optional(),
  result: z
    .looseObject({ result: z.looseObject({ value: z.unknown().optional() }).optional(), data: z.string().optional() })
    .optional(),
});

const entry = z.object({ entry: z.object({ level: z.string() }) });

export type Page = {
  open(url: string): Promise<void>;
  /** Value of an expression in the page; promises are awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Waits until an expression is true. */
  until(expression: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** What is seen, as PNG. */
  picture(): Promise<Uint8Array>;
  /** Errors of scripts and of the content security policy since the start. */
  errors: string[];
  close(): Promise<void>;
};

export async function openChromium(): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const browser = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.once('error', reject);
    browser.stderr.on('data', (chunk) => {
      said += String(chunk);
      const found = /DevTools listening on ws:\/\/([\d.:]+)\//.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const pages = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }));
  const listed = pages.parse(await (await fetch(`http://${endpoint}/json/list`)).json());
  const socket = new WebSocket(listed.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve, { once: true });
  });

  const errors: string[] = [];
  const waiting = new Map<number, (answer: z.infer<typeof message>) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const answer = message.parse(JSON.parse(String(data)));
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    const logged = entry.safeParse(answer.params).data?.entry;
    if (answer.method === 'Runtime.exceptionThrown' || logged?.level === 'error')
      errors.push(JSON.stringify(answer.params));
  });
  const send = async (method: string, params: object = {}): Promise<z.infer<typeof message>> => {
    last += 1;
    const id = last;
    const answered = new Promise<z.infer<typeof message>>((resolve) => {
      waiting.set(id, resolve);
    });
    socket.send(JSON.stringify({ id, method, params }));
    return await answered;
  };
  for (const domain of ['Page', 'Runtime', 'Log']) await send(`${domain}.enable`);

  const evaluate = async (expression: string): Promise<unknown> =>
    (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result?.result?.value;
  return {
    errors,
    evaluate,
    open: async (url) => {
      await send('Page.navigate', { url });
    },
    until: async (expression) => {
      for (let attempt = 0; attempt < 150; attempt += 1) {
        if ((await evaluate(`Boolean(${expression})`)) === true) return;
        await setTimeout(100);
      }
      throw new Error(`The page never came to: ${expression}`);
    },
    resize: async (width, height) => {
      await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    },
    picture: async () => Buffer.from((await send('Page.captureScreenshot')).result?.data ?? '', 'base64'),
    close: async () => {
      const ended = new Promise((resolve) => {
        browser.once('exit', resolve);
      });
      browser.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
