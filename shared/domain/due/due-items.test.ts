import { describe, expect, it } from 'vitest';

import type { BreakGlass } from '../break-glass/break-glass.ts';
import type { PlanItemStatus, PlanStatus } from '../case/plan.ts';
import type { EntryBody } from '../logbook/entry.ts';
import { correct, fileOf, H } from '../logbook/test/file-of.ts';
import { help } from '../logbook/test/help.ts';
import { DUE_OF_HOUSEHOLD, dueItems, dueOfResolution } from './due-items.ts';
import type { DueItem, DueKind, DueOwner } from './due-item.ts';
import { dueOfBreakGlass, dueOfUpload, dueToAnswer, type Rejecting } from './kinds-of-answers.ts';
import { listsAsked, type KnownLists } from './known.ts';

const LISTS: KnownLists = new Map([
  ['main', { source: 'TPMAP', openedOn: '2026-01-15' }],
  ['other', { source: 'VULNERABLE' }],
  ['often', { source: 'OTHER', contactDays: 10 }],
]);

const listed = (list = 'main'): EntryBody => ({
  type: 'listed',
  list,
  area: '420101',
  targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
});
const urgency = (level: 'CRITICAL' | 'NORMAL', on: string): EntryBody => ({
  type: 'urgency',
  level,
  on,
  reason: 'เหตุผล',
});
const visit = (
  on: string,
  outcome: 'MET' | 'NOT_HOME' | 'REFUSED' | 'DECEASED' = 'MET',
  more = {},
): EntryBody & { type: 'visit' } => ({
  type: 'visit',
  on,
  purpose: 'ASSIST',
  outcome,
  ...more,
});
const followUp = (on: string, stage: 'CRISIS' | 'SURVIVE' | 'SUFFICIENT', more = {}): EntryBody => ({
  type: 'follow-up',
  on,
  stage,
  reasons: 'เหตุผล',
  needResults: [],
  ...more,
});
const mentor = (sub: string | null, on: string): EntryBody => ({
  type: 'mentor',
  mentor: sub,
  on,
  ...(sub === null ? { reason: 'ครบกำหนด' } : {}),
});
/** Said without its conditions: these are judged elsewhere. */
const state = (to: string, on: string, list = 'main', more = {}): EntryBody => ({
  type: 'target-state',
  list,
  state: to as 'CONFIRMED',
  on,
  reason: 'เหตุผล',
  evidence: 'DESK',
  ...more,
});
const need = (openedOn: string, more = {}): EntryBody => ({
  type: 'need',
  dimension: 'income',
  kind: 'PROBLEM',
  text: 'หนี้สิน',
  openedOn,
  ...more,
});
const external = (openedOn: string): EntryBody => need(openedOn, { solveMode: 'EXTERNAL' });
const needStatus = (at: number, status: 'RESOLVED' | 'REOPENED' | 'IN_PROGRESS', on: string): EntryBody => ({
  type: 'need-status',
  needId: `${H}.${at}`,
  status,
  on,
});
const referral = (id: string, toAgency: string, needs: number[], dueAt = '2026-07-01', ofState = true): EntryBody => ({
  type: 'referral',
  referral: id,
  from: '4201',
  toAgency,
  ofState,
  place: '4201',
  needIds: needs.map((at) => `${H}.${at}`),
  dueAt,
});
const answer = (id: string, status: 'ACCEPTED' | 'DONE' | 'REJECTED' | 'RETURNED' | 'WITHDRAWN'): EntryBody => ({
  type: 'referral-answer',
  referral: id,
  status,
  reason: 'เหตุผล',
});
const resolution = (id: string, needs: number[] = []): EntryBody => ({
  type: 'resolution',
  resolution: `4201~m~${id}`,
  meeting: '4201~m',
  agency: 'moph',
  text: 'มติ',
  dueOn: '2026-06-30',
  needIds: needs.map((at) => `${H}.${at}`),
});
const rexray = (on: string, results: [number, 'COMPLETE' | 'INCOMPLETE' | 'NOT_STARTED'][]): EntryBody => ({
  type: 'rexray',
  round: 'r',
  on,
  by: { kind: 'OFFICER' },
  results: results.map(([at, result]) => ({ needId: `${H}.${at}`, result })),
});
const checked = (kind: 'CHECK_TARGET' | 'CHECK_NEED' | 'RELAPSE_CHECK' | 'ARRIVED' | 'END_MENTOR'): EntryBody => ({
  type: 'checked',
  kind,
  on: '2026-06-01',
  reason: 'ตรวจแล้ว',
});
const move = (toArea: string, on = '2026-05-20'): EntryBody => ({ type: 'move', on, toArea });

