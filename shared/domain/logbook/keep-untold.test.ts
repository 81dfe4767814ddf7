import { describe, expect, it } from 'vitest';

import { INDICATOR_SET } from '#shared/reference/indicators.ts';

import type { Role } from '../access/access.ts';
import { readingOf } from '../access/reading.ts';
import { CARE } from '../case/told-category.ts';
import type { CorrectableBody, CorrectionBody } from './bodies.ts';
import type { EntryBody, LogbookEntry } from './entry.ts';
import { keepUntold } from './keep-untold.ts';
import { RECORDED_KINDS } from './kinds/all.ts';
import type { Told } from './privacy.ts';
import { record } from './record.ts';
import { toldEntry } from './told-entry.ts';

const H = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';
const BEGIN: EntryBody = { type: 'registered', profile: { areaCode: '420101', members: [] } };
const TODAY = '2026-06-10';
type Who = { sub: string; roles: Role[]; area?: string; agency?: string };
const unit: Who = { sub: 'u', roles: ['DISTRICT_OFFICER'], area: '4201' };
const secretariat: Who = { sub: 'p', roles: ['PROVINCE_SECRETARIAT'], area: '42' };
const field: Who = { sub: 'f', roles: ['FIELD_TEAM'], area: '420101' };
/** An agency that reads nothing of the household. */
const agency: Who = { sub: 'a', roles: ['AGENCY_FOCAL'], agency: 'cdd' };

/** What `history` says, as a file of the household. */
function fileOf(...said: readonly (readonly [EntryBody, Who])[]) {
  let history: LogbookEntry[] = [];
  let household;
  for (const [body, { sub, roles, area, agency: of }] of said) {
    const recordedBy = {
      sub,
      roles,
      ...(area === undefined ? {} : { area }),
      ...(of === undefined ? {} : { agency: of }),
    };
    const recorded = record(
      household,
      [body],
      {
        householdId: H,
        recordedAt: new Date(`${TODAY}T03:00:00Z`),
        recordedBy,
        hash: ({ version }) => `hash ${version}`,
      },
      history,
    );
    history = [...history, ...recorded.entries];
    household = recorded.household;
  }
  if (!household) throw new Error('A file begins');
  return { household, history };
}

const correct = (version: number, entry: CorrectableBody): CorrectionBody => ({
  type: 'correction',
  supersedes: `${H}.${version}`,
  reason: 'พิมพ์ผิด',
  entry,
});

/** What `who` corrects entry 2 to, and what `who` is told of the correction. */
function corrected(by: Who, said: CorrectableBody, who: Who, sent: CorrectableBody) {
  const { household, history } = fileOf([BEGIN, unit], [said, by]);
  const toldOf = (entry: LogbookEntry) => toldEntry(entry, household, who, readingOf(who, household, TODAY));
  const body = keepUntold(correct(2, sent), history, toldOf);
  if (body.type !== 'correction') throw new Error('A correction stays one');
  const after = fileOf([BEGIN, unit], [said, by], [body, who]);
  const [, , last] = after.history;
  if (!last) throw new Error('It was recorded');
  const told = toldEntry(last, after.household, who, readingOf(who, after.household, TODAY)) as { entry: object };
  return { recorded: body.entry, kept: body.kept, told };
}

const DRUGS = 'th-category-11';
const HEALTH = 'th-category-1';
const need = { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'คำเดิม', openedOn: '2026-06-01' } as const;
const ANSWERS = Array.from({ length: 38 }, (_, at) => (at % 3 === 0 ? '0' : '1')).join('');
const bmn = (answers: string) => ({ framework: INDICATOR_SET, answers }) as const;
const survey = { type: 'survey' as const, on: '2026-06-01', needs: [] };

