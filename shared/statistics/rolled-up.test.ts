import { describe, expect, it } from 'vitest';

import { packageSource } from '#shared/report/package/package-source.ts';
import { packageTables } from '#shared/report/package/package-tables.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';

import { createEvaluation } from './evaluation.ts';
import { createFigures } from './figures.ts';
import { assistance, FactsProvince, revisionsOf } from './test/facts-province.ts';

const bangkok = (moment: string): Date => new Date(`${moment}+07:00`);
const LATER = bangkok('2026-06-20T09:00:00');
const MAY = { month: '2026-05', area: '42', lists: null, revision: undefined };

const office = (id: string, changes: Partial<Organisation> = {}): Organisation => ({
  id,
  version: 1,
  nameTh: `สำนักงาน ${id}`,
  shortTh: null,
  sector: 'STATE',
  level: 'PROVINCE',
  areaCode: id.slice(0, 2),
  parent: null,
  reportsAs: null,
  active: true,
  changedAt: '2026-04-01T00:00:00.000Z',
  changedBy: 's',
  before: [],
  ...changes,
});

/** Two households that live here, are on no list, and were helped by offices of one ministry, and by others. */
async function helped(...organisations: Organisation[]): Promise<FactsProvince> {
  const province = new FactsProvince();
  for (const organisation of organisations) await province.organisations.create(organisation);
  province.lists.push({
    id: 'L',
    version: 3,
    name: 'ก',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2026-02-28',
    openedOn: '2026-03-01',
    scopeArea: '42',
    status: 'FROZEN',
    createdAt: bangkok('2026-03-01T09:00:00').toISOString(),
    publishedAt: bangkok('2026-03-01T09:00:00').toISOString(),
    frozenAt: bangkok('2026-03-02T09:00:00').toISOString(),
  });
  province.orders.push({
    area: '42',
    version: 1,
    orderNo: '1',
    orderDate: '2026-03-01',
    agencies: ['42-health', 'moph', 'moe'],
    recordedAt: bangkok('2026-03-01T09:00:00').toISOString(),
  });
  for (const id of ['H1', 'H2']) {
    province.add(id, '2026-03-01T08:00:00', { type: 'registered', area: '420101' });
    province.add(id, '2026-03-01T10:00:00', { type: 'listed', list: 'L', area: '420101' });
  }
  return province;
}
const give = (province: FactsProvince, household: string, agency: string, coAgencies: string[] = []) =>
  province.add(
    household,
    '2026-05-11T09:00:00',
    assistance({ agency, coAgencies, deliveredOn: '2026-05-10', cashBaht: 100 }),
  );

const health = office('42-health', { reportsAs: 'moph' });
const station = office('42-station', { level: 'TAMBON', parent: '42-health' });

describe('Report A with organisations of the register', () => {
  it('rolls up a revision as of its moment, each household and record once in a row', async () => {
    const province = await helped(health, station);
    give(province, 'H1', '42-station', ['42-health']);
    give(province, 'H2', '42-health', ['cdd']);
    const { report, households } = createFigures(province.dependencies());
    const rows = async (rollUp: 'office' | 'department' | 'ministry') =>
      (await report({ ...MAY, rollUp }, LATER)).rows.map((row) => [
        row.agency,
        row.households,
        row.assistances,
        row.integratedHouseholds,
        row.silent,
      ]);
    expect(await rows('office')).toEqual([
      ['42-health', 2, 2, 1, false],
      ['moph', 0, 0, 0, false],
      ['moe', 0, 0, 0, true],
      ['cdd', 1, 1, 1, false],
      ['42-station', 1, 1, 0, false],
    ]);
    expect(await rows('department')).toEqual([
      ['moph', 2, 2, 1, false],
      ['moe', 0, 0, 0, true],
      ['cdd', 1, 1, 1, false],
    ]);
    expect((await rows('ministry')).map(([agency]) => agency)).toEqual(['moph', 'moe', 'moi']);
    const totals = [];
    for (const rollUp of ['office', 'department', 'ministry'] as const)
      totals.push((await report({ ...MAY, rollUp }, LATER)).total);
    expect(totals.map(({ silent: _silent, ...total }) => total)).toEqual(
      Array.from({ length: 3 }, () =>
        expect.objectContaining({ households: 2, integratedHouseholds: 1, cashBaht: 200 }),
      ),
    );
    const behind = { ...MAY, agency: 'moph', figure: 'households' as const };
    expect(await households(behind, LATER)).toEqual([]);
    expect(await households({ ...behind, rollUp: 'department' }, LATER)).toEqual(['H1', 'H2']);
    // What is stored and published is by offices.
    const [stored] = await revisionsOf(province.statistics, MAY);
    expect(stored?.rows.map(({ agency }) => agency)).toContain('42-station');
  });

  it('knows also who comes from another province, once it helps here', async () => {
    const province = await helped(
      health,
      office('40-health', { reportsAs: '40-region' }),
      office('40-region', { reportsAs: 'moph' }),
    );
    give(province, 'H1', '40-health', ['42-health']);
    const found = await createFigures(province.dependencies()).report({ ...MAY, rollUp: 'ministry' }, LATER);
    expect(found.rows.map(({ agency, households }) => [agency, households])).toEqual([
      ['moph', 1],
      ['moe', 0],
    ]);
    expect(found.total.integratedHouseholds).toBe(0);
  });

  it('hears the sign of life of any organisation under an agency, wherever it is', async () => {
    const province = await helped(
      health,
      office('40-school', { parent: '40-area' }),
      office('40-area', { reportsAs: 'moe' }),
    );
    await province.statistics.recordActivity({
      agency: '40-school',
      month: '2026-05',
      firstAt: bangkok('2026-05-04T09:00:00').toISOString(),
    });
    const { rows } = await createFigures(province.dependencies()).report(MAY, LATER);
    expect(rows.map(({ agency, silent }) => [agency, silent])).toEqual([
      ['42-health', true],
      ['moph', true],
      ['moe', false],
    ]);
  });

  it('says at each moment what was known of the paths then: a change makes a revision, and no old one another', async () => {
    const changedAt = bangkok('2026-06-15T12:00:00').toISOString();
    const before = [{ sector: 'STATE', level: 'PROVINCE', parent: null, reportsAs: null, until: changedAt } as const];
    const province = await helped(
      office('42-a', { reportsAs: 'moph', version: 2, before, changedAt }),
      office('42-b', { reportsAs: 'moph' }),
    );
    give(province, 'H1', '42-a', ['42-b']);
    const figures = createFigures(province.dependencies());
    await figures.report(MAY, LATER);
    const revisions = await revisionsOf(province.statistics, MAY);
    expect(revisions.map(({ asOf, total }) => [asOf, total.integratedHouseholds])).toEqual([
      ['2026-06-05T23:59:00+07:00', 1],
      ['2026-06-15T23:59:59+07:00', 0],
    ]);
  });

  it('is packed with the names of its organisations', async () => {
    const province = await helped(health, station);
    give(province, 'H1', '42-station');
    const [made] = await createEvaluation(province.dependencies()).evaluate([MAY], LATER);
    if (!made) throw new Error('May is closed');
    const names = await province.organisations.getMany(['42-station', '42-health', 'th-other']);
    const source = packageSource({ ...made.report, revision: 0 }, made.matrices, province.lists, names);
    const [agencies] = packageTables(source);
    expect(agencies?.rows.map((row) => row[1]).slice(0, 4)).toEqual([
      'สำนักงาน 42-health',
      'กระทรวงสาธารณสุข',
      'กระทรวงศึกษาธิการ',
      'สำนักงาน 42-station',
    ]);
  });
});
