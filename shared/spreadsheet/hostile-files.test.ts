import { describe, expect, it } from 'vitest';
import { countWork, type CountedWork } from '#test/fixtures/files/counted-work.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { FIRST_SHEET, namesIn, READ_KINDS, repeated, unclosedParts } from '#test/fixtures/files/unclosed-parts.ts';
import { FileRefused } from './file-refusal.ts';
import { openTable } from './read-table.ts';

const LENGTH = 30_000;

/** Opens a file and reads all its rows: 'read', or the code of its refusal. */
async function outcome(path: string): Promise<string> {
  try {
    const table = await openTable(path);
    try {
      for (const sheet of table.sheets) for await (const _ of sheet.batches());
    } finally {
      await table.close();
    }
  } catch (error) {
    if (error instanceof FileRefused) return error.code;
    throw error;
  }
  return 'read';
}

async function workOf(content: string | Buffer): Promise<CountedWork & { code: string }> {
  using folder = temporaryFolder();
  const path = folder.file(content);
  let code = '';
  const work = await countWork(async () => {
    code = await outcome(path);
  });
  return { ...work, code };
}

/** What is wrong with the work on a file of n and one of 2n characters: more than 2.5 times as much, or what cannot be counted. */
async function faults(
  name: string,
  make: (length: number) => string | Buffer,
  codes: readonly string[],
): Promise<string[]> {
  const [once, twice] = [await workOf(make(LENGTH)), await workOf(make(2 * LENGTH))];
  const found = [...once.unbounded, ...twice.unbounded].map((source) => `${name}: unbounded ${source}`);
  const ratio = twice.characters / once.characters;
  if (ratio > 2.5) found.push(`${name}: ${ratio.toFixed(2)} times the work`);
  for (const { code } of [once, twice]) if (!codes.includes(code)) found.push(`${name}: ${code}`);
  return found;
}

/** A workbook with one part replaced. */
function bookWith(part: string, content: string): Buffer {
  const rest = rawWorkbook([{ name: 'ก', xml: inlineRows([['x']]) }]).filter(({ name }) => name !== part);
  return rawZip([...rest, { name: part, content }]);
}

describe.each(READ_KINDS)('a workbook with what is not closed in its %s', (kind) => {
  it.each(namesIn(kind))('%s, however often, is damaged and read once', async (name) => {
    const found: string[] = [];
    for (const { part, before, token } of unclosedParts(kind, name)) {
      const make = (length: number): Buffer => bookWith(part, before + repeated(token, length));
      found.push(...(await faults(before + token, make, ['file-damaged'])));
    }
    expect(found).toEqual([]);
  });
});

describe('a workbook with very much of what is closed', () => {
  const cell = (inside: string): string => `<worksheet><sheetData><row r="1">${inside}</row></sheetData></worksheet>`;
  it.each<[string, string, (many: (token: string) => string) => string]>([
    ['comments among cells', FIRST_SHEET, (many) => cell(many('<!-- x -->'))],
    [
      'comments among rows',
      FIRST_SHEET,
      (many) => `<worksheet><sheetData>${many('<!-- x -->')}</sheetData></worksheet>`,
    ],
    ['unknown elements', FIRST_SHEET, (many) => cell(many('<x></x>'))],
    ['the same cell', FIRST_SHEET, (many) => cell(many('<c r="A1"><v>1</v></c>'))],
    ['the same cell as other programs write it', FIRST_SHEET, (many) => cell(many("<x:c r='A1'><x:v>1</x:v></x:c>"))],
    ['values of one cell', FIRST_SHEET, (many) => cell(`<c r="A1">${many('<v>1</v>')}</c>`)],
    [
      'blank runs of text',
      FIRST_SHEET,
      (many) => cell(`<c r="A1" t="inlineStr"><is>${many('<r><t></t></r>')}</is></c>`),
    ],
    [
      'phonetic hints',
      FIRST_SHEET,
      (many) => cell(`<c r="A1" t="inlineStr"><is>${many('<rPh ><t>x</t></rPh>')}</is></c>`),
    ],
    ['ampersands', FIRST_SHEET, (many) => cell(`<c r="A1" t="str"><v>${many('&amp')}</v></c>`)],
    ['CDATA', FIRST_SHEET, (many) => cell(`<c r="A1" t="str"><v>${many('<![CDATA[&]]>')}</v></c>`)],
    [
      'merged cells',
      FIRST_SHEET,
      (many) => `<worksheet><mergeCells>${many('<mergeCell ref="A1:B2"/>')}</mergeCells></worksheet>`,
    ],
    ['column widths', FIRST_SHEET, (many) => `<worksheet><cols>${many('<col min="1" max="2"/>')}</cols></worksheet>`],
    ['attributes of a row', FIRST_SHEET, (many) => cell('').replace('r="1"', `r="1" ${many("a='1' ")}`)],
    [
      'phonetic hints of shared strings',
      'xl/sharedStrings.xml',
      (many) => `<sst><si>${many('<rPh ><t>x</t></rPh>')}</si></sst>`,
    ],
    ['shared strings', 'xl/sharedStrings.xml', (many) => `<sst>${many('<si><t>x</t></si>')}</sst>`],
    [
      'number formats',
      'xl/styles.xml',
      (many) => `<styleSheet>${many('<numFmt numFmtId="1" formatCode="[[[["/>')}</styleSheet>`,
    ],
  ])('%s: twice as many are twice the work', async (name, part, make) => {
    const made = (length: number): Buffer =>
      bookWith(
        part,
        make((token) => repeated(token, length)),
      );
    expect(await faults(name, made, ['read'])).toEqual([]);
  });

  it('sheets and relations: twice as many are twice the work', async () => {
    const made = (length: number): Buffer => {
      const count = Math.ceil(length / 200);
      return rawZip(rawWorkbook(Array.from({ length: count }, (_, at) => ({ name: `ก${at}`, xml: '<sheetData/>' }))));
    };
    expect(await faults('sheets', made, ['read'])).toEqual([]);
  });
});

describe('a CSV', () => {
  it.each<[string, (length: number) => string, string]>([
    ['a quoted cell and very many delimiters', (n) => `"a"${','.repeat(n)}`, 'file-too-many-columns'],
    ['very many delimiters', (n) => ','.repeat(n), 'file-too-many-columns'],
    ['quoted cells and no delimiter', (n) => '"a"\n'.repeat(n / 4), 'read'],
    ['quoted cells and no delimiter, one line', (n) => `"a"${'b'.repeat(n)}`, 'read'],
    ['quoted cells of many lines', (n) => '"a\nb","c"\r'.repeat(n / 10), 'read'],
    ['a quote that is not closed', (n) => `a,b\n"${'a,b\n'.repeat(n / 4)}`, 'file-quote-open'],
    ['quotes that are doubled and not closed', (n) => `a,b\n"${'""\n'.repeat(n / 3)}`, 'file-quote-open'],
    ['lines of one letter', (n) => 'a\n'.repeat(n / 2), 'read'],
    ['lines that end in CR', (n) => 'a,b\r'.repeat(n / 4), 'read'],
    ['one long line', (n) => `a,${'b'.repeat(n)}`, 'read'],
  ])('of %s: twice as much is twice the work', async (name, make, code) => {
    expect(await faults(name, make, [code])).toEqual([]);
  });
});
