import { NotInPlace } from './not-in-place.ts';
import { FIRST_FILLS, MARK_COLOURS, markFill, type CellMark } from './cell-mark.ts';
import { ELEMENTS, walkXml, type XmlReader } from './xml-reader.ts';

/** Excel's own bound of cell formats. */
const MOST_FORMATS = 65_490;
/** A format is some hundred characters; each one that is marked is written again. */
const MOST_CHARS = 8192;
const TEXT_FORMAT = '49';
const OF_CELLS: ReadonlySet<string | undefined> = new Set([MARK_COLOURS.error, MARK_COLOURS.warning]);

export type FormatChange = {
  mark: CellMark;
  /** Of text that is added: shown as text, at the top, wrapped. */
  text?: boolean;
  /** Of text that would be taken for a formula if it were typed. */
  quoted?: boolean;
};

type StylesReader = XmlReader<(typeof ELEMENTS.cellFormats)[number]>;

/**
 * The cell formats of a workbook (its part of styles, as Latin-1, so that its bytes stay) and those that are added: clones of
 * formats that are there, with another fill or as text. Fonts, borders, number formats, alignment and protection stay. `xml` gives
 * the part again; all that was in it is in it. Throws NotInPlace for a part without cell formats, and beyond what Excel takes.
 */
export class CellFormats {
  readonly #xml: string;
  readonly #part: string;
  readonly #fills: List;
  readonly #formats: List;
  /** By number: the fill of each format, and whether a fill is one of our marks. */
  readonly #fillOf: number[] = [];
  readonly #marks = new Set<number>();
  readonly #clones = new Map<string, number>();
  readonly #markFills = new Map<CellMark, number>();

  constructor(xml: string, part: string) {
    this.#xml = xml;
    this.#part = part;
    const fills = new List();
    const formats = new List();
    let list: List | undefined;
    /** Where a list of fills belongs when there is none, and the prefix of the part. */
    let place = -1;
    let prefix = '';
    walkXml(xml, part, ELEMENTS.cellFormats, (tag) => {
      const { name, open, start } = tag;
      if (name === 'styleSheet' && open) prefix = tag.prefix;
      if (name === 'borders' || name === 'cellStyleXfs' || name === 'cellXfs') if (place === -1) place = start;
      if (name === 'fills' || name === 'cellXfs')
        if (open) {
          list = name === 'fills' ? fills : formats;
          list.open(tag);
        } else {
          list?.close(tag, name);
          list = undefined;
        }
      else if (name === (list === fills ? 'fill' : 'xf')) {
        if (open) list?.begin(start);
        else list?.end(xml.slice(list.itemFrom, tag.position));
        if (open && list === formats) this.#fillOf.push(Number(tag.attribute('fillId') ?? '0'));
      } else if (name === 'fgColor' && open && list === fills && OF_CELLS.has(tag.attribute('rgb')))
        this.#marks.add(fills.items.length);
    });
    if (formats.items.length === 0) throw new NotInPlace('no-cell-formats', `${part} has no cell formats.`);
    if (fills.from === -1) fills.insert(place, prefix, 'fills');
    this.#fills = fills;
    this.#formats = formats;
  }

  /** The format of a cell as that of `base` with a change. */
  of(base: number, { mark, text = false, quoted = false }: FormatChange): number {
    const from = base < this.#formats.items.length ? base : 0;
    // A heading keeps the colour of the headings beside it.
    const coloured = mark !== 'none' && !(mark === 'heading' && (this.#fillOf[from] ?? 0) >= FIRST_FILLS.length);
    return this.#clone(from, `${mark} ${text} ${quoted}`, {
      fill: coloured ? this.#fill(mark) : undefined,
      text,
      quoted,
    });
  }

