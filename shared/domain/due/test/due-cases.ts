/** Histories of a household for tests of the queue, and its items as text. */
import { describe, expect, it } from 'vitest';

import type { PlanItemStatus, PlanStatus } from '../../case/plan.ts';
import type { EntryBody } from '../../logbook/entry.ts';
import { fileOf, H } from '../../logbook/test/file-of.ts';
import { help } from '../../logbook/test/help.ts';
import { dueItems } from '../due-items.ts';
import type { DueItem, DueKind, DueOwner } from '../due-item.ts';
import type { KnownLists } from '../known.ts';

export const LISTS: KnownLists = new Map([
  ['main', { source: 'TPMAP', openedOn: '2026-01-15' }],
  ['other', { source: 'VULNERABLE' }],
  ['often', { source: 'OTHER', contactDays: 10 }],
]);

export const listed = (list = 'main'): EntryBody => ({
  type: 'listed',
  list,
  area: '420101',
  targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
});
export const urgency = (level: 'CRITICAL' | 'NORMAL', on: string): EntryBody => ({
  type: 'urgency',
  level,
  on,
  reason: 'เหตุผล',
});
export const visit = (
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
export const followUp = (on: string, stage: 'CRISIS' | 'SURVIVE' | 'SUFFICIENT', more = {}): EntryBody => ({
  type: 'follow-up',
  on,
  stage,
  reasons: 'เหตุผล',
  needResults: [],
  ...more,
});
export const mentor = (sub: string | null, on: string): EntryBody => ({
  type: 'mentor',
  mentor: sub,
  on,
  ...(sub === null ? { reason: 'ครบกำหนด' } : {}),
});
/** Said without its conditions: these are judged elsewhere. */
export const state = (to: string, on: string, list = 'main', more = {}): EntryBody => ({
  type: 'target-state',
  list,
  state: to as 'CONFIRMED',
  on,
  reason: 'เหตุผล',
  evidence: 'DESK',
  ...more,
});
export const need = (openedOn: string, more = {}): EntryBody => ({
  type: 'need',
  dimension: 'income',
  kind: 'PROBLEM',
  text: 'หนี้สิน',
  openedOn,
  ...more,
});
export const external = (openedOn: string): EntryBody => need(openedOn, { solveMode: 'EXTERNAL' });
export const needStatus = (at: number, status: 'RESOLVED' | 'REOPENED' | 'IN_PROGRESS', on: string): EntryBody => ({
  type: 'need-status',
  needId: `${H}.${at}`,
  status,
  on,
});
export const referral = (
  id: string,
  toAgency: string,
  needs: number[],
  dueAt = '2026-07-01',
  ofState = true,
): EntryBody => ({
  type: 'referral',
  referral: id,
  from: '4201',
  toAgency,
  ofState,
  place: '4201',
  needIds: needs.map((at) => `${H}.${at}`),
  dueAt,
});
export const answer = (id: string, status: 'ACCEPTED' | 'DONE' | 'REJECTED' | 'RETURNED' | 'WITHDRAWN'): EntryBody => ({
  type: 'referral-answer',
  referral: id,
  status,
  reason: 'เหตุผล',
});
export const resolution = (id: string, needs: number[] = []): EntryBody => ({
  type: 'resolution',
  resolution: `4201~m~${id}`,
  meeting: '4201~m',
  agency: 'moph',
  text: 'มติ',
  dueOn: '2026-06-30',
  needIds: needs.map((at) => `${H}.${at}`),
});
export const rexray = (on: string, results: [number, 'COMPLETE' | 'INCOMPLETE' | 'NOT_STARTED'][]): EntryBody => ({
  type: 'rexray',
  round: 'r',
  on,
  by: { kind: 'OFFICER' },
  results: results.map(([at, result]) => ({ needId: `${H}.${at}`, result })),
});
export const checked = (
  kind: 'CHECK_TARGET' | 'CHECK_NEED' | 'RELAPSE_CHECK' | 'ARRIVED' | 'END_MENTOR',
): EntryBody => ({
  type: 'checked',
  kind,
  on: '2026-06-01',
  reason: 'ตรวจแล้ว',
});
export const move = (toArea: string, on = '2026-05-20'): EntryBody => ({ type: 'move', on, toArea });

/** A version of the plan as its kind records it; `items`: the end and the status of each. */
export const plan = (
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
export const confirmed = [listed(), mentor('m1', '2026-04-01'), state('CONFIRMED', '2026-05-01')];
export const OTHER = '00000000-0000-4000-8000-000000000002';

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
export const line = ({ owner, since, dueOn, showFrom, priority }: DueItem): string =>
  `${ownerText(owner)}: since ${day(since)}, due ${day(dueOn)}, from ${day(showFrom)}${priority === 0 ? ', first' : ''}`;
const linesOf = (kind: DueKind, bodies: readonly EntryBody[]): string[] =>
  dueItems(fileOf(...bodies).household, LISTS)
    .filter((item) => item.kind === kind)
    .map(line);

type Case = readonly [name: string, bodies: readonly EntryBody[], lines: readonly string[]];

export const graduated = [listed(), help(), state('CONFIRMED', '2026-05-01'), state('ASSISTED', '2026-05-10')].map(
  (body) => body,
);
export const steps = (to: string): EntryBody[] =>
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
export const AFTER = steps('GRADUATED').length + 2;

/** One test of each case, under its kind. */
export function testKinds(cases: Partial<Record<DueKind, readonly Case[]>>): void {
  describe.each(Object.entries(cases) as [DueKind, readonly Case[]][])('%s', (kind, ofKind) => {
    it.each(ofKind)('%s', (_name, bodies, lines) => {
      expect(linesOf(kind, bodies)).toEqual(lines);
    });
  });
}
