/** Wiring of the step that says which provinces evaluate which months. */
import { machineStep } from '#functions/machine-step.ts';
import { requestSubject } from '#functions/statistics/request-subject.ts';
import { statisticsPlanEnv } from '#shared/contracts/env.ts';
import { statisticsRequest } from '#shared/contracts/statistics-run.ts';
import { planProvinces } from './plan-provinces.ts';

const env = statisticsPlanEnv.parse(process.env);

export const handler = machineStep({
  machine: 'figures',
  name: 'statistics-plan',
  logLevel: env.LOG_LEVEL,
  input: statisticsRequest,
  subject: requestSubject,
  // oxlint-disable-next-line typescript/require-await -- a step wants a promise
  build: () => async (request) => planProvinces(request, new Date()),
});
