import type { FileHandle } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { ZipEntry } from './zip-archive.ts';

type Written = {
  name: Buffer;
  flags: number;
  method: number;
  crc: number;
  compressed: number;
  inflated: number;
  offset: number;
};

const UTF8 = 0x0800;
const HAS_DESCRIPTOR_AND_UTF8 = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, the first day a ZIP can name: the same content gives the same bytes. */
const FIRST_DAY = 0x0021;

/**
 * Writes a ZIP part by part as its text comes. Sizes follow each part in a data
 * descriptor, so nothing is held in memory. Parts under 4 GB.
 */
export class ZipFileWriter {
  readonly #file: FileHandle;
  readonly #written: Written[] = [];
  #offset = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Adds a part: text, or bytes as they are. */
  async add(name: string, content: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): Promise<void> {
    const part: Written = {
      name: Buffer.from(name),
      flags: HAS_DESCRIPTOR_AND_UTF8,
      method: DEFLATED,
      crc: 0,
      compressed: 0,
      inflated: 0,
      offset: this.#offset,
    };
    await this.#begin(part);
    await this.#deflate(part, content);
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(part.crc, 4);
    descriptor.writeUInt32LE(part.compressed, 8);
    descriptor.writeUInt32LE(part.inflated, 12);
    await this.#put(descriptor);
    this.#written.push(part);
  }

  /** Adds a part of another archive as it is compressed there: `blocks` are its `compressedBytes`. */
  async copy(entry: ZipEntry, blocks: AsyncIterable<Buffer>): Promise<void> {
    const part: Written = {
      name: Buffer.from(entry.name),
      flags: UTF8,
      method: entry.method,
      crc: entry.crc,
      compressed: entry.compressedBytes,
      inflated: entry.inflatedBytes,
      offset: this.#offset,
    };
    await this.#begin(part);
    for await (const block of blocks) await this.#put(block);
    this.#written.push(part);
  }

  /** What is not known yet of a part is 0 here, and follows it. */
  async #begin(part: Written): Promise<void> {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(part.flags, 6);
    header.writeUInt16LE(part.method, 8);
    header.writeUInt16LE(FIRST_DAY, 12);
    header.writeUInt32LE(part.crc, 14);
    header.writeUInt32LE(part.compressed, 18);
    header.writeUInt32LE(part.inflated, 22);
    header.writeUInt16LE(part.name.length, 26);
    await this.#put(header);
    await this.#put(part.name);
  }

  /** Writes the directory. The file stays open: it is the caller's. */
  async finish(): Promise<void> {
    const start = this.#offset;
    for (const part of this.#written) {
      const record = Buffer.alloc(46);
      record.writeUInt32LE(0x02014b50, 0);
      record.writeUInt16LE(20, 4);
      record.writeUInt16LE(20, 6);
      record.writeUInt16LE(part.flags, 8);
      record.writeUInt16LE(part.method, 10);
      record.writeUInt16LE(FIRST_DAY, 14);
      record.writeUInt32LE(part.crc, 16);
      record.writeUInt32LE(part.compressed, 20);
      record.writeUInt32LE(part.inflated, 24);
      record.writeUInt16LE(part.name.length, 28);
      record.writeUInt32LE(part.offset, 42);
      await this.#put(record);
      await this.#put(part.name);
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#written.length, 8);
    end.writeUInt16LE(this.#written.length, 10);
    end.writeUInt32LE(this.#offset - start, 12);
    end.writeUInt32LE(start, 16);
    await this.#put(end);
  }

  async #deflate(part: Written, content: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): Promise<void> {
    const deflate = createDeflateRaw({ level: 6, chunkSize: 64 * 1024 });
    const feeding = (async () => {
      try {
        for await (const piece of content) {
          const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
          part.crc = crc32(bytes, part.crc);
          part.inflated += bytes.length;
          if (!deflate.write(bytes)) await drained(deflate);
        }
        deflate.end();
      } catch (error) {
        // The failure of the source ends the stream below with that failure.
        deflate.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    })();
    for await (const block of deflate) {
      if (!Buffer.isBuffer(block)) continue;
      part.compressed += block.length;
      await this.#put(block);
    }
    await feeding;
  }

  async #put(bytes: Buffer): Promise<void> {
    await this.#file.writeFile(bytes);
    this.#offset += bytes.length;
  }
}

async function drained(stream: ReturnType<typeof createDeflateRaw>): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });
}
