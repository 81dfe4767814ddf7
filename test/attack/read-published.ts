/** Everything that the files of the public figures tell, of every form, as a reader with a browser and a spreadsheet gets it. */
import { readXlsx } from 'hucre/xlsx';
import * as z from 'zod';

import { areaName, countName, dimensionName, monthName, stepName } from '#functions/statistics/publish/pages/names.ts';
import { LANGUAGES, WORDS, type Language } from '#functions/statistics/publish/pages/words.ts';
import { PUBLIC_COUNTS } from '#shared/domain/publication/public-counts.ts';
import { FUNNEL_STEPS } from '#shared/domain/statistics/report-c/shape.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import type { Publication } from './attack.ts';

const AREAS = ['TH', ...areaCodesUnder('TH').filter((code) => code.length <= 4)];
const PERMANENT = /^(\d{4}-\d{2})\/p(\d+)\/(?:(th|en)\/)?(TH|\d{2,4})\.(\w+)$/u;
const json = z.object({
  total: z.object({ area: z.string(), counts: z.record(z.string(), z.number().nullable()) }),
  rows: z.array(z.object({ area: z.string(), counts: z.record(z.string(), z.number().nullable()) })),
});
const geoJson = z.object({
  features: z.array(z.object({ properties: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) })),
});

type Values = Map<string, Map<string, number | null>>;

/** `files`: bytes by path below `/figures/`. `faults`: where files disagree, or tell a share of what is hidden. Throws at what it cannot read. */
export async function readPublished(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<{ publications: Publication[]; faults: string[] }> {
  const all = new Map<string, { month: string; number: number; values: Values; parts: Map<string, string[]> }>();
  const faults: string[] = [];
  const shares: { from: string; path: string; area: string; count: string; text: string }[] = [];
  const publicationAt = (folder: string) => {
    const [month = '', number = ''] = folder.split('/p');
    const known = all.get(folder) ?? { month, number: Number(number), values: new Map(), parts: new Map() };
    all.set(folder, known);
    return known;
  };
  const tell = (path: string, folder: string, area: string, count: string, value: number | null): void => {
    const { values } = publicationAt(folder);
    const row = values.get(area) ?? new Map<string, number | null>();
    values.set(area, row);
    const before = row.get(count);
    if (before !== undefined && before !== value)
      faults.push(`${path}: ${area} ${count} is ${value} here and ${before} elsewhere`);
    // What one file shows is known, whatever the others hide.
    row.set(count, value ?? before ?? null);
  };
  const share = (path: string, from: string, area: string, count: string, text: string): void => {
    shares.push({ from, path, area, count, text });
  };

  for (const [path, bytes] of files) {
    const [, month, number, , area = '', type] = PERMANENT.exec(path) ?? [];
    const folder = `${month}/p${number}`;
    const text = Buffer.from(bytes).toString('utf8');
    if (path.endsWith('.html')) readPage(path, text, tell, share);
    else if (path === 'index.json' || path.endsWith('.css')) continue;
    else if (month === undefined) throw new Error(`${path} is a file that the attack cannot read`);
    else if (type === 'json') {
      const { total, rows } = json.parse(JSON.parse(text));
      for (const row of [total, ...rows])
        for (const [count, value] of Object.entries(row.counts)) tell(path, folder, row.area, count, value);
      publicationAt(folder).parts.set(
        area,
        rows.map((row) => row.area),
      );
    } else if (type === 'geojson')
      for (const { properties } of geoJson.parse(JSON.parse(text)).features) {
        const of = String(properties['area']);
        for (const count of PUBLIC_COUNTS) {
          const value = properties[count.replace('.', '_')];
          tell(path, folder, of, count, typeof value === 'number' ? value : null);
        }
        share(path, folder, of, 'ASSISTED', String(properties['percent_helped'] ?? '–'));
      }
    else if (type === 'csv') {
      const [head = [], ...lines] = text
        .trim()
        .split('\r\n')
        .map((line) => line.split(','));
      for (const line of lines)
        for (const count of PUBLIC_COUNTS) {
          const value = line[head.indexOf(count)] ?? '';
          tell(path, folder, line[2] ?? '', count, value === '' ? null : Number(value));
        }
    } else if (type === 'xlsx') {
      const { sheets } = await readXlsx(bytes);
      for (const row of sheets[1]?.rows.slice(2) ?? []) {
        for (const [at, count] of PUBLIC_COUNTS.entries()) {
          const value = row[at + 2];
          tell(path, folder, String(row[0]), count, typeof value === 'number' ? value : null);
        }
        share(path, folder, String(row[0]), 'ASSISTED', String(row[PUBLIC_COUNTS.length + 2] ?? '–'));
      }
    } else throw new Error(`${path} is a file that the attack cannot read`);
  }
  for (const { from, path, area, count, text } of shares) {
    const row = publicationAt(from).values.get(area);
    const isHidden = typeof row?.get(count) !== 'number' || typeof row.get('baseline') !== 'number';
    if (isHidden && /\d/u.test(text)) faults.push(`${path}: ${area} ${count} is hidden, and its share is ${text}`);
  }
  return { publications: [...all.values()], faults };
}

type Tell = (path: string, folder: string, area: string, count: string, value: number | null) => void;
type Share = (path: string, folder: string, area: string, count: string, text: string) => void;

const textOf = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
const numberOf = (text: string): number | null => (/^[\d,]+$/u.test(text) ? Number(text.replaceAll(',', '')) : null);

/** A page: cards, map, and every table by the heads of its columns. */
function readPage(path: string, html: string, tell: Tell, share: Share): void {
  const [, permanent = ''] =
    /<a href="\/figures\/([^"]+)">[^<]+<\/a><\/p>\s*<p>[^<]+<\/p>\s*<\/footer>/u.exec(html) ?? [];
  const [, month = '', number = '', of, area = ''] = PERMANENT.exec(permanent) ?? [];
  const language = LANGUAGES.find((each) => each === of);
  if (language === undefined) throw new Error(`${path} has no permanent link`);
  const folder = `${month}/p${number}`;
  for (const [, kind = '', text = ''] of html.matchAll(/<li class="card (\w+)">[\s\S]*?<b>([^<]*)<\/b>/gu))
    tell(path, folder, area, kind === 'all' ? 'baseline' : `${kind}.target`, numberOf(text));
  for (const [, kind = '', at = '', title = ''] of html.matchAll(
    /<path class="(\w+)" data-area="(\d+)"[^>]*?><title>([^<]*)<\/title>/gu,
  ))
    if (kind.startsWith('q') || /\d+\.\d%/u.test(title)) share(path, folder, at, 'ASSISTED', `${kind} ${title}`);
  const codeOf = new Map(
    AREAS.filter((code) => code.startsWith(area) || area === 'TH' || code.length === 2).map((code) => [
      areaName(code, language),
      code,
    ]),
  );
  for (const [table = ''] of html.matchAll(/<table[\s\S]*?<\/table>/gu)) {
    const rows = [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/gu)].map(([, row = '']) => ({
      cells: [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/gu)].map(([, cell = '']) => textOf(cell)),
      link: /href="\/figures\/([^"]+)\/(?:th|en)\//u.exec(row)?.[1],
    }));
    readTable({ path, folder, area, language, month, number: Number(number) }, rows, codeOf, tell, share);
  }
}

