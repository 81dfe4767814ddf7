/**
 * Findings of the security rules (infra/security-rules.ts) that are known and left, each with its reason. First ask whether the
 * template can be mended. What is not here stops the synthesis; what is here and finds nothing fails test/infra/nag.test.ts.
 * Wildcards in permissions have their own table: infra/wildcards.ts.
 */
import type { StageName } from './stages.ts';

export type AcknowledgedFinding = {
  readonly rule: `AwsSolutions-${string}`;
  /** Paths without the name of the stage, or `all` that the rule finds. */
  readonly constructs: readonly string[] | 'all';
  /** Every stage when absent. */
  readonly stages?: readonly StageName[];
  readonly reason: string;
};

export const ACKNOWLEDGED_FINDINGS: readonly AcknowledgedFinding[] = [
  // Accounts
  {
    rule: 'AwsSolutions-COG1',
    constructs: ['identity/Accounts/Resource'],
    reason:
      'Length counts more than composition (NIST SP 800-63B): 12 characters, upper and lower case and digits, no symbol asked for.',
  },
  {
    rule: 'AwsSolutions-COG2',
    constructs: ['identity/Accounts/Resource'],
    stages: ['dev', 'emulator'],
    reason:
      'Tests sign in by password. No real person has an account there; production does not start without a second factor.',
  },
  {
    rule: 'AwsSolutions-COG8',
    constructs: ['identity/Accounts/Resource'],
    reason:
      'Threat protection (plan Plus) is not bought: it costs per officer, and a stolen password alone opens nothing in production.',
  },

  // Secrets
  {
    rule: 'AwsSolutions-SMG4',
    constructs: ['data/IndexSecret'],
    reason:
      'Must not rotate: every pointer of a citizen ID is made with it. What to do if it leaks is in docs/runbook.md, "Keys and secrets".',
  },
  {
    rule: 'AwsSolutions-SMG4',
    constructs: ['data/CursorSecret'],
    reason:
      'Rotated by hand, at night (docs/runbook.md, "Keys and secrets"): all that a new one ends is open pages and hours of idempotency keys.',
  },

  // The API and what comes by itself
  {
    rule: 'AwsSolutions-APIG4',
    constructs: ['api/Api/GET--v1--openapi.json/Resource'],
    reason:
      'The description of the API is public on purpose; test/infra/resources.test.ts holds it to be the only such route.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    constructs: ['ingestion/Undelivered/Resource', 'statistics/Undelivered/Resource'],
    reason:
      'These are dead-letter queues themselves, of rules and schedules; the rule knows only those of queues and functions.',
  },

  // The page
  {
    rule: 'AwsSolutions-CFR1',
    constructs: ['web/Distribution/Resource'],
    reason:
      'Officers travel, and an address of a country proves nothing: sign-in is the guard, and the page itself holds no data.',
  },
  {
    rule: 'AwsSolutions-CFR2',
    constructs: ['web/Distribution/Resource'],
    stages: ['emulator'],
    reason: 'The emulator keeps a web ACL as a note only, and refuses its log; every stage on AWS has one.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    constructs: ['web/Distribution/Resource'],
    reason:
      'The web ACL logs every request at the edge (infra/stacks/edge-stack.ts); CloudFront cannot write its own logs to a young region.',
  },
  {
    rule: 'AwsSolutions-CFR4',
    constructs: ['web/Distribution/Resource'],
    stages: ['dev', 'emulator'],
    reason:
      "No domain name of its own, as production has: with CloudFront's certificate the oldest TLS version cannot be chosen.",
  },

  // The emulator speaks nothing but plain HTTP (docs/emulator.md, "What the stage leaves out")
  {
    rule: 'AwsSolutions-S10',
    constructs: 'all',
    stages: ['emulator'],
    reason: 'Buckets cannot refuse plain HTTP where nothing else is spoken; the emulator listens on loopback alone.',
  },
  {
    rule: 'AwsSolutions-SNS3',
    constructs: 'all',
    stages: ['emulator'],
    reason: 'Topics cannot refuse plain HTTP where nothing else is spoken; the emulator listens on loopback alone.',
  },
  {
    rule: 'AwsSolutions-SQS4',
    constructs: 'all',
    stages: ['emulator'],
    reason: 'Queues cannot refuse plain HTTP where nothing else is spoken; the emulator listens on loopback alone.',
  },
];
