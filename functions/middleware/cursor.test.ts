import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import { createCursors } from './cursor.ts';

const cursors = createCursors(Buffer.alloc(32, 1));

describe('cursors', () => {
  it('read back the position they were signed with, under the same binding', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.jsonValue(), (position, binding) => {
        expect(cursors.read(cursors.sign(position, binding), binding)).toEqual(position);
      }),
    );
  });

  it('are refused under another binding or secret', () => {
    const cursor = cursors.sign(['420101', 'id'], ['scope', { area: '42' }]);
    expect(() => cursors.read(cursor, ['scope', { area: '4201' }])).toThrow(Problem);
    expect(() => createCursors(Buffer.alloc(32, 2)).read(cursor, ['scope', { area: '42' }])).toThrow(Problem);
  });

  it('are refused with any character changed, cut or added', () => {
    const cursor = cursors.sign(['420101', 'id'], 'b');
    fc.assert(
      fc.property(
        fc.nat(cursor.length - 1),
        fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.'),
        (at, sign) => {
          const changed = cursor.slice(0, at) + sign + cursor.slice(at + 1);
          fc.pre(changed !== cursor);
          expect(() => cursors.read(changed, 'b')).toThrow(Problem);
        },
      ),
    );
    for (const changed of [cursor.slice(1), `${cursor}.x`, `${cursor}=`, `${cursor}!!`, ` ${cursor}`, '', '.', 'ไทย'])
      expect(() => cursors.read(changed, 'b')).toThrow(Problem);
  });
});
