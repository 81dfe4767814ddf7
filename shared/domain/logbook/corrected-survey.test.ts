import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AssistanceBody, CorrectableBody, SurveyBody } from '#shared/domain/logbook/bodies.ts';
import { Problem } from '#shared/problems.ts';

import type { EntryBody, LogbookEntry } from './entry.ts';
import { help } from './test/help.ts';
import { knownHouseholds } from '../statistics/known-household.ts';
import { foldHousehold } from './replay.ts';
import type { Household } from '../household/household.ts';
import { record } from './record.ts';

const householdId = '00000000-0000-4000-8000-000000000001';

function recording(day: number): Parameters<typeof record>[2] {
  return {
    householdId,
    recordedAt: new Date(`2026-05-0${day}T03:00:00.000Z`),
    recordedBy: { sub: 'tester', roles: ['DISTRICT_OFFICER'] },
    hash: ({ version }) => `hash-${version}`,
  };
}

describe('a survey of a file that began a household', () => {
  const survey: EntryBody = {
    type: 'survey',
    on: '2026-05-01',
    needs: [{ dimension: 'income', kind: 'PROBLEM', text: 'รายได้น้อย' }],
    profile: { areaCode: '420101', houseCode: '99999000001', members: [{ id: 'p1', firstName: 'สมใจ' }] },
  };
  const begun = record(undefined, [survey], recording(1));
  const resolved = record(
    begun.household,
    [{ type: 'need-status', needId: `${householdId}.1.1`, status: 'RESOLVED', on: '2026-05-02' }],
    recording(2),
  );
  const correction: EntryBody = {
    type: 'correction',
    supersedes: `${householdId}.1`,
    reason: 'พิมพ์ผิด',
    entry: {
      type: 'survey',
      on: '2026-05-01',
      needs: [{ id: `${householdId}.1.1`, dimension: 'health', kind: 'PROBLEM', text: 'ป่วย' }],
    },
  };
  const history = [...begun.entries, ...resolved.entries];
  const corrected = record(resolved.household, [correction], recording(3), history);

  it('can be corrected, and the household keeps its place, its people and its beginning', () => {
    expect(corrected.household).toMatchObject({
      version: 3,
      areaCode: '420101',
      houseCode: '99999000001',
      createdAt: '2026-05-01T03:00:00.000Z',
      members: [{ id: 'p1', firstName: 'สมใจ' }],
    });
  });

  it('keeps the id of the need, and what was said of it since', () => {
    expect(corrected.household.needs).toEqual([
      expect.objectContaining({ id: `${householdId}.1.1`, dimension: 'health', text: 'ป่วย', status: 'RESOLVED' }),
    ]);
  });

  it('still says to the figures where it lives', () => {
    expect(corrected.household.facts.map(({ body }) => body.type)).toEqual([
      'registered',
      'survey',
      'need-status',
      'survey',
    ]);
  });

  it('is the fold of its entries', () => {
    expect(foldHousehold([...history, ...corrected.entries])).toEqual(corrected.household);
  });
});

type File = { household: Household; history: LogbookEntry[] };
type SurveyNeed = SurveyBody['needs'][number];

const ROOT = `${householdId}.2`;
const REGISTERED: EntryBody = { type: 'registered', profile: { areaCode: '420101' } };

function say(file: Partial<File>, ...bodies: EntryBody[]): File {
  const { history = [] } = file;
  const recorded = record(file.household, bodies, recording(8), history);
  return { household: recorded.household, history: [...history, ...recorded.entries] };
}

function refusalOf(file: File, body: EntryBody): Problem['extensions'] & { code?: string } {
  try {
    say(file, body);
    return {};
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.extensions };
    throw error;
  }
}

