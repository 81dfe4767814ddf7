import type { FileHandle } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { ZipEntry } from './zip-archive.ts';
import {
  DEFLATED,
  directoryRecord,
  endRecord,
  HAS_DESCRIPTOR,
  localRecord,
  UTF8,
  type ZipPart,
} from './zip-records.ts';

/**
 * Writes a ZIP part by part as its text comes. Sizes follow each part in a data
 * descriptor, so nothing is held in memory. Parts under 4 GB.
 */
export class ZipFileWriter {
  readonly #file: FileHandle;
  readonly #written: ZipPart[] = [];
  #offset = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Adds a part: text, or bytes as they are. */
  async add(name: string, content: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): Promise<void> {
    const part: ZipPart = {
      name: Buffer.from(name),
      flags: HAS_DESCRIPTOR | UTF8,
      method: DEFLATED,
      crc: 0,
      compressed: 0,
      inflated: 0,
      offset: this.#offset,
    };
    // What is not known yet of the part is 0 here, and follows it.
    await this.#put(localRecord(part));
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
    const part: ZipPart = {
      name: Buffer.from(entry.name),
      flags: UTF8,
      method: entry.method,
      crc: entry.crc,
      compressed: entry.compressedBytes,
      inflated: entry.inflatedBytes,
      offset: this.#offset,
    };
    await this.#put(localRecord(part));
    for await (const block of blocks) await this.#put(block);
    this.#written.push(part);
  }

  /** Writes the directory. The file stays open: it is the caller's. */
  async finish(): Promise<void> {
    const start = this.#offset;
    for (const part of this.#written) await this.#put(directoryRecord(part));
    await this.#put(endRecord(this.#written.length, this.#offset - start, start));
  }

  async #deflate(part: ZipPart, content: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): Promise<void> {
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
