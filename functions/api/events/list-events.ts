import type * as z from 'zod';

import type { Call } from '#functions/middleware/call.ts';
import type { eventPage, listEvents as contract } from '#shared/contracts/events.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import type { EventReader } from '#shared/event/event-store.ts';
import { readFeed } from '#shared/event/read-feed.ts';
import { showPage } from '#shared/event/show-feed.ts';

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

/** The organisations that an account speaks for. */
export function organisationsOf(scopes: readonly Scope[]): string[] {
  return [...new Set(scopes.flatMap((scope) => (scope.kind === 'agency' ? [scope.agency] : [])))];
}
