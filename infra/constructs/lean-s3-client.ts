import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, writeIfChanged } from './bundle-files.ts';

const PACKAGE = join(ROOT, 'node_modules/@aws-sdk/client-s3');
const SCHEMAS = 'dist-es/schemas/schemas_0.js';

/**
 * A copy of the S3 client out of which a bundler can leave the operations that nobody calls. In the package itself their
 * schemas name HTTP traits by computed keys (`{ [_h]: … }`), which to a bundler might do anything when they are evaluated, so
 * every bundle with one operation held those of all hundred: 57 KB, and a sixth of the start. In the copy the names are spelled
 * out. Returns its folder.
 */
export function leanS3Client(): string {
  const folder = join(CACHE, 'client-s3');
  const modules = readdirSync(join(PACKAGE, 'dist-es'), { recursive: true, encoding: 'utf8' })
    .map((name) => join('dist-es', name))
    .filter((name) => name.endsWith('.js'));
  for (const name of ['package.json', ...modules]) {
    const contents = readFileSync(join(PACKAGE, name));
    writeIfChanged(join(folder, name), name === SCHEMAS ? Buffer.from(withPlainKeys(contents.toString())) : contents);
  }
  return folder;
}

/** The module with `[_x]:` replaced by the text of its constant `_x`. */
function withPlainKeys(code: string): string {
  const texts = new Map(Array.from(code.matchAll(/^const (\w+) = ("[^"]*");$/gm), ([, name, text]) => [name, text]));
  return code.replaceAll(/(?<=[{,]\s*)\[(\w+)\]:/g, (key, name: string) => {
    const text = texts.get(name);
    if (text === undefined) throw new Error(`The S3 client has a key that is no constant text: ${key}`);
    return `${text}:`;
  });
}