const found = (text: string, id?: string): SurveyNeed => ({
  dimension: 'health',
  kind: 'PROBLEM',
  text,
  ...(id === undefined ? {} : { id }),
});
const surveyOf = (...needs: SurveyNeed[]): SurveyBody => ({ type: 'survey', on: '2026-05-01', needs });
const correct = (supersedes: string, entry: CorrectableBody): EntryBody => ({
  type: 'correction',
  supersedes,
  reason: 'พิมพ์ผิด',
  entry,
});
const resolved = (needId: string): CorrectableBody => ({
  type: 'need-status',
  needId,
  status: 'RESOLVED',
  on: '2026-05-06',
});
const followed = (needId: string): CorrectableBody => ({
  type: 'follow-up',
  on: '2026-05-06',
  stage: 'SURVIVE',
  needResults: [{ needId, result: 'SAME' }],
});
const given = (...needIds: string[]): AssistanceBody => help({ deliveredOn: '2026-05-05', needIds });
const numbersOf = ({ household }: File): string[] => household.needs.map(({ id }) => id.slice(ROOT.length));
const wordsOf = ({ household }: File): string[] => household.needs.map(({ text }) => text);

/** A file as it was stored before corrections carried ids. */
function storedWithoutIds(file: File, ...bodies: EntryBody[]): File {
  const history = [...file.history];
  for (const body of bodies) {
    const version = history.length + 1;
    history.push({ ...history[0]!, id: `${householdId}.${version}`, version, body, hash: `hash-${version}` });
  }
  return { household: foldHousehold(history), history };
}

