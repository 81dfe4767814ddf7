import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type ImportMetric, METRIC_NAMESPACE, type StatisticsMetric } from '#shared/contracts/metrics.ts';
import type { StageSettings } from '#infra/stages.ts';

/** A number that the steps of an import give. */
export function importMetric(stage: StageSettings, name: ImportMetric, options: MetricOptions): Metric {
  return own(stage, 'import', name, options);
}

/** A number that the runs of figures give. */
export function statisticsMetric(stage: StageSettings, name: StatisticsMetric, options: MetricOptions): Metric {
  return own(stage, 'statistics', name, options);
}

function own(stage: StageSettings, service: string, metricName: string, options: MetricOptions): Metric {
  const dimensionsMap = { service, stage: stage.name };
  return new Metric({ namespace: METRIC_NAMESPACE, metricName, dimensionsMap, ...options });
}
