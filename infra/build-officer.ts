/** Builds the officers' face: scripts, styles and fonts with the hash of their bytes in their names, and the worker that knows them all. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { build, type Plugin } from 'vite';
import { CODE_LISTS } from '#shared/contracts/code-labels.ts';
import { OFFICER_FOLDER } from './page-files.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'web/officer');

/** Builds it and returns the folder. A few seconds. */
export async function buildOfficer(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: SOURCE,
    base: '/officer/',
    // Whatever runs the build (tests, a start): React is never built as for its own developers.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    plugins: [codeNames()],
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: {
      outDir: OFFICER_FOLDER,
      emptyOutDir: true,
      target: 'es2022',
      // The content security policy lets no script into the page and no font into a style sheet.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // React's packages mark modules for servers, which nothing here is.
        onLog: (level, log, tell) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
        },
        output: { codeSplitting: { groups: [{ name: 'vendor', test: /node_modules/u }] } },
      },
    },
  });
  const files = await readdir(join(OFFICER_FOLDER, 'assets'));
  await bundle({
    entryPoints: [join(SOURCE, 'worker.ts')],
    outfile: join(OFFICER_FOLDER, 'worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { ASSETS: JSON.stringify(files.toSorted().map((name) => `/officer/assets/${name}`)) },
  });
  return OFFICER_FOLDER;
}

/** `virtual:codes`: the Thai names of the contract's codes, one export a list, so that a page carries the lists that it shows and no others. */
function codeNames(): Plugin {
  const id = '\0codes';
  return {
    name: 'codes',
    resolveId: (source) => (source === 'virtual:codes' ? id : undefined),
    load: (loaded) =>
      loaded === id
        ? Object.entries(CODE_LISTS)
            .map(([list, { codes }]) => {
              const names = Object.fromEntries(Object.entries(codes).map(([code, { nameTh }]) => [code, nameTh]));
              return `export const ${list} = ${JSON.stringify(names)};`;
            })
            .join('\n')
        : undefined,
  };
}
