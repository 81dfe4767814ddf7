import { randomUUID } from 'node:crypto';

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';

import { record } from '#shared/domain/logbook/record.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import type { Item } from '#shared/dynamo/attributes.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { Problem } from '#shared/problems.ts';

import { toItem } from './document-codec.ts';
import { toEntryItem } from './entry-codec.ts';
import type { HouseholdChange } from './household-store.ts';
import { documentBytes, weighChange } from './weigh-change.ts';

const recording = {
  householdId: '11111111-1111-4111-8111-111111111111',
  recordedAt: new Date('2026-05-15T03:00:00.000Z'),
  recordedBy: { sub: randomUUID(), roles: ['DISTRICT_OFFICER'], area: '4201' },
  hash: () => 'h'.repeat(43),
};
const index = createBlindIndex(Buffer.alloc(32, 8));
/** Envelopes as long as they can be: those of texts that have no shorter spelling than UTF-8. */
const seal = (plain: string) => Buffer.alloc(73 + Buffer.byteLength(plain));

const registered: EntryBody = {
  type: 'registered',
  profile: {
    areaCode: '420101',
    houseCode: '42010012345',
    address: { addressNo: '12/3', moo: 4, village: 'บ้านทดสอบ' },
    members: [{ id: 'p1', citizenId: '5000000000018', firstName: 'ทดสอบ', lastName: 'ตัวอย่างข้อมูล' }],
  },
};
const need = (text: string): EntryBody => ({
  type: 'need',
  dimension: 'income',
  kind: 'PROBLEM',
  text,
  openedOn: '2026-05-01',
});
const given = help({ coAgencies: ['dla'], personIds: ['p1'], description: 'เงินทุน' });

function change(before: Household | undefined, ...bodies: EntryBody[]): HouseholdChange {
  const { household, entries } = record(before, bodies, recording);
  return { before, after: household, entries };
}

