import { ArnFormat, Aws, CfnOutput, RemovalPolicy, Stack, type App } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, ResourcePolicy } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnLoggingConfiguration } from 'aws-cdk-lib/aws-wafv2';
import { letAlarmsReach } from '#infra/constructs/topic-publisher.ts';
import { EdgeAcl } from '#infra/constructs/edge-acl.ts';
import { ALARM_PERIOD, OnCallAlarm } from '#infra/constructs/on-call-alarm.ts';
import { EDGE_REGION, type EdgeSettings, nameIn, ownHost, type StageSettings } from '#infra/stages.ts';

/**
 * What is in front of page and API, in the one region where CloudFront looks for it: the web ACL with its log, the certificate of a
 * page with a name of its own, and a topic for the alarm. Its outputs are the parameters of the web stack: `npm run deploy` hands
 * them over, since exports of CloudFormation end at the border of a region.
 */
export class EdgeStack extends Stack {
  constructor(app: App, id: string, stage: StageSettings, { requestsAMinute }: EdgeSettings) {
    super(app, id, {
      env: { region: EDGE_REGION },
      terminationProtection: stage.lasting,
      description: 'Guard of the page and the API of the poverty logbook',
    });
    const acl = new EdgeAcl(this, 'Acl', { stage, requestsAMinute });
    this.#log(stage, acl);
    this.#watch(stage, acl);
    new CfnOutput(this, 'WebAclArn', { value: acl.attrArn });

    const host = ownHost(stage);
    if (host === undefined) return;
    // Without a hosted zone: the deployment waits until somebody has put the record into the domain's DNS (docs/runbook.md).
    const certificate = new Certificate(this, 'Certificate', {
      domainName: host,
      validation: CertificateValidation.fromDns(),
    });
    new CfnOutput(this, 'CertificateArn', { value: certificate.certificateArn });
  }

  /** Every request: here alone the caller's own address is seen, behind the edge it is that of the edge. */
  #log(stage: StageSettings, acl: EdgeAcl): void {
    const log = new LogGroup(this, 'Log', {
      // Another beginning is refused.
      logGroupName: `aws-waf-logs-${nameIn(stage, 'edge')}`,
      retention: stage.logRetentionDays,
      removalPolicy: stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const delivery = new ResourcePolicy(this, 'LogDelivery', {
      resourcePolicyName: nameIn(stage, 'edge-log'),
      policyStatements: [
        new PolicyStatement({
          principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          // The attribute ends with `:*`: the streams of this log.
          resources: [log.logGroupArn],
          conditions: {
            StringEquals: { 'aws:SourceAccount': this.account },
            ArnLike: {
              'aws:SourceArn': this.formatArn({
                service: 'logs',
                region: Aws.REGION,
                resource: '*',
                arnFormat: ArnFormat.NO_RESOURCE_NAME,
              }),
            },
          },
        }),
      ],
    });
    const logging = new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [
        // The group itself, without its streams.
        this.formatArn({
          service: 'logs',
          region: Aws.REGION,
          resource: 'log-group',
          resourceName: log.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      // Tokens, and filters of worklists. Paths hold random ids only, and say which call was refused.
      redactedFields: [
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'cookie' } },
        { queryString: {} },
      ],
    });
    logging.node.addDependency(delivery);
  }

  #watch(stage: StageSettings, acl: EdgeAcl): void {
    // Alarms reach topics of their own region only.
    const onCall = new Topic(this, 'EdgeOnCall', {
      topicName: nameIn(stage, 'edge-on-call'),
      enforceSSL: stage.tlsOnly,
    });
    if (stage.tlsOnly) letAlarmsReach(onCall);
    new OnCallAlarm(this, 'Refusing', {
      onCall,
      runbook: 'edge-refusing',
      metric: acl.metricRefused({ period: ALARM_PERIOD }),
      // A scanner passes in minutes; an office of fifty that is shut out tries ten times a minute each.
      threshold: 500,
      periods: 3,
      sentence: {
        th: 'ด่านหน้าปฏิเสธคำขอตั้งแต่ 500 ครั้งใน 5 นาที ติดต่อกัน 15 นาที มีผู้โจมตี หรือหน่วยงานหนึ่งถูกกันออกโดยไม่ตั้งใจ',
        en: 'The edge refuses 500 requests or more in five minutes, for 15 minutes: an attack, or an honest office is shut out. Look whose address it is.',
      },
    });
  }
}
