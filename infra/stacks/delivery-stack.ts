import { DefaultStackSynthesizer, Duration, Stack, type App } from 'aws-cdk-lib';
import { OidcProviderNative, Policy, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BILLING_REGION, EDGE_REGION, nameIn, type StageSettings } from '#infra/stages.ts';

/** Who says which repository, which job and which environment a token is for. */
const ISSUER = 'token.actions.githubusercontent.com';

/**
 * How the pipeline gets into the account: GitHub signs a token for one job, and AWS gives a role for it, for an hour. No key is kept
 * anywhere. The account's owner deploys this stack first, by hand; then the pipeline deploys it as any other.
 */
export class DeliveryStack extends Stack {
  /** Deploys. Only for jobs of the environment of the stage's name, which GitHub starts when its reviewers said so. */
  readonly deploy: Role;
  /** Shows what a change would change. For every pull request, so for code that nobody reviewed. */
  readonly diff: Role;

  constructor(app: App, id: string, stage: StageSettings, repository: string) {
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Roles of the pipeline that deploys the poverty logbook',
    });
    const regions = [...new Set([stage.region, EDGE_REGION, BILLING_REGION])];
    const issuer = stage.makesTokenIssuer
      ? new OidcProviderNative(this, 'TokenIssuer', { url: `https://${ISSUER}`, clientIds: ['sts.amazonaws.com'] })
      : undefined;

    const roleFor = (name: string, subject: string): Role => {
      const role = new Role(this, name, {
        roleName: nameIn(stage, name.toLowerCase()),
        assumedBy: new WebIdentityPrincipal(
          this.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: ISSUER }),
          {
            StringEquals: {
              [`${ISSUER}:aud`]: 'sts.amazonaws.com',
              [`${ISSUER}:sub`]: `repo:${repository}:${subject}`,
            },
          },
        ),
        maxSessionDuration: Duration.hours(1),
      });
      if (issuer) role.node.addDependency(issuer);
      return role;
    };

    this.deploy = roleFor('Deploy', `environment:${stage.name}`);
    // All else is done by the roles that `cdk bootstrap` made. Images are not among what is deployed.
    this.deploy.addToPolicy(
      new PolicyStatement({
        actions: ['sts:AssumeRole'],
        resources: regions.flatMap((region) =>
          ['deploy', 'file-publishing', 'lookup'].map((purpose) => this.#bootstrapRole(purpose, region)),
        ),
      }),
    );

    this.diff = roleFor('Diff', 'pull_request');
    // Templates, and nothing else of the account. The lookup role of the bootstrap would do, and reads far too much.
    this.diff.addToPolicy(
      new PolicyStatement({
        actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
        resources: regions.map((region) =>
          this.formatArn({ service: 'cloudformation', region, resource: 'stack', resourceName: nameIn(stage, '*/*') }),
        ),
      }),
    );
  }

  /**
   * Lets the pipeline put the page into its bucket, which `npm run deploy` does itself. Stands in the bucket's stack, because the
   * roles are there before anything else is.
   */
  letPublish(bucket: IBucket): void {
    const { stack } = bucket;
    new Policy(stack, 'PublishPage', {
      roles: [Role.fromRoleName(stack, 'Pipeline', this.deploy.roleName)],
      statements: [new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] })],
    });
  }

  /** The CDK's own names, for the qualifier that the app uses. */
  #bootstrapRole(purpose: string, region: string): string {
    const qualifier = this.synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
    const name = `cdk-${qualifier}-${purpose}-role-${this.account}-${region}`;
    return this.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: name });
  }
}
