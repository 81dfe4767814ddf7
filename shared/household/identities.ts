import { addressKey } from '#shared/domain/intake/cells/household-key.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { Candidate } from '#shared/domain/matching/match-household.ts';
import { onceFor } from '#shared/once-for.ts';
import { nameKey } from '#shared/thai/person-name.ts';

import { identityKey, type HouseholdChange, type Identity, type PlaceIdentity } from './household-store.ts';

/** Everything the household, and only it, is known by: each once. */
function identitiesOf(household: Household): Identity[] {
  const identities: Identity[] = household.members.flatMap(({ citizenId }) =>
    citizenId === undefined ? [] : [{ kind: 'person', citizenId }],
  );
  if (household.houseCode !== undefined) identities.push({ kind: 'house', houseCode: household.houseCode });
  return [...new Map(identities.map((identity) => [identityKey(identity), identity])).values()];
}

/** What households that were merged into this one are known by. */
function ofMerged({ merged = [] }: Household): Identity[] {
  return merged.flatMap(({ citizenIds, houseCode }): Identity[] => [
    ...citizenIds.map((citizenId) => ({ kind: 'person' as const, citizenId })),
    ...(houseCode === undefined ? [] : [{ kind: 'house' as const, houseCode }]),
  ]);
}

/** The place of somebody; undefined without a house number or a name. Spellings of one address and one name meet. */
export function placeIdentity(place: {
  areaCode?: string | undefined;
  moo?: number | undefined;
  addressNo?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
}): PlaceIdentity | undefined {
  const { areaCode, moo, addressNo, firstName, lastName } = place;
  if (areaCode === undefined || !addressNo || !firstName) return undefined;
  const name = nameKey(firstName, lastName ?? '');
  return { kind: 'place', areaCode, ...(moo === undefined ? {} : { moo }), addressNo: addressKey(addressNo), name };
}

/** The same place with first and last name swapped; undefined without both. */
export function swappedPlaceIdentity(place: Parameters<typeof placeIdentity>[0]): PlaceIdentity | undefined {
  const { firstName, lastName } = place;
  return firstName && lastName ? placeIdentity({ ...place, firstName: lastName, lastName: firstName }) : undefined;
}

/** Places of the people of a household, each once. */
export function placesOf({
  areaCode,
  address,
  members,
}: Pick<Household, 'areaCode' | 'members'> & Partial<Pick<Household, 'address'>>): PlaceIdentity[] {
  const places = members.flatMap((member) => placeIdentity({ ...member, ...address, areaCode }) ?? []);
  return [...new Map(places.map((place) => [identityKey(place), place])).values()];
}

/** Identities that a change claims. */
export const newIdentities = onceFor(
  ({ before, after, claims = [] }: Pick<HouseholdChange, 'before' | 'after' | 'claims'>): readonly Identity[] => {
    // What a household that was merged into it is known by goes on leading to that one: so the undo of the merge touches no pointer.
    const known = new Set([...(before ? identitiesOf(before) : []), ...ofMerged(after)].map(identityKey));
    return [...identitiesOf(after).filter((identity) => !known.has(identityKey(identity))), ...claims];
  },
);

const FOUND_BY = { person: 'citizen-id', house: 'house-code', place: 'place' } as const;

/** An identity beside its `identityKey`, which is asked for again and again. */
export type KeyedIdentity = { readonly key: string; readonly identity: Identity };

export function keyed(identity: Identity): KeyedIdentity {
  return { key: identityKey(identity), identity };
}

/**
 * The households that may be meant, with what led to each: those that hold some of the identities (`holders`, by `identityKey`),
 * and those that are at the address that was said. `households`: by the id that was found, the household that it is now (`readFollowing`).
 */
export function candidatesOf(
  identities: readonly KeyedIdentity[],
  holders: ReadonlyMap<string, string>,
  there: Iterable<string>,
  households: ReadonlyMap<string, Household>,
): Candidate[] {
  const candidates = new Map<string, { household: Household; foundBy: Candidate['foundBy'][number][] }>();
  const foundBy = (id: string): Candidate['foundBy'][number][] | undefined => {
    const household = households.get(id);
    if (!household) return undefined;
    const known = candidates.get(household.id);
    if (known) return known.foundBy;
    const candidate = { household, foundBy: [] };
    candidates.set(household.id, candidate);
    return candidate.foundBy;
  };
  for (const { key, identity } of identities) {
    const holder = holders.get(key);
    const ways = holder === undefined ? undefined : foundBy(holder);
    if (ways && !ways.includes(FOUND_BY[identity.kind])) ways.push(FOUND_BY[identity.kind]);
  }
  for (const id of there) foundBy(id);
  return [...candidates.values()];
}
