/** Builds the officers' face: scripts, styles and fonts with the hash of their bytes in their names, and the worker that knows them all. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build as bundle } from 'esbuild';
import { build, type Plugin } from 'vite';
import { CODE_LISTS } from '#shared/contracts/code-labels.ts';
import { colourVariables } from '#shared/contracts/colours.ts';
import { OFFICER_FOLDER } from './page-files.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'web/officer');

/**
 * `first`: names under `assets/` of what a first visit loads. `later`: of the views that load when they are opened, and of what they alone
 * need; the worker keeps them after the first view.
 */
export type OfficerAssets = { first: readonly string[]; later: readonly string[] };

/** Builds it into OFFICER_FOLDER. A few seconds. */
export async function buildOfficer(): Promise<OfficerAssets> {
  let first: ReadonlySet<string> = new Set();
  await build({
    configFile: false,
    logLevel: 'warn',
    root: SOURCE,
    base: '/officer/',
    // Whatever runs the build (tests, a start): React is never built as for its own developers.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    plugins: [codeNames(), colours(), noteFirstVisit((files) => (first = files))],
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: {
      outDir: OFFICER_FOLDER,
      emptyOutDir: true,
      target: 'es2022',
      // The content security policy lets no script into the page and no font into a style sheet.
      assetsInlineLimit: 0,
      modulePreload: {
        polyfill: false,
        // A view that loads later names what it needs itself, so that the entry does not hold the names of all that any view needs.
        resolveDependencies: (_, needed, { hostType }) => (hostType === 'html' ? needed : []),
      },
      rolldownOptions: {
        // React's packages mark modules for servers, which nothing here is.
        onLog: (level, log, tell) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
        },
        output: {
          codeSplitting: {
            groups: [
              { name: 'vendor', test: /node_modules/u },
              // What all views use: one file is smaller than many, and every first visit needs it.
              {
                name: 'kit',
                test: /web\/kit\/(?:api|controls|date-field|days|states)\.|web\/officer\/(?:calls|drafts|household|later|packed|session|title|use-outbox)\.|web\/officer\/offline\/(?:device|outbox|pack|passkey|vault)\.|need-status\.ts/u,
              },
            ],
          },
        },
      },
    },
  });
  const names = (await readdir(join(OFFICER_FOLDER, 'assets'))).toSorted();
  const assets = {
    first: names.filter((name) => first.has(name)),
    later: names.filter((name) => !first.has(name)),
  };
  const addresses = (files: readonly string[]): string =>
    JSON.stringify(files.map((name) => `/officer/assets/${name}`));
  await bundle({
    entryPoints: [join(SOURCE, 'worker.ts')],
    outfile: join(OFFICER_FOLDER, 'worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { FIRST: addresses(assets.first), LATER: addresses(assets.later) },
  });
  return assets;
}

/** Tells which files under `assets/` the entry needs: its scripts with all that they import at once, every style and every font. */
function noteFirstVisit(tell: (names: ReadonlySet<string>) => void): Plugin {
  return {
    name: 'first-visit',
    generateBundle: (_, files) => {
      const needed = new Set<string>();
      const need = (path: string): void => {
        const file = files[path];
        if (file === undefined || needed.has(path)) return;
        needed.add(path);
        if (file.type === 'chunk') file.imports.forEach(need);
      };
      for (const [path, file] of Object.entries(files)) if (file.type === 'asset' || file.isEntry) need(path);
      tell(new Set([...needed].map((path) => basename(path))));
    },
  };
}

/**
 * `virtual:codes`: the Thai names of the contract's codes. Each list is a module of its own, so that a view carries the lists that it shows
 * and the first visit carries none of the lists of later views.
 */
function codeNames(): Plugin {
  const all = 'virtual:codes';
  const one = /^virtual:codes\/(?<list>\w+)$/u;
  return {
    name: 'codes',
    resolveId: (source) =>
      source === all || one.test(source) ? { id: `\0${source}`, moduleSideEffects: false } : undefined,
    load: (loaded) => {
      if (loaded === `\0${all}`)
        return Object.keys(CODE_LISTS)
          .map((list) => `export { ${list} } from '${all}/${list}';`)
          .join('\n');
      const list = one.exec(loaded.slice(1))?.groups?.['list'] ?? '';
      const codes = CODE_LISTS[list]?.codes;
      if (codes === undefined) return undefined;
      const names = Object.fromEntries(Object.entries(codes).map(([code, { nameTh }]) => [code, nameTh]));
      return `export const ${list} = ${JSON.stringify(names)};`;
    },
  };
}

/** Puts the list of colours into the style sheet that imports it. */
function colours(): Plugin {
  return {
    name: 'colours',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('/kit.css') ? code.replace(`@import 'virtual:colours.css';`, colourVariables()) : undefined,
  };
}
