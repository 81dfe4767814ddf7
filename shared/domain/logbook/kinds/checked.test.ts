import { describe, expect, it } from 'vitest';

import type { EntryBody } from '../entry.ts';
import { record, type Recorded } from '../record.ts';
import { fileOf } from '../test/file-of.ts';
import { checked } from './checked.ts';

const H = '00000000-0000-4000-8000-000000000001';
const BEGUN: EntryBody = { type: 'registered', profile: { areaCode: '420101', members: [] } };
const CHECKED: EntryBody = { type: 'checked', kind: 'CHECK_TARGET', on: '2026-06-01', reason: 'ตรวจแล้วข้อมูลเดิมถูกต้อง' };

function say(before: Recorded | undefined, body: EntryBody): Recorded {
  return record(before?.household, [body], {
    householdId: H,
    recordedAt: new Date('2026-06-01T03:00:00.000Z'),
    recordedBy: { sub: 's', roles: [] },
    hash: () => 'hash',
  });
}

describe('what a unit has checked', () => {
  it('changes nothing of the household and counts in no figure', () => {
    const begun = say(undefined, BEGUN);
    const after = say(begun, CHECKED).household;
    expect({ ...after, version: 1 }).toEqual(begun.household);
  });

  it('answers the question that it names, and no other', () => {
    const mentor: EntryBody = { type: 'mentor', mentor: 'm', on: '2026-05-01' };
    const move: EntryBody = { type: 'move', on: '2026-05-05', toArea: '420201' };
    const kinds = (...bodies: EntryBody[]) => fileOf(...bodies).household.checks.map(({ kind }) => kind);
    const said: EntryBody = { type: 'checked', kind: 'END_MENTOR', on: '2026-06-01', reason: 'พี่เลี้ยงดูแลต่อ' };
    expect(kinds(mentor, move, CHECKED)).toEqual(['END_MENTOR']);
    expect(kinds(mentor, move, said)).toEqual([]);
  });

  it('is of a day that has come', () => {
    const later = (): Recorded => say(say(undefined, BEGUN), { ...CHECKED, on: '2026-06-02' });
    expect(later).toThrow('invalid-input');
  });

  it.each(['CHECK_TARGET', 'CHECK_NEED', 'RELAPSE_CHECK', 'ARRIVED', 'END_MENTOR'])('takes %s', (kind) => {
    expect(checked.body.safeParse({ ...CHECKED, kind }).success).toBe(true);
  });

  it.each([{ kind: 'CRISIS' }, { reason: '' }, { reason: undefined }, { on: undefined }, { notes: 'x' }])(
    'takes no body with %j',
    (wrong) => {
      expect(checked.body.safeParse({ ...CHECKED, ...wrong }).success).toBe(false);
    },
  );
});
