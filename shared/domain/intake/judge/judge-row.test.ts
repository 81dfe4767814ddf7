import { describe, expect, it } from 'vitest';

import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { RowValues } from '../cells/row.ts';
import { judgeRow } from './judge-row.ts';
import { LIST, row, context, known, same } from './test/rows.ts';

describe('any row', () => {
  it.each(['thaiqm-survey', 'tpmap-targets'] as const)('of %s about a household outside is rejected', (source) => {
    const judged = judgeRow(
      row(same),
      known().household,
      [],
      context(source, { scopeAreas: ['31', '4202'], list: LIST }),
    );
    expect(judged).toMatchObject({
      outcome: 'rejected',
      problems: [{ row: 7, column: 'area_code', severity: 'error', code: 'area-outside-scope' }],
      tellsOf: { id: 'h1' },
    });
  });

  it('of help about a household outside is answered as if nobody knew it', () => {
    const outside = context('assistance', { scopeAreas: ['31', '4202'] });
    expect(judgeRow(row(same), known().household, [], outside)).toEqual(judgeRow(row(same), undefined, [], outside));
  });

  it('is inside where the household stands on a list, wherever it lives since', () => {
    const listed: EntryBody = {
      type: 'listed',
      list: LIST.id,
      area: '420101',
      targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
    };
    const { household } = known(listed, { type: 'move', on: '2026-05-20', toArea: '310101' });
    const { areaCode: _, ...placeless } = same;
    const help: RowValues = { ...placeless, dimension: 'income', deliveredOn: '2026-05-25' };
    expect(judgeRow(row(help), household, [], context('assistance')).outcome).toBe('created');
    const target: RowValues = { ...placeless, dimensions: ['health'] };
    expect(judgeRow(row(target), household, [], context('tpmap-targets', { list: LIST }))).toMatchObject({
      outcome: 'updated',
      body: { area: '420101' },
    });
  });

  it.each(['thaiqm-survey', 'tpmap-targets', 'assistance'] as const)(
    'of %s whose ID is of somebody else is rejected, and shows nothing of who that is',
    (source) => {
      const judged = judgeRow(
        row({ ...same, firstName: 'กมลชนก', lastName: 'แบบฝึกดี' }),
        known().household,
        [],
        context(source, { list: LIST }),
      );
      expect(judged).toMatchObject({
        outcome: 'rejected',
        problems: [{ row: 7, column: 'citizen_id', code: 'citizen-id-of-other', value: '5-0000-xxxxx-xx-9' }],
        tellsOf: { id: 'h1' },
      });
      expect(JSON.stringify(judged.problems)).not.toMatch(/ทดสอบ|ตัวอย่างดี|12\/3/);
    },
  );

  it('under the ID of a member whose surname and title changed is of that member', () => {
    const married = { ...same, title: 'นางสาว', lastName: 'สมมุติใจ', surveyDate: '2026-05-20' };
    expect(judgeRow(row(married), known().household, [], context('thaiqm-survey'))).toMatchObject({
      outcome: 'updated',
      problems: [],
      body: { profile: { members: [{ id: 'p1', title: 'นางสาว', lastName: 'สมมุติใจ' }] } },
    });
  });

  it('of the nation is outside of nothing', () => {
    const judged = judgeRow(row(same), known().household, [], context('thaiqm-survey', { scopeAreas: [] }));
    expect(judged.outcome).toBe('unchanged');
  });
});
