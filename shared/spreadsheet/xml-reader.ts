import { FileRefused } from './file-refusal.ts';
import { xmlText } from './xml-text.ts';

/**
 * The elements that readers of a workbook look at, by kind of part, without prefixes. A reader can ask for no other
 * (`XmlReader` knows only the names it is given), and the tests leave each of them open.
 */
export const ELEMENTS = {
  relations: ['Relationship'],
  workbook: ['workbookPr', 'sheet'],
  styles: ['numFmt', 'cellXfs', 'xf'],
  sharedStrings: ['si', 't', 'rPh'],
  sheetLayout: ['col', 'sheetData', 'mergeCell'],
  sheetRows: ['row', 'c', 'v', 'f', 'is', 't', 'rPh'],
  markedSheet: ['worksheet', 'dimension', 'sheetFormatPr', 'cols', 'col', 'sheetData', 'row', 'c', 'f'],
  cellFormats: ['styleSheet', 'fills', 'fill', 'fgColor', 'borders', 'cellStyleXfs', 'cellXfs', 'xf'],
  cellFormat: ['xf', 'alignment'],
  tables: ['table'],
  contentTypes: ['Default', 'Override'],
} as const;

export type Element = (typeof ELEMENTS)[keyof typeof ELEMENTS][number];

/** Markup that is no element: comments, CDATA and instructions. The inside of CDATA is text. */
export const MARKUP = [
  { open: '<!--', close: '-->', text: false },
  { open: '<![CDATA[', close: ']]>', text: true },
  { open: '<?', close: '?>', text: false },
] as const;

/** One tag. The longest that programs write hold the areas of a conditional format. */
const TAG_CHARS = 1024 * 1024;
const DEPTH = 10_000;
const DOCTYPE = /^<!(?:doctype|entity)/i;
/** Characters by which any markup is told apart. */
const TELLING = '<![CDATA['.length;

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const EXCLAMATION = 33;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SLASH = 47;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;

/**
 * Reads XML tag by tag in one forward pass, as its text comes: no character is looked at again because more text has
 * come, or because something is not closed. What it keeps is the tag that is not whole yet, the names of the open
 * elements, and text when it is asked for.
 *
 * `next` moves to the next tag and tells whether there is one in the text so far; `open`, `name`, `empty` and `attribute`
 * speak of it. An element that closes itself opens and closes. `name` is undefined for an element of no interest.
 *
 * Throws FileRefused: `file-xml-doctype`, and `file-damaged` for XML that is not well-formed, above all for a comment,
 * CDATA, instruction, tag, attribute or element that is not closed, or in another order than it was opened.
 */
export class XmlReader<Name extends string> {
  /** The tag opens its element; else it closes it. */
  open = false;
  name: Name | undefined;
  /** The element closes itself. */
  empty = false;

  readonly #part: string;
  readonly #names: ReadonlyMap<string, Name>;
  #buffer = '';
  #at = 0;
  /** Characters before the buffer. */
  #before = 0;
  #inside: (typeof MARKUP)[number] | undefined;
  /** Up to where the tag at `#at` was looked through for its end, and the quote that is open there. */
  #searched = 0;
  #quote = 0;
  readonly #openElements: string[] = [];
  readonly #openNames: (Name | undefined)[] = [];
  #closing = false;
  #begun = false;
  #tagFrom = 0;
  #tagTo = 0;
  /** Where the tag begins, counted as `position` is. */
  #tagStart = 0;
  /** Where the name of the opening tag begins, behind its prefix. */
  #nameFrom = 0;
  /** Where the attributes of the tag begin and end: name from, name to, value from, value to. */
  readonly #attributes: number[] = [];
  #attributesRead = false;
  #text: string | undefined;
  #skipTo: string | undefined;

  constructor(part: string, names: readonly Name[]) {
    this.#part = part;
    this.#names = new Map(names.map((name) => [name, name]));
  }

