import { isDeepStrictEqual } from 'node:util';

import { NO_PLANS } from '#shared/domain/case/plan.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { partFacts } from '#shared/domain/statistics/lasting-facts.ts';
import { packDueKeys, unpackDueKeys } from '#shared/due/due-keys.ts';
import { bytesOf, itemOf, numberOf, openItem, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import type { BlindIndex, SealContext, Sealer, Sealing } from '#shared/sealing/sealer.ts';

import { packFacts, unpackFacts } from './facts-codec.ts';
import type { HouseholdFacts, HouseholdSummary } from './household-store.ts';
import { addressKey, addressKeys, documentKey, placeSk, urgentKey } from './keys.ts';
import { nameTags } from './name-tags.ts';
import { packPersonal, unpackPersonal } from './personal-codec.ts';
import { districtOf } from './placed-districts.ts';
import { NO_EVIDENCE, packSummary, placeOf, unpackSummary } from './summary-codec.ts';
import { isLed, isTied, summaryOf } from './summary.ts';

/**
 * Form of the item of a household. The index by district does not carry it: the text of facts says its own form, what else is packed
 * there is only ever added to. Since form 2 the envelope names its data key, and old facts may have left the document. Since form 3 it
 * knows contacts, stage, urgency and where it was found, has facts of visits, surveys, needs and follow-ups, and results of follow-ups move needs.
 */
const FORM = 3;

/** What an envelope of a document belongs to: an older envelope does not open under a newer version. */
function contextOf(id: string, version: number): SealContext {
  return { table: 'households', id, version: String(version) };
}

/** Province whose data key seals what is written of a household: that where it lives now. */
export function sealingProvince({ areaCode }: Pick<Household, 'areaCode'>): string {
  return areaCode.slice(0, 2);
}

/** The item of a household: what worklists and figures need in the clear, the rest sealed. `due`: keys of its rows in the queue. */
export function toItem(
  household: Household,
  { seal, index, due = [] }: { seal: Sealing; index: BlindIndex; due?: readonly Key[] },
): Item {
  const { id, version } = household;
  return {
    ...clearItem(household, index),
    ...(due.length === 0 ? {} : { due: { S: packDueKeys(due, household) } }),
    sealed: { B: seal(personalOf(household), contextOf(id, version)) },
  };
}

/** The text that is sealed. */
function personalOf(household: Household): string {
  return packPersonal(household, Object.keys(summaryOf(household).lists));
}

/** The item without what is sealed. */
function clearItem(household: Household, index: BlindIndex): Item {
  const { id, version, areaCode, address } = household;
  const summary = summaryOf(household);
  const byAddress = addressKey({ areaCode, ...address }, index);
  return itemOf(documentKey(id), FORM, {
    version: { N: String(version) },
    district: { S: districtOf(areaCode) },
    placeSk: { S: placeSk(areaCode, id) },
    ...(byAddress === undefined ? {} : { addressKey: { S: byAddress } }),
    ...urgentAttributes(summary),
    ...mentorAttribute(summary),
    worklist: { S: packSummary(summary, nameTags(household.members, index)) },
    facts: { S: packFacts(id, household.facts, household.factsSince) },
    ...(isTied(household) ? { tied: { S: household.duplicates.join(' ') } } : {}),
  });
}

/** Keys of the index of urgent cases, in which no other household is. */
function urgentAttributes({ urgency, areaCode, id }: HouseholdSummary): Item {
  if (urgency === null || urgency === 'NORMAL') return {};
  const { urgentIn, urgentSk } = urgentKey(urgency, placeSk(areaCode, id));
  return { urgentIn: { S: urgentIn }, urgentSk: { S: urgentSk } };
}

/** Key of the index of households by their mentor, in which no other household is. */
function mentorAttribute(summary: HouseholdSummary): Item {
  const { mentor } = summary;
  return mentor === null || !isLed(summary) ? {} : { mentor: { S: mentor } };
}

/** Attributes that a document of every form has, or lacks, in the same bytes. */
const OF_EVERY_FORM = ['pk', 'sk', 'version', 'district', 'placeSk', 'tied'] as const;

/**
 * How a stored item compares with the document that the entries of its household make: `same` when it has the very bytes that
 * `toItem` would write (of what is sealed, the text), `older` when it says the same in an older form, else `differs`.
 * Throws `NewerForm`, `SealBroken`, and an error when the item is damaged.
 */
export async function compareItem(
  stored: Item,
  household: Household,
  { sealer, index }: { sealer: Sealer; index: BlindIndex },
): Promise<'same' | 'older' | 'differs'> {
  const expected = clearItem(household, index);
  // The queue is compared with its rows (`rebuild/stored-documents.ts`).
  const { sealed, due: _due, ...clear } = openItem(stored, FORM);
  const version = numberOf(stored, 'version');
  if (clear['v']?.N === String(FORM)) {
    const personal = sealed?.B && (await sealer.open(sealed.B, contextOf(household.id, version)));
    return isDeepStrictEqual(clear, expected) && personal === personalOf(household) ? 'same' : 'differs';
  }
  const read = await toHousehold(stored, sealer);
  const same =
    OF_EVERY_FORM.every((name) => isDeepStrictEqual(stored[name], expected[name])) &&
    isKeyOfAddress(stored['addressKey']?.S, household, index) &&
    // Names had no tags in every form, and what form 3 brought is not in them.
    packSummary(inOlderForm(toSummary(stored), household), '') ===
      packSummary(inOlderForm(summaryOf(household), household), '') &&
    packFacts(read.id, ofOlderForm(partFacts(read.facts, household.updatedAt).stay), household.factsSince) ===
      packFacts(household.id, ofOlderForm(household.facts), household.factsSince) &&
    personalOf(asOlderForm(read, household)) === personalOf(asOlderForm(household, household));
  return same ? 'older' : 'differs';
}

/** Facts that documents had before form 3. */
const FACTS_BEFORE_FORM_3: ReadonlySet<string> = new Set([
  'registered',
  'listed',
  'move',
  'target-state',
  'need-status',
  'assistance',
  'referral-sent',
  'referral-answered',
]);

function ofOlderForm(facts: readonly EntryFact[]): EntryFact[] {
  return facts
    .filter(({ body }) => FACTS_BEFORE_FORM_3.has(body.type))
    .map((fact) =>
      fact.body.type === 'listed'
        ? { ...fact, body: { type: 'listed', list: fact.body.list, area: fact.body.area } }
        : fact,
    );
}

/** What worklists were told before form 3. Results did not say then which needs are open. */
function inOlderForm(summary: HouseholdSummary, household: Household): HouseholdSummary {
  const told = needsMoved(household).size === 0 ? summary : { ...summary, dimensions: [], openNeeds: 0 };
  return { ...told, urgency: null, evidence: NO_EVIDENCE, since: {} };
}

/** Ids of needs that results of follow-ups or Re-X-rays speak of. */
function needsMoved({ facts }: Pick<Household, 'facts'>): ReadonlySet<string> {
  return new Set(
    facts.flatMap(({ body }) => {
      if (body.type === 'follow-up') return body.resolved;
      return body.type === 'rexray' ? body.results.map(({ needId }) => needId) : [];
    }),
  );
}

/** What of a household was kept before form 3. `known`: what its entries make of it today. */
function asOlderForm(household: Household, known: Household): Household {
  const moved = needsMoved(known);
  return {
    ...household,
    needs: household.needs.map((need) =>
      moved.has(need.id) ? { ...need, status: 'OPEN', statusOn: '1970-01-01' } : need,
    ),
    verifications: Object.fromEntries(
      Object.entries(household.verifications).map(([list, { state, on, entryId }]) => [list, { state, on, entryId }]),
    ),
    coMentors: [],
    mentorSince: null,
    mentorIn: 0,
    profileIn: 1,
    mentorFirstOn: null,
    planAgreedOn: null,
    ...NO_PLANS,
    lastContactOn: null,
    lastRefusedOn: null,
    missedOn: [],
    stage: null,
    urgency: null,
    crisisOn: null,
    checks: [],
    found: null,
    bmn: null,
  };
}

/** Documents of an older form may lie under their address as it was spelled. */
function isKeyOfAddress(key: string | undefined, { areaCode, address }: Household, index: BlindIndex): boolean {
  const keys = addressKeys({ areaCode, ...address }, index);
  return key === undefined ? keys.length === 0 : keys.includes(key);
}

/** Throws `SealBroken` when the sealed part was changed or is of another household or version. */
export async function toHousehold(item: Item, sealer: Sealer): Promise<Household> {
  const { id, areaCode, lists, status, agencies, mentor, surveyedOn, nextDue, version } = toSummary(item);
  const { duplicates, facts, factsSince } = toFacts(item);
  const personal = await sealer.open(bytesOf(item, 'sealed'), contextOf(id, version));
  const since = factsSince === undefined ? {} : { factsSince };
  const clear = { id, version, areaCode, status, agencies, mentor, surveyedOn, nextDue, duplicates, facts, ...since };
  return unpackPersonal(personal, clear, Object.keys(lists));
}

/** Keys of the rows that a household has in the queue; none before there was a queue. */
export function heldDueKeys(item: Item, household: Household): Key[] {
  const text = item['due']?.S;
  return text === undefined ? [] : unpackDueKeys(text, household);
}

/** Attributes that `toSummary` reads. */
export const SUMMARY_ATTRIBUTES = ['placeSk', 'version', 'worklist'] as const;

export function toSummary(item: Item): HouseholdSummary {
  return unpackSummary(textOf(openItem(item, FORM), 'worklist'), textOf(item, 'placeSk'), numberOf(item, 'version'));
}

/** Attributes that `toFacts` reads. */
export const FACTS_ATTRIBUTES = ['placeSk', 'facts', 'tied'] as const;

export function toFacts(item: Item): HouseholdFacts {
  const place = placeOf(textOf(openItem(item, FORM), 'placeSk'));
  const tied = item['tied']?.S;
  return {
    ...place,
    tied: tied !== undefined,
    duplicates: tied === undefined || tied === '' ? [] : tied.split(' '),
    ...unpackFacts(place.id, textOf(item, 'facts')),
  };
}
