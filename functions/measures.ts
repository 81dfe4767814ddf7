/** Numbers of a function for CloudWatch, written as one line of its log (EMF): no call, nothing personal. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

import { METRIC_NAMESPACE } from '#shared/contracts/metrics.ts';

export type Measures<Name extends string> = (values: { readonly [N in Name]?: number }) => void;

/** Numbers of one service in one stage: stages may share an account, and an alarm belongs to one. */
export function createMeasures<Name extends string>(service: string, stage: string): Measures<Name> {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: service, defaultDimensions: { stage } });
  return (values) => {
    for (const [name, value] of Object.entries<number | undefined>(values))
      if (value !== undefined) metrics.addMetric(name, MetricUnit.NoUnit, value);
    metrics.publishStoredMetrics();
  };
}
