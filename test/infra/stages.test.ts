import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import { EDGE_REGION, examplesIn, settingsOf, STAGES, type StageSettings, unfitForProduction } from '#infra/stages.ts';
import { ofType, type Resource, templatesOf } from './templates.ts';

const DEPLOY = join(import.meta.dirname, '../../infra/deploy.ts');

describe('stages', () => {
  it('refuses a stage nobody knows', () => {
    expect(() => settingsOf('production')).toThrow(/Unknown stage/);
    expect(() => settingsOf('toString')).toThrow(/Unknown stage/);
  });

  it.each([
    { lasting: false },
    { mfa: 'OPTIONAL' },
    { tlsOnly: false },
    { metricMath: false },
    { logLevel: 'DEBUG' },
    { logRetentionDays: RetentionDays.TWO_WEEKS },
    { webOrigin: 'http://localhost:3000' },
  ] satisfies Partial<StageSettings>[])('refuses production with %j', (setting) => {
    expect(() => settingsOf('prod', setting)).toThrow(/Not fit for production/);
  });

  it.each([
    ['edge', 'no web ACL before page and API'],
    ['costAnomalyUsd', 'nobody is told of unusual costs'],
  ] as const)('refuses production without %s', (setting, why) => {
    const { [setting]: taken, ...rest } = STAGES.prod;
    expect(taken).toBeDefined();
    expect(unfitForProduction(rest)).toEqual([why]);
  });

  it('finds nothing wrong with production, and something with every other stage', () => {
    expect(unfitForProduction(STAGES.prod)).toEqual([]);
    expect(unfitForProduction(STAGES.dev)).not.toEqual([]);
    expect(unfitForProduction(STAGES.emulator)).not.toEqual([]);
  });

  it('knows which settings are only examples', () => {
    const own = { webOrigin: 'https://logbook.nesdc.go.th', repository: 'nesdc@1/poverty-logbook@2' };
    const settings: StageSettings = { ...STAGES.prod, ...own };
    expect(examplesIn(settings)).toEqual([]);
    expect(examplesIn({ ...settings, webOrigin: 'https://logbook.example.go.th' })).toEqual(['webOrigin']);
    expect(examplesIn({ ...settings, repository: 'example@123456/poverty-logbook@456789' })).toEqual(['repository']);
  });

  it('production is not deployed with examples, and goes on to the CDK without them', async () => {
    // Without a path there is no `cdk`, whatever happens.
    const deployment = promisify(execFile)(process.execPath, [DEPLOY, 'prod'], { env: { PATH: '/nowhere' } });
    const examples = examplesIn(STAGES.prod);
    await expect(deployment).rejects.toThrow(
      examples.length > 0 ? `Only an example in infra/stages.ts, of prod: ${examples.join(', ')}` : 'spawn cdk ENOENT',
    );
  });

  it('the emulator is the stage of development but for five settings', () => {
    const { dev, emulator } = STAGES;
    const keys = Object.keys(dev).filter((key): key is keyof StageSettings => key in dev);
    const different = keys.filter((key) => JSON.stringify(dev[key]) !== JSON.stringify(emulator[key]));
    expect(different.toSorted()).toEqual(['edge', 'makesTokenIssuer', 'metricMath', 'name', 'region', 'tlsOnly']);
  });

  it('the emulator has every resource of the real stages, but for the edge, the issuer of tokens, the alarm that calculates and the policies that refuse plain HTTP', () => {
    const missing = (from: Resource[], among: Resource[]): string[] => {
      const plain = (name: string): string => name.replaceAll(/poverty-?logbook-?(?:dev|emulator)-?|[0-9A-F]{8}/g, '');
      const shape = ({ stack, id, type }: Resource): string => `${plain(stack)}/${plain(id)} ${type}`;
      const there = new Set(among.map(shape));
      return from.map(shape).filter((one) => !there.has(one));
    };
    const dev = templatesOf('dev').resources;
    const emulator = templatesOf('emulator').resources;
    expect(missing(emulator, dev)).toEqual([]);
    for (const one of missing(dev, emulator))
      expect(one).toMatch(
        /^edge\/|Policy AWS::(?:S3::Bucket|SQS::Queue|SNS::Topic)Policy$| AWS::IAM::OIDCProvider$|\/ServerErrors AWS::CloudWatch::Alarm$/,
      );
  });

  it('names a region only in the settings', () => {
    for (const stage of ['prod', 'dev', 'emulator'] as const) {
      const templates = JSON.stringify(templatesOf(stage).templates);
      const named = new Set(templates.match(/\b[a-z]{2}-[a-z]+-\d\b/g));
      expect([...named].filter((region) => region !== STAGES[stage].region && region !== EDGE_REGION)).toEqual([]);
    }
  });

  it('production alone refuses to have a stack deleted, and refuses it for each', () => {
    const parts = [
      'api',
      'cost',
      'data',
      'delivery',
      'duplicates',
      'edge',
      'identity',
      'ingestion',
      'observability',
      'rebuild',
      'statistics',
      'targeting',
      'web',
    ];
    expect(templatesOf('prod').terminationProtected.toSorted()).toEqual(
      parts.map((part) => `poverty-logbook-prod-${part}`),
    );
    expect(Object.keys(templatesOf('prod').templates)).toHaveLength(parts.length);
    for (const stage of ['dev', 'emulator'] as const) expect(templatesOf(stage).terminationProtected).toEqual([]);
  });

  it('production keeps its data when a stack goes', () => {
    for (const type of [
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::KMS::Key',
      'AWS::Cognito::UserPool',
      'AWS::SecretsManager::Secret',
    ]) {
      expect(ofType('prod', type).length).toBeGreaterThan(0);
      for (const { at, raw } of ofType('prod', type)) expect(raw['DeletionPolicy'], at).toBe('Retain');
    }
  });
});
