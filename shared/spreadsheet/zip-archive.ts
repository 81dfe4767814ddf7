import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import { DEFLATED, DIRECTORY_RECORD, END_RECORD, LOCAL_RECORD, STORED } from './zip-records.ts';

export type ZipEntry = {
  name: string;
  method: number;
  compressedBytes: number;
  /** As the directory says; what comes out is counted too. */
  inflatedBytes: number;
  /** Checksum of what it inflates to, as the directory says. */
  crc: number;
  offset: number;
};

const SENTINEL_32 = 0xffffffff;
/** Larger blocks become letters outside the memory of young objects, where they stay until much has gathered. */
const READ_BLOCK = 64 * 1024;

/**
 * The parts of a ZIP, read from its central directory, so that sizes are
 * judged before anything is inflated. ZIP64, encrypted and split archives are
 * refused: no workbook within our limits needs them.
 */
export class ZipArchive {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly #file: FileHandle;
  readonly #limits: Limits;

  private constructor(file: FileHandle, limits: Limits, entries: ReadonlyMap<string, ZipEntry>) {
    this.#file = file;
    this.#limits = limits;
    this.entries = entries;
  }

  /** Throws FileRefused: damaged, or more than 1 GB when inflated (as declared). */
  static async open(file: FileHandle, size: number, limits: Limits): Promise<ZipArchive> {
    const entries = await readDirectory(file, size, limits);
    let declared = 0;
    for (const entry of entries.values()) declared += entry.inflatedBytes;
    if (declared > limits.inflatedBytes)
      throw new FileRefused('file-too-large', `The parts declare ${declared} bytes inflated.`);
    return new ZipArchive(file, limits, entries);
  }

  /**
   * A part, inflated block by block. Never gives more than the directory
   * declared: a part that inflates to more is a bomb or damaged.
   */
  async *read(entry: ZipEntry): AsyncGenerator<Buffer> {
    const start = await this.#dataStart(entry);
    if (entry.method === STORED) {
      yield* rawBlocks(this.#file, start, entry.compressedBytes);
      return;
    }
    const inflate = createInflateRaw({ chunkSize: READ_BLOCK });
    // A failure to read destroys the stream with it, and so reaches the loop below.
    pipeline(rawBlocks(this.#file, start, entry.compressedBytes), inflate, () => {});
    let total = 0;
    try {
      for await (const block of inflate) {
        if (!Buffer.isBuffer(block)) continue;
        total += block.length;
        if (total > entry.inflatedBytes)
          throw new FileRefused(
            'file-damaged',
            `${entry.name} inflates to more than the ${entry.inflatedBytes} bytes declared.`,
          );
        yield block;
      }
    } catch (error) {
      if (error instanceof FileRefused) throw error;
      throw new FileRefused('file-damaged', `${entry.name} cannot be inflated.`);
    } finally {
      inflate.destroy();
    }
    if (total !== entry.inflatedBytes)
      throw new FileRefused(
        'file-damaged',
        `${entry.name} inflates to ${total} bytes, not the ${entry.inflatedBytes} declared.`,
      );
  }

  /** A part as it is compressed, block by block. */
  async *readCompressed(entry: ZipEntry): AsyncGenerator<Buffer> {
    yield* rawBlocks(this.#file, await this.#dataStart(entry), entry.compressedBytes);
  }

  /** A small part as text; undefined when there is none of that name. */
  async readText(name: string): Promise<string | undefined> {
    const bytes = await this.readSmall(name);
    return bytes === undefined ? undefined : new TextDecoder('utf-8').decode(bytes);
  }

  /** A small part as it is; undefined when there is none of that name. */
  async readSmall(name: string): Promise<Buffer | undefined> {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.inflatedBytes > this.#limits.smallPartBytes)
      throw new FileRefused('file-too-large', `${name} has ${entry.inflatedBytes} bytes.`);
    const blocks: Buffer[] = [];
    for await (const block of this.read(entry)) blocks.push(block);
    return Buffer.concat(blocks);
  }

  /** The text of a part, block by block. */
  async *readBlocks(entry: ZipEntry): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8');
    for await (const block of this.read(entry)) yield decoder.decode(block, { stream: true });
    yield decoder.decode();
  }

  async #dataStart(entry: ZipEntry): Promise<number> {
    const header = Buffer.alloc(30);
    const { bytesRead } = await this.#file.read(header, 0, 30, entry.offset);
    if (bytesRead < 30 || header.readUInt32LE(0) !== LOCAL_RECORD)
      throw new FileRefused('file-damaged', `${entry.name} has no local header where the directory says.`);
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  }
}

async function* rawBlocks(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length;) {
    const block = Buffer.allocUnsafe(Math.min(READ_BLOCK, length - done));
    const { bytesRead } = await file.read(block, 0, block.length, start + done);
    if (bytesRead === 0) throw new FileRefused('file-damaged', 'The archive ends inside a part.');
    done += bytesRead;
    yield block.subarray(0, bytesRead);
  }
}

async function readDirectory(file: FileHandle, size: number, limits: Limits): Promise<Map<string, ZipEntry>> {
  const tailLength = Math.min(size, 22 + 65_535);
  const tail = Buffer.alloc(tailLength);
  await file.read(tail, 0, tailLength, size - tailLength);
  let end = -1;
  for (let at = tailLength - 22; at >= 0; at--)
    if (tail.readUInt32LE(at) === END_RECORD && at + 22 + tail.readUInt16LE(at + 20) <= tailLength) {
      end = at;
      break;
    }
  if (end === -1) throw new FileRefused('file-damaged', 'The archive has no directory: it is cut off or damaged.');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (tail.readUInt16LE(end + 4) !== 0 || count === 0xffff || length === SENTINEL_32 || offset === SENTINEL_32)
    throw new FileRefused('file-damaged', 'The archive is split or ZIP64.');
  if (count > limits.zipEntries) throw new FileRefused('file-too-large', `The archive has ${count} parts.`);
  if (offset + length > size || length > limits.smallPartBytes)
    throw new FileRefused('file-damaged', 'The directory is outside the file.');
  const directory = Buffer.alloc(length);
  await file.read(directory, 0, length, offset);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let number = 0; number < count; number++) {
    if (at + 46 > length || directory.readUInt32LE(at) !== DIRECTORY_RECORD)
      throw new FileRefused('file-damaged', `Directory entry ${number + 1} is damaged.`);
    const nameLength = directory.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (next > length) throw new FileRefused('file-damaged', `Directory entry ${number + 1} is cut off.`);
    const entry: ZipEntry = {
      name: directory
        .toString('utf8', at + 46, at + 46 + nameLength)
        .replaceAll('\\', '/')
        .replace(/^\//, ''),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedBytes: directory.readUInt32LE(at + 20),
      inflatedBytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    if ((directory.readUInt16LE(at + 8) & 1) !== 0)
      throw new FileRefused('file-password', `${entry.name} is encrypted.`);
    if (entry.compressedBytes === SENTINEL_32 || entry.offset === SENTINEL_32)
      throw new FileRefused('file-damaged', `${entry.name} needs ZIP64.`);
    if (entry.method !== STORED && entry.method !== DEFLATED)
      throw new FileRefused('file-damaged', `${entry.name} is compressed by method ${entry.method}.`);
    if (entry.method === STORED && entry.compressedBytes !== entry.inflatedBytes)
      throw new FileRefused('file-damaged', `${entry.name} is stored with two different sizes.`);
    if (entries.has(entry.name)) throw new FileRefused('file-damaged', `${entry.name} is in the archive twice.`);
    entries.set(entry.name, entry);
    at = next;
  }
  return entries;
}
