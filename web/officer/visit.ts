/** A visit as the form holds it, and as the one call that records it (`POST …/logbook/batch`). */
import type { recordBatch } from '#shared/contracts/logbook-routes.ts';
import type { HelpSaid } from '#shared/domain/logbook/kinds/assistance.ts';
import type { FollowUpBody } from '#shared/domain/logbook/kinds/follow-up.ts';
import type { NeedBody } from '#shared/domain/logbook/kinds/need.ts';
import type { VisitBody } from '#shared/domain/logbook/kinds/visit.ts';
import type { SentBody } from '../kit/api.ts';
import type { Fault } from '../kit/controls.tsx';
import { daysAhead, today } from '../kit/days.ts';
import type { Household } from './calls.ts';
import { openNeedsOf } from './household.ts';

type Outcome = VisitBody['outcome'];
export type FourT = keyof NonNullable<VisitBody['fourT']>;
export type NeedResult = FollowUpBody['needResults'][number]['result'];
type Batch = SentBody<typeof recordBatch>;

export type VisitForm = {
  on: string;
  /** Why the fields of the day say none. */
  onFault?: string | undefined;
  nextFault?: string | undefined;
  outcome: Outcome | '';
  purpose: VisitBody['purpose'];
  /** Phrases that were chosen, and what was written beside them. */
  fourT: Record<FourT, { phrases: readonly string[]; words: string }>;
  results: Readonly<Record<string, NeedResult>>;
  stage: FollowUpBody['stage'] | '';
  /** Why the household is at this stage. */
  reasons: { phrases: readonly string[]; words: string };
  need: { dimension: NeedBody['dimension'] | ''; text: string } | null;
  help: { assistanceType: HelpSaid['assistanceType'] | ''; needId: string; agency: string; words: string } | null;
  next: string;
  notes: string;
};

/** Choice of help whose agency nobody knows. */
export const NO_AGENCY = 'none';
/** Choice of help by the account's own agency: the platform knows it. */
export const OWN_AGENCY = 'own';

/** What became of the needs that are open. */
export const RESULTS = 'results';

/** Name of the new need within the call, by which help names it. */
const NEW_NEED = 'need';
export const OF_NEW_NEED = `#${NEW_NEED}`;

export function newVisit({ stage, lastVisitOn }: Household): VisitForm {
  const empty = { phrases: [], words: '' };
  return {
    on: today(),
    outcome: '',
    purpose: lastVisitOn === null ? 'SURVEY' : 'FOLLOWUP',
    fourT: { attitude: empty, skills: empty, resources: empty, wayOut: empty },
    results: {},
    stage: stage?.stage ?? '',
    reasons: empty,
    need: null,
    help: null,
    next: '',
    notes: '',
  };
}

/** Results of needs that are open. While the form waited somebody may have closed a need or taken it away: what it says of that one is not sent. */
function resultsOf({ results }: VisitForm, household: Household): { needId: string; result: NeedResult }[] {
  return openNeedsOf(household).flatMap(({ id }) => {
    const result = results[id];
    return result === undefined ? [] : [{ needId: id, result }];
  });
}

/** How many results of the form are of needs that are not open any more. */
export function resultsLeftOut(form: VisitForm, household: Household): number {
  return Object.keys(form.results).length - resultsOf(form, household).length;
}

/** What keeps the form from being saved. The platform judges the rest. */
export function faultsIn(form: VisitForm, household: Household): Fault[] {
  const { on, onFault, nextFault, outcome, stage, need, help } = form;
  const results = resultsOf(form, household);
  const faults: Fault[] = [];
  if (on === '') faults.push({ field: 'on', message: onFault ?? 'ระบุวันที่เยี่ยม' });
  if (nextFault !== undefined) faults.push({ field: 'next', message: nextFault });
  if (outcome === '') faults.push({ field: 'outcome', message: 'เลือกผลการเยี่ยม' });
  if (outcome !== 'MET') return faults;
  if (results.length > 0 && stage === '') faults.push({ field: 'stage', message: 'เลือกขั้นการพัฒนาของครัวเรือน' });
  if (results.length > 0 && textOf(form.reasons) === '')
    faults.push({ field: 'reasons', message: 'เลือกเหตุผลของขั้นการพัฒนา' });
  if (need !== null && need.dimension === '')
    faults.push({ field: 'need-dimension', message: 'เลือกด้านของสภาพปัญหาใหม่' });
  if (need !== null && need.text.trim() === '') faults.push({ field: 'need-text', message: 'ระบุสภาพปัญหาใหม่' });
  if (help !== null && help.assistanceType === '')
    faults.push({ field: 'help-type', message: 'เลือกประเภทความช่วยเหลือ' });
  if (help !== null && help.agency === '') faults.push({ field: 'help-agency', message: 'เลือกหน่วยงานที่ให้ความช่วยเหลือ' });
  const helped = [...openNeedsOf(household).map(({ id }) => id), ...(need === null ? [] : [OF_NEW_NEED])];
  if (help !== null && !helped.includes(help.needId)) faults.push({ field: 'help-need', message: 'เลือกสภาพปัญหาที่ช่วย' });
  return faults;
}

