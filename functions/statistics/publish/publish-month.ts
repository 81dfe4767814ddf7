import type { FiguresSnapshot } from '#shared/contracts/figures-snapshot.ts';
import { publicationIndex, publicFigures, type PublicationIndex } from '#shared/contracts/public-figures.ts';
import type { Published } from '#shared/domain/publication/hide-counts.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { publicProgress, type PublicProgress } from '#shared/domain/publication/public-progress.ts';

import { publicCsv } from './public-csv.ts';
import { publicGeoJson } from './public-geojson.ts';
import { publicWorkbook } from './public-workbook.ts';
import { progressPage } from './pages/progress-page.ts';
import { STYLE, STYLE_FILE } from './pages/style.ts';
import { LANGUAGES, type Language } from './pages/words.ts';

/** The files of the public face, by their path behind `/figures/`. */
export type Site = {
  read: (path: string) => Promise<string | undefined>;
  /** `lasting`: never written again under this path. */
  write: (path: string, body: string | Uint8Array, lasting: boolean) => Promise<void>;
};

export type PublishDependencies = {
  site: Site;
  /** The newest figures of a province or the nation; undefined when it has none. Nothing else is read of what is not public. */
  snapshotOf: (month: string, area: string) => Promise<Pick<FiguresSnapshot, 'progress'> | undefined>;
  provinces: readonly string[];
};

/** A publication that stays public. */
type Earlier = Published & { readonly month: string; readonly publication: number };

const INDEX = 'index.json';
/** Each is a file for every province, and the client of S3 opens 50 connections. */
const PUBLICATIONS_AT_ONCE = 4;
const EVERY_MONTH_BEFORE: PublicationIndex = { months: {} };

/**
 * Publishes a closed month when a province or the nation has a revision that is not public yet: figures as JSON, CSV, XLSX and GeoJSON, and a page of each area in
 * both languages. What was published stays under its own number; the pages of the newest month are at the root, too. It may be killed at any point and
 * called again: the index is written last, and until then the files are written anew. Answers the number of the publication, or null when nothing
 * changed.
 */
export async function publishMonth(month: string, deps: PublishDependencies): Promise<number | null> {
  const { site } = deps;
  const newest = await Promise.all(deps.provinces.map((province) => deps.snapshotOf(month, province)));
  const nation = (await deps.snapshotOf(month, NATION))?.progress;
  const reports = newest.flatMap((snapshot) => snapshot?.progress ?? []);
  const revisions = Object.fromEntries(
    [...reports, ...(nation ? [nation] : [])].flatMap(({ area, revision }) =>
      revision === null ? [] : [[area, revision]],
    ),
  );
  const index = publicationIndex.parse(JSON.parse((await site.read(INDEX)) ?? JSON.stringify(EVERY_MONTH_BEFORE)));
  const before = index.months[month];
  const isNew = Object.entries(revisions).some(([area, revision]) => before?.revisions[area] !== revision);
  if (!isNew) return null;
  const published = await publishedBeside(month, index, site);
  const publication = before === undefined ? 0 : before.publication + 1;
  const all = publicProgress(reports, published, nation);
  const months = { ...index.months, [month]: { publication, revisions } };
  const isNewest = Object.keys(months).toSorted().at(-1) === month;
  await site.write(STYLE_FILE, STYLE, true);
  for (const progress of all) await writeArea(progress, { publication, isNewest, earlier: published }, site);
  await site.write(INDEX, JSON.stringify({ months }), false);
  return publication;
}

/** Every publication there is, of this month and of all others: they stay public, and each can be compared with the new figures. */
async function publishedBeside(month: string, { months }: PublicationIndex, site: Site): Promise<Earlier[]> {
  const publications = Object.entries(months).flatMap(([of, { publication }]) =>
    Array.from({ length: publication + 1 }, (_, number) => ({ of, number })),
  );
  const all: Earlier[] = [];
  for (let first = 0; first < publications.length; first += PUBLICATIONS_AT_ONCE) {
    const some = publications.slice(first, first + PUBLICATIONS_AT_ONCE);
    all.push(
      ...(await Promise.all(some.map(({ of, number }) => readPublication(of, number, of === month, months, site)))),
    );
  }
  return all;
}

async function readPublication(
  month: string,
  publication: number,
  keepsHidden: boolean,
  months: PublicationIndex['months'],
  site: Site,
): Promise<Earlier> {
  const areas = new Set([NATION, ...Object.keys(months[month]?.revisions ?? {})]);
  const read = await Promise.all([...areas].map((area) => site.read(`${folderOf(month, publication)}/${area}.json`)));
  const rows = read.flatMap((text) => {
    if (text === undefined) return [];
    const { total, rows: within } = publicFigures.parse(JSON.parse(text));
    return [total, ...within];
  });
  return { month, publication, keepsHidden, areas: new Map(rows.map(({ area, counts }) => [area, counts])) };
}

function folderOf(month: string, publication: number): string {
  return `${month}/p${publication}`;
}

type Place = { publication: number; isNewest: boolean; earlier: readonly Earlier[] };

async function writeArea(
  progress: PublicProgress,
  { publication, isNewest, earlier }: Place,
  site: Site,
): Promise<void> {
  const { area, month } = progress;
  const folder = folderOf(month, publication);
  const checked = publicFigures.parse(progress);
  await site.write(`${folder}/${area}.json`, JSON.stringify(checked), true);
  await site.write(`${folder}/${area}.csv`, publicCsv(checked), true);
  await site.write(`${folder}/${area}.xlsx`, await publicWorkbook(checked, folder), true);
  await site.write(`${folder}/${area}.geojson`, publicGeoJson(checked), true);
  for (const language of LANGUAGES) {
    await site.write(
      `${folder}/${language}/${area}.html`,
      pageIn(`${folder}/`, checked, language, folder, earlier),
      true,
    );
    if (isNewest) await site.write(`${language}/${area}.html`, pageIn('', checked, language, folder, earlier), false);
  }
}

/** A page below `/figures/<root>`; files are those of the publication. */
function pageIn(
  root: string,
  progress: PublicProgress,
  language: Language,
  folder: string,
  earlier: readonly Earlier[],
): string {
  const { area } = progress;
  const other = LANGUAGES.find((one) => one !== language) ?? language;
  return progressPage(progress, language, {
    page: (of) => `/figures/${root}${language}/${of}.html`,
    otherLanguage: `/figures/${root}${other}/${area}.html`,
    permanent: `/figures/${folder}/${language}/${area}.html`,
    style: `/figures/${STYLE_FILE}`,
    downloads: ['xlsx', 'csv', 'json', 'geojson'].map((type) => ({
      name: type === 'geojson' ? 'GeoJSON' : type.toUpperCase(),
      path: `/figures/${folder}/${area}.${type}`,
    })),
    earlier: earlier.flatMap(({ month, publication, areas }) => {
      const counts = areas.get(area);
      const link = `/figures/${folderOf(month, publication)}/${language}/${area}.html`;
      return counts === undefined ? [] : [{ month, publication, counts, link }];
    }),
  });
}
