import { describe, expect, it } from 'vitest';

import type { AssistanceBody } from '#shared/domain/logbook/bodies.ts';
import type { FileRow, RowValues, UploadSource } from '../files/row.ts';
import type { Household } from '../household/household.ts';
import { record } from '../logbook/record.ts';
import type { EntryBody, LogbookEntry } from '../logbook/entry.ts';
import type { TargetList } from '../target-list/target-list.ts';
import { mayHaveHelp } from './judge-assistance.ts';
import { judgeRow, type JudgeContext } from './judge-row.ts';

const ID = '5000000000019';
const OTHER_ID = '5000000000027';
const LIST: TargetList = {
  id: 'list-1',
  version: 1,
  name: 'TPMAP 2569',
  source: 'TPMAP',
  yearBe: 2569,
  phase: 1,
  asOfDate: '2026-03-01',
  scopeArea: '42',
  status: 'DRAFT',
  createdAt: '2026-03-01T00:00:00.000Z',
};

const row = (values: RowValues): FileRow => ({ sheet: 0, row: 7, values, problems: [] });
const context = (source: UploadSource, more: Partial<JudgeContext> = {}): JudgeContext => ({
  source,
  scopeAreas: ['42'],
  newPersonId: () => 'new-person',
  ...more,
});

/** A household of a survey of 7 May, with these further entries. */
function known(...bodies: EntryBody[]): { household: Household; history: LogbookEntry[] } {
  const begin: EntryBody = {
    type: 'survey',
    on: '2026-05-07',
    needs: [{ dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว' }],
    profile: {
      houseCode: '99990000001',
      address: { addressNo: '12/3', moo: 4 },
      areaCode: '420101',
      members: [{ id: 'p1', citizenId: ID, firstName: 'ทดสอบ', lastName: 'ตัวอย่างดี', title: 'นาง', welfareCard: 'YES' }],
    },
  };
  let number = 0;
  const recording = {
    householdId: 'h1',
    recordedAt: new Date('2026-06-10T03:00:00.000Z'),
    recordedBy: { sub: 's', roles: [] },
    hash: () => `hash ${(number += 1)}`,
  };
  const { household, entries } = record(undefined, [begin], recording);
  if (bodies.length === 0) return { household, history: entries };
  const more = record(household, bodies, recording, entries);
  return { household: more.household, history: [...entries, ...more.entries] };
}

const same: RowValues = {
  citizenId: ID,
  firstName: 'ทดสอบ',
  lastName: 'ตัวอย่างดี',
  areaCode: '420101',
  surveyDate: '2026-05-07',
  problems: ['หลังคารั่ว'],
};
const codes = ({ problems }: { problems: { code: string }[] }): string[] => problems.map(({ code }) => code);

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

  it.each(['bmn-survey', 'welfare-register', 'missed-households'] as const)('of %s is not received yet', (source) => {
    expect(codes(judgeRow(row(same), undefined, [], context(source)))).toEqual(['source-not-received']);
  });
});

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
