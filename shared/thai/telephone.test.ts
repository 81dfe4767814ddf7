import { expect, it } from 'vitest';

import { maskTelephone, readTelephone } from './telephone.ts';

it.each([
  ['0812345678', '0812345678'],
  ['๐๘๑-๒๓๔-๕๖๗๘', '0812345678'],
  ['(042) 811 234', '042811234'],
  ['+66 81 234 5678', '0812345678'],
  ['6642811234', '042811234'],
])('%s is read as %s', (text, telephone) => {
  expect(readTelephone(text)).toEqual({ ok: true, telephone });
});

it.each(['', '812345678', '08123456', '08123456789', '0012345678', 'โทรศัพท์', '0812345678 ต่อ 12'])(
  '%s is no telephone number',
  (text) => {
    expect(readTelephone(text)).toMatchObject({ ok: false, code: 'telephone-invalid' });
  },
);

it('is masked so that its owner knows it again', () => {
  expect(maskTelephone('0812345678')).toBe('08x-xxx-x678');
});
