/**
 * The bytes that readers of the worked example get, as digests: the files of the package with its manifest, and the answers of the API. A
 * change of any of them is a change of what is published and needs new digests here. A change of CSV or JSON also needs a new name of the
 * definitions (`DEFINITIONS_VERSION`): machines read those. The workbook and the dictionary are for people and may be set better.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { listHouseholdsBehind } from '#shared/contracts/statistics.ts';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import { createFigures } from '#shared/statistics/figures.ts';
import { workedExample } from '#shared/statistics/test/worked-example.ts';
import { createMemoryReportStore } from '../memory-report-store.ts';
import { createMemoryReportObjects } from './memory-report-objects.ts';
import { packageSource } from './package-source.ts';
import { publishPackage } from './publish-package.ts';

const SELECTION = { month: '2026-05', area: '42', lists: null };
const NIGHT = new Date('2026-06-11T01:00:00+07:00');

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the worked example', () => {
  it('is published in the same bytes as ever', async () => {
    const province = workedExample();
    const made = await createEvaluation(province.dependencies()).evaluate([SELECTION], NIGHT);
    const objects = createMemoryReportObjects();
    const reports = createMemoryReportStore();
    for (const [revision, { report, matrices }] of made.entries()) {
      const source = packageSource({ ...report, revision }, matrices, province.lists);
      await publishPackage({ objects, reports }, source, NIGHT);
    }
    const digests = Object.fromEntries([...objects.objects].map(([key, bytes]) => [key, sha256(bytes)]));
    expect(digests).toEqual({
      'packages/2026-05/42/r0/agencies.csv': '9ab227e6a8ee466fdf26db9e2e6faac5d8ea15d8c0754bebd5ba91ac698f776e',
      'packages/2026-05/42/r0/agency-by-dimension.csv':
        '17bb4baf3be81366af87258316a9414e653e08526243102b39b51a8e3364952b',
      'packages/2026-05/42/r0/agency-by-district.csv':
        'dfa0c773b932dbed59a58e5e3009c8048944010aa3803189ce922bb753643301',
      'packages/2026-05/42/r0/data-dictionary.md': 'da03f5319e264e009ac812c873b1181f71d91e944a9bf42780b3deb8c3dbfe33',
      'packages/2026-05/42/r0/manifest.json': '2cd3d26f08ac27f43e3f46ece20c47dcf76fad69b7165d1202fe5cedd7529607',
      'packages/2026-05/42/r0/package.zip': '5e37542a3328045397f04ef79a07ca61ffb57bd9656fd387a7f0762607f27b3e',
      'packages/2026-05/42/r0/report.json': '2a7451ffa771cd1b744ce269c54787bba83fadcae03040c45d19d1645538ebcf',
      'packages/2026-05/42/r0/report.xlsx': '923cd84201a617075dd3fc0725faebe85229c6b016c8f8536ecd3dcb6cce06a9',
      'packages/2026-05/42/r0/silent-agencies.csv': 'b93ba15bfd7f49cb5da418e086c73659e0046039db1f6df559ee1421bd9d0c34',
      'packages/2026-05/42/r0/total.csv': 'b5d48717acdf9da0639a4c95ac49ba0e65457d711264517cab9efac3d61d6bc4',
      'packages/2026-05/42/r1/agencies.csv': 'ab0fb253c9e602bcf9b8ebaa5fe902973df9e5080a2536f95af2c70e04b26d95',
      'packages/2026-05/42/r1/agency-by-dimension.csv':
        '17bb4baf3be81366af87258316a9414e653e08526243102b39b51a8e3364952b',
      'packages/2026-05/42/r1/agency-by-district.csv':
        'dfa0c773b932dbed59a58e5e3009c8048944010aa3803189ce922bb753643301',
      'packages/2026-05/42/r1/data-dictionary.md': 'da03f5319e264e009ac812c873b1181f71d91e944a9bf42780b3deb8c3dbfe33',
      'packages/2026-05/42/r1/manifest.json': 'ad43f1781794c3ab695fd5241f0b3b452d14691904326a7e5e4602f14a016a73',
      'packages/2026-05/42/r1/package.zip': 'd1c79fb229d6665f9d3ef387505f801a55773e3d57d5a8edf891912ff52d5d48',
      'packages/2026-05/42/r1/report.json': '18e23edbcf569ab04ef364c87040f2b3d4cc394c4e344eb9049d04e2ecb1951f',
      'packages/2026-05/42/r1/report.xlsx': '71569388af8a2ff52f6629f5a57d825ebb6de5da88735fd0afa6ccdf376d5b71',
      'packages/2026-05/42/r1/silent-agencies.csv': 'b93ba15bfd7f49cb5da418e086c73659e0046039db1f6df559ee1421bd9d0c34',
      'packages/2026-05/42/r1/total.csv': '2cad3eecada1fe460d80aeb6e93d99ae9596095ab8603f9182a639b52593b1d5',
    });
  });

  it('is answered in the same JSON as ever', async () => {
    const figures = createFigures(workedExample().dependencies());
    const digests: Record<string, string> = {};
    for (const revision of [0, 1])
      digests[`revision ${revision}`] = sha256(JSON.stringify(await figures.report({ ...SELECTION, revision }, NIGHT)));
    const toDate = { ...SELECTION, month: '2026-06', revision: undefined };
    digests['month to date'] = sha256(JSON.stringify(await figures.report(toDate, NIGHT)));
    const behind: unknown[] = [];
    for (const figure of listHouseholdsBehind.query.shape.figure.unwrap().options)
      for (const agency of ['cdd', 'moph', 'moe', null, 'total']) {
        const ids = await figures.households({ ...SELECTION, revision: 1, agency, figure }, NIGHT);
        behind.push({ figure, agency, ids });
      }
    digests['households behind figures'] = sha256(JSON.stringify(behind));
    expect(digests).toEqual({
      'households behind figures': 'da348991b22c464bfb62a9004af0ea57c9d58f1851325a91083c9f160d3b8135',
      'month to date': 'c118d54038fe0c36196394d7707db91bb543a3561473a4d7953ef781e89d357b',
      'revision 0': 'ce86cb2cb7a00cd88241e91f6cfd2cfe40471dfb06259c8d9a133f4b6fc00b3c',
      'revision 1': 'd25a8dae6fe3cd5454e26c1d51503a55f38124e6a9e5cd71123e4072f4141532',
    });
  });
});
