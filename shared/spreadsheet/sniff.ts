import { FileRefused } from './file-refusal.ts';

const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('504b0304', 'hex');
const EMPTY_ZIP = Buffer.from('504b0506', 'hex');

/** Files people send by mistake, by their first bytes. */
const OTHER_KINDS: readonly (readonly [name: string, magic: Buffer])[] = [
  ['PDF', Buffer.from('%PDF')],
  ['PNG', Buffer.from('89504e47', 'hex')],
  ['JPEG', Buffer.from('ffd8ff', 'hex')],
  ['GIF', Buffer.from('GIF8')],
  ['gzip', Buffer.from('1f8b', 'hex')],
  ['RAR', Buffer.from('Rar!')],
  ['7z', Buffer.from('377abcaf271c', 'hex')],
  ['RTF', Buffer.from('{\\rtf')],
];

/**
 * Decides by content, never by name, how to read a file.
 * `head` is its first 4 KB or more. Throws FileRefused for what is no table.
 */
export function sniffKind(head: Buffer): 'xlsx' | 'text' | 'ole2' {
  if (head.length === 0) throw new FileRefused('file-empty', 'The file has 0 bytes.');
  if (startsWith(head, ZIP) || startsWith(head, EMPTY_ZIP)) return 'xlsx';
  if (startsWith(head, OLE2)) return 'ole2';
  for (const [name, magic] of OTHER_KINDS) if (startsWith(head, magic)) throw notTable(name);
  if (isDbf(head)) throw notTable('DBF');
  const start = readableStart(head);
  if (/^TABLE\r?\n0,\d+\r?\n"[^"]*"\r?\n(?:VECTORS|TUPLES|DATA)\b/i.test(start)) throw notTable('DIF');
  // A header may begin with `ID;P`, too: the records behind it are of one letter.
  if (/^ID;[A-Z][^\r\n]*\r?\n(?:[PFBCOE]|NN|NU|NE);/.test(start)) throw notTable('SYLK (.slk)');
  if (/^<(!doctype html|html|head|body|table|meta|style)\b/i.test(start))
    throw new FileRefused('file-html', 'The file is HTML.');
  if (/^(<\?xml|<!doctype|<!--)/i.test(start)) {
    if (/<!doctype\s+html|<html[\s>]/i.test(start)) throw new FileRefused('file-html', 'The file is HTML.');
    if (/<!doctype/i.test(start)) throw new FileRefused('file-xml-doctype', 'The file is XML with a DOCTYPE.');
    throw new FileRefused('file-xml', 'The file is XML, not a workbook.');
  }
  return 'text';
}

function notTable(name: string): FileRefused {
  return new FileRefused('file-not-table', `The file is ${name}.`, `ไฟล์เป็นชนิด ${name}`);
}

const DBF_VERSIONS: ReadonlySet<number> = new Set([
  0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7b, 0x83, 0x8b, 0x8c, 0x8e, 0xcb, 0xe5, 0xf5, 0xfb,
]);

/** A dBASE or FoxPro table: version, day of the last change, and a header of whole field descriptions. */
function isDbf(head: Buffer): boolean {
  if (head.length < 33 || !DBF_VERSIONS.has(head.readUInt8(0))) return false;
  const [month, day] = [head.readUInt8(2), head.readUInt8(3)];
  const headerBytes = head.readUInt16LE(8);
  const fieldBytes = headerBytes - 32;
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    fieldBytes >= 33 &&
    [0, 1, 8].includes(fieldBytes % 32) &&
    head.readUInt16LE(10) > 1
  );
}

/** Names of the streams of an encrypted workbook inside an OLE2 container. They may stand anywhere in the file. */
const ENCRYPTED = [Buffer.from('EncryptedPackage', 'utf16le'), Buffer.from('EncryptionInfo', 'utf16le')];

/** An OLE2 container is an old .xls, or holds an encrypted OOXML package. Neither is read. */
export async function refuseOle2(blocks: AsyncIterable<Buffer>): Promise<FileRefused> {
  let carried = Buffer.alloc(0);
  for await (const block of blocks) {
    const bytes = Buffer.concat([carried, block]);
    if (ENCRYPTED.some((name) => bytes.includes(name)))
      return new FileRefused('file-password', 'The workbook is encrypted (OOXML inside OLE2).');
    carried = bytes.subarray(-64);
  }
  return new FileRefused('file-old-xls', 'The file is an OLE2 container, as old .xls files are.');
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.length >= magic.length && head.subarray(0, magic.length).equals(magic);
}

/** The beginning as text whatever the encoding: enough to see a tag. */
function readableStart(head: Buffer): string {
  return head
    .subarray(0, 4096)
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)/, '')
    .trimStart();
}
