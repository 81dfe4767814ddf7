import { describe, expect, it } from 'vitest';

import type { CorrectableBody } from './bodies.ts';
import type { FollowUpBody } from './kinds/follow-up.ts';
import { Problem, type InputError } from '#shared/problems.ts';

import type { EntryBody } from './entry.ts';
import { refuseBody } from './record.ts';
import { help } from './test/help.ts';

const followUp: FollowUpBody = { type: 'follow-up', on: '2026-05-10', stage: 'SURVIVE', needResults: [] };

function errorsOf(body: EntryBody): InputError[] {
  try {
    refuseBody(body);
    return [];
  } catch (error) {
    if (error instanceof Problem) return error.extensions.errors ?? [];
    throw error;
  }
}
const placesOf = (body: EntryBody): string[] => errorsOf(body).map(({ pointer, code }) => `${pointer} ${code}`);

describe('money of an entry', () => {
  it.each([null, 0, 0.01, 0.1, 0.29, 1.15, 1500, 999_999_999.99, 1e9])('may be %s baht', (baht) => {
    expect(placesOf(help({ cashBaht: baht, inKindBaht: baht }))).toEqual([]);
  });

  it.each([1.0000001, 1e-7, 0.001, 0.1 + 0.2, 1.005, 999_999_999.999])('may not be %s baht', (baht) => {
    const code = 'too-many-decimals';
    expect(placesOf(help({ cashBaht: baht, inKindBaht: baht }))).toEqual([`/cashBaht ${code}`, `/inKindBaht ${code}`]);
    expect(placesOf({ ...followUp, incomeNow: 1, expenseNow: null, debtNow: baht })).toEqual([`/debtNow ${code}`]);
    const correction: EntryBody = { type: 'correction', supersedes: 'x', reason: 'x', entry: help({ cashBaht: baht }) };
    expect(placesOf(correction)).toEqual([`/entry/cashBaht ${code}`]);
  });
});

describe('needs of a survey', () => {
  const survey = (...ids: (string | undefined)[]): CorrectableBody => ({
    type: 'survey',
    on: '2026-05-10',
    needs: ids.map((id) => ({
      dimension: 'health',
      kind: 'PROBLEM',
      text: 'ป่วย',
      ...(id === undefined ? {} : { id }),
    })),
  });
  const corrected = (...ids: (string | undefined)[]): EntryBody => ({
    type: 'correction',
    supersedes: 'x',
    reason: 'x',
    entry: survey(...ids),
  });

  it('have no id yet in a new survey, and each its own in a correction', () => {
    expect(placesOf(survey(undefined, undefined))).toEqual([]);
    expect(placesOf(survey('x.1', undefined, 'x.2'))).toEqual([
      '/needs/0/id id-outside-correction',
      '/needs/2/id id-outside-correction',
    ]);
    expect(placesOf(corrected('x.2', undefined, undefined, 'x.1'))).toEqual([]);
    expect(placesOf(corrected('x.1', undefined, 'x.1', 'x.2', 'x.1'))).toEqual([
      '/entry/needs/2/id need-twice',
      '/entry/needs/4/id need-twice',
    ]);
  });
});

describe('agencies of help', () => {
  it('come once, the giver not among those beside it', () => {
    expect(placesOf(help({ coAgencies: ['dla', 'moph'] }))).toEqual([]);
    expect(placesOf(help({ agency: null, coAgencies: ['cdd'] }))).toEqual([]);
    expect(placesOf(help({ coAgencies: ['dla', 'cdd', 'dla'] }))).toEqual([
      '/coAgencies/1 agency-is-giver',
      '/coAgencies/2 agency-twice',
    ]);
  });
});

describe('what an entry names', () => {
  it('comes once: people and needs of help, needs of a follow-up', () => {
    expect(placesOf(help({ personIds: ['p', 'q'], needIds: ['p', 'q'] }))).toEqual([]);
    const twice = help({ personIds: ['p', 'q', 'p', 'p'], needIds: ['n', 'n'] });
    const places = ['/personIds/2 person-twice', '/personIds/3 person-twice', '/needIds/1 need-twice'];
    expect(placesOf(twice)).toEqual(places);
    const correction: EntryBody = { type: 'correction', supersedes: 'x', reason: 'x', entry: twice };
    expect(placesOf(correction)).toEqual(places.map((place) => `/entry${place}`));
    const results = (['n', 'm', 'n'] as const).map((needId) => ({ needId, result: 'BETTER' as const }));
    expect(placesOf({ ...followUp, needResults: results })).toEqual(['/needResults/2/needId need-twice']);
  });
});

describe('those who help a mentor', () => {
  it.each([
    [{ mentor: 'a', coMentors: ['b', 'a', 'b'] }, ['/coMentors/1 mentor-twice', '/coMentors/2 mentor-twice']],
    [{ mentor: null, coMentors: ['b', 'b'], reason: 'ก' }, ['/coMentors without-mentor', '/coMentors/1 mentor-twice']],
  ])('are each another: %j', (said, places) => {
    expect(placesOf({ type: 'mentor', on: '2026-05-10', ...said })).toEqual(places);
  });
});
