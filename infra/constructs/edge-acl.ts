import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { Problem, type ProblemCode } from '#shared/problems.ts';
import { MANAGED_RULES, type ManagedRules } from '#infra/managed-rules.ts';
import { nameIn, type StageSettings } from '#infra/stages.ts';

export type EdgeAclProps = {
  readonly stage: StageSettings;
  /** Requests of one address. */
  readonly requestsAMinute: number;
};

const MINUTE = 60;

/**
 * What every request for page and API passes first. Whoever is refused gets one of our problem documents: lists of AWS would answer
 * with a page of HTML, so they only leave labels, and one rule of ours refuses by the labels that refuse.
 */
export class EdgeAcl extends CfnWebACL {
  readonly #metricName: string;

  constructor(scope: Construct, id: string, { stage, requestsAMinute }: EdgeAclProps) {
    const name = nameIn(stage, 'edge');
    super(scope, id, {
      name,
      description: 'Guard of the page and the API of the poverty logbook',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: [addressRate(requestsAMinute), ...MANAGED_RULES.map(labelled), refused(MANAGED_RULES)].map(
        (rule, priority) => ({ ...rule, priority }),
      ),
      customResponseBodies: {
        ...body('too-many-requests'),
        ...body('request-refused'),
      },
      // A detail of a match may quote what somebody wrote.
      dataProtectionConfig: { dataProtections: [{ field: { fieldType: 'BODY' }, action: 'SUBSTITUTION' }] },
      // Named as the ACL: whichever of the two the dimension of its metrics means.
      visibilityConfig: visibility(name),
    });
    this.#metricName = name;
  }

  /** Requests refused by any rule. ACLs of CloudFront have no dimension for a region. */
  metricRefused(options: MetricOptions): Metric {
    const dimensionsMap = { WebACL: this.#metricName, Rule: 'ALL' };
    return new Metric({
      namespace: 'AWS/WAFV2',
      metricName: 'BlockedRequests',
      dimensionsMap,
      statistic: 'Sum',
      ...options,
    });
  }
}

type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

/** The first rule: nobody can make the others work without end. */
function addressRate(requestsAMinute: number): Rule {
  return {
    name: 'address-rate',
    statement: {
      rateBasedStatement: { aggregateKeyType: 'IP', limit: requestsAMinute, evaluationWindowSec: MINUTE },
    },
    action: {
      block: {
        customResponse: response('too-many-requests', { 'retry-after': String(MINUTE) }),
      },
    },
    visibilityConfig: visibility('address-rate'),
  };
}

/**
 * All rules of a list, counting. A rule that refused would end the list, and the labels of the rules behind it would be missing; one
 * that AWS adds later, and is not named here, is kept from refusing by the override of the whole list.
 */
function labelled({ name, refuse, count }: ManagedRules): Rule {
  return {
    name,
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: [...Object.keys(refuse), ...count].map((rule) => ({
          name: rule,
          actionToUse: { count: {} },
        })),
      },
    },
    overrideAction: { count: {} },
    visibilityConfig: visibility(name),
  };
}

function refused(lists: readonly ManagedRules[]): Rule {
  const labels = lists.flatMap(({ namespace, refuse }) => Object.values(refuse).map((label) => `${namespace}${label}`));
  return {
    name: 'refused',
    statement: {
      orStatement: { statements: labels.map((key) => ({ labelMatchStatement: { scope: 'LABEL', key } })) },
    },
    action: { block: { customResponse: response('request-refused') } },
    visibilityConfig: visibility('refused'),
  };
}

/** The header `content-type` cannot be chosen here: the document goes out as plain `application/json`. */
function body(code: ProblemCode): Record<string, CfnWebACL.CustomResponseBodyProperty> {
  return { [code]: { contentType: 'APPLICATION_JSON', content: JSON.stringify(new Problem(code).document()) } };
}

function response(code: ProblemCode, headers: Record<string, string> = {}): CfnWebACL.CustomResponseProperty {
  return {
    responseCode: new Problem(code).status,
    customResponseBodyKey: code,
    responseHeaders: Object.entries({ 'cache-control': 'no-store', ...headers }).map(([name, value]) => ({
      name,
      value,
    })),
  };
}

/** Samples are off: they would show tokens in the console. The log has every request. */
function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
