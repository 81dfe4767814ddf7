/** The feed of organisations, behind a place, as far as it may be read: for the call and for webhooks. */
import { behind, KEPT_DAYS, momentOf, READABLE_AFTER_MS, type FeedEvent } from '#shared/domain/event/event.ts';
import { Problem } from '#shared/problems.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';

import type { EventReader } from './event-store.ts';

/** `next`: the place from which to go on, whether there are more or not; `more`: there may be some already. */
export type FeedPage = { items: FeedEvent[]; next: string; more: boolean };

/** Partitions that one page reads at most: a reader that was long away gets some short pages. */
const PARTITIONS_READ = 100;

/**
 * Events behind `after` (absent: the oldest that are kept) that are old enough to be read, in their order. Throws `cursor-invalid` for what is no
 * place, and `events-gone` for one before the oldest events: something may be lost behind it.
 */
export async function readFeed(
  events: EventReader,
  organisations: readonly string[],
  { after, now, limit }: { after: string | undefined; now: Date; limit: number },
): Promise<FeedPage> {
  const oldest = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
  const from = after === undefined ? oldest : momentOf(after);
  if (after !== undefined) {
    if (from === undefined) throw new Problem('cursor-invalid');
    if (from < oldest) throw new Problem('events-gone');
  }
  const until = new Date(now.getTime() - READABLE_AFTER_MS).toISOString();
  const start = after ?? behind(oldest);
  const end = behind(until);
  // A reader that was here a moment ago: nothing more is old enough.
  if (start >= end) return { items: [], next: start, more: false };
  const items: FeedEvent[] = [];
  let read = 0;
  for (let day = (from ?? oldest).slice(0, 10); day <= until.slice(0, 10); day = addDays(day, 1)) {
    if (read > 0 && read + organisations.length > PARTITIONS_READ)
      return { items, next: behind(`${addDays(day, -1)}T23:59:59.999Z`), more: true };
    read += organisations.length;
    const wanted = limit - items.length;
    const found = await Promise.all(
      organisations.map((organisation) => events.ofDay(organisation, day, start, end, wanted + 1)),
    );
    const ofDay = found.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1));
    items.push(...ofDay.slice(0, wanted));
    const last = items.at(-1);
    if (ofDay.length > wanted && last) return { items, next: last.id, more: true };
  }
  return { items, next: end, more: false };
}
