import type { Subject } from '#functions/machine-step.ts';
import type { StatisticsRequest } from '#shared/contracts/statistics-run.ts';

/** What the lines of a run name: which it is, and on demand of which period and area. */
export function requestSubject(request: StatisticsRequest): Subject {
  if (request.kind !== 'demand') return { kind: request.kind };
  const { kind, run, month, quarter, fiscalYear, area } = request;
  return {
    kind,
    run,
    month,
    ...(quarter === undefined ? {} : { quarter }),
    ...(fiscalYear === undefined ? {} : { fiscalYear }),
    area,
  };
}
