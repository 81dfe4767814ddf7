import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { registerHousehold as contract } from '#shared/contracts/households.ts';
import { coversHousehold, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { refusePersonalNumbers } from '#shared/domain/logbook/personal-numbers.ts';
import { record, refuseFuture, type Recording } from '#shared/domain/logbook/record.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { matchHouseholds, type HouseholdMatch } from '#shared/domain/matching/match-household.ts';
import { AppendConflict, identityKey, type HouseholdStore } from '#shared/household/household-store.ts';
import { candidatesOf, keyed, placesOf } from '#shared/household/identities.ts';
import { readFollowing } from '#shared/household/read-following.ts';
import { Problem } from '#shared/problems.ts';

import { recorderOf } from './in-scope.ts';
import { readNewHousehold, type NewHousehold } from './read-new-household.ts';
import { provinceOf } from './search-households.ts';

/** Somebody else may register the same people at this moment: then they are found, at the latest the second time. */
const ATTEMPTS = 3;

type Deps = {
  households: HouseholdStore;
  accessLog: Pick<AccessLog, 'recordPage'>;
  hash: Recording['hash'];
  newId: () => string;
};

/**
 * Registers a household in the scope. Throws `household-exists` with the candidates when an ID or house code is known
 * already (that cannot be confirmed away), or when somebody of that name lives at that address, or began a household there,
 * and `confirmNew` is not set. Every candidate is logged as searched for before the answer, in the scope or not.
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
  for (const found of foundBy(body)) {
    refusePersonalNumbers(found, '/found');
    refuseFuture(found, now, '/found');
  }
  const registered = readNewHousehold(body, now, deps.newId);
  const places = placesOf(registered.profile);
  for (let attempt = 1; ; attempt += 1) {
    // Read consistently, unlike the index of addresses: what is not held now, the append claims, so of two who come at once one is told.
    const holders = await deps.households.find([...registered.identities, ...places]);
    const matches = await matchesOf(deps.households, registered, holders);
    const certain = matches.filter(({ strength }) => strength === 'certain');
    const asked = certain.length > 0 ? certain : body.confirmNew === true ? [] : matches;
    if (asked.length > 0) {
      const households = asked.map(({ household }) => household);
      // The answer tells that these households exist, also those outside the scope.
      const { sub, roles } = principal;
      await deps.accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'SEARCH', households });
      throw refusal(households, scopes, certain.length === 0);
    }
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const { household, entries } = record(
      undefined,
      [{ type: 'registered', profile: registered.profile }, ...foundBy(body)],
      {
        householdId: deps.newId(),
        recordedAt: clock(),
        recordedBy: recorderOf(principal),
        hash: deps.hash,
      },
    );
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

/** That it was missed by the lists is recorded with its registration. */
function foundBy({ found }: Pick<Call<typeof contract>['body'], 'found'>): EntryBody[] {
  return found ? [{ type: 'found', ...found }] : [];
}

/** What of a registration the store knows already, the strongest match first. */
async function matchesOf(
  households: HouseholdStore,
  { profile, identities }: NewHousehold,
  holders: ReadonlyMap<string, string>,
): Promise<HouseholdMatch[]> {
  const { houseCode, areaCode, address, members } = profile;
  const { addressNo, moo } = address ?? {};
  const there =
    addressNo === undefined
      ? []
      : await households.findByAddress({ areaCode, addressNo, ...(moo === undefined ? {} : { moo }) });
  const known = await readFollowing(households, [...new Set([...holders.values(), ...there])]);
  const candidates = candidatesOf([...identities, ...placesOf(profile)].map(keyed), holders, there, known);
  return matchHouseholds({ houseCode, areaCode, addressNo, moo, people: members }, candidates);
}

/** Candidates in the scope are named by id; of others only the province is said. */
function refusal(known: readonly Household[], scopes: readonly Scope[], confirmable: boolean): Problem {
  const inScope = known.filter((household) => coversHousehold(scopes, placed(household)));
  const elsewhere = known.find((household) => !inScope.includes(household));
  return new Problem('household-exists', {
    candidates: inScope.map(({ id, areaCode }) => ({ id, areaCode })),
    heldElsewhere: elsewhere ? provinceOf(elsewhere) : null,
    confirmable,
  });
}
