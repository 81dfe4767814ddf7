/** `npm run life-cycles`: writes docs/life-cycles.md. */
import { writeFileSync } from 'node:fs';

import { lifeCycles } from './life-cycles.ts';

writeFileSync(new URL('../../docs/life-cycles.md', import.meta.url), lifeCycles());
