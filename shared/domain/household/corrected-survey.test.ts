import { describe, expect, it } from 'vitest';

import type { CorrectableBody } from '#shared/contracts/logbook.ts';

import type { EntryBody } from '../logbook/entry.ts';
import { help } from '../logbook/test/help.ts';
import { foldHousehold } from './fold.ts';
import { record, type Recorded } from './record.ts';

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

describe('a survey of two needs', () => {
  const need = { dimension: 'income', kind: 'PROBLEM', text: 'รายได้น้อย' } as const;
  const survey = (needs: number): CorrectableBody => ({
    type: 'survey',
    on: '2026-05-01',
    needs: Array.from({ length: needs }, () => need),
  });
  const correct = (supersedes: number, entry: CorrectableBody): EntryBody => ({
    type: 'correction',
    supersedes: `${householdId}.${supersedes}`,
    reason: 'พิมพ์ผิด',
    entry,
  });
  const second = `${householdId}.2.2`;
  const resolved: CorrectableBody = { type: 'need-status', needId: second, status: 'RESOLVED', on: '2026-05-02' };
  const profile = { areaCode: '420101', members: [] };

  function say(...bodies: EntryBody[]): Recorded {
    let file: Recorded | undefined;
    for (const body of [{ type: 'registered', profile } as const, survey(2), ...bodies]) {
      const { household, entries } = record(file?.household, [body], recording(3), file?.entries);
      file = { household, entries: [...(file?.entries ?? []), ...entries] };
    }
    if (!file) throw new Error('Nothing was said');
    return file;
  }
  const needsOf = (...bodies: EntryBody[]) => say(...bodies).household.needs.map(({ id }) => id);
  const inUse = { code: 'invalid-input', extensions: { errors: [{ pointer: '/entry/needs', code: 'need-in-use' }] } };
  const refusal = (...bodies: EntryBody[]): unknown => {
    try {
      say(...bodies);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it('loses one that nothing names', () => {
    expect(needsOf(correct(2, survey(1)))).toEqual([`${householdId}.2.1`]);
  });

  it.each<[string, CorrectableBody]>([
    ['its status', resolved],
    ['help', help({ needIds: [second], deliveredOn: '2026-05-02' })],
    [
      'a follow-up',
      { type: 'follow-up', on: '2026-05-02', stage: 'SURVIVE', needResults: [{ needId: second, result: 'BETTER' }] },
    ],
  ])('keeps one that %s names: a figure may count it', (_, naming) => {
    expect(refusal(naming, correct(2, survey(1)))).toMatchObject(inUse);
    expect(needsOf(naming, correct(2, survey(2)))).toHaveLength(2);
    expect(refusal(naming, correct(2, survey(2)), correct(4, survey(0)))).toMatchObject(inUse);
  });

  it('loses one that nothing names any more', () => {
    const first: CorrectableBody = {
      type: 'need-status',
      needId: `${householdId}.2.1`,
      status: 'RESOLVED',
      on: '2026-05-02',
    };
    expect(needsOf(resolved, correct(3, first), correct(2, survey(1)))).toEqual([`${householdId}.2.1`]);
    const called = help({ needIds: [second], deliveredOn: '2026-05-02', status: 'CANCELLED' });
    expect(
      needsOf(help({ needIds: [second], deliveredOn: '2026-05-02' }), correct(3, called), correct(2, survey(0))),
    ).toEqual([]);
  });
});
