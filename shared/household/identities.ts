import { addressKey } from '#shared/domain/files/household-key.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { nameKey } from '#shared/domain/person-name.ts';

import { identityKey, type HouseholdChange, type Identity, type PlaceIdentity } from './household-store.ts';

/** Everything the household, and only it, is known by: each once. */
function identitiesOf(household: Household): Identity[] {
  const identities: Identity[] = household.members.flatMap(({ citizenId }) =>
    citizenId === undefined ? [] : [{ kind: 'person', citizenId }],
  );
  if (household.houseCode !== undefined) identities.push({ kind: 'house', houseCode: household.houseCode });
  return [...new Map(identities.map((identity) => [identityKey(identity), identity])).values()];
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
export function newIdentities({
  before,
  after,
  claims = [],
}: Pick<HouseholdChange, 'before' | 'after' | 'claims'>): Identity[] {
  const known = new Set(before ? identitiesOf(before).map(identityKey) : []);
  return [...identitiesOf(after).filter((identity) => !known.has(identityKey(identity))), ...claims];
}
