import type { UploadSource } from '../intake/cells/row.ts';

type Sent = { source: UploadSource; list?: string; createdAt: string; rows?: { total: number; rejected: number } };

/**
 * Whether a later file of the same office sends the rejected rows of an earlier one again. Nothing in a row says so, since what is wrong
 * may be its very number; a file is known by what it is a copy of: `isReturned`, when it has the columns in which the office got its
 * problems back, or it has as many rows as the whole earlier file or as its rejected ones. A file of another month has others.
 */
export function isCorrectedBy(earlier: Sent, later: Sent, isReturned: boolean): boolean {
  if (earlier.source !== later.source || earlier.list !== later.list || earlier.createdAt >= later.createdAt)
    return false;
  const { total = 0, rejected = 0 } = earlier.rows ?? {};
  return isReturned || later.rows?.total === total || later.rows?.total === rejected;
}
