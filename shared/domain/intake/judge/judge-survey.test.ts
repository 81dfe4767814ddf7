import { describe, expect, it } from 'vitest';

import type { Household } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { RowValues } from '../cells/row.ts';
import { judgeRow } from './judge-row.ts';
import { ID, OTHER_ID, row, context, known, same, codes } from './test/rows.ts';

describe('a row of a survey', () => {
  const judge = (values: RowValues, household?: Household) =>
    judgeRow(row(values), household, [], context('thaiqm-survey'));

  it('begins a household with all that it says', () => {
    const values: RowValues = {
      ...same,
      houseCode: '99990000001',
      addressNo: '12/3',
      moo: 4,
      village: 'บ้านติ้ว',
      title: 'นาง',
    };
    expect(judge({ ...values, problems: ['หลังคารั่ว', 'หลังคารั่ว', 'มีหนี้สิน'] })).toEqual({
      outcome: 'created',
      problems: [],
      body: {
        type: 'survey',
        on: '2026-05-07',
        needs: [
          { dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว' },
          { dimension: 'income', kind: 'PROBLEM', text: 'มีหนี้สิน' },
        ],
        profile: {
          houseCode: '99990000001',
          address: { addressNo: '12/3', moo: 4, village: 'บ้านติ้ว' },
          areaCode: '420101',
          members: [{ id: 'new-person', citizenId: ID, firstName: 'ทดสอบ', lastName: 'ตัวอย่างดี', title: 'นาง' }],
        },
      },
    });
  });

  it('needs an area when its house code is not known, and a day', () => {
    const { areaCode: _area, ...placeless } = same;
    const { surveyDate: _day, ...dayless } = same;
    expect(judge({ ...placeless, houseCode: '99990000009' })).toMatchObject({
      outcome: 'rejected',
      problems: [{ code: 'area-missing' }],
    });
    expect(judge(dayless)).toMatchObject({
      outcome: 'rejected',
      problems: [{ code: 'survey-date-missing', column: 'survey_date' }],
    });
  });

  it('needs no area when the household is known', () => {
    const { areaCode: _, ...placeless } = same;
    expect(judge({ ...placeless, surveyDate: '2026-05-08' }, known().household).outcome).toBe('updated');
  });

  it('said again is unchanged', () => {
    expect(judge(same, known().household)).toEqual({ outcome: 'unchanged', problems: [] });
    expect(judge({ ...same, problems: ['  หลังคารั่ว '] }, known().household).outcome).toBe('unchanged');
  });

  it('said again is unchanged when it tells more than fits', () => {
    const long = 'ก'.repeat(2500);
    const first = judge({ ...same, problems: [long] });
    if (first.outcome !== 'created') throw new Error('not created');
    const { household } = record(undefined, [first.body], {
      householdId: 'h2',
      recordedAt: new Date('2026-06-10T03:00:00.000Z'),
      recordedBy: { sub: 's', roles: [] },
      hash: () => 'hash',
    });
    expect(judge({ ...same, problems: [long] }, household).outcome).toBe('unchanged');
  });

  it('that is older changes nothing and says so', () => {
    const judged = judge(
      { ...same, surveyDate: '2026-05-06', problems: ['ไฟไหม้'], addressNo: '99' },
      known().household,
    );
    expect(judged).toMatchObject({ outcome: 'unchanged', problems: [{ severity: 'warning', code: 'survey-older' }] });
    expect(judged.problems[0]?.message).toContain('(7 พ.ค. 2569)');
  });

  describe('that tells of a birth', () => {
    const born = { date: '1947-01-01', year: 1947, precision: 'DAY' } as const;
    const year = (number: number) => ({ date: null, year: number, precision: 'YEAR' }) as const;
    const { household } = known({
      type: 'registered',
      profile: { members: [{ id: 'p1', firstName: 'ทดสอบ', birthDate: born }] },
    });
    const newer = { ...same, surveyDate: '2026-06-01', problems: [] };
    const { citizenId: _, ...nameless } = newer;

    it.each([
      ['by its year leaves the known day, unsaid', { ...newer, birthDate: year(1947) }, []],
      ['by another year leaves the known day, with a warning', { ...newer, birthDate: year(1992) }, ['birth-differs']],
      ['so without an ID', { ...nameless, birthDate: year(1992) }, ['birth-differs']],
    ])('%s', (_title, values, warnings) => {
      const judged = judge(values, household);
      expect(codes(judged)).toEqual(warnings);
      expect(judged).toMatchObject({ outcome: 'updated', body: { type: 'survey', needs: [] } });
      expect(judged).not.toHaveProperty('body.profile');
    });

    it('years apart has the last word under an ID, with a warning', () => {
      const other = { date: '1992-06-05', year: 1992, precision: 'DAY' } as const;
      expect(judge({ ...newer, birthDate: other }, household)).toMatchObject({
        problems: [{ column: 'birth_date', severity: 'warning', code: 'birth-differs' }],
        body: { profile: { members: [{ id: 'p1', birthDate: other }] } },
      });
    });

    it('says nothing of it to an agency that sends help', () => {
      const help = {
        ...newer,
        birthDate: year(1992),
        dimension: 'income',
        deliveredOn: '2026-05-25',
      } as const;
      expect(codes(judgeRow(row(help), household, [], context('assistance')))).not.toContain('birth-differs');
    });
  });

  it('that is older fills what is blank, opens no need and says so', () => {
    const unnumbered = known({
      type: 'registered',
      profile: { members: [{ id: 'p2', firstName: 'บุตร', lastName: 'ตัวอย่างดี', title: 'นาย' }] },
    }).household;
    const older: RowValues = {
      citizenId: OTHER_ID,
      title: 'นาง',
      firstName: 'บุตร',
      lastName: 'ตัวอย่างดี',
      birthDate: { date: '1990-05-01', year: 1990, precision: 'DAY' },
      houseCode: '99990000001',
      addressNo: '99',
      surveyDate: '2026-05-06',
      problems: ['ไฟไหม้'],
    };
    const judged = judge(older, unnumbered);
    expect(judged).toEqual({
      outcome: 'updated',
      problems: [expect.objectContaining({ severity: 'warning', code: 'survey-older' })],
      body: {
        type: 'survey',
        on: '2026-05-06',
        needs: [],
        profile: {
          members: [
            {
              id: 'p2',
              citizenId: OTHER_ID,
              title: 'นาย',
              firstName: 'บุตร',
              lastName: 'ตัวอย่างดี',
              birthDate: older.birthDate,
            },
          ],
        },
      },
    });
    if (judged.outcome !== 'updated') throw new Error('not updated');
    const { household } = record(unnumbered, [judged.body], {
      householdId: 'h1',
      recordedAt: new Date('2026-06-10T04:00:00.000Z'),
      recordedBy: { sub: 's', roles: [] },
      hash: () => 'hash',
    });
    expect(household).toMatchObject({ surveyedOn: '2026-05-07', needs: unnumbered.needs, address: unnumbered.address });
    expect(judge(older, household).outcome).toBe('unchanged');
  });

  it('that is older gives thirteen digits to whom a school or a passport gave a number, and takes none away', () => {
    const numbered = (citizenId: string) =>
      known({
        type: 'registered',
        profile: { members: [{ id: 'p2', citizenId, firstName: 'บุตร', lastName: 'ตัวอย่างดี' }] },
      }).household;
    const older = { ...same, firstName: 'บุตร', surveyDate: '2026-05-06' };
    for (const number of ['G000099990121', 'MA0123456'])
      expect(judge({ ...older, citizenId: OTHER_ID }, numbered(number))).toMatchObject({
        outcome: 'updated',
        body: { profile: { members: [{ id: 'p2', citizenId: OTHER_ID }] } },
      });
    expect(judge({ ...older, citizenId: 'MA0123456' }, numbered(OTHER_ID)).outcome).toBe('unchanged');
  });

  it('that is older overwrites no ID and no birth date, adds nobody, and fills none of two whom it may mean', () => {
    const born = { date: '1950-01-01', year: 1950, precision: 'DAY' } as const;
    const twins = ['p2', 'p3'].map((id) => ({ id, firstName: 'บุตร', lastName: 'ตัวอย่างดี' }));
    const { household } = known({
      type: 'registered',
      profile: { members: [{ id: 'p1', firstName: 'ทดสอบ', birthDate: born }, ...twins] },
    });
    const older = { ...same, surveyDate: '2026-05-06', houseCode: '99990000002' };
    expect(judge({ ...older, birthDate: { ...born, date: '1950-01-02' } }, household).outcome).toBe('unchanged');
    expect(judge({ ...older, citizenId: OTHER_ID, firstName: 'ใครอีกคน' }, household).outcome).toBe('unchanged');
    const twin = judge({ ...older, citizenId: OTHER_ID, firstName: 'บุตร' }, household);
    expect([twin.outcome, codes(twin)]).toEqual(['unchanged', ['survey-older', 'person-ambiguous']]);
  });

  it('with names swapped is of the same person, whose name stays, with a warning', () => {
    const { citizenId: _, ...unnumbered } = same;
    const swapped = { ...unnumbered, firstName: 'ตัวอย่างดี', lastName: 'ทดสอบ', relation: 'หัวหน้าครัวเรือน' };
    expect(judge(swapped, known().household)).toMatchObject({
      outcome: 'updated',
      problems: [{ severity: 'warning', code: 'names-swapped' }],
      body: { profile: { members: [{ id: 'p1', firstName: 'ทดสอบ', lastName: 'ตัวอย่างดี', relation: 'หัวหน้าครัวเรือน' }] } },
    });
    // The ID leaves no doubt who is meant: the newest survey has the last word, as for every name.
    expect(judge({ ...swapped, citizenId: ID }, known().household)).toMatchObject({
      outcome: 'updated',
      problems: [{ severity: 'warning', code: 'names-swapped' }],
      body: { profile: { members: [{ id: 'p1', firstName: 'ตัวอย่างดี', lastName: 'ทดสอบ' }] } },
    });
  });

  it('of somebody of the same name whose ID differs in one digit is another person, with a warning', () => {
    const slip = `${ID.slice(0, 2)}1${ID.slice(3)}`;
    expect(judge({ ...same, citizenId: slip }, known().household)).toMatchObject({
      outcome: 'updated',
      problems: [{ column: 'citizen_id', severity: 'warning', code: 'citizen-id-alike' }],
      body: { profile: { members: [{ id: 'new-person', citizenId: slip }] } },
    });
  });

  it('that is newer is a survey, with the needs not known yet', () => {
    const judged = judge({ ...same, surveyDate: '2026-06-01', problems: ['หลังคารั่ว', 'น้ำไม่ไหล'] }, known().household);
    expect(judged).toEqual({
      outcome: 'updated',
      problems: [],
      body: { type: 'survey', on: '2026-06-01', needs: [{ dimension: 'living', kind: 'PROBLEM', text: 'น้ำไม่ไหล' }] },
    });
  });

  it('of the same day adds what it knows more, and a new person', () => {
    expect(
      judge({ ...same, addressNo: '15', birthDate: { date: null, year: 1950, precision: 'YEAR' } }, known().household),
    ).toMatchObject({
      outcome: 'updated',
      body: {
        needs: [],
        profile: {
          address: { addressNo: '15' },
          members: [{ id: 'p1', citizenId: ID, title: 'นาง', birthDate: { year: 1950 } }],
        },
      },
    });
    const child = { ...same, citizenId: OTHER_ID, firstName: 'บุตร' };
    expect(judge(child, known().household)).toMatchObject({
      body: { profile: { members: [{ id: 'new-person', citizenId: OTHER_ID }] } },
    });
  });

  it('does not wipe out what it leaves blank or does not know', () => {
    const { firstName: _f, lastName: _l, ...nameless } = same;
    expect(judge(nameless, known().household).outcome).toBe('unchanged');
    expect(judge({ ...same, welfareCard: 'UNKNOWN' }, known().household).outcome).toBe('unchanged');
    expect(judge({ ...same, welfareCard: 'NO' }, known().household).outcome).toBe('updated');
  });

  it('that places the household elsewhere moves neither it nor its address', () => {
    const judged = judge(
      { ...same, areaCode: '420102', houseCode: '99990000002', addressNo: '77', surveyDate: '2026-06-01' },
      known().household,
    );
    expect(judged).toEqual({
      outcome: 'updated',
      body: { type: 'survey', on: '2026-06-01', needs: [] },
      problems: [expect.objectContaining({ severity: 'warning', code: 'area-differs' })],
    });
  });

  it('of somebody of the same name with another ID is another person', () => {
    const judged = judge({ ...same, citizenId: OTHER_ID }, known().household);
    expect(judged).toMatchObject({ body: { profile: { members: [{ id: 'new-person', citizenId: OTHER_ID }] } } });
  });

  it('takes fifty needs at the most', () => {
    const judged = judge({ ...same, problems: Array.from({ length: 60 }, (_, at) => `ปัญหา ${at}`) });
    expect('body' in judged && judged.body.type === 'survey' && judged.body.needs.length).toBe(50);
  });
});
