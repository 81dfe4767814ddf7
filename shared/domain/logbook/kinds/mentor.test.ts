import { describe, expect, it } from 'vitest';

import type { EntryBody } from '../entry.ts';
import { fileOf, refusalOf } from '../test/file-of.ts';

const assigned = (lead: string | null, on: string, more: object = {}): EntryBody => ({
  type: 'mentor',
  mentor: lead,
  on,
  ...(lead === null ? { reason: 'ครัวเรือนยืนได้เอง' } : {}),
  ...more,
});
const moved = (on: string, toArea: string): EntryBody => ({ type: 'move', on, toArea });
const kept = (...bodies: EntryBody[]) => {
  const { mentor, coMentors, mentorSince, mentorFirstOn, mentorIn } = fileOf(...bodies).household;
  return { mentor, coMentors, mentorSince, mentorFirstOn, mentorIn };
};
const checksAfter = (...bodies: EntryBody[]) => fileOf(...bodies).household.checks.map(({ kind }) => kind);

describe('the mentor of a household', () => {
  it('begins on a day with up to three others beside', () => {
    expect(kept(assigned('m', '2026-05-01', { coMentors: ['a', 'b', 'c'] }))).toEqual({
      mentor: 'm',
      coMentors: ['a', 'b', 'c'],
      mentorSince: '2026-05-01',
      mentorFirstOn: '2026-05-01',
      mentorIn: 2,
    });
  });

  it('is followed by another on the day on which the other begins; the first day stays the first', () => {
    expect(kept(assigned('m', '2026-05-01', { coMentors: ['a'] }), assigned('n', '2026-05-10'))).toEqual({
      mentor: 'n',
      coMentors: [],
      mentorSince: '2026-05-10',
      mentorFirstOn: '2026-05-01',
      mentorIn: 3,
    });
  });

  it('ends, which is the first day of none', () => {
    expect(kept(assigned('m', '2026-05-01'), assigned(null, '2026-05-10'))).toMatchObject({
      mentor: null,
      mentorSince: '2026-05-10',
      mentorFirstOn: '2026-05-01',
    });
    expect(kept()).toMatchObject({ mentor: null, mentorFirstOn: null });
  });

  it('may follow on the same day, and not before the last word', () => {
    expect(refusalOf(assigned('m', '2026-05-10'), assigned('n', '2026-05-10'))).toBe('recorded');
    expect(refusalOf(assigned('m', '2026-05-10'), assigned('n', '2026-05-09'))).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/on', code: 'before-last-assignment' }],
    });
  });

  it('ends only where there is one', () => {
    const refusal = { code: 'transition-not-allowed', from: 'NONE', to: 'ENDED' };
    expect(refusalOf(assigned(null, '2026-05-01'))).toEqual(refusal);
    expect(refusalOf(assigned('m', '2026-05-01'), assigned(null, '2026-05-02'), assigned(null, '2026-05-03'))).toEqual(
      refusal,
    );
  });

  it.each([
    ['an end without a reason', assigned(null, '2026-05-01', { reason: undefined }), ['/reason required']],
    ['others beside nobody', assigned(null, '2026-05-01', { coMentors: ['a'] }), ['/coMentors without-mentor']],
    ['the mentor beside itself', assigned('m', '2026-05-01', { coMentors: ['a', 'm'] }), ['/coMentors/1 mentor-twice']],
    ['one beside twice', assigned('m', '2026-05-01', { coMentors: ['a', 'a'] }), ['/coMentors/1 mentor-twice']],
  ])('is refused with %s', (_case, body, places) => {
    const refusal = refusalOf(body) as { code: string; errors: { pointer: string; code: string }[] };
    expect(refusal.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(places);
  });

  it('needs no reason to begin', () => {
    expect(refusalOf(assigned('m', '2026-05-01'))).toBe('recorded');
  });

  it('answers the question whether it goes on only by another word on who it is', () => {
    const file = [assigned('m', '2026-05-01'), moved('2026-05-05', '420201')];
    expect(checksAfter(...file)).toEqual(['END_MENTOR']);
    expect(checksAfter(...file, assigned('m', '2026-05-06'))).toEqual(['END_MENTOR']);
    expect(checksAfter(...file, assigned('n', '2026-05-06'))).toEqual([]);
    expect(checksAfter(...file, assigned(null, '2026-05-06'))).toEqual([]);
  });

  it('receives a household that arrived from another province; its end does not', () => {
    const file = [assigned('m', '2026-05-01'), moved('2026-05-05', '400101')];
    expect(checksAfter(...file)).toEqual(['ARRIVED']);
    expect(checksAfter(...file, assigned(null, '2026-05-06'))).toEqual(['ARRIVED']);
    expect(checksAfter(...file, assigned('n', '2026-05-06'))).toEqual([]);
  });

  it('is of a day that has come', () => {
    expect(refusalOf(assigned('m', '2026-06-02'))).toMatchObject({
      errors: [{ pointer: '/on', code: 'date-in-future' }],
    });
  });

  it('counts from its day on', () => {
    const { facts } = fileOf(assigned('m', '2026-05-01'), assigned(null, '2026-05-10')).household;
    expect(facts.slice(1).map(({ body }) => body)).toEqual([
      { type: 'mentor', mentor: 'm', on: '2026-05-01' },
      { type: 'mentor', mentor: null, on: '2026-05-10' },
    ]);
  });
});
