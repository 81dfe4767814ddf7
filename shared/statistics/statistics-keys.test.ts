import { describe, expect, it } from 'vitest';

import { selectionKey } from './selection.ts';
import { revisionKey } from './statistics-keys.ts';

const keyOf = (lists: readonly string[] | null) =>
  revisionKey(selectionKey({ month: '2026-05', area: '420101', lists }), 3).pk;

describe('the key of a selection', () => {
  it('names few lists as it always did, and many by a hash', () => {
    expect(keyOf(null)).toBe('figures#2026-05#420101#*');
    expect(keyOf(['b', 'a', 'b'])).toBe('figures#2026-05#420101#a,b');
    expect(keyOf(['l'.repeat(100), 'm'.repeat(99)])).toBe(
      `figures#2026-05#420101#${'l'.repeat(100)},${'m'.repeat(99)}`,
    );
    expect(keyOf(['l'.repeat(100), 'm'.repeat(100)])).toBe(
      'figures#2026-05#420101#sha256-1CwN3hmPh2i0FaZ56mlYtjlKYI7HoYDmQLEEkMmxmxE',
    );
  });

  it.each(['x', 'ก'])('fits a table for every selection of lists named with %s', (letter) => {
    for (const count of [1, 2, 3, 20]) {
      const lists = Array.from({ length: count }, (_, index) => letter.repeat(98) + String(index).padStart(2, '0'));
      expect([count, Buffer.byteLength(keyOf(lists)) <= 2048]).toEqual([count, true]);
    }
  });
});
