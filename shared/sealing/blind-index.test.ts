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

describe('a tag', () => {
  it('is the same for the same value, for good, and has 10 bits', () => {
    const tags = Array.from({ length: 4000 }, (_, at) => index.tag(`สม${at}`));
    expect(tags).toEqual(Array.from({ length: 4000 }, (_, at) => createBlindIndex(Buffer.alloc(32, 1)).tag(`สม${at}`)));
    expect([Math.min(...tags), Math.max(...tags)].every((tag) => tag >= 0 && tag < 1024)).toBe(true);
    // Evenly spread: of 4,000 values, all but some 20 of 1,024 tags are met.
    expect(new Set(tags).size).toBeGreaterThan(950);
    expect(index.tag('สมชาย')).toBe(216);
  });

  it('differs by secret', () => {
    const other = createBlindIndex(Buffer.alloc(32, 2));
    const same = Array.from({ length: 200 }, (_, at) => `สม${at}`).filter(
      (name) => index.tag(name) === other.tag(name),
    );
    expect(same.length).toBeLessThan(5);
  });
});
