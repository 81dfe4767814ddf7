import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';

/** Lets a service of AWS publish to a topic, in the name of this account alone. */
export function letPublish(topic: Topic, { sid, service }: { readonly sid: string; readonly service: string }): void {
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid,
      principals: [new ServicePrincipal(service)],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
    }),
  );
}

/**
 * For a topic that refuses plain HTTP. A topic without a policy takes messages of its own account; one that has a policy for that
 * takes none that the policy does not name: every alarm would ring unheard.
 */
export function letAlarmsReach(topic: Topic): void {
  letPublish(topic, { sid: 'Alarms', service: 'cloudwatch.amazonaws.com' });
}
