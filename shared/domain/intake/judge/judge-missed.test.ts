import { describe, expect, it } from 'vitest';

import { judgeRow } from './judge-row.ts';
import { codes, context, known, row, same } from './test/rows.ts';

const missed = { ...same, surveyDate: '2026-05-20', foundSource: 'VULNERABLE' as const };
const found = { type: 'found', source: 'VULNERABLE', on: '2026-05-20' } as const;

describe('a row of missed households', () => {
  it('begins a household with its survey, and says where it was found', () => {
    expect(judgeRow(row(missed), undefined, [], context('missed-households'))).toMatchObject({
      outcome: 'created',
      body: { type: 'survey', on: '2026-05-20', needs: [{ text: 'หลังคารั่ว' }] },
      also: [found],
    });
  });

  it('without a source was found in the field', () => {
    const { foundSource: _, ...values } = missed;
    expect(judgeRow(row(values), undefined, [], context('missed-households'))).toMatchObject({
      also: [{ source: 'FIELD_FOUND' }],
    });
  });

  it('says of a known household that it was found, once', () => {
    const { household } = known();
    const again = { ...missed, surveyDate: '2026-05-07' };
    const judged = judgeRow(row(again), household, [], context('missed-households'));
    expect(judged).toMatchObject({ outcome: 'updated', body: { ...found, on: '2026-05-07' }, problems: [] });
    const told = known({ ...found, evidence: 'ลงพื้นที่' }).household;
    expect(judgeRow(row(again), told, [], context('missed-households')).outcome).toBe('unchanged');
  });

  it('warns of a household that a list has', () => {
    const { household } = known({
      type: 'listed',
      list: 'list-1',
      area: '420101',
      targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
    });
    expect(codes(judgeRow(row(missed), household, [], context('missed-households')))).toEqual(['household-listed']);
  });
});
