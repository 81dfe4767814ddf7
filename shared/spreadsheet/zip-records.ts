/** The records of a ZIP, which surround the bytes of its parts. What is written has no times: the same content gives the same bytes. */

export const LOCAL_RECORD = 0x04034b50;
export const DIRECTORY_RECORD = 0x02014b50;
export const END_RECORD = 0x06054b50;
/** How the bytes of a part are kept. */
export const STORED = 0;
export const DEFLATED = 8;
/** Flags of a part: its name is UTF-8; its checksum and sizes follow its bytes. */
export const UTF8 = 0x0800;
export const HAS_DESCRIPTOR = 0x0008;

/** 1 January 1980, the first day a ZIP can name. */
const FIRST_DAY = 0x0021;
/** Of the format, in tenths: 2.0 reads all that we write. */
const VERSION = 20;

export type ZipPart = {
  name: Buffer;
  flags: number;
  method: number;
  crc: number;
  compressed: number;
  inflated: number;
  /** Where its local record begins. */
  offset: number;
};

/** What comes before the bytes of a part. */
export function localRecord(part: ZipPart): Buffer {
  const record = Buffer.alloc(30);
  record.writeUInt32LE(LOCAL_RECORD, 0);
  putCommon(record, 4, part);
  return Buffer.concat([record, part.name]);
}

/** The entry of a part in the directory, which comes after the last part. */
export function directoryRecord(part: ZipPart): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(DIRECTORY_RECORD, 0);
  record.writeUInt16LE(VERSION, 4);
  putCommon(record, 6, part);
  record.writeUInt32LE(part.offset, 42);
  return Buffer.concat([record, part.name]);
}

/** What comes after the directory, which has `bytes` and begins at `offset`. */
export function endRecord(parts: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(END_RECORD, 0);
  record.writeUInt16LE(parts, 8);
  record.writeUInt16LE(parts, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

/** The fields that the two records of a part share, from the version needed on. */
function putCommon(record: Buffer, at: number, { name, flags, method, crc, compressed, inflated }: ZipPart): void {
  record.writeUInt16LE(VERSION, at);
  record.writeUInt16LE(flags, at + 2);
  record.writeUInt16LE(method, at + 4);
  record.writeUInt16LE(FIRST_DAY, at + 8);
  record.writeUInt32LE(crc, at + 10);
  record.writeUInt32LE(compressed, at + 14);
  record.writeUInt32LE(inflated, at + 18);
  record.writeUInt16LE(name.length, at + 22);
}
