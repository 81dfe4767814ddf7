/** When webhooks of organisations are tried: at once, then with growing pauses, for 24 hours (casework F). */
import { behind } from './event.ts';

/** An address of an organisation's system that its events are sent to. `secret`: what each delivery is signed with. Moments: ISO, UTC. */
export type Webhook = {
  readonly id: string;
  readonly organisation: string;
  readonly url: string;
  readonly secret: string;
  readonly createdAt: string;
  readonly createdBy: string;
};

/** Why a delivery was not taken. */
export const SEND_FAILURES = ['ADDRESS_NOT_PUBLIC', 'CONNECTION', 'STATUS', 'TIMEOUT'] as const;
export type SendFailure = (typeof SEND_FAILURES)[number];

/**
 * How far a webhook has come. `after`: the place in the feed up to which everything was taken; `takenAt`: when something was taken last; `failed`:
 * the latest of `tries` failures in a row.
 */
export type WebhookProgress = {
  readonly version: number;
  readonly after: string;
  readonly takenAt: string | null;
  readonly failed: { readonly at: string; readonly reason: SendFailure; readonly tries: number } | null;
};

/** An organisation has a system or two, and replaces the address of one by making another first. */
export const MOST_WEBHOOKS = 5;

/** Events older than this are sent no more; the feed has them for longer. */
const SENT_FOR_MS = 24 * 3_600_000;
const MINUTE = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE;

/** The place in the feed from which a webhook goes on: behind what was taken, and behind what is too old. */
export function placeOf({ createdAt }: Webhook, progress: WebhookProgress | undefined, now: Date): string {
  const after = progress?.after ?? behind(createdAt);
  const oldest = behind(new Date(now.getTime() - SENT_FOR_MS).toISOString());
  return after > oldest ? after : oldest;
}

/** Whether a webhook may be tried: 1, 2, 4 … minutes after its first, second, third … failure in a row, an hour at most. */
export function isDue(progress: WebhookProgress | undefined, now: Date): boolean {
  const latest = progress?.failed;
  if (!latest) return true;
  const pause = Math.min(MINUTE * 2 ** (latest.tries - 1), LONGEST_PAUSE_MS);
  return now.getTime() >= Date.parse(latest.at) + pause;
}

/** The progress after a page was taken, up to `next`. */
export function taken(before: WebhookProgress | undefined, next: string, now: Date): WebhookProgress {
  return { version: (before?.version ?? 0) + 1, after: next, takenAt: now.toISOString(), failed: null };
}

/** The progress after a failure at the place `after`. */
export function failed(
  before: WebhookProgress | undefined,
  after: string,
  reason: SendFailure,
  now: Date,
): WebhookProgress {
  return {
    version: (before?.version ?? 0) + 1,
    after,
    takenAt: before?.takenAt ?? null,
    failed: { at: now.toISOString(), reason, tries: (before?.failed?.tries ?? 0) + 1 },
  };
}
