/** Zips whose bytes depend on their content alone. */
import { crc32, inflateRawSync } from 'node:zlib';

import {
  directoryRecord,
  END_RECORD,
  endRecord,
  localRecord,
  STORED,
  UTF8,
  type ZipPart,
} from '#shared/spreadsheet/zip-records.ts';

const END_SIZE = 22;

type Entry = Pick<ZipPart, 'name' | 'crc'> & { data: Uint8Array };

/**
 * Files as one zip, in their order, stored without compression and without times: compressed bytes differ between builds of zlib (its
 * versions, and processors), and a package must not.
 */
export function zipOf(files: readonly { name: string; bytes: Uint8Array }[]): Uint8Array {
  return written(files.map(({ name, bytes }) => ({ name: Buffer.from(name), crc: crc32(bytes), data: bytes })));
}

/** A small zip without comments, as a workbook writer makes it: the same entries in the same order, stored as `zipOf` stores files. */
export function storedZip(zip: Uint8Array): Uint8Array {
  return written(entriesOf(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength)));
}

function written(entries: readonly Entry[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, crc, data } of entries) {
    const size = data.length;
    const part: ZipPart = { name, flags: UTF8, method: STORED, crc, compressed: size, inflated: size, offset };
    const local = localRecord(part);
    blocks.push(local, data);
    directory.push(directoryRecord(part));
    offset += local.length + size;
  }
  const bytes = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...blocks, ...directory, endRecord(entries.length, bytes, offset)]);
}

function entriesOf(zip: Buffer): Entry[] {
  const end = zip.length - END_SIZE;
  if (end < 0 || zip.readUInt32LE(end) !== END_RECORD) throw new Error('Not a zip as a workbook writer makes it');
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    entries.push({
      name: zip.subarray(at + 46, at + 46 + nameLength),
      crc: zip.readUInt32LE(at + 16),
      data: zip.readUInt16LE(at + 10) === STORED ? packed : inflateRawSync(packed),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}
