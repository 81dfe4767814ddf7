import { expect, it } from 'vitest';
import { onceFor } from './once-for.ts';

it('asks once for each subject, and again for another that looks the same', () => {
  let asked = 0;
  const once = onceFor(({ size }: { size: number }) => {
    asked += 1;
    return size === 0 ? undefined : [size];
  });
  const [one, none] = [{ size: 1 }, { size: 0 }];
  expect([once(one), once(one), once(none), once(none), once({ size: 1 })]).toEqual([
    [1],
    [1],
    undefined,
    undefined,
    [1],
  ]);
  expect(asked).toBe(3);
});

it('remembers no failure', () => {
  const subject = {};
  let attempt = 0;
  const once = onceFor(() => {
    attempt += 1;
    if (attempt === 1) throw new Error('too large');
    return attempt;
  });
  expect(() => once(subject)).toThrow('too large');
  expect(once(subject)).toBe(2);
});
