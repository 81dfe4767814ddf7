import { unguarded } from './equals-guard.ts';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import { ELEMENTS, XmlReader, type Element } from './xml-reader.ts';
import type { ZipArchive } from './zip-archive.ts';

/** The text of a shared or inline string, put together while the tags in it go by: its runs, without phonetic hints. */
export class RichText {
  #text = '';
  #phonetic = false;

  /** Begins a string. */
  begin(): void {
    this.#text = '';
    this.#phonetic = false;
  }

  /** Takes each tag inside of the string in turn. */
  tag(xml: XmlReader<Element>): void {
    if (xml.name === 'rPh') this.#phonetic = xml.open;
    if (xml.name !== 't' || this.#phonetic) return;
    if (xml.open) xml.keepText();
    else this.#text += xml.takeText();
  }

  get text(): string {
    return this.#text;
  }
}

/**
 * The table of texts that cells point into. It is read once for all sheets and
 * stays in memory. Throws FileRefused beyond the limit of text.
 */
export async function readSharedStrings(zip: ZipArchive, part: string | undefined, limits: Limits): Promise<string[]> {
  const entry = part === undefined ? undefined : zip.entries.get(part);
  const texts: string[] = [];
  if (entry === undefined) return texts;
  const xml = new XmlReader(entry.name, ELEMENTS.sharedStrings);
  const rich = new RichText();
  let from: number | undefined;
  let chars = 0;
  const checkLength = (): void => {
    if (from !== undefined) xml.checkLength('si', from, limits.rowXmlChars);
  };
  for await (const block of zip.readBlocks(entry)) {
    xml.push(block);
    while (xml.next())
      if (xml.name !== 'si') {
        if (from !== undefined) rich.tag(xml);
      } else if (xml.open) {
        if (from !== undefined) throw xml.damaged('has a string inside another');
        from = xml.position;
        rich.begin();
      } else {
        checkLength();
        from = undefined;
        chars += rich.text.length + 16;
        texts.push(unguarded(rich.text));
        if (chars > limits.sharedTextChars)
          throw new FileRefused(
            'file-too-large',
            `The shared strings hold more than ${limits.sharedTextChars} characters.`,
          );
      }
    checkLength();
  }
  xml.finish();
  return texts;
}
