import { describe, expect, it } from 'vitest';

import { COMMIT_WITHIN_MS, recordedAfter, SETTLING_MS } from './recorded-at.ts';

const NOW = new Date('2026-05-20T03:00:00.000Z');

describe('the moment of an entry', () => {
  it('is that of the clock', () => {
    expect(recordedAfter(undefined, NOW)).toBe('2026-05-20T03:00:00.000Z');
    expect(recordedAfter('2026-05-20T02:59:59.999Z', NOW)).toBe('2026-05-20T03:00:00.000Z');
  });

  it('is never earlier than that of the entry before', () => {
    expect(recordedAfter('2026-05-20T03:00:00.001Z', NOW)).toBe('2026-05-20T03:00:00.001Z');
    expect(recordedAfter('2026-05-20T03:00:05.000Z', NOW)).toBe('2026-05-20T03:00:05.000Z');
  });

  it('is not known when the entry before lies further ahead than clocks differ', () => {
    expect(() => recordedAfter('2026-05-20T03:00:05.001Z', NOW)).toThrow(
      expect.objectContaining({ code: 'clock-behind', status: 503 }),
    );
  });

  it('leaves figures time to settle', () => {
    expect(COMMIT_WITHIN_MS).toBeLessThan(SETTLING_MS);
  });
});
