/**
 * The stages, with everything in which they differ: a stack reads a setting here and never asks for a stage's name.
 *
 * Region: Bangkok (`ap-southeast-7`). Personal data of citizens stay in the country, and an office's round trip is a tenth of that
 * to Singapore. CloudFormation knows every type there that these stacks use (`npm run lint:templates` stops at one it does not); what
 * it does not tell are plans and features. It is a young region: before a first deployment ask that Cognito's plan Lite, HTTP
 * APIs, Distributed Map and Lambda on arm64 are there; else set `ap-southeast-1` (Singapore) here, after the data controller agreed to
 * the transfer (PDPA §28). Nothing else names a region, but what AWS has in us-east-1 alone.
 */
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** Where AWS bills, and watches costs. */
export const BILLING_REGION = 'us-east-1';

/** Where CloudFront takes web ACLs and certificates from, and writes their metrics. */
export const EDGE_REGION = 'us-east-1';

export type StageName = 'dev' | 'prod' | 'emulator';

export type EdgeSettings = {
  /** Requests of one address, above which the others of that minute are refused. Why this many: docs/decisions/edge.md. */
  readonly requestsAMinute: number;
};

export type StageSettings = {
  readonly name: StageName;
  readonly region: string;
  /** Tables, buckets, keys and accounts outlive the stack, and tables refuse to be deleted. */
  readonly lasting: boolean;
  /** `REQUIRED`: nobody signs in without a second factor. */
  readonly mfa: 'REQUIRED' | 'OPTIONAL';
  /** Buckets, queues and topics refuse plain HTTP. The emulator speaks nothing else. */
  readonly tlsOnly: boolean;
  readonly logLevel: 'DEBUG' | 'INFO';
  /** The computer-crime act wants traffic logs kept for 90 days at least (§26); an audit asks about the year. */
  readonly logRetentionDays: RetentionDays;
  /** Alarms may calculate with several numbers. The emulator refuses one that does. */
  readonly metricMath: boolean;
  /** Requests a second, and at once, of the whole API. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Where people open the page; sign-in returns there, and uploads may come from there. */
  readonly webOrigin: string;
  /** The guard before page and API: web ACL, its log, and the certificate when the page has a name of its own. Absent: none of it. */
  readonly edge?: EdgeSettings;
  /** US dollars above what was expected at which the people on call are told; absent: they are not. */
  readonly costAnomalyUsd?: number;
  /** Day on which the cursor secret was put. Another day starts all functions anew that hold the old one. */
  readonly cursorSecretSince: string;
  /**
   * The repository whose pipeline deploys the stage, as GitHub's tokens name it: with the numbers of owner and repository, which
   * nobody gets again (`owner/name` alone if it is older than July 2026). Absent: there is no pipeline.
   */
  readonly repository?: string;
  /** Makes GitHub known to the account. `false` where it is known already: an account knows an issuer of tokens once. */
  readonly makesTokenIssuer: boolean;
};

export const STAGES: { readonly [S in StageName]: StageSettings } = {
  prod: {
    name: 'prod',
    region: 'ap-southeast-7',
    lasting: true,
    mfa: 'REQUIRED',
    tlsOnly: true,
    logLevel: 'INFO',
    logRetentionDays: RetentionDays.THIRTEEN_MONTHS,
    metricMath: true,
    throttle: { rate: 500, burst: 1000 },
    webOrigin: 'https://logbook.example.go.th',
    edge: { requestsAMinute: 10_000 },
    costAnomalyUsd: 50,
    cursorSecretSince: '2026-11-25',
    repository: 'example@123456/poverty-logbook@456789',
    makesTokenIssuer: true,
  },
  dev: {
    name: 'dev',
    region: 'ap-southeast-7',
    lasting: false,
    mfa: 'OPTIONAL',
    tlsOnly: true,
    logLevel: 'DEBUG',
    logRetentionDays: RetentionDays.TWO_WEEKS,
    metricMath: true,
    throttle: { rate: 50, burst: 100 },
    webOrigin: 'http://localhost:3000',
    // As production: what it refuses must be met here first.
    edge: { requestsAMinute: 10_000 },
    cursorSecretSince: '2026-11-25',
    repository: 'example@123456/poverty-logbook@456789',
    makesTokenIssuer: true,
  },
  /** `dev` on an AWS emulator of this machine: what differs is what the emulator cannot do. */
  emulator: {
    name: 'emulator',
    region: 'ap-southeast-1',
    lasting: false,
    mfa: 'OPTIONAL',
    tlsOnly: false,
    logLevel: 'DEBUG',
    logRetentionDays: RetentionDays.TWO_WEEKS,
    metricMath: false,
    throttle: { rate: 50, burst: 100 },
    webOrigin: 'http://localhost:3000',
    cursorSecretSince: '2026-11-25',
    repository: 'example@123456/poverty-logbook@456789',
    makesTokenIssuer: false,
  },
};

/** The settings of a stage. Throws when the name is unknown, or when production would run with settings of development. */
export function settingsOf(name: string, override: Partial<StageSettings> = {}): StageSettings {
  const known = Object.values(STAGES).find((stage) => stage.name === name);
  if (!known) throw new Error(`Unknown stage "${name}": one of ${Object.keys(STAGES).join(', ')}`);
  const settings = { ...known, ...override };
  if (settings.name === 'prod') {
    const wrong = unfitForProduction(settings);
    if (wrong.length > 0) throw new Error(`Not fit for production: ${wrong.join('; ')}`);
  }
  return settings;
}

/** What of the settings must not be in production. */
export function unfitForProduction(settings: StageSettings): string[] {
  const wrong: string[] = [];
  if (!settings.lasting) wrong.push('data would not outlive the stack');
  if (settings.mfa !== 'REQUIRED') wrong.push('sign-in without a second factor');
  if (!settings.tlsOnly) wrong.push('plain HTTP is let in');
  if (!settings.metricMath) wrong.push('nobody is told of failed calls');
  if (settings.logLevel === 'DEBUG') wrong.push('debug logs');
  if (settings.logRetentionDays.valueOf() < 90) wrong.push('logs kept for less than 90 days');
  if (!settings.webOrigin.startsWith('https://')) wrong.push('sign-in returns to plain HTTP');
  if (settings.edge === undefined) wrong.push('no web ACL before page and API');
  if (settings.costAnomalyUsd === undefined) wrong.push('nobody is told of unusual costs');
  return wrong;
}

/**
 * Settings that still hold an example of this file (`logbook.example.go.th`). Such a stage is synthesised and tested, and
 * one that lasts is not deployed.
 */
export function examplesIn(settings: StageSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => (/\bexample\b/.test(JSON.stringify(value)) ? name : []));
}

/** The host of a page with a name of its own, which wants a certificate. A page of development has none. */
export function ownHost({ webOrigin, edge }: StageSettings): string | undefined {
  const { protocol, hostname } = new URL(webOrigin);
  return edge !== undefined && protocol === 'https:' ? hostname : undefined;
}

/** Every physical name of a stage begins with it. */
export function nameIn(stage: StageSettings, name: string): string {
  return `poverty-logbook-${stage.name}-${name}`;
}
