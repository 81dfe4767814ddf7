import { expect, it } from 'vitest';

import type { EntryFact } from '../statistics/facts.ts';
import { lastVisits } from './last-visits.ts';

const visit = (version: number, on: string, more: Partial<EntryFact> = {}): EntryFact => ({
  id: `h.${version}`,
  householdId: 'h',
  version,
  recordedAt: '2026-05-20T03:00:00.000Z',
  body: { type: 'visit', on, outcome: 'MET', purpose: 'ASSIST', hasWayOut: false },
  ...more,
});

it('are the newest by their day, then by the order of recording, and none that was corrected away', () => {
  const facts = [
    visit(2, '2026-05-10'),
    visit(3, '2026-05-01'),
    visit(4, '2026-05-10'),
    visit(5, '2026-05-12'),
    visit(6, '2026-04-01', { supersedes: 'h.5' }),
    visit(7, '2026-05-19', { body: { type: 'mentor', mentor: 'm', on: '2026-05-19' } }),
    visit(8, '2026-05-20', { supersedes: 'h.7', body: { type: 'other' } }),
  ];
  expect(lastVisits({ facts }, 3).map(({ version }) => version)).toEqual([4, 2, 3]);
  expect(lastVisits({ facts }, 9).map(({ version }) => version)).toEqual([4, 2, 3, 6]);
});
