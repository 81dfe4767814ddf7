/** The feed as it leaves the product: in the answer to a call, and in what a webhook is sent. */
import type * as z from 'zod';

import type { eventPage } from '#shared/contracts/events.ts';
import type { FeedEvent } from '#shared/domain/event/event.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

import type { FeedPage } from './read-feed.ts';

type Shown = z.input<typeof eventPage>;

export function showPage({ items, next, more }: FeedPage): Shown {
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
