/** Makes the revisions that are due of reports of several kinds, from few readings of an area's facts for all of them. */
import type { HouseholdGroup } from '#shared/domain/statistics/facts.ts';
import { addToEach, type FedReport } from '#shared/domain/statistics/known-group.ts';
import { nightsWorthComputing } from '#shared/domain/statistics/revisions.ts';

import { readHouseholdGroups, type GroupReader, type GroupStores } from './household-groups.ts';
import { KeptGroups, type Read } from './kept-groups.ts';
import { MomentMarks } from './moment-marks.ts';
import type { SelectionKey, StatisticsStore } from './statistics-store.ts';

/** Reports computed in one pass over the facts. */
const CALCULATORS_AT_ONCE = 48;

/** So many pending moments of a report are simply computed; with more it pays to look first which of them can differ. */
const MOMENTS_NOT_LOOKED_AT = 2;

/** What a kind of report knows beside the facts, and completes by what a reading of them shows. */
export type Context = {
  /** Notes what a group names. */
  see: (group: HouseholdGroup) => void;
  /** Reads what was noted and is not known yet; whether anything was, so that what was made without it has to be made again. */
  complete: () => Promise<boolean>;
  /** Called when a reading is over. */
  repair?: () => Promise<void>;
  /** When anything beside entries was recorded (ISO UTC). */
  recordings: () => readonly string[];
};

/** A report whose revisions are due. */
export type DueReport = {
  key: SelectionKey;
  /** Ascending moments to compute. */
  moments: Date[];
  /** The last moment up to which it is evaluated then. */
  last: Date;
  begin: (asOf: Date) => Computing;
  /** The number of the newest revision. */
  newest: () => number;
};

/** A report that is computed as of a moment; `keep` stores it when it differs from the newest revision. */
export type Computing = FedReport & { keep: () => Promise<void> };

/** What is due of one kind of report. */
export type DueRevisions = {
  reports: readonly DueReport[];
  /** The oldest month (`YYYY-MM`) that the figures ask for. */
  reads: string;
  context: Context;
};

/**
 * Computes what is due in an area and stores the revisions that this makes. A call that is killed leaves the batches that are done: the next
 * one continues behind them.
 */
export async function makeRevisions(
  { households, statistics }: { households: GroupStores; statistics: Pick<StatisticsStore, 'setEvaluatedThrough'> },
  area: string | readonly string[],
  due: readonly DueRevisions[],
): Promise<void> {
  const [oldest] = due.map(({ reads }) => reads).toSorted();
  if (oldest === undefined) return;
  const contexts = due.map(({ context }) => context);
  const read = await lookFirst((reader) => readHouseholdGroups(households, area, oldest, reader), due);
  const jobs = due
    .flatMap(({ reports }) => reports.flatMap((report) => report.moments.map((asOf) => ({ report, asOf }))))
    .toSorted((a, b) => a.asOf.getTime() - b.asOf.getTime());
  for (let first = 0; first < jobs.length; first += CALCULATORS_AT_ONCE) {
    const batch = jobs.slice(first, first + CALCULATORS_AT_ONCE);
    const computed = await feed(read, contexts, () => batch.map(({ report, asOf }) => report.begin(asOf)));
    for (const one of computed) await one.keep();
    const reached = new Map(
      batch.map(({ report, asOf }) => [report, asOf === report.moments.at(-1) ? report.last : asOf]),
    );
    for (const [{ key, newest }, asOf] of reached)
      await statistics.setEvaluatedThrough(key, { asOf: asOf.toISOString(), revision: newest() });
  }
}

/** One pass over the facts for several reports in the order of their moments, which `make` makes anew should the reading begin again. */
export async function feed<Report extends FedReport>(
  read: Read,
  contexts: readonly Context[],
  make: () => Report[],
): Promise<readonly Report[]> {
  let reports: Report[] = [];
  const reader: GroupReader = {
    begin: () => {
      reports = make();
    },
    add: (group) => {
      for (const context of contexts) context.see(group);
      addToEach(reports, group);
    },
  };
  await read(reader);
  // Somebody of another province helped here: as whom it is counted is known only now.
  if (await completeAll(contexts)) await read(reader);
  for (const { repair } of contexts) await repair?.();
  return reports;
}

async function completeAll(contexts: readonly Context[]): Promise<boolean> {
  const completed = await Promise.all(contexts.map(async ({ complete }) => await complete()));
  return completed.includes(true);
}

/** Leaves the moments that can differ from those before them, and answers how to read the facts again. */
async function lookFirst(read: Read, due: readonly DueRevisions[]): Promise<Read> {
  const all = due.flatMap(({ reports }) => reports);
  if (all.every(({ moments }) => moments.length <= MOMENTS_NOT_LOOKED_AT)) return read;
  const contexts = due.map(({ context }) => context);
  const marks = new MomentMarks(all.flatMap(({ moments }) => moments));
  const kept = new KeptGroups();
  await read({
    begin: () => kept.begin(),
    add: (group) => {
      for (const context of contexts) context.see(group);
      for (const entries of group) for (const { recordedAt } of entries) marks.mark(recordedAt);
      kept.add(group);
    },
  });
  await completeAll(contexts);
  const marked = marks.marked();
  for (const { reports, context } of due) {
    const recordings = [...marked, ...context.recordings()];
    for (const report of reports) report.moments = nightsWorthComputing(report.moments, recordings);
  }
  return kept.reading() ?? read;
}
