import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { listUploadProblems as contract } from '#shared/contracts/uploads.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { problemOrder } from '#shared/domain/intake/told-problems.ts';
import type { ProblemList, UploadStore } from '#shared/upload/upload-store.ts';

import { firstOfBytes, problemsOfFile, toldProblem, uploadInScope } from './read-upload.ts';
import type { UploadFiles } from './upload-files.ts';

const READ_AT_ONCE = 256 * 1024;
/** Bytes of the list looked at for one page: of a rare code the page may be short. */
const LOOKED_AT = 4 * 1024 * 1024;
const NEW_LINE = 10;

type Filter = { severity?: RowProblem['severity'] | undefined; code?: string | undefined };

/**
 * All problems of a file, each row by itself, in their order; what is said of the file as a whole is among them. Before the end of the
 * import only the latter. Throws `upload-not-found`, `cursor-invalid`.
 */
export async function listProblems(
  { uploads, files, cursors }: { uploads: UploadStore; files: Pick<UploadFiles, 'bytes'>; cursors: Cursors },
  { params, query, scopes, principal }: Pick<Call<typeof contract>, 'params' | 'query' | 'scopes' | 'principal'>,
): Promise<ReplyOf<typeof contract>> {
  const upload = await uploadInScope(uploads, params.id, scopes, principal);
  const first = await firstOfBytes(upload, uploads);
  const { cursor, limit, ...filter } = query;
  const binding = ['upload-problems', principal.sub, scopes, upload.id, filter];
  const order = problemOrder(first.sheets ?? []);
  // An upload without a list keeps what its receipt shows.
  const { problemList: list } = first;
  const aside = [...problemsOfFile(upload, first), ...(list ? [] : first.problems)].map(toldProblem).sort(order);
  const { from, to } = list ? rangeOf(list, filter) : { from: 0, to: 0 };
  const position = cursor === undefined ? [from, 0] : cursors.read(cursor, binding).map(Number);
  let [at = from, asideAt = 0] = position;

  const items: RowProblem[] = [];
  const take = (problem: RowProblem): void => {
    const { rows: _rows, first: _first, ...plain } = toldProblem(problem);
    if (fits(plain, filter)) items.push(plain);
  };
  /** Takes what comes before a problem of the list, or all that is left; false when the page is full. */
  const takeAside = (before?: RowProblem): boolean => {
    for (;;) {
      const next = aside[asideAt];
      if (!next || (before && order(before, next) < 0)) return true;
      if (items.length >= limit) return false;
      take(next);
      asideAt += 1;
    }
  };
  const more = (): ReplyOf<typeof contract> => ({
    items,
    nextCursor: cursors.sign([String(at), String(asideAt)], binding),
  });

  const end = Math.min(to, at + LOOKED_AT);
  const read = (start: number, stop: number): Promise<Uint8Array> =>
    files.bytes(uploadKeys.problemList(first.id), start, stop);
  for await (const { line, bytes } of linesOf(read, at, end)) {
    // Written by the finish step of this system, one RowProblem a line.
    const problem = JSON.parse(line) as RowProblem;
    if (!takeAside(problem) || items.length >= limit) return more();
    take(problem);
    at += bytes;
  }
  if (at < to) return more();
  return takeAside() ? { items, nextCursor: null } : more();
}

/** The part of the list that holds all that is asked for. */
function rangeOf(
  { bytes, warningsFrom, codes }: ProblemList,
  { severity, code }: Filter,
): { from: number; to: number } {
  const ofCode = code === undefined ? { from: 0, to: bytes } : (codes[code] ?? { from: 0, to: 0 });
  return {
    from: Math.max(ofCode.from, severity === 'warning' ? warningsFrom : 0),
    to: Math.min(ofCode.to, severity === 'error' ? warningsFrom : bytes),
  };
}

function fits(problem: RowProblem, { severity, code }: Filter): boolean {
  return (severity === undefined || problem.severity === severity) && (code === undefined || problem.code === code);
}

/** The whole lines between two places, each with its bytes and the line's end. */
async function* linesOf(
  read: (from: number, to: number) => Promise<Uint8Array>,
  from: number,
  to: number,
): AsyncGenerator<{ line: string; bytes: number }> {
  let left: Buffer = Buffer.alloc(0);
  for (let at = from; at < to;) {
    const stop = Math.min(at + READ_AT_ONCE, to);
    left = Buffer.concat([left, await read(at, stop)]);
    at = stop;
    for (let end = left.indexOf(NEW_LINE); end !== -1; end = left.indexOf(NEW_LINE)) {
      yield { line: left.toString('utf8', 0, end), bytes: end + 1 };
      left = left.subarray(end + 1);
    }
  }
}
