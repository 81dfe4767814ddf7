/**
 * Loads one chunk of an upload: every row becomes exactly one counted outcome, whatever dies on the way. Rows go in groups;
 * one transaction writes the households of a group and the chunk's progress, so a retry goes on where the last commit
 * stopped, and a second delivery of the chunk finds the progress moved and yields.
 */
import type { AccessLog } from '#shared/access-log/access-log.ts';
import { judgeRow } from '#shared/domain/intake/judge/judge-row.ts';
import type { JudgeContext, Judgement } from '#shared/domain/intake/judge/judgement.ts';
import type { FileRow, RowProblem } from '#shared/domain/intake/cells/row.ts';
import { opensFileTo } from '#shared/domain/household/given-help.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record, type Recording } from '#shared/domain/logbook/record.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { factsOfNewest } from '#shared/domain/logbook/facts-of.ts';
import { activityOf } from '#shared/domain/statistics/agency-activity.ts';
import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import {
  AppendConflict,
  TRANSACTION_BYTES,
  TRANSACTION_ITEMS,
  type HouseholdChange,
  type HouseholdStore,
} from '#shared/household/household-store.ts';
import type { FileProblemCode } from '#shared/file-problems.ts';
import { weighChange } from '#shared/household/weigh-change.ts';
import { Problem } from '#shared/problems.ts';
import type { StatisticsStore } from '#shared/statistics/statistics-store.ts';
import {
  addCounts,
  NO_ROWS,
  type ChunkProgress,
  type RowCounts,
  type Upload,
  type UploadStore,
} from '#shared/upload/upload-store.ts';

import { chunkPlaces, HouseholdsOfRows, type ChunkPlaces } from './households-of-rows.ts';

export type LoadDependencies = {
  households: HouseholdStore;
  accessLog: Pick<AccessLog, 'recordPage'>;
  uploads: Pick<UploadStore, 'progress' | 'advance'>;
  statistics: Pick<StatisticsStore, 'recordActivity'>;
  hash: (entry: Omit<LogbookEntry, 'hash'>) => string;
  now: () => Date;
  newId: () => string;
  /** Waits between two tries after somebody else was faster; tests give one that does not wait. */
  pause: (attempt: number) => Promise<void>;
};

export type Chunk = { upload: Upload; list: TargetList | undefined; chunk: number; rows: readonly FileRow[] };

/** Rows whose households are looked up together: the look-ups share requests. */
const LOOKED_UP_ROWS = 200;
/** Rows that go into one step, if their writes fit one transaction. */
const GROUP_ROWS = 100;
const ATTEMPTS = 12;

/** Loads what is left of a chunk and returns its finished progress. Throws when others are always faster: the caller tries again later. */
export async function loadChunk(chunk: Chunk, deps: LoadDependencies): Promise<ChunkProgress> {
  return chunk.upload.dryRun ? await tryChunk(chunk, deps) : await recordChunk(chunk, deps);
}

/**
 * Judges all rows of a chunk in one step, each on what the ones before it would make, and keeps nothing but its progress. What rows say of
 * households of others is a search all the same.
 */
async function tryChunk(chunk: Chunk, deps: LoadDependencies): Promise<ChunkProgress> {
  const { upload, rows } = chunk;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await deps.uploads.progress(upload.id, chunk.chunk);
    if (before?.finished) return before;
    const places = chunkPlaces(rows.filter((row) => !isRejected(row)));
    const { known } = await lookUp(chunk, 0, rows.length, places, deps);
    const { counts, problems, seen } = judgeGroup(chunk, rows, known, deps);
    const after: ChunkProgress = {
      upload: upload.id,
      chunk: chunk.chunk,
      step: (before?.step ?? 0) + 1,
      done: rows.length,
      counts,
      problems,
      finished: true,
    };
    await logSeen(upload, { seen, changes: [] }, deps);
    if (await deps.uploads.advance(before, after)) return after;
  }
  throw new Error('Other deliveries were faster at every try');
}

