/** Port of the store of break-glasses. Nothing of it is ever taken away. */
import type { BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { dueOfBreakGlass } from '#shared/domain/due/kinds-of-answers.ts';
import { moved, type MovedDue } from '#shared/due/moved.ts';
import type { ShelfStore } from '#shared/shelf/shelf-store.ts';

/** What reading a household asks. */
export type BreakGlassReader = {
  /** The newest break-glass of an account over a household, read consistently. */
  newestOf(sub: string, household: string): Promise<BreakGlass | undefined>;
};

export type BreakGlassStore = BreakGlassReader &
  ShelfStore<BreakGlass> & {
    /** Takes one of the looks of an account on a day; false when none is left. */
    takeLook(sub: string, day: string): Promise<boolean>;
  };

/** The rows of the queue that a break-glass moves: it waits for its review from the moment it is opened. */
export function dueMovedByBreakGlass(before: BreakGlass | undefined, after: BreakGlass): MovedDue {
  return moved(before ? dueOfBreakGlass(before) : [], dueOfBreakGlass(after));
}
