import { describe, expect, it } from 'vitest';

import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import type { RowValues } from '../cells/row.ts';
import { judgeRow } from './judge-row.ts';
import { codes, context, ID, known, OTHER_ID, row } from './test/rows.ts';

const judge = (values: RowValues, ...before: EntryBody[]) =>
  judgeRow(row(values), known(...before).household, [], context('welfare-register'));
const said = (yearBe: number, welfareCard: 'YES' | 'NO'): EntryBody => ({
  type: 'registry',
  register: 'WELFARE_CARD',
  yearBe,
  profile: { members: [{ id: 'p1', firstName: 'ทดสอบ', welfareCard, welfareCardYear: yearBe }] },
});
const card = (more: Partial<RowValues> = {}): RowValues => ({
  citizenId: ID,
  welfareCard: 'YES',
  listYear: 2569,
  ...more,
});

describe('a row of the register of welfare cards', () => {
  it('says of a member the card and the year of the register', () => {
    expect(judge(card({ welfareCard: 'NO' }))).toMatchObject({
      outcome: 'updated',
      body: {
        type: 'registry',
        yearBe: 2569,
        profile: { members: [{ id: 'p1', welfareCard: 'NO', welfareCardYear: 2569 }] },
      },
      problems: [],
    });
    expect(known(said(2569, 'NO')).household.members).toMatchObject([
      { id: 'p1', citizenId: ID, lastName: 'ตัวอย่างดี', welfareCard: 'NO', welfareCardYear: 2569 },
    ]);
  });

  it('says the same once, and an older register changes nothing', () => {
    expect(judge(card(), said(2569, 'YES'))).toEqual({ outcome: 'unchanged', problems: [] });
    const older = judge(card({ listYear: 2568, welfareCard: 'NO' }), said(2569, 'YES'));
    expect([older.outcome, codes(older)]).toEqual(['unchanged', ['register-older']]);
  });

  it('that does not know of a card is no news of one that is known', () => {
    expect(judge(card({ welfareCard: 'UNKNOWN' }))).toEqual({ outcome: 'unchanged', problems: [] });
  });

  it('of somebody who is in no household opens no file, and says nothing of a household', () => {
    const unknown = judgeRow(row(card({ citizenId: OTHER_ID })), undefined, [], context('welfare-register'));
    expect([unknown.outcome, codes(unknown)]).toEqual(['unchanged', ['person-not-known']]);
  });
});
