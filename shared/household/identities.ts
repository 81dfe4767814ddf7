import type { Household } from '#shared/domain/household/household.ts';

import { identityKey, type HouseholdChange, type Identity } from './household-store.ts';

/** Everything the household, and only it, is known by: each once. */
function identitiesOf(household: Household): Identity[] {
  const identities: Identity[] = household.members.flatMap(({ citizenId }) =>
    citizenId === undefined ? [] : [{ kind: 'person', citizenId }],
  );
  if (household.houseCode !== undefined) identities.push({ kind: 'house', houseCode: household.houseCode });
  return [...new Map(identities.map((identity) => [identityKey(identity), identity])).values()];
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
