/** The life-cycle of targets from the table of domain.md §2.3, written here a second time: every from × to × role, and what each step needs. */
import { describe, expect, it } from 'vitest';

import { ROLES, type Role } from '../access/access.ts';
import type { Household } from '../household/household.ts';
import type { EntryBody } from '../logbook/entry.ts';
import { correct, fileOf, H } from '../logbook/test/file-of.ts';
import { help } from '../logbook/test/help.ts';
import { TARGET_STATES, type TargetState } from './target-state.ts';
import {
  derivedState,
  maySayState,
  refusalOfStep,
  targetNow,
  type SaidStep,
  type Situation,
  type StepEvidence,
} from './target-steps.ts';

const LIST = 'list-1';
const OPENED = '2026-03-20';
const listed: EntryBody = {
  type: 'listed',
  list: LIST,
  area: '420101',
  targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
};
const SITUATION: Situation = { listsOpened: new Map([[LIST, OPENED]]), duplicates: [] };

function householdOf(...bodies: EntryBody[]): Household {
  return fileOf(listed, ...bodies).household;
}
/** A household in a said state, whatever led to it. */
function inState(state: TargetState, more: Partial<Household> = {}): Household {
  const { household } = fileOf(listed);
  return { ...household, verifications: { [LIST]: { state, on: '2026-04-10', entryId: `${H}.9` } }, ...more };
}
const stepTo = (state: TargetState, more: Partial<SaidStep> = {}): SaidStep => ({ list: LIST, state, ...more });
const refusal = (household: Household, said: SaidStep, situation = SITUATION): string => {
  const refused = refusalOfStep(household, said, situation);
  if (!refused) return 'taken';
  return refused.code === 'evidence-needed' ? `needs ${refused.missing}` : refused.code;
};

const LEAVES = ['SELF_RESOLVED', 'NOT_POOR', 'REFUSED', 'NOT_FOUND', 'MOVED', 'DECEASED', 'DUPLICATE'] as const;
const FINDS = ['CONFIRMED', ...LEAVES] as const;
const BACK_IN = ['ASSIGNED', 'VISITED', ...FINDS] as const;
/** What a person may say from each state that was said, when all that a step needs is there. */
const MAY: Readonly<Record<TargetState, readonly TargetState[]>> = {
  LISTED: FINDS,
  ASSIGNED: FINDS,
  VISITED: FINDS,
  CONFIRMED: ['ASSISTED', ...FINDS],
  PLANNED: ['ASSISTED', ...FINDS],
  ASSISTING: ['ASSISTED', ...FINDS],
  ASSISTED: ['FOLLOWING', 'GRADUATED', ...LEAVES],
  FOLLOWING: ['GRADUATED', ...LEAVES],
  GRADUATED: ['RELAPSED', ...LEAVES],
  // Help after the relapse makes it ASSISTING.
  RELAPSED: ['ASSISTED', ...FINDS],
  SELF_RESOLVED: BACK_IN,
  NOT_POOR: BACK_IN,
  REFUSED: BACK_IN,
  NOT_FOUND: BACK_IN,
  MOVED: BACK_IN,
  DECEASED: BACK_IN,
  DUPLICATE: BACK_IN,
};

describe('a step of a target', () => {
  /** Help on 11 April, a follow-up 90 days later, visits that met somebody and nobody. */
  const all: EntryBody[] = [
    { type: 'visit', on: '2026-04-01', purpose: 'SURVEY', outcome: 'MET' },
    { type: 'visit', on: '2026-04-02', purpose: 'SURVEY', outcome: 'NOT_HOME' },
    { type: 'visit', on: '2026-04-03', purpose: 'SURVEY', outcome: 'NOT_FOUND' },
    help({ deliveredOn: '2026-04-11' }),
  ];
  const { lastContactOn, lastRefusedOn, missedOn, lastHelpOn, facts } = householdOf(...all);
  const rich = { lastContactOn, lastRefusedOn, missedOn, lastHelpOn, facts, lastFollowUpOn: '2026-07-10' };

  it.each(TARGET_STATES.flatMap((from) => TARGET_STATES.map((to) => ({ from, to }))))(
    '$from → $to is taken or refused as the table says',
    ({ from, to }) => {
      const said = stepTo(to, { evidence: 'DOCUMENT', ...(to === 'DUPLICATE' ? { duplicateOf: 'other' } : {}) });
      expect(refusal(inState(from, rich), said)).toBe(MAY[from].includes(to) ? 'taken' : 'transition-not-allowed');
    },
  );

  const UNITS: readonly Role[] = ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER'];
  const SAYS: Partial<Record<Role, readonly TargetState[]>> = {
    FIELD_TEAM: ['CONFIRMED', 'SELF_RESOLVED', 'NOT_POOR', 'REFUSED', 'NOT_FOUND', 'RELAPSED'],
    MENTOR: ['ASSISTED', 'FOLLOWING'],
  };
  it.each(
    ROLES.filter((role) => UNITS.includes(role) || SAYS[role]).flatMap((role) =>
      TARGET_STATES.map((state) => ({ role, state })),
    ),
  )('$role says $state or not', ({ role, state }) => {
    expect(maySayState(role, state)).toBe(SAYS[role]?.includes(state) ?? true);
  });
});

