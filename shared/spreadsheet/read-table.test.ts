import { truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import { FileRefused, refusalInThai } from './file-refusal.ts';
import { LIMITS } from './limits.ts';
import { openTable } from './read-table.ts';
import type { TableRow } from './table.ts';
import { cells, refusal } from './test/read-all.ts';

describe('text in any encoding', () => {
  const text = 'ชื่อ,ตำบล\r\nสมหญิง,น้ำสวย\r\n';
  const expected = [
    ['ชื่อ', 'ตำบล'],
    ['สมหญิง', 'น้ำสวย'],
  ];
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`)],
    ['Windows-874', windows874(text)],
    ['UTF-16LE with BOM', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16LE without BOM', Buffer.from(text, 'utf16le')],
    ['UTF-16BE with BOM', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['line breaks of old Macs', Buffer.from(text.replaceAll('\r\n', '\r'))],
  ])('%s', async (_, bytes) => expect(await cells(bytes)).toEqual(expected));

  it('reads what Windows-874 has and TIS-620 does not', async () => {
    expect(await cells(windows874('ก\u00A0ข,“ค”–…\n'))).toEqual([['ก\u00A0ข', '“ค”–…']]);
  });

  it('finds no false end of a character where two blocks meet', async () => {
    const long = `${'ก'.repeat(300_000)}\n${'น้ำ'.repeat(100_000)}`;
    expect((await cells(`x${long}`)).map(([cell]) => cell?.length)).toEqual([300_001, 300_000]);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'bytes Windows-874 does not define',
      Buffer.concat([windows874('ชื่อ\nสมห'), Buffer.from([0xdb, 0xfc]), windows874('ญิง\n')]),
      'file-encoding',
    ],
    ['a control byte of it', Buffer.concat([windows874('ชื่อ,สมหญิง\n'), Buffer.from([0x81])]), 'file-encoding'],
    ['UTF-16 cut in the middle', Buffer.from('\uFEFFก,ข\n', 'utf16le').subarray(0, 7), 'file-encoding'],
    ['NUL inside text', Buffer.from('a,b\n1,\0\n'), 'file-not-table'],
    ['binary', Buffer.from(Array.from({ length: 4000 }, (_unused, at) => (at * 97) % 256)), 'file-encoding'],
  ])('refuses %s', async (_, bytes, code) => expect(await refusal(bytes)).toBe(code));

  it('says near which line the bytes cannot be read', async () => {
    using folder = temporaryFolder();
    const bytes = Buffer.concat([windows874('ชื่อ\nสมชาย\nสมหญิง'), Buffer.from([0x90, 0x0a])]);
    await expect(openTable(folder.file(bytes))).rejects.toMatchObject({
      code: 'file-encoding',
      more: expect.stringContaining('บรรทัดที่ 3'),
    });
  });
});

describe('delimiters', () => {
  it.each([',', ';', '\t'])('finds %j', async (delimiter) => {
    expect(await cells(`"ก, ข; ค"${delimiter}2\n3${delimiter}4\n`)).toEqual([
      ['ก, ข; ค', '2'],
      ['3', '4'],
    ]);
  });
  it('is not led astray by titles with commas', async () => {
    expect((await cells('แบบสำรวจ, ตำบลนาอาน, อำเภอเมือง, จังหวัดเลย\nชื่อ;สกุล;วันที่\na;b;c\nd;e;f\n'))[1]).toEqual([
      'ชื่อ',
      'สกุล',
      'วันที่',
    ]);
  });
});

describe('delimiters that are not read', () => {
  const header = ['ชื่อ', 'สกุล', 'วันที่', 'บ้านเลขที่'];
  const named = (rows: readonly TableRow[]): number =>
    Math.max(...rows.map(({ cells: row }) => row.filter((cell) => header.includes(cell)).length));
  const opened = async (text: string): Promise<string> => {
    using folder = temporaryFolder();
    try {
      await (await openTable(folder.file(text), LIMITS, named)).close();
      return 'read';
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return `${error.code} ${refusalInThai(error).split(': ').at(-1)}`;
    }
  };

  it.each(['|', '#', '^', '~', '¦', '，'])('names %s', async (delimiter) => {
    const text = ['แบบสำรวจ, ตำบลนาอาน', header.join(delimiter), ['a', 'b', 'c', 'd'].join(delimiter)].join('\n');
    expect(await opened(text)).toBe(`file-delimiter ไฟล์นี้คั่นด้วย ${delimiter}`);
    expect(await opened(`sep=${delimiter}\n${text}`)).toBe(`file-delimiter ไฟล์นี้คั่นด้วย ${delimiter}`);
  });

  it('names what nobody sees by its number', async () => {
    expect(await opened(header.join('\u001f'))).toBe('file-delimiter ไฟล์นี้คั่นด้วย U+001F');
  });

  it('leaves a file that has them in its cells, and one that has no header', async () => {
    expect(await opened(`${header.join(',')}\na|b#c,2,3,4\n`)).toBe('read');
    expect(await opened('a|b|c\n1|2|3\n')).toBe('read');
  });
});

