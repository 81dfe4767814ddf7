import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** What the person on call reads first: what does not work now for whom, and where to begin. */
export type Sentence = { readonly th: string; readonly en: string };

export type OnCallAlarmProps = {
  readonly onCall: ITopic;
  readonly metric: Metric;
  readonly sentence: Sentence;
  /** The alarm rings at this value or above; 1 unless said. */
  readonly threshold?: number;
  /** Periods in a row; 1 unless said. */
  readonly periods?: number;
};

/** An alarm that reaches somebody and says in words what is wrong. No metric math: it must exist on the emulator too. */
export class OnCallAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    { onCall, metric, sentence, threshold = 1, periods = 1 }: OnCallAlarmProps,
  ) {
    super(scope, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${sentence.th}\n${sentence.en}`,
    });
    this.addAlarmAction(new SnsAction(onCall));
    this.addOkAction(new SnsAction(onCall));
  }
}

/** Sums are taken over five minutes: short enough to act on, long enough not to ring twice for one burst. */
export const ALARM_PERIOD: Duration = Duration.minutes(5);
