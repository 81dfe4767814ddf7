import { Problem } from '#shared/problems.ts';
import { addressKey } from '#shared/domain/intake/cells/household-key.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { withOldFacts } from '#shared/domain/statistics/lasting-facts.ts';
import { MemoryDuplicates } from '#shared/duplicate/memory-duplicates.ts';
import { createListReader } from '#shared/due/known-lists.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { listsOfChanges, movedDue } from '#shared/due/moved-due.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { MemoryEvents } from '#shared/event/memory-events.ts';
import { toldOfMerge, toldOfReferral, toldOfResolution } from '#shared/event/told.ts';
import { MemoryMeetings } from '#shared/meeting/memory-meetings.ts';
import { MemoryMoveRequests } from '#shared/move-request/memory-move-requests.ts';
import { MemoryReferrals } from '#shared/referral/memory-referrals.ts';
import { movedReferrals, toldReferrals } from '#shared/referral/moved-referrals.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { MemoryProgress } from '#shared/upload/memory-progress.ts';

import { checkChanges, itemsOf, recordedAt, recordedIn } from './check-changes.ts';
import {
  AppendConflict,
  identityKey,
  TRANSACTION_ITEMS,
  type HouseholdFacts,
  type HouseholdStore,
  type Identity,
} from './household-store.ts';
import { newIdentities } from './identities.ts';
import { isCandidate } from './name-tags.ts';
import { leavingFacts } from './leaving-facts.ts';
import { districtOf, placedDistricts } from './placed-districts.ts';
import { isLed, isTied, summaryOf } from './summary.ts';

