import type { FeedEvent } from '#shared/domain/event/event.ts';

/** Port by which feeds are read. Events are put by the stores of their causes, in the transaction of the cause (`told.ts`). */
export type EventReader = {
  /** Events of an organisation on a day (UTC, `YYYY-MM-DD`) behind `after` up to `until`, both places in the feed, in their order. */
  ofDay(organisation: string, day: string, after: string, until: string, limit: number): Promise<FeedEvent[]>;
};
