/**
 * Loads one chunk of an upload: every row becomes exactly one counted outcome, whatever dies on the way. Rows go in groups;
 * one transaction writes the households of a group and the chunk's progress, so a retry goes on where the last commit
 * stopped, and a second delivery of the chunk finds the progress moved and yields.
 */
import { addCounts } from '#functions/ingest/row-counts.ts';
import { judgeRow, type JudgeContext, type Judgement } from '#shared/domain/upload/judge-row.ts';
import { addressKey } from '#shared/domain/files/household-key.ts';
import type { FileRow, RowProblem, RowValues } from '#shared/domain/files/row.ts';
import { bangkokMonth } from '#shared/domain/bangkok-time.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record, type Recorded, type Recording } from '#shared/domain/household/record.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { nameKey } from '#shared/domain/person-name.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import {
  AppendConflict,
  identityKey,
  TRANSACTION_ITEMS,
  type HouseholdChange,
  type HouseholdStore,
  type Identity,
  type PlaceIdentity,
} from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import type { StatisticsStore } from '#shared/statistics/statistics-store.ts';
import {
  NO_ROWS,
  type ChunkProgress,
  type RowCounts,
  type Upload,
  type UploadStore,
} from '#shared/upload/upload-store.ts';

export type LoadDependencies = {
  households: HouseholdStore;
  uploads: Pick<UploadStore, 'progress' | 'advance'>;
  statistics: Pick<StatisticsStore, 'recordActivity'>;
  hash: (entry: Omit<LogbookEntry, 'hash'>) => string;
  now: () => Date;
  newId: () => string;
  /** Waits between two tries after somebody else was faster; tests give one that does not wait. */
  pause: (attempt: number) => Promise<void>;
};

export type Chunk = { upload: Upload; list: TargetList | undefined; chunk: number; rows: readonly FileRow[] };

/** Rows looked at together: their look-ups share requests, and their writes mostly fit one transaction. */
const GROUP_ROWS = 40;
const ATTEMPTS = 12;

/** Loads what is left of a chunk and returns its finished progress. Throws when others are always faster: the caller tries again later. */
export async function loadChunk(chunk: Chunk, deps: LoadDependencies): Promise<ChunkProgress> {
  let progress = await deps.uploads.progress(chunk.upload.id, chunk.chunk);
  let groupRows = GROUP_ROWS;
  let attempt = 0;
  while (!progress?.finished) {
    const done: number = progress?.done ?? 0;
    const group = await judgeGroup(chunk, chunk.rows.slice(done, done + groupRows), deps);
    const after: ChunkProgress = {
      upload: chunk.upload.id,
      chunk: chunk.chunk,
      step: (progress?.step ?? 0) + 1,
      done: done + group.rows,
      counts: addCounts(progress?.counts ?? NO_ROWS, group.counts),
      problems: [...(progress?.problems ?? []), ...group.problems],
      finished: done + group.rows >= chunk.rows.length,
    };
    if (await commit(progress, after, group.changes, deps)) {
      progress = after;
      groupRows = GROUP_ROWS;
      attempt = 0;
      await noteActivity(group.changes, deps);
      continue;
    }
    attempt += 1;
    if (attempt >= ATTEMPTS) throw new Error('Other writers were faster at every try');
    // Under contention smaller groups get through; the progress may have been moved by another delivery.
    groupRows = Math.max(1, Math.floor(groupRows / 2));
    await deps.pause(attempt);
    progress = await deps.uploads.progress(chunk.upload.id, chunk.chunk);
  }
  return progress;
}

async function commit(
  before: ChunkProgress | undefined,
  after: ChunkProgress,
  changes: readonly HouseholdChange[],
  deps: LoadDependencies,
): Promise<boolean> {
  if (changes.length === 0) return deps.uploads.advance(before, after);
  try {
    await deps.households.append(changes, { before, after });
    return true;
  } catch (error) {
    if (error instanceof AppendConflict) return false;
    throw error;
  }
}

/** Signs of life of the agencies whose help was recorded. */
async function noteActivity(changes: readonly HouseholdChange[], deps: LoadDependencies): Promise<void> {
  const first = new Map<string, string>();
  for (const { body, recordedAt } of changes.flatMap(({ entries }) => entries)) {
    if (body.type === 'assistance' && body.agency !== null && !first.has(body.agency))
      first.set(body.agency, recordedAt);
  }
  for (const [agency, firstAt] of first) {
    await deps.statistics.recordActivity({ agency, month: bangkokMonth(new Date(firstAt)), firstAt });
  }
}

type Group = { rows: number; counts: RowCounts; problems: RowProblem[]; changes: HouseholdChange[] };