async function recordChunk(chunk: Chunk, deps: LoadDependencies): Promise<ChunkProgress> {
  let progress = await deps.uploads.progress(chunk.upload.id, chunk.chunk);
  let groupRows = GROUP_ROWS;
  let attempt = 0;
  let looked: LookedUp | undefined;
  const places = chunkPlaces(chunk.rows.filter((row) => !isRejected(row)));
  while (!progress?.finished) {
    const done: number = progress?.done ?? 0;
    if (!looked || done >= looked.to)
      looked = await lookUp(chunk, done, attempt === 0 ? LOOKED_UP_ROWS : groupRows, places, deps);
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const group = judgeGroup(chunk, chunk.rows.slice(done, Math.min(done + groupRows, looked.to)), looked.known, deps);
    const after: ChunkProgress = {
      upload: chunk.upload.id,
      chunk: chunk.chunk,
      step: (progress?.step ?? 0) + 1,
      done: done + group.rows,
      counts: addCounts(progress?.counts ?? NO_ROWS, group.counts),
      problems: [...(progress?.problems ?? []), ...group.problems],
      finished: done + group.rows >= chunk.rows.length,
    };
    const nothingJudged = group.lookAgain && group.rows === 0;
    if (!nothingJudged) await logSeen(chunk.upload, group, deps);
    if (!nothingJudged && (await commit(progress, after, group.changes, commitBy, deps))) {
      if (group.lookAgain) looked = undefined;
      progress = after;
      groupRows = GROUP_ROWS;
      attempt = 0;
      await noteActivity(group.changes, deps);
      continue;
    }
    // What was looked up is older than what another writer wrote.
    looked = undefined;
    attempt += 1;
    if (attempt >= ATTEMPTS) throw new Error('Other writers were faster at every try');
    // Under contention smaller groups get through; the progress may have been moved by another delivery.
    groupRows = Math.max(1, Math.floor(groupRows / 2));
    await deps.pause(attempt);
    progress = await deps.uploads.progress(chunk.upload.id, chunk.chunk);
  }
  return progress;
}

type LookedUp = { known: HouseholdsOfRows; to: number };

async function lookUp(
  { upload, rows }: Chunk,
  from: number,
  count: number,
  places: ChunkPlaces,
  deps: LoadDependencies,
): Promise<LookedUp> {
  const valid = rows.slice(from, from + count).filter((row) => !isRejected(row));
  const known = await HouseholdsOfRows.of(valid, upload, deps.households, places);
  return { known, to: from + count };
}

/**
 * What rows say of households of others is a search by the account that sent the file, and first help of an agency opens the file
 * to it: both are logged before the rows count as done. A group that is judged anew logs anew: a line too many tells no untruth.
 */
async function logSeen(
  { by }: Upload,
  { seen, changes }: Pick<Group, 'seen' | 'changes'>,
  deps: LoadDependencies,
): Promise<void> {
  const { sub, roles, agency } = by;
  const at = deps.now().toISOString();
  const opened = agency === undefined ? [] : changes.filter((change) => opensFileTo(agency, change));
  const log = async (action: 'SEARCH' | 'OPENED', households: readonly Household[]): Promise<void> => {
    if (households.length > 0) await deps.accessLog.recordPage({ at, sub, roles, action, households });
  };
  await log('SEARCH', [...seen.values()]);
  await log(
    'OPENED',
    opened.map(({ after }) => after),
  );
}

async function commit(
  before: ChunkProgress | undefined,
  after: ChunkProgress,
  changes: readonly HouseholdChange[],
  commitBy: number,
  deps: LoadDependencies,
): Promise<boolean> {
  if (changes.length === 0) return deps.uploads.advance(before, after);
  try {
    await deps.households.append(changes, { progress: { before, after }, commitBy });
    return true;
  } catch (error) {
    if (error instanceof AppendConflict) return false;
    throw error;
  }
}

/** Signs of life of the agencies whose help was recorded. */
async function noteActivity(changes: readonly HouseholdChange[], deps: LoadDependencies): Promise<void> {
  const first = new Map<string, AgencyActivity>();
  for (const fact of changes.flatMap(({ after, entries }) => factsOfNewest(after, entries))) {
    const activity = activityOf(fact);
    if (activity && !first.has(activity.agency)) first.set(activity.agency, activity);
  }
  for (const activity of first.values()) await deps.statistics.recordActivity({ ...activity, worked: true });
}

type Group = {
  rows: number;
  counts: RowCounts;
  problems: RowProblem[];
  changes: HouseholdChange[];
  /** The row after these corrects an entry of a household of which not all entries were looked up. */
  lookAgain: boolean;
  /** Households of others that problems of the rows tell of. */
  seen: Map<string, Household>;
};

/** What the rows so far make of a household, and its bytes. */
type Weighed = { change: HouseholdChange; bytes: number };

