/** Writes `data/areas/packed/` from the tables beside it: `npm run areas`, after a table was corrected. */
import { writeFileSync } from 'node:fs';
import { areaRows } from './area-tables.ts';
import { packAreas } from './packed-areas.ts';

const { codes, namesTh, namesEn } = packAreas(areaRows());
const files = { 'codes.json': { codes }, 'names-th.json': namesTh, 'names-en.json': { names: namesEn } };
for (const [name, content] of Object.entries(files))
  writeFileSync(new URL(`data/areas/packed/${name}`, import.meta.url), `${JSON.stringify(content)}\n`);