/** Judges rows in order, each on what the ones before it made, as many as fit one transaction. */
async function judgeGroup(chunk: Chunk, rows: readonly FileRow[], deps: LoadDependencies): Promise<Group> {
  const { upload } = chunk;
  const valid = rows.filter((row) => !isRejected(row));
  const known = await resolve(valid, upload.source === 'assistance', deps);
  const group: Group = { rows: 0, counts: { ...NO_ROWS }, problems: [], changes: [] };
  const changes = new Map<string, HouseholdChange>();
  const context = {
    source: upload.source,
    scopeAreas: upload.scopeAreas,
    ...(chunk.list ? { list: chunk.list } : {}),
    newPersonId: deps.newId,
    newId: deps.newId,
  };
  const recordedAt = deps.now();
  // The progress is an item, too.
  let items = 1;
  for (const given of rows) {
    if (isRejected(given)) {
      group.rows += 1;
      group.counts.rejected += 1;
      continue;
    }
    const household = known.householdOf(given.values);
    const { row, problems } = withoutForeignHouse(given, household, known);
    const { judgement, recorded } = judgeAndRecord(row, household, known, context, (householdId) => ({
      householdId,
      recordedAt,
      recordedBy: upload.by,
      hash: deps.hash,
      source: { upload: upload.id, row: row.row },
    }));
    if (recorded) {
      const earlier = changes.get(recorded.household.id);
      const claims = household ? earlier?.claims : claimsOf(row.values);
      const change: HouseholdChange = {
        before: earlier ? earlier.before : household,
        after: recorded.household,
        entries: [...(earlier?.entries ?? []), ...recorded.entries],
        ...(claims ? { claims } : {}),
      };
      const more = deps.households.itemsOf(change) - (earlier ? deps.households.itemsOf(earlier) : 0);
      if (items + more > TRANSACTION_ITEMS && group.rows > 0) break;
      items += more;
      changes.set(recorded.household.id, change);
      known.note(recorded.household, recorded.entries, claims?.map(identityKey));
    }
    group.rows += 1;
    group.counts[judgement.outcome] += 1;
    const sheet = upload.sheets?.[row.sheet]?.name;
    for (const problem of [...problems, ...judgement.problems])
      group.problems.push(sheet === undefined ? problem : { sheet, ...problem });
  }
  group.changes = [...changes.values()];
  return group;
}

/** Judges a row and records what it becomes. What may not be recorded (say, a clock that was set back) rejects the row, not the file. */
function judgeAndRecord(
  row: FileRow,
  household: Household | undefined,
  known: KnownHouseholds,
  context: JudgeContext & { newId: () => string },
  recordingOf: (householdId: string) => Recording,
): { judgement: Judgement; recorded?: Recorded } {
  const judgement = judgeRow(row, household, household ? known.historyOf(household.id) : [], context);
  if (!('body' in judgement)) return { judgement };
  try {
    return { judgement, recorded: record(household, [judgement.body], recordingOf(household?.id ?? context.newId())) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, title, errors } = error.document();
    const message = errors?.[0]?.message ?? title;
    const problem: RowProblem = { row: row.row, severity: 'error', code: errors?.[0]?.code ?? code, message };
    return { judgement: { outcome: 'rejected', problems: [problem] } };
  }
}

/** A house code that another household holds is not this one's: the person is known by ID, so the row speaks of the person's household. */
function withoutForeignHouse(
  row: FileRow,
  household: Household | undefined,
  known: KnownHouseholds,
): { row: FileRow; problems: RowProblem[] } {
  const { houseCode, ...values } = row.values;
  const holder = houseCode === undefined ? undefined : known.holderOf({ kind: 'house', houseCode });
  if (!household || holder === undefined || holder === household.id) return { row, problems: [] };
  const message = 'รหัสประจำบ้านนี้เป็นของครัวเรือนอื่นในระบบ แต่บุคคลนี้อยู่ในอีกครัวเรือนหนึ่ง ระบบใช้ครัวเรือนของบุคคล กรุณาตรวจทาน';
  const problem: RowProblem = {
    row: row.row,
    column: 'house_code',
    severity: 'warning',
    code: 'house-of-other',
    message,
  };
  return { row: { ...row, values }, problems: [problem] };
}

/** What a household that a row begins is to be known by when it has neither ID nor house code. */
function claimsOf(values: RowValues): Identity[] | undefined {
  const place = values.citizenId === undefined && values.houseCode === undefined ? placeIdentity(values) : undefined;
  return place && [place];
}

export function isRejected(row: FileRow): boolean {
  return row.problems.some(({ severity }) => severity === 'error');
}

function identitiesOf(values: RowValues): Identity[] {
  return [
    ...(values.citizenId === undefined ? [] : [{ kind: 'person' as const, citizenId: values.citizenId }]),
    ...(values.houseCode === undefined ? [] : [{ kind: 'house' as const, houseCode: values.houseCode }]),
  ];
}

/** Where a row stands when it names a place and a person there; undefined when it does not. */
function placeOf(values: RowValues): { areaCode: string; moo?: number; addressNo: string } | undefined {
  const { areaCode, moo, addressNo, firstName } = values;
  if (areaCode === undefined || addressNo === undefined || firstName === undefined) return undefined;
  return { areaCode, ...(moo === undefined ? {} : { moo }), addressNo };
}

