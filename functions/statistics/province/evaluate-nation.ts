import type { NationItem, ProvinceAnswer } from '#shared/contracts/statistics-run.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { createNationEvaluation } from '#shared/statistics/nation-evaluation.ts';
import { writeSnapshot } from '#shared/statistics/snapshots.ts';

import type { ProvinceDependencies } from './evaluate-province.ts';
import { publishAgencyPackages } from './publish-agency-packages.ts';
import { publishCasePackages } from './publish-case-packages.ts';

/**
 * Makes Reports A and C of the nation from the parts of the provinces, once all of them have answered, then their snapshots and packages. While
 * a province is broken the nation stays as it was: a sum without a province would be a wrong figure. It may be killed and called again at any
 * point, and twice at the same time.
 */
export async function evaluateNation(
  { nation, provinces }: NationItem,
  dependencies: Omit<ProvinceDependencies, 'sleep'>,
): Promise<ProvinceAnswer> {
  const answer: ProvinceAnswer = { ok: true, province: NATION, revisions: 0, packages: [] };
  if (nation === null || !provinces.every(({ ok }) => ok)) return answer;
  const { statistics, lists, now } = dependencies;
  const evaluation = createNationEvaluation(dependencies);
  for (const month of nation.months) {
    const moment = now();
    answer.revisions += await evaluation.evaluate(month);
    await writeSnapshot(statistics, { month, area: NATION }, moment);
  }
  const allLists = await lists.all();
  const item = { months: nation.months, quarters: [], demand: nation.demand };
  answer.packages.push(
    ...(await publishAgencyPackages(
      dependencies,
      NATION,
      item,
      allLists,
      async (month, _, reports) => {
        const moments = reports.map(({ asOf }) => new Date(asOf));
        return (await evaluation.agenciesAt(month, moments)).map((calculator) => calculator.matrices());
      },
      now(),
    )),
    ...(await publishCasePackages(dependencies, NATION, item, allLists, now())),
  );
  return answer;
}
