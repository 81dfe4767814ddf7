/** Writes what is made from the columns of Report A and kept as a file: docs/data-dictionary.md (`npm run columns`). */
import { writeFileSync } from 'node:fs';
import { dataDictionary } from './package/data-dictionary.ts';

writeFileSync(new URL('../../docs/data-dictionary.md', import.meta.url), dataDictionary());
