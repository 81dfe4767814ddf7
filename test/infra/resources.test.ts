import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import * as env from '#shared/contracts/env.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { TABLES } from '#shared/tables.ts';
import { STAGES } from '#infra/stages.ts';
import { textOf } from './template-text.ts';
import { type Json, ofType, type Resource, STAGE_NAMES, templatesOf } from './templates.ts';

/**
 * Each function, by the name that its folder gives it: the schema of its environment, its memory and its time. 1,769 MB are one whole
 * processor; of a caller's 30 seconds the gateway keeps two.
 */
const FUNCTIONS: Readonly<Record<string, { schema: z.ZodObject; mb: number; seconds: number }>> = {
  'api-me': { schema: env.meEnv, mb: 512, seconds: 28 },
  'api-reference': { schema: env.referenceEnv, mb: 512, seconds: 28 },
  'api-openapi': { schema: env.openapiEnv, mb: 512, seconds: 28 },
  'api-uploads': { schema: env.uploadsEnv, mb: 1024, seconds: 28 },
  'api-households': { schema: env.householdsEnv, mb: 1769, seconds: 28 },
  'api-logbook': { schema: env.logbookEnv, mb: 1769, seconds: 28 },
  'api-plans': { schema: env.plansEnv, mb: 1769, seconds: 28 },
  'api-plan-prints': { schema: env.planPrintsEnv, mb: 1769, seconds: 28 },
  'api-meetings': { schema: env.meetingsEnv, mb: 1769, seconds: 28 },
  'api-referrals': { schema: env.referralsEnv, mb: 1769, seconds: 28 },
  'api-target-lists': { schema: env.targetListsEnv, mb: 512, seconds: 28 },
  'api-committees': { schema: env.committeesEnv, mb: 512, seconds: 28 },
  'api-accounts': { schema: env.accountsEnv, mb: 512, seconds: 28 },
  'api-registers': { schema: env.registersEnv, mb: 512, seconds: 28 },
  'api-statistics': { schema: env.statisticsEnv, mb: 1769, seconds: 28 },
  'api-reports': { schema: env.reportsEnv, mb: 1024, seconds: 28 },
  'api-access-log': { schema: env.accessLogEnv, mb: 512, seconds: 28 },
  'api-events': { schema: env.eventsEnv, mb: 512, seconds: 28 },
  'events-deliver': { schema: env.eventsDeliverEnv, mb: 512, seconds: 55 },
  'api-due': { schema: env.dueEnv, mb: 1769, seconds: 28 },
  'api-subject-requests': { schema: env.subjectRequestsEnv, mb: 1769, seconds: 28 },
  'ingest-read': { schema: env.ingestReadEnv, mb: 3008, seconds: 900 },
  'ingest-load': { schema: env.ingestLoadEnv, mb: 1769, seconds: 900 },
  'ingest-finish': { schema: env.ingestFinishEnv, mb: 1769, seconds: 900 },
  'targeting-run': { schema: env.targetingRunEnv, mb: 1769, seconds: 900 },
  'duplicates-find': { schema: env.duplicatesFindEnv, mb: 1769, seconds: 900 },
  'ingest-undo': { schema: env.ingestUndoEnv, mb: 1769, seconds: 900 },
  'ingest-fail': { schema: env.ingestFailEnv, mb: 512, seconds: 60 },
  'statistics-plan': { schema: env.statisticsPlanEnv, mb: 512, seconds: 60 },
  'statistics-province': { schema: env.statisticsProvinceEnv, mb: 1769, seconds: 900 },
  'statistics-finish': { schema: env.statisticsFinishEnv, mb: 512, seconds: 60 },
  'statistics-publish': { schema: env.statisticsPublishEnv, mb: 1769, seconds: 900 },
  'rebuild-plan': { schema: env.rebuildPlanEnv, mb: 512, seconds: 60 },
  'rebuild-province': { schema: env.rebuildProvinceEnv, mb: 1769, seconds: 900 },
  'rebuild-finish': { schema: env.rebuildPlanEnv, mb: 512, seconds: 60 },
  'identity-authorizer': { schema: env.authorizerEnv, mb: 512, seconds: 8 },
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

describe.each(STAGE_NAMES)('resources of %s', (stage) => {
  const settings = STAGES[stage];

  it('every function runs Node 24 on arm64 with the memory and time it was given, traced, with its own log that ends', () => {
    const functions = ofType(stage, 'AWS::Lambda::Function');
    expect(functions.map((fn) => functionName(stage, fn)).toSorted()).toEqual(Object.keys(FUNCTIONS).toSorted());
    for (const fn of functions) {
      const { at, stack, properties } = fn;
      const { mb, seconds } = FUNCTIONS[functionName(stage, fn)]!;
      expect(properties, at).toMatchObject({
        MemorySize: mb,
        Timeout: seconds,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        Handler: 'index.handler',
      });
      expect(properties['ReservedConcurrentExecutions'], at).toBeUndefined();
      const logId = properties['LoggingConfig'].LogGroup.Ref;
      const log = ofType(stage, 'AWS::Logs::LogGroup').find((group) => group.stack === stack && group.id === logId);
      expect(log?.properties['RetentionInDays'], at).toBe(settings.logRetentionDays);
    }
  });

  it('what takes files has room for the largest of 300 MB, for two that it makes of it and for what it sorts', () => {
    const rooms = ofType(stage, 'AWS::Lambda::Function').flatMap((fn) => {
      const { EphemeralStorage: room } = fn.properties;
      return room === undefined ? [] : [`${functionName(stage, fn)} ${room.Size}`];
    });
    expect(rooms.toSorted()).toEqual(['ingest-finish 4096', 'ingest-read 4096']);
  });

  it("every function's environment is exactly its schema, and fits it", () => {
    for (const fn of ofType(stage, 'AWS::Lambda::Function')) {
      const variables = fn.properties['Environment'].Variables;
      const { schema } = FUNCTIONS[functionName(stage, fn)]!;
      expect(Object.keys(variables).toSorted(), fn.at).toEqual(Object.keys(schema.shape).toSorted());
      const values = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, atRunTime(value)]));
      expect(schema.safeParse(values).error, fn.at).toBeUndefined();
    }
  });

  it('every log ends', () => {
    for (const { at, properties } of ofType(stage, 'AWS::Logs::LogGroup'))
      expect(properties['RetentionInDays'], at).toBe(settings.logRetentionDays);
  });

  it('every alarm says in two languages what is wrong', () => {
    const sentences = new Set<string>();
    for (const { at, properties } of ofType(stage, 'AWS::CloudWatch::Alarm')) {
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
      type: permission === 'public' ? 'NONE' : 'CUSTOM',
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
    // Who called, from where and when, is what the law asks for; of what was asked stands the route alone, without its values.
    expect(JSON.parse(only?.properties['AccessLogSettings'].Format)).toEqual({
      requestId: '$context.requestId',
      at: '$context.requestTime',
      ip: '$context.identity.sourceIp',
      sub: '$context.authorizer.sub',
      client: '$context.authorizer.client_id',
      route: '$context.routeKey',
      status: '$context.status',
      bytes: '$context.responseLength',
      ms: '$context.responseLatency',
      error: '$context.error.messageString',
    });
    expect(textOf(only?.properties['AccessLogSettings'].DestinationArn)).toBe('AccessLog');
  });

  it('no metrics are paid for by the route: the access log names it', () => {
    const [only] = ofType(stage, 'AWS::ApiGatewayV2::Stage');
    expect(only?.properties['DefaultRouteSettings'].DetailedMetricsEnabled).toBe(false);
    expect(only?.properties['RouteSettings']).toBeUndefined();
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
    expect(new Set(written)).toEqual(new Set([undefined, 'figures/', 'page/', 'reports/', 'uploads/']));
    const policy = ofType(stage, 'AWS::S3::BucketPolicy').find(({ id }) => id.startsWith('AccessLogs'))!;
    const taking = policy.properties['PolicyDocument'].Statement.filter(({ Effect }: Json) => Effect === 'Allow');
    expect(taking.map(({ Resource }: Json) => Resource['Fn::Join'][1][1]).toSorted()).toEqual([
      '/figures/*',
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
      const physical = `poverty-logbook-${stage}-${name.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, '-').toLowerCase()}`;
      const table = tables.find(({ properties }) => properties['TableName'] === physical)!;
      expect(table.properties, name).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
      for (const replica of table.properties['Replicas'])
        expect(replica, name).toMatchObject({
          DeletionProtectionEnabled: settings.lasting,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { KMSMasterKeyId: expect.anything() },
        });
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

  it('no function is called without somebody waiting, unless it has a dead-letter queue', () => {
    const waiting = ['apigateway.amazonaws.com', 'cognito-idp.amazonaws.com'];
    for (const { at, properties } of ofType(stage, 'AWS::Lambda::Permission'))
      expect(waiting, at).toContain(properties['Principal']);
    expect(ofType(stage, 'AWS::Lambda::EventSourceMapping')).toEqual([]);
  });

  it('every queue is encrypted and kept for 14 days', () => {
    for (const queue of ofType(stage, 'AWS::SQS::Queue'))
      expect(queue.properties, queue.at).toMatchObject({
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 14 * 86_400,
      });
  });

  it('state machines log and trace', () => {
    for (const machine of ofType(stage, 'AWS::StepFunctions::StateMachine'))
      expect(machine.properties, machine.at).toMatchObject({
        TracingConfiguration: { Enabled: true },
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false, Destinations: [expect.anything()] },
        StateMachineType: 'STANDARD',
      });
  });

  it('secrets are drawn by the service: 64 letters and digits', () => {
    const drawn = ofType(stage, 'AWS::SecretsManager::Secret').map(({ properties }) => [
      properties['Name'],
      properties['GenerateSecretString'],
      properties['SecretString'],
    ]);
    const long = { PasswordLength: 64, ExcludePunctuation: true };
    expect(drawn).toEqual([
      [`poverty-logbook-${stage}-index-secret`, long, undefined],
      [`poverty-logbook-${stage}-cursor-secret`, long, undefined],
    ]);
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
