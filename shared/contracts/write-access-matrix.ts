/** `npm run access`: writes docs/access-matrix.md. */
import { writeFileSync } from 'node:fs';

import { accessMatrix } from './access-matrix.ts';

writeFileSync(new URL('../../docs/access-matrix.md', import.meta.url), accessMatrix());
