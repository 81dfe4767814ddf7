/** Events for organisations. They hold ids alone: nothing personal, and nothing that a call does not show the organisation (casework F). */
export const EVENT_TYPES = [
  'referral.sent',
  'referral.answered',
  'referral.withdrawn',
  'resolution.adopted',
  'household.merged',
  'grant.changed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** An event for one organisation. */
export type Told = { readonly organisation: string } & (
  | { readonly type: 'referral.sent' | 'referral.answered' | 'referral.withdrawn'; readonly referralId: string }
  | { readonly type: 'resolution.adopted'; readonly resolutionId: string; readonly meetingId: string }
  | { readonly type: 'household.merged'; readonly householdId: string; readonly into: string }
  | { readonly type: 'grant.changed'; readonly account: string }
);

/** `id` is also its place in the feed; `at` an ISO instant, UTC. */
export type FeedEvent = Told & { readonly id: string; readonly at: string };

/**
 * An event is committed within `COMMIT_WITHIN_MS` (logbook/recorded-at.ts) of its moment, in any order; it is read when it is older than this.
 * So nothing appears behind a reader any more. The rest is for clocks that differ.
 */
export const READABLE_AFTER_MS = 10_000;
export const KEPT_DAYS = 90;

const POSITION = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{16}$/u;

/** The id of an event of a moment: ids sort as moments do. `mark`: 16 hexadecimal digits that tell events of one moment apart. */
export function eventId(at: string, mark: string): string {
  return `${at.replaceAll(/[-:.]/gu, '')}-${mark}`;
}

/** The place in a feed behind everything of a moment and before everything later. */
export function behind(at: string): string {
  return eventId(at, 'f'.repeat(16));
}

/** The moment (ISO, UTC) of a place in a feed; undefined when it is none. */
export function momentOf(position: string): string | undefined {
  const [, year, month, day, hour, minute, second, ms] = POSITION.exec(position) ?? [];
  if (year === undefined) return undefined;
  const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
  const instant = new Date(at);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === at ? at : undefined;
}
