/** Facts of case work in both spellings of packed facts, and what a household with monthly work takes in the index. */
import { describe, expect, it } from 'vitest';

import type { EntryFact, FactBody } from '#shared/domain/statistics/facts.ts';

import { packFacts, unpackFacts } from './facts-codec.ts';

const H = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';
const own = (version: number): string => `${H}.${version}`;
const FIRST_AT = '2026-05-20T03:00:00.000Z';
const BODIES: FactBody[] = [
  { type: 'listed', list: 'l1', area: '420101', dimensions: ['health', 'income'], indicators: [2, 24] },
  { type: 'listed', list: 'l1', area: '420101' },
  { type: 'visit', on: '2026-05-01', outcome: 'MET', purpose: 'SURVEY', hasWayOut: true },
  { type: 'visit', on: '2026-05-09', outcome: 'NOT_HOME', purpose: 'FOLLOWUP', hasWayOut: false },
  { type: 'survey', on: '2026-05-01', needs: [] },
  {
    type: 'survey',
    on: '2026-05-02',
    round: 'x1',
    needs: [
      { needId: `${own(6)}.1`, dimension: 'health', kind: 'WANT' },
      { needId: own(6), dimension: 'living', kind: 'PROBLEM' },
      { needId: 'other.9', dimension: 'income', kind: 'PROBLEM' },
    ],
  },
  { type: 'need', needId: own(7), dimension: 'access', kind: 'PROBLEM', openedOn: '2026-05-03' },
  { type: 'follow-up', on: '2026-05-20', stage: 'CRISIS', resolved: [own(7), `${own(6)}.1`] },
  { type: 'follow-up', on: '2026-05-21', stage: 'SURVIVE', resolved: [] },
  {
    type: 'rexray',
    round: 'x1',
    on: '2026-06-01',
    gone: true,
    results: [{ needId: own(7), result: 'COMPLETE' }],
    needs: [{ needId: `${own(10)}.1`, dimension: 'education', kind: 'PROBLEM' }],
  },
  { type: 'rexray', round: 'x2', on: '2026-06-02', gone: false, results: [], needs: [] },
  { type: 'found', source: 'THAIQM', on: '2026-04-15' },
  { type: 'found', source: 'REXRAY', on: '2026-04-16', round: 'x1' },
  { type: 'mentor', mentor: 'm1', on: '2026-04-03' },
  { type: 'mentor', mentor: null, on: '2026-06-15' },
  { type: 'plan', agreedOn: '2026-05-04', items: 5 },
  { type: 'plan', items: 0 },
  { type: 'plan', agreedOn: '2026-05-04', movedOn: '2026-06-01', items: 5 },
  { type: 'plan', agreedOn: '2026-05-04', reviewedOn: '2026-06-02', items: 5 },
  { type: 'plan', agreedOn: '2026-05-04', closedOn: '2026-06-05', items: 12 },
  // Given back by the undo of a merge.
  { type: 'visit', on: '2026-05-18', outcome: 'MET', purpose: 'SURVEY', hasWayOut: false, firstAt: FIRST_AT },
  { type: 'survey', on: '2026-05-18', needs: [], firstAt: FIRST_AT },
  { type: 'follow-up', on: '2026-05-18', stage: 'SURVIVE', resolved: [], firstAt: FIRST_AT },
  {
    type: 'assistance',
    agency: 'cdd',
    coAgencies: [],
    dimension: 'income',
    assistanceType: 'CASH',
    status: 'DELIVERED',
    deliveredOn: '2026-05-18',
    plannedOn: null,
    personIds: [],
    needIds: [],
    cashBaht: 500,
    inKindBaht: null,
    firstAt: FIRST_AT,
  },
  { type: 'other' },
];
const facts = BODIES.map((body, at): EntryFact => ({
  id: own(at + 1),
  householdId: H,
  version: at + 1,
  recordedAt: `2026-06-10T03:${String(at).padStart(2, '0')}:00.000Z`,
  ...(at === 3 ? { supersedes: own(3) } : {}),
  body,
}));

describe('facts of case work', () => {
  it('come back as they were packed, in groups', () => {
    expect(unpackFacts(H, packFacts(H, facts)).facts).toEqual(facts);
  });

  it('come back from rows, where ids are of another shape or the order is another', () => {
    const foreign = facts.map((fact): EntryFact => ({ ...fact, id: `x${fact.version}` }));
    for (const listed of [facts.toReversed(), foreign]) {
      const packed = packFacts(H, listed);
      expect(packed).toContain('"rows"');
      expect(unpackFacts(H, packed).facts).toEqual(listed);
    }
  });

  it('of a year of monthly visits take some 20 bytes each beside a household without them', () => {
    const months = Array.from({ length: 12 }, (_, at): EntryFact => ({
      id: own(at + 2),
      householdId: H,
      version: at + 2,
      recordedAt: new Date(Date.UTC(2026, at, 10, 3, at * 7, at)).toISOString(),
      body: {
        type: 'visit',
        on: `2026-${String(at + 1).padStart(2, '0')}-10`,
        outcome: 'MET',
        purpose: 'FOLLOWUP',
        hasWayOut: false,
      },
    }));
    const beginning: EntryFact = {
      id: own(1),
      householdId: H,
      version: 1,
      recordedAt: '2026-01-01T03:00:00.000Z',
      body: { type: 'registered', area: '420101' },
    };
    const bytes = (of: EntryFact[]): number => packFacts(H, of).length;
    expect((bytes([beginning, ...months]) - bytes([beginning])) / months.length).toBeLessThan(20);
  });
});
