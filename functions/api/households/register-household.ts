import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { registerHousehold as contract } from '#shared/contracts/households.ts';
import { coversHousehold, type Scope } from '#shared/domain/access/access.ts';
import { isWithin } from '#shared/domain/area-code.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record, type Recording } from '#shared/domain/household/record.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { nameKey } from '#shared/domain/person-name.ts';
import { AppendConflict, identityKey, type HouseholdStore } from '#shared/household/household-store.ts';
import { placesOf } from '#shared/household/identities.ts';
import { Problem } from '#shared/problems.ts';

import { placed, recorderOf } from './in-scope.ts';
import { readNewHousehold, type NewHousehold } from './read-new-household.ts';
import { provinceOf } from './search-households.ts';

/** Somebody else may register the same people at this moment: then they are found, at the latest the second time. */
const ATTEMPTS = 3;

type Deps = { households: HouseholdStore; hash: Recording['hash']; newId: () => string };

/**
 * Registers a household in the scope. Throws `household-exists` with the candidates when an ID or house code is known
 * already (that cannot be confirmed away), or when somebody of that name lives at that address, or began a household there,
 * and `confirmNew` is not set.
 */
export async function registerHousehold(
  deps: Deps,
  {
    body,
    scopes,
    principal,
    now,
    clock,
  }: Pick<Call<typeof contract>, 'body' | 'scopes' | 'principal' | 'now' | 'clock'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<Household> {
  if (!scopes.some((scope) => scope.kind === 'area' && isWithin(body.areaCode, scope.area)))
    throw new Problem('outside-scope');
  const registered = readNewHousehold(body, now, deps.newId);
  const places = placesOf(registered.profile);
  for (let attempt = 1; ; attempt += 1) {
    await refuseKnown(deps.households, registered, scopes);
    // Read consistently, unlike the index of addresses: what is not held now, the append claims, so of two who come at once one is told.
    const holders = await deps.households.find(places);
    if (body.confirmNew !== true) await refuseSimilar(deps.households, registered, new Set(holders.values()), scopes);
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const { household, entries } = record(undefined, [{ type: 'registered', profile: registered.profile }], {
      householdId: deps.newId(),
      recordedAt: clock(),
      recordedBy: recorderOf(principal),
      hash: deps.hash,
    });
    try {
      // Two of one name at one address: the first keeps the place.
      const claims = places.filter((place) => !holders.has(identityKey(place)));
      await deps.households.append([{ before: undefined, after: household, entries, claims }], {
        claim: claimFor({ id: household.id }),
        commitBy,
      });
      return household;
    } catch (conflict) {
      if (!(conflict instanceof AppendConflict)) throw conflict;
      if (attempt >= ATTEMPTS) throw new Problem('busy');
    }
  }
}

async function refuseKnown(
  households: HouseholdStore,
  { identities }: NewHousehold,
  scopes: readonly Scope[],
): Promise<void> {
  if (identities.length === 0) return;
  const ids = [...new Set((await households.find(identities)).values())];
  if (ids.length === 0) return;
  refuse([...(await households.getMany(ids)).values()], scopes, false);
}

async function refuseSimilar(
  households: HouseholdStore,
  { profile }: NewHousehold,
  holders: ReadonlySet<string>,
  scopes: readonly Scope[],
): Promise<void> {
  const { areaCode, address, members } = profile;
  if (address?.addressNo === undefined) return;
  const there = await households.findByAddress({
    areaCode,
    addressNo: address.addressNo,
    ...(address.moo === undefined ? {} : { moo: address.moo }),
  });
  const names = new Set(members.map(({ firstName, lastName }) => nameKey(firstName, lastName ?? '')));
  const similar = [...(await households.getMany([...holders, ...there])).values()].filter(
    (household) =>
      holders.has(household.id) ||
      household.members.some(({ firstName, lastName }) => names.has(nameKey(firstName, lastName ?? ''))),
  );
  if (similar.length > 0) refuse(similar, scopes, true);
}

/** Candidates in the scope are named by id; of others only the province is said. */
function refuse(known: readonly Household[], scopes: readonly Scope[], confirmable: boolean): void {
  const inScope = known.filter((household) => coversHousehold(scopes, placed(household)));
  const elsewhere = known.find((household) => !inScope.includes(household));
  throw new Problem('household-exists', {
    candidates: inScope.map(({ id, areaCode }) => ({ id, areaCode })),
    heldElsewhere: elsewhere ? provinceOf(elsewhere) : null,
    confirmable,
  });
}
