import { Stack, type App } from 'aws-cdk-lib';
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { letPublish } from '#infra/constructs/topic-publisher.ts';
import { BILLING_REGION, nameIn, type StageSettings } from '#infra/stages.ts';

/**
 * Tells people of costs that nobody expected, at once. It watches what bears the tag `project` of this platform, all stages of the
 * account: an account may have one monitor of all services only, and often has it already. A stack and a topic of its own, because
 * costs are watched where AWS bills, and young regions do not know these types.
 */
export class CostStack extends Stack {
  constructor(app: App, id: string, stage: StageSettings, usd: number) {
    super(app, id, {
      env: { region: BILLING_REGION },
      terminationProtection: stage.lasting,
      description: 'Word of unusual costs of the poverty logbook',
    });
    const topic = new Topic(this, 'CostWatch', { topicName: nameIn(stage, 'cost-watch'), enforceSSL: stage.tlsOnly });
    letPublish(topic, { sid: 'Costs', service: 'costalerts.amazonaws.com' });
    const monitor = new CfnAnomalyMonitor(this, 'Monitor', {
      monitorName: nameIn(stage, 'costs'),
      monitorType: 'CUSTOM',
      monitorSpecification: JSON.stringify({
        Tags: { Key: 'project', Values: ['poverty-logbook'], MatchOptions: ['EQUALS'] },
      }),
    });
    const subscription = new CfnAnomalySubscription(this, 'Subscription', {
      // Its name is all that a message says of where to look: the section of docs/runbook.md.
      subscriptionName: nameIn(stage, 'cost-anomaly'),
      frequency: 'IMMEDIATE',
      monitorArnList: [monitor.attrMonitorArn],
      subscribers: [{ type: 'SNS', address: topic.topicArn }],
      thresholdExpression: JSON.stringify({
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: [String(usd)],
        },
      }),
    });
    // It tries the topic when it is made.
    subscription.node.addDependency(topic);
  }
}
