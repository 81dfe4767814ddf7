/** The fields of each kind of entry that are stored in the clear, written down a second time: a field that is added or changes sides shows here. */
import { expect, it } from 'vitest';

import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { OWN_KINDS, RECORDED_KINDS } from '#shared/domain/logbook/kinds/all.ts';

import { joinBody, splitBody } from './entry-privacy.ts';

const text = 'คำ';
const fourT = { attitude: text, skills: text, resources: text, wayOut: text };
const profile = { areaCode: '420101', members: [{ id: 'p1', firstName: text }] };
const help = {
  type: 'assistance',
  agency: 'cdd',
  coAgencies: ['doae'],
  dimension: 'income',
  assistanceType: 'MONEY',
  status: 'DELIVERED',
  deliveredOn: '2026-05-01',
  plannedOn: '2026-04-01',
  personIds: ['p1'],
  needIds: ['n1'],
  cashBaht: 1,
  inKindBaht: 2,
  referralId: 'r1',
  planItem: 1,
  menuItem: 'm1',
  project: 'j1',
  budgetSource: 'LOCAL',
  quantity: 2,
  unit: 'ถุง',
  onBehalf: { how: text },
  description: text,
};
const details = { indicator: 1, category: text, severity: 2, solveMode: 'EXTERNAL', wanted: 'cdd' };
const clearDetails = ['severity', 'solveMode', 'wanted'];

