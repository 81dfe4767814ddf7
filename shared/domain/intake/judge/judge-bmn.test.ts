import { describe, expect, it } from 'vitest';

import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { Answer } from '#shared/domain/mpi/union-rule.ts';
import type { RowValues } from '../cells/row.ts';
import { judgeRow } from './judge-row.ts';
import { codes, context, known, row, same } from './test/rows.ts';

const answers: [number, Answer][] = [
  [1, 'PASS'],
  [2, 'FAIL'],
  [38, 'NOT_APPLICABLE'],
];
const LETTERS = `10${'.'.repeat(35)}-`;
const surveyed = (on: string): EntryBody => ({
  type: 'survey',
  on,
  needs: [],
  bmn: { framework: 'BMN-2565', answers: LETTERS },
});
const { problems: _none, ...person } = same;
const bmn = (more: Partial<RowValues> = {}): RowValues => ({ ...person, surveyDate: '2026-05-20', answers, ...more });
const judge = (values: RowValues, ...before: EntryBody[]) => {
  const { household, history } = known(...before);
  return judgeRow(row(values), household, history, context('bmn-survey'));
};

describe('a row of the จปฐ. survey', () => {
  it('begins a household with its answers', () => {
    expect(judgeRow(row(bmn()), undefined, [], context('bmn-survey'))).toMatchObject({
      outcome: 'created',
      body: { type: 'survey', on: '2026-05-20', needs: [], bmn: { framework: 'BMN-2565', answers: LETTERS } },
    });
  });

  it('brings answers to a household that was surveyed before, and says them once', () => {
    expect(judge(bmn())).toMatchObject({ outcome: 'updated', body: { bmn: { answers: LETTERS } } });
    expect(judge(bmn(), surveyed('2026-05-20')).outcome).toBe('unchanged');
  });

  it('older than the answers in force is not used, of the same day it is', () => {
    const older = judge(bmn({ surveyDate: '2026-05-19' }), surveyed('2026-05-20'));
    expect([older.outcome, codes(older)]).toEqual(['unchanged', ['survey-older']]);
    const corrected = judge(bmn({ answers: [[2, 'PASS']] }), surveyed('2026-05-20'));
    expect(corrected).toMatchObject({ outcome: 'updated', body: { bmn: { answers: `.1${'.'.repeat(36)}` } } });
  });

  it('older than a survey of another kind brings answers, and overwrites nobody', () => {
    const older = judge(bmn({ surveyDate: '2026-05-01', title: 'นางสาว' }));
    expect(older).toMatchObject({ outcome: 'updated', body: { on: '2026-05-01', bmn: { answers: LETTERS } } });
    expect(older).not.toHaveProperty('body.profile');
  });
});

describe('the answers of a household', () => {
  it('are those of the latest day, whatever was recorded last', () => {
    expect(known(surveyed('2026-05-20')).household.bmn).toEqual({
      framework: 'BMN-2565',
      on: '2026-05-20',
      answers: LETTERS,
    });
    const all = known(surveyed('2026-05-20'), {
      type: 'survey',
      on: '2026-05-01',
      needs: [],
      bmn: { framework: 'BMN-2565', answers: '1'.repeat(38) },
    });
    expect(all.household.bmn?.answers).toBe(LETTERS);
  });

  it('go when the survey that brought them is withdrawn', () => {
    const { history } = known(surveyed('2026-05-20'));
    const withdrawal: EntryBody = {
      type: 'correction',
      supersedes: history.at(-1)?.id ?? '',
      reason: 'ผิดบ้าน',
      entry: null,
    };
    expect(known(surveyed('2026-05-20'), withdrawal).household.bmn).toBeNull();
  });
});
