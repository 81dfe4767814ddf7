import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import { PRINTING_FILES } from '#shared/printing-files.ts';
import { CACHE, ROOT, writeIfChanged } from './bundle-files.ts';
import { leanS3Client } from './lean-s3-client.ts';

const FOLDER = join(CACHE, 'functions');

/**
 * What the SDK loads only when it is tried, and a function never tries: other ways to credentials than its environment,
 * and the browser's name. Left out, or the bundle would hold every module that could be asked for, and whole.
 */
const NEVER_LOADED = [
  ...['sso', 'ini', 'process', 'web-identity', 'login', 'http'].map((way) => `@aws-sdk/credential-provider-${way}`),
  '@smithy/credential-provider-imds',
  'bowser',
];

/** What functions need beside their own module: threads, which are a module each, and files of packages. */
const BESIDE: Readonly<Record<string, { threads: readonly string[]; files: readonly string[] }>> = {
  'api/plan-prints': { threads: ['typesetting-thread'], files: Object.values(PRINTING_FILES) },
};

const done = new Map<string, string>();
let s3Client: string | undefined;

/** The source file of a function: `functions/<id>/handler.ts`. */
function handlerFile(id: string): string {
  return join(ROOT, 'functions', id, 'handler.ts');
}

/**
 * What Lambda imports. The function itself is CommonJS, because an ES module that imports `node:http` makes Node read every
 * export of it, among them `WebSocket`, and for that load its whole HTTP client undici. Required, and not imported itself: to
 * import CommonJS, Node first searches all of it for its exports.
 */
const ENTRY =
  "import{createRequire}from'node:module';export const{handler}=createRequire(import.meta.url)('./function.cjs');";

/**
 * Bundles a handler to one minified module, the AWS SDK within: the pinned version is the one tested, and starts faster than
 * the one of the runtime. Returns the folder that holds it and its `index.mjs`, with what the function needs beside them. Once per process, however many stages it makes.
 */
export function bundle(id: string, file: string = handlerFile(id)): string {
  const known = done.get(file);
  if (known !== undefined) return known;
  const isOwn = file === handlerFile(id);
  const folder = join(FOLDER, isOwn ? id : `instead/${basename(file, '.ts')}`);
  writeModule(file, join(folder, 'function.cjs'));
  writeIfChanged(join(folder, 'index.mjs'), Buffer.from(ENTRY));
  const { threads, files } = (isOwn ? BESIDE[id] : undefined) ?? { threads: [], files: [] };
  for (const thread of threads)
    writeModule(join(ROOT, 'functions', id, `${thread}.ts`), join(folder, `${thread}.mjs`), 'esm');
  const { resolve } = createRequire(import.meta.filename);
  for (const path of files) writeIfChanged(join(folder, 'node_modules', path), readFileSync(resolve(path)));
  done.set(file, folder);
  return folder;
}

function writeModule(file: string, outfile: string, format: 'cjs' | 'esm' = 'cjs'): void {
  const result = buildSync({
    entryPoints: [file],
    absWorkingDir: ROOT,
    outfile,
    bundle: true,
    write: false,
    minify: true,
    // Thai as it is: escaped, it would be twice as long.
    charset: 'utf8',
    platform: 'node',
    target: 'node24',
    format,
    // Where a module looks for what lies beside it.
    define: format === 'cjs' ? { 'import.meta.filename': '__filename', 'import.meta.dirname': '__dirname' } : {},
    mainFields: ['module', 'main'],
    external: [...NEVER_LOADED],
    alias: {
      '@smithy/core/event-streams': join(import.meta.dirname, 'no-event-streams.ts'),
      // One S3 client, also for packages that bring another of their own.
      '@aws-sdk/client-s3': (s3Client ??= leanS3Client()),
    },
    legalComments: 'none',
    logLevel: 'error',
  });
  for (const { path, contents } of result.outputFiles) writeIfChanged(path, contents);
}
