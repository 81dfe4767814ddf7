/** The households that rows of a file speak of, looked up together and kept up while the rows are judged. */
import { addressKey } from '#shared/domain/files/household-key.ts';
import type { FileRow, RowValues } from '#shared/domain/files/row.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { nameKey } from '#shared/domain/person-name.ts';
import { likenessOf, mayHaveHelp } from '#shared/domain/upload/judge-assistance.ts';
import {
  identityKey,
  type HouseholdStore,
  type Identity,
  type PlaceIdentity,
} from '#shared/household/household-store.ts';
import { placeIdentity } from '#shared/household/identities.ts';

type Address = { areaCode: string; moo?: number; addressNo: string };
type Households = Pick<HouseholdStore, 'find' | 'findByAddress' | 'getMany' | 'history'>;

/**
 * A row's household: by ID first, then house code, then address with a name. Citizen IDs, house codes and places are pointers,
 * read consistently, many in one request. Only a row with neither ID nor house code asks the index of addresses besides: it may
 * be of a household whose address changed after its place was claimed.
 */
export class KnownHouseholds {
  readonly #households = new Map<string, Household>();
  readonly #byIdentity = new Map<string, string>();
  readonly #byAddress = new Map<string, Set<string>>();
  readonly #history = new Map<string, LogbookEntry[]>();

  /**
   * Looks up all rows together. `withHistory`: also the entries of households that may have the help of their row already, or
   * that get it by an earlier one of these rows.
   */
  static async of(rows: readonly FileRow[], withHistory: boolean, households: Households): Promise<KnownHouseholds> {
    const known = new KnownHouseholds();
    await known.#lookUp(rows, households);
    if (withHistory) await known.#readHistory(rows, households);
    return known;
  }

  householdOf(values: RowValues): Household | undefined {
    for (const identity of identitiesOf(values)) {
      const id = this.holderOf(identity);
      if (id !== undefined) return this.#households.get(id);
    }
    const place = placeIdentity(values);
    if (!place) return undefined;
    const claimed = this.holderOf(place);
    const there = this.#byAddress.get(addressOf(place)) ?? [];
    for (const id of new Set([...(claimed === undefined ? [] : [claimed]), ...there])) {
      const household = this.#households.get(id);
      if (household && standsAt(household, values, place.name)) return household;
    }
    // Who has nothing but the place is whoever claimed it, whatever that household is called or where it lives since.
    return claimed !== undefined && isNameless(values) ? this.#households.get(claimed) : undefined;
  }

  /** The household that is known to hold an identity of one of the rows. */
  holderOf(identity: Identity): string | undefined {
    return this.#byIdentity.get(identityKey(identity));
  }

  /** The place of a row that nobody has claimed yet. */
  freePlaceOf(values: RowValues): PlaceIdentity | undefined {
    const place = placeIdentity(values);
    return place && this.holderOf(place) === undefined ? place : undefined;
  }

  historyOf(id: string): readonly LogbookEntry[] {
    return this.#history.get(id) ?? [];
  }

  /** Takes a household as it stands after `entries`. */
  note(household: Household, entries: readonly LogbookEntry[], claims: readonly Identity[] = []): void {
    const { id, houseCode, areaCode, address } = household;
    this.#households.set(id, household);
    for (const claim of claims) this.#byIdentity.set(identityKey(claim), id);
    for (const { citizenId } of household.members)
      if (citizenId !== undefined) this.#byIdentity.set(identityKey({ kind: 'person', citizenId }), id);
    if (houseCode !== undefined) this.#byIdentity.set(identityKey({ kind: 'house', houseCode }), id);
    const { addressNo, moo } = address;
    if (addressNo !== undefined) {
      const key = addressOf({ areaCode, addressNo, ...(moo === undefined ? {} : { moo }) });
      this.#byAddress.set(key, (this.#byAddress.get(key) ?? new Set()).add(id));
    }
    if (entries.length > 0) this.#history.set(id, [...this.historyOf(id), ...entries]);
  }

  async #lookUp(rows: readonly FileRow[], households: Households): Promise<void> {
    const identities = new Map<string, Identity>();
    for (const { values } of rows)
      for (const identity of [...identitiesOf(values), placeIdentity(values)])
        if (identity) identities.set(identityKey(identity), identity);
    const found = await households.find([...identities.values()]);

    const addresses = new Map<string, Address>();
    for (const { values } of rows) {
      const place = placeIdentity(values);
      if (place && isNameless(values) && !found.has(identityKey(place)))
        addresses.set(addressOf(place), asWritten(values));
    }
    const there = await Promise.all([...addresses.values()].map((address) => households.findByAddress(address)));
    const known = await households.getMany([...new Set([...found.values(), ...there.flat()])]);
    for (const household of known.values()) this.note(household, []);
    for (const [key, id] of found) if (known.has(id)) this.#byIdentity.set(key, id);
  }

  async #readHistory(rows: readonly FileRow[], households: Households): Promise<void> {
    const wanted = new Map<string, number>();
    const seen = new Set<string>();
    for (const row of rows) {
      const household = this.householdOf(row.values);
      if (!household) continue;
      const { id, version } = household;
      // A further row may correct what an earlier one of these records, and a correction needs all entries.
      const likeness = `${id} ${likenessOf(row.values)}`;
      if (seen.has(likeness) || mayHaveHelp(household, row)) wanted.set(id, version);
      seen.add(likeness);
    }
    await Promise.all(
      [...wanted].map(async ([id, version]) => {
        const entries = await households.history(id);
        // What was written after the household was read is not in it: the step is tried again if it matters.
        this.#history.set(
          id,
          entries.filter((entry) => entry.version <= version),
        );
      }),
    );
  }
}

function identitiesOf(values: RowValues): Identity[] {
  return [
    ...(values.citizenId === undefined ? [] : [{ kind: 'person' as const, citizenId: values.citizenId }]),
    ...(values.houseCode === undefined ? [] : [{ kind: 'house' as const, houseCode: values.houseCode }]),
  ];
}

/** Neither an ID nor a house code: only its place says whose row it is. */
function isNameless({ citizenId, houseCode }: RowValues): boolean {
  return citizenId === undefined && houseCode === undefined;
}

function addressOf({ areaCode, moo, addressNo }: Address): string {
  return `${areaCode}#${moo ?? ''}#${addressKey(addressNo)}`;
}

function asWritten({ areaCode = '', moo, addressNo = '' }: RowValues): Address {
  return { areaCode, addressNo, ...(moo === undefined ? {} : { moo }) };
}

/** A household at the address of the row is the row's when it has somebody of that name, and no other ID or house code speaks against it. */
function standsAt(household: Household, values: RowValues, name: string): boolean {
  if (values.houseCode !== undefined && household.houseCode !== undefined && household.houseCode !== values.houseCode)
    return false;
  return household.members.some(
    (member) =>
      nameKey(member.firstName, member.lastName ?? '') === name &&
      (values.citizenId === undefined || member.citizenId === undefined || member.citizenId === values.citizenId),
  );
}
