import { describe, expect, it } from 'vitest';

import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { RowValues } from '../cells/row.ts';
import { judgeRow } from './judge-row.ts';
import type { JudgeContext } from './judgement.ts';
import { ID, OTHER_ID, LIST, row, context, known, codes } from './test/rows.ts';

describe('a row of a target list', () => {
  const target: RowValues = {
    citizenId: ID,
    firstName: 'ทดสอบ',
    lastName: 'ตัวอย่างดี',
    areaCode: '420101',
    listYear: 2569,
    dimensions: ['income', 'health'],
    indicators: [29, 6],
  };
  const judge = (values: RowValues, household?: Household, more: Partial<JudgeContext> = {}) =>
    judgeRow(row(values), household, [], context('tpmap-targets', { list: LIST, ...more }));
  const listed = (more: Partial<Extract<EntryBody, { type: 'listed' }>> = {}): EntryBody => ({
    type: 'listed',
    list: LIST.id,
    area: '420101',
    targets: [{ personId: 'p1', dimensions: ['health', 'income'], indicators: [6, 29] }],
    ...more,
  });

  it('begins a household on the list', () => {
    expect(judge(target)).toMatchObject({
      outcome: 'created',
      body: {
        type: 'listed',
        list: 'list-1',
        area: '420101',
        targets: [{ personId: 'new-person', dimensions: ['health', 'income'], indicators: [6, 29] }],
        profile: { areaCode: '420101', members: [{ id: 'new-person', citizenId: ID }] },
      },
    });
  });

  it('is refused without its list, of another year, outside the list, without an area, without a person', () => {
    const { areaCode: _, ...placeless } = target;
    expect(codes(judgeRow(row(target), undefined, [], context('tpmap-targets')))).toEqual(['list-required']);
    expect(codes(judge({ ...target, listYear: 2568 }))).toEqual(['list-year-differs']);
    expect(codes(judge(target, undefined, { list: { ...LIST, scopeArea: '4202' } }))).toEqual(['area-outside-list']);
    expect(codes(judge(target, known().household, { list: { ...LIST, scopeArea: '31' } }))).toEqual([
      'area-outside-list',
    ]);
    expect(codes(judge(placeless))).toEqual(['area-missing']);
    const nobody: RowValues = { houseCode: '99990000001', areaCode: '420101', listYear: 2569, dimensions: ['income'] };
    expect(codes(judge(nobody))).toEqual(['person-missing']);
    expect(codes(judge(nobody, known().household))).toEqual(['person-missing']);
  });

  it('of a person not on the list yet is created, of one who is there updated or unchanged', () => {
    expect(judge(target, known().household)).toMatchObject({
      outcome: 'created',
      body: { targets: [{ personId: 'p1' }] },
    });
    const there = known(listed()).household;
    expect(judge(target, there)).toEqual({ outcome: 'unchanged', problems: [] });
    expect(judge({ ...target, dimensions: ['income'] }, there)).toMatchObject({ outcome: 'updated' });
    expect(judge({ ...target, indicators: [6] }, there)).toMatchObject({ outcome: 'updated' });
    const another = { ...target, citizenId: OTHER_ID, firstName: 'บุตร' };
    expect(judge(another, there)).toMatchObject({
      outcome: 'created',
      body: { targets: [{ personId: 'new-person' }] },
    });
  });

  it('takes the dimensions of its indicators when it states none', () => {
    const { dimensions: _, ...stated } = target;
    expect(judge({ ...stated, indicators: [29] })).toMatchObject({
      body: { targets: [{ dimensions: ['income'], indicators: [29] }] },
    });
  });

  it('stays in the area in which the household was listed first', () => {
    const there = known(listed({ area: '420102' })).household;
    expect(judge({ ...target, dimensions: ['access'] }, there)).toMatchObject({ body: { area: '420102' } });
  });

  it('fills gaps and overwrites nothing', () => {
    const judged = judge(
      {
        ...target,
        title: 'นางสาว',
        lastName: 'สมมุติใจ',
        village: 'บ้านติ้ว',
        relation: 'หัวหน้าครัวเรือน',
        houseCode: '99990000002',
      },
      known(listed()).household,
    );
    expect(judged).toMatchObject({
      outcome: 'updated',
      body: {
        profile: {
          address: { addressNo: '12/3', moo: 4, village: 'บ้านติ้ว' },
          members: [{ id: 'p1', title: 'นาง', lastName: 'ตัวอย่างดี', relation: 'หัวหน้าครัวเรือน', welfareCard: 'YES' }],
        },
      },
    });
    expect('body' in judged && 'profile' in judged.body && judged.body.profile?.houseCode).toBeUndefined();
  });

  it('does not fill one address from another', () => {
    const there = known(listed()).household;
    expect(judge({ ...target, addressNo: '99', village: 'บ้านอื่น' }, there).outcome).toBe('unchanged');
    expect(judge({ ...target, moo: 9, village: 'บ้านอื่น' }, there).outcome).toBe('unchanged');
    expect(judge({ ...target, areaCode: '420102', village: 'บ้านอื่น' }, there)).toMatchObject({
      outcome: 'unchanged',
      problems: [{ code: 'area-differs' }],
    });
  });
});
