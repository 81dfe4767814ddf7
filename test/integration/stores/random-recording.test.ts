import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { somePlan } from '#shared/domain/case/test/some-plan.ts';
import { foldHousehold } from '#shared/domain/logbook/replay.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { NEED_STATUSES } from '#shared/domain/household/need-status.ts';
import { TARGET_STATES } from '#shared/domain/target-list/target-state.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import type { HouseholdChange, HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { summaryOf } from '#shared/household/summary.ts';
import { createStoredDocuments, type StoredDocuments } from '#shared/rebuild/stored-documents.ts';
import { Problem } from '#shared/problems.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import { index, ownTables } from './open-stores.ts';
import { begin, goOn, memberOf } from './synthetic-household.ts';
import { RECORDED_KINDS } from '#shared/domain/logbook/kinds/all.ts';
import { bodyFromSchema } from '#shared/domain/logbook/test/body-from-schema.ts';
import { help } from '#shared/domain/logbook/test/help.ts';

/** What somebody may say of a household; `pick` chooses among what stands there. Most of it may be recorded, not all. */
type Said = { kind: string; pick: number; day: string; text: string; dimension: (typeof DIMENSIONS)[number] };

/** Kinds whose bodies need nothing that their schema does not say. */
const FROM_SCHEMA = RECORDED_KINDS.filter(
  ({ type }) =>
    ![
      'assistance',
      'assistance-status',
      'need',
      'need-status',
      'survey',
      'visit',
      'follow-up',
      'target-state',
      'move',
    ].includes(type),
);

const said: fc.Arbitrary<Said> = fc.record({
  kind: fc.constantFrom(
    'help',
    'help',
    'need',
    'need-status',
    'survey',
    'visit',
    'follow-up',
    'listed',
    'target-state',
    'move',
    'member',
    'correction',
    'correction',
    'correction',
    'need',
    'help',
    'referral',
    'referral',
    'referral',
    'referral',
    'referral',
    'plan',
    'plan',
    ...FROM_SCHEMA.map(({ type }) => type),
  ),
  pick: fc.nat(999),
  day: fc.integer({ min: 1, max: 14 }).map((day) => `2026-05-${String(day).padStart(2, '0')}`),
  text: fc.string({ unit: fc.constantFrom('ก', 'า', ' ', '"', '\\', 'a', '😀', '\n'), minLength: 1, maxLength: 8 }),
  dimension: fc.constantFrom(...DIMENSIONS),
});

const AREAS = ['420101', '420102', '420201', '310101'];
const LISTS = ['list-a', 'list-b', '7'];

let person = 5_000_000;

function bodyOf(
  { kind, pick, day, text, dimension }: Said,
  household: Household,
  history: LogbookEntry[],
): EntryBody | undefined {
  const one = <T>(list: readonly T[]): T | undefined => list[pick % list.length];
  const needId = one(household.needs)?.id;
  const personId = one(household.members)?.id ?? null;
  const [referral] = household.referrals;
  switch (kind) {
    case 'help':
      return help({
        ...(referral && pick % 4
          ? { agency: referral.toAgency, referralId: referral.id }
          : { agency: one(['cdd', 'dla', null])! }),
        dimension,
        deliveredOn: day,
        description: pick % 2 ? text : '',
        cashBaht: pick % 3 ? pick / 4 : null,
        needIds: needId === undefined ? [] : [needId],
        personIds: personId === null ? [] : [personId],
      });
    case 'referral':
      // The first is sent, and then answered.
      if (referral)
        return {
          type: 'referral-answer',
          referral: referral.id,
          status: pick % 4 ? 'ACCEPTED' : 'DONE',
          ...(pick % 2 ? { reason: text } : {}),
        };
      return needId === undefined
        ? undefined
        : {
            type: 'referral',
            referral: `r${pick}`,
            from: '4201',
            toAgency: one(['cdd', 'dla'])!,
            ofState: true,
            place: '4201',
            needIds: [needId],
            dueAt: '2026-08-01',
            note: text,
          };
    case 'plan':
      return somePlan(household, { pick, day, text, needId });
    case 'need':
      return { type: 'need', dimension, kind: 'PROBLEM', text, openedOn: day, personId };
    case 'need-status':
      return needId === undefined ? undefined : { type: 'need-status', needId, status: one(NEED_STATUSES)!, on: day };
    case 'survey':
      return {
        type: 'survey',
        on: day,
        needs: Array.from({ length: pick % 3 }, () => ({ dimension, kind: 'WANT' as const, text })),
        fourT: { attitude: text },
      };
    case 'visit':
      return { type: 'visit', on: day, purpose: 'FOLLOWUP', outcome: 'MET', notes: text, nextVisitDue: '2026-08-01' };
    case 'follow-up':
      return {
        type: 'follow-up',
        on: day,
        stage: 'SURVIVE',
        needResults: needId === undefined ? [] : [{ needId, result: 'SAME' }],
        incomeNow: pick,
      };
    case 'listed':
      return {
        type: 'listed',
        list: one(LISTS)!,
        area: one(AREAS)!,
        targets: [{ personId: pick % 2 ? personId : null, dimensions: [dimension], indicators: [1 + (pick % 38)] }],
      };
    case 'target-state':
      return {
        type: 'target-state',
        list: one(LISTS)!,
        state: one(TARGET_STATES)!,
        on: day,
        reason: text,
        ...(pick % 2 ? { toArea: one(AREAS)! } : {}),
      };
    case 'move':
      return { type: 'move', on: day, toArea: pick % 5 ? one(AREAS)! : null };
    case 'member':
      return { type: 'registered', profile: { members: [memberOf((person += 1), { firstName: text })] } };
    default: {
      const fromSchema = FROM_SCHEMA.find(({ type }) => type === kind);
      if (fromSchema) {
        let at = pick;
        const needIds = household.needs.map(({ id }) => id);
        return bodyFromSchema(fromSchema.body, { choose: () => (at += 1), day, needIds }) as EntryBody | undefined;
      }
      const target = one(history);
      const supersedes = target?.id;
      const corrected = target?.body.type === 'correction' ? target.body.entry : target?.body;
      if (
        supersedes === undefined ||
        !corrected ||
        corrected.type === 'resolution-step' ||
        corrected.type === 'mentor' ||
        corrected.type === 'plan' ||
        corrected.type === 'profile' ||
        !('on' in corrected || 'openedOn' in corrected || 'deliveredOn' in corrected)
      )
        return undefined;
      // Now and then a corrected survey drops its needs, or takes up new ones.
      const needs =
        corrected.type === 'survey' && pick % 4 > 0
          ? {
              needs: corrected.needs.map((need, at) => ({ ...need, id: need.id ?? `${supersedes}.${at + 1}` })),
            }
          : {};
      return {
        type: 'correction',
        supersedes,
        reason: text,
        entry: { ...corrected, ...('on' in corrected ? { on: day } : {}), ...needs },
      };
    }
  }
}

