/** The letters outside ASCII and Thai that Windows-874 has, and their bytes. */
const OTHERS: ReadonlyMap<string, number> = new Map([
  ['€', 0x80],
  ['…', 0x85],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['•', 0x95],
  ['–', 0x96],
  ['—', 0x97],
  ['\u00a0', 0xa0],
]);

/** Text as the bytes of Windows-874, as older Thai programs save it. Throws a RangeError on a letter it does not have. */
export function windows874(text: string): Buffer {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const thai = (code >= 0x0e01 && code <= 0x0e3a) || (code >= 0x0e3f && code <= 0x0e5b);
    const byte = code < 0x80 ? code : thai ? code - 0x0d60 : OTHERS.get(letter);
    if (byte === undefined) throw new RangeError(`Windows-874 has no letter U+${code.toString(16)}`);
    bytes.push(byte);
  }
  return Buffer.from(bytes);
}
