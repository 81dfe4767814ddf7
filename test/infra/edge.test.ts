import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemDocument } from '#shared/contracts/problem.ts';
import { pageFiles } from '#infra/page-files.ts';
import { edgeParameters } from '#infra/edge-parameters.ts';
import { MANAGED_RULES } from '#infra/managed-rules.ts';
import { newApp } from '#infra/platform.ts';
import { EdgeStack } from '#infra/stacks/edge-stack.ts';
import { EDGE_REGION, ownHost, settingsOf, STAGES } from '#infra/stages.ts';
import { type Json, ofType, type Resource, templatesOf } from './templates.ts';

const GUARDED = ['prod', 'dev'] as const;
type Guarded = (typeof GUARDED)[number];

function only(stage: Guarded, type: string): Resource {
  const [found, ...more] = ofType(stage, type);
  expect(more, type).toEqual([]);
  return found!;
}

const acl = (stage: Guarded): Record<string, Json> => only(stage, 'AWS::WAFv2::WebACL').properties;
const rules = (stage: Guarded): Json[] =>
  acl(stage)['Rules'].toSorted((a: Json, b: Json) => Number(a.Priority) - Number(b.Priority));
const ruleNamed = (stage: Guarded, name: string): Json => rules(stage).find(({ Name }) => Name === name);
const refusedLabels = (stage: Guarded): string[] =>
  ruleNamed(stage, 'refused').Statement.OrStatement.Statements.map(
    ({ LabelMatchStatement: { Scope, Key } }: Json) => `${Scope} ${Key}`,
  );
const distribution = (stage: Guarded): Json =>
  only(stage, 'AWS::CloudFront::Distribution').properties['DistributionConfig'];
const template = (stage: Guarded, part: string): Json =>
  templatesOf(stage).templates[`poverty-logbook-${stage}-${part}`];

