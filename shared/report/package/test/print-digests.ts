/** Makes the package of the worked example and prints the digest of each file: run in a process of its own to compare. */
import { createHash } from 'node:crypto';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import { workedExample } from '#shared/statistics/test/worked-example.ts';
import { makePackage } from '../make-package.ts';
import { packageSource } from '../package-source.ts';

const province = workedExample();
const made = await createEvaluation(province.dependencies()).evaluate(
  [{ month: '2026-05', area: '42', lists: null }],
  new Date('2026-06-11T01:00:00+07:00'),
);
const newest = made.at(-1);
if (!newest) throw new Error('The example has revisions');
const report = { ...newest.report, revision: 1 };
const files = await makePackage(packageSource(report, newest.matrices, province.lists));
process.stdout.write(
  JSON.stringify(
    Object.fromEntries(files.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')])),
  ),
);
