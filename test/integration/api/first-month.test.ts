/** docs/first-month.md, call by call: each answers as the page says. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ROUTES } from '#shared/contracts/routes.ts';
import { startPlatform, type Platform } from '#local/platform.ts';
import { FIRST_MONTH_PREPARED } from '#test/examples/example-calls.ts';
import { sendCalls, valueAt } from '#test/examples/send-calls.ts';

type Step = { method: string; path: string; headers: Record<string, string>; body: string; told: string };

/** The calls of the page, each with the words between it and the next one. */
async function stepsOfPage(): Promise<Step[]> {
  const page = await readFile(new URL('../../../docs/first-month.md', import.meta.url), 'utf8');
  return page
    .split('```http\n')
    .slice(1)
    .map((part) => {
      const [call = '', told = ''] = part.split('\n```\n');
      const [head = '', ...body] = call.split('\n\n');
      const [first = '', ...headers] = head.split('\n');
      const [method = '', path = ''] = first.split(' ');
      return {
        method,
        path,
        headers: Object.fromEntries(headers.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string])),
        body: body.join('\n\n'),
        told,
      };
    });
}

let platform: Platform;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'first-month-'));
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  await sendCalls({ url: platform.url, folder }, FIRST_MONTH_PREPARED);
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Sends a step with what earlier ones gave; the form of the last upload takes the file. */
async function send(
  { method, path, headers, body }: Step,
  known: Map<string, string>,
  form: unknown,
): Promise<Response> {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => known.get(name) ?? whole);
  if (path === '{url}') {
    const { url, fields } = form as { url: string; fields: Record<string, string> };
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    data.append('file', new Blob([body]));
    return await fetch(url, { method, body: data });
  }
  return await fetch(`${platform.url}${filled(path)}`, {
    method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])),
    ...(body === '' ? {} : { body: filled(body) }),
  });
}

describe("an agency's first month", () => {
  it('answers as the page says, and each call is one of the document', async () => {
    const known = new Map<string, string>();
    let form: unknown;
    let reply: unknown;
    const steps = await stepsOfPage();
    expect(steps.length).toBeGreaterThan(10);
    for (const step of steps) {
      const { method, path, told } = step;
      const at = `${method} ${path}`;
      const declared = ROUTES.some(
        (route) =>
          route.method === method &&
          new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? ''),
      );
      expect([at, declared]).toEqual([at, path.startsWith('/v1/')]);
      const response = await send(step, known, form);
      const text = await response.text();
      expect([at, `${response.status}`, text.slice(0, 300)]).toEqual([
        at,
        /Answer `(\d+)`/.exec(told)?.[1],
        text.slice(0, 300),
      ]);
      reply = text === '' ? null : JSON.parse(text);
      if (path === '/v1/uploads') form = reply;
      for (const [, from = '', name = ''] of told.matchAll(/`([\w.]+)` is `\{(\w+)\}`/g))
        known.set(name, String(valueAt(reply, from)));
      for (const [, field = '', value = ''] of told.matchAll(/`(code)` is `([\w-]+)`/g))
        expect(valueAt(reply, field)).toBe(value);
    }
    expect(reply).toHaveProperty('items');
  });
});
