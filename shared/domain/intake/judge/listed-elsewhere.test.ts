/** In which area a row of a target list puts a household: figures count it there, wherever it lives (domain.md §6.2 rule 3). */
import { describe, expect, it } from 'vitest';

import type { RowValues } from '../cells/row.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { judgeRow } from './judge-row.ts';

const ID = '5000000000019';
const PERSON: RowValues = { citizenId: ID, listYear: 2569, dimensions: ['income'] };

function judge(values: RowValues, household: Household, scopeArea = '42') {
  const list = {
    id: 'list-1',
    version: 1,
    name: 'TPMAP 2569',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2026-03-01',
    scopeArea,
    status: 'DRAFT',
    createdAt: '2026-03-01T00:00:00.000Z',
  } as const;
  const row = { sheet: 0, row: 2, values: { ...PERSON, ...values }, problems: [] };
  return judgeRow(row, household, [], { source: 'tpmap-targets', scopeAreas: [], list, newPersonId: () => 'p2' });
}

/** The area of the entry that a row becomes, or the code of its refusal. */
function areaOf(...asked: Parameters<typeof judge>): string | undefined {
  const judged = judge(...asked);
  return 'body' in judged && judged.body.type === 'listed' ? judged.body.area : judged.problems[0]?.code;
}

function livesIn420101(...bodies: EntryBody[]): Household {
  const profile = { areaCode: '420101', members: [{ id: 'p1', citizenId: ID, firstName: 'ทดสอบ' }] };
  const recording = {
    householdId: 'h1',
    recordedAt: new Date('2026-06-10T03:00:00.000Z'),
    recordedBy: { sub: 's', roles: [] },
    hash: () => 'hash',
  };
  return record(undefined, [{ type: 'registered', profile }, ...bodies], recording).household;
}
const listed = (list: string, area: string): EntryBody => ({
  type: 'listed',
  list,
  area,
  targets: [{ personId: 'p1', dimensions: ['health'], indicators: [] }],
});

describe('a row of a target list about a household that lives elsewhere', () => {
  it('lists it in the area that the row names, and says that the two differ', () => {
    const judged = judge({ areaCode: '420201' }, livesIn420101());
    expect(judged).toMatchObject({
      outcome: 'created',
      body: { area: '420201' },
      problems: [{ severity: 'warning', code: 'area-differs' }],
    });
    expect('body' in judged && judged.body).not.toHaveProperty('profile');
  });

  it('lists it where it lives when the row names no area', () => {
    expect(areaOf({}, livesIn420101())).toBe('420101');
  });

  it('keeps the area of its first entry on that list, whatever the row names since', () => {
    const there = livesIn420101(listed('list-1', '420201'));
    expect(areaOf({}, there)).toBe('420201');
    expect(areaOf({ areaCode: '420101' }, there)).toBe('420201');
    expect(areaOf({ areaCode: '420102' }, there)).toBe('420201');
  });

  it('takes no area from another list', () => {
    const there = livesIn420101(listed('list-9', '420301'));
    expect(areaOf({ areaCode: '420201' }, there)).toBe('420201');
    expect(areaOf({}, there)).toBe('420101');
  });

  it('is of the list when its own area is, not when only the place where the household lives is', () => {
    expect(areaOf({ areaCode: '420201' }, livesIn420101(), '4202')).toBe('420201');
    expect(areaOf({ areaCode: '420201' }, livesIn420101(), '4201')).toBe('area-outside-list');
    expect(areaOf({}, livesIn420101(), '4202')).toBe('area-outside-list');
  });
});
