/** Writes docs/openapi.yaml, and the same document as the function answers it: `npm run openapi`. */
import { writeFile } from 'node:fs/promises';

import { openapiJson, openapiYaml } from './openapi-texts.ts';

await writeFile(new URL('../../../docs/openapi.yaml', import.meta.url), openapiYaml());
await writeFile(new URL('document.json', import.meta.url), openapiJson());
