/**
 * The stage `emulator` is the stage `dev` but for what stands here: each difference is taken away from the templates of `dev`,
 * and then the two must be equal to the last property. What the emulator takes and forgets, in silence, is held to here too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STAGES, type StageSettings } from '#infra/stages.ts';
import { type Json, ofType, STAGE_NAMES, templatesWith } from '#test/infra/templates.ts';

type Templates = Record<string, Json>;

type Difference = {
  /** The setting that makes it. */
  readonly setting: keyof StageSettings;
  /** Takes it away from templates, and says how often it was there. */
  readonly takeAway: (templates: Templates) => number;
  readonly atLeast: number;
};

const DIFFERENCES: readonly Difference[] = [
  { setting: 'tlsOnly', takeAway: withoutTlsDenies, atLeast: 6 },
  { setting: 'edge', takeAway: withoutEdge, atLeast: 6 },
  { setting: 'makesTokenIssuer', takeAway: withoutTokenIssuer, atLeast: 1 },
  { setting: 'metricMath', takeAway: withoutMetricMath, atLeast: 1 },
];

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/emulator.md'), 'utf8');
/**
 * The statements of buckets, queues and topics that refuse plain HTTP, the one by which alarms reach a topic that has such a policy
 * (without any it takes them from its own account), and the policies that hold nothing else.
 */
function withoutTlsDenies(templates: Templates): number {
  let found = 0;
  for (const { Resources } of Object.values(templates))
    for (const [id, { Type, Properties }] of Object.entries<Json>(Resources)) {
      if (!/^AWS::(?:S3::Bucket|SQS::Queue|SNS::Topic)Policy$/.test(Type)) continue;
      const document = Properties.PolicyDocument;
      const others = document.Statement.filter(
        ({ Sid, Effect, Condition }: Json) =>
          Sid !== 'Alarms' && (Effect !== 'Deny' || Condition?.Bool?.['aws:SecureTransport'] !== 'false'),
      );
      found += document.Statement.length - others.length;
      document.Statement = others;
      if (others.length === 0) Reflect.deleteProperty(Resources, id);
    }
  return found;
}

/** The stack of the edge, and what the page takes from it. */
function withoutEdge(templates: Templates): number {
  let found = 0;
  for (const [name, { Resources, Parameters }] of Object.entries(templates)) {
    if (name.endsWith('-edge')) {
      found += Object.keys(Resources).length;
      Reflect.deleteProperty(templates, name);
      continue;
    }
    const taken = Object.keys(Parameters).filter((parameter) => /^(?:WebAcl|Certificate)Arn$/.test(parameter));
    for (const parameter of taken) Reflect.deleteProperty(Parameters, parameter);
    found += taken.length;
    for (const { Properties } of Object.values<Json>(Resources)) {
      const config = Properties?.DistributionConfig;
      if (config?.WebACLId === undefined) continue;
      expect(taken).toContain(config.WebACLId.Ref);
      Reflect.deleteProperty(config, 'WebACLId');
      found += 1;
    }
  }
  return found;
}

/** The issuer of tokens, and that the roles for its tokens wait for it. */
function withoutTokenIssuer(templates: Templates): number {
  let found = 0;
  for (const { Resources } of Object.values(templates)) {
    const issuers = Object.keys(Resources).filter((id) => Resources[id].Type === 'AWS::IAM::OIDCProvider');
    for (const issuer of issuers) Reflect.deleteProperty(Resources, issuer);
    for (const resource of Object.values<Json>(Resources)) {
      const others = resource.DependsOn?.filter((id: string) => !issuers.includes(id));
      if (others?.length === 0) Reflect.deleteProperty(resource, 'DependsOn');
      else if (others) resource.DependsOn = others;
    }
    found += issuers.length;
  }
  return found;
}

/** Alarms that calculate. */
function withoutMetricMath(templates: Templates): number {
  let found = 0;
  for (const { Resources } of Object.values(templates))
    for (const [id, { Type, Properties }] of Object.entries<Json>(Resources)) {
      if (Type !== 'AWS::CloudWatch::Alarm' || Properties.Metrics === undefined) continue;
      Reflect.deleteProperty(Resources, id);
      found += 1;
    }
  return found;
}

/** Statements have running numbers where a topic has several. */
function comparable(templates: Templates): Templates {
  return JSON.parse(JSON.stringify(templates).replaceAll(/,"Sid":"\d+"|"Sid":"\d+",/g, ''));
}

describe('the emulator stage', () => {
  it('is the dev stage, but for the differences listed', () => {
    const { name, region } = STAGES.emulator;
    const dev = templatesWith({ ...STAGES.dev, name, region });
    for (const { setting, takeAway } of DIFFERENCES) expect(takeAway(dev), setting).toBeGreaterThan(0);
    expect(comparable(templatesWith(STAGES.emulator))).toEqual(comparable(dev));
  });

  it('differs in no setting that is not listed, and the document names each', () => {
    const settings = new Set([...Object.keys(STAGES.dev), ...Object.keys(STAGES.emulator)]) as Set<keyof StageSettings>;
    const different = [...settings].filter(
      (key) => JSON.stringify(STAGES.dev[key]) !== JSON.stringify(STAGES.emulator[key]),
    );
    expect(different.toSorted()).toEqual(['name', 'region', ...DIFFERENCES.map(({ setting }) => setting)].toSorted());
    for (const { setting } of DIFFERENCES) expect(DOCUMENT).toContain(`\`${setting}`);
  });

  it.each(['dev', 'prod'] as const)('lacks what %s has', (stage) => {
    const real = templatesWith(STAGES[stage]);
    const emulator = templatesWith(STAGES.emulator);
    for (const { setting, takeAway, atLeast } of DIFFERENCES) {
      expect(takeAway(real), setting).toBeGreaterThanOrEqual(atLeast);
      expect(takeAway(emulator), setting).toBe(0);
    }
  });
});

/** What the emulator drops without a word and no other test of templates looks at; which holds the rest: docs/emulator.md. */
describe.each(STAGE_NAMES)('what the emulator would forget of %s', (stage) => {
  const settings = STAGES[stage];

  it('lets a browser call the API from the page alone', () => {
    const [api] = ofType(stage, 'AWS::ApiGatewayV2::Api');
    expect(api?.properties['CorsConfiguration']).toMatchObject({
      AllowOrigins: [settings.webOrigin],
      AllowMethods: ['DELETE', 'GET', 'POST', 'PUT'],
      AllowHeaders: expect.arrayContaining(['authorization', 'idempotency-key', 'if-match']),
    });
  });

  it('tags all that is paid for', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::Lambda::Function', 'AWS::SQS::Queue'])
      for (const { at, properties } of ofType(stage, type)) {
        expect(properties['Tags'], at).toContainEqual({ Key: 'project', Value: 'poverty-logbook' });
        expect(properties['Tags'], at).toContainEqual({ Key: 'stage', Value: stage });
      }
  });

  it('sends both ways through the content network by TLS alone', () => {
    const [web] = ofType(stage, 'AWS::CloudFront::Distribution');
    const config: Json = web?.properties['DistributionConfig'];
    const { DefaultCacheBehavior: page, CacheBehaviors: others, Origins: origins } = config;
    expect(page.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(others).toMatchObject([
      { PathPattern: '/figures/*', ViewerProtocolPolicy: 'redirect-to-https' },
      { PathPattern: '/v1/*', ViewerProtocolPolicy: 'https-only' },
    ]);
    expect(origins.filter((one: Json) => one.CustomOriginConfig)).toMatchObject([
      { CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] } },
    ]);
  });
});