describe('needs of a corrected survey', () => {
  const surveyed = say({}, REGISTERED, surveyOf(found('ก'), found('ข')));
  const helped = say(surveyed, given(`${ROOT}.1`), resolved(`${ROOT}.1`));

  it('keep what was said of them, whatever is dropped or put before them', () => {
    const file = say(helped, correct(ROOT, surveyOf(found('ใหม่'), found('ก แก้', `${ROOT}.1`))));
    expect(file.household.needs).toMatchObject([
      { id: `${ROOT}.3`, text: 'ใหม่', status: 'OPEN' },
      { id: `${ROOT}.1`, text: 'ก แก้', status: 'RESOLVED', statusOn: '2026-05-06' },
    ]);
  });

  it.each([
    ['another, without ids', surveyOf(found('ข'))],
    ['another, under its id', surveyOf(found('ข', `${ROOT}.2`))],
    ['none', surveyOf()],
    ['all in their places, without ids', surveyOf(found('ก'), found('ข'))],
  ])('are not dropped when help and a status name one: %s', (_, entry) => {
    expect(refusalOf(helped, correct(ROOT, entry))).toEqual({ code: 'need-in-use', needIds: [`${ROOT}.1`] });
  });

  it('may be dropped when nothing in force names them, and come back under their own id', () => {
    const dropped = say(helped, correct(ROOT, surveyOf(found('ก', `${ROOT}.1`))));
    expect(numbersOf(dropped)).toEqual(['.1']);
    const newer = say(dropped, correct(`${householdId}.5`, surveyOf(found('ก', `${ROOT}.1`), found('ค'))));
    expect(numbersOf(newer)).toEqual(['.1', '.3']);
    const back = say(newer, correct(`${householdId}.6`, surveyOf(found('ข', `${ROOT}.2`), found('ก', `${ROOT}.1`))));
    expect([numbersOf(back), wordsOf(back)]).toEqual([
      ['.2', '.1'],
      ['ข', 'ก'],
    ]);
    const again = say(back, correct(`${householdId}.7`, surveyOf(found('ก', `${ROOT}.1`), found('ง'))));
    expect(numbersOf(again)).toEqual(['.1', '.4']);
  });

  it('have ids in the entry that is stored, and in what its hash is of', () => {
    const hashed: unknown[] = [];
    const { entries } = record(
      helped.household,
      [correct(ROOT, surveyOf(found('ก', `${ROOT}.1`), found('ค')))],
      { ...recording(8), hash: ({ body }) => String(hashed.push(body)) },
      helped.history,
    );
    expect(entries.map(({ body }) => body)).toEqual(hashed);
    expect(hashed).toMatchObject([{ entry: { needs: [{ id: `${ROOT}.1` }, { id: `${ROOT}.3` }] } }]);
  });

  it.each<[string, EntryBody, string[]]>([
    ['a status', resolved(`${ROOT}.1`), ['.1']],
    ['a follow-up', followed(`${ROOT}.1`), ['.1']],
    ['help to come', { ...given(`${ROOT}.1`), status: 'PLANNED', deliveredOn: null }, ['.1']],
    ['help that came back', { ...given(`${ROOT}.1`), status: 'RETURNED' }, ['.1']],
    ['help that was cancelled', { ...given(`${ROOT}.1`), status: 'CANCELLED' }, []],
    ['help for another', given(`${ROOT}.2`), ['.2']],
    ['help for both', given(`${ROOT}.2`, `${ROOT}.1`), ['.1', '.2']],
    ['a visit', { type: 'visit', on: '2026-05-05', purpose: 'ASSIST', outcome: 'MET' }, []],
  ])('are in use as %s says', (_, body, needs) => {
    const { code, needIds } = refusalOf(say(surveyed, body), correct(ROOT, surveyOf()));
    expect([code, needIds]).toEqual(
      needs.length > 0 ? ['need-in-use', needs.map((number) => ROOT + number)] : [undefined, undefined],
    );
  });

  it('are in use by what is in force only', () => {
    const file = say(surveyed, given(`${ROOT}.1`), correct(`${householdId}.3`, given(`${ROOT}.2`)));
    expect(refusalOf(file, correct(ROOT, surveyOf())).needIds).toEqual([`${ROOT}.2`]);
    const withdrawn = say(file, correct(`${householdId}.4`, { ...given(`${ROOT}.2`), status: 'CANCELLED' }));
    const empty = say(withdrawn, correct(ROOT, surveyOf()));
    expect(empty.household.needs).toEqual([]);
    // What was cancelled is not given again for a need that is none.
    expect(refusalOf(empty, correct(`${householdId}.5`, given(`${ROOT}.2`))).code).toBe('need-not-found');
  });

  it('are those of that survey, each at its place', () => {
    const file = say(surveyed, surveyOf(found('อื่น')));
    const entry = surveyOf(
      found('ก', `${ROOT}.1`),
      found('ค', `${ROOT}.3`),
      found('ง', `${householdId}.3.1`),
      found('จ', ROOT),
      found('ฉ'),
    );
    const { code, errors } = refusalOf(file, correct(ROOT, entry));
    expect([code, errors?.map(({ pointer, code: error }) => [pointer, error])]).toEqual([
      'invalid-input',
      [
        ['/entry/needs/1/id', 'need-of-other-entry'],
        ['/entry/needs/2/id', 'need-of-other-entry'],
        ['/entry/needs/3/id', 'need-of-other-entry'],
      ],
    ]);
  });

  it('do not become something else', () => {
    const visit: CorrectableBody = { type: 'visit', on: '2026-05-05', purpose: 'ASSIST', outcome: 'MET' };
    expect(refusalOf(helped, correct(ROOT, visit))).toEqual({ code: 'need-in-use', needIds: [`${ROOT}.1`] });
    expect(refusalOf(surveyed, correct(ROOT, visit))).toMatchObject({
      code: 'invalid-input',
      errors: [{ code: 'other-type' }],
    });
    const need: CorrectableBody = { type: 'need', openedOn: '2026-05-01', ...found('ก') };
    const needed = say({}, REGISTERED, need);
    expect(refusalOf(needed, correct(ROOT, visit)).code).toBe('invalid-input');
    expect(refusalOf(say(needed, followed(ROOT)), correct(ROOT, visit))).toEqual({
      code: 'need-in-use',
      needIds: [ROOT],
    });
    expect(refusalOf(say(needed, followed(ROOT)), correct(ROOT, { ...need, text: 'แก้' }))).toEqual({});
  });

  it('are numbered on past 99', () => {
    const fifty = Array.from({ length: 50 }, (_, at) => found(`ป่วย ${at}`));
    let file = say({}, REGISTERED, surveyOf(...fifty), correct(ROOT, surveyOf(...fifty)));
    file = say(file, correct(`${householdId}.3`, surveyOf(...fifty)));
    expect(numbersOf(file)).toEqual(Array.from({ length: 50 }, (_, at) => `.${at + 101}`));
    const kept = say(file, given(`${ROOT}.150`), resolved(`${ROOT}.101`));
    const entry = surveyOf(found('ท้าย', `${ROOT}.150`), found('แรก', `${ROOT}.101`), found('ใหม่'));
    const last = say(kept, correct(`${householdId}.4`, entry));
    expect(last.household.needs).toMatchObject([
      { id: `${ROOT}.150`, text: 'ท้าย', status: 'OPEN' },
      { id: `${ROOT}.101`, text: 'แรก', status: 'RESOLVED' },
      { id: `${ROOT}.151`, text: 'ใหม่', status: 'OPEN' },
    ]);
    expect(foldHousehold(last.history)).toEqual(last.household);
  });

  it('stored without ids are named by position as they were, and a new correction knows their ids', () => {
    const old = storedWithoutIds(
      helped,
      correct(ROOT, surveyOf(found('ค'), found('ง'), found('จ'))),
      correct(`${householdId}.5`, surveyOf(found('ฉ'))),
    );
    expect(old.household.needs).toMatchObject([{ id: `${ROOT}.1`, text: 'ฉ', status: 'RESOLVED' }]);
    const file = say(
      old,
      correct(`${householdId}.6`, surveyOf(found('ช'), found('ฉ', `${ROOT}.1`), found('จ', `${ROOT}.3`))),
    );
    expect([numbersOf(file), wordsOf(file)]).toEqual([
      ['.4', '.1', '.3'],
      ['ช', 'ฉ', 'จ'],
    ]);
  });

  it('that old corrections dropped although help names them come back with the next', () => {
    const old = storedWithoutIds(say(surveyed, given(`${ROOT}.2`)), correct(ROOT, surveyOf(found('ข'))));
    expect(numbersOf(old)).toEqual(['.1']);
    const next = `${householdId}.4`;
    expect(refusalOf(old, correct(next, surveyOf(found('ก', `${ROOT}.1`)))).needIds).toEqual([`${ROOT}.2`]);
    expect(numbersOf(say(old, correct(next, surveyOf(found('ข', `${ROOT}.2`)))))).toEqual(['.2']);
  });
});

