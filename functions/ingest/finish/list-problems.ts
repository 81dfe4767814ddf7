import { closeSync, openSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { UploadObjects } from '#functions/ingest/upload-objects.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { problemOrder, ToldProblems, type ToldProblem } from '#shared/domain/intake/told-problems.ts';
import { PROBLEMS_SHOWN, type ProblemList, type Upload } from '#shared/upload/upload-store.ts';

import { SortedRuns } from './sorted-runs.ts';

export type ListedProblems = {
  list: ProblemList;
  /** The first of them, as the receipt tells them. */
  told: ToldProblem[];
  /** The first `mostMarked` of them, each by itself. */
  marked: RowProblem[];
};

const NDJSON = 'application/x-ndjson';
const FLUSH_CHARS = 256 * 1024;

/**
 * Writes the list of all problems of the rows of an upload, in their order, one RowProblem a line, and says where in it what begins: the
 * API reads it in ranges of bytes. However many there are, memory holds those of one chunk, and what is answered.
 */
export async function listProblems(
  upload: Upload,
  mostMarked: number,
  { objects, workFolder }: { objects: Pick<UploadObjects, 'lines' | 'upload'>; workFolder: string },
): Promise<ListedProblems> {
  const folder = await mkdtemp(join(workFolder, 'problems-'));
  try {
    using runs = new SortedRuns<RowProblem>(join(folder, 'runs'), problemOrder(upload.sheets ?? []));
    for (let chunk = 0; chunk < (upload.chunks ?? 0); chunk += 1) {
      const lines = await objects.lines(uploadKeys.problems(upload.id, chunk));
      // Written by the load step of this system, one RowProblem a line.
      runs.add(lines.map((line) => JSON.parse(line) as RowProblem));
    }
    const path = join(folder, 'list');
    const listed = writeList(runs, path, mostMarked);
    if (listed.list.bytes > 0) await objects.upload(path, uploadKeys.problemList(upload.id), NDJSON);
    return listed;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function writeList(runs: SortedRuns<RowProblem>, path: string, mostMarked: number): ListedProblems {
  const told = new ToldProblems(PROBLEMS_SHOWN);
  const marked: RowProblem[] = [];
  const list: ProblemList = { bytes: 0, warningsFrom: 0, codes: {} };
  const lastRows = new Map<string, string>();
  const file = openSync(path, 'w');
  try {
    let waiting = '';
    for (const { item, line } of runs.merged()) {
      told.add(item);
      if (marked.length < mostMarked) marked.push(item);
      const from = list.bytes;
      list.bytes += Buffer.byteLength(line) + 1;
      if (item.severity === 'error') list.warningsFrom = list.bytes;
      const ofCode = (list.codes[item.code] ??= { rows: 0, from, to: from });
      ofCode.to = list.bytes;
      // Two cells of a row may have the same code.
      const row = `${item.row} ${item.sheet ?? ''}`;
      if (lastRows.get(item.code) !== row) ofCode.rows += 1;
      lastRows.set(item.code, row);
      waiting += `${line}\n`;
      if (waiting.length > FLUSH_CHARS) {
        writeFileSync(file, waiting);
        waiting = '';
      }
    }
    writeFileSync(file, waiting);
  } finally {
    closeSync(file);
  }
  return { list, told: told.told(), marked };
}
