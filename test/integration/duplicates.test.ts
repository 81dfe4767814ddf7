import { expect, it } from 'vitest';

import { duplicateCandidates } from '#shared/domain/duplicates/candidates.ts';
import { plantedProvince } from '#test/duplicates/planted-province.ts';

it('finds the households of a synthetic province that are there twice, and few others (casework J 12)', () => {
  const { households, twins } = plantedProvince(4_000, 'test');
  const truth = new Set(twins.map((pair) => pair.join(' ')));
  expect(truth.size).toBeGreaterThan(80);
  const found = duplicateCandidates(households).map(({ households: pair }) => pair.join(' '));
  const right = found.filter((key) => truth.has(key)).length;
  expect(right / truth.size).toBeGreaterThanOrEqual(0.95);
  expect(right / found.length).toBeGreaterThanOrEqual(0.9);
});