/** Judges rows in order, each on what the ones before it made, as many as fit one transaction; of a trial all. */
function judgeGroup(chunk: Chunk, rows: readonly FileRow[], known: HouseholdsOfRows, deps: LoadDependencies): Group {
  const { upload } = chunk;
  const group: Group = {
    rows: 0,
    counts: { ...NO_ROWS },
    problems: [],
    changes: [],
    lookAgain: false,
    seen: new Map(),
  };
  const changes = new Map<string, Weighed>();
  const context = {
    source: upload.source,
    scopeAreas: upload.scopeAreas,
    ...(chunk.list ? { list: chunk.list } : {}),
    newPersonId: deps.newId,
    newId: deps.newId,
    dryRun: upload.dryRun ?? false,
  };
  const recordedAt = deps.now();
  // The progress is an item, too, what the step recorded, and the count of the chunk when this is its last step.
  let items = 3;
  let bytes = 0;
  for (const given of rows) {
    if (isRejected(given)) {
      group.rows += 1;
      group.counts.rejected += 1;
      continue;
    }
    const { household, row, problems, tellsOf } = known.householdOf(given);
    const earlier = household && changes.get(household.id);
    const judged = judgeAndRecord(row, household, earlier?.change, known, context, (householdId) => ({
      householdId,
      recordedAt,
      recordedBy: upload.by,
      hash: deps.hash,
      source: { upload: upload.id, row: row.row },
    }));
    if (judged === 'entries-missing') {
      group.lookAgain = true;
      break;
    }
    const { judgement, weighed } = judged;
    if (weighed) {
      const { change } = weighed;
      const moreItems = deps.households.itemsOf(change) - (earlier ? deps.households.itemsOf(earlier.change) : 0);
      const moreBytes = weighed.bytes - (earlier?.bytes ?? 0);
      // A trial writes none of it.
      const fits = upload.dryRun || (items + moreItems <= TRANSACTION_ITEMS && bytes + moreBytes <= TRANSACTION_BYTES);
      if (!fits && group.rows > 0) break;
      items += moreItems;
      bytes += moreBytes;
      changes.set(change.after.id, weighed);
      known.note(change.after, change.entries.slice(earlier?.change.entries.length ?? 0), row.values);
    }
    group.rows += 1;
    group.counts[judgement.outcome] += 1;
    const isRefused = judgement.outcome === 'rejected';
    // A refusal is said alone.
    const told = isRefused ? (judgement.tellsOf ? [judgement.tellsOf] : []) : tellsOf;
    for (const one of told) group.seen.set(one.id, one);
    // A CSV is a sheet without a name.
    const sheet = upload.sheets?.[row.sheet]?.name ?? '';
    for (const problem of isRefused ? judgement.problems : [...problems, ...judgement.problems])
      group.problems.push(sheet === '' ? problem : { sheet, ...problem });
  }
  group.changes = [...changes.values()].map(({ change }) => change);
  return group;
}

/**
 * Judges a row and records what it becomes, after what rows before it made of the same household. What may not be recorded (a
 * clock that was set back, a household that is full) rejects the row, not the file.
 */
function judgeAndRecord(
  row: FileRow,
  household: Household | undefined,
  earlier: HouseholdChange | undefined,
  known: HouseholdsOfRows,
  context: JudgeContext & { newId: () => string; dryRun: boolean },
  recordingOf: (householdId: string) => Recording,
): { judgement: Judgement; weighed?: Weighed } | 'entries-missing' {
  const history = household ? known.historyOf(household.id) : [];
  const mergedHistory = household ? known.mergedHistoryOf(household.id) : [];
  const merged = household ? known.mergedOf(household.id) : [];
  const judgement = judgeRow(row, household, [...history, ...mergedHistory], { ...context, merged });
  if (!('body' in judgement)) return { judgement };
  // A correction folds the household anew. A row may have led to it only by what a row before it claimed.
  if (judgement.body.type === 'correction' && history.length !== household?.version)
    return context.dryRun ? { judgement } : 'entries-missing';
  try {
    const bodies = [judgement.body, ...(judgement.also ?? [])];
    const recorded = record(household, bodies, recordingOf(household?.id ?? context.newId()), history);
    const place = known.freePlaceOf(row.values);
    const change: HouseholdChange = {
      before: earlier ? earlier.before : household,
      after: recorded.household,
      entries: [...(earlier?.entries ?? []), ...recorded.entries],
      claims: [...(earlier?.claims ?? []), ...(place ? [place] : [])],
    };
    return { judgement, weighed: { change, bytes: weighChange(change) } };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { judgement: { outcome: 'rejected', problems: [notRecorded(row, error)] } };
  }
}

/** Refusals of entries that have a code of their own among the problems of rows. */
const SAID_OF_ROWS: readonly FileProblemCode[] = ['household-full', 'clock-behind', 'date-in-future'];

/** What a row is told of the refusal of its entry. */
function notRecorded({ row }: FileRow, refused: Problem): RowProblem {
  const { code, title, errors } = refused.document();
  const said = errors?.[0]?.code ?? code;
  return {
    row,
    severity: 'error',
    code: SAID_OF_ROWS.find((one) => one === said) ?? 'not-recorded',
    message: errors?.[0]?.message ?? title,
  };
}

function isRejected(row: FileRow): boolean {
  return row.problems.some(({ severity }) => severity === 'error');
}
