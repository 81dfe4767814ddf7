import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arabicDigits,
  cutText,
  isBlankWord,
  isStorableText,
  looksMojibake,
  normalizeThai,
  thaiDigits,
} from './thai-text.ts';

const PUA = String.fromCharCode(...Array.from({ length: 0x1b }, (_, index) => 0xf700 + index));

describe('normalizeThai', () => {
  it.each([
    ['น\u0e4d\u0e32', 'นำ', 'ring and aa are one letter'],
    ['น\u0e49\u0e4d\u0e32', 'น้ำ', 'tone before the ring'],
    ['น\u0e4d\u0e49\u0e32', 'น้ำ', 'tone after the ring'],
    ['น\u0e33\u0e49', 'น้ำ', 'tone typed after am'],
    ['เเม่ใจ', 'แม่ใจ', 'two e are ae'],
    ['ท\u0e48\u0e35', 'ที่', 'tone typed before the vowel above'],
    ['ผ\u0e49\u0e39', 'ผู้', 'tone typed before the vowel below'],
    ['สิทธ\u0e4c\u0e34', 'สิทธิ์', 'silencer typed before the vowel'],
    ['ที\u0e48\u0e48\u0e48', 'ที่', 'repeated tone'],
    ['ก\u0e34\u0e34น', 'กิน', 'repeated vowel'],
    ['\u00a0บ้าน\u00a0หนองบัว\u00a0', 'บ้าน หนองบัว', 'no-break spaces'],
    ['บ้าน\u200bหนอง\u200cบัว\ufeff', 'บ้านหนองบัว', 'invisible characters'],
    ['  บ้าน \t หนองบัว  ', 'บ้าน หนองบัว', 'tabs and runs of spaces'],
    ['นาย ก\r\n  นาย ข\r\n', 'นาย ก\nนาย ข', 'several persons in a cell stay on their lines'],
    ['ป\uf705า', 'ป่า', 'tone of an old font'],
    ['ป\uf70aา', 'ป่า', 'lowered tone of an old font'],
    ['\uf70fาติ', 'ญาติ', 'yo ying without its foot'],
    ['\uf700าน', 'ฐาน', 'tho than without its foot'],
    ['ป\uf701\uf706', 'ปิ้', 'vowel and tone of an old font'],
    ['e\u0301', 'é', 'composed'],
    ['ﬁ ², ①', 'ﬁ ², ①', 'compatibility characters stay: never NFKC'],
    ['', '', 'nothing'],
    ['\u200b', '', 'nothing visible'],
  ])('%j becomes %j (%s)', (raw, expected) => {
    expect(normalizeThai(raw)).toBe(expected);
  });

  it.each(['ศูนย์อำนวยการ', 'จ.ป.ร.', 'สุไหงโก-ลก', 'ผู้ใหญ่บ้าน', 'กรุงเทพฯ', 'น้ำ ต่ำ ซ้ำ', 'เสื้อผ้า', '๑๒๓', 'ABC 123'])(
    'leaves %s as it is',
    (text) => {
      expect(normalizeThai(text)).toBe(text);
    },
  );

  it('maps every glyph of old fonts to a Thai letter or mark', () => {
    for (const glyph of PUA) expect(normalizeThai(`ก${glyph}`)).toMatch(/^ก[\u0e01-\u0e4d]$/u);
  });

  it('changes nothing the second time, and is NFC', () => {
    const dirt = `กนปเแำาั ิีุู็่้๊๋์ํฺ \u00a0\u200b\n\r\t${PUA}ae\u0301`;
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...dirt.split('')), maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...'กเำาิ่้์ํ๎ฺุ็ั'.split('')), maxLength: 10 }),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const once = normalizeThai(raw);
        expect(normalizeThai(once)).toBe(once);
        expect(once.normalize('NFC')).toBe(once);
        expect(once).not.toMatch(/^\s|\s$| {2}|เเ|\u0e4d\u0e32|[\u200b\ufeff\u00a0\uf700-\uf71a]/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('digits', () => {
  it('reads and writes Thai digits', () => {
    expect(arabicDigits('พ.ศ. ๒๕๖๙')).toBe('พ.ศ. 2569');
    expect(thaiDigits('หน้า 10/2569')).toBe('หน้า ๑๐/๒๕๖๙');
  });

  it('goes there and back for texts without Thai digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = arabicDigits(text);
        expect(arabicDigits(thaiDigits(plain))).toBe(plain);
      }),
    );
  });
});

describe('isBlankWord', () => {
  it.each([
    '',
    ' ',
    '\u00a0',
    '-',
    '–',
    '—',
    '--',
    ' - ',
    '.',
    'ไม่มี',
    ' ไม่ทราบ ',
    'ไม่ระบุ',
    'N/A',
    'n/a',
    '#N/A',
    'NA',
    'null',
    '…',
    '\u200b',
  ])('%j says nothing', (text) => {
    expect(isBlankWord(text)).toBe(true);
  });

  it.each(['0', 'ไม่มีงานทำ', 'ไม่มีที่ดินทำกิน', 'นา', 'มี', 'ไม่', '1', 'ไม่ผ่าน', 'nan', '-1'])('%j says something', (text) => {
    expect(isBlankWord(text)).toBe(false);
  });
});

describe('isStorableText', () => {
  it.each(['', 'สมชาย', 'a\nb', '😀', '\ud83d\ude00', '\ufffe', '\uf8c1'])('takes %j', (text) => {
    expect(isStorableText(text)).toBe(true);
  });

  it.each(['สม\ufffdย', '\ufffd', '\ud800', 'ก\udc00', '\ude00\ud83d', 'a\u0000b'])('refuses %j', (text) => {
    expect(isStorableText(text)).toBe(false);
  });
});

describe('cutText', () => {
  it('leaves no half of a character', () => {
    expect(cutText('ก😀ข', 1)).toBe('ก');
    expect(cutText('ก😀ข', 2)).toBe('ก');
    expect(cutText('ก😀ข', 3)).toBe('ก😀');
    expect(cutText('กข', 9)).toBe('กข');
  });
});

describe('looksMojibake', () => {
  const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  const asCp874 = (text: string): string => new TextDecoder('windows-874').decode(Buffer.from(text, 'utf8'));

  it('knows Thai that was read with a wrong table', () => {
    expect(looksMojibake(latin1('สำนักงาน'))).toBe(true);
    expect(looksMojibake('ÊÓ¹Ñ¡§Ò¹')).toBe(true);
    expect(looksMojibake(asCp874('สำนักงาน'))).toBe(true);
    expect(looksMojibake('สำ\ufffdก')).toBe(true);
    expect(looksMojibake('\uf8c1')).toBe(true);
  });

  it.each(['สำนักงานจังหวัดเลย', 'เนินเขา เธอเน้น', 'Café Loei', 'München', 'Åland', '123', '', 'เนเธอร์แลนด์'])(
    'leaves %j in peace',
    (text) => {
      expect(looksMojibake(text)).toBe(false);
    },
  );
});