/** Households in memory: behaves as the store in DynamoDB does, conflicts included. What goes in and comes out is a copy. */
export function createMemoryHouseholdStore({
  progress = new MemoryProgress(),
  keys = new MemoryClaims(),
  referrals = new MemoryReferrals(),
  due = new MemoryDue(),
  meetings = new MemoryMeetings(keys, due),
  duplicates = new MemoryDuplicates(keys, due),
  moveRequests = new MemoryMoveRequests(keys, due),
  lists = createMemoryTargetListStore(),
  events = new MemoryEvents(),
}: {
  progress?: MemoryProgress;
  keys?: MemoryClaims;
  referrals?: MemoryReferrals;
  due?: MemoryDue;
  meetings?: MemoryMeetings;
  duplicates?: MemoryDuplicates;
  moveRequests?: MemoryMoveRequests;
  events?: MemoryEvents;
  lists?: Pick<TargetListStore, 'get'>;
} = {}): HouseholdStore {
  const readLists = createListReader(lists);
  const documents = new Map<string, Household>();
  const logbook = new Map<string, LogbookEntry[]>();
  const holders = new Map<string, string>();
  const oldFacts = new Map<string, EntryFact[]>();

  const factsIn = (household: Household): HouseholdFacts =>
    structuredClone({
      id: household.id,
      areaCode: household.areaCode,
      tied: isTied(household),
      duplicates: household.duplicates,
      facts: household.facts,
      ...(household.factsSince === undefined ? {} : { factsSince: household.factsSince }),
    });

  const listed = (
    households: readonly Household[],
    after: { areaCode: string; id: string } | undefined,
    limit: number,
  ) =>
    Promise.resolve(
      households
        .filter((household) => placeOf(household) > (after ? placeOf(after) : ''))
        .slice(0, limit)
        .map((household) => structuredClone(summaryOf(household))),
    );

  const allOf = ({ id, facts }: Pick<Household, 'id' | 'facts'>): EntryFact[] =>
    structuredClone(withOldFacts(facts, oldFacts.get(id) ?? []));

  /** Facts that figures from `month` on are made of. */
  const factsFor = (household: Household, month: string | undefined): HouseholdFacts => {
    const { factsSince, ...known } = factsIn(household);
    if (month !== undefined && factsSince !== undefined && month < factsSince)
      return { ...known, facts: allOf(household) };
    return { ...known, ...(factsSince === undefined ? {} : { factsSince }) };
  };

  const inKeyOrder = (area: string): Household[] =>
    [...documents.values()]
      .filter(({ areaCode }) => areaCode.startsWith(area))
      .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));

  return {
    get: (id) => Promise.resolve(structuredClone(documents.get(id))),

    getMany(ids) {
      const found = new Map<string, Household>();
      for (const id of ids) {
        const household = documents.get(id);
        if (household) found.set(id, structuredClone(household));
      }
      return Promise.resolve(found);
    },

    async append(changes, { progress: step, resolution, duplicate, moveRequest, claim, commitBy = Infinity } = {}) {
      checkChanges(changes);
      const known = await readLists(listsOfChanges(changes));
      const besides =
        (step ? (step.after.finished ? 3 : 2) : 0) +
        (resolution ? 2 : 0) +
        (duplicate ? 3 : 0) +
        (moveRequest ? 3 : 0) +
        (claim ? 1 : 0);
      const items = changes.reduce((sum, change) => sum + itemsOf(change), besides);
      if (items > TRANSACTION_ITEMS) throw new Problem('household-full');
      // Nothing waits between what is judged and what is written.
      const duplicateMoved = duplicate !== undefined && !(await duplicates.standsAt(duplicate));
      keys.refuseTaken(claim);
      const isLate = performance.now() > commitBy;
      const stale = changes.filter(
        ({ before, after }) => isLate || documents.get(after.id)?.version !== before?.version,
      );
      const taken = changes.flatMap((change) =>
        newIdentities(change).filter((identity) => {
          const holder = holders.get(identityKey(identity));
          return holder !== undefined && holder !== change.after.id;
        }),
      );
      const progressMoved = step !== undefined && !progress.standsAt(step.before, step.after);
      const resolutionMoved = resolution !== undefined && !meetings.standsAt(resolution);
      const requestMoved = moveRequest !== undefined && !moveRequests.standsAt(moveRequest);
      if (stale.length > 0 || taken.length > 0 || progressMoved || resolutionMoved || duplicateMoved || requestMoved)
        throw new AppendConflict(
          stale.map(({ after }) => after.id),
          taken,
          progressMoved,
        );
      for (const change of changes) {
        const { after, entries } = structuredClone(change);
        for (const moved of movedReferrals(change)) referrals.put(moved);
        events.put(recordedAt(change), [...toldReferrals(change).map(toldOfReferral), ...toldOfMerge(change)]);
        due.move(movedDue(change, known));
        for (const identity of newIdentities(change)) holders.set(identityKey(identity), after.id);
        const leaving = leavingFacts(change);
        if (leaving.length > 0) oldFacts.set(after.id, withOldFacts(oldFacts.get(after.id) ?? [], leaving));
        documents.set(after.id, after);
        logbook.set(after.id, [...(logbook.get(after.id) ?? []), ...entries]);
      }
      if (step) progress.put(step.after, recordedIn(changes));
      if (resolution) {
        meetings.put(resolution);
        events.put(recordedAt(changes[0]), toldOfResolution(resolution));
      }
      if (moveRequest) moveRequests.put(moveRequest);
      keys.put(claim);
      if (duplicate) await duplicates.update(duplicate.before, duplicate.after);
    },

    itemsOf: (change) => itemsOf(change),

    entries(householdId, after, limit) {
      const entries = (logbook.get(householdId) ?? []).filter(({ version }) => version > after).slice(0, limit);
      return Promise.resolve(structuredClone(entries));
    },

    history: (householdId) => Promise.resolve(structuredClone(logbook.get(householdId) ?? [])),

    find(identities: readonly Identity[]) {
      const found = new Map<string, string>();
      for (const identity of identities) {
        const holder = holders.get(identityKey(identity));
        if (holder !== undefined) found.set(identityKey(identity), holder);
      }
      return Promise.resolve(found);
    },

    findByAddress({ areaCode, moo, addressNo }) {
      const there = inKeyOrder(areaCode).filter(
        ({ address }) => addressNo !== '' && isNumber(address.addressNo, addressNo) && address.moo === moo,
      );
      return Promise.resolve(there.map(({ id }) => id));
    },

    listArea: (area, after, limit) => listed(inKeyOrder(area), after, limit),

    listUrgent: (level, area, after, limit) =>
      listed(
        inKeyOrder(area).filter(({ urgency }) => urgency?.level === level),
        after,
        limit,
      ),

    listLed: (mentor) =>
      Promise.resolve(
        inKeyOrder('')
          .filter((household) => household.mentor === mentor && isLed(household))
          .map(({ id, areaCode }) => ({ id, areaCode })),
      ),

    listNamed: (area, name, after, limit) =>
      listed(
        inKeyOrder(area).filter(({ members }) => isCandidate(members, name)),
        after,
        limit,
      ),

    async *factsOfDistrict(district, month) {
      const placed = [...documents.values()].filter(
        (household) => districtOf(household.areaCode) !== district && placedDistricts(household).includes(district),
      );
      for (const household of [...inKeyOrder(district), ...placed]) yield factsFor(household, month);
    },

    factsOf(ids, month) {
      const found = [...new Set(ids)].flatMap((id) => {
        const household = documents.get(id);
        return household ? [factsFor(household, month)] : [];
      });
      return Promise.resolve(found);
    },

    allFacts: (household) => Promise.resolve(allOf(household)),
  };
}

function isNumber(known: string | undefined, said: string): boolean {
  return known !== undefined && addressKey(known) === addressKey(said);
}

function placeOf({ areaCode, id }: { areaCode: string; id: string }): string {
  return `${areaCode}#${id}`;
}
