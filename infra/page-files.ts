/** The faces as they are served: under which address each file of `web/` is found, and for how long a browser keeps it. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

import { colourVariables } from '#shared/contracts/colours.ts';

export type PageFile = {
  /** Below the origin, without a slash before it. */
  readonly path: string;
  readonly type: string;
  readonly cacheControl: string;
  readonly body: Buffer;
};

/** Of the files beside the entry of the page. */
const PAGE_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const TYPES: Readonly<Record<string, string>> = {
  ...PAGE_TYPES,
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const ENTRY = 'index.html';
const SETTINGS = 'settings.json';
/** Made from the list of colours that all faces have. */
const COLOURS = 'colours.css';
/** Folders of versions lie in it, and nothing else does. */
const VERSIONS = 'page/';
const ASKED_EVERY_TIME = 'no-cache';
const KEPT_A_YEAR = 'public, max-age=31536000, immutable';

/**
 * The files of the front page in the order in which they are put: the entry comes last, so that what it names is there.
 *
 * Entry and settings keep their addresses, and a browser asks for them every time. All other files lie in one folder named by the
 * hash of their names and bytes, and a browser keeps them for a year. Modules name each other relative to themselves, so only the
 * entry is rewritten, and nobody meets a page of two versions. `settings`: in place of those of `npm start`.
 *
 * Throws when the entry names a file that the page does not have.
 */
export async function pageFiles(folder: string, settings?: object): Promise<PageFile[]> {
  const names = (await readdir(folder))
    .filter((name) => !name.startsWith('.') && extname(name) in PAGE_TYPES)
    .toSorted();
  const hash = createHash('sha256');
  const version = [{ name: COLOURS, body: Buffer.from(colourVariables()) }];
  for (const name of names.filter((each) => each !== ENTRY && each !== SETTINGS))
    version.push({ name, body: await readFile(join(folder, name)) });
  for (const { name, body } of version) hash.update(`${name} ${body.length} `).update(body);
  const below = `${VERSIONS}${hash.digest('hex').slice(0, 16)}/`;
  const entry = (await readFile(join(folder, ENTRY), 'utf8')).replaceAll(
    /(?<=\b(?:src|href)=")[\w.-]+(?=")/g,
    (name) => {
      if (!version.some((file) => file.name === name))
        throw new Error(`${ENTRY} names ${name}, which is no file of the page`);
      return below + name;
    },
  );
  return [
    ...version.map(({ name, body }) => fileOf(below + name, body, KEPT_A_YEAR)),
    fileOf(
      SETTINGS,
      settings === undefined ? await readFile(join(folder, SETTINGS)) : Buffer.from(JSON.stringify(settings)),
      ASKED_EVERY_TIME,
    ),
    fileOf(ENTRY, Buffer.from(entry), ASKED_EVERY_TIME),
  ];
}

/** Where `npm run build:web` leaves the officers' face. */
export const OFFICER_FOLDER = join(import.meta.dirname, '../dist/officer');
/** Below the origin: where the officers' face is. */
const OFFICER = 'officer/';
export const OFFICER_ENTRY = `${OFFICER}${ENTRY}`;
/** Addresses that the officers' face makes itself: all of them are answered by its entry. A file has a dot in its name. */
export const OFFICER_ADDRESS = /^\/officer(?:\/[^.]*)?$/;

/**
 * The officers' face as `npm run build:web` left it in `folder`, the entry last. Names under `assets/` hold the hash of their bytes: a
 * browser keeps those for a year and asks for the others (entry, worker, manifest) every time. Empty when nothing was built.
 */
export async function officerFiles(folder: string): Promise<PageFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const names = found
    .filter((each) => each.isFile())
    .map((each) => relative(folder, join(each.parentPath, each.name)).split(sep).join('/'))
    .toSorted((one, other) => Number(one === ENTRY) - Number(other === ENTRY) || (one < other ? -1 : 1));
  return await Promise.all(
    names.map(async (name) =>
      fileOf(
        OFFICER + name,
        await readFile(join(folder, name)),
        name.startsWith('assets/') ? KEPT_A_YEAR : ASKED_EVERY_TIME,
      ),
    ),
  );
}

function fileOf(path: string, body: Buffer, cacheControl: string): PageFile {
  const type = TYPES[extname(path)];
  if (type === undefined) throw new Error(`Nobody knows what ${path} of the page is`);
  return { path, type, cacheControl, body };
}
