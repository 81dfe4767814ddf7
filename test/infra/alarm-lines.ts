/**
 * The alarms of a stage's templates as lines that a person reads, whole, by stack and construct:
 * `Sum of AWS/Lambda Errors {FunctionName: Plan} in 300 s >= 1, 1 of 1 periods; silence notBreaching; ALARM and OK to OnCall`.
 */
import type { StageName } from '#infra/stages.ts';
import { partOf, plain, textOf } from './template-text.ts';
import { type Json, ofType } from './templates.ts';

const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '>=',
  GreaterThanThreshold: '>',
  LessThanOrEqualToThreshold: '<=',
  LessThanThreshold: '<',
};

function metricText({ Stat, Metric, Period, ...more }: Json): string {
  const dimensions = (Metric.Dimensions ?? []).map(({ Name, Value }: Json) => `${Name}: ${textOf(Value)}`);
  const text = `${Stat} of ${Metric.Namespace} ${Metric.MetricName} {${dimensions.join(', ')}} in ${Period} s`;
  return [text, ...whole(more)].join(' ');
}

/** `100 * errors / calls where calls = Sum of … and errors = Sum of …` */
function mathText(queries: readonly Json[]): string {
  const [ringing, others] = [true, false].map((wanted) =>
    queries
      .filter(({ ReturnData = true }) => ReturnData === wanted)
      .map(({ Id, Expression, MetricStat, ReturnData: _wanted, Label: _label, ...more }) => ({
        id: Id,
        text: [Expression ?? metricText(MetricStat), ...whole(more)].join(' '),
      })),
  );
  const names = (others ?? []).map(({ id, text }) => `${id} = ${text}`).toSorted();
  return `${ringing?.map(({ text }) => text).join()} where ${names.join(' and ')}`;
}

/** What no line has a word for. */
const whole = (properties: Json): string[] =>
  Object.entries(properties).map(([name, value]) => `${name} ${JSON.stringify(value)}`);

function lineOf(properties: Record<string, Json>): string {
  const {
    AlarmDescription: _words,
    Tags: _tags,
    Namespace,
    MetricName,
    Dimensions,
    Statistic,
    ExtendedStatistic,
    Period,
    Metrics,
    Threshold,
    ComparisonOperator,
    EvaluationPeriods,
    DatapointsToAlarm = EvaluationPeriods,
    TreatMissingData = 'missing',
    AlarmActions = [],
    OKActions = [],
    ...more
  } = properties;
  const number = Metrics
    ? mathText(Metrics)
    : metricText({ Stat: Statistic ?? ExtendedStatistic, Metric: { Namespace, MetricName, Dimensions }, Period });
  const to = (actions: readonly Json[]): string => actions.map((action) => textOf(action)).join(' and ') || 'nobody';
  return [
    `${number} ${SIGNS[ComparisonOperator] ?? ComparisonOperator} ${Threshold}, ${DatapointsToAlarm} of ${EvaluationPeriods} periods`,
    `silence ${TreatMissingData}`,
    to(AlarmActions) === to(OKActions)
      ? `ALARM and OK to ${to(AlarmActions)}`
      : `ALARM to ${to(AlarmActions)}, OK to ${to(OKActions)}`,
    ...whole(more),
  ].join('; ');
}

export function alarmLines(stage: StageName): Record<string, string> {
  return Object.fromEntries(
    ofType(stage, 'AWS::CloudWatch::Alarm').map(({ stack, id, properties }) => [
      `${partOf(stack)}/${plain(id)}`,
      lineOf(properties),
    ]),
  );
}
