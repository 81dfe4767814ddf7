import { App, CfnOutput, type Stack, Tags } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import type { Surroundings } from './constructs/node-function.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { CostStack } from './stacks/cost-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { DeliveryStack } from './stacks/delivery-stack.ts';
import { DuplicatesStack } from './stacks/duplicates-stack.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { IngestionStack } from './stacks/ingestion-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { RebuildStack } from './stacks/rebuild-stack.ts';
import { StatisticsStack } from './stacks/statistics-stack.ts';
import { TargetingStack } from './stacks/targeting-stack.ts';
import { WebStack } from './stacks/web-stack.ts';
import { nameIn, type StageSettings } from './stages.ts';

/** The app with the flags of cdk.json, also when it runs without the CLI. */
export function newApp(outdir?: string): App {
  return new App({ context: cdkJson.context, analyticsReporting: false, ...(outdir !== undefined && { outdir }) });
}

/** All stacks of a stage, cut by how long they live: data and accounts outlive every function. */
export function addPlatform(app: App, stage: StageSettings, options: Pick<Surroundings, 'handlerFile'> = {}): void {
  const id = (part: string): string => nameIn(stage, part);

  const data = new DataStack(app, id('data'), stage);
  const around: Surroundings = { stage, onCall: data.onCall, ...options };
  const identity = new IdentityStack(app, id('identity'), { stage });
  const ingestion = new IngestionStack(app, id('ingestion'), around, data);
  const statistics = new StatisticsStack(app, id('statistics'), around, data);
  const targeting = new TargetingStack(app, id('targeting'), around, data);
  const duplicates = new DuplicatesStack(app, id('duplicates'), around, data);
  const rebuild = new RebuildStack(app, id('rebuild'), around, data);
  const api = new ApiStack(app, id('api'), {
    around,
    data,
    identity,
    statisticsRuns: statistics.runs,
    undos: ingestion.undos,
    targetingRuns: targeting.runs,
  });
  const web = new WebStack(app, id('web'), {
    around,
    api: api.api,
    signIn: identity.domain,
    uploads: data.uploads,
    figures: data.figures,
    accessLogs: data.accessLogs,
  });
  if (stage.edge !== undefined) {
    const edge = new EdgeStack(app, id('edge'), stage, stage.edge);
    web.addStackDependency(edge, 'outputs of the edge are parameters of the page');
  }
  new ObservabilityStack(app, id('observability'), {
    around,
    data,
    identity,
    api: api.api,
    functions: [api, ingestion, statistics, targeting, duplicates, rebuild].flatMap(({ functions }) => functions),
    imports: ingestion.imports,
    statistics: statistics.runs,
    queues: [ingestion.undelivered, statistics.undelivered],
  });

  if (stage.costAnomalyUsd !== undefined) new CostStack(app, id('cost'), stage, stage.costAnomalyUsd);

  // What a deployment must know afterwards: to publish the page, to make accounts, to drive a test.
  const output = (stack: Stack, name: string, value: string): CfnOutput =>
    new CfnOutput(stack, `${name}Output`, { key: name, value });
  output(api, 'ApiUrl', api.api.apiEndpoint);
  output(identity, 'UserPoolId', identity.userPool.userPoolId);
  output(identity, 'WebClientId', identity.webClient.userPoolClientId);
  output(identity, 'SignInUrl', identity.domain.baseUrl());
  output(web, 'PageBucket', web.bucket.bucketName);
  output(web, 'PageUrl', web.pageUrl);
  output(web, 'DistributionDomain', web.distribution.distributionDomainName);
  output(web, 'DistributionId', web.distribution.distributionId);

  if (stage.repository !== undefined) {
    const delivery = new DeliveryStack(app, id('delivery'), stage, stage.repository);
    delivery.letPublish(web.bucket.asInterface);
    output(delivery, 'DeployRoleArn', delivery.deploy.roleArn);
    output(delivery, 'DiffRoleArn', delivery.diff.roleArn);
  }

  Tags.of(app).add('project', 'poverty-logbook');
  Tags.of(app).add('stage', stage.name);
}
