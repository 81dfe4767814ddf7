import { expect, it } from 'vitest';

import { crisisDay } from './crisis.ts';
import type { Household } from './household.ts';

const none = { urgency: null, stage: null, crisisOn: null, lastContactOn: null };
const level = (name: 'CRITICAL' | 'HIGH', on: string) => ({ urgency: { level: name, on } });
const stage = (name: 'CRISIS' | 'SURVIVE', on: string) => ({ stage: { stage: name, on } });

it.each<[string, Partial<Household>, string | null]>([
  ['none where nobody said anything', {}, null],
  ['the day of the urgency', level('CRITICAL', '2026-05-02'), '2026-05-02'],
  ['none for another urgency', level('HIGH', '2026-05-02'), null],
  ['the day of the stage', stage('CRISIS', '2026-05-03'), '2026-05-03'],
  ['none for another stage', stage('SURVIVE', '2026-05-03'), null],
  ['the earlier of both', { ...level('CRITICAL', '2026-05-04'), ...stage('CRISIS', '2026-05-03') }, '2026-05-03'],
  ['the day since which it lasts', { ...level('CRITICAL', '2026-05-04'), crisisOn: '2026-05-01' }, '2026-05-01'],
  ['kept while nobody met the household', { crisisOn: '2026-05-01' }, '2026-05-01'],
  ['kept after a meeting before it', { crisisOn: '2026-05-01', lastContactOn: '2026-04-30' }, '2026-05-01'],
  ['over when somebody met the household on its day', { crisisOn: '2026-05-01', lastContactOn: '2026-05-01' }, null],
])('the day of a crisis is %s', (_case, known, day) => {
  expect(crisisDay({ ...none, ...known })).toBe(day);
});