describe('who was not told all of an entry and corrects it', () => {
  it.each([
    ['a category of drugs', unit, { ...need, category: DRUGS }, { category: DRUGS }, ['/category']],
    ['religion', unit, { ...need, indicator: 37 }, { indicator: 37 }, ['/indicator']],
    [
      'illness',
      secretariat,
      { ...need, dimension: 'health', indicator: 3, category: HEALTH },
      { dimension: 'health', indicator: 3, category: HEALTH },
      ['/indicator', '/category'],
    ],
  ] as const)('keeps %s of a need', (_, who, said, stays, kept) => {
    const recorder = who === unit ? secretariat : unit;
    const sent = { ...need, dimension: said.dimension, text: 'คำใหม่' };
    const { recorded, told, kept: places } = corrected(recorder, said, who, sent);
    expect(recorded).toEqual({ ...sent, ...stays });
    expect(places).toEqual(kept);
    // Who corrected is the recorder of the correction, and is still not told what it did not say.
    expect(JSON.stringify(told)).not.toMatch(/th-category-1|"indicator"|kept/u);
    expect(told.entry).toMatchObject({ text: 'คำใหม่' });
  });

  it('sends back the word that stands for a category, and keeps the category', () => {
    const said = { ...need, dimension: 'health', category: HEALTH } as const;
    const { recorded } = corrected(unit, said, secretariat, { ...need, dimension: 'health', category: CARE });
    expect(recorded).toMatchObject({ category: HEALTH });
  });

  it('says another code, which is then its own and is told it, whether it was the same or not', () => {
    for (const category of [HEALTH, 'th-category-2']) {
      const sent = { ...need, category };
      const { recorded, kept, told } = corrected(unit, { ...need, category: HEALTH }, secretariat, sent);
      expect([recorded, kept, told.entry]).toEqual([sent, undefined, sent]);
    }
  });

  it('keeps those of each need of a survey and a Re-X-ray by its id', () => {
    const found = (text: string, more: object = {}) =>
      ({ dimension: 'income', kind: 'PROBLEM', text, ...more }) as const;
    const needs = [
      found('ก', { category: DRUGS }),
      found('ข', { category: 'th-category-5' }),
      found('ค', { indicator: 37 }),
    ];
    const sent = [found('ค', { id: `${H}.2.3` }), found('ใหม่'), found('ก', { id: `${H}.2.1` })];
    const right = [{ ...sent[0], indicator: 37 }, sent[1], { ...sent[2], category: DRUGS }];
    const places = (name: string) => [`/${name}/0/indicator`, `/${name}/2/category`];
    const inSurvey = corrected(secretariat, { ...survey, needs }, unit, { ...survey, needs: sent });
    expect(inSurvey.recorded).toEqual({ ...survey, needs: right });
    expect(inSurvey.kept).toEqual(places('needs'));
    const rexray = { type: 'rexray' as const, round: 'r', on: '2026-06-01', by: { kind: 'VHV' as const }, results: [] };
    const looked = corrected(secretariat, { ...rexray, newNeeds: needs }, unit, { ...rexray, newNeeds: sent });
    expect(looked.recorded).toEqual({ ...rexray, newNeeds: right });
    for (const { told } of [inSurvey, looked]) expect(JSON.stringify(told)).not.toMatch(/th-category-11|37|kept/u);
  });

  it('keeps the answers that it was not told, also when it sends none', () => {
    const before = { ...survey, bmn: bmn(ANSWERS) };
    const hidden = (at: number) => at < 12 || at === 34 || at === 36;
    const sentAnswers = Array.from({ length: 38 }, (_, at) => (hidden(at) ? '.' : '-'));
    const some = corrected(unit, before, secretariat, { ...survey, bmn: bmn(sentAnswers.join('')) });
    const right = Array.from(ANSWERS, (answer, at) => (hidden(at) ? answer : '-')).join('');
    expect(some.recorded).toEqual({ ...survey, bmn: bmn(right) });
    expect(some.told.entry).toMatchObject({ bmn: { answers: sentAnswers.join('') } });
    const none = corrected(unit, before, secretariat, survey);
    const left = Array.from(ANSWERS, (answer, at) => (hidden(at) ? answer : '.')).join('');
    expect(none.recorded).toEqual({ ...survey, bmn: bmn(left) });
    const own = corrected(unit, before, secretariat, { ...survey, bmn: bmn('-'.repeat(38)) });
    expect([own.recorded, own.kept]).toEqual([{ ...survey, bmn: bmn('-'.repeat(38)) }, undefined]);
  });

  it('keeps amounts of money, an unknown one also', () => {
    const followUp = {
      type: 'follow-up' as const,
      on: '2026-06-01',
      stage: 'SURVIVE' as const,
      reasons: 'เหตุ',
      needResults: [],
    };
    const inFollowUp = corrected(unit, { ...followUp, incomeNow: 5, debtNow: null }, field, {
      ...followUp,
      expenseNow: 7,
    });
    expect(inFollowUp.recorded).toEqual({ ...followUp, incomeNow: 5, expenseNow: 7 });
    expect(inFollowUp.told.entry).toEqual({ ...followUp, expenseNow: 7 });
  });

  it('keeps words and what is coded of needs, where it reads nothing', () => {
    const visit = { type: 'visit', on: '2026-06-01', purpose: 'FOLLOWUP', outcome: 'MET' } as const;
    expect(corrected(unit, { ...visit, notes: 'คำ' }, agency, visit).recorded).toEqual({ ...visit, notes: 'คำ' });
    const coded = { severity: 3, solveMode: 'EXTERNAL', wanted: 'dla' } as const;
    expect(corrected(unit, { ...need, ...coded }, agency, need).recorded).toEqual({ ...need, ...coded });
  });

  it('takes back what it was told and left out', () => {
    const visit = { type: 'visit', on: '2026-06-01', purpose: 'FOLLOWUP', outcome: 'MET' } as const;
    const by = corrected(unit, { ...visit, notes: 'คำ' }, secretariat, visit);
    expect([by.recorded, by.kept]).toEqual([visit, undefined]);
    const own = corrected(secretariat, { ...need, category: HEALTH }, secretariat, need);
    expect([own.recorded, own.kept]).toEqual([need, undefined]);
  });

  it('keeps again what an earlier correction kept', () => {
    const first = correct(2, { ...need, text: 'แก้แล้ว' });
    const { household, history } = fileOf([BEGIN, unit], [{ ...need, category: DRUGS }, secretariat]);
    const reading = readingOf(unit, household, TODAY);
    const toldOf = (entry: LogbookEntry) => toldEntry(entry, household, unit, reading);
    const recorded = keepUntold(first, history, toldOf);
    const next = fileOf([BEGIN, unit], [{ ...need, category: DRUGS }, secretariat], [recorded, unit]);
    const again = keepUntold(correct(3, { ...need, text: 'แก้อีก' }), next.history, toldOf);
    expect(again).toMatchObject({ entry: { text: 'แก้อีก', category: DRUGS }, kept: ['/category'] });
  });
});

it('every class of fields that a call corrects is among them', () => {
  const classesOf = (told: Told): string[] =>
    Object.values(told).flatMap((as) => (typeof as === 'string' ? [as] : classesOf(as)));
  const classes = new Set(RECORDED_KINDS.flatMap((kind) => classesOf(kind.told)));
  expect([...classes].toSorted()).toEqual(['answers', 'details', 'money', 'need', 'words']);
});
