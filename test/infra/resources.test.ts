import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import * as env from '#shared/contracts/env.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { TABLES } from '#shared/tables.ts';
import { STAGES } from '#infra/stages.ts';
import { type Json, ofType, type Resource, STAGE_NAMES, templatesOf } from './templates.ts';

/** The schema of each function's environment, by the name that its folder gives it. */
const SCHEMAS: Readonly<Record<string, z.ZodObject>> = {
  'api-me': env.meEnv,
  'api-reference': env.referenceEnv,
  'api-openapi': env.openapiEnv,
  'api-uploads': env.uploadsEnv,
  'api-households': env.householdsEnv,
  'api-logbook': env.logbookEnv,
  'api-target-lists': env.targetListsEnv,
  'api-committees': env.committeesEnv,
  'api-statistics': env.statisticsEnv,
  'api-reports': env.reportsEnv,
  'api-access-log': env.accessLogEnv,
  'ingest-read': env.ingestReadEnv,
  'ingest-load': env.ingestLoadEnv,
  'ingest-finish': env.ingestFinishEnv,
  'ingest-fail': env.ingestFailEnv,
  'statistics-plan': env.statisticsPlanEnv,
  'statistics-province': env.statisticsProvinceEnv,
  'statistics-finish': env.statisticsFinishEnv,
  'identity-token-claims': env.tokenClaimsEnv,
};

const functionName = (stage: string, { properties }: Resource): string =>
  String(properties['FunctionName']).replace(`poverty-logbook-${stage}-`, '');

/** A value of a template as it may stand at run time. */
function atRunTime(value: Json): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(atRunTime).join(value['Fn::Join'][0]);
  const reference: string = value.Ref ?? value['Fn::ImportValue'];
  if (/FnGetAttPersonalDataKey\w+Arn/.test(reference)) return 'arn:aws:kms:ap-southeast-7:111122223333:key/k';
  if (/FnGetAtt(?:Index|Cursor)Secret\w*Id/.test(reference))
    return 'arn:aws:secretsmanager:ap-southeast-7:111122223333:secret:s';
  return reference;
}

const alarmsOf = (stage: (typeof STAGE_NAMES)[number], { stack, id }: Resource, metric: string): Resource[] =>
  ofType(stage, 'AWS::CloudWatch::Alarm').filter(
    ({ stack: where, properties }) =>
      where === stack &&
      properties['MetricName'] === metric &&
      properties['Dimensions']?.some(({ Value }: Json) => Value?.Ref === id || Value?.['Fn::GetAtt']?.[0] === id),
  );