/** For each kind a body in which every field says something, and the names of its clear fields. */
const KINDS: readonly [body: object, clear: readonly string[]][] = [
  [
    {
      type: 'visit',
      on: '2026-05-01',
      purpose: 'SURVEY',
      at: '09:30',
      by: { kind: 'VHV', unit: '420101' },
      outcome: 'MET',
      notes: text,
      fourT,
      nextVisitDue: '2026-06-01',
      referralId: 'r1',
    },
    ['type', 'on', 'purpose', 'at', 'by', 'outcome', 'nextVisitDue', 'referralId'],
  ],
  [
    {
      type: 'survey',
      on: '2026-05-01',
      by: { kind: 'VHV' },
      round: 'x1',
      needs: [{ id: 'n1', dimension: 'health', kind: 'WANT', text, personId: 'p1', ...details }],
      notes: text,
      fourT,
      bmn: { framework: 'BMN-2565', answers: '0'.repeat(38) },
      profile,
    },
    [
      'type',
      'on',
      'by',
      'round',
      'needs.id',
      'needs.dimension',
      'needs.kind',
      'needs.personId',
      ...clearDetails.map((name) => `needs.${name}`),
    ],
  ],
  [
    { type: 'need', dimension: 'health', kind: 'WANT', text, openedOn: '2026-05-01', personId: 'p1', ...details },
    ['type', 'dimension', 'kind', 'openedOn', 'personId', ...clearDetails],
  ],
  [
    { type: 'need-status', needId: 'n1', status: 'RESOLVED', on: '2026-05-01', reason: text },
    ['type', 'needId', 'status', 'on'],
  ],
  [help, Object.keys(help).filter((name) => name !== 'description' && name !== 'onBehalf')],
  [
    {
      type: 'assistance-status',
      assistanceId: 'h.2',
      status: 'RETURNED',
      on: '2026-05-01',
      reason: text,
      cashBaht: 1,
      inKindBaht: 2,
      personIds: ['p1'],
      needIds: ['n1'],
    },
    ['type', 'assistanceId', 'status', 'on', 'cashBaht', 'inKindBaht', 'personIds', 'needIds'],
  ],
  [
    {
      type: 'follow-up',
      on: '2026-05-01',
      stage: 'SURVIVE',
      needResults: [{ needId: 'n1', result: 'BETTER' }],
      incomeNow: 1,
      expenseNow: 2,
      debtNow: 3,
      nextDue: '2026-06-01',
      reasons: text,
      notes: text,
    },
    ['type', 'on', 'stage', 'needResults.needId', 'needResults.result', 'nextDue'],
  ],
  [
    {
      type: 'target-state',
      list: 'l1',
      state: 'MOVED',
      on: '2026-05-01',
      reason: text,
      toArea: '420101',
      allMembers: true,
      duplicateOf: 'h2',
      evidence: 'DOCUMENT',
    },
    ['type', 'list', 'state', 'on', 'toArea', 'allMembers', 'duplicateOf', 'evidence'],
  ],
  [{ type: 'move', on: '2026-05-01', toArea: '420101', reason: text }, ['type', 'on', 'toArea']],
  [{ type: 'checked', kind: 'CHECK_NEED', on: '2026-05-01', reason: text }, ['type', 'kind', 'on']],
  [{ type: 'urgency', level: 'HIGH', on: '2026-05-01', reason: text }, ['type', 'level', 'on']],
  [
    { type: 'found', source: 'THAIQM', on: '2026-05-01', evidence: text, round: 'x1' },
    ['type', 'source', 'on', 'round'],
  ],
  [
    {
      type: 'rexray',
      round: 'x1',
      on: '2026-05-01',
      by: { kind: 'VHV' },
      gone: false,
      results: [{ needId: 'n1', result: 'COMPLETE' }],
      newNeeds: [{ id: 'n2', dimension: 'health', kind: 'WANT', text, personId: 'p1', ...details }],
    },
    [
      'type',
      'round',
      'on',
      'by',
      'gone',
      'results.needId',
      'results.result',
      'newNeeds.id',
      'newNeeds.dimension',
      'newNeeds.kind',
      'newNeeds.personId',
      ...clearDetails.map((name) => `newNeeds.${name}`),
    ],
  ],
  [
    { type: 'mentor', mentor: 'm1', coMentors: ['m2'], on: '2026-05-01', reason: text },
    ['type', 'mentor', 'coMentors', 'on'],
  ],
  [
    {
      type: 'plan',
      planVersion: 1,
      status: 'CLOSED',
      ultimateGoal: text,
      agreedOn: '2026-05-01',
      agreedBy: 'HEAD',
      reviewedOn: '2026-05-02',
      closedOn: '2026-05-03',
      reason: text,
      items: [
        {
          seq: 1,
          dimension: 'income',
          selfActivity: text,
          supportActivity: text,
          supportAgency: 'cdd',
          periodText: text,
          start: '2026-05-01',
          end: '2026-06-01',
          status: 'DONE',
          needIds: ['n1'],
          menuItem: 'm1',
          project: 'p1',
        },
      ],
    },
    [
      ...['type', 'planVersion', 'status', 'agreedOn', 'agreedBy', 'reviewedOn', 'closedOn'],
      ...['seq', 'dimension', 'supportAgency', 'start', 'end', 'status', 'needIds', 'menuItem', 'project'].map(
        (name) => `items.${name}`,
      ),
    ],
  ],
  [
    {
      type: 'profile',
      requestedBy: 'SUBJECT',
      reason: text,
      members: [{ id: 'p1', firstName: text, telephone: '0812345678', disability: true }],
      address: { addressNo: '9', village: text },
    },
    ['type', 'requestedBy'],
  ],
  [{ type: 'registered', profile }, ['type']],
  [{ type: 'registry', register: 'WELFARE_CARD', yearBe: 2569, profile }, ['type', 'register', 'yearBe']],
  [
    {
      type: 'listed',
      list: 'l1',
      area: '420101',
      targets: [{ personId: 'p1', dimensions: ['health'], indicators: [1], withoutCitizenId: true }],
      profile,
    },
    [
      'type',
      'list',
      'area',
      'targets.personId',
      'targets.dimensions',
      'targets.indicators',
      'targets.withoutCitizenId',
    ],
  ],
  [
    {
      type: 'merged',
      into: 'h2',
      from: 'h1',
      reason: text,
      members: [{ from: 'p1', to: 'p2' }],
      needs: [{ from: 'n1', to: 'n2' }],
      states: ['h.2'],
      taken: { merged: [], members: [], needs: [], referrals: [], resolutions: [] },
      undone: true,
    },
    ['type', 'into', 'from', 'members.from', 'members.to', 'needs.from', 'needs.to', 'states', 'undone'],
  ],
  [{ type: 'unmerged', merge: 'h.5', reason: text }, ['type', 'merge']],
  [{ type: 'duplicate-named', household: 'h2' }, ['type', 'household']],
  [
    {
      type: 'referral',
      referral: 'r1',
      from: '4201',
      toAgency: 'moph',
      ofState: true,
      place: '420101',
      needIds: ['n1'],
      dueAt: '2026-06-01',
      note: text,
      partnerText: text,
    },
    ['type', 'referral', 'from', 'toAgency', 'ofState', 'place', 'needIds', 'dueAt'],
  ],
  [
    {
      type: 'referral-answer',
      referral: 'r1',
      status: 'REJECTED',
      reason: text,
      suggestAgency: 'cdd',
      onBehalf: { how: text },
      of: 'h.3',
    },
    ['type', 'referral', 'status', 'suggestAgency', 'of'],
  ],
  [
    { type: 'resolution', resolution: 'z1', meeting: 'm1', agency: 'moph', text, dueOn: '2026-06-01', needIds: ['n1'] },
    ['type', 'resolution', 'meeting', 'agency', 'dueOn', 'needIds'],
  ],
  [
    { type: 'resolution-step', resolution: 'z1', status: 'DONE', on: '2026-06-01', reason: text, of: 'h.3' },
    ['type', 'resolution', 'status', 'on', 'of'],
  ],
];

