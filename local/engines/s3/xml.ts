const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text made safe between two tags. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (found) => ESCAPES[found] ?? found);
}

type Child = string | undefined;

/** One element with text. `undefined` gives nothing, so that optional elements read well in a list. */
export function element(name: string, text: string | number | boolean | undefined): Child {
  return text === undefined ? undefined : `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** One element around other elements. */
export function parent(name: string, children: readonly Child[]): string {
  return `<${name}>${children.filter((child) => child !== undefined).join('')}</${name}>`;
}

/** A whole XML document in the namespace of S3. */
export function xmlDocument(root: string, children: readonly Child[]): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
    `${children.filter((child) => child !== undefined).join('')}</${root}>`
  );
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, named?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return (named === undefined ? undefined : NAMED[named]) ?? whole;
  });
}

/**
 * The inner text of every element with this name. Enough for the flat requests of S3 (keys, part numbers, rules);
 * elements of the same name are never nested there.
 */
export function innerXml(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

/** The decoded texts of every element with this name. */
export function textsOf(xml: string, name: string): string[] {
  return innerXml(xml, name).map(unescapeXml);
}

/** The decoded text of the first element with this name. */
export function textOf(xml: string, name: string): string | undefined {
  return textsOf(xml, name)[0];
}