describe('what is no table', () => {
  const ole2 = (stream: string): Buffer =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(100_000),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(100),
    ]);
  const dbf = (version: number): Buffer => {
    const head = Buffer.alloc(97);
    head.set([version, 126, 5, 7]);
    head.writeUInt32LE(1, 4);
    head.writeUInt16LE(65, 8);
    head.writeUInt16LE(11, 10);
    head.write('NAME', 32, 'latin1');
    return head;
  };
  it.each<[string, string | Uint8Array, string]>([
    ['0 bytes', '', 'file-empty'],
    ['only blanks', '\uFEFF \r\n\t\r\n', 'file-empty'],
    ['an old .xls', ole2('Workbook'), 'file-old-xls'],
    ['a workbook with a password', ole2('EncryptedPackage'), 'file-password'],
    ['HTML called .xls', '\uFEFF\r\n<html xmlns:o="x"><table><tr><td>1</td></tr></table></html>', 'file-html'],
    ['HTML after an XML line', '<?xml version="1.0"?><!DOCTYPE html><html></html>', 'file-html'],
    ['XML', '<?xml version="1.0"?><Workbook/>', 'file-xml'],
    ['XML with a DOCTYPE', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>', 'file-xml-doctype'],
    ['PDF', '%PDF-1.7\n1 0 obj', 'file-not-table'],
    ['DIF', 'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\n', 'file-not-table'],
    ['SYLK', 'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"a"\r\nE\r\n', 'file-not-table'],
    ['a header that begins as SYLK does', 'ID;Province;District\r\n1;42;4201\r\n', 'read'],
    ['DBF', dbf(0x03), 'file-not-table'],
    ['DBF of FoxPro', dbf(0x30), 'file-not-table'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'file-not-table'],
    ['a ZIP of something else', rawZip([{ name: 'a.txt', content: 'x' }]), 'file-not-table'],
    ['Word', rawZip([{ name: 'word/document.xml', content: '<x/>' }]), 'file-not-table'],
    [
      'OpenDocument',
      rawZip([
        { name: 'mimetype', content: 'x' },
        { name: 'content.xml', content: '<x/>' },
      ]),
      'file-not-table',
    ],
    ['a binary workbook', rawZip([{ name: 'xl/workbook.bin', content: 'x' }]), 'file-not-table'],
  ])('%s', async (_, content, code) => expect(await refusal(content)).toBe(code));

  it('refuses a file over the limit by its size alone', async () => {
    using folder = temporaryFolder();
    const path = folder.file('a,b\n');
    truncateSync(path, LIMITS.fileBytes + 1);
    await expect(openTable(path)).rejects.toMatchObject({ code: 'file-too-large' });
  });
});
