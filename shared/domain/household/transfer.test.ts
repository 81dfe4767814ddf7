import { describe, expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import { fileOf } from '../logbook/test/file-of.ts';
import { bodyOfTransfer, staysFor } from './transfer.ts';

const { household } = fileOf({ type: 'mentor', mentor: 'm1', coMentors: ['m2', 'm3'], on: '2026-05-01' });
const transfer = { from: 'm1', to: 'm2', on: '2026-06-01' };
const saying = { valid: true, reason: 'ย้ายงาน' };

describe('a household of a mentor that is given to another', () => {
  it('is led by the next one, whom the others stay beside', () => {
    expect(bodyOfTransfer(household, transfer, saying)).toEqual({
      type: 'mentor',
      mentor: 'm2',
      coMentors: ['m3'],
      on: '2026-06-01',
      reason: 'ย้ายงาน',
    });
  });

  it('stays when it was merged, is of another mentor, or the next one may not lead it', () => {
    expect(bodyOfTransfer({ ...household, mergedInto: 'h' }, transfer, saying)).toBe('MERGED');
    expect(bodyOfTransfer(household, { ...transfer, from: 'm2' }, saying)).toBe('OTHER_MENTOR');
    expect(bodyOfTransfer(household, transfer, { ...saying, valid: false })).toBe('MENTOR_NOT_VALID');
  });

  it('stays for what its entry was refused for, and for nothing else', () => {
    expect(staysFor(new Problem('household-full'))).toBe('FULL');
    expect(staysFor(new Problem('household-merged'))).toBe('MERGED');
    expect(staysFor(new Problem('invalid-input'))).toBe('BEFORE_LAST_ASSIGNMENT');
    for (const failure of [new Problem('not-permitted'), new Error('the database')])
      expect(() => staysFor(failure)).toThrow(failure);
  });
});
