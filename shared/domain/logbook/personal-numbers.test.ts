import { describe, expect, it } from 'vitest';

import type { EntryBody } from './entry.ts';
import { holdsPersonalNumber } from './numbers-in-texts.ts';
import { refusePersonalNumbers } from './personal-numbers.ts';

describe('a text with a number of a person', () => {
  it.each([
    '3000000000013',
    'เลขบัตร 3000000000013 ครับ',
    'เลข ๓๐๐๐๐๐๐๐๐๐๐๑๓',
    '3-0000-00000-01-3',
    '3 0000 00000 01 3',
    'โทร 0812345678 เลข 3000000000013',
    'ห้อง 12 3000000000013',
  ])('is found: %s', (text) => {
    expect(holdsPersonalNumber(text)).toBe(true);
  });

  it.each(['', 'ไม่มีเลข', '3000000000012', '30000000000130', '081-234-5678', 'เงิน 1,500 บาท วันที่ 2026-05-01'])(
    'is not seen in %j',
    (text) => {
      expect(holdsPersonalNumber(text)).toBe(false);
    },
  );
});

describe('an entry', () => {
  const NUMBER = 'เลข 3000000000013';
  it.each<[EntryBody, string[]]>([
    [
      { type: 'visit', on: '2026-05-01', purpose: 'SURVEY', outcome: 'MET', notes: NUMBER, fourT: { wayOut: NUMBER } },
      ['/notes', '/fourT/wayOut'],
    ],
    [
      { type: 'survey', on: '2026-05-01', needs: [{ dimension: 'health', kind: 'PROBLEM', text: NUMBER }] },
      ['/needs/0/text'],
    ],
    [{ type: 'urgency', level: 'HIGH', on: '2026-05-01', reason: NUMBER }, ['/reason']],
    [
      {
        type: 'correction',
        supersedes: 'h.3000000000013',
        reason: NUMBER,
        entry: { type: 'checked', kind: 'ARRIVED', on: '2026-05-01', reason: NUMBER },
      },
      ['/reason', '/entry/reason'],
    ],
    [{ type: 'need-status', needId: '3000000000013', status: 'RESOLVED', on: '2026-05-01' }, []],
    [{ type: 'correction', supersedes: 'h.2', reason: 'ผิด', entry: null }, []],
  ])('is refused at each of its words: %j', (body, pointers) => {
    const refusal = (): unknown => {
      try {
        refusePersonalNumbers(body);
        return [];
      } catch (error) {
        return (error as { extensions: { errors: { pointer: string }[] } }).extensions.errors.map(
          ({ pointer }) => pointer,
        );
      }
    };
    expect(refusal()).toEqual(expect.arrayContaining(pointers));
    expect(refusal()).toHaveLength(pointers.length);
  });
});
