/** Wiring of the step that says which provinces evaluate which months. */
import { statisticsPlanEnv } from '#shared/contracts/env.ts';
import { statisticsRequest } from '#shared/contracts/statistics-run.ts';
import type { ProvinceItem } from '#shared/contracts/statistics-run.ts';
import { planProvinces } from './plan-provinces.ts';

statisticsPlanEnv.parse(process.env);

// oxlint-disable-next-line typescript/require-await -- Lambda wants a promise
export async function handler(event: unknown): Promise<{ items: ProvinceItem[] }> {
  return planProvinces(statisticsRequest.parse(event), new Date());
}
