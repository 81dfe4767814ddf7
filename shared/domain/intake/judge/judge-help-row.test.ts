import { describe, expect, it } from 'vitest';

import type { AssistanceBody } from '#shared/domain/logbook/bodies.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import type { RowValues } from '../cells/row.ts';
import { mayHaveHelp } from './judge-assistance.ts';
import { judgeRow } from './judge-row.ts';
import { ID, OTHER_ID, row, context, known, codes } from './test/rows.ts';

describe('a row of help', () => {
  const values: RowValues = {
    citizenId: ID,
    agency: 'cdd',
    dimension: 'income',
    assistanceType: 'CASH',
    deliveredOn: '2026-05-15',
    cashBaht: 1500,
    inKindBaht: null,
    description: 'เงินทุน',
  };
  const help: AssistanceBody = {
    type: 'assistance',
    agency: 'cdd',
    coAgencies: [],
    dimension: 'income',
    assistanceType: 'CASH',
    status: 'DELIVERED',
    deliveredOn: '2026-05-15',
    plannedOn: null,
    personIds: ['p1'],
    needIds: [],
    cashBaht: 1500,
    inKindBaht: null,
    description: 'เงินทุน',
  };
  const judge = (stated: RowValues, { household, history }: { household?: Household; history: LogbookEntry[] }) =>
    judgeRow(row(stated), household, history, context('assistance'));

  it('is help of a known household, and names no need', () => {
    expect(judge(values, known())).toEqual({ outcome: 'created', body: help, problems: [] });
  });

  it('needs a household, a dimension and a day', () => {
    const { dimension: _d, ...aimless } = values;
    const { deliveredOn: _o, ...dayless } = values;
    expect(codes(judge(values, { history: [] }))).toEqual(['household-not-found']);
    expect(codes(judge(aimless, known()))).toEqual(['dimension-missing']);
    expect(codes(judge(dayless, known()))).toEqual(['delivered-on-missing']);
  });

  it('of nobody is help of the household; of a stranger too, with a warning', () => {
    const { citizenId: _, ...nobody } = values;
    expect(judge({ ...nobody, houseCode: '99990000001' }, known())).toMatchObject({
      body: { personIds: [] },
      problems: [],
    });
    expect(judge({ ...values, citizenId: OTHER_ID }, known())).toMatchObject({
      outcome: 'created',
      body: { personIds: [] },
      problems: [{ severity: 'warning', code: 'person-not-member' }],
    });
  });

  it('blank of agency, type, values and words is none, OTHER, unknown and nothing', () => {
    expect(judge({ citizenId: ID, dimension: 'health', deliveredOn: '2026-05-15' }, known())).toMatchObject({
      body: { agency: null, assistanceType: 'OTHER', cashBaht: null, inKindBaht: null, description: '' },
    });
  });

  it('said again is unchanged, whatever the spaces', () => {
    expect(judge(values, known(help))).toEqual({ outcome: 'unchanged', problems: [] });
    expect(judge({ ...values, description: ' เงินทุน ' }, known(help)).outcome).toBe('unchanged');
    expect(judge(values, known({ ...help, status: 'VERIFIED' })).outcome).toBe('unchanged');
  });

  it.each<[string, RowValues]>([
    ['person', { citizenId: OTHER_ID }],
    ['agency', { agency: 'dla' }],
    ['dimension', { dimension: 'health' }],
    ['type', { assistanceType: 'GOODS' }],
    ['day', { deliveredOn: '2026-05-16' }],
    ['description', { description: 'เงินทุนรอบสอง' }],
    ['cash', { cashBaht: 1501 }],
    ['cash, when it is unknown', { cashBaht: null }],
    ['value of things', { inKindBaht: 0 }],
  ])('of another %s is other help', (_, change) => {
    expect(judge({ ...values, ...change }, known(help)).outcome).toBe('created');
  });

  it.each(['PLANNED', 'APPROVED', 'CANCELLED', 'RETURNED'] as const)('is not the help that is %s', (status) => {
    expect(judge(values, known({ ...help, status })).outcome).toBe('created');
  });

  it('that was corrected or withdrawn since is not brought back', () => {
    const correction = (change: Partial<AssistanceBody>): EntryBody => ({
      type: 'correction',
      supersedes: 'h1.2',
      reason: 'พิมพ์ผิด',
      entry: { ...help, ...change },
    });
    for (const change of [{ cashBaht: 2000 }, { status: 'CANCELLED' }] as const)
      expect(judge(values, known(help, correction(change)))).toMatchObject({
        outcome: 'unchanged',
        problems: [{ severity: 'warning', code: 'help-corrected' }],
      });
    expect(judge({ ...values, cashBaht: 2000 }, known(help, correction({ cashBaht: 2000 })))).toEqual({
      outcome: 'unchanged',
      problems: [],
    });
  });

  it('may be known only when the facts of the household hold the same', () => {
    const { household } = known(help);
    expect(mayHaveHelp(household, row(values))).toBe(true);
    expect(mayHaveHelp(household, row({ ...values, description: 'อื่น' }))).toBe(true);
    for (const change of [
      { agency: 'dla' },
      { dimension: 'health' },
      { assistanceType: 'GOODS' },
      { deliveredOn: '2026-05-16' },
      { cashBaht: 1 },
      { inKindBaht: 0 },
    ] as const)
      expect(mayHaveHelp(household, row({ ...values, ...change }))).toBe(false);
  });
});