/** Bytes as DynamoDB counts them: names and values. */
function bytesOf(item: Item): number {
  const valueBytes = (value: AttributeValue): number =>
    value.B
      ? value.B.length
      : value.N === undefined
        ? Buffer.byteLength(value.S ?? '')
        : Math.ceil(value.N.length / 2) + 1;
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

describe('what a change weighs', () => {
  const household = change(
    undefined,
    registered,
    {
      type: 'listed',
      list: randomUUID(),
      area: '420101',
      targets: [{ personId: 'p1', dimensions: ['income'], indicators: [1] }],
    },
    { type: 'duplicate-named', household: randomUUID() },
    ...Array.from({ length: 30 }, (_, at) => need('ปัญหา"\\\n\u0001'.repeat(at + 1))),
    ...Array.from({ length: 200 }, () => given),
  );

  it('counts the tags of the names of many people', () => {
    const people = Array.from({ length: 300 }, (_, at) => ({
      id: `p${at}`,
      firstName: `ก${at}ขคงจ`,
      lastName: `ฉ${at}ชซฌญ`,
    }));
    const many = change(undefined, {
      type: 'registered',
      profile: { areaCode: '420101', address: {}, members: people },
    });
    const bytes = bytesOf(toItem(many.after, { seal, index }));
    expect(documentBytes(many.after)).toBeGreaterThanOrEqual(bytes);
    expect(documentBytes(many.after)).toBeLessThan(bytes + 1700);
  });

  it('is never less than the items have, and hardly more', () => {
    const bytes = bytesOf(toItem(household.after, { seal, index }));
    expect(bytes).toBeGreaterThan(25_000);
    expect(documentBytes(household.after)).toBeGreaterThanOrEqual(bytes);
    expect(documentBytes(household.after)).toBeLessThan(bytes + 1024);
    const entries = household.entries.map((entry) => toEntryItem(entry, seal));
    const written = entries.reduce((sum, item) => sum + bytesOf(item), bytes);
    expect(weighChange(household)).toBeGreaterThanOrEqual(written);
    for (const [at, item] of entries.entries()) {
      const entry = household.entries[at];
      if (!entry) throw new Error('An item without its entry');
      const alone = weighChange({ ...household, entries: [entry] }) - documentBytes(household.after);
      expect(alone).toBeGreaterThanOrEqual(bytesOf(item));
    }
  });

  it('is never less than they have when they are small and not weighed to the last byte', () => {
    const small = [
      change(undefined, registered),
      change(undefined, registered, given, { type: 'duplicate-named', household: randomUUID() }),
      change(undefined, registered, need('ก'.repeat(2000)), need('"\\\n\u0001'.repeat(500)), given),
    ];
    for (const made of small) {
      const items = made.entries.map((entry) => toEntryItem(entry, seal));
      const written = [toItem(made.after, { seal, index }), ...items].map(bytesOf);
      expect(weighChange(made)).toBeGreaterThanOrEqual(written.reduce((sum, bytes) => sum + bytes));
      expect(weighChange(made)).toBeLessThan(64 * 1024);
    }
  });
});

describe('the room of a household', () => {
  const words = 'ก'.repeat(2000);
  /** As full of words as it may be. */
  function full(): Household {
    let { after } = change(undefined, registered);
    for (let needs = 0; needs < 80; needs += 1) {
      const more = change(after, need(words));
      try {
        weighChange(more);
      } catch {
        return after;
      }
      after = more.after;
    }
    return after;
  }
  const household = full();
  const codeOf = (next: HouseholdChange): string => {
    try {
      weighChange(next);
      return 'taken';
    } catch (error) {
      return error instanceof Problem ? error.code : 'unexpected';
    }
  };

  it('ends well below the 400 KB of an item', () => {
    const bytes = bytesOf(toItem(household, { seal, index }));
    expect(bytes).toBeGreaterThan(300 * 1024);
    expect(bytes).toBeLessThan(370 * 1024);
    expect(codeOf(change(household, need(words)))).toBe('household-full');
  });

  it('is left for help, visits, statuses and corrections', () => {
    const [first] = household.needs;
    if (!first) throw new Error('no need');
    const others: EntryBody[] = [
      ...Array.from({ length: 300 }, () => given),
      { type: 'visit', on: '2026-05-10', purpose: 'ASSIST', outcome: 'MET', notes: words },
      { type: 'need-status', needId: first.id, status: 'RESOLVED', on: '2026-05-12' },
      { type: 'follow-up', on: '2026-05-13', stage: 'SURVIVE', needResults: [] },
      { type: 'move', on: '2026-05-14', toArea: null },
    ];
    expect(codeOf(change(household, ...others))).toBe('taken');
  });

  it('is taken by people as well as by words: no list and no registration brings more of them', () => {
    const members = Array.from({ length: 200 }, (_, at) => ({
      id: `p${at + 2}`,
      firstName: 'ทดสอบ',
      lastName: words.slice(0, 80),
    }));
    const profile = { areaCode: '420101', members };
    expect(
      codeOf(change(household, { type: 'listed', list: randomUUID(), area: '420101', targets: [], profile })),
    ).toBe('household-full');
    const crowd = Array.from({ length: 1200 }, (_, at) => ({ ...members[0]!, id: `p${at}` }));
    expect(codeOf(change(undefined, { type: 'registered', profile: { ...profile, members: crowd } }))).toBe(
      'household-full',
    );
  });

  it('ends for these too', () => {
    expect(codeOf(change(household, ...Array.from({ length: 3000 }, () => given)))).toBe('household-full');
  });

  it('is made by shorter words, however full it is', () => {
    const before = change(household, ...Array.from({ length: 3000 }, () => given)).after;
    const [first, ...others] = before.needs;
    if (!first) throw new Error('no need');
    const after = { ...before, version: before.version + 1, needs: [{ ...first, text: 'สั้น' }, ...others] };
    const { entries } = change(before, need('สั้น'));
    expect(codeOf({ before, after, entries })).toBe('taken');
  });

  it('has no entry that is larger than an item may be', () => {
    const survey: EntryBody = {
      type: 'survey',
      on: '2026-05-10',
      needs: Array.from({ length: 50 }, () => ({ dimension: 'health', kind: 'PROBLEM', text: words })),
    };
    expect(codeOf(change(change(undefined, registered).after, survey))).toBe('taken');
    const visit: EntryBody = {
      type: 'visit',
      on: '2026-05-10',
      purpose: 'ASSIST',
      outcome: 'MET',
      notes: 'ก'.repeat(130_000),
    };
    expect(codeOf(change(change(undefined, registered).after, visit))).toBe('too-large');
  });
});
