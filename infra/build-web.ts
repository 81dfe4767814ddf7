/** `npm run build:web`: builds the officers' face into `dist/officer`. `npm start` and `npm run deploy` do it themselves. */
import { buildOfficer } from './build-officer.ts';

await buildOfficer();
