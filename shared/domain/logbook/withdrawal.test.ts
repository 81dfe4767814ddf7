import { describe, expect, it } from 'vitest';

import type { CorrectableBody } from './bodies.ts';
import type { EntryBody } from './entry.ts';
import { foldHousehold } from './replay.ts';
import { correct, fileOf, H, refusalOf } from './test/file-of.ts';
import { help } from './test/help.ts';

const visit = { type: 'visit', on: '2026-05-03', purpose: 'FOLLOWUP', outcome: 'MET' } as const;
const need: CorrectableBody = {
  type: 'need',
  dimension: 'income',
  kind: 'PROBLEM',
  text: 'ว่างงาน',
  openedOn: '2026-05-01',
};
const survey: CorrectableBody = {
  type: 'survey',
  on: '2026-05-02',
  needs: [{ dimension: 'health', kind: 'PROBLEM', text: 'ป่วย' }],
};
const followUp = (result: 'RESOLVED' | 'SAME'): CorrectableBody => ({
  type: 'follow-up',
  on: '2026-05-20',
  stage: 'SURVIVE',
  needResults: [{ needId: `${H}.2`, result }],
});
const step = (status: 'DELIVERED' | 'VERIFIED'): CorrectableBody => ({
  type: 'assistance-status',
  assistanceId: `${H}.2`,
  status,
  on: '2026-05-12',
});
const planned = help({ status: 'PLANNED', deliveredOn: null });

/** What of a document its entries said, without what every entry moves. */
function said({ household }: ReturnType<typeof fileOf>): object {
  const { version: _v, updatedAt: _u, lastEntryHash: _l, facts: _f, ...rest } = household;
  return rest;
}

describe('an entry that is withdrawn', () => {
  it.each<[string, CorrectableBody]>([
    ['a visit', visit],
    ['a need', need],
    ['a survey', survey],
    ['help', help()],
    ['urgency', { type: 'urgency', level: 'CRITICAL', on: '2026-05-01', reason: 'ไม่มีที่อยู่' }],
    ['a move', { type: 'move', on: '2026-05-01', toArea: '420102' }],
    ['where it was found', { type: 'found', source: 'THAIQM', on: '2026-05-01', evidence: 'ก' }],
  ])('is as if it had not been recorded: %s', (_what, body) => {
    const file = fileOf(body, correct(2, null));
    expect(said(file)).toEqual(said(fileOf()));
    expect(foldHousehold(file.history)).toEqual(file.household);
  });

  it('takes back the status that its result gave', () => {
    expect(fileOf(need, followUp('RESOLVED')).household.needs[0]?.status).toBe('RESOLVED');
    expect(fileOf(need, followUp('RESOLVED'), correct(3, null)).household.needs[0]?.status).toBe('OPEN');
    expect(fileOf(need, followUp('RESOLVED'), correct(3, followUp('SAME'))).household.needs[0]?.status).toBe('OPEN');
  });

  it('takes back a step of help, and help with its steps once those are withdrawn', () => {
    const delivered = fileOf(planned, step('DELIVERED'));
    expect(delivered.household.lastHelpOn).toBe('2026-05-12');
    const back = fileOf(planned, step('DELIVERED'), correct(3, null));
    expect(said(back)).toEqual(said(fileOf(planned)));
    expect(said(fileOf(planned, step('DELIVERED'), correct(3, null), correct(2, null)))).toEqual(said(fileOf()));
  });

  it('comes back when the withdrawal is corrected', () => {
    const back = fileOf(help(), correct(2, null), correct(3, help({ cashBaht: 7 })));
    expect(said(back)).toEqual(said(fileOf(help({ cashBaht: 7 }))));
    expect(refusalOf(help(), correct(2, null), correct(3, visit))).toMatchObject({ code: 'invalid-input' });
  });

  it('is withdrawn once', () => {
    expect(refusalOf(visit, correct(2, null), correct(2, null))).toMatchObject({ code: 'already-superseded' });
    expect(refusalOf(visit, correct(2, null), correct(3, null))).toMatchObject({ code: 'already-withdrawn' });
    expect(refusalOf(correct(9, null))).toMatchObject({ code: 'entry-not-found' });
  });
});

describe('an entry on which others stand', () => {
  const status = (to: 'REOPENED' | 'IN_PROGRESS'): EntryBody => ({
    type: 'need-status',
    needId: `${H}.2`,
    status: to,
    on: '2026-05-25',
  });
  it.each<[string, EntryBody[], number, string[]]>([
    ['a need that help names', [need, help({ needIds: [`${H}.2`] })], 2, [`${H}.3`]],
    [
      'a need that a status and a follow-up name',
      [need, status('IN_PROGRESS'), followUp('SAME')],
      2,
      [`${H}.3`, `${H}.4`],
    ],
    ['a survey whose need help names', [survey, help({ needIds: [`${H}.2.1`] })], 2, [`${H}.3`]],
    ['help with a step', [planned, step('DELIVERED')], 2, [`${H}.3`]],
    ['a result that was reopened', [need, followUp('RESOLVED'), status('REOPENED')], 3, [`${H}.4`]],
  ])('is not withdrawn: %s', (_what, bodies, version, by) => {
    expect(refusalOf(...bodies, correct(version, null))).toEqual({ code: 'built-upon', by });
  });

  it('is withdrawn when those were', () => {
    expect(refusalOf(need, help({ needIds: [`${H}.2`] }), correct(3, null), correct(2, null))).toBe('recorded');
    expect(refusalOf(need, help({ needIds: [`${H}.2`], status: 'CANCELLED' }), correct(2, null))).toBe('recorded');
  });
});
