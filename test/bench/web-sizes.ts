/**
 * `npm run sizes`, part of `npm run check`: builds the officers' face and fails when it is heavier on the wire than its budgets, or of more files than docs/cost.md counts. What a first
 * visit loads, with what the worker keeps of it, is counted apart from the views that load later.
 */
import { basename, extname } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildOfficer } from '#infra/build-officer.ts';
import { OFFICER_FOLDER, officerFiles } from '#infra/page-files.ts';
import { PLATFORM } from './cost/assumptions.ts';

/** Bytes as the content network compresses them. */
const BUDGETS = { firstVisit: 170_000, laterView: 12_000, allLaterViews: 110_000 };
/** Already compressed. */
const AS_THEY_ARE: ReadonlySet<string> = new Set(['.png', '.woff2']);

const isLater = new Set((await buildOfficer()).later);
const sizes = (await officerFiles(OFFICER_FOLDER)).map(({ path, body }) => ({
  path,
  later: isLater.has(basename(path)),
  bytes: AS_THEY_ARE.has(extname(path))
    ? body.length
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length,
}));
for (const { path, later, bytes } of sizes)
  console.log(`${String(bytes).padStart(8)} ${later ? 'later' : 'first'} ${path}`);

const later = sizes.filter((each) => each.later);
const sum = (files: typeof sizes): number => files.reduce((total, { bytes }) => total + bytes, 0);
const judged = [
  { what: 'first visit', bytes: sum(sizes) - sum(later), of: BUDGETS.firstVisit },
  { what: 'heaviest view of later', bytes: Math.max(0, ...later.map(({ bytes }) => bytes)), of: BUDGETS.laterView },
  { what: 'all views of later', bytes: sum(later), of: BUDGETS.allLaterViews },
];
for (const { what, bytes, of } of judged) console.log(`${String(bytes).padStart(8)} ${what}, of ${of}`);
console.log(`${String(sizes.length).padStart(8)} files, of ${PLATFORM.page.files} that the bill counts`);
if (sizes.length === 0 || sizes.length > PLATFORM.page.files || judged.some(({ bytes, of }) => bytes > of))
  process.exitCode = 1;
