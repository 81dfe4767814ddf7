import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { FileRefused } from './file-refusal.ts';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-874';

type Decoder = InstanceType<typeof TextDecoder>;

const BLOCK = 1024 * 1024;

/**
 * Finds the encoding of a text file by reading all of it once: BOM, then
 * UTF-16LE without BOM, then strict UTF-8, then Windows-874 (the superset of
 * TIS-620). domain.md §7.3.
 *
 * Throws FileRefused: binary content, only blanks, or bytes of no known encoding.
 */
export async function detectEncoding(file: FileHandle, size: number): Promise<TextEncodingName> {
  const head = await readAt(file, 0, Math.min(size, 8192));
  let encoding: TextEncodingName | undefined;
  if (head.length >= 2 && head[0] === 0xff && head[1] === 0xfe) encoding = 'utf-16le';
  else if (head.length >= 2 && head[0] === 0xfe && head[1] === 0xff) encoding = 'utf-16be';
  else if (looksUtf16le(head)) encoding = 'utf-16le';
  if (encoding === undefined) encoding = (await isStrictUtf8(file, size)) ? 'utf-8' : 'windows-874';
  await checkText(file, size, encoding);
  return encoding;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(block, 0, length, position);
  return block.subarray(0, bytesRead);
}

/** Blocks of the whole file. Each is new memory: a reader may keep a part of it. */
export async function* fileBlocks(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < size;) {
    const block = Buffer.allocUnsafe(Math.min(BLOCK, size - position));
    const { bytesRead } = await file.read(block, 0, block.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield block.subarray(0, bytesRead);
  }
}

/** Excel's "Unicode text" without its BOM: every second byte is 00 (Latin) or 0E (Thai). */
function looksUtf16le(head: Buffer): boolean {
  const units = head.length >> 1;
  if (units < 2) return false;
  let high = 0;
  let low = 0;
  for (let unit = 0; unit < units; unit++) {
    const second = head[unit * 2 + 1];
    if (second === 0x00 || second === 0x0e) high++;
    const first = head[unit * 2];
    if (first === 0x00) low++;
  }
  return high >= units * 0.9 && low < units * 0.1;
}

async function isStrictUtf8(file: FileHandle, size: number): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const block of fileBlocks(file, size)) {
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    const whole = bytes.length - unfinishedTail(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    rest = Buffer.from(bytes.subarray(whole));
  }
  return rest.length === 0;
}

/** How many bytes at the end begin a UTF-8 character that the next block finishes. */
function unfinishedTail(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

async function checkText(file: FileHandle, size: number, encoding: TextEncodingName): Promise<void> {
  let blank = true;
  let line = 1;
  let thai = 0;
  let foreign = 0;
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const text of decodeBlocks(file, size, decoder, () => line)) {
    if (text.includes('\0'))
      throw new FileRefused('file-not-table', 'The file holds NUL characters: binary, not text.');
    // UTF-8 was checked byte by byte already, and may hold any letters.
    if (encoding !== 'utf-8') {
      // Older engines map the undefined bytes DB–DE and FC–FF to U+F8C1… instead of failing.
      const bad = /[\u0080-\u009F\uF8C1-\uF8C8\uFFFD]/.exec(text);
      if (bad !== null) throw undecodable(encoding, line + countLines(text.slice(0, bad.index)));
      if (encoding === 'windows-874') {
        thai += text.match(/[\u0E01-\u0E5B]/g)?.length ?? 0;
        foreign += text.match(/[^\0-\u007F\u00A0\u0E01-\u0E5B€‘’“”•–—…]/g)?.length ?? 0;
      }
      line += countLines(text);
    }
    blank &&= text.trim() === '';
  }
  if (blank) throw new FileRefused('file-empty', 'The file holds only blanks.');
  if (encoding === 'windows-874' && thai <= foreign)
    throw new FileRefused('file-encoding', 'The bytes are neither UTF-8 nor Thai Windows-874.');
}

/** CR, LF and CRLF each end a line. A CRLF that falls between two blocks counts twice: the number says only about where. */
function countLines(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}

function undecodable(encoding: string, line: number): FileRefused {
  return new FileRefused('file-encoding', `A byte near line ${line} is not ${encoding}.`, `ใกล้บรรทัดที่ ${line}`);
}

async function* decodeBlocks(
  file: FileHandle,
  size: number,
  decoder: Decoder,
  line: () => number,
): AsyncGenerator<string> {
  for await (const block of fileBlocks(file, size)) yield decode(decoder, line, block);
  const last = decode(decoder, line);
  if (last !== '') yield last;
}

function decode(decoder: Decoder, line: () => number, block?: Buffer): string {
  try {
    return block === undefined ? decoder.decode() : decoder.decode(block, { stream: true });
  } catch {
    throw undecodable(decoder.encoding, line());
  }
}

/** The text of a file whose encoding is known, block by block, without its BOM. */
export async function* decodedText(file: FileHandle, size: number, encoding: TextEncodingName): AsyncGenerator<string> {
  yield* decodeBlocks(file, size, new TextDecoder(encoding, { fatal: true }), () => 1);
}
