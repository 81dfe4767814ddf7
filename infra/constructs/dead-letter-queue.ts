import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { nameIn, type StageSettings } from '#infra/stages.ts';
import { ALARM_PERIOD, OnCallAlarm, type RunbookSection, type Sentence } from './on-call-alarm.ts';

export type DeadLetterQueueProps = {
  readonly stage: StageSettings;
  readonly name: string;
  readonly onCall: ITopic;
  readonly sentence: Sentence;
  readonly runbook: RunbookSection;
};

/** Where an event goes that could not be delivered: kept for 14 days, and somebody is told at the first one. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, { stage, name, onCall, sentence, runbook }: DeadLetterQueueProps) {
    super(scope, id, {
      queueName: nameIn(stage, name),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: stage.tlsOnly,
    });
    new OnCallAlarm(this, 'NotEmpty', {
      onCall,
      metric: this.metricApproximateNumberOfMessagesVisible({ statistic: 'max', period: ALARM_PERIOD }),
      sentence,
      runbook,
    });
  }
}
