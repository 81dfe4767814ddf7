import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** What the person on call reads first: what does not work now for whom, and where to begin. */
export type Sentence = { readonly th: string; readonly en: string };

/** Section of docs/runbook.md that says what an alarm means, what to look at first, and how to mend it. A test holds them to each other. */
export type RunbookSection =
  | 'api-server-errors'
  | 'api-slow'
  | 'edge-refusing'
  | 'function-errors'
  | 'function-throttled'
  | 'import-broken'
  | 'import-not-started'
  | 'import-stuck'
  | 'rebuild-broken'
  | 'targeting-broken'
  | 'rows-rejected'
  | 'search-broken'
  | 'sign-in-failing'
  | 'statistics-broken'
  | 'statistics-late'
  | 'statistics-not-started'
  | 'table-throttled'
  | 'undo-broken';

export type OnCallAlarmProps = {
  readonly onCall: ITopic;
  readonly metric: IMetric;
  readonly sentence: Sentence;
  readonly runbook: RunbookSection;
  /** The alarm rings at this value or above; 1 unless said. */
  readonly threshold?: number;
  /** How many of the last periods; 1 unless said. */
  readonly periods?: number;
  /** Of these, so many that reached it; all unless said. */
  readonly reachedIn?: number;
  /** It rings below the threshold instead. */
  readonly below?: boolean;
  /** It rings when there is no number at all: of something that must happen. */
  readonly silenceRings?: boolean;
};

/** An alarm that reaches somebody and says in words what is wrong. */
export class OnCallAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    {
      onCall,
      metric,
      sentence,
      runbook,
      threshold = 1,
      periods = 1,
      reachedIn = periods,
      below = false,
      silenceRings = false,
    }: OnCallAlarmProps,
  ) {
    super(scope, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      ...(reachedIn === periods ? {} : { datapointsToAlarm: reachedIn }),
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silenceRings ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${sentence.th}\n${sentence.en} Runbook: docs/runbook.md#${runbook}.`,
    });
    this.addAlarmAction(new SnsAction(onCall));
    this.addOkAction(new SnsAction(onCall));
  }
}

/** Sums are taken over five minutes: short enough to act on, long enough not to ring twice for one burst. */
export const ALARM_PERIOD: Duration = Duration.minutes(5);
