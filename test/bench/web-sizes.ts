/** `npm run sizes`, part of `npm run check`: fails when the officers' face is heavier on the wire than its budget. Builds nothing. */
import { extname } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { OFFICER_FOLDER, officerFiles } from '#infra/page-files.ts';

/** Bytes of a first visit with all that the worker keeps, compressed as the content network does it. */
const OFFICER_BUDGET = 170_000;
/** Already compressed. */
const AS_THEY_ARE: ReadonlySet<string> = new Set(['.png', '.woff2']);

const sizes = (await officerFiles(OFFICER_FOLDER)).map(({ path, body }) => ({
  path,
  bytes: AS_THEY_ARE.has(extname(path))
    ? body.length
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length,
}));
const sum = sizes.reduce((total, { bytes }) => total + bytes, 0);
for (const { path, bytes } of sizes) console.log(`${String(bytes).padStart(8)}  ${path}`);
console.log(`${String(sum).padStart(8)}  in all, of ${OFFICER_BUDGET}`);
if (sizes.length === 0 || sum > OFFICER_BUDGET) process.exitCode = 1;