describe('whatever is recorded', () => {
  let memory: HouseholdStore;
  let dynamo: HouseholdStore;
  let documents: StoredDocuments;
  beforeAll(async () => {
    memory = createMemoryHouseholdStore();
    const at = { ...(await ownTables()), index };
    dynamo = createDynamoHouseholdStore(at);
    documents = createStoredDocuments({ ...at, households: dynamo });
  });

  it('both stores hold the same document, which is the fold of its entries, in an unbroken chain', async () => {
    const recorded = { entries: 0, refused: 0, corrections: 0, helpedReferrals: 0, agreedPlans: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(said, { minLength: 1, maxLength: 3 }), { maxLength: 10 }), async (steps) => {
        let change: HouseholdChange = begin({
          members: [memberOf((person += 1)), memberOf((person += 1))],
          addressNo: '1/2',
          moo: 3,
          areaCode: '420101',
        });
        const { id } = change.after;
        for (const store of [memory, dynamo]) await store.append([change]);
        for (const step of steps) {
          const before = (await dynamo.get(id))!;
          const history = await dynamo.history(id);
          try {
            const bodies = step.map((each) => bodyOf(each, before, history)).filter((body) => body !== undefined);
            if (bodies.length === 0) continue;
            change = goOn(before, bodies, history);
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
            recorded.refused += 1;
            continue;
          }
          recorded.entries += change.entries.length;
          recorded.corrections += change.entries.filter(({ body }) => body.type === 'correction').length;
          for (const store of [memory, dynamo]) await store.append([change]);
        }
        const stored = await dynamo.get(id);
        recorded.agreedPlans += Number(stored!.plan !== null);
        recorded.helpedReferrals += stored!.referrals.filter(({ status }) => status === 'IN_PROGRESS').length;
        expect(stored).toEqual(await memory.get(id));
        const history = await dynamo.history(id);
        expect(history).toEqual(await memory.history(id));
        expect(verifyChain(history)).toBeUndefined();
        expect(stored).toEqual(foldHousehold(history));
        // Byte by byte, the order of everything included.
        expect(await documents.rebuild(id, { check: true })).toEqual({ outcome: 'same' });
        expect(await dynamo.factsOf([id])).toEqual(await memory.factsOf([id]));
        const listedIn = await dynamo.listArea(stored!.areaCode, undefined, 1000);
        expect(listedIn.find((summary) => summary.id === id)).toEqual(summaryOf(stored!));
      }),
      { numRuns: 90, seed: 20261125 },
    );
    // The property is of little worth when nearly all is refused.
    expect(recorded.entries).toBeGreaterThan(150);
    expect(recorded.corrections).toBeGreaterThan(10);
    expect(recorded.helpedReferrals).toBeGreaterThan(0);
    expect(recorded.agreedPlans).toBeGreaterThan(10);
    expect(recorded.refused).toBeGreaterThan(0);
    for (const district of ['4201', '4202', '3101']) {
      const byId = async (store: HouseholdStore) =>
        new Map((await Array.fromAsync(store.factsOfDistrict(district))).map((facts) => [facts.id, facts]));
      expect(await byId(dynamo)).toEqual(await byId(memory));
    }
  });
});
