import { describe, expect, it } from 'vitest';

import { createBlindIndex } from './blind-index.ts';

const index = createBlindIndex(Buffer.alloc(32, 1));

describe('a fingerprint', () => {
  it('is the same for the same value, for good', () => {
    expect(index.fingerprint('person', '5000000000011')).toBe(
      createBlindIndex(Buffer.alloc(32, 1)).fingerprint('person', '5000000000011'),
    );
    expect(index.fingerprint('person', '5000000000011')).toBe('RDZk_MZW2EA59vuFRpub7w');
  });

  it('fits in a key', () => {
    expect(index.fingerprint('address', 'ก'.repeat(1000))).toMatch(/^[\w-]{22}$/);
  });

  it('differs by value, by purpose and by secret', () => {
    const fingerprints = [
      index.fingerprint('person', '5000000000011'),
      index.fingerprint('person', '5000000000012'),
      index.fingerprint('address', '5000000000011'),
      createBlindIndex(Buffer.alloc(32, 2)).fingerprint('person', '5000000000011'),
    ];
    expect(new Set(fingerprints).size).toBe(4);
  });
});
