const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** No name or number of an entity is longer; without an end to it, each `&` would look at all that follows. */
const ENTITY = /&(#x[0-9a-f]{1,8}|#[0-9]{1,8}|[a-z]{1,8});/gi;

/** Text of an XML element: entities, and what Excel writes as `_x000D_`. */
export function xmlText(raw: string): string {
  const text = raw.includes('&') ? raw.replaceAll(ENTITY, entity) : raw;
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

// Characters XML 1.0 cannot hold, and text that would be taken for Excel's own escape.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\0-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const ESCAPE_LIKE = /_(x[0-9a-f]{4}_)/gi;

/** A string as XML text. Control characters XML cannot hold are dropped; tab, newline and return stay. */
export function escapeXml(text: string): string {
  let out = text.includes('_x') ? text.replaceAll(ESCAPE_LIKE, '_x005F_$1') : text;
  if (out.search(FORBIDDEN) !== -1) out = out.replaceAll(FORBIDDEN, '');
  if (/[\uD800-\uDFFF]/.test(out)) out = out.toWellFormed();
  if (!/[&<>"\r]/.test(out)) return out;
  return out
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_');
}
