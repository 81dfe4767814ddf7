/**
 * `npm run test:duplicates`: candidates of duplicates in a synthetic province of 32,000 households, beside those of splink (PyPI) on the same
 * people. Prints recall, precision and seconds of both; of splink at the threshold that serves it best. Ends with 1 when ours miss the bar of
 * casework J 12: recall at least 0.95 at a precision of at least 0.90, neither below splink.
 *
 * Needs Python with `venv` and its package registry.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { duplicateCandidates } from '#shared/domain/duplicates/candidates.ts';
import { soundsOf } from '#shared/domain/duplicates/name-similarity.ts';
import { virtualEnvironment } from '#test/virtual-environment.ts';

import { plantedProvince } from './planted-province.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'node_modules/.cache/poverty-logbook/duplicates');
const LEAST_RECALL = 0.95;
const LEAST_PRECISION = 0.9;

type Score = { recall: number; precision: number };

mkdirSync(FOLDER, { recursive: true });
const { households, twins } = plantedProvince(32_000);
const truth = new Set(twins.map((pair) => pair.join(' ')));

const began = performance.now();
const found = duplicateCandidates(households);
const seconds = (performance.now() - began) / 1000;
const ours = score(found.map(({ households: pair }) => pair.join(' ')));
console.log(
  JSON.stringify({ households: households.length, twins: truth.size, ours, seconds: Number(seconds.toFixed(1)) }),
);

const bin = await virtualEnvironment(join(FOLDER, 'python'), join(import.meta.dirname, 'requirements.txt'));
const [persons, pairs] = ['persons.csv', 'pairs.csv'].map((name) => join(FOLDER, name));
if (persons === undefined || pairs === undefined) throw new Error('Two files');
writeFileSync(persons, personsAsCsv());
const theirsBegan = performance.now();
execFileSync(join(bin, 'python'), [join(import.meta.dirname, 'link.py'), persons, pairs], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const theirSeconds = (performance.now() - theirsBegan) / 1000;
const theirs = bestOf(readFileSync(pairs, 'utf8'));
console.log(JSON.stringify({ splink: theirs, seconds: Number(theirSeconds.toFixed(1)) }));
const holds =
  ours.recall >= Math.max(LEAST_RECALL, theirs.recall) && ours.precision >= Math.max(LEAST_PRECISION, theirs.precision);
if (!holds) {
  console.error('The candidates miss the bar.');
  process.exitCode = 1;
}

function score(pairKeys: readonly string[]): Score {
  const right = pairKeys.filter((key) => truth.has(key)).length;
  return {
    recall: rounded(right / truth.size),
    precision: pairKeys.length === 0 ? 0 : rounded(right / pairKeys.length),
  };
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** The score at the threshold with the highest mean (harmonic) of recall and precision. */
function bestOf(csv: string): Score & { threshold: number } {
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([a, b, probability]) => ({ key: `${a} ${b}`, probability: Number(probability) }));
  const scores = [0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999].map((threshold) => ({
    threshold,
    ...score(rows.filter(({ probability }) => probability >= threshold).map(({ key }) => key)),
  }));
  const [best] = scores.toSorted((one, other) => meanOf(other) - meanOf(one));
  if (!best) throw new Error('There are thresholds');
  return best;
}

function meanOf({ recall, precision }: Score): number {
  return recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision);
}

/** Names as they sound, as ours are compared: what is measured is the linking, not the knowledge of Thai. */
function personsAsCsv(): string {
  const rows = households.flatMap(({ id, areaCode, houseCode, address, members }) =>
    members.map((member) => {
      const { first, last } = soundsOf(member);
      const birth = member.birthDate?.date ?? '';
      const place = `${areaCode} ${address.moo ?? ''} ${address.addressNo ?? ''}`;
      const cells = [`${id}.${member.id}`, id, first, last, birth, String(member.birthDate?.year ?? '')];
      return [...cells, houseCode ?? '', place, areaCode.slice(0, 4), member.citizenId ?? ''].join(',');
    }),
  );
  return ['id,household,first,last,birth,year,house,address,district,citizen', ...rows].join('\n');
}
