/** The households that rows of a file may speak of, looked up together and kept up while the rows are judged. */
import { coversHouseholdOfFile } from '#shared/domain/access/placed.ts';
import { addressKey } from '#shared/domain/intake/cells/household-key.ts';
import type { FileRow, RowValues } from '#shared/domain/intake/cells/row.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { matchHouseholds } from '#shared/domain/matching/match-household.ts';
import { isIdOfOther } from '#shared/domain/matching/match-person.ts';
import { householdOfRow, type RowHousehold } from '#shared/domain/intake/judge/household-of-row.ts';
import type { RowSender } from '#shared/domain/intake/judge/judgement.ts';
import { likenessOf, mayHaveHelp } from '#shared/domain/intake/judge/judge-assistance.ts';
import {
  identityKey,
  type HouseholdStore,
  type Identity,
  type PlaceIdentity,
} from '#shared/household/household-store.ts';
import {
  candidatesOf,
  keyed,
  placeIdentity,
  placesOf,
  swappedPlaceIdentity,
  type KeyedIdentity,
} from '#shared/household/identities.ts';
import { readFollowing } from '#shared/household/read-following.ts';

type Address = { areaCode: string; moo?: number; addressNo: string };
type Households = Pick<HouseholdStore, 'find' | 'findByAddress' | 'getMany' | 'history'>;

/** What the load of a chunk knows of places beside its rows of the moment. */
export type ChunkPlaces = {
  /**
   * Rows of the chunk that have a citizen ID or house code, by the `identityKey` of their place and name. The household of such a row claims no
   * place: later rows of the place find it by the ID or code, read consistently, wherever the load of the chunk stopped and goes on.
   */
  readonly rowsAt: (place: string) => readonly FileRow[];
  /** Places and names of households that were read because they are at an address of a row: many may be at one, and each is read once. */
  readonly read: Map<string, readonly string[]>;
};

/** A place and name on the rows of everybody must not make each of them look for all others. */
const ROWS_OF_PLACE = 20;

export function chunkPlaces(rows: readonly FileRow[]): ChunkPlaces {
  let byPlace: ReadonlyMap<string, readonly FileRow[]> | undefined;
  return {
    // Made at the first question: of a file that comes again, every row is found otherwise.
    rowsAt: (place) => (byPlace ??= rowsByPlace(rows)).get(place) ?? [],
    read: new Map(),
  };
}

function rowsByPlace(rows: readonly FileRow[]): ReadonlyMap<string, readonly FileRow[]> {
  const byPlace = new Map<string, FileRow[]>();
  for (const row of rows) {
    const place = placeIdentity(row.values);
    if (!place || isNameless(row.values)) continue;
    const there = byPlace.get(identityKey(place)) ?? [];
    if (there.length === 0) byPlace.set(identityKey(place), there);
    if (there.length < ROWS_OF_PLACE) there.push(row);
  }
  return byPlace;
}

/**
 * Finds what may be a row's household: by citizen ID, house code and place, which are pointers, read consistently, many in one
 * request. For rows that nothing found, the place with the names swapped is asked for, and what other rows of the chunk say of the
 * place; then the index of addresses, unless the row has both an ID and a house code: a household that is known by one of them, or whose
 * address changed after its place was claimed, has no pointer of the place.
 */
export class HouseholdsOfRows {
  readonly #sender: RowSender;
  readonly #households = new Map<string, Household>();
  readonly #byIdentity = new Map<string, string>();
  /** By address and the name of somebody there. */
  readonly #byPlace = new Map<string, Set<string>>();
  readonly #history = new Map<string, LogbookEntry[]>();
  /** By household, entries of those that were merged into it. */
  readonly #mergedHistory = new Map<string, LogbookEntry[]>();
  /** By household, those that were merged into it. */
  readonly #merged = new Map<string, readonly Household[]>();
  /** Of households that were merged into others, which those are. */
  readonly #now = new Map<string, string>();
  readonly #said = new Map<RowValues, Said>();

  private constructor(sender: RowSender) {
    this.#sender = sender;
  }

  /**
   * Looks up all rows together; of help, also the entries of households that may have the help of their row already, or that get
   * it by an earlier one of these rows.
   */
  static async of(
    rows: readonly FileRow[],
    sender: RowSender,
    households: Households,
    places: ChunkPlaces,
  ): Promise<HouseholdsOfRows> {
    const known = new HouseholdsOfRows(sender);
    await known.#lookUp(rows, households, places);
    if (sender.source === 'assistance') await known.#readHistory(rows, households);
    if (sender.source === 'tpmap-targets') await known.#readMergedOf(households);
    return known;
  }

