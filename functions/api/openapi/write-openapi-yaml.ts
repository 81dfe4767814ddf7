/** Writes docs/openapi.yaml: `npm run openapi`. */
import { writeFile } from 'node:fs/promises';

import { openapiYaml } from './openapi-yaml.ts';

await writeFile(new URL('../../../docs/openapi.yaml', import.meta.url), openapiYaml());
