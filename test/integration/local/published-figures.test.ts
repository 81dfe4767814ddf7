/** The differencing attack (casework R45) on everything that `npm start` publishes, by a reader who has the address and nothing else. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { publicationIndex } from '#shared/contracts/public-figures.ts';
import { attack, type Publication } from '#test/attack/attack.ts';
import { crawl } from '#test/attack/crawl.ts';
import { readPublished } from '#test/attack/read-published.ts';

const START = fileURLToPath(new URL('../../../local/start.ts', import.meta.url));

/** The closed months that a first start computes. */
const MONTHS = 2;

async function publishedMonths(origin: string): Promise<number> {
  const response = await fetch(`${origin}/figures/index.json`);
  return response.ok ? Object.keys(publicationIndex.parse(await response.json()).months).length : 0;
}

let folder: string;
let stop: () => Promise<void>;
let files: Map<string, Uint8Array>;
let publications: Publication[];
let faults: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
  const platform = spawn(process.execPath, [START], {
    cwd: folder,
    env: { ...process.env, npm_lifecycle_event: undefined, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => platform.once('close', resolve));
  stop = async () => {
    platform.kill('SIGTERM');
    await ended;
  };
  let printed = '';
  const origin = await new Promise<string>((resolve, reject) => {
    platform.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const [, url] = /ตัวเลขสาธารณะ[^\n]*?(http:\/\/[^/\s]+)[\s\S]*ลองเรียก API/u.exec(printed) ?? [];
      if (url !== undefined) resolve(url);
    });
    platform.once('close', () => reject(new Error(`The start ended: ${printed}`)));
  });
  // A run is finished before its figures are public. The list of publications is written last.
  for (let months = 0; months < MONTHS; await delay(100)) months = await publishedMonths(origin);
  files = await crawl(origin);
  ({ publications, faults } = await readPublished(files));
}, 600_000);
afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

it('the reader has the months, in which counts are hidden and others shown', () => {
  expect(publications.map(({ number }) => number)).toEqual([0, 0]);
  for (const { values } of publications) {
    const counts = [...values.values()].flatMap((row) => [...row.values()]);
    expect([counts.includes(null), counts.some((count) => count !== null && count > 0)]).toEqual([true, true]);
  }
});

it('all files of a publication tell the same, and no share of what is hidden', () => {
  expect(faults).toEqual([]);
});

it('no group of one to four households is told by them together', () => {
  expect(attack(publications)).toEqual([]);
});