  /** The format of a cell without the colour that an earlier marking gave it; itself when it has none. */
  unmarked(base: number): number {
    if (!this.#marks.has(this.#fillOf[base] ?? 0)) return base;
    return this.#clone(base, 'unmarked', { fill: 0, text: false, quoted: false });
  }

  /** The part with what was added. */
  xml(): string {
    let xml = '';
    let from = 0;
    for (const list of [this.#fills, this.#formats].toSorted((a, b) => a.from - b.from)) {
      xml += this.#xml.slice(from, list.from) + list.xml(this.#xml);
      from = list.to;
    }
    return xml + this.#xml.slice(from);
  }

  #clone(base: number, change: string, to: { fill: number | undefined; text: boolean; quoted: boolean }): number {
    const key = `${base} ${change}`;
    const known = this.#clones.get(key);
    if (known !== undefined) return known;
    if (this.#formats.items.length >= MOST_FORMATS)
      throw new NotInPlace('too-many-cell-formats', `There are ${MOST_FORMATS} cell formats already.`);
    const xml = changedFormat(this.#formats.items[base] ?? '', this.#part, to);
    const number = this.#formats.items.push(xml) - 1;
    this.#fillOf.push(to.fill ?? this.#fillOf[base] ?? 0);
    this.#clones.set(key, number);
    return number;
  }

  #fill(mark: Exclude<CellMark, 'none'>): number {
    const known = this.#markFills.get(mark);
    if (known !== undefined) return known;
    const { items, prefix: p } = this.#fills;
    for (const type of FIRST_FILLS.slice(items.length))
      items.push(`<${p}fill><${p}patternFill patternType="${type}"/></${p}fill>`);
    const number = items.push(markFill(mark, p)) - 1;
    this.#markFills.set(mark, number);
    return number;
  }
}

/** A list in the part, and what is added at its end. */
class List {
  readonly items: string[] = [];
  prefix = '';
  from = -1;
  to = -1;
  itemFrom = 0;
  #name = '';
  #there = 0;
  #tag = '';
  #behindTag = 0;
  #closing = 0;

  /** At its opening tag. */
  open(tag: StylesReader): void {
    if (this.from !== -1) throw tag.damaged('has a list twice');
    this.from = tag.start;
    this.prefix = tag.prefix;
    this.#tag = tag.changedTag({ count: undefined }, true);
    this.#behindTag = tag.position;
  }

  /** At its closing tag. */
  close(tag: StylesReader, name: string): void {
    this.#name = name;
    this.#there = this.items.length;
    this.to = tag.position;
    // One that closes itself has nothing inside.
    this.#closing = Math.max(this.#behindTag, tag.start);
  }

  /** Puts a list where there is none. */
  insert(at: number, prefix: string, name: string): void {
    this.from = this.to = this.#behindTag = this.#closing = at;
    this.prefix = prefix;
    this.#tag = `<${prefix}${name}>`;
    this.#name = name;
  }

  begin(start: number): void {
    this.itemFrom = start;
  }

  end(item: string): void {
    this.items.push(item);
  }

  xml(part: string): string {
    if (this.items.length === this.#there) return part.slice(this.from, this.to);
    const tag = `${this.#tag.slice(0, -1)} count="${this.items.length}">`;
    const there = part.slice(this.#behindTag, this.#closing);
    return `${tag}${there}${this.items.slice(this.#there).join('')}</${this.prefix}${this.#name}>`;
  }
}

function changedFormat(
  xml: string,
  part: string,
  { fill, text, quoted }: { fill: number | undefined; text: boolean; quoted: boolean },
): string {
  if (xml.length > MOST_CHARS)
    throw new NotInPlace('unusual-sheet', `${part} has a cell format of ${xml.length} characters.`);
  let changed = '';
  let from = 0;
  walkXml(xml, part, ELEMENTS.cellFormat, (tag) => {
    if (tag.name === 'xf')
      if (tag.open) {
        const filled = fill === undefined ? {} : { fillId: String(fill), applyFill: fill === 0 ? undefined : '1' };
        const asText = text
          ? {
              numFmtId: TEXT_FORMAT,
              applyNumberFormat: '1',
              applyAlignment: '1',
              quotePrefix: quoted ? '1' : undefined,
            }
          : {};
        changed = tag.changedTag({ ...filled, ...asText }, text);
        if (text) changed += `<${tag.prefix}alignment vertical="top" wrapText="1"/>`;
        if (text && tag.empty) changed += `</${tag.prefix}xf>`;
        from = tag.position;
      } else changed += xml.slice(from);
    else if (tag.name === 'alignment' && text) {
      if (tag.open) changed += xml.slice(from, tag.start);
      from = tag.position;
    }
  });
  return changed;
}
