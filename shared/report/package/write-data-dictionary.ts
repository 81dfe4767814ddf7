/** Writes docs/data-dictionary.md: `node shared/report/package/write-data-dictionary.ts`. */
import { writeFileSync } from 'node:fs';
import { dataDictionary } from './data-dictionary.ts';

writeFileSync(new URL('../../../docs/data-dictionary.md', import.meta.url), dataDictionary());
