const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text made safe between two tags. */
const escapeXml = (text: string): string => text.replace(/[&<>"\r]/g, (found) => ESCAPES[found] ?? found);

type Child = string | undefined;

/** One element with text. `undefined` gives nothing, so that optional elements read well in a list. */
export const element = (name: string, text: string | number | boolean | undefined): Child =>
  text === undefined ? undefined : `<${name}>${escapeXml(String(text))}</${name}>`;

/** One element around other elements. */
export const parent = (name: string, children: readonly Child[]): string =>
  `<${name}>${children.filter((child) => child !== undefined).join('')}</${name}>`;

/** A whole XML document in the namespace of S3. */
export const xmlDocument = (root: string, children: readonly Child[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
  `${children.filter((child) => child !== undefined).join('')}</${root}>`;

const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, named?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return (named === undefined ? undefined : NAMED[named]) ?? whole;
  });

/**
 * The inner text of every element with this name. Enough for the flat requests of S3 (keys, part numbers, rules);
 * elements of the same name are never nested there.
 */
export const innerXml = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1] ?? '');

/** The decoded texts of every element with this name. */
export const textsOf = (xml: string, name: string): string[] => innerXml(xml, name).map(unescapeXml);

/** The decoded text of the first element with this name. */
export const textOf = (xml: string, name: string): string | undefined => textsOf(xml, name)[0];