type Page = { path: string; folder: string; area: string; language: Language; month: string; number: number };
type Row = { cells: string[]; link: string | undefined };

function readTable(
  page: Page,
  rows: readonly Row[],
  codeOf: ReadonlyMap<string, string>,
  tell: Tell,
  share: Share,
): void {
  const { path, folder, area, language, month, number } = page;
  const words = WORDS[language];
  const steps = new Map<string, string>(FUNNEL_STEPS.map((step) => [stepName(step, language), step]));
  const counts = new Map<string, string>(PUBLIC_COUNTS.map((count) => [countName(count, language), count]));
  const dimensions = new Map<string, string>(DIMENSIONS.map((each) => [dimensionName(each, language), each]));
  const [head = { cells: [], link: undefined }, ...lines] = rows;
  const named = (names: ReadonlyMap<string, string>, name: string | undefined): string => {
    const found = names.get(name ?? '');
    if (found === undefined) throw new Error(`${path} names ${name}, which the attack does not know`);
    return found;
  };
  if (steps.has(head.cells[0] ?? '')) {
    for (const { cells } of rows) {
      const step = named(steps, cells[0]);
      tell(path, folder, area, step, numberOf(cells[2] ?? ''));
      share(path, folder, area, step, `${cells[1]}${cells[3]}`);
    }
    return;
  }
  for (const { cells, link } of lines)
    if (head.cells[0] === words.dimension)
      for (const [at, count] of ['target', 'helped', 'solved'].entries())
        tell(path, folder, area, `${named(dimensions, cells[0])}.${count}`, numberOf(cells[at + 1] ?? ''));
    else if (Object.values(words.area).includes(head.cells[0] ?? '')) {
      const code = named(codeOf, cells[0]);
      tell(path, folder, code, 'baseline', numberOf(cells[1] ?? ''));
      tell(path, folder, code, 'ASSISTED', numberOf(cells[2] ?? ''));
      share(path, folder, code, 'ASSISTED', cells[3] ?? '');
    } else if (head.cells[0] === words.month) {
      const from = cells[0] === monthName(month, language) ? folder : link;
      if (from === undefined) throw new Error(`${path} shows ${cells[0]} without a link to it`);
      for (const [at, count] of ['baseline', 'VISITED', 'ASSISTED', 'SOLVED'].entries())
        tell(path, from, area, count, numberOf(cells[at + 1] ?? ''));
      share(path, from, area, 'ASSISTED', cells[5] ?? '');
    } else if (head.cells[0] === words.count) {
      tell(path, `${month}/p${number - 1}`, area, named(counts, cells[0]), numberOf(cells[1] ?? ''));
      tell(path, folder, area, named(counts, cells[0]), numberOf(cells[2] ?? ''));
    } else if (head.cells[0] === words.place) share(path, folder, named(codeOf, cells[1]), 'ASSISTED', cells[2] ?? '');
    else throw new Error(`${path} has a table that the attack cannot read: ${head.cells.join(', ')}`);
}
