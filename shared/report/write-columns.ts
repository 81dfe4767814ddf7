/** Writes what is made from the columns of Report A and kept as a file: docs/data-dictionary.md and web/report-a-columns.js (`npm run columns`). */
import { writeFileSync } from 'node:fs';
import { dataDictionary } from './package/data-dictionary.ts';
import { pageColumns } from './page-columns.ts';

writeFileSync(new URL('../../docs/data-dictionary.md', import.meta.url), dataDictionary());
writeFileSync(new URL('../../web/report-a-columns.js', import.meta.url), pageColumns());