  /** Characters read so far. */
  get position(): number {
    return this.#before + this.#at;
  }

  /** Where the tag begins, counted as `position` is, which is behind it. */
  get start(): number {
    return this.#tagStart;
  }

  /** The prefix of the opening tag with its colon; '' when it has none. */
  get prefix(): string {
    return this.#buffer.slice(this.#tagStart - this.#before + 1, this.#nameFrom);
  }

  /**
   * The opening tag with attributes that have these values; one that is undefined is taken away, what is not named is as it was
   * written. `opened`: it does not close itself. Before more text is pushed; values hold nothing that XML escapes.
   */
  changedTag(changes: Readonly<Record<string, string | undefined>>, opened = false): string {
    if (!this.#attributesRead) this.#readAttributes();
    const buffer = this.#buffer;
    const places = this.#attributes;
    const left = new Set(Object.keys(changes));
    let from = this.#tagStart - this.#before;
    let tag = '';
    for (let at = 0; at < places.length; at += 4) {
      const [name = 0, nameTo = 0, value = 0, valueTo = 0] = places.slice(at, at + 4);
      const key = buffer.slice(name, nameTo);
      if (!Object.hasOwn(changes, key)) continue;
      left.delete(key);
      const put = changes[key];
      // Written values stand in quotes of one kind or the other.
      tag += put === undefined ? buffer.slice(from, name).trimEnd() : buffer.slice(from, value) + put;
      from = put === undefined ? valueTo + 1 : valueTo;
    }
    tag += buffer.slice(from, this.#tagTo).trimEnd();
    for (const name of left) if (changes[name] !== undefined) tag += ` ${name}="${changes[name]}"`;
    return `${tag}${this.empty && !opened ? '/>' : '>'}`;
  }

  push(text: string): void {
    this.#before += this.#at;
    this.#searched -= this.#at;
    this.#buffer = this.#at === this.#buffer.length ? text : this.#buffer.slice(this.#at) + text;
    this.#at = 0;
  }

  /** Says that no more text comes. */
  finish(): void {
    const open = this.#openElements.at(-1);
    if (open !== undefined) throw this.damaged(`ends inside <${open}>`);
    if (this.#at < this.#buffer.length || this.#inside !== undefined) throw this.damaged('ends inside a tag');
    if (!this.#begun) throw this.damaged('has no element');
  }

  damaged(what: string): FileRefused {
    return new FileRefused('file-damaged', `${this.#part} ${what}.`);
  }

  /** Throws FileRefused when the element that began at `from` has come to more than `limit` characters. */
  checkLength(element: Name, from: number, limit: number): void {
    if (this.position - from <= limit) return;
    throw new FileRefused('file-line-too-long', `${this.#part}: one <${element}> has more than ${limit} characters.`);
  }

  /** Keeps the text from here on, until it is taken. */
  keepText(): void {
    this.#text = '';
  }

  /** The text since `keepText`, its entities resolved; '' when none was kept. */
  takeText(): string {
    const text = this.#text ?? '';
    this.#text = undefined;
    return xmlText(text);
  }

  /** Passes over the inside of the element that was opened last: the next tag is the first that closes one of its name. */
  skipInside(): void {
    this.#skipTo = `</${this.#openElements.at(-1) ?? ''}`;
  }

  /**
   * Moves past what comes next when `pattern` matches it, and gives the match. A short way for what most of a part is made of:
   * the pattern is sticky, matches whole elements and is bounded, so that a failure costs no more than it is long.
   */
  match(pattern: RegExp): RegExpExecArray | null {
    if (this.#closing || this.#inside !== undefined || this.#skipTo !== undefined) return null;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#buffer);
    if (found === null) return null;
    this.#at = pattern.lastIndex;
    this.#quote = 0;
    return found;
  }

  next(): boolean {
    if (this.#closing) {
      this.#closing = false;
      this.open = false;
      return true;
    }
    for (;;) {
      if (this.#skipTo !== undefined && !this.#skip(this.#skipTo)) return false;
      if (this.#inside !== undefined && !this.#leave(this.#inside)) return false;
      const buffer = this.#buffer;
      if (buffer.charCodeAt(this.#at) !== LESS) {
        const found = buffer.indexOf('<', this.#at);
        const end = found === -1 ? buffer.length : found;
        if (this.#text !== undefined) this.#text += buffer.slice(this.#at, end);
        this.#at = end;
        if (found === -1) return false;
      }
      const second = buffer.charCodeAt(this.#at + 1);
      if (second === EXCLAMATION || second === QUESTION) {
        if (!this.#enter()) return false;
      } else {
        if (!this.#findEnd()) return false;
        if (second === SLASH) this.#closeElement();
        else this.#openElement();
        return true;
      }
    }
  }

  /** The value of an attribute of the opening tag, by its whole name, its entities resolved. */
  attribute(name: string): string | undefined {
    if (!this.#attributesRead) this.#readAttributes();
    const places = this.#attributes;
    for (let at = 0; at < places.length; at += 4) {
      const from = places[at] ?? 0;
      const to = places[at + 1] ?? 0;
      if (to - from === name.length && this.#buffer.startsWith(name, from)) return this.#value(at);
    }
    return undefined;
  }

  /** As `attribute`, of an attribute with any prefix. */
  prefixedAttribute(name: string): string | undefined {
    if (!this.#attributesRead) this.#readAttributes();
    const ending = `:${name}`;
    const places = this.#attributes;
    for (let at = 0; at < places.length; at += 4) {
      const from = places[at] ?? 0;
      const to = places[at + 1] ?? 0;
      if (to - from > ending.length && this.#buffer.startsWith(ending, to - ending.length)) return this.#value(at);
    }
    return undefined;
  }

  #value(at: number): string {
    return xmlText(this.#buffer.slice(this.#attributes[at + 2], this.#attributes[at + 3]));
  }

  /** Passes over text up to `close`; false when it has not come yet. */
  #skip(close: string): boolean {
    const found = this.#buffer.indexOf(close, this.#at);
    this.#at = found === -1 ? Math.max(this.#at, this.#buffer.length - close.length + 1) : found;
    if (found === -1) return false;
    this.#skipTo = undefined;
    return true;
  }

  /** Begins a comment, CDATA or an instruction; false when the text so far does not tell which. */
  #enter(): boolean {
    const buffer = this.#buffer;
    const markup = MARKUP.find(({ open }) => buffer.startsWith(open, this.#at));
    if (markup === undefined) {
      if (buffer.length - this.#at < TELLING) return false;
      if (DOCTYPE.test(buffer.slice(this.#at, this.#at + TELLING)))
        throw new FileRefused('file-xml-doctype', `${this.#part} has a DOCTYPE.`);
      throw this.damaged('has markup that XML does not know');
    }
    this.#at += markup.open.length;
    this.#inside = markup;
    return true;
  }

  /** Reads to the end of a comment, CDATA or an instruction; false when it has not come yet. */
  #leave({ close, text }: (typeof MARKUP)[number]): boolean {
    const found = this.#buffer.indexOf(close, this.#at);
    // The last characters may be the beginning of the end.
    const end = found === -1 ? Math.max(this.#at, this.#buffer.length - close.length + 1) : found;
    if (text && this.#text !== undefined) this.#text += this.#buffer.slice(this.#at, end).replaceAll('&', '&amp;');
    this.#at = found === -1 ? end : end + close.length;
    if (found === -1) return false;
    this.#inside = undefined;
    return true;
  }

  /** Finds the end of the tag at `#at`; false when it has not come yet. A `>` inside quotes is none. */
  #findEnd(): boolean {
    const buffer = this.#buffer;
    let quote = this.#quote;
    let at = Math.max(this.#searched, this.#at + 1);
    for (; at < buffer.length; at++) {
      const code = buffer.charCodeAt(at);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === GREATER) break;
      else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
      else if (code === LESS) throw this.damaged('has a tag that is not closed');
    }
    if (at - this.#at > TAG_CHARS) throw this.damaged(`has a tag of more than ${TAG_CHARS} characters`);
    this.#searched = at;
    this.#quote = quote;
    if (at === buffer.length) return false;
    this.#tagFrom = this.#at;
    this.#tagStart = this.#before + this.#at;
    this.#tagTo = at;
    this.#at = at + 1;
    this.#quote = 0;
    return true;
  }

  #openElement(): void {
    const buffer = this.#buffer;
    this.empty = buffer.charCodeAt(this.#tagTo - 1) === SLASH;
    if (this.empty) this.#tagTo--;
    const from = this.#tagFrom + 1;
    let end = from;
    let colon = -1;
    for (; end < this.#tagTo; end++) {
      const code = buffer.charCodeAt(end);
      if (isSpace(code)) break;
      if (code === 58) colon = end;
    }
    if (end === from) throw this.damaged('has a tag without a name');
    this.#tagFrom = end;
    this.#attributesRead = false;
    this.#nameFrom = colon === -1 ? from : colon + 1;
    this.name = this.#names.get(buffer.slice(this.#nameFrom, end));
    this.open = true;
    this.#begun = true;
    if (this.empty) {
      this.#closing = true;
      return;
    }
    if (this.#openElements.length === DEPTH) throw this.damaged(`nests more than ${DEPTH} elements`);
    this.#openElements.push(buffer.slice(from, end));
    this.#openNames.push(this.name);
  }

  #closeElement(): void {
    const buffer = this.#buffer;
    const element = this.#openElements.pop();
    let at = this.#tagFrom + 2;
    if (element === undefined || !buffer.startsWith(element, at)) throw this.damaged('closes what is not open');
    at += element.length;
    while (at < this.#tagTo && isSpace(buffer.charCodeAt(at))) at++;
    if (at !== this.#tagTo) throw this.damaged('closes what is not open');
    this.name = this.#openNames.pop();
    this.open = false;
    this.empty = false;
  }

  #readAttributes(): void {
    const buffer = this.#buffer;
    const to = this.#tagTo;
    const places = this.#attributes;
    places.length = 0;
    this.#attributesRead = true;
    for (let at = this.#tagFrom; ;) {
      const gap = at;
      while (at < to && isSpace(buffer.charCodeAt(at))) at++;
      if (at === to) return;
      const name = at;
      while (at < to && !isSpace(buffer.charCodeAt(at)) && buffer.charCodeAt(at) !== EQUALS) at++;
      const nameTo = at;
      while (at < to && isSpace(buffer.charCodeAt(at))) at++;
      const equals = buffer.charCodeAt(at) === EQUALS;
      at++;
      while (at < to && isSpace(buffer.charCodeAt(at))) at++;
      const quote = buffer.charCodeAt(at);
      const value = at + 1;
      if (gap === name || !equals || at >= to || (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE))
        throw this.damaged('has an attribute without a value');
      // The quote is closed before the end of the tag: `#findEnd` went by it.
      for (at = value; at < to && buffer.charCodeAt(at) !== quote;) at++;
      places.push(name, nameTo, value, at);
      at++;
    }
  }
}

function isSpace(code: number): boolean {
  return code === SPACE || code === NEWLINE || code === RETURN || code === TAB;
}

/** Walks a part that is in memory whole. Throws as XmlReader does. */
export function walkXml<Name extends string>(
  text: string,
  part: string,
  names: readonly Name[],
  onTag: (xml: XmlReader<Name>) => void,
): void {
  const xml = new XmlReader(part, names);
  xml.push(text);
  while (xml.next()) onTag(xml);
  xml.finish();
}
