import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** As hashes were made of it from the first entry on: JSON is asked for each part. */
function partByPart(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part !== 'object' || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}

it('is the text that entries have been hashed by since the first one', () => {
  const part = fc.anything({
    withDate: true,
    withSparseArray: true,
    withNullPrototype: true,
    key: fc.oneof(fc.string(), fc.constant('__proto__'), fc.constant('toJSON')),
  });
  fc.assert(
    fc.property(part, (value) => {
      expect(canonicalJson([value])).toBe(partByPart([value]));
    }),
    { numRuns: 500 },
  );
});

it('has one text for equal values, whatever the order of their names', () => {
  const value = { b: [1, { d: null, c: 'ก' }], a: undefined, '10': 1, '9': 2, ['__proto__']: 3 };
  expect(canonicalJson(value)).toBe('{"9":2,"10":1,"__proto__":3,"b":[1,{"c":"ก","d":null}]}');
  expect(canonicalJson(Object.fromEntries(Object.entries(value).toReversed()))).toBe(canonicalJson(value));
});
