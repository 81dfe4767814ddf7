/** Zips whose bytes depend on their content alone. */
import { crc32, inflateRawSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const STORED = 0;
/** 1 January 1980, the first day of zip's calendar. */
const FIRST_DAY = 33;

type Entry = { name: Buffer; checksum: number; data: Uint8Array };

/**
 * Files as one zip, in their order, stored without compression and without times: compressed bytes differ between builds of zlib (its
 * versions, and processors), and a package must not.
 */
export function zipOf(files: readonly { name: string; bytes: Uint8Array }[]): Uint8Array {
  return written(files.map(({ name, bytes }) => ({ name: Buffer.from(name), checksum: crc32(bytes), data: bytes })));
}

/** A small zip without comments, as a workbook writer makes it: the same entries in the same order, stored as `zipOf` stores files. */
export function storedZip(zip: Uint8Array): Uint8Array {
  return written(entriesOf(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength)));
}

function written(entries: readonly Entry[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = localHeader(entry);
    locals.push(local, entry.data);
    centrals.push(centralHeader(entry, offset));
    offset += local.length + entry.data.length;
  }
  const central = Buffer.concat(centrals);
  return Buffer.concat([...locals, central, endRecord(entries.length, central.length, offset)]);
}

function entriesOf(zip: Buffer): Entry[] {
  const end = zip.length - END_SIZE;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error('Not a zip as a workbook writer makes it');
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    entries.push({
      name: zip.subarray(at + 46, at + 46 + nameLength),
      checksum: zip.readUInt32LE(at + 16),
      data: zip.readUInt16LE(at + 10) === STORED ? packed : inflateRawSync(packed),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** The part that both headers share, from the version needed on. */
function common(into: Buffer, at: number, { name, checksum, data }: Entry): void {
  into.writeUInt16LE(20, at);
  // Names are UTF-8.
  into.writeUInt16LE(0x0800, at + 2);
  into.writeUInt16LE(STORED, at + 4);
  into.writeUInt16LE(0, at + 6);
  into.writeUInt16LE(FIRST_DAY, at + 8);
  into.writeUInt32LE(checksum, at + 10);
  into.writeUInt32LE(data.length, at + 14);
  into.writeUInt32LE(data.length, at + 18);
  into.writeUInt16LE(name.length, at + 22);
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  common(header, 4, entry);
  return Buffer.concat([header, entry.name]);
}

function centralHeader(entry: Entry, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(20, 4);
  common(header, 6, entry);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, entry.name]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(END_SIZE);
  record.writeUInt32LE(END, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