/** A version of the plan as its kind records it; `items`: the end and the status of each. */
const plan = (
  planVersion: number,
  status: PlanStatus,
  items: readonly (readonly [string | undefined, PlanItemStatus])[] = [],
  more = {},
): EntryBody => ({
  type: 'plan',
  planVersion,
  status,
  ultimateGoal: 'มีรายได้พอเพียง',
  ...(status === 'DRAFT' ? {} : { agreedOn: '2026-05-04', agreedBy: 'HEAD' as const }),
  items: [...items, [undefined, 'NOT_STARTED'] as const].map(([end, itemStatus], at) => ({
    seq: at + 1,
    dimension: 'income',
    selfActivity: 'ปลูกผักสวนครัว',
    supportActivity: '',
    periodText: 'พ.ค.',
    status: itemStatus,
    ...(end === undefined ? {} : { end }),
  })),
  ...more,
});
const confirmed = [listed(), mentor('m1', '2026-04-01'), state('CONFIRMED', '2026-05-01')];
const OTHER = '00000000-0000-4000-8000-000000000002';

function ownerText(owner: DueOwner): string {
  switch (owner.kind) {
    case 'mentor':
      return `mentor ${owner.sub}`;
    case 'place':
      return owner.area;
    case 'unit':
      return `unit ${owner.unit}`;
    case 'agency':
      return owner.agency;
  }
}

const day = (text: string): string => text.slice(5);
const line = ({ owner, since, dueOn, showFrom, priority }: DueItem): string =>
  `${ownerText(owner)}: since ${day(since)}, due ${day(dueOn)}, from ${day(showFrom)}${priority === 0 ? ', first' : ''}`;
const linesOf = (kind: DueKind, bodies: readonly EntryBody[]): string[] =>
  dueItems(fileOf(...bodies).household, LISTS)
    .filter((item) => item.kind === kind)
    .map(line);

type Case = readonly [name: string, bodies: readonly EntryBody[], lines: readonly string[]];

const graduated = [listed(), help(), state('CONFIRMED', '2026-05-01'), state('ASSISTED', '2026-05-10')].map(
  (body) => body,
);
const steps = (to: string): EntryBody[] =>
  to === 'ASSISTED'
    ? [listed(), state('CONFIRMED', '2026-02-01'), help({ deliveredOn: '2026-03-01' }), state('ASSISTED', '2026-03-02')]
    : [
        listed(),
        state('CONFIRMED', '2026-01-01'),
        help({ deliveredOn: '2026-01-20' }),
        state('ASSISTED', '2026-01-21'),
        followUp('2026-05-01', 'SUFFICIENT'),
        state('GRADUATED', '2026-05-02'),
      ];
const AFTER = steps('GRADUATED').length + 2;

