import { expect, it, vi } from 'vitest';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { rememberFingerprints } from './remembered-fingerprints.ts';

const secret = new Uint8Array(32).fill(7);

it('gives the fingerprints of the index, purposes apart, and makes each of the last ones once', () => {
  const index = createBlindIndex(secret);
  const made = vi.spyOn(index, 'fingerprint');
  const remembered = rememberFingerprints(index);
  for (let time = 0; time < 2; time += 1)
    for (const purpose of ['person', 'address'] as const)
      expect(remembered.fingerprint(purpose, '1')).toBe(createBlindIndex(secret).fingerprint(purpose, '1'));
  expect(made).toHaveBeenCalledTimes(2);
});

it('forgets those before the last two thousand', () => {
  const index = createBlindIndex(secret);
  const made = vi.spyOn(index, 'fingerprint');
  const remembered = rememberFingerprints(index);
  for (let number = 0; number <= 2000; number += 1) remembered.fingerprint('person', String(number));
  remembered.fingerprint('person', '2000');
  remembered.fingerprint('person', '1000');
  expect(made).toHaveBeenCalledTimes(2001);
  remembered.fingerprint('person', '0');
  expect(made).toHaveBeenCalledTimes(2002);
});
