import { describe, expect, it } from 'vitest';

import { behind } from './event.ts';
import { failed, isDue, placeOf, taken, type WebhookProgress } from './webhook.ts';

const at = (time: string) => new Date(`2026-05-20T${time}.000Z`);
const WEBHOOK = {
  id: 'w',
  organisation: 'cdd',
  url: 'https://cdd.example/',
  secret: 's',
  createdAt: at('03:00:00').toISOString(),
  createdBy: 'a',
};

describe('a webhook', () => {
  it('begins with what happens after it was made, and goes on behind what was taken', () => {
    const now = at('04:00:00');
    expect(placeOf(WEBHOOK, undefined, now)).toBe(behind(WEBHOOK.createdAt));
    const place = behind(at('03:30:00').toISOString());
    expect(placeOf(WEBHOOK, taken(undefined, place, now), now)).toBe(place);
  });

  it('sends nothing that is older than 24 hours', () => {
    const now = new Date('2026-05-25T03:00:00.000Z');
    const progress = failed(undefined, behind(WEBHOOK.createdAt), 'TIMEOUT', at('03:01:00'));
    expect(placeOf(WEBHOOK, progress, now)).toBe(behind('2026-05-24T03:00:00.000Z'));
  });

  it('is tried after 1, 2, 4 … minutes, an hour at most, and at once when it took something', () => {
    let progress: WebhookProgress | undefined;
    const pauses: number[] = [];
    for (let tries = 1; tries <= 9; tries += 1) {
      progress = failed(progress, 'x', 'STATUS', at('03:00:00'));
      const minutes = Array.from({ length: 100 }, (_, minute) => minute);
      pauses.push(minutes.findIndex((minute) => isDue(progress, new Date(at('03:00:00').getTime() + minute * 60_000))));
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(isDue(taken(progress, 'y', at('03:00:00')), at('03:00:00'))).toBe(true);
    expect(isDue(undefined, at('03:00:00'))).toBe(true);
  });

  it('keeps when something was taken last over failures', () => {
    const once = taken(undefined, 'y', at('03:00:00'));
    const twice = failed(failed(once, 'y', 'STATUS', at('03:01:00')), 'y', 'CONNECTION', at('03:02:00'));
    expect(twice).toEqual({
      version: 3,
      after: 'y',
      takenAt: once.takenAt,
      failed: { at: at('03:02:00').toISOString(), reason: 'CONNECTION', tries: 2 },
    });
  });
});
