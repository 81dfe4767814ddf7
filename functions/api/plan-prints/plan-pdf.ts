/** The form of a plan as a PDF file: A4, tagged, its head repeated on each page, pages numbered. */
import type { PlanForm } from './plan-form.ts';
import type { Typesetter } from './typesetter.ts';

export async function planPdf(form: PlanForm, typeset: Typesetter): Promise<Uint8Array> {
  return await typeset(TEMPLATE, {
    ...form,
    said: breakable(form.said, WIDE),
    about: form.about.map(({ term, words }) => ({ term, words: breakable(words, WIDE) })),
    rows: form.rows.map(({ cells, isEmpty }) => ({
      cells: cells.map((words, at) => breakable(words, NARROW.has(at) ? 9 : WIDE)),
      isEmpty,
    })),
  });
}

/** Letters that fit into a line of the columns for texts. */
const WIDE = 14;
/** Columns of periods and states. */
const NARROW: ReadonlySet<number> = new Set([4, 5]);

const WORD_JOINER = '\u2060';
const ZERO_WIDTH_SPACE = '\u200B';

/**
 * Words with what the line breaking of Typst lacks: abbreviations ("พ.ศ.") stay whole, and what has neither vowels nor spaces, such as an
 * address of the web, may break before it runs out of its cell.
 */
export function breakable(words: string, letters: number): string {
  const unbroken = new RegExp(`[^\\s\\u0E30-\\u0E4E${WORD_JOINER}]{${letters}}`, 'gu');
  return words
    .replaceAll(/(?<=[ก-ฮ])(?=\.)|(?<=[ก-ฮ]\.)(?=[ก-ฮ])/gu, WORD_JOINER)
    .replaceAll(unbroken, `$&${ZERO_WIDTH_SPACE}`);
}

/** Texts of people reach it as strings, which Typst shows and does not read as its language. */
const TEMPLATE = String.raw`
#let form = json(bytes(sys.inputs.form))
#let thai(number) = str(number).clusters().map(digit => str.from-unicode(0x0e50 + int(digit))).join()
#let words(text) = text.split("\n").join(linebreak())
#set document(title: form.title, date: none)
#set text(font: "Sarabun", size: 12pt, lang: "th", fallback: false, top-edge: "ascender", bottom-edge: "descender")
#set par(leading: 0.1em, spacing: 0.1em)
#set page(
  paper: "a4",
  margin: (x: 14mm, top: 15mm, bottom: 18mm),
  footer: align(right, text(size: 10pt, context [#thai(counter(page).get().first())/#thai(counter(page).final().first())])),
)
#show heading: set align(center)
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 2): set block(above: 4mm, below: 2mm)

#heading(level: 1, form.title)
#align(center, form.project)
#align(center, text(size: 10.5pt, form.said))
#v(2mm)
#grid(
  columns: (auto, 1fr),
  column-gutter: 3mm,
  row-gutter: 1mm,
  ..form.about.map(line => (
    strong(line.term),
    box(width: 100%, stroke: (bottom: (thickness: 0.7pt, dash: "dotted")), outset: (bottom: 0.2mm), if line.words == "" [~] else { words(line.words) }),
  )).flatten()
)
#heading(level: 2, form.tableTitle)
#table(
  columns: (9fr, 17fr, 25fr, 23fr, 13fr, 13fr),
  stroke: 0.7pt,
  inset: (x: 1.5mm, y: 1mm),
  align: (column, row) => if row == 0 { center + horizon } else if column in (0, 5) { center + top } else { left + top },
  table.header(repeat: true, ..form.heads.map(lines => text(size: 10.5pt, strong(lines.join(linebreak()))))),
  ..form.rows.map(row => row.cells.enumerate().map(((at, cell)) => if row.isEmpty and at == 0 { block(height: 8mm) } else { words(cell) })).flatten()
)
#v(12mm)
#block(breakable: false, width: 100%, grid(
  columns: (1fr, 1fr),
  align: center,
  ..form.signed.map(who => [ลงชื่อ ........................................ \ #who])
))
`;
