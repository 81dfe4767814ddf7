import type { FileHandle } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

type Written = { name: Buffer; crc: number; compressed: number; inflated: number; offset: number };

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

  async add(name: string, text: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const part: Written = { name: Buffer.from(name), crc: 0, compressed: 0, inflated: 0, offset: this.#offset };
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(HAS_DESCRIPTOR_AND_UTF8, 6);
    header.writeUInt16LE(DEFLATED, 8);
    header.writeUInt16LE(FIRST_DAY, 12);
    header.writeUInt16LE(part.name.length, 26);
    await this.#put(header);
    await this.#put(part.name);
    await this.#deflate(part, text);
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(part.crc, 4);
    descriptor.writeUInt32LE(part.compressed, 8);
    descriptor.writeUInt32LE(part.inflated, 12);
    await this.#put(descriptor);
    this.#written.push(part);
  }

  /** Writes the directory. The file stays open: it is the caller's. */
  async finish(): Promise<void> {
    const start = this.#offset;
    for (const part of this.#written) {
      const record = Buffer.alloc(46);
      record.writeUInt32LE(0x02014b50, 0);
      record.writeUInt16LE(20, 4);
      record.writeUInt16LE(20, 6);
      record.writeUInt16LE(HAS_DESCRIPTOR_AND_UTF8, 8);
      record.writeUInt16LE(DEFLATED, 10);
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

  async #deflate(part: Written, text: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const deflate = createDeflateRaw({ level: 6, chunkSize: 64 * 1024 });
    const feeding = (async () => {
      try {
        for await (const piece of text) {
          const bytes = Buffer.from(piece);
          part.crc = crc32(bytes, part.crc);
          part.inflated += bytes.length;
          if (!deflate.write(bytes)) await drained(deflate);
        }
        deflate.end();
      } catch (error) {
        // The failure of the text's source ends the stream below with that failure.
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