  householdOf(row: FileRow): RowHousehold {
    const { values } = row;
    const { houseCode, areaCode, addressNo, moo } = values;
    const { own, place, swapped } = this.#saidBy(values);
    const there: string[] = [];
    for (const one of [place, swapped]) for (const id of (one && this.#byPlace.get(one.key)) ?? []) there.push(id);
    const begun = swapped && this.#byIdentity.get(swapped.key);
    if (begun !== undefined) there.push(begun);
    const matches = matchHouseholds(
      { houseCode, areaCode, addressNo, moo, people: [values] },
      candidatesOf(place ? [...own, place] : own, this.#byIdentity, there, this.#households),
    );
    const holder = houseCode === undefined ? undefined : this.holderOf({ kind: 'house', houseCode });
    const houseHolder = holder === undefined ? undefined : this.#households.get(holder);
    return householdOfRow(row, matches, houseHolder, this.#sender);
  }

  /** The household that is known to hold an identity of one of the rows. */
  holderOf(identity: Identity): string | undefined {
    return this.#byIdentity.get(identityKey(identity));
  }

  /** The place of a row that nobody has claimed yet, when nothing but its place says whose row it is. */
  freePlaceOf(values: RowValues): PlaceIdentity | undefined {
    const place = isNameless(values) ? this.#saidBy(values).place : undefined;
    return place && !this.#byIdentity.has(place.key) ? place.identity : undefined;
  }

  historyOf(id: string): readonly LogbookEntry[] {
    return this.#history.get(id) ?? [];
  }

  /** Entries of the households that were merged into one: nothing is recorded there any more. */
  mergedHistoryOf(id: string): readonly LogbookEntry[] {
    return this.#mergedHistory.get(id) ?? [];
  }

  /** The households that were merged into one, whose places on lists are not in its document. */
  mergedOf(id: string): readonly Household[] {
    return this.#merged.get(id) ?? [];
  }

  /** Takes a household as it is after `entries`, of which `said` led to the last: further rows of its place are of this household. */
  note(household: Household, entries: readonly LogbookEntry[], said?: RowValues): void {
    const { id, houseCode } = household;
    this.#households.set(id, household);
    if (said) this.#settle(this.#saidBy(said).place, id);
    for (const { citizenId } of household.members)
      if (citizenId !== undefined) this.#byIdentity.set(identityKey({ kind: 'person', citizenId }), id);
    if (houseCode !== undefined) this.#byIdentity.set(identityKey({ kind: 'house', houseCode }), id);
    for (const place of placesOf(household)) {
      const key = identityKey(place);
      const there = this.#byPlace.get(key);
      if (there) there.add(id);
      else this.#byPlace.set(key, new Set([id]));
    }
    if (entries.length > 0) this.#history.set(id, [...this.historyOf(id), ...entries]);
  }

  /** What a row says, made once for each row. */
  #saidBy(values: RowValues): Said {
    let said = this.#said.get(values);
    if (!said) this.#said.set(values, (said = saidBy(values)));
    return said;
  }

  async #lookUp(rows: readonly FileRow[], households: Households, chunk: ChunkPlaces): Promise<void> {
    const asked = ({ values }: FileRow): readonly KeyedIdentity[] => {
      const { own, place } = this.#saidBy(values);
      return place ? [...own, place] : own;
    };
    await this.#find(rows.flatMap(asked), households);
    const left = rows.filter((row) => !this.#sees(asked(row)));
    const before = left.map((row) => ({ row, there: this.#rowsBefore(row, chunk) }));
    await this.#find(
      before.flatMap(({ row, there }) => {
        const { swapped } = this.#saidBy(row.values);
        return [...(swapped ? [swapped] : []), ...there.flatMap(({ values }) => this.#saidBy(values).own)];
      }),
      households,
    );
    for (const { there } of before)
      for (const { values } of there) this.#settle(this.#saidBy(values).place, this.#heldBy(values));

    const addresses = new Map<string, Address>();
    const wanted = new Set<string>();
    for (const { values } of left) {
      const { own, place, swapped } = this.#saidBy(values);
      if (!place || own.length === 2) continue;
      const places = swapped ? [place, swapped] : [place];
      if (this.#sees(places) || places.some(({ key }) => this.#byPlace.has(key))) continue;
      addresses.set(addressOf(place.identity), asWritten(values));
      for (const { key } of places) wanted.add(key);
    }
    const there = await Promise.all([...addresses.values()].map((address) => households.findByAddress(address)));
    const unread = there.flat().filter((id) => chunk.read.get(id)?.some((key) => wanted.has(key)) ?? true);
    for (const [id, household] of await this.#read(unread, households))
      chunk.read.set(id, placesOf(household).map(identityKey));
  }

  /** Rows of the chunk before a row that have a citizen ID or house code, and its place and name. */
  #rowsBefore(row: FileRow, { rowsAt }: ChunkPlaces): FileRow[] {
    const { place, swapped } = this.#saidBy(row.values);
    return [place, swapped]
      .flatMap((one) => (one ? rowsAt(one.key) : []))
      .filter((other) => other.sheet < row.sheet || (other.sheet === row.sheet && other.row < row.row));
  }

  /** Keeps for the rows to come which household a place is of, when no other is known to be. */
  #settle(place: KeyedIdentity | undefined, household: string | undefined): void {
    if (!place || household === undefined) return;
    if (!this.#byIdentity.has(place.key)) this.#byIdentity.set(place.key, household);
  }

  /** The household that has a row's citizen ID or house code, when the ID is not somebody else's. */
  #heldBy(values: RowValues): string | undefined {
    return this.#saidBy(values)
      .own.map(({ key }) => this.#households.get(this.#byIdentity.get(key) ?? ''))
      .find((household) => household && !isIdOfOther(values, household.members))?.id;
  }

  /** Looks up who holds identities, also those who are hidden: what another household holds cannot be claimed. */
  async #find(identities: readonly KeyedIdentity[], households: Households): Promise<void> {
    if (identities.length === 0) return;
    const each = new Map(identities.map(({ key, identity }) => [key, identity]));
    const found = await households.find([...each.values()]);
    const known = await this.#read([...found.values()], households);
    for (const [key, id] of found) {
      const household = known.get(id);
      if (household) this.#byIdentity.set(key, household.id);
    }
  }

  /** Reads households and notes those that are not hidden. */
  async #read(ids: readonly string[], households: Households): Promise<ReadonlyMap<string, Household>> {
    const wanted = [...new Set(ids)];
    const read = await readFollowing(
      households,
      wanted.filter((id) => !this.#households.has(this.#now.get(id) ?? id)),
    );
    for (const [id, household] of read) {
      if (id !== household.id) this.#now.set(id, household.id);
      // One that is known already may have been moved on by earlier rows.
      if (!this.#households.has(household.id) && !this.#isHidden(household)) this.note(household, []);
    }
    return new Map(
      wanted.flatMap((id) => {
        const household = this.#households.get(this.#now.get(id) ?? id) ?? read.get(id);
        return household ? [[id, household] as const] : [];
      }),
    );
  }

  /** Whether a household that is not hidden holds one of the identities: a hidden one changes nothing of how a row is looked up. */
  #sees(identities: readonly KeyedIdentity[]): boolean {
    return identities.some(({ key }) => this.#households.has(this.#byIdentity.get(key) ?? ''));
  }

  /** To a file of help, a household outside its area is as one that is not known. */
  #isHidden(household: Household): boolean {
    const { source, scopeAreas } = this.#sender;
    return source === 'assistance' && !coversHouseholdOfFile(scopeAreas, household);
  }

  async #readHistory(rows: readonly FileRow[], households: Households): Promise<void> {
    const wanted = new Map<string, number>();
    const seen = new Set<string>();
    const rowsOf = new Map<Household, FileRow[]>();
    for (const row of rows) {
      const { household } = this.householdOf(row);
      if (!household) continue;
      const { id, version } = household;
      if (household.merged?.length) rowsOf.set(household, [...(rowsOf.get(household) ?? []), row]);
      // A further row may correct what an earlier one of these records, and a correction needs all entries.
      const likeness = `${id} ${likenessOf(row.values)}`;
      if (seen.has(likeness) || mayHaveHelp(household, row)) wanted.set(id, version);
      seen.add(likeness);
    }
    await this.#readMerged(rowsOf, households);
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

  async #readMergedOf(households: Households): Promise<void> {
    const whole = [...this.#households.values()].filter(({ merged = [] }) => merged.length > 0);
    const ids = whole.flatMap(({ merged = [] }) => merged.map(({ id }) => id));
    if (ids.length === 0) return;
    const documents = await households.getMany(ids);
    for (const { id, merged = [] } of whole)
      this.#merged.set(
        id,
        merged.flatMap((one) => documents.get(one.id) ?? []),
      );
  }

  /** Help that a row says again may be in the logbook of a household that was merged into the one that the row leads to. */
  async #readMerged(rowsOf: ReadonlyMap<Household, readonly FileRow[]>, households: Households): Promise<void> {
    const ids = [...rowsOf.keys()].flatMap(({ merged = [] }) => merged.map(({ id }) => id));
    if (ids.length === 0) return;
    const documents = await households.getMany(ids);
    await Promise.all(
      [...rowsOf].map(async ([{ id, merged = [] }, said]) => {
        const may = merged.flatMap((one) => {
          const document = documents.get(one.id);
          return document && said.some((row) => mayHaveHelp(document, row)) ? [one.id] : [];
        });
        this.#mergedHistory.set(id, (await Promise.all(may.map((one) => households.history(one)))).flat());
      }),
    );
  }
}

/** By what a row says whose it is. */
type Said = {
  /** Its citizen ID and house code. */
  readonly own: readonly KeyedIdentity[];
  /** Its place with its names as written, and with first and last name swapped. */
  readonly place: KeyedPlace | undefined;
  readonly swapped: KeyedPlace | undefined;
};

type KeyedPlace = KeyedIdentity & { readonly identity: PlaceIdentity };

function saidBy(values: RowValues): Said {
  const { citizenId, houseCode } = values;
  const own: KeyedIdentity[] = [];
  if (citizenId !== undefined) own.push(keyed({ kind: 'person', citizenId }));
  if (houseCode !== undefined) own.push(keyed({ kind: 'house', houseCode }));
  return { own, place: keyedPlace(placeIdentity(values)), swapped: keyedPlace(swappedPlaceIdentity(values)) };
}

function keyedPlace(identity: PlaceIdentity | undefined): KeyedPlace | undefined {
  return identity && { key: identityKey(identity), identity };
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
