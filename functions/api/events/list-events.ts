import type * as z from 'zod';

import type { Call } from '#functions/middleware/call.ts';
import type { eventPage, listEvents as contract } from '#shared/contracts/events.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import type { FeedEvent } from '#shared/domain/event/event.ts';
import type { EventReader } from '#shared/event/event-store.ts';
import { readFeed, type FeedPage } from '#shared/event/read-feed.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

export type EventDeps = { events: EventReader };

type Shown = z.input<typeof eventPage>;

/** Events of the organisations of the account, behind a place. Throws `cursor-invalid`, `events-gone`. */
export async function listEvents(
  { events }: EventDeps,
  { query, scopes, now }: Pick<Call<typeof contract>, 'query' | 'scopes' | 'now'>,
): Promise<Shown> {
  const { after, limit } = query;
  return showPage(await readFeed(events, organisationsOf(scopes), { after, limit, now }));
}

function organisationsOf(scopes: readonly Scope[]): string[] {
  return [...new Set(scopes.flatMap((scope) => (scope.kind === 'agency' ? [scope.agency] : [])))];
}

function showPage({ items, next, more }: FeedPage): Shown {
  return { items: items.map(showEvent), nextCursor: next, more };
}

function showEvent(event: FeedEvent): Shown['items'][number] {
  const { id, type, at, organisation } = event;
  const nothing = {
    referralId: null,
    resolutionId: null,
    meetingId: null,
    account: null,
    householdId: null,
    into: null,
  };
  const common = { ...nothing, id, type, at: formatBangkok(new Date(at)), organisation };
  switch (event.type) {
    case 'referral.sent':
    case 'referral.answered':
    case 'referral.withdrawn':
      return { ...common, referralId: event.referralId };
    case 'resolution.adopted':
      return { ...common, resolutionId: event.resolutionId, meetingId: event.meetingId };
    case 'household.merged':
      return { ...common, householdId: event.householdId, into: event.into };
    case 'grant.changed':
      return { ...common, account: event.account };
  }
}
