/** Logger and metrics of a function: JSON lines with stable codes, nothing personal. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { LogLevel } from '@aws-lambda-powertools/logger/types';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

import { METRIC_NAMESPACE, type ApiMetric } from '#shared/contracts/metrics.ts';

export type Observability = {
  logger: Logger;
  /** Adds one to a counter. */
  count: (metric: ApiMetric) => void;
};

export function createObservability(service: string, level: LogLevel): Observability {
  const logger = new Logger({ serviceName: service, logLevel: level });
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: service });
  return {
    logger,
    count: (metric) => {
      metrics.addMetric(metric, MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
    },
  };
}