/** The same as an identity: the address, and who is named there. */
function placeIdentity(values: RowValues): PlaceIdentity | undefined {
  const place = placeOf(values);
  if (!place) return undefined;
  const name = nameKey(values.firstName ?? '', values.lastName ?? '');
  return { kind: 'place', ...place, addressNo: addressKey(place.addressNo), name };
}

function placeKey(place: { areaCode: string; moo?: number; addressNo: string }): string {
  return `${place.areaCode}#${place.moo ?? ''}#${addressKey(place.addressNo)}`;
}

/** The households that rows speak of, by ID first, then house code, then address with a name; kept up as the group goes on. */
class KnownHouseholds {
  readonly #households = new Map<string, Household>();
  readonly #byIdentity = new Map<string, string>();
  readonly #byPlace = new Map<string, Set<string>>();
  readonly #history = new Map<string, LogbookEntry[]>();

  householdOf(values: RowValues): Household | undefined {
    for (const identity of identitiesOf(values)) {
      const id = this.#byIdentity.get(identityKey(identity));
      if (id !== undefined) return this.#households.get(id);
    }
    const place = placeIdentity(values);
    if (!place) return undefined;
    const claimed = this.holderOf(place);
    // Who claimed the place as its only identity keeps it, whatever it is called since.
    if (claimed !== undefined && claimsOf(values)) return this.#households.get(claimed);
    for (const id of [...(claimed === undefined ? [] : [claimed]), ...(this.#byPlace.get(placeKey(place)) ?? [])]) {
      const household = this.#households.get(id);
      if (household && standsAt(household, values, place.name)) return household;
    }
    return undefined;
  }

  /** The household that is known to hold an identity of a row of the group. */
  holderOf(identity: Identity): string | undefined {
    return this.#byIdentity.get(identityKey(identity));
  }

  historyOf(id: string): readonly LogbookEntry[] {
    return this.#history.get(id) ?? [];
  }

  note(household: Household, entries: readonly LogbookEntry[], identities: readonly string[] = []): void {
    this.#households.set(household.id, household);
    for (const key of identities) this.#byIdentity.set(key, household.id);
    for (const { citizenId } of household.members)
      if (citizenId !== undefined) this.#byIdentity.set(identityKey({ kind: 'person', citizenId }), household.id);
    const { houseCode } = household;
    if (houseCode !== undefined) this.#byIdentity.set(identityKey({ kind: 'house', houseCode }), household.id);
    const { addressNo, moo } = household.address;
    if (addressNo !== undefined) {
      const key = placeKey({ areaCode: household.areaCode, addressNo, ...(moo === undefined ? {} : { moo }) });
      this.#byPlace.set(key, (this.#byPlace.get(key) ?? new Set()).add(household.id));
    }
    if (entries.length > 0) this.#history.set(household.id, [...this.historyOf(household.id), ...entries]);
  }
}

/** A household at the address of the row is the row's when it has somebody of that name, and no other ID or house code speaks against it. */
function standsAt(household: Household, values: RowValues, key: string): boolean {
  if (values.houseCode !== undefined && household.houseCode !== undefined && household.houseCode !== values.houseCode)
    return false;
  return household.members.some(
    (member) =>
      nameKey(member.firstName, member.lastName ?? '') === key &&
      (values.citizenId === undefined || member.citizenId === undefined || member.citizenId === values.citizenId),
  );
}

async function resolve(
  rows: readonly FileRow[],
  withHistory: boolean,
  deps: LoadDependencies,
): Promise<KnownHouseholds> {
  const identities = new Map<string, Identity>();
  for (const { values } of rows)
    for (const identity of [...identitiesOf(values), placeIdentity(values)])
      if (identity) identities.set(identityKey(identity), identity);
  const found = await deps.households.find([...identities.values()]);

  const places = new Map<string, { areaCode: string; moo?: number; addressNo: string }>();
  for (const { values } of rows) {
    const place = placeOf(values);
    const sure = [...identitiesOf(values), ...(claimsOf(values) ?? [])];
    if (place && !sure.some((identity) => found.has(identityKey(identity)))) places.set(placeKey(place), place);
  }
  const atPlaces = (
    await Promise.all([...places.values()].map((place) => deps.households.findByAddress(place)))
  ).flat();

  const households = await deps.households.getMany([...new Set([...found.values(), ...atPlaces])]);
  const known = new KnownHouseholds();
  const keysOf = new Map<string, string[]>();
  for (const [key, id] of found) keysOf.set(id, [...(keysOf.get(id) ?? []), key]);
  await Promise.all(
    [...households.values()].map(async (household) => {
      const history = withHistory ? await deps.households.history(household.id) : [];
      known.note(household, history, keysOf.get(household.id) ?? []);
    }),
  );
  return known;
}