describe.each(GUARDED)('the guard of %s', (stage) => {
  const settings = STAGES[stage];

  it('stops the flood of one address first, then lets lists label, then refuses by their labels', () => {
    expect(acl(stage)).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(rules(stage).map(({ Priority, Name }) => `${Priority} ${Name}`)).toEqual([
      '0 address-rate',
      '1 AWSManagedRulesAmazonIpReputationList',
      '2 AWSManagedRulesKnownBadInputsRuleSet',
      '3 AWSManagedRulesCommonRuleSet',
      '4 refused',
    ]);
  });

  it('lets no list refuse by itself: it would answer with a page of HTML', () => {
    const lists = rules(stage).filter(({ Statement }) => Statement.ManagedRuleGroupStatement);
    expect(lists).toHaveLength(MANAGED_RULES.length);
    for (const { Name, OverrideAction, Action, Statement } of lists) {
      expect([OverrideAction, Action], Name).toEqual([{ Count: {} }, undefined]);
      const { Name: name, VendorName, RuleActionOverrides } = Statement.ManagedRuleGroupStatement;
      expect([VendorName, name]).toEqual(['AWS', Name]);
      const { refuse, count } = MANAGED_RULES.find((one) => one.name === name)!;
      // Each rule counts, so that none ends the list before the others have left their labels.
      expect(RuleActionOverrides.map((one: Json) => one.Name)).toEqual([...Object.keys(refuse), ...count]);
      for (const { ActionToUse } of RuleActionOverrides) expect(ActionToUse, Name).toEqual({ Count: {} });
    }
  });

  it('refuses by exactly the labels of the rules that refuse, and never for the size of a body', () => {
    const expected = MANAGED_RULES.flatMap(({ namespace, refuse }) =>
      Object.values(refuse).map((label) => `LABEL ${namespace}${label}`),
    );
    expect(refusedLabels(stage)).toEqual(expected);
    expect(refusedLabels(stage).join()).not.toMatch(/SizeRestrictions_Body/i);
  });

  it('looks into what people write only for what no honest sentence holds', () => {
    const ofBodies = refusedLabels(stage).filter((label) => label.endsWith('_Body'));
    expect(ofBodies.map((label) => label.split(':').at(-1))).toEqual([
      'JavaDeserializationRCE_Body',
      'Log4JRCE_Body',
      'ReactJSRCE_Body',
      'EC2MetaDataSSRF_Body',
    ]);
  });

  it('answers whoever is refused with a problem document of the catalogue', () => {
    const bodies: Record<string, Json> = acl(stage)['CustomResponseBodies'];
    const used = new Set<string>();
    for (const { Name, Action } of rules(stage).filter((rule) => rule.Action)) {
      const { CustomResponseBodyKey: key, ResponseCode, ResponseHeaders } = Action.Block.CustomResponse;
      used.add(key);
      const document = problemDocument.parse(JSON.parse(bodies[key].Content));
      expect(document, Name).toMatchObject({ code: key, type: `urn:problem:${key}`, status: ResponseCode });
      expect(document.title, Name).toMatch(/[\u0E00-\u0E7F]{10}/u);
      expect(document.detail, Name).toMatch(/^[A-Z][ -~]{20,}\.$/);
      expect(ResponseHeaders, Name).toContainEqual({ Name: 'cache-control', Value: 'no-store' });
      // AWS takes no body above 4 KB, and sets this header itself.
      expect(Buffer.byteLength(bodies[key].Content), Name).toBeLessThanOrEqual(4096);
      expect(bodies[key].ContentType, Name).toBe('APPLICATION_JSON');
      expect(
        ResponseHeaders.map((header: Json) => header.Name),
        Name,
      ).not.toContain('content-type');
    }
    expect([...used].toSorted()).toEqual(Object.keys(bodies).toSorted());
  });

  it('tells an address that asks too often when to come again', () => {
    const { Statement, Action } = ruleNamed(stage, 'address-rate');
    expect(Statement).toEqual({
      RateBasedStatement: {
        AggregateKeyType: 'IP',
        Limit: settings.edge!.requestsAMinute,
        EvaluationWindowSec: 60,
      },
    });
    expect(Action.Block.CustomResponse).toMatchObject({
      ResponseCode: 429,
      ResponseHeaders: expect.arrayContaining([{ Name: 'retry-after', Value: '60' }]),
    });
  });

  it('stays below the capacity that comes without a further price', () => {
    const ofLists = { IpReputation: 25, KnownBadInputs: 200, Common: 700 };
    const rate = 2;
    const sum = Object.values(ofLists).reduce((a, b) => a + b, rate) + refusedLabels(stage).length;
    expect(sum).toBeLessThanOrEqual(1500);
  });

  it('logs every request for as long as the law wants, without tokens, filters and words', () => {
    const logging = only(stage, 'AWS::WAFv2::LoggingConfiguration');
    const log = ofType(stage, 'AWS::Logs::LogGroup').find(({ stack }) => stack === logging.stack)!;
    expect(log.properties).toMatchObject({
      LogGroupName: `aws-waf-logs-poverty-logbook-${stage}-edge`,
      RetentionInDays: settings.logRetentionDays,
    });
    const [destination, ...others] = logging.properties['LogDestinationConfigs'];
    expect(others).toEqual([]);
    expect(joined(destination)).toBe(`arn:aws:logs:<AWS::Region>:<AWS::AccountId>:log-group:<${log.id}>`);
    expect(logging.properties['LoggingFilter']).toBeUndefined();
    expect(logging.properties['ResourceArn']).toEqual({
      'Fn::GetAtt': [only(stage, 'AWS::WAFv2::WebACL').id, 'Arn'],
    });
    expect(logging.properties['RedactedFields']).toEqual([
      { SingleHeader: { Name: 'authorization' } },
      { SingleHeader: { Name: 'cookie' } },
      { QueryString: {} },
    ]);
    expect(acl(stage)['DataProtectionConfig'].DataProtections).toEqual([
      { Field: { FieldType: 'BODY' }, Action: 'SUBSTITUTION' },
    ]);
    // Samples know of no redaction.
    for (const { VisibilityConfig } of [acl(stage), ...rules(stage)])
      expect(VisibilityConfig).toMatchObject({ SampledRequestsEnabled: false, CloudWatchMetricsEnabled: true });
  });

  it('lets log delivery, of this account alone, write to that log alone', () => {
    const policy = only(stage, 'AWS::Logs::ResourcePolicy');
    const log = ofType(stage, 'AWS::Logs::LogGroup').find(({ stack }) => stack === policy.stack)!;
    expect(JSON.parse(joined(policy.properties['PolicyDocument'])).Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `<${log.id}.Arn>`,
        Condition: {
          StringEquals: { 'aws:SourceAccount': '<AWS::AccountId>' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:logs:<AWS::Region>:<AWS::AccountId>:*' },
        },
      },
    ]);
    expect(only(stage, 'AWS::WAFv2::LoggingConfiguration').raw['DependsOn']).toContain(policy.id);
  });

  it('rings by the name of its numbers, at a topic of its own region that lets alarms in', () => {
    const [alarm, ...others] = ofType(stage, 'AWS::CloudWatch::Alarm').filter(
      ({ stack }) => stack === `poverty-logbook-${stage}-edge`,
    );
    expect(others).toEqual([]);
    const { Name, VisibilityConfig } = acl(stage);
    expect(VisibilityConfig.MetricName).toBe(Name);
    expect(alarm!.properties['Dimensions']).toContainEqual({ Name: 'WebACL', Value: Name });
    const topic = template(stage, 'edge').Resources[alarm!.properties['AlarmActions'][0].Ref];
    expect(topic).toMatchObject({
      Type: 'AWS::SNS::Topic',
      Properties: { TopicName: `poverty-logbook-${stage}-edge-on-call` },
    });
    const policy = ofType(stage, 'AWS::SNS::TopicPolicy').find(({ id }) => id.startsWith('EdgeOnCall'))!;
    expect(
      policy.properties['PolicyDocument'].Statement.filter(({ Effect }: Json) => Effect === 'Allow'),
    ).toMatchObject([
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('stands before the page by a parameter that nothing replaces', () => {
    expect(distribution(stage).WebACLId).toEqual({ Ref: 'WebAclArn' });
    const { BootstrapVersion, ...parameters } = template(stage, 'web').Parameters;
    expect(BootstrapVersion).toBeDefined();
    for (const [name, parameter] of Object.entries<Json>(parameters)) {
      expect(parameter.Default, name).toBeUndefined();
      expect(parameter.Type, name).toBe('String');
    }
    // The deployment hands over by name.
    const { Outputs } = template(stage, 'edge');
    expect(Object.keys(parameters).toSorted()).toEqual(Object.keys(Outputs).toSorted());
    const pattern = new RegExp(parameters.WebAclArn.AllowedPattern);
    expect('arn:aws:wafv2:us-east-1:111122223333:global/webacl/poverty-logbook-prod-edge/1').toMatch(pattern);
    expect('arn:aws:wafv2:ap-southeast-7:111122223333:regional/webacl/another/1').not.toMatch(pattern);
  });
});

describe('the name of the page', () => {
  it('of production is its own, with a certificate and TLS 1.2 at the least', () => {
    const host = 'logbook.example.go.th';
    expect(only('prod', 'AWS::CertificateManager::Certificate').properties).toMatchObject({
      DomainName: host,
      ValidationMethod: 'DNS',
    });
    expect(distribution('prod')).toMatchObject({
      Aliases: [host],
      ViewerCertificate: {
        AcmCertificateArn: { Ref: 'CertificateArn' },
        MinimumProtocolVersion: expect.stringMatching(/^TLSv1\.[23]_20(?:2[1-9]|[3-9]\d)$/),
        SslSupportMethod: 'sni-only',
      },
    });
    expect(template('prod', 'web').Outputs.PageUrl.Value).toBe(STAGES.prod.webOrigin);
    expect(template('prod', 'web').Outputs.DistributionDomain.Value['Fn::GetAtt'][1]).toBe('DomainName');
  });

  it('of development is none: CloudFront’s own, and no certificate', () => {
    expect(ofType('dev', 'AWS::CertificateManager::Certificate')).toEqual([]);
    expect(distribution('dev').Aliases).toBeUndefined();
    expect(distribution('dev').ViewerCertificate).toBeUndefined();
    expect(Object.keys(template('dev', 'edge').Outputs)).toEqual(['WebAclArn']);
    expect(JSON.stringify(template('dev', 'web').Outputs.PageUrl)).toContain('DomainName');
  });

  it('is its own only with TLS, and where a certificate can be made', () => {
    expect(ownHost(STAGES.prod)).toBe('logbook.example.go.th');
    expect(ownHost(STAGES.dev)).toBeUndefined();
    expect(ownHost(settingsOf('dev', { webOrigin: 'https://dev.example.go.th' }))).toBe('dev.example.go.th');
    expect(ownHost(settingsOf('emulator', { webOrigin: 'https://dev.example.go.th' }))).toBeUndefined();
  });
});

describe('the limit of one address', () => {
  const { edge, throttle } = STAGES.prod;

  it('lets a whole hall work behind one address', async () => {
    // docs/decisions/edge.md: the largest hall at work, and a class that opens the page at a word.
    const working = 600 * 10;
    const files = (await pageFiles(join(import.meta.dirname, '../../web'))).length;
    const opening = 200 * (files + 5);
    expect(working + opening).toBeLessThanOrEqual(edge!.requestsAMinute);
  });

  it('leaves the greater part of the API to the others', () => {
    expect(edge!.requestsAMinute).toBeLessThanOrEqual((throttle.rate * 60) / 2);
  });
});

describe('the lists of AWS', () => {
  it('are named in full, once, each rule with its own label', () => {
    const sizes = MANAGED_RULES.map(({ refuse, count }) => Object.keys(refuse).length + count.length);
    expect(sizes).toEqual([3, 12, 22]);
    for (const { refuse, count, namespace } of MANAGED_RULES) {
      expect(namespace).toMatch(/^awswaf:managed:aws:[a-z-]+:$/);
      const names = [...Object.keys(refuse), ...count];
      expect(names).toEqual([...new Set(names)]);
      // AWS spells a label as its rule, in other letters and sometimes without its beginning.
      for (const [rule, label] of Object.entries(refuse))
        expect(rule.toLowerCase().endsWith(label.toLowerCase()), rule).toBe(true);
    }
  });
});

describe('the deployment', () => {
  it('makes the guard where CloudFront looks for it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'synth-edge-'));
    expect(new EdgeStack(newApp(folder), 'edge', STAGES.prod, STAGES.prod.edge!).region).toBe(EDGE_REGION);
    rmSync(folder, { recursive: true });
  });

  it('hands the outputs of the edge to the web stack, under their names', () => {
    const webAcl = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/poverty-logbook-prod-edge/0=1';
    const outputs = {
      'poverty-logbook-prod-edge': { WebAclArn: webAcl, CertificateArn: 'arn:aws:acm:…' },
      'poverty-logbook-prod-web': { PageUrl: 'https://…' },
    };
    expect(edgeParameters(STAGES.prod, outputs)).toEqual([
      `poverty-logbook-prod-web:WebAclArn=${webAcl}`,
      'poverty-logbook-prod-web:CertificateArn=arn:aws:acm:…',
    ]);
  });

  it('stops when the edge left nothing', () => {
    expect(() => edgeParameters(STAGES.prod, { 'poverty-logbook-dev-edge': { WebAclArn: 'arn' } })).toThrow(
      /poverty-logbook-prod-edge left no outputs/,
    );
  });
});

/** A text of a template, with the names of what it refers to. */
function joined(value: Json): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(joined).join(value['Fn::Join'][0]);
  return `<${value.Ref ?? value['Fn::GetAtt'].join('.')}>`;
}
