/**
 * Cost of a search by name in a province: `node test/bench/name-search.ts [--households 32000] [--times 5]`. Prints JSON.
 * Measured is the handler's process, event in and reply out, all calls until there is no cursor left, without the database
 * engine, which is a process of its own. Names are spread as the field has them: some 7 % of first names begin with สม, and last
 * names share their first syllables. Nobody of these people exists.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { faker } from '@faker-js/faker/locale/th';

import { startHouseholds } from '#functions/start-households.ts';
import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { startS3 } from '#local/engines/s3/server.ts';
import { SeededRandom } from '#local/sample/seeded-random.ts';
import { householdsEnv } from '#shared/contracts/env.ts';
import type { Member } from '#shared/domain/household/household.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import type { HouseholdChange } from '#shared/household/household-store.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';
import invented from '#shared/reference/data/names/surnames-invented.json' with { type: 'json' };
import marked from '#shared/reference/data/names/surnames-marked.json' with { type: 'json' };
import { account } from '#test/api/in-process-api.ts';
import { startRealHandlers } from '#test/api/real-handlers.ts';

import { changeOf } from './typical-household.ts';

const PROVINCE = '42';
const COMMON = 'สมชาย สมศักดิ์ สมพร สมบูรณ์ สมจิตร สมหมาย สมบัติ สมคิด สมศรี สมใจ สมพงษ์ สมนึก สมปอง สมหญิง สมทรง สมควร'.split(' ');
const SIZES = [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6];
/** What is searched, and what of it there is. */
const NAMES = {
  ฆฌบธก: 'nobody, no name begins so',
  สมฆาต: 'nobody, begins with สม',
  สมชากร: 'nobody, begins with the first four letters of the commonest name',
  'สมชาย ฆฌบธก': 'nobody, with a common first name',
  สมชายฆฌบธก: 'nobody, the same without a space',
  'สมชาย ขวัญ': 'few: a common first name and the beginning of a last name',
  สมภูมิ: 'few: a rare name that begins with สม',
  สมชาย: 'many',
  สม: 'very many',
};

/** Which households two letters lead to by chance depends on them: the dearest of these counts. */
const TWO_LETTERS = 'กฬ ฆฌ ฐฑ ฎฏ ฬฮ ฦก งฬ ฉฌ ผฬ ฝฬ ฟฬ ฑฒ ฌง ฏฐ ฒฌ ฮฬ ฬก ฆฑ ฎฌ ฐฬ'.split(' ');

const { values: options } = parseArgs({
  options: { households: { type: 'string', default: '32000' }, times: { type: 'string', default: '5' } },
});
const { male = [], female = [] } = faker.rawDefinitions.person?.first_name ?? {};
const others = [...male, ...female];
const lastNames = [...invented, ...marked];
const random = new SeededRandom('names');
const anyOf = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;

function membersOf(): Member[] {
  const family = anyOf(lastNames);
  return Array.from({ length: anyOf(SIZES) }, () => ({
    id: randomUUID(),
    firstName: random.next() < 0.07 ? anyOf(COMMON) : anyOf(others),
    lastName: random.next() < 0.2 ? anyOf(lastNames) : family,
  }));
}

function householdIn(areaCode: string): HouseholdChange {
  const address = { addressNo: String(1 + Math.floor(random.next() * 900)), moo: 1 + Math.floor(random.next() * 12) };
  return changeOf(undefined, [
    { type: 'registered', profile: { areaCode, address, members: membersOf() } },
    ...[1, 2, 3].map((day) => help({ deliveredOn: `2026-05-0${day}` })),
  ]);
}

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
const dir = await mkdtemp(join(tmpdir(), 'bench-names-'));
const dynamodb = await startDynamoDB({ file: join(dir, 'tables.db') });
const s3 = await startS3({ dir: join(dir, 's3'), credentials, buckets: [] });
try {
  const api = await startRealHandlers({
    dynamodb: dynamodb.endpoint,
    s3: { endpoint: s3.endpoint, credentials },
    prefix: 'bench-',
  });
  const { households } = await startHouseholds(createDynamo(), householdsEnv.parse(process.env));
  const places = areaCodesUnder(PROVINCE).filter((code) => code.length === 6);
  const count = Number(options.households);
  let begun = 0;
  const load = async (): Promise<void> => {
    while (begun < count) {
      const changes = Array.from({ length: 20 }, () => householdIn(anyOf(places)));
      begun += changes.length;
      await households.append(changes);
    }
  };
  await Promise.all([load(), load(), load(), load()]);

  const officer = account('PROVINCE_SECRETARIAT', { area: PROVINCE });
  const search = async (name: string) => {
    let calls = 0;
    let items = 0;
    let empty = 0;
    let cursor: string | undefined;
    do {
      const body = { name, area: PROVINCE, ...(cursor === undefined ? {} : { cursor }) };
      const reply = await api.request(officer, 'POST', '/v1/households/search', { body });
      if (reply.status !== 200) throw new Error(`The search answered ${reply.status}`);
      calls += 1;
      items += reply.body.items.length;
      if (reply.body.items.length === 0) empty += 1;
      cursor = reply.body.nextCursor ?? undefined;
      // Of many, the first page is what somebody waits for.
    } while (cursor !== undefined && items === 0);
    return { calls, items, empty, more: cursor !== undefined };
  };
  await search('สมภูมิ');
  const measured = async (name: string, what: string) => {
    const times: { cpu: number; wall: number }[] = [];
    let found = {};
    for (let at = 0; at < Number(options.times); at += 1) {
      const cpu = process.cpuUsage();
      const start = performance.now();
      found = await search(name);
      const { user, system } = process.cpuUsage(cpu);
      times.push({ cpu: (user + system) / 1000, wall: performance.now() - start });
    }
    times.sort((a, b) => a.cpu - b.cpu);
    const median = times[Math.floor(times.length / 2)];
    return { what, ...found, cpuMs: Math.round(median?.cpu ?? 0), ms: Math.round(median?.wall ?? 0) };
  };
  const results: Record<string, object> = {};
  for (const [name, what] of Object.entries(NAMES)) results[name] = await measured(name, what);
  const two = [];
  for (const name of TWO_LETTERS)
    two.push({ name, ...(await measured(name, 'nobody, two letters: the dearest of 20')) });
  const [dearest] = two.toSorted((a, b) => b.cpuMs - a.cpuMs);
  if (dearest) results[dearest.name] = dearest;
  console.log(JSON.stringify({ node: process.version, households: begun, results }, null, 2));
} finally {
  await s3.stop();
  await dynamodb.stop();
  await rm(dir, { recursive: true, force: true });
}