describe('evidence', () => {
  const visit = (outcome: 'MET' | 'NOT_HOME' | 'NOT_FOUND' | 'REFUSED' | 'MOVED', on = '2026-04-02'): EntryBody => ({
    type: 'visit',
    on,
    purpose: 'SURVEY',
    outcome,
  });
  const survey: EntryBody = { type: 'survey', on: '2026-04-02', needs: [] };
  const followUp = (on: string): EntryBody => ({ type: 'follow-up', on, stage: 'SURVIVE', needResults: [] });
  const given = (on: string, more: object = {}): EntryBody => help({ deliveredOn: on, ...more });
  const need = (kind: 'PROBLEM' | 'WANT'): EntryBody => ({
    type: 'need',
    dimension: 'income',
    kind,
    text: 'ก',
    openedOn: '2026-04-01',
  });

  it.each<[string, EntryBody[], SaidStep, string]>([
    ['a finding without any', [], stepTo('CONFIRMED'), 'needs contact'],
    ['a finding after a visit that met nobody', [visit('NOT_HOME')], stepTo('NOT_POOR'), 'needs contact'],
    ['a finding after a visit MOVED', [visit('MOVED')], stepTo('SELF_RESOLVED'), 'needs contact'],
    ['a finding after a visit', [visit('MET')], stepTo('CONFIRMED'), 'taken'],
    ['a finding after a survey', [survey], stepTo('NOT_POOR'), 'taken'],
    ['a finding after a follow-up', [followUp('2026-04-02')], stepTo('SELF_RESOLVED'), 'taken'],
    [
      'a visit before the month in which the list opened',
      [visit('MET', '2026-02-28')],
      stepTo('CONFIRMED'),
      'needs contact',
    ],
    ['a visit on the first of that month', [visit('MET', '2026-03-01')], stepTo('CONFIRMED'), 'taken'],
    ['a corrected visit', [visit('MET'), correct(3, visit('NOT_HOME') as never)], stepTo('CONFIRMED'), 'needs contact'],
    ['a withdrawn visit', [visit('MET'), correct(3, null)], stepTo('CONFIRMED'), 'needs contact'],
    ['a desk check', [], stepTo('NOT_POOR', { evidence: 'DESK' }), 'taken'],
    ['a registry is no desk check', [], stepTo('NOT_POOR', { evidence: 'REGISTRY' }), 'needs contact'],
    ['REFUSED after a refused visit', [visit('REFUSED')], stepTo('REFUSED'), 'taken'],
    ['CONFIRMED after a refused visit', [visit('REFUSED')], stepTo('CONFIRMED'), 'needs contact'],
    ['NOT_FOUND without a visit', [], stepTo('NOT_FOUND'), 'needs two-failed-visits'],
    ['NOT_FOUND after one', [visit('NOT_FOUND')], stepTo('NOT_FOUND'), 'needs two-failed-visits'],
    [
      'NOT_FOUND after two on one day',
      [visit('NOT_FOUND'), visit('NOT_HOME')],
      stepTo('NOT_FOUND'),
      'needs two-failed-visits',
    ],
    ['NOT_FOUND after two days', [visit('NOT_FOUND'), visit('NOT_HOME', '2026-04-03')], stepTo('NOT_FOUND'), 'taken'],
    ['NOT_FOUND by a registry', [], stepTo('NOT_FOUND', { evidence: 'REGISTRY' }), 'taken'],
    ['NOT_FOUND by a desk check', [], stepTo('NOT_FOUND', { evidence: 'DESK' }), 'needs two-failed-visits'],
    ['MOVED without any', [visit('MET')], stepTo('MOVED'), 'needs evidence'],
    ['MOVED with a document', [], stepTo('MOVED', { evidence: 'DOCUMENT' }), 'taken'],
    ['DECEASED without any', [], stepTo('DECEASED'), 'needs evidence'],
    ['DUPLICATE of nothing', [], stepTo('DUPLICATE', { evidence: 'DESK' }), 'needs duplicate-of'],
    ['DUPLICATE without any', [], stepTo('DUPLICATE', { duplicateOf: 'x' }), 'needs evidence'],
  ])('%s', (_what, bodies, said, expected) => {
    expect(refusal(householdOf(...bodies), said)).toBe(expected);
  });

  it.each<[string, EntryBody[], TargetState, string]>([
    ['without help', [], 'ASSISTED', 'needs delivered-help'],
    ['with planned help', [help({ status: 'PLANNED' })], 'ASSISTED', 'needs delivered-help'],
    ['with help before the list', [given('2026-02-28')], 'ASSISTED', 'needs delivered-help'],
    ['with advice', [given('2026-04-12', { assistanceType: 'ADVICE' })], 'ASSISTED', 'taken'],
  ])('ASSISTED %s', (_what, bodies, state, expected) => {
    const said = householdOf(visit('MET'), ...bodies);
    const household = {
      ...said,
      verifications: { [LIST]: { state: 'CONFIRMED' as const, on: '2026-04-05', entryId: 'x' } },
    };
    expect(refusal(household, stepTo(state))).toBe(expected);
  });

  const assisted = (...bodies: EntryBody[]): Household => ({
    ...householdOf(...bodies),
    verifications: { [LIST]: { state: 'ASSISTED', on: '2026-04-15', entryId: 'x' } },
  });
  it.each<[string, Household, TargetState, string]>([
    ['FOLLOWING without a follow-up', assisted(given('2026-04-12')), 'FOLLOWING', 'needs follow-up'],
    [
      'FOLLOWING before the last help',
      assisted(given('2026-04-12'), followUp('2026-04-11')),
      'FOLLOWING',
      'needs follow-up',
    ],
    ['FOLLOWING on that day', assisted(given('2026-04-12'), followUp('2026-04-12')), 'FOLLOWING', 'taken'],
    [
      'FOLLOWING counts no advice after other help',
      assisted(given('2026-04-12'), followUp('2026-04-13'), given('2026-04-20', { assistanceType: 'ADVICE' })),
      'FOLLOWING',
      'taken',
    ],
    ['GRADUATED without a follow-up', assisted(given('2026-01-10')), 'GRADUATED', 'needs follow-up-after-90-days'],
    [
      'GRADUATED after 89 days',
      assisted(given('2026-03-02'), followUp('2026-05-30')),
      'GRADUATED',
      'needs follow-up-after-90-days',
    ],
    ['GRADUATED after 90 days', assisted(given('2026-03-02'), followUp('2026-05-31')), 'GRADUATED', 'taken'],
    [
      'GRADUATED with a problem open',
      assisted(given('2026-03-02'), followUp('2026-05-31'), need('PROBLEM')),
      'GRADUATED',
      'needs problems-closed',
    ],
    [
      'GRADUATED with a wish open',
      assisted(given('2026-03-02'), followUp('2026-05-31'), need('WANT')),
      'GRADUATED',
      'taken',
    ],
  ])('%s', (_what, household, state, expected) => {
    expect(refusal(household, stepTo(state))).toBe(expected);
  });

  it('of GRADUATED counts needs and help of duplicates', () => {
    const household = assisted(given('2026-03-02'), followUp('2026-05-31'));
    const duplicate = (...bodies: EntryBody[]): Situation => ({ ...SITUATION, duplicates: [householdOf(...bodies)] });
    expect(refusal(household, stepTo('GRADUATED'), duplicate(need('PROBLEM')))).toBe('needs problems-closed');
    expect(refusal(household, stepTo('GRADUATED'), duplicate(given('2026-05-01')))).toBe(
      'needs follow-up-after-90-days',
    );
    expect(refusal(household, stepTo('GRADUATED'), duplicate())).toBe('taken');
  });
});