describe('whatever is said of surveys and their needs', () => {
  type Step = { kind: string; pick: number; keep: boolean[]; fresh: number; reverse: boolean };
  const step: fc.Arbitrary<Step> = fc.record({
    kind: fc.constantFrom(
      'survey',
      'correction',
      'correction',
      'correction',
      'status',
      'help',
      'help-corrected',
      'follow-up',
    ),
    pick: fc.nat(99),
    keep: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    fresh: fc.nat(3),
    reverse: fc.boolean(),
  });
  const said = ({ body }: LogbookEntry): EntryBody => (body.type === 'correction' ? (body.entry ?? body) : body);
  const isSuperseded = (history: readonly LogbookEntry[], id: string): boolean =>
    history.some(({ body }) => body.type === 'correction' && body.supersedes === id);

  it('the file, its log and the figures speak of the same needs, and no id of another', () => {
    const seen = { taken: 0, refused: 0, dropped: 0, back: 0 };
    const refusals = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), (steps) => {
        let file = say({}, REGISTERED);
        /** What each id has meant since it was first given, and the survey that gave it. */
        const meanings = new Map<string, { word: string; survey: string }>();
        let words = 0;
        const fresh = (count: number): SurveyNeed[] => Array.from({ length: count }, () => found(`คำ${(words += 1)} `));

        const bodyOf = ({ kind, pick, keep, fresh: count, reverse }: Step): EntryBody | undefined => {
          const { household, history } = file;
          const one = <T>(list: readonly T[]): T | undefined => list[pick % list.length];
          const needId = one(household.needs)?.id;
          if (kind === 'survey') return surveyOf(...fresh(count));
          if (kind === 'correction') {
            const target = one(
              history.filter((entry) => said(entry).type === 'survey' && !isSuperseded(history, entry.id)),
            );
            if (!target) return undefined;
            const survey = rootOf(history, target.id);
            const kept = [...meanings]
              .filter(([, meaning]) => meaning.survey === survey)
              .filter((_, at) => keep[at % keep.length])
              .map(([id, { word }]) => found(`${word}แก้ ${pick}`, id));
            const needs = [...fresh(count), ...kept];
            return correct(target.id, surveyOf(...(reverse ? needs.toReversed() : needs)));
          }
          if (kind === 'help-corrected') {
            const target = one(
              history.filter((entry) => said(entry).type === 'assistance' && !isSuperseded(history, entry.id)),
            );
            if (!target) return undefined;
            return correct(
              target.id,
              reverse ? { ...given(), status: 'CANCELLED' } : given(...(needId === undefined ? [] : [needId])),
            );
          }
          if (needId === undefined) return undefined;
          if (kind === 'status') return resolved(needId);
          return kind === 'help' ? given(needId) : followed(needId);
        };

        for (const each of steps) {
          const body = bodyOf(each);
          if (!body) continue;
          const before = file;
          const { code } = refusalOf(file, body);
          if (code !== undefined) {
            seen.refused += 1;
            refusals.add(code);
            continue;
          }
          file = say(file, body);
          seen.taken += 1;
          const { household, history } = file;
          const ids = household.needs.map(({ id }) => id);
          expect(foldHousehold(history)).toEqual(household);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { id, text } of household.needs) {
            const word = text.slice(0, text.indexOf(' ') + 1);
            const meaning = meanings.get(id);
            const others = [...meanings].filter(([other]) => other !== id).map(([, other]) => other.word);
            expect([id, meaning?.word ?? word]).toEqual([id, word]);
            expect(others).not.toContain(word);
            meanings.set(id, { word, survey: id.slice(0, id.lastIndexOf('.')) });
            if (meaning && !before.household.needs.some((need) => need.id === id)) seen.back += 1;
          }
          seen.dropped += before.household.needs.filter(({ id }) => !ids.includes(id)).length;

          const inForce = history.filter(({ id }) => !isSuperseded(history, id)).map(said);
          const named = inForce.flatMap((entry) => {
            if (entry.type === 'need-status') return [entry.needId];
            if (entry.type === 'follow-up') return entry.needResults.map((result) => result.needId);
            return entry.type === 'assistance' ? entry.needIds : [];
          });
          const counted = knownHouseholds([household.facts], '2027-01-01T00:00:00.000Z').flatMap(({ helps, needs }) => [
            ...needs.keys(),
            ...helps.flatMap(({ fact }) => fact.needIds),
          ]);
          expect(ids).toEqual(expect.arrayContaining([...named, ...counted]));
        }
      }),
      { numRuns: 300, seed: 20260501 },
    );
    expect([...refusals].toSorted()).toEqual(['need-in-use', 'transition-not-allowed']);
    expect(Object.values(seen).every((count) => count > 100)).toBe(true);
  });

  function rootOf(history: readonly LogbookEntry[], id: string): string {
    const entry = history.find((other) => other.id === id);
    return entry?.body.type === 'correction' ? rootOf(history, entry.body.supersedes) : id;
  }
});
