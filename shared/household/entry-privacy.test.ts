import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RECORDED_BODIES } from '#shared/domain/logbook/kinds/all.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { help } from '#shared/domain/logbook/test/help.ts';

import { joinBody, splitBody } from './entry-privacy.ts';

const WORDS = 'คำที่คนเขียน';

const given = help({ personIds: ['p1'] });

describe('the clear part of an entry', () => {
  it('is the whole of help that nobody described', () => {
    expect(splitBody(given)).toEqual({ clear: given, personal: undefined });
  });

  it('leaves words, money of the household and who lives there to the sealed part', () => {
    const survey: EntryBody = {
      type: 'survey',
      on: '2026-05-01',
      needs: [
        { dimension: 'living', kind: 'PROBLEM', text: WORDS, personId: 'p1' },
        { dimension: 'health', kind: 'WANT', text: WORDS },
      ],
      notes: WORDS,
      profile: { areaCode: '420101', members: [{ id: 'p1', firstName: WORDS }] },
    };
    expect(splitBody(survey)).toEqual({
      clear: {
        type: 'survey',
        on: '2026-05-01',
        needs: [
          { dimension: 'living', kind: 'PROBLEM', personId: 'p1' },
          { dimension: 'health', kind: 'WANT' },
        ],
      },
      personal: {
        needs: [{ text: WORDS }, { text: WORDS }],
        notes: WORDS,
        profile: { areaCode: '420101', members: [{ id: 'p1', firstName: WORDS }] },
      },
    });
  });

  it('holds the ids of needs that a correction keeps', () => {
    const need = { id: 'n1', dimension: 'living' as const, kind: 'PROBLEM' as const };
    const survey = { type: 'survey' as const, on: '2026-05-01', needs: [{ ...need, text: WORDS }] };
    const correction: EntryBody = { type: 'correction', supersedes: 'x', reason: WORDS, entry: survey };
    expect(splitBody(correction)).toEqual({
      clear: { type: 'correction', supersedes: 'x', entry: { type: 'survey', on: '2026-05-01', needs: [need] } },
      personal: { reason: WORDS, entry: { needs: [{ text: WORDS }] } },
    });
  });

  it('holds no field of free text of any body there is', () => {
    // Every field of every body that takes a text of many words is one that somebody writes freely.
    const free = RECORDED_BODIES.flatMap((option) =>
      Object.entries(option.shape).flatMap(([name, schema]) =>
        schema.safeParse(`${WORDS} ${'ก'.repeat(150)}`).success ? [name] : [],
      ),
    );
    expect(new Set(free)).toEqual(new Set(['text', 'notes', 'reason', 'reasons', 'evidence', 'description']));
    for (const name of free) {
      const { clear } = splitBody({ ...given, [name]: WORDS });
      expect(JSON.stringify(clear)).not.toContain(WORDS);
    }
  });

  it('holds nothing under a name that is not known', () => {
    const unknown = { phone: '0', entry: given };
    const { clear, personal } = splitBody({ ...given, ...unknown });
    expect(clear).toEqual(given);
    expect(personal).toEqual({ phone: '0', entry: given });
    const entry = { ...given, phone: '1' };
    const correction = { type: 'correction' as const, supersedes: 'x', reason: WORDS, by: '2', entry };
    expect(splitBody(correction)).toEqual({
      clear: { type: 'correction', supersedes: 'x', entry: given },
      personal: { reason: WORDS, by: '2', entry: { phone: '1' } },
    });
  });
});

describe('both parts together', () => {
  const name = fc.constantFrom(
    'type',
    'on',
    'text',
    'notes',
    'needs',
    'entry',
    'targets',
    'needResults',
    'profile',
    'debtNow',
    '',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, '', 0, false, 'word', '2026-05-01'),
      fc.array(tie('part'), { maxLength: 3 }),
      tie('part'),
    ),
    part: fc.dictionary(name, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  }));
  const body = fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true });

  it('are the body again, whatever it holds, also after a time as JSON', () => {
    fc.assert(
      fc.property(body, (said) => {
        const { clear, personal } = splitBody(said as EntryBody);
        const stored: unknown = personal === undefined ? undefined : JSON.parse(JSON.stringify(personal));
        expect(joinBody(JSON.parse(JSON.stringify(clear)), stored)).toEqual(said);
      }),
      { numRuns: 1000 },
    );
  });
});