describe('steps that facts make', () => {
  const nothing: StepEvidence = { hadMentor: false, answeredOn: null, plannedOn: null, helpOn: null };
  it.each<[TargetState, Partial<StepEvidence>, TargetState]>([
    ['LISTED', {}, 'LISTED'],
    ['LISTED', { hadMentor: true }, 'ASSIGNED'],
    ['LISTED', { answeredOn: '2026-03-01' }, 'VISITED'],
    ['LISTED', { answeredOn: '2026-02-28' }, 'LISTED'],
    ['LISTED', { hadMentor: true, answeredOn: '2026-04-01' }, 'VISITED'],
    ['LISTED', { plannedOn: '2026-04-01', helpOn: '2026-04-01' }, 'LISTED'],
    ['ASSIGNED', { answeredOn: '2026-04-01' }, 'VISITED'],
    ['VISITED', { plannedOn: '2026-04-01', helpOn: '2026-04-01' }, 'VISITED'],
    ['CONFIRMED', {}, 'CONFIRMED'],
    ['CONFIRMED', { plannedOn: '2026-04-01' }, 'PLANNED'],
    ['CONFIRMED', { plannedOn: '2026-02-28' }, 'CONFIRMED'],
    ['CONFIRMED', { helpOn: '2026-03-01' }, 'ASSISTING'],
    ['CONFIRMED', { plannedOn: '2026-04-01', helpOn: '2026-02-28' }, 'PLANNED'],
    ['PLANNED', { helpOn: '2026-04-01' }, 'ASSISTING'],
    ['ASSISTED', { plannedOn: '2026-04-01', helpOn: '2026-05-01' }, 'ASSISTED'],
    ['RELAPSED', { helpOn: '2026-04-09' }, 'RELAPSED'],
    ['RELAPSED', { helpOn: '2026-04-10' }, 'ASSISTING'],
    ['NOT_POOR', { hadMentor: true, answeredOn: '2026-04-11', helpOn: '2026-04-11' }, 'NOT_POOR'],
  ])('%s with %j is %s', (state, evidence, expected) => {
    const said = state === 'LISTED' ? undefined : { state, on: '2026-04-10' };
    expect(derivedState(said, { ...nothing, ...evidence }, OPENED)).toBe(expected);
  });

  it.each<[TargetState, Partial<StepEvidence>, TargetState]>([
    ['ASSIGNED', { answeredOn: '2026-04-09' }, 'ASSIGNED'],
    ['ASSIGNED', { answeredOn: '2026-04-10' }, 'VISITED'],
    ['CONFIRMED', { plannedOn: '2026-04-09', helpOn: '2026-04-09' }, 'CONFIRMED'],
    ['CONFIRMED', { helpOn: '2026-04-10' }, 'ASSISTING'],
  ])('%s after it was out counts what was recorded since: %j is %s', (state, evidence, expected) => {
    expect(derivedState({ state, on: '2026-04-10', afterOut: true }, { ...nothing, ...evidence }, OPENED)).toBe(
      expected,
    );
  });

  it('count every day of a list of which no opening is known', () => {
    expect(derivedState(undefined, { ...nothing, answeredOn: '2020-01-01' }, undefined)).toBe('VISITED');
  });

  it('are taken back with what made them', () => {
    const visit = { type: 'visit', on: '2026-04-02', purpose: 'SURVEY', outcome: 'MET' } as const;
    const now = (...bodies: EntryBody[]) => targetNow(householdOf(...bodies), LIST, OPENED);
    expect([
      now(),
      now(visit),
      now(visit, correct(3, null)),
      now(visit, correct(3, { ...visit, outcome: 'NOT_HOME' })),
    ]).toEqual(['LISTED', 'VISITED', 'LISTED', 'LISTED']);
  });

  it('remember that a household was out', () => {
    const said = (state: TargetState, on: string, evidence?: 'DESK'): EntryBody => ({
      type: 'target-state',
      list: LIST,
      state,
      on,
      reason: 'ก',
      ...(evidence ? { evidence } : {}),
    });
    const back = householdOf(
      { type: 'visit', on: '2026-04-02', purpose: 'SURVEY', outcome: 'MET' },
      said('NOT_POOR', '2026-04-03'),
      said('ASSIGNED', '2026-04-20'),
    );
    expect(targetNow(back, LIST, OPENED)).toBe('ASSIGNED');
  });
});