const CASES: Partial<Record<DueKind, readonly Case[]>> = {
  CRISIS: [
    ['begins with urgency', [urgency('CRITICAL', '2026-05-01')], ['420101: since 05-01, due 05-04, from 05-01, first']],
    [
      'is also the mentor’s',
      [mentor('m1', '2026-04-01'), urgency('CRITICAL', '2026-05-01')],
      ['mentor m1: since 05-01, due 05-04, from 05-01, first', '420101: since 05-01, due 05-04, from 05-01, first'],
    ],
    [
      'begins with the stage, whose follow-up is a contact',
      [followUp('2026-05-01', 'CRISIS')],
      ['420101: since 05-01, due 05-08, from 05-01, first'],
    ],
    [
      'goes on after a contact',
      [urgency('CRITICAL', '2026-05-01'), visit('2026-05-03')],
      ['420101: since 05-01, due 05-10, from 05-01, first'],
    ],
    [
      'a visit that met nobody is no contact',
      [urgency('CRITICAL', '2026-05-01'), visit('2026-05-03', 'NOT_HOME')],
      ['420101: since 05-01, due 05-04, from 05-01, first'],
    ],
    [
      'stays when only the urgency is lowered',
      [urgency('CRITICAL', '2026-05-01'), urgency('NORMAL', '2026-05-02')],
      ['420101: since 05-01, due 05-04, from 05-01, first'],
    ],
    [
      'ends with a contact and the lower urgency',
      [urgency('CRITICAL', '2026-05-01'), visit('2026-05-02'), urgency('NORMAL', '2026-05-02')],
      [],
    ],
    [
      'ends with the contact that comes after the lower urgency',
      [urgency('CRITICAL', '2026-05-01'), urgency('NORMAL', '2026-05-02'), visit('2026-05-03')],
      [],
    ],
    [
      'a contact from before ends nothing',
      [urgency('CRITICAL', '2026-05-05'), urgency('NORMAL', '2026-05-06'), visit('2026-05-03')],
      ['420101: since 05-05, due 05-08, from 05-05, first'],
    ],
    ['ends with a better stage', [followUp('2026-05-01', 'CRISIS'), followUp('2026-05-08', 'SURVIVE')], []],
    [
      'goes when the household is out',
      [listed(), urgency('CRITICAL', '2026-05-01'), state('DECEASED', '2026-05-02')],
      [],
    ],
    ['goes when the word is withdrawn', [urgency('CRITICAL', '2026-05-01'), correct(2, null)], []],
  ],
  FIRST_VISIT: [
    ['begins with the assignment', [mentor('m1', '2026-05-01')], ['mentor m1: since 05-01, due 05-08, from 05-01']],
    [
      'is urgent for a household that is',
      [mentor('m1', '2026-05-01'), urgency('CRITICAL', '2026-05-01')],
      ['mentor m1: since 05-01, due 05-08, from 05-01, first'],
    ],
    ['ends with a contact', [mentor('m1', '2026-05-01'), visit('2026-05-01')], []],
    [
      'no contact of before counts',
      [visit('2026-04-30'), mentor('m1', '2026-05-01')],
      ['mentor m1: since 05-01, due 05-08, from 05-01'],
    ],
    [
      'passes on with the mentor',
      [mentor('m1', '2026-05-01'), mentor('m2', '2026-05-03')],
      ['mentor m2: since 05-03, due 05-10, from 05-03'],
    ],
    ['ends with the assignment', [mentor('m1', '2026-05-01'), mentor(null, '2026-05-03')], []],
    [
      'comes back when the visit is withdrawn',
      [mentor('m1', '2026-05-01'), visit('2026-05-02'), correct(3, null)],
      ['mentor m1: since 05-01, due 05-08, from 05-01'],
    ],
  ],
  CONTACT: [
    ['is none before the first contact', [listed()], []],
    ['is the unit’s without a mentor', [listed(), visit('2026-05-01')], ['420101: since 05-01, due 06-01, from 05-29']],
    [
      'is the mentor’s',
      [listed(), mentor('m1', '2026-04-01'), visit('2026-05-01')],
      ['mentor m1: since 05-01, due 06-01, from 05-29'],
    ],
    [
      'moves with each contact',
      [listed(), visit('2026-05-01'), followUp('2026-05-20', 'SURVIVE')],
      ['420101: since 05-20, due 06-20, from 06-17'],
    ],
    ['asks for nothing on a list without days', [listed('other'), visit('2026-05-01')], []],
    [
      'goes by the smallest number of days',
      [listed(), listed('often'), visit('2026-05-01')],
      ['420101: since 05-01, due 05-11, from 05-08'],
    ],
    [
      'goes while a promise falls before it',
      [listed(), visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-31' })],
      [],
    ],
    [
      'stays beside a promise that falls after it',
      [listed(), visit('2026-05-01', 'MET', { nextVisitDue: '2026-06-02' })],
      ['420101: since 05-01, due 06-01, from 05-29'],
    ],
    [
      'a failed visit moves it on',
      [listed('often'), visit('2026-05-01'), visit('2026-05-10', 'NOT_HOME')],
      ['420101: since 05-01, due 05-17, from 05-14'],
    ],
    [
      'an early failed visit does not bring it forward',
      [listed('often'), visit('2026-05-01'), visit('2026-05-02', 'NOT_HOME')],
      ['420101: since 05-01, due 05-11, from 05-08'],
    ],
    [
      'no more than twice',
      [
        listed('often'),
        visit('2026-05-01'),
        visit('2026-05-10', 'NOT_HOME'),
        visit('2026-05-17', 'NOT_HOME'),
        visit('2026-05-24', 'NOT_HOME'),
      ],
      ['420101: since 05-01, due 05-24, from 05-21'],
    ],
    ['goes with the finding that puts it out', [listed(), visit('2026-05-01'), state('NOT_POOR', '2026-05-02')], []],
    ['goes with graduation', steps('GRADUATED'), []],
    [
      'comes again with a relapse',
      [...steps('GRADUATED'), state('RELAPSED', '2026-05-05')],
      ['420101: since 05-01, due 06-01, from 05-29'],
    ],
  ],
  PROMISED: [
    [
      'waits for its day',
      [visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-20' })],
      ['420101: since 05-20, due 05-20, from 05-20'],
    ],
    [
      'takes a later promise',
      [
        visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-20' }),
        followUp('2026-05-02', 'SURVIVE', { nextDue: '2026-05-25' }),
      ],
      ['420101: since 05-25, due 05-25, from 05-25'],
    ],
    [
      'an earlier contact does not keep it',
      [visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-20' }), visit('2026-05-19')],
      ['420101: since 05-20, due 05-20, from 05-20'],
    ],
    ['is kept by a contact', [visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-20' }), visit('2026-05-20')], []],
    [
      'is the mentor’s',
      [mentor('m1', '2026-05-01'), visit('2026-05-01', 'NOT_HOME', { nextVisitDue: '2026-05-20' })],
      ['mentor m1: since 05-20, due 05-20, from 05-20'],
    ],
  ],
  FOLLOW_UP: [
    ['first comes 30 days after the help', steps('ASSISTED'), ['420101: since 03-01, due 03-31, from 03-24']],
    [
      'a follow-up before it is shown does not answer it',
      [...steps('ASSISTED'), followUp('2026-03-23', 'SURVIVE')],
      ['420101: since 03-01, due 03-31, from 03-24'],
    ],
    [
      'then 90',
      [...steps('ASSISTED'), followUp('2026-03-24', 'SURVIVE')],
      ['420101: since 03-01, due 05-30, from 05-23'],
    ],
    [
      'then every 90',
      [...steps('ASSISTED'), followUp('2026-05-31', 'SURVIVE')],
      ['420101: since 03-01, due 08-28, from 08-21'],
    ],
    [
      'begins anew with new help',
      [...steps('ASSISTED'), followUp('2026-03-31', 'SURVIVE'), help({ deliveredOn: '2026-05-01' })],
      ['420101: since 05-01, due 05-31, from 05-24'],
    ],
    [
      'advice begins nothing anew',
      [...steps('ASSISTED'), help({ deliveredOn: '2026-05-01', assistanceType: 'ADVICE' })],
      ['420101: since 03-01, due 03-31, from 03-24'],
    ],
    [
      'help from before the list opened does not count',
      [
        listed(),
        help({ deliveredOn: '2025-12-31' }),
        help({ deliveredOn: '2026-01-02', assistanceType: 'ADVICE' }),
        state('CONFIRMED', '2026-02-01'),
        state('ASSISTED', '2026-02-02'),
      ],
      ['420101: since 01-02, due 02-01, from 01-25'],
    ],
    ['every 90 after graduation', steps('GRADUATED'), ['420101: since 05-02, due 07-31, from 07-24']],
    ['goes with a relapse', [...steps('GRADUATED'), state('RELAPSED', '2026-05-05')], []],
  ],
  EXTERNAL: [
    ['begins with the need', [external('2026-05-01')], ['420101: since 05-01, due 05-08, from 05-01']],
    [
      'is one of a household, the earliest',
      [external('2026-05-05'), external('2026-05-01')],
      ['420101: since 05-01, due 05-08, from 05-01'],
    ],
    ['of another mode is none', [need('2026-05-01', { solveMode: 'MENTOR' })], []],
    ['ends with a referral', [external('2026-05-01'), referral('r1', 'moph', [2])], []],
    [
      'comes back with its rejection',
      [external('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED')],
      ['420101: since 05-01, due 05-08, from 05-01'],
    ],
    [
      'ends with planned help',
      [external('2026-05-01'), help({ status: 'PLANNED', deliveredOn: null, needIds: [`${H}.2`] })],
      [],
    ],
    [
      'comes back when that is cancelled',
      [
        external('2026-05-01'),
        help({ status: 'PLANNED', deliveredOn: null, needIds: [`${H}.2`] }),
        { type: 'assistance-status', assistanceId: `${H}.3`, status: 'CANCELLED', on: '2026-05-05', reason: 'ยกเลิก' },
      ],
      ['420101: since 05-01, due 05-08, from 05-01'],
    ],
    ['ends with a resolution', [external('2026-05-01'), resolution('a', [2])], []],
    ['ends when the need is closed', [external('2026-05-01'), needStatus(2, 'RESOLVED', '2026-05-02')], []],
    [
      'comes back when it is reopened',
      [external('2026-05-01'), needStatus(2, 'RESOLVED', '2026-05-02'), needStatus(2, 'REOPENED', '2026-05-10')],
      ['420101: since 05-10, due 05-17, from 05-10'],
    ],
    [
      'ends when the mode is corrected',
      [external('2026-05-01'), correct(2, need('2026-05-01', { solveMode: 'SELF' }) as never)],
      [],
    ],
  ],
  REFERRAL_NEW: [
    [
      'waits for an answer',
      [need('2026-05-01'), referral('r1', 'moph', [2])],
      ['moph: since 06-01, due 06-08, from 06-01'],
    ],
    [
      'is due sooner when the referral is',
      [need('2026-05-01'), referral('r1', 'moph', [2], '2026-06-03')],
      ['moph: since 06-01, due 06-03, from 06-01'],
    ],
    [
      'does not say that the household is urgent',
      [need('2026-05-01'), urgency('CRITICAL', '2026-05-01'), referral('r1', 'moph', [2])],
      ['moph: since 06-01, due 06-08, from 06-01'],
    ],
    ['ends with an answer', [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED')], []],
    [
      'stays when the household is out',
      [listed(), need('2026-05-01'), referral('r1', 'moph', [3]), state('DECEASED', '2026-05-02')],
      ['moph: since 06-01, due 06-08, from 06-01'],
    ],
  ],
  REFERRAL_DUE: [
    [
      'says to an agency of the state that the household is urgent',
      [
        need('2026-05-01'),
        urgency('CRITICAL', '2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        referral('r2', 'mol', [2], '2026-08-01', false),
        answer('r2', 'ACCEPTED'),
      ],
      ['moph: since 06-01, due 07-01, from 06-24, first', 'mol: since 06-01, due 08-01, from 07-25'],
    ],
    [
      'begins with the acceptance',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED')],
      ['moph: since 06-01, due 07-01, from 06-24'],
    ],
    [
      'goes on with help that names it',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        help({ agency: 'moph', referralId: 'r1' }),
      ],
      ['moph: since 06-01, due 07-01, from 06-24'],
    ],
    ['ends', [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED'), answer('r1', 'RETURNED')], []],
  ],
  REFERRAL_LATE: [
    [
      'without an answer, a day after it was due',
      [need('2026-05-01'), referral('r1', 'moph', [2])],
      ['420101: since 06-01, due 06-09, from 06-09'],
    ],
    [
      'overdue when that is sooner',
      [need('2026-05-01'), referral('r1', 'moph', [2], '2026-06-03')],
      ['420101: since 06-01, due 06-04, from 06-04'],
    ],
    [
      'accepted, when it is overdue',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED')],
      ['420101: since 06-01, due 07-02, from 07-02'],
    ],
    ['ends', [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'WITHDRAWN')], []],
  ],
  REFERRAL_BACK: [
    [
      'of a rejection',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED')],
      ['420101: since 06-01, due 06-04, from 06-01'],
    ],
    [
      'of a return',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED'), answer('r1', 'RETURNED')],
      ['420101: since 06-01, due 06-04, from 06-01'],
    ],
    [
      'a withdrawal is the unit’s own',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'WITHDRAWN')],
      [],
    ],
    [
      'ends with another referral',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED'), referral('r2', 'mol', [2])],
      [],
    ],
    [
      'another one that still stands is enough',
      [need('2026-05-01'), referral('r1', 'moph', [2]), referral('r2', 'mol', [2]), answer('r1', 'REJECTED')],
      [],
    ],
    [
      'ends with help',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED'), help({ needIds: [`${H}.2`] })],
      [],
    ],
    [
      'help of before ends nothing',
      [need('2026-05-01'), help({ needIds: [`${H}.2`] }), referral('r1', 'moph', [2]), answer('r1', 'REJECTED')],
      ['420101: since 06-01, due 06-04, from 06-01'],
    ],
    [
      'ends with a status',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'REJECTED'),
        needStatus(2, 'IN_PROGRESS', '2026-06-01'),
      ],
      [],
    ],
    [
      'stays for the need that is left',
      [
        need('2026-05-01'),
        need('2026-05-01'),
        referral('r1', 'moph', [2, 3]),
        answer('r1', 'REJECTED'),
        referral('r2', 'mol', [2]),
      ],
      ['420101: since 06-01, due 06-04, from 06-01'],
    ],
  ],
  BOUNCED: [
    [
      'needs more than two',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED'), referral('r2', 'mol', [2])],
      [],
    ],
    [
      'is the unit’s and the province’s',
      [need('2026-05-01'), referral('r1', 'moph', [2]), referral('r2', 'mol', [2]), referral('r3', 'cdd', [2])],
      ['420101: since 06-01, due 06-01, from 06-01', 'unit 42: since 06-01, due 06-01, from 06-01'],
    ],
    [
      'ends when one accepts',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        answer('r3', 'ACCEPTED'),
      ],
      [],
    ],
    [
      'comes back when that one returns it',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        answer('r3', 'ACCEPTED'),
        answer('r3', 'RETURNED'),
      ],
      ['420101: since 06-01, due 06-01, from 06-01', 'unit 42: since 06-01, due 06-01, from 06-01'],
    ],
    [
      'ends with a resolution',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        resolution('a', [2]),
      ],
      [],
    ],
    [
      'withdrawn ones do not count',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        answer('r2', 'WITHDRAWN'),
      ],
      [],
    ],
    [
      'ends with the need',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        needStatus(2, 'RESOLVED', '2026-06-01'),
      ],
      [],
    ],
  ],
  CLOSE_NEED: [
    [
      'follows DONE',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'ACCEPTED'), answer('r1', 'DONE')],
      ['420101: since 06-01, due 06-08, from 06-01'],
    ],
    [
      'ends with the status',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        answer('r1', 'DONE'),
        needStatus(2, 'RESOLVED', '2026-06-01'),
      ],
      [],
    ],
    [
      'is none of a need that was closed before',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        needStatus(2, 'RESOLVED', '2026-06-01'),
        answer('r1', 'DONE'),
      ],
      [],
    ],
    [
      'ends with the result of a follow-up',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        answer('r1', 'ACCEPTED'),
        answer('r1', 'DONE'),
        followUp('2026-06-01', 'SURVIVE', { needResults: [{ needId: `${H}.2`, result: 'RESOLVED' }] }),
      ],
      [],
    ],
  ],
  RELAPSE_CHECK: [
    [
      'follows a lower stage',
      [...steps('GRADUATED'), followUp('2026-05-20', 'SURVIVE')],
      ['420101: since 05-20, due 05-27, from 05-20'],
    ],
    ['no equal or higher one', [...steps('GRADUATED'), followUp('2026-05-20', 'SUFFICIENT')], []],
    [
      'follows a new problem',
      [...steps('GRADUATED'), need('2026-05-21')],
      ['420101: since 05-21, due 05-28, from 05-21'],
    ],
    ['no wish', [...steps('GRADUATED'), need('2026-05-21', { kind: 'WANT' })], []],
    ['no problem of a household that is not graduated', [...steps('ASSISTED'), need('2026-05-21')], []],
    [
      'follows a reopened need',
      [
        need('2026-01-01'),
        needStatus(2, 'RESOLVED', '2026-01-05'),
        ...steps('GRADUATED'),
        needStatus(2, 'REOPENED', '2026-05-22'),
      ],
      ['420101: since 05-22, due 05-29, from 05-22'],
    ],
    ['ends with a check', [...steps('GRADUATED'), need('2026-05-21'), checked('RELAPSE_CHECK')], []],
    [
      'no other check ends it',
      [...steps('GRADUATED'), need('2026-05-21'), checked('CHECK_NEED')],
      ['420101: since 05-21, due 05-28, from 05-21'],
    ],
    ['ends with a step', [...steps('GRADUATED'), need('2026-05-21'), state('RELAPSED', '2026-05-22')], []],
    ['goes when the problem is withdrawn', [...steps('GRADUATED'), need('2026-05-21'), correct(AFTER, null)], []],
  ],
  RESOLUTION: [
    [
      'waits for its day',
      [resolution('a')],
      ['moph: since 06-01, due 06-30, from 06-23', 'unit 4201: since 06-01, due 06-30, from 06-23'],
    ],
    [
      'ends',
      [resolution('a'), { type: 'resolution-step', resolution: '4201~m~a', status: 'DONE', on: '2026-06-01' }],
      [],
    ],
  ],
  UNSOLVED: [
    [
      'follows the result',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'INCOMPLETE']])],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    ['COMPLETE solves', [need('2026-04-01'), rexray('2026-05-10', [[2, 'COMPLETE']])], []],
    [
      'ends with help',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'NOT_STARTED']]), help({ needIds: [`${H}.2`] })],
      [],
    ],
    [
      'help of before ends nothing',
      [need('2026-04-01'), help({ needIds: [`${H}.2`] }), rexray('2026-05-10', [[2, 'NOT_STARTED']])],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'ends with a referral',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'NOT_STARTED']]), referral('r1', 'moph', [2])],
      [],
    ],
    [
      'takes the latest result',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'NOT_STARTED']]), rexray('2026-05-20', [[2, 'INCOMPLETE']])],
      ['420101: since 05-20, due 06-03, from 05-20'],
    ],
  ],
  NO_PLAN: [
    [
      'begins with the confirmation',
      [listed(), mentor('m1', '2026-04-01'), state('CONFIRMED', '2026-05-01')],
      ['mentor m1: since 05-01, due 05-31, from 05-01'],
    ],
    ['is nobody’s without a mentor', [listed(), state('CONFIRMED', '2026-05-01')], []],
    ['is none before the confirmation', [listed(), mentor('m1', '2026-04-01'), visit('2026-05-01')], []],
    [
      'a draft is no plan',
      [listed(), mentor('m1', '2026-04-01'), state('CONFIRMED', '2026-05-01'), plan(1, 'DRAFT')],
      ['mentor m1: since 05-01, due 05-31, from 05-01'],
    ],
    ['ends with an agreed plan', [...confirmed, plan(1, 'AGREED')], []],
    [
      'does not come back when the plan is closed',
      [...confirmed, plan(1, 'AGREED'), plan(2, 'CLOSED', [], { closedOn: '2026-05-20', reason: 'บรรลุ' })],
      [],
    ],
    [
      'a plan that was closed before the confirmation is none',
      [
        listed(),
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [], { agreedOn: '2026-04-02' }),
        plan(2, 'CLOSED', [], { agreedOn: '2026-04-02', closedOn: '2026-04-20', reason: 'ย้าย' }),
        state('CONFIRMED', '2026-05-01'),
      ],
      ['mentor m1: since 05-01, due 05-31, from 05-01'],
    ],
    ['goes when the household is out', [...confirmed, state('NOT_POOR', '2026-05-02')], []],
    ['goes when it is helped through', [...confirmed, help(), state('ASSISTED', '2026-05-12')], []],
  ],
  PLAN_ITEM: [
    [
      'waits for the end of the earliest item',
      [
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [
          ['2026-07-31', 'CONTINUING'],
          ['2026-06-30', 'NOT_STARTED'],
        ]),
      ],
      ['mentor m1: since 05-04, due 06-30, from 06-23'],
    ],
    [
      'an item that has ended, or has no end, waits for nothing',
      [
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [
          ['2026-06-30', 'DONE'],
          ['2026-06-30', 'CANCELLED'],
          [undefined, 'CONTINUING'],
        ]),
      ],
      [],
    ],
    [
      'moves with the item',
      [
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [['2026-06-30', 'CONTINUING']]),
        plan(2, 'AGREED', [['2026-08-31', 'CONTINUING']]),
      ],
      ['mentor m1: since 05-04, due 08-31, from 08-24'],
    ],
    ['a draft asks for nothing', [mentor('m1', '2026-04-01'), plan(1, 'DRAFT', [['2026-06-30', 'NOT_STARTED']])], []],
    [
      'ends with the plan',
      [
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [['2026-06-30', 'CONTINUING']]),
        plan(2, 'CLOSED', [['2026-06-30', 'CONTINUING']], { closedOn: '2026-05-20', reason: 'ย้าย' }),
      ],
      [],
    ],
  ],
  DUPLICATE: [
    [
      'follows the word that names the other household',
      [listed(), state('DUPLICATE', '2026-05-10', 'main', { evidence: 'DOCUMENT', duplicateOf: OTHER })],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'goes with another finding',
      [
        listed(),
        state('DUPLICATE', '2026-05-10', 'main', { evidence: 'DOCUMENT', duplicateOf: OTHER }),
        state('VISITED', '2026-05-11'),
      ],
      [],
    ],
    [
      'goes when the word is withdrawn',
      [
        listed(),
        state('DUPLICATE', '2026-05-10', 'main', { evidence: 'DOCUMENT', duplicateOf: OTHER }),
        correct(3, null),
      ],
      [],
    ],
  ],
  CHECK_TARGET: [
    ['follows a refusal', [listed(), visit('2026-05-10', 'REFUSED')], ['420101: since 05-10, due 05-24, from 05-10']],
    [
      'follows a visit that met who is out',
      [listed(), state('NOT_POOR', '2026-05-01'), visit('2026-05-10')],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    ['no visit that met who is in', [listed(), visit('2026-05-10')], []],
    [
      'ends with a finding',
      [listed(), visit('2026-05-10', 'DECEASED'), state('DECEASED', '2026-05-11', 'main', { evidence: 'DOCUMENT' })],
      [],
    ],
    ['ends with a check', [listed(), visit('2026-05-10', 'REFUSED'), checked('CHECK_TARGET')], []],
    [
      'goes when the visit is corrected',
      [listed(), visit('2026-05-10', 'REFUSED'), correct(3, visit('2026-05-10'))],
      [],
    ],
  ],
  CHECK_NEED: [
    [
      'follows a closed need that is named again',
      [
        need('2026-04-01', { indicator: 27 }),
        needStatus(2, 'RESOLVED', '2026-04-10'),
        need('2026-05-10', { indicator: 27, text: 'อื่น' }),
      ],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'no other need',
      [
        need('2026-04-01', { indicator: 27 }),
        needStatus(2, 'RESOLVED', '2026-04-10'),
        need('2026-05-10', { indicator: 28, text: 'อื่น' }),
      ],
      [],
    ],
    ['no need that is open', [need('2026-04-01'), need('2026-05-10')], []],
    [
      'ends with a status of the need',
      [
        need('2026-04-01'),
        needStatus(2, 'RESOLVED', '2026-04-10'),
        need('2026-05-10'),
        needStatus(2, 'REOPENED', '2026-05-11'),
      ],
      [],
    ],
    [
      'no status of another need ends it',
      [
        need('2026-04-01'),
        needStatus(2, 'RESOLVED', '2026-04-10'),
        need('2026-05-10'),
        needStatus(4, 'IN_PROGRESS', '2026-05-11'),
      ],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'ends with a check',
      [need('2026-04-01'), needStatus(2, 'RESOLVED', '2026-04-10'), need('2026-05-10'), checked('CHECK_NEED')],
      [],
    ],
  ],
  ARRIVED: [
    [
      'is of the place to which it is said to have moved',
      [listed(), state('MOVED', '2026-05-10', 'main', { evidence: 'DOCUMENT', toArea: '310101' })],
      ['310101: since 05-10, due 05-24, from 05-10'],
    ],
    ['follows a move to another province', [move('310101')], ['310101: since 05-20, due 06-03, from 05-20']],
    ['no move inside the province', [move('420201')], []],
    ['ends with a mentor', [move('310101'), mentor('m1', '2026-05-21')], []],
    ['ends with a check', [move('310101'), checked('ARRIVED')], []],
  ],
  END_MENTOR: [
    [
      'follows the step out',
      [listed(), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10')],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'not while it is in on another list',
      [listed(), listed('other'), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10')],
      [],
    ],
    ['not without a mentor', [listed(), state('NOT_POOR', '2026-05-10')], []],
    [
      'follows a move to another district',
      [mentor('m1', '2026-05-01'), move('420201')],
      ['420201: since 05-20, due 06-03, from 05-20'],
    ],
    [
      'ends with the mentor',
      [listed(), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10'), mentor(null, '2026-05-11')],
      [],
    ],
    ['ends with another mentor', [mentor('m1', '2026-05-01'), move('420201'), mentor('m2', '2026-05-21')], []],
    [
      'goes when it is in again',
      [listed(), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10'), state('VISITED', '2026-05-12')],
      [],
    ],
    [
      'ends with a check',
      [listed(), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10'), checked('END_MENTOR')],
      [],
    ],
  ],
};

describe.each(Object.entries(CASES) as [DueKind, readonly Case[]][])('%s', (kind, cases) => {
  it.each(cases)('%s', (_name, bodies, lines) => {
    expect(linesOf(kind, bodies)).toEqual(lines);
  });
});

describe('the items of a household', () => {
  it('are no more than forty, and then the earliest', () => {
    const many = Array.from({ length: 30 }, (_, at) => referral(`r${at}`, `agency-${at}`, [2]));
    const items = dueItems(fileOf(need('2026-05-01'), ...many).household, LISTS);
    expect(items).toHaveLength(DUE_OF_HOUSEHOLD);
    expect(items.map(({ showFrom }) => showFrom)).toEqual(items.map(({ showFrom }) => showFrom).toSorted());
    // Thirty are new and the need has bounced; of the later ones eight are left.
    expect(items.filter(({ kind }) => kind === 'REFERRAL_LATE')).toHaveLength(8);
  });

  it('ask for the terms of lists only when these decide anything', () => {
    expect(listsAsked(fileOf(listed(), listed('other')).household)).toEqual([]);
    expect(listsAsked(fileOf(listed(), listed('other'), visit('2026-05-01')).household)).toEqual(['main', 'other']);
    expect(listsAsked(fileOf(listed(), visit('2026-05-01'), state('NOT_POOR', '2026-05-02')).household)).toEqual([]);
    expect(listsAsked(fileOf(...graduated).household)).toEqual(['main']);
  });

  it('do not move when a list is published later than the household was written', () => {
    const { household } = fileOf(
      listed(),
      help({ deliveredOn: '2026-03-01' }),
      help({ deliveredOn: '2026-05-02', assistanceType: 'ADVICE' }),
      state('CONFIRMED', '2026-05-01'),
      state('ASSISTED', '2026-05-10'),
    );
    const followed = (publishedAt: string): string[] =>
      dueItems(household, new Map([['main', { source: 'OTHER', publishedAt }]])).map(line);
    expect(followed('2026-05-01T03:00:00.000Z')).toEqual(['420101: since 05-02, due 06-01, from 05-25']);
    expect(followed('2026-06-10T03:00:00.000Z')).toEqual(['420101: since 03-01, due 03-31, from 03-24']);
  });
});

describe('what a unit or an office answers', () => {
  const opened: BreakGlass = {
    id: 'b1',
    version: 1,
    household: H,
    areas: ['420101', '420201'],
    sub: 'stranger',
    roles: ['DISTRICT_OFFICER'],
    purpose: { sealed: 'AAAA' },
    // In Bangkok it is the day after.
    openedAt: '2026-05-19T18:00:00.000Z',
    until: '2026-05-19T21:00:00.000Z',
  };

  it('is a break-glass, of where the household lived, until its review', () => {
    expect(dueOfBreakGlass(opened).map(line)).toEqual(['420101: since 05-20, due 06-03, from 05-20']);
    const ended = { status: 'ENDED', at: '2026-05-20T03:00:00.000Z', by: 'stranger' } as const;
    expect(dueOfBreakGlass({ ...opened, ended })).toHaveLength(1);
    const review = { result: 'JUSTIFIED', at: '2026-05-21T03:00:00.000Z', by: 'owner' } as const;
    expect(dueOfBreakGlass({ ...opened, review })).toEqual([]);
    expect(dueOfBreakGlass({ ...opened, household: null, areas: [] })).toEqual([]);
  });

  it('is a request to move a household that its asker cannot read', () => {
    const asked = { id: 'q1', household: H, area: '420101', on: '2026-05-20' };
    expect(line(dueToAnswer('MOVE_REQUEST', asked))).toBe('420101: since 05-20, due 06-03, from 05-20');
  });

  const finished = {
    id: 'u1',
    status: 'FINISHED',
    by: { area: '4201' },
    finishedAt: '2026-05-19T18:00:00.000Z',
    rows: { rejected: 2 },
  } as const;
  it.each<[string, Partial<Rejecting>, string[]]>([
    ['of an area', {}, ['unit 4201']],
    ['of a unit', { by: { area: '4201', unit: '4201.1' } }, ['unit 4201.1']],
    ['of an agency', { by: { agency: 'cdd' } }, ['cdd']],
    ['without rejected rows', { rows: { rejected: 0 } }, []],
    ['that failed', { status: 'FAILED' }, []],
    ['as a trial', { dryRun: true }, []],
    ['that is undone', { undo: { status: 'RUNNING' } }, []],
    ['that was let go', { dismissed: {} }, []],
    ['that came again', { correctedBy: 'u2' }, []],
  ])('is a file with rejected rows %s', (_what, change, owners) => {
    const lines = dueOfUpload({ ...finished, ...change }).map(line);
    expect(lines).toEqual(owners.map((owner) => `${owner}: since 05-20, due 06-03, from 05-20`));
  });
});

describe('a resolution of no household', () => {
  const adopted = {
    id: '4201~m~a',
    version: 1,
    meeting: '4201~m',
    unit: '4201',
    household: null,
    agency: 'moph',
    text: 'มติ',
    dueOn: '2026-06-30',
    needIds: [],
    referral: null,
    status: 'ADOPTED' as const,
    adoptedOn: '2026-05-30',
    endedOn: null,
    reason: null,
    recordedAt: '2026-06-01T03:00:00.000Z',
  };

  it('waits for the unit and the agency until it has ended', () => {
    expect(dueOfResolution(adopted).map(line)).toEqual([
      'unit 4201: since 06-01, due 06-30, from 06-23',
      'moph: since 06-01, due 06-30, from 06-23',
    ]);
    expect(dueOfResolution({ ...adopted, status: 'DONE' })).toEqual([]);
    expect(dueOfResolution({ ...adopted, household: H })).toEqual([]);
  });
});
