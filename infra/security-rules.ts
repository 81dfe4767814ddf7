import { type IPolicyValidationContext, type PolicyValidationPluginReport, Stack, Validations } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { ACKNOWLEDGED_FINDINGS } from './acknowledged-findings.ts';
import { nameIn, type StageSettings } from './stages.ts';
import { readable, reasonForWildcard, type TemplateText } from './wildcards.ts';

/**
 * The rules `AwsSolutions` of cdk-nag over all stacks of a stage: a finding that nobody has acknowledged stops the synthesis, and
 * with it a deployment. Those acknowledged stand with their reasons in `validation-report.json` beside the templates.
 */
export class SecurityRules extends AwsSolutionsChecks {
  readonly #stage: StageSettings;

  constructor(stage: StageSettings) {
    super();
    this.#stage = stage;
  }

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { success, violations } = super.validate(context);
    for (const { ruleName, violatingResources } of violations)
      for (const { constructPath = '' } of violatingResources) {
        const construct = constructAt(context.appConstruct, constructPath);
        const reason = this.#acknowledged(ruleName, constructPath) ?? wildcardReason(construct, ruleName);
        // Here, because only now references across stacks are what a finding names. With the name of the plugin the CDK keeps the
        // finding in its report; without, cdk-nag would not even find it.
        if (reason !== undefined) Validations.of(construct).acknowledge({ id: `${this.name}::${ruleName}`, reason });
      }
    // A warning counts as well: beside anything acknowledged, the CDK would let it pass.
    return { success, violations: violations.map((violation) => ({ ...violation, severity: 'error' })) };
  }

  #acknowledged(rule: string, constructPath: string): string | undefined {
    const path = constructPath.replace(nameIn(this.#stage, ''), '');
    return ACKNOWLEDGED_FINDINGS.find(
      (known) =>
        known.rule === rule &&
        (known.stages === undefined || known.stages.includes(this.#stage.name)) &&
        (known.constructs === 'all' || known.constructs.includes(path)),
    )?.reason;
  }
}

type Statement = { readonly Action: string | string[]; readonly Resource: TemplateText | TemplateText[] };

/**
 * Why a policy may have a wildcard in a resource. The finding tells the resource alone, and `*` says nothing of what is done with
 * it: so every action that the policy allows on it needs its reason.
 */
function wildcardReason(policy: IConstruct, finding: string): string | undefined {
  if (!(policy instanceof CfnPolicy)) return undefined;
  const { Statement }: { Statement: Statement[] } = Stack.of(policy).resolve(policy.policyDocument);
  const reasons = Statement.flatMap(({ Action, Resource }) =>
    [Resource]
      .flat()
      .map(readable)
      .filter((resource) => finding === `AwsSolutions-IAM5[Resource::${resource}]`)
      .flatMap((resource) => [Action].flat().map((action) => reasonForWildcard(action, resource))),
  );
  return reasons.includes(undefined) ? undefined : [...new Set(reasons)].join(' ') || undefined;
}

function constructAt(app: IConstruct, path: string): IConstruct {
  return path.split('/').reduce((construct, id) => construct.node.findChild(id), app);
}
