const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of an XML element: entities, and what Excel writes as `_x000D_`. */
export function xmlText(raw: string): string {
  const text = raw.includes('&') ? raw.replaceAll(/&(#x[0-9a-f]+|#[0-9]+|[a-z]+);/gi, entity) : raw;
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** The value of an attribute in the text of a tag, or undefined. */
export function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const raw = found?.[1] ?? found?.[2];
  return raw === undefined ? undefined : xmlText(raw);
}

/** All tags of one local name, whatever their prefix, with their attribute text. */
export function* tags(xml: string, localName: string): Generator<string> {
  for (const found of xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${localName}(?=[\\s/>])([^>]*)>`, 'g')))
    yield found[1] ?? '';
}

/** A string as XML text. Control characters XML cannot hold are dropped; tab, newline and return stay. */
export function escapeXml(text: string): string {
  let out = text;
  // oxlint-disable-next-line no-control-regex -- these are the characters XML 1.0 forbids
  if (/[\0-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|_x[0-9a-f]{4}_/i.test(out)) {
    // oxlint-disable-next-line no-control-regex -- as above
    out = out
      .replaceAll(/[\0-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll(/_(x[0-9a-f]{4}_)/gi, '_x005F_$1');
  }
  if (/[\uD800-\uDFFF]/.test(out)) out = out.toWellFormed();
  if (!/[&<>"\r]/.test(out)) return out;
  return out
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_');
}
