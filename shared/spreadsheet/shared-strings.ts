import { elements } from './element-stream.ts';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import { xmlText } from './xml-text.ts';
import type { ZipArchive } from './zip-archive.ts';

const TEXT = /<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:[\w.-]+:)?t>/g;
const PHONETIC = /<(?:[\w.-]+:)?rPh[\s>][\s\S]*?<\/(?:[\w.-]+:)?rPh>/g;

/** Text of a shared or inline string: its runs joined, without phonetic hints. */
export function richText(inner: string): string {
  if (inner.startsWith('<t>') && inner.endsWith('</t>') && inner.indexOf('<', 3) === inner.length - 4) {
    return xmlText(inner.slice(3, -4));
  }
  const spoken = inner.includes('rPh') ? inner.replaceAll(PHONETIC, '') : inner;
  let text = '';
  for (const found of spoken.matchAll(TEXT)) text += xmlText(found[1] ?? '');
  return text;
}

/**
 * The table of texts that cells point into. It is read once for all sheets and
 * stays in memory. Throws FileRefused beyond the limit of text.
 */
export async function readSharedStrings(zip: ZipArchive, part: string | undefined, limits: Limits): Promise<string[]> {
  const entry = part === undefined ? undefined : zip.entries.get(part);
  const texts: string[] = [];
  if (entry === undefined) return texts;
  let chars = 0;
  for await (const batch of elements(zip.read(entry), 'si', limits.rowXmlChars, entry.name)) {
    for (const { inner } of batch) {
      const text = richText(inner);
      chars += text.length + 16;
      texts.push(text);
    }
    if (chars > limits.sharedTextChars) {
      throw new FileRefused(
        'file-too-large',
        `The shared strings hold more than ${limits.sharedTextChars} characters.`,
      );
    }
  }
  return texts;
}
