import { FileRefused } from './file-refusal.ts';
import { refuseDoctype } from './zip-archive.ts';

/**
 * Cuts a stream of XML into the inside of each element of one name (`row`,
 * `si`), which do not nest in a workbook. Only one element is in memory at a
 * time. `open` is the text of its start tag.
 *
 * Throws FileRefused: an element longer than `maxChars`, a DOCTYPE, or XML that
 * ends inside an element.
 */
export async function* elements(
  blocks: AsyncIterable<Buffer>,
  name: string,
  maxChars: number,
  part: string,
): AsyncGenerator<{ open: string; inner: string }[]> {
  const decoder = new TextDecoder('utf-8');
  const starts = new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])`, 'g');
  let buffer = '';
  let prologue = true;
  // Where the search for the end of an unfinished element goes on.
  let searched = 0;
  for await (const block of blocks) {
    buffer += decoder.decode(block, { stream: true });
    if (prologue) {
      refuseDoctype(buffer, part);
      prologue = buffer.length < 4096;
    }
    const found: { open: string; inner: string }[] = [];
    let at = 0;
    let keepFrom = -1;
    for (;;) {
      starts.lastIndex = at;
      const start = starts.exec(buffer);
      if (start === null) break;
      const tagEnd = buffer.indexOf('>', starts.lastIndex);
      if (tagEnd === -1) {
        keepFrom = start.index;
        break;
      }
      const open = buffer.slice(starts.lastIndex, tagEnd);
      if (open.endsWith('/')) {
        found.push({ open: open.slice(0, -1), inner: '' });
        at = tagEnd + 1;
        continue;
      }
      const close = `</${start[0].slice(1)}>`;
      const end = buffer.indexOf(close, Math.max(tagEnd, start.index === 0 ? searched : 0));
      if (end === -1) {
        keepFrom = start.index;
        break;
      }
      if (end - tagEnd > maxChars) throw tooLong(part, name, maxChars);
      found.push({ open, inner: plainXml(buffer.slice(tagEnd + 1, end)) });
      at = end + close.length;
      searched = 0;
    }
    buffer = keepFrom === -1 ? buffer.slice(Math.max(at, buffer.length - 64)) : buffer.slice(keepFrom);
    searched = keepFrom === -1 ? 0 : Math.max(0, buffer.length - 64);
    if (buffer.length > maxChars) throw tooLong(part, name, maxChars);
    if (found.length > 0) yield found;
  }
  starts.lastIndex = 0;
  if (starts.test(buffer)) throw new FileRefused('file-damaged', `${part} ends inside <${name}>.`);
}

function tooLong(part: string, name: string, maxChars: number): FileRefused {
  return new FileRefused('file-line-too-long', `${part}: one <${name}> has more than ${maxChars} characters.`);
}

/** Without comments, and with CDATA as ordinary text. */
function plainXml(xml: string): string {
  if (!xml.includes('<!')) return xml;
  return xml
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    );
}