describe.each(STAGE_NAMES)('resources of %s', (stage) => {
  const settings = STAGES[stage];

  it('every function runs Node 24 on arm64, traced, with its own log that ends', () => {
    const functions = ofType(stage, 'AWS::Lambda::Function');
    expect(functions.map((fn) => functionName(stage, fn)).toSorted()).toEqual(Object.keys(SCHEMAS).toSorted());
    for (const { at, stack, properties } of functions) {
      expect(properties, at).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        Handler: 'index.handler',
      });
      expect(properties['ReservedConcurrentExecutions'], at).toBeUndefined();
      expect(properties['Timeout'], at).toBeGreaterThan(3);
      const logId = properties['LoggingConfig'].LogGroup.Ref;
      const log = ofType(stage, 'AWS::Logs::LogGroup').find((group) => group.stack === stack && group.id === logId);
      expect(log?.properties['RetentionInDays'], at).toBe(settings.logRetentionDays);
    }
  });

  it('every function has alarms on errors and on throttles', () => {
    for (const fn of ofType(stage, 'AWS::Lambda::Function')) {
      expect(alarmsOf(stage, fn, 'Errors'), fn.at).toHaveLength(1);
      expect(alarmsOf(stage, fn, 'Throttles'), fn.at).toHaveLength(1);
    }
  });

  it("every function's environment is exactly its schema, and fits it", () => {
    for (const fn of ofType(stage, 'AWS::Lambda::Function')) {
      const variables = fn.properties['Environment'].Variables;
      const schema = SCHEMAS[functionName(stage, fn)]!;
      expect(Object.keys(variables).toSorted(), fn.at).toEqual(Object.keys(schema.shape).toSorted());
      const values = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, atRunTime(value)]));
      expect(schema.safeParse(values).error, fn.at).toBeUndefined();
    }
  });

  it('every log ends', () => {
    for (const { at, properties } of ofType(stage, 'AWS::Logs::LogGroup')) {
      expect(properties['RetentionInDays'], at).toBe(settings.logRetentionDays);
    }
  });

  it('every alarm has a condition, somebody to call, and a sentence in two languages', () => {
    const sentences = new Set<string>();
    for (const { at, properties } of ofType(stage, 'AWS::CloudWatch::Alarm')) {
      expect(properties['AlarmActions'], at).toHaveLength(1);
      expect(JSON.stringify(properties['AlarmActions']), at).toMatch(/OnCall/);
      expect(properties, at).toMatchObject({
        Threshold: expect.any(Number),
        EvaluationPeriods: expect.any(Number),
      });
      expect('MetricName' in properties || 'Metrics' in properties, at).toBe(true);
      expect(properties['AlarmDescription'], at).toMatch(/^[^\n]*[\u0E00-\u0E7F][^\n]*\n[A-Z][^\n]{20,}[.)]$/u);
      expect(properties['AlarmDescription'].length, at).toBeLessThanOrEqual(1024);
      sentences.add(properties['AlarmDescription']);
    }
    expect(sentences.size).toBeGreaterThan(40);
  });

  it('every route of the route table is there with its authorizer, and no other', () => {
    const routes = ofType(stage, 'AWS::ApiGatewayV2::Route').map(({ properties }) => ({
      key: properties['RouteKey'],
      type: properties['AuthorizationType'],
      authorizer: properties['AuthorizerId'] !== undefined,
    }));
    const expected = ROUTES.map(({ method, path, permission }) => ({
      key: `${method} ${path}`,
      type: permission === 'public' ? 'NONE' : 'JWT',
      authorizer: permission !== 'public',
    }));
    const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);
    expect(routes.toSorted(byKey)).toEqual(expected.toSorted(byKey));
    expect(expected.filter(({ type }) => type === 'NONE').map(({ key }) => key)).toEqual(['GET /v1/openapi.json']);
  });

  it('each route goes to the function of its resource', () => {
    const byId = new Map(templatesOf(stage).resources.map((resource) => [resource.id, resource]));
    for (const { properties } of ofType(stage, 'AWS::ApiGatewayV2::Route')) {
      const route = ROUTES.find(({ method, path }) => `${method} ${path}` === properties['RouteKey'])!;
      const integration = byId.get(
        /integrations\/","?.*?"Ref":"(\w+)"/.exec(JSON.stringify(properties['Target']))![1]!,
      )!;
      const fn = byId.get(integration.properties['IntegrationUri']['Fn::GetAtt'][0])!;
      expect(functionName(stage, fn)).toBe(`api-${route.resource}`);
      expect(integration.properties['PayloadFormatVersion']).toBe('2.0');
    }
  });

  it('the API is throttled and keeps traffic data without what was asked', () => {
    const [only] = ofType(stage, 'AWS::ApiGatewayV2::Stage');
    expect(only?.properties['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: settings.throttle.rate,
      ThrottlingBurstLimit: settings.throttle.burst,
    });
    expect(only?.properties['AccessLogSettings'].Format).not.toMatch(/context\.path|querystring/i);
  });

  it('no metrics are paid for by the route: the access log names it', () => {
    const [only] = ofType(stage, 'AWS::ApiGatewayV2::Stage');
    expect(only?.properties['DefaultRouteSettings'].DetailedMetricsEnabled).toBe(false);
    expect(only?.properties['RouteSettings']).toBeUndefined();
    expect(JSON.parse(only?.properties['AccessLogSettings'].Format).route).toBe('$context.routeKey');
  });

  it('every bucket is private, versioned, encrypted, has an end, and tells its readers', () => {
    const policies = ofType(stage, 'AWS::S3::BucketPolicy');
    for (const { at, id, stack, properties } of ofType(stage, 'AWS::S3::Bucket')) {
      expect(properties, at).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
      });
      const rules = properties['LifecycleConfiguration'].Rules;
      expect(
        rules.some((rule: Json) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation === 1),
        at,
      ).toBe(true);
      expect(rules.length, at).toBeGreaterThan(1);
      const policy = policies.find((one) => one.stack === stack && one.properties['Bucket'].Ref === id);
      const denies = (policy?.properties['PolicyDocument'].Statement ?? []).filter(
        (statement: Json) =>
          statement.Effect === 'Deny' && statement.Condition?.Bool?.['aws:SecureTransport'] === 'false',
      );
      expect(denies, at).toHaveLength(settings.tlsOnly ? 1 : 0);
    }
  });

  it('every bucket writes its readers down in the bucket of logs, which takes them from this account alone', () => {
    const written = ofType(stage, 'AWS::S3::Bucket').map(
      ({ properties }) => properties['LoggingConfiguration']?.LogFilePrefix,
    );
    expect(new Set(written)).toEqual(new Set([undefined, 'page/', 'reports/', 'uploads/']));
    const policy = ofType(stage, 'AWS::S3::BucketPolicy').find(({ id }) => id.startsWith('AccessLogs'))!;
    const taking = policy.properties['PolicyDocument'].Statement.filter(({ Effect }: Json) => Effect === 'Allow');
    expect(taking.map(({ Resource }: Json) => Resource['Fn::Join'][1][1]).toSorted()).toEqual([
      '/page/*',
      '/reports/*',
      '/uploads/*',
    ]);
    for (const statement of taking)
      expect(statement).toMatchObject({
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      });
  });

  it('files end when nobody needs them, and packages never do', () => {
    const days = (id: RegExp): Record<string, number> => {
      const bucket = ofType(stage, 'AWS::S3::Bucket').find((one) => id.test(one.id))!;
      const rules: Json[] = bucket.properties['LifecycleConfiguration'].Rules;
      return Object.fromEntries(
        rules.filter((r) => r.ExpirationInDays).map((r) => [r.Prefix ?? '', r.ExpirationInDays]),
      );
    };
    expect(days(/^Uploads/)).toEqual({ 'incoming/': 30, 'work/': 7, 'returned/': 90 });
    expect(days(/^Reports/)).toEqual({});
  });

  it('a browser may post to the uploads bucket from the page alone', () => {
    const cors = ofType(stage, 'AWS::S3::Bucket').flatMap(
      (one) => one.properties['CorsConfiguration']?.CorsRules ?? [],
    );
    expect(cors).toHaveLength(1);
    expect(cors[0]).toMatchObject({ AllowedMethods: ['POST'], AllowedOrigins: [settings.webOrigin] });
  });

  it('every table of the definitions is there: keys, indexes, recovery, own key, time to live', () => {
    const tables = ofType(stage, 'AWS::DynamoDB::GlobalTable');
    expect(tables).toHaveLength(Object.keys(TABLES).length);
    for (const [name, definition] of Object.entries(TABLES)) {
      const physical = `poverty-logbook-${stage}-${name === 'AccessLog' ? 'access-log' : name.toLowerCase()}`;
      const table = tables.find(({ properties }) => properties['TableName'] === physical)!;
      expect(table.properties, name).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
      for (const replica of table.properties['Replicas']) {
        expect(replica, name).toMatchObject({
          DeletionProtectionEnabled: settings.lasting,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { KMSMasterKeyId: expect.anything() },
        });
      }
      expect(
        (table.properties['GlobalSecondaryIndexes'] ?? []).map((index: Json) => ({
          name: index.IndexName,
          partitionKey: index.KeySchema[0].AttributeName,
          sortKey: index.KeySchema[1].AttributeName,
          include: index.Projection.NonKeyAttributes ?? [],
        })),
      ).toEqual(definition.indexes);
      expect(table.properties['TimeToLiveSpecification']?.AttributeName).toBe(
        'timeToLive' in definition ? definition.timeToLive : undefined,
      );
      expect(table.raw['DeletionPolicy']).toBe(settings.lasting ? 'Retain' : 'Delete');
    }
  });

  it('every key rotates', () => {
    const keys = ofType(stage, 'AWS::KMS::Key');
    expect(keys).toHaveLength(4);
    for (const { at, properties } of keys) expect(properties['EnableKeyRotation'], at).toBe(true);
  });

  it('what comes by itself has a dead-letter queue: rules and schedules', () => {
    const targets = [
      ...ofType(stage, 'AWS::Events::Rule').flatMap(({ at, properties }) =>
        properties['Targets'].map((target: Json) => ({ at, target })),
      ),
      ...ofType(stage, 'AWS::Scheduler::Schedule').map(({ at, properties }) => ({ at, target: properties['Target'] })),
    ];
    expect(targets).toHaveLength(4);
    for (const { at, target } of targets) {
      expect(target.DeadLetterConfig?.Arn, at).toBeDefined();
      expect(target.RetryPolicy, at).toMatchObject({ MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 21_600 });
    }
  });

  it('no function is called without somebody waiting, unless it has a dead-letter queue', () => {
    const waiting = ['apigateway.amazonaws.com', 'cognito-idp.amazonaws.com'];
    for (const { at, properties } of ofType(stage, 'AWS::Lambda::Permission')) {
      expect(waiting, at).toContain(properties['Principal']);
    }
    expect(ofType(stage, 'AWS::Lambda::EventSourceMapping')).toEqual([]);
  });

  it('every queue is encrypted, kept for 14 days, and rings when something lies in it', () => {
    for (const queue of ofType(stage, 'AWS::SQS::Queue')) {
      expect(queue.properties, queue.at).toMatchObject({
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 14 * 86_400,
      });
      expect(alarmsOf(stage, queue, 'ApproximateNumberOfMessagesVisible'), queue.at).toHaveLength(1);
    }
  });

  it('figures run after the close and each night, by the clock of Bangkok', () => {
    const schedules = ofType(stage, 'AWS::Scheduler::Schedule').map(({ properties }) => ({
      expression: properties['ScheduleExpression'],
      zone: properties['ScheduleExpressionTimezone'],
      input: JSON.parse(properties['Target'].Input),
    }));
    expect(schedules).toEqual([
      {
        expression: 'cron(5 0 6 * ? *)',
        zone: 'Asia/Bangkok',
        input: { kind: 'close', scheduledTime: '<aws.scheduler.scheduled-time>' },
      },
      {
        expression: 'cron(10 0 * * ? *)',
        zone: 'Asia/Bangkok',
        input: { kind: 'nightly', scheduledTime: '<aws.scheduler.scheduled-time>' },
      },
    ]);
  });

  it('state machines log, trace, and ring when they fail, time out or are stopped', () => {
    for (const machine of ofType(stage, 'AWS::StepFunctions::StateMachine')) {
      expect(machine.properties, machine.at).toMatchObject({
        TracingConfiguration: { Enabled: true },
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false, Destinations: [expect.anything()] },
        StateMachineType: 'STANDARD',
      });
      for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted']) {
        expect(alarmsOf(stage, machine, metric), `${machine.at} ${metric}`).toHaveLength(1);
      }
    }
  });

  it('no secret of a developer’s machine stands in a template', () => {
    expect(JSON.stringify(templatesOf(stage).templates)).not.toMatch(/raw:/);
  });

  it('nothing is made by functions of CDK’s own', () => {
    const custom = templatesOf(stage).resources.filter(({ type }) => /^Custom::|CustomResource/.test(type));
    expect(custom).toEqual([]);
  });

  it('is of this size', () => {
    const counts: Record<string, number> = {};
    for (const { type } of templatesOf(stage).resources) counts[type] = (counts[type] ?? 0) + 1;
    expect(counts).toMatchSnapshot();
  });
});