function textOf({ phrases, words }: VisitForm['reasons']): string {
  return [...phrases, words.trim()].filter((each) => each !== '').join(', ');
}

/** The entries of a form without faults. What only a household that was met can have is left out otherwise. */
function entriesOf(form: VisitForm, household: Household): Batch['entries'] {
  const { on, outcome, purpose, fourT, stage, need, help, next, notes } = form;
  const met = outcome === 'MET';
  const said = Object.entries(fourT).flatMap(([part, chosen]) => {
    const text = textOf(chosen);
    return text === '' ? [] : [[part, text] as const];
  });
  const entries: Batch['entries'] = [
    {
      type: 'visit',
      on,
      outcome,
      purpose,
      ...(notes.trim() === '' ? {} : { notes }),
      ...(met && said.length > 0 ? { fourT: Object.fromEntries(said) } : {}),
      ...(next === '' ? {} : { nextVisitDue: next }),
    },
  ];
  if (!met) return entries;
  if (need !== null)
    entries.push({
      type: 'need',
      ref: NEW_NEED,
      dimension: need.dimension,
      kind: 'PROBLEM',
      text: need.text,
      openedOn: on,
    });
  if (help !== null)
    entries.push({
      type: 'assistance',
      dimension: household.needs.find(({ id }) => id === help.needId)?.dimension ?? need?.dimension,
      assistanceType: help.assistanceType,
      status: 'DELIVERED',
      deliveredOn: on,
      needIds: [help.needId],
      ...(help.agency === OWN_AGENCY ? {} : { agency: help.agency === NO_AGENCY ? null : help.agency }),
      description: help.words.trim(),
    });
  const needResults = resultsOf(form, household);
  if (needResults.length > 0)
    entries.push({ type: 'follow-up', on, stage, needResults, reasons: textOf(form.reasons) });
  return entries;
}

export function batchOf(form: VisitForm, household: Household, deviceAt: string): Batch {
  return { deviceAt, entries: entriesOf(form, household) };
}

/** Fields of the form by the names of the API; `''` is the one for an entry as a whole. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  visit: {
    '': 'outcome',
    on: 'on',
    outcome: 'outcome',
    purpose: 'purpose',
    nextVisitDue: 'next',
    notes: 'notes',
    fourT: 'attitude',
  },
  need: { '': 'need-text', dimension: 'need-dimension', text: 'need-text', openedOn: 'on' },
  assistance: {
    '': 'help-need',
    agency: 'help-agency',
    assistanceType: 'help-type',
    needIds: 'help-need',
    deliveredOn: 'on',
    description: 'help-words',
  },
  'follow-up': { '': RESULTS, on: 'on', stage: 'stage', reasons: 'reasons', needResults: RESULTS },
};

/** The field of the form that a pointer of the API (`/entries/1/text`) is about. */
export function fieldAt(pointer: string, { entries }: Batch): string {
  const [, , index, name = '', part] = pointer.split('/');
  const entry = entries[Number(index)];
  // The parts of 4ท have their own names in the form, and each need has its result.
  if (name === 'fourT' && part !== undefined) return part;
  const results = entry?.['needResults'];
  const told: unknown = name === 'needResults' && Array.isArray(results) ? results[Number(part)] : undefined;
  if (typeof told === 'object' && told !== null && 'needId' in told) return `result-${String(told.needId)}`;
  const fields = entry === undefined ? undefined : FIELDS[entry.type];
  return fields?.[name] ?? fields?.[''] ?? 'outcome';
}

/** Faults at the fields that the form has now: a need may have been closed since, and an account of an agency says none. */
export function faultsShown(faults: readonly Fault[], household: Household, asksAgency: boolean): Fault[] {
  const open = new Set(openNeedsOf(household).map(({ id }) => `result-${id}`));
  return faults.map((fault) => {
    if (fault.field.startsWith('result-') && !open.has(fault.field)) return { ...fault, field: RESULTS };
    return fault.field === 'help-agency' && !asksAgency ? { ...fault, field: 'help-type' } : fault;
  });
}

/** Days that a next visit usually falls on. */
export function usualNext(on: string): readonly { label: string; day: string }[] {
  return daysAhead(on === '' ? today() : on, 7, 30, 90);
}
