import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { ACKNOWLEDGED_FINDINGS } from '#infra/acknowledged-findings.ts';
import { addPlatform, newApp } from '#infra/platform.ts';
import { SecurityRules } from '#infra/security-rules.ts';
import { nameIn, STAGES, type StageName } from '#infra/stages.ts';
import { WILDCARDS } from '#infra/wildcards.ts';
import { STAGE_NAMES } from './templates.ts';

type Finding = { readonly rule: string; readonly construct: string; readonly reason: string };

/** Synthesises by the security rules, and gives what they acknowledged. Throws with the findings that nobody acknowledged. */
function acknowledgedIn(stage: StageName, build: (app: App) => void): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), `synth-nag-${stage}-`));
  try {
    const app = newApp(folder);
    build(app);
    Validations.of(app).addPlugins(new SecurityRules(STAGES[stage]));
    app.synth();
    const { pluginReports }: { pluginReports: Report[] } = JSON.parse(
      readFileSync(join(folder, 'validation-report.json'), 'utf8'),
    );
    return pluginReports
      .filter(({ pluginName }) => pluginName === 'AwsSolutions')
      .flatMap(({ suppressedViolations = [] }) => suppressedViolations)
      .flatMap(({ ruleName, reason, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => ({
          rule: ruleName,
          construct: constructPath.replace(nameIn(STAGES[stage], ''), ''),
          reason,
        })),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Report = {
  readonly pluginName: string;
  readonly suppressedViolations?: readonly {
    readonly ruleName: string;
    readonly reason: string;
    readonly violatingConstructs: readonly { readonly constructPath: string }[];
  }[];
};

describe.each(STAGE_NAMES)('security rules over %s', (stage) => {
  it('find nothing that nobody has acknowledged, and no acknowledgement is idle', () => {
    const found = acknowledgedIn(stage, (app) =>
      addPlatform(app, STAGES[stage], { handlerFile: () => join(import.meta.dirname, 'empty-handler.ts') }),
    );
    const excused = (rule: string, construct: string, reason: string): boolean =>
      found.some(
        (finding) =>
          finding.rule === rule &&
          finding.reason === reason &&
          (construct === 'all' || finding.construct === construct),
      );
    const idle = ACKNOWLEDGED_FINDINGS.flatMap(({ rule, constructs, stages = STAGE_NAMES, reason }) =>
      [constructs]
        .flat()
        .filter((construct) => stages.includes(stage) && !excused(rule, construct, reason))
        .map((construct) => `${rule} of ${construct}`),
    );
    expect(idle).toEqual([]);
    const wildcards = found.filter(({ rule }) => rule.startsWith('AwsSolutions-IAM5['));
    expect(WILDCARDS.filter((known) => !wildcards.some(({ reason }) => reason.includes(known.reason)))).toEqual([]);
  });
});

describe('what is acknowledged', () => {
  it.each([...ACKNOWLEDGED_FINDINGS, ...WILDCARDS])('has a reason in a sentence: $reason', ({ reason }) => {
    expect(reason).toMatch(/^[A-Z].{28,}\.$/);
  });

  it('is acknowledged once', () => {
    const each = ACKNOWLEDGED_FINDINGS.flatMap(({ rule, constructs, stages = STAGE_NAMES }) =>
      [constructs].flat().flatMap((construct) => stages.map((stage) => `${rule} ${construct} ${stage}`)),
    );
    expect(each).toEqual([...new Set(each)]);
  });
});

describe('the security rules', () => {
  const prod = (part: string, build: (stack: Stack) => unknown) => () =>
    acknowledgedIn('prod', (app) => build(new Stack(app, nameIn(STAGES.prod, part), { env: { region: 'us-east-1' } })));

  it('stop the synthesis at a finding', () => {
    expect(prod('data', (stack) => new CfnQueue(stack, 'Open'))).toThrow(/AwsSolutions-SQS4/);
  });

  it('stop it at a warning too, beside what is acknowledged', () => {
    const accounts = (mfa: Mfa) =>
      prod('identity', (stack) => {
        const mfaSecondFactor = { otp: true, sms: false };
        return new UserPool(stack, 'Accounts', { mfa, mfaSecondFactor, featurePlan: FeaturePlan.ESSENTIALS });
      });
    expect(accounts(Mfa.REQUIRED)().map(({ rule }) => rule)).toEqual(['AwsSolutions-COG1', 'AwsSolutions-COG8']);
    expect(accounts(Mfa.OPTIONAL)).toThrow(/AwsSolutions-COG2/);
  });

  it('let a wildcard pass for the actions that have a reason, and for no other', () => {
    const role = (...actions: string[]) =>
      prod('api', (stack) => {
        const policy = new Policy(stack, 'Policy', {
          statements: [new PolicyStatement({ actions, resources: ['*'] })],
        });
        policy.attachToRole(new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
      });
    expect(role('xray:PutTraceSegments')()).toHaveLength(1);
    expect(role('xray:PutTraceSegments', 'dynamodb:Scan')).toThrow(/AwsSolutions-IAM5\[Resource::\*\]/);
    expect(role('xray:*')).toThrow(/AwsSolutions-IAM5\[Action::xray:\*\]/);
  });
});
