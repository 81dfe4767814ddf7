import type { Subject } from '#functions/machine-step.ts';
import type { StatisticsRequest } from '#shared/contracts/statistics-run.ts';

/** What the lines of a run name: which it is, and on demand of which month and area. */
export function requestSubject(request: StatisticsRequest): Subject {
  if (request.kind !== 'demand') return { kind: request.kind };
  const { kind, run, month, area } = request;
  return { kind, run, month, area };
}
