import { describe, expect, it } from 'vitest';

import type { EntryBody } from '../logbook/entry.ts';
import { foldHousehold } from './fold.ts';
import { record } from './record.ts';

const householdId = '00000000-0000-4000-8000-000000000001';

function recording(day: number): Parameters<typeof record>[2] {
  return {
    householdId,
    recordedAt: new Date(`2026-05-0${day}T03:00:00.000Z`),
    recordedBy: { sub: 'tester', roles: ['DISTRICT_OFFICER'] },
    hash: ({ version }) => `hash-${version}`,
  };
}

describe('a survey of a file that began a household', () => {
  const survey: EntryBody = {
    type: 'survey',
    on: '2026-05-01',
    needs: [{ dimension: 'income', kind: 'PROBLEM', text: 'รายได้น้อย' }],
    profile: { areaCode: '420101', houseCode: '99999000001', members: [{ id: 'p1', firstName: 'สมใจ' }] },
  };
  const begun = record(undefined, [survey], recording(1));
  const resolved = record(
    begun.household,
    [{ type: 'need-status', needId: `${householdId}.1.1`, status: 'RESOLVED', on: '2026-05-02' }],
    recording(2),
  );
  const correction: EntryBody = {
    type: 'correction',
    supersedes: `${householdId}.1`,
    reason: 'พิมพ์ผิด',
    entry: { type: 'survey', on: '2026-05-01', needs: [{ dimension: 'health', kind: 'PROBLEM', text: 'ป่วย' }] },
  };
  const history = [...begun.entries, ...resolved.entries];
  const corrected = record(resolved.household, [correction], recording(3), history);

  it('can be corrected, and the household keeps its place, its people and its beginning', () => {
    expect(corrected.household).toMatchObject({
      version: 3,
      areaCode: '420101',
      houseCode: '99999000001',
      createdAt: '2026-05-01T03:00:00.000Z',
      members: [{ id: 'p1', firstName: 'สมใจ' }],
    });
  });

  it('keeps the id of the need, and what was said of it since', () => {
    expect(corrected.household.needs).toEqual([
      expect.objectContaining({ id: `${householdId}.1.1`, dimension: 'health', text: 'ป่วย', status: 'RESOLVED' }),
    ]);
  });

  it('still says to the figures where it lives', () => {
    expect(corrected.household.facts.map(({ body }) => body.type)).toEqual(['registered', 'need-status']);
  });

  it('is the fold of its entries', () => {
    expect(foldHousehold([...history, ...corrected.entries])).toEqual(corrected.household);
  });
});
