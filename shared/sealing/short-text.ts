/**
 * The spelling of text inside an envelope: UTF-8 in which a Thai letter takes one byte instead of three, and so does each of the
 * three ways in which JSON joins texts.
 *
 * UTF-8 begins no letter with the bytes 0x80–0xC1 and 0xF5–0xFF. Here they stand for: U+0E01–0E3A in order from 0x80, U+0E3F–0E46
 * (฿, then เ to ๆ) from 0xBA, U+0E47–0E4E (็ to ๎) from 0xF5, `","` 0xFD, `":"` 0xFE, `":{"` 0xFF. Everything else is spelt as
 * UTF-8 does, so no text is longer than in UTF-8. Half of a surrogate pair is spelt in three bytes like any other unit, so every
 * string reads back as it was. Stored bytes depend on the table: it never changes.
 */
const SINGLES: readonly (readonly [firstUnit: number, lastUnit: number, firstByte: number])[] = [
  [0x0e01, 0x0e3a, 0x80],
  [0x0e3f, 0x0e46, 0xba],
  [0x0e47, 0x0e4e, 0xf5],
];
const THAI_BLOCK = 0x0e00;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BRACE = 0x7b;
const JOINED_BY_COMMA = 0xfd;
const JOINED_BY_COLON = 0xfe;
const JOINED_BY_BRACE = 0xff;

/** Byte of a letter by its place in the Thai block; 0: it has none of its own. */
const BYTE_OF_THAI = new Uint8Array(128);
/** Letter of a byte; 0: the byte is no Thai letter. */
const THAI_OF_BYTE = new Uint16Array(256);
for (const [first, last, byte] of SINGLES)
  for (let unit = first; unit <= last; unit += 1) {
    BYTE_OF_THAI[unit - THAI_BLOCK] = byte + unit - first;
    THAI_OF_BYTE[byte + unit - first] = unit;
  }

/** Bytes of a text; any string of JavaScript has one spelling. */
export function shortBytes(text: string): Uint8Array {
  const bytes = Buffer.allocUnsafe(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      const joint = unit === QUOTE ? jointAt(text, at) : 0;
      if (joint) at += joint === JOINED_BY_BRACE ? 3 : 2;
      bytes[length++] = joint || unit;
      continue;
    }
    const thai = unit - THAI_BLOCK;
    const single = thai >= 0 && thai < 128 ? BYTE_OF_THAI[thai] : 0;
    if (single) {
      bytes[length++] = single;
      continue;
    }
    const point = text.codePointAt(at) ?? unit;
    if (point < 0x800) bytes[length++] = 0xc0 | (point >> 6);
    else if (point < 0x10000) {
      bytes[length++] = 0xe0 | (point >> 12);
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
    } else {
      at += 1;
      bytes[length++] = 0xf0 | (point >> 18);
      bytes[length++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f);
    }
    bytes[length++] = 0x80 | (point & 0x3f);
  }
  return bytes.subarray(0, length);
}

/** Byte of the joint that begins with the quotation mark at `at`; 0: none does. */
function jointAt(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  const third = text.charCodeAt(at + 2);
  if (third === QUOTE) {
    if (next === COMMA) return JOINED_BY_COMMA;
    if (next === COLON) return JOINED_BY_COLON;
  }
  return next === COLON && third === BRACE && text.charCodeAt(at + 3) === QUOTE ? JOINED_BY_BRACE : 0;
}

type Room = { room: Buffer; units: Uint16Array };

/** No byte spells more than four units. */
function roomFor(bytes: number): Room {
  const room = Buffer.alloc(bytes * 4 * Uint16Array.BYTES_PER_ELEMENT);
  return { room, units: new Uint16Array(room.buffer, room.byteOffset, bytes * 4) };
}

/** Made once for texts of the usual length: to make room costs more than to read one. */
const ROOM_BYTES = 4096;
const ROOM = roomFor(ROOM_BYTES);

/** The text that `shortBytes` spelt. Throws when its last letter is cut off. */
export function textOfShortBytes(bytes: Uint8Array): string {
  const { room, units } = bytes.length <= ROOM_BYTES ? ROOM : roomFor(bytes.length);
  let length = 0;
  let at = 0;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      units[length++] = byte;
      continue;
    }
    const thai = THAI_OF_BYTE[byte];
    if (thai) {
      units[length++] = thai;
      continue;
    }
    if (byte >= JOINED_BY_COMMA) {
      units[length++] = QUOTE;
      units[length++] = byte === JOINED_BY_COMMA ? COMMA : COLON;
      if (byte === JOINED_BY_BRACE) units[length++] = BRACE;
      units[length++] = QUOTE;
      continue;
    }
    const next = (): number => (bytes[(at += 1)] ?? 0) & 0x3f;
    if (byte < 0xe0) units[length++] = ((byte & 0x1f) << 6) | next();
    else if (byte < 0xf0) units[length++] = ((byte & 0x0f) << 12) | (next() << 6) | next();
    else {
      const point = (((byte & 0x07) << 18) | (next() << 12) | (next() << 6) | next()) - 0x10000;
      units[length++] = 0xd800 | (point >> 10);
      units[length++] = 0xdc00 | (point & 0x3ff);
    }
  }
  if (at > bytes.length) throw new Error('A letter is cut off');
  return room.toString('utf16le', 0, length * Uint16Array.BYTES_PER_ELEMENT);
}
