/** Sends the steps of a worked example as offices would send them, each at its moment. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod';

import { ApiClient, type Receipt } from '#local/api-client.ts';

import type { ClockedPlatform } from './clocked-platform.ts';

const step = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('call'),
    at: z.string(),
    as: z.string(),
    method: z.enum(['GET', 'POST', 'PUT']),
    path: z.string(),
    /** `latest`: the version last read. */
    ifMatch: z.literal('latest').optional(),
    body: z.looseObject({ ref: z.string().optional() }).nullish(),
    save: z.string().optional(),
  }),
  z.object({
    do: z.literal('upload'),
    at: z.string(),
    as: z.string(),
    source: z.string(),
    file: z.string(),
    rows: z.number(),
    list: z.string().optional(),
  }),
]);
type Step = z.infer<typeof step>;

/** `plan.json` of a folder of fixtures. */
export function stepsOf(folder: string): readonly Step[] {
  const plan = z.object({ steps: z.array(step) });
  return plan.parse(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'))).steps;
}

export type Played = {
  /** Each report that a step fetched, and what its file says it must be, under the name of that file. */
  reports: Map<string, { answer: Record<string, unknown>; expected: Record<string, unknown> }>;
  receipts: { wanted: number; receipt: Receipt }[];
  /** The ids that the replies gave, by the names that the plan has for them. */
  ids: ReadonlyMap<string, string>;
};

const made = z.looseObject({
  id: z.string().optional(),
  slug: z.string().optional(),
  sub: z.string().optional(),
});

/** Throws when a call is refused. */
export async function playExample(platform: ClockedPlatform, folder: string): Promise<Played> {
  const { url } = platform;
  const ids = new Map<string, string>();
  // {S1.2} is the second need of the survey S1. A name that no reply gave stays: it is a fault of the plan.
  const known = (text: string): string =>
    text.replaceAll(/\{([\w-]+)((?:\.\d+)?)\}/gu, (all, name: string, part: string) => {
      const id = ids.get(name);
      return id === undefined ? all : `${id}${part}`;
    });
  // A report names a list, a campaign or an organisation by its name in the plan, in braces or without.
  const named = (text: string): string =>
    known(text).replaceAll(/"([\w-]+)"(?!\s*:)/gu, (_all, name: string) => JSON.stringify(ids.get(name) ?? name));
  const said = <Said>(value: Said): Said => JSON.parse(known(JSON.stringify(value)));
  const played = { reports: new Map(), receipts: [], ids } satisfies Played as Played;

  for (const each of stepsOf(folder)) {
    platform.setClock(each.at);
    const client = await ApiClient.signIn(url, each.as, 'demo');
    if (each.do === 'upload') {
      const list = each.list === undefined ? undefined : ids.get(each.list);
      const file = join(folder, each.file);
      played.receipts.push({ wanted: each.rows, receipt: await client.upload(file, each.source, list) });
      await nameHouseholds(url, file, ids);
      continue;
    }
    const { ref, ...body } = each.body ?? {};
    const path = known(each.path);
    const ifMatch = each.ifMatch === undefined ? {} : { ifMatch: await versionOfHousehold(client, path) };
    const sent = each.method === 'GET' ? undefined : said(body);
    const answer = await client.call(made, each.method, path, sent, ifMatch);
    const id = answer.id ?? answer.slug ?? answer.sub;
    if (ref !== undefined && id !== undefined) ids.set(ref, id);
    if (each.save === undefined) continue;
    const expected: unknown = JSON.parse(named(readFileSync(join(folder, each.save), 'utf8')));
    played.reports.set(each.save, { answer, expected: z.record(z.string(), z.unknown()).parse(expected) });
  }
  return played;
}

async function versionOfHousehold(client: ApiClient, path: string): Promise<string> {
  const household = path.split('/').slice(0, 4).join('/');
  return String((await client.call(z.object({ version: z.int() }), 'GET', household)).version);
}

/** Households of a file are found by their house codes: H1 has 99999000001. */
async function nameHouseholds(url: string, file: string, ids: Map<string, string>): Promise<void> {
  const found = z.object({ items: z.array(z.object({ id: z.string() })) });
  const client = await ApiClient.signIn(url, 'province-secretariat-42', 'demo');
  for (const [houseCode] of readFileSync(file, 'utf8').matchAll(/99999\d{6}/gu)) {
    const { items } = await client.call(found, 'POST', '/v1/households/search', { houseCode });
    if (items[0]) ids.set(`H${Number(houseCode.slice(-3))}`, items[0].id);
  }
}
