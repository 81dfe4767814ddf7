import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { EntryFact, FactBody } from '#shared/domain/statistics/facts.ts';
import { NewerForm } from '#shared/dynamo/attributes.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import { packFacts, unpackFacts } from './facts-codec.ts';

const HOUSEHOLD = '0a1b2c3d-0000-4000-8000-000000000001';

const day = fc
  .integer({ min: -20_000, max: 60_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((number) => new Date(number).toISOString());
const word = fc.oneof(
  fc.constantFrom('DELIVERED', 'PLANNED', 'X2', '', 'ประชา', '.5', '~x', '12'),
  fc.string({ minLength: 2 }),
);
const ownId = fc.oneof(
  fc.integer({ min: 1, max: 99_999 }).map((version) => `${HOUSEHOLD}.${version}`),
  fc.tuple(fc.nat(99), fc.nat(1000)).map(([version, need]) => `${HOUSEHOLD}.${version}.${need}`),
  fc.constantFrom('.1', '~', HOUSEHOLD, `${HOUSEHOLD}.`, `${HOUSEHOLD}.01`, 'e1'),
);
const area = fc.oneof(fc.integer({ min: 100_000, max: 999_999 }).map(String), fc.constantFrom('', '0042', 'x'));
const person = fc.oneof(fc.uuid(), ownId);
const baht = fc.option(
  fc.integer({ min: 0, max: 1e9 }).map((satang) => satang / 100),
  { nil: null },
);

const body: fc.Arbitrary<FactBody> = fc.oneof(
  fc.record({ type: fc.constant('registered' as const), area }),
  fc.record({ type: fc.constant('listed' as const), list: person, area }),
  fc.record({ type: fc.constant('move' as const), on: day, toArea: fc.option(area, { nil: null }) }),
  fc.record(
    {
      type: fc.constant('target-state' as const),
      list: person,
      state: word,
      on: day,
      toArea: fc.option(area, { nil: null }),
      allMembers: fc.boolean(),
      duplicateOf: fc.oneof(fc.uuid(), fc.constant('')),
    },
    { requiredKeys: ['type', 'list', 'state', 'on'] },
  ),
  fc.record({ type: fc.constant('need-status' as const), needId: ownId, status: word, on: day }),
  fc.record({
    type: fc.constant('assistance' as const),
    agency: fc.option(word, { nil: null }),
    coAgencies: fc.array(word, { maxLength: 3 }),
    dimension: fc.constantFrom(...DIMENSIONS),
    assistanceType: word,
    status: word,
    deliveredOn: fc.option(day, { nil: null }),
    plannedOn: fc.option(day, { nil: null }),
    personIds: fc.array(person, { maxLength: 3 }),
    needIds: fc.array(ownId, { maxLength: 3 }),
    cashBaht: baht,
    inKindBaht: baht,
  }),
  fc.record({
    type: fc.constant('referral-sent' as const),
    referralId: person,
    toAgency: word,
    needIds: fc.array(ownId, { maxLength: 3 }),
    sentAt: instant,
    dueAt: fc.oneof(instant, day),
  }),
  fc.record({ type: fc.constant('referral-answered' as const), referralId: person, status: word, at: instant }),
  fc.constant({ type: 'other' as const }),
);

const fact: fc.Arbitrary<EntryFact> = fc
  .record({
    version: fc.integer({ min: 1, max: 99_999_999 }),
    recordedAt: instant,
    supersedes: fc.option(ownId, { nil: undefined }),
    body,
    otherId: fc.option(ownId, { nil: undefined }),
  })
  .map(({ version, recordedAt, supersedes, body: said, otherId }) => ({
    id: otherId ?? `${HOUSEHOLD}.${version}`,
    householdId: HOUSEHOLD,
    version,
    recordedAt,
    ...(supersedes === undefined ? {} : { supersedes }),
    body: { ...said },
  }));

describe('facts of a household', () => {
  it('come back as they were packed', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 12 }), (facts) => {
        expect(unpackFacts(HOUSEHOLD, packFacts(HOUSEHOLD, facts))).toStrictEqual({ facts });
      }),
      { numRuns: 2000 },
    );
  });

  it('are short: help is a line of less than 90 bytes', () => {
    const help: EntryFact = {
      id: `${HOUSEHOLD}.7`,
      householdId: HOUSEHOLD,
      version: 7,
      recordedAt: '2026-05-15T03:00:00.000Z',
      body: {
        type: 'assistance',
        agency: 'cdd',
        coAgencies: [],
        dimension: 'income',
        assistanceType: 'CASH',
        status: 'DELIVERED',
        deliveredOn: '2026-05-10',
        plannedOn: null,
        personIds: [],
        needIds: [`${HOUSEHOLD}.2.1`],
        cashBaht: 1500,
        inKindBaht: null,
      },
    };
    expect(packFacts(HOUSEHOLD, [help])).toBe(
      '[2,0,[5,1,7,1778814000000,0,"cdd","i","CASH","D",20583,null,1500,null,0,[[".2.1"]]]]',
    );
  });

  it('are columns: days of one kind are a run, and what is equal is said once', () => {
    const facts = Array.from({ length: 4 }, (_, index): EntryFact => ({
      id: `${HOUSEHOLD}.${index + 3}`,
      householdId: HOUSEHOLD,
      version: index + 3,
      recordedAt: new Date(1778814000000 + index * 1000).toISOString(),
      body: { type: 'need-status', needId: `${HOUSEHOLD}.2`, status: 'IN_PROGRESS', on: `2026-05-1${index * 2}` },
    }));
    const packed = '[2,202510,[4,4,[3,1],[1778814000000,1000],0,2,["IN_PROGRESS",0],[20583,2]]]';
    expect(packFacts(HOUSEHOLD, facts, '2025-10')).toBe(packed);
    expect(unpackFacts(HOUSEHOLD, packed)).toEqual({ facts, factsSince: '2025-10' });
  });

  it('in the order of recording come back as they were packed', () => {
    const inOrder = fc.array(fc.tuple(fact, fc.boolean()), { maxLength: 20 }).map((facts) =>
      facts.map(([each, repeats], index): EntryFact => ({
        ...each,
        version: index + 1,
        id: `${HOUSEHOLD}.${index + 1}`,
        body: repeats ? (facts[index - 1]?.[0].body ?? each.body) : each.body,
      })),
    );
    fc.assert(
      fc.property(inOrder, fc.option(fc.constant('2025-10'), { nil: undefined }), (facts, since) => {
        const packed = packFacts(HOUSEHOLD, facts, since);
        expect(packed).not.toContain('"rows"');
        expect(unpackFacts(HOUSEHOLD, packed)).toStrictEqual({
          facts,
          ...(since === undefined ? {} : { factsSince: since }),
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('of form 1 are read for ever', () => {
    expect(
      unpackFacts(
        HOUSEHOLD,
        '[[0,1,1778814000000,0,420101],[1,1,0,0,"L1",420101],[5,7,86400000,0,"cdd","i","CASH","D",20583,null,1500,null,0,[".2.1"]]]',
      ).facts.map(({ version, recordedAt, body: { type } }) => [version, recordedAt, type]),
    ).toEqual([
      [1, '2026-05-15T03:00:00.000Z', 'registered'],
      [1, '2026-05-15T03:00:00.000Z', 'listed'],
      [7, '2026-05-16T03:00:00.000Z', 'assistance'],
    ]);
    expect(unpackFacts(HOUSEHOLD, '[]')).toEqual({ facts: [] });
  });

  it.each([
    ['of a newer form', '[3,0]'],
    ['of a kind that this release does not know', '[2,0,[40,1,1,1778814000000]]'],
  ])('%s are refused for another try', (_what, packed) => {
    expect(() => unpackFacts(HOUSEHOLD, packed)).toThrow(NewerForm);
  });

  it('of another household, or recorded at no instant, are refused', () => {
    const other: EntryFact = {
      id: 'x.1',
      householdId: 'x',
      version: 1,
      recordedAt: '2026-05-15T03:00:00.000Z',
      body: { type: 'other' },
    };
    expect(() => packFacts(HOUSEHOLD, [other])).toThrow('another household');
    expect(() => packFacts('x', [{ ...other, recordedAt: '2026-05-15T10:00:00+07:00' }])).toThrow('An instant');
  });

  it.each([
    ['an unknown kind', '[[15,1,0,0]]'],
    ['a place outside the table', '[[1,1,0,0,4,420101]]'],
    ['a day that is none', '[[2,1,0,0,null,420101]]'],
  ])('that are damaged are refused: %s', (_what, packed) => {
    expect(() => unpackFacts(HOUSEHOLD, packed)).toThrow('damaged');
  });
});