/** Names of the fields, those of parts of a list behind the list's name. */
function namesIn(part: object, before = ''): string[] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]) => {
    const first: unknown = Array.isArray(value) ? value[0] : undefined;
    return typeof first === 'object' && first !== null ? namesIn(first, `${before}${name}.`) : [`${before}${name}`];
  });
}

it('is written down for every kind and every field', () => {
  const said = new Map(KINDS.map(([body]) => [(body as EntryBody).type, [...Object.keys(body), 'deviceAt']]));
  for (const { type, body } of [...RECORDED_KINDS, ...OWN_KINDS])
    expect([type, said.get(type)]).toEqual([type, expect.arrayContaining(Object.keys(body.shape))]);
});

it.each(KINDS)('%j', (said, clear) => {
  const body = said as EntryBody;
  const split = splitBody(body);
  expect(namesIn(split.clear)).toEqual(clear);
  expect(joinBody(split.clear, split.personal)).toEqual(body);

  const correction = { type: 'correction', supersedes: 'x', entry: said, reason: text } as EntryBody;
  const corrected = splitBody(correction);
  expect(corrected.clear).toEqual({ type: 'correction', supersedes: 'x', entry: split.clear });
  expect(joinBody(corrected.clear, corrected.personal)).toEqual(correction);
});

it.each(RECORDED_KINDS)('of every entry the moment of the device is clear: $type', ({ privacy }) => {
  expect(privacy.deviceAt).toBe('clear');
});

it('a withdrawal has nothing to seal but its reason', () => {
  const withdrawal: EntryBody = { type: 'correction', supersedes: 'x', entry: null, reason: text };
  const { clear, personal } = splitBody(withdrawal);
  expect([clear, personal]).toEqual([{ type: 'correction', supersedes: 'x', entry: null }, { reason: text }]);
  expect(joinBody(clear, personal)).toEqual(withdrawal);
});

/** A body as a newer release may have stored it. */
function asStored(said: object): EntryBody {
  return JSON.parse(JSON.stringify(said));
}

it.each([{ type: 'later', on: '2026-05-01', outcome: text }, { on: '2026-05-01' }])(
  'of a kind that is not known everything is sealed: %j',
  (said) => {
    const { clear, personal } = splitBody(asStored(said));
    expect(clear).toEqual({});
    expect(personal).toEqual(said);
  },
);

it('says nothing of a field that is null or empty', () => {
  const body = { type: 'need-status', needId: 'n1', status: 'RESOLVED', on: '2026-05-01', reason: '', other: null };
  expect(splitBody(asStored(body))).toEqual({ clear: body, personal: undefined });
});
