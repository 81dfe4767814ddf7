/** The pipeline: whom the account lets in and to do what, and what the workflows of `.github/` do with it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssetManifestArtifact, type CloudAssembly } from 'aws-cdk-lib/cx-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { addPlatform, newApp } from '#infra/platform.ts';
import { EDGE_REGION, STAGES, type StageName, type StageSettings } from '#infra/stages.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { type Json, ofType, type Resource, STAGE_NAMES, templatesOf } from './templates.ts';

const ISSUER = 'token.actions.githubusercontent.com';
const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

/** A name or an ARN as it is when deployed, with a word for the account. */
function written(value: Json): string {
  if (typeof value === 'string') return value;
  if (value.Ref) return value.Ref === 'AWS::AccountId' ? 'ACCOUNT' : value.Ref;
  if (value['Fn::ImportValue']) return value['Fn::ImportValue'];
  if (value['Fn::GetAtt']) return value['Fn::GetAtt'].join('.');
  return value['Fn::Join'][1].map(written).join(value['Fn::Join'][0]);
}

const roleOf = (stage: StageName, name: 'deploy' | 'diff'): Resource =>
  ofType(stage, 'AWS::IAM::Role').find(
    ({ properties }) => properties['RoleName'] === `poverty-logbook-${stage}-${name}`,
  )!;

/** All that a role may do, from the policies of every stack that name it. */
function allowed(stage: StageName, name: 'deploy' | 'diff'): { action: string; resource: string }[] {
  const { stack, id } = roleOf(stage, name);
  const names = (role: Json): boolean =>
    role.Ref === id || String(role['Fn::ImportValue']).startsWith(`${stack}:ExportsOutputRef${id}`);
  return ofType(stage, 'AWS::IAM::Policy')
    .filter(({ properties }) => properties['Roles'].some(names))
    .flatMap(({ properties }) => properties['PolicyDocument'].Statement)
    .flatMap(({ Effect, Action, Resource, Condition }: Json) => {
      expect({ Effect, Condition }).toEqual({ Effect: 'Allow', Condition: undefined });
      return listOf(Action).flatMap((action) =>
        listOf(Resource).map((resource) => ({ action, resource: written(resource) })),
      );
    });
}

/** The assembly that the CDK's command is given, until the end of the test. */
function synthesised(settings: StageSettings, context: Record<string, string> = {}): CloudAssembly {
  const folder = mkdtempSync(join(tmpdir(), 'synth-delivery-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const app = newApp(folder);
  for (const [key, value] of Object.entries(context)) app.node.setContext(key, value);
  addPlatform(app, settings, { handlerFile: () => join(import.meta.dirname, 'empty-handler.ts') });
  return app.synth();
}

describe.each(STAGE_NAMES)('the pipeline of %s', (stage) => {
  const { region, repository } = STAGES[stage];
  const regions = [region, EDGE_REGION];

  it.each([
    ['deploy', `environment:${stage}`],
    ['diff', 'pull_request'],
  ] as const)('%s is for jobs of this repository alone: %s', (name, subject) => {
    const { raw, properties } = roleOf(stage, name);
    expect(properties['MaxSessionDuration']).toBe(3600);
    const trust = properties['AssumeRolePolicyDocument'].Statement;
    expect(trust).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: expect.anything() },
        Condition: {
          StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: `repo:${repository}:${subject}` },
        },
      },
    ]);
    expect(written(trust[0].Principal.Federated)).toBe(`arn:aws:iam::ACCOUNT:oidc-provider/${ISSUER}`);
    expect(raw['DependsOn'] ?? []).toEqual(ofType(stage, 'AWS::IAM::OIDCProvider').map(({ id }) => id));
  });

  it('knows GitHub as the issuer of tokens for AWS, unless the account does already', () => {
    const issuers = ofType(stage, 'AWS::IAM::OIDCProvider').map(({ properties }) => properties);
    const one = { Url: `https://${ISSUER}`, ClientIdList: ['sts.amazonaws.com'] };
    expect(issuers).toMatchObject(STAGES[stage].makesTokenIssuer ? [one] : []);
    for (const issuer of issuers) expect(issuer['ThumbprintList']).toBeUndefined();
  });

  it('no other role is for anybody outside the account', () => {
    const others = ofType(stage, 'AWS::IAM::Role').filter(({ properties }) =>
      properties['AssumeRolePolicyDocument'].Statement.some(({ Principal }: Json) => !Principal.Service),
    );
    expect(others.map(({ at }) => at).toSorted()).toEqual(
      [roleOf(stage, 'deploy').at, roleOf(stage, 'diff').at].toSorted(),
    );
  });

  it('deploys by the roles of the bootstrap, puts the page, and does nothing else', () => {
    const bootstrap = ['deploy', 'file-publishing', 'lookup'].flatMap((purpose) =>
      regions.map((where) => `arn:aws:iam::ACCOUNT:role/cdk-hnb659fds-${purpose}-role-ACCOUNT-${where}`),
    );
    const [page] = ofType(stage, 'AWS::S3::Bucket').filter(({ stack }) => stack.endsWith('-web'));
    expect(allowed(stage, 'deploy').toSorted((a, b) => (a.resource < b.resource ? -1 : 1))).toEqual(
      [
        ...bootstrap.map((resource) => ({ action: 'sts:AssumeRole', resource })),
        { action: 's3:PutObject', resource: `${page?.id}.Arn/*` },
      ].toSorted((a, b) => (a.resource < b.resource ? -1 : 1)),
    );
  });

  it('reads templates of the stage for a diff, takes no role and reads nothing else', () => {
    expect(allowed(stage, 'diff')).toEqual(
      ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'].flatMap((action) =>
        regions.map((where) => ({
          action,
          resource: `arn:aws:cloudformation:${where}:ACCOUNT:stack/poverty-logbook-${stage}-*/*`,
        })),
      ),
    );
    for (const name of Object.keys(templatesOf(stage).templates)) expect(name).toMatch(`poverty-logbook-${stage}-`);
  });

  it('may take every role that the assembly tells the CDK to take', () => {
    const { stacks, artifacts } = synthesised(STAGES[stage]);
    const wanted = stacks.flatMap((stack) => [stack.assumeRoleArn, stack.lookupRole?.arn]);
    for (const artifact of artifacts.filter((one) => one instanceof AssetManifestArtifact)) {
      for (const { destinations } of Object.values(artifact.contents.files ?? {}))
        wanted.push(...Object.values(destinations).map(({ assumeRoleArn }) => assumeRoleArn));
      expect(artifact.contents.dockerImages ?? {}).toEqual({});
    }
    const plain = (arn = ''): string =>
      arn.replaceAll('${AWS::Partition}', 'aws').replaceAll(/\$\{AWS::AccountId\}/g, 'ACCOUNT');
    const taken = new Set(wanted.map(plain));
    expect(taken.size).toBeGreaterThanOrEqual(3);
    const may = allowed(stage, 'deploy').map(({ resource }) => resource);
    expect(may).toEqual(expect.arrayContaining([...taken]));
  });

  it('is deployed before what it deploys', () => {
    const web = Object.entries(templatesOf(stage).templates).find(([name]) => name.endsWith('-web'))?.[1];
    expect(JSON.stringify(web)).toContain(`"Fn::ImportValue":"poverty-logbook-${stage}-delivery:`);
    const delivery = templatesOf(stage).templates[`poverty-logbook-${stage}-delivery`];
    expect(JSON.stringify(delivery)).not.toContain('Fn::ImportValue');
  });
});

it('a stage without a repository has no pipeline', () => {
  const { repository: _, ...settings } = STAGES.dev;
  const templates = synthesised(settings).stacks.map(({ template }) => template);
  expect(JSON.stringify(templates)).not.toMatch(/OIDC|WebIdentity|PublishPage/);
});

it('a stage with a bootstrap of its own in a shared account takes the roles of that alone', () => {
  const { stacks } = synthesised(STAGES.dev, { '@aws-cdk/core:bootstrapQualifier': 'dev' });
  const templates = JSON.stringify(stacks.map(({ template }) => template));
  expect(templates).toContain(':role/cdk-dev-deploy-role-');
  expect(templates).not.toContain('cdk-hnb659fds-');
});

type Workflow = { name: string; text: string; on: Json; permissions: Json; jobs: Record<string, Json> };

const FOLDER = join(import.meta.dirname, '../../.github/workflows');
const WORKFLOWS: Workflow[] = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return { text, ...parse(text), name: file };
});
const JOBS = WORKFLOWS.flatMap(({ name, jobs }) =>
  Object.entries(jobs).map(([id, job]) => ({ at: `${name}/${id}`, job, steps: listOf(job.steps ?? []) })),
);
const workflow = (name: string): Workflow => WORKFLOWS.find((one) => one.name === name)!;

describe('the workflows', () => {
  it('are these, started by these and by nothing that runs foreign code with rights of ours', () => {
    expect(Object.fromEntries(WORKFLOWS.map(({ name, on }) => [name, on]))).toEqual({
      'check.yml': { pull_request: null, workflow_call: null },
      'diff.yml': { pull_request: null },
      'deploy.yml': {
        push: { branches: ['main'] },
        release: { types: ['published'] },
        workflow_dispatch: { inputs: { stage: expect.objectContaining({ options: ['dev', 'prod'], required: true }) } },
      },
    });
    expect(workflow('diff.yml').jobs['diff'].if).toBe(
      'github.event.pull_request.head.repo.full_name == github.repository',
    );
    expect(workflow('diff.yml').jobs['comment'].needs).toBe('diff');
  });

  it('use only actions at a commit, with the version beside it, the same everywhere', () => {
    const used = WORKFLOWS.flatMap(({ text }) => [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action!));
    const foreign = used.filter((action) => action !== './.github/workflows/check.yml');
    expect(foreign.length).toBeGreaterThan(8);
    for (const action of foreign) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const names = new Set(foreign.map((action) => action.split('@')[0]));
    expect(new Set(foreign).size).toBe(names.size);
    expect(names).toEqual(
      new Set([
        'actions/checkout',
        'actions/setup-node',
        'actions/upload-artifact',
        'aws-actions/configure-aws-credentials',
      ]),
    );
  });

  it('have no more permissions than each job needs', () => {
    expect(Object.fromEntries(WORKFLOWS.map(({ name, permissions }) => [name, permissions]))).toEqual({
      'check.yml': { contents: 'read' },
      'diff.yml': {},
      'deploy.yml': {},
    });
    expect(Object.fromEntries(JOBS.map(({ at, job }) => [at, job.permissions]))).toEqual({
      'check.yml/gate': undefined,
      'diff.yml/diff': { contents: 'read', 'id-token': 'write' },
      'diff.yml/comment': { actions: 'read', 'pull-requests': 'write' },
      'deploy.yml/check': { contents: 'read' },
      'deploy.yml/dev': { contents: 'read', 'id-token': 'write' },
      'deploy.yml/prod': { contents: 'read', 'id-token': 'write' },
    });
  });

  it('know no key and no secret', () => {
    for (const { name, text } of WORKFLOWS) {
      expect(text, name).not.toMatch(/secrets\s*[.[]|secrets: inherit|aws-(?:access|secret|session)|AKIA|ASIA/i);
      expect(text, name).not.toMatch(/\b\d{12}\b|arn:aws/);
    }
  });

  it('let no text from outside into a command', () => {
    for (const { at, steps } of JOBS) for (const { run = '' } of steps) expect(run, at).not.toContain('${{');
  });

  it('leave no token in the tree that they check out, and take the rights to AWS after the packages', () => {
    for (const { at, steps } of JOBS) {
      for (const step of steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@')))
        expect(step.with, at).toEqual({ 'persist-credentials': false });
      const rights = steps.findIndex(({ uses = '' }) => uses.startsWith('aws-actions/'));
      if (rights === -1) continue;
      expect(steps[rights].with, at).toMatchObject({ 'mask-aws-account-id': true });
      expect(steps[rights - 1], at).toEqual({ run: 'npm ci --ignore-scripts' });
    }
  });

  it('run scripts that exist, under Node 24', () => {
    const scripts = JOBS.flatMap(({ steps }) =>
      steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run (\S+)/g)].map(([, script]) => script)),
    );
    expect(new Set(scripts)).toEqual(new Set(['deploy', 'diff']));
    for (const script of scripts) expect(Object.keys(packageJson.scripts)).toContain(script);
    const nodes = JOBS.flatMap(({ steps }) => steps).filter(({ uses = '' }) => uses.startsWith('actions/setup-node@'));
    expect(nodes.map((step) => step.with['node-version'])).toEqual([24, 24, 24, 24]);
    expect(workflow('check.yml').jobs['gate'].steps).toContainEqual({ run: '.ci/run' });
  });

  it('end in time', () => {
    for (const { at, job } of JOBS.filter((one) => one.job.uses === undefined))
      expect(job['timeout-minutes'], at).toBeLessThanOrEqual(60);
  });

  it.each(['dev', 'prod'] as const)('deploy %s only as its environment, after the gate, one at a time', (stage) => {
    const { jobs } = workflow('deploy.yml');
    expect(jobs['check'].uses).toBe('./.github/workflows/check.yml');
    const job = jobs[stage];
    expect(job).toMatchObject({
      needs: 'check',
      environment: stage,
      concurrency: { group: `deploy-${stage}`, 'cancel-in-progress': false },
    });
    expect(job.if).toBe(
      `github.event_name == '${{ dev: 'push', prod: 'release' }[stage]}' || inputs.stage == '${stage}'`,
    );
    const commands = job.steps.flatMap(({ run }: Json) => run ?? []);
    expect(commands).toEqual(['npm ci --ignore-scripts', `npm run deploy -- ${stage} --require-approval never`]);
    const [rights] = job.steps.filter(({ uses = '' }: Json) => uses.startsWith('aws-actions/'));
    expect(rights.with['role-to-assume']).toBe('${{ vars.DEPLOY_ROLE_ARN }}');
  });

  it('deploy nowhere else', () => {
    const deploying = JOBS.filter(({ job }) => /npm run deploy|DEPLOY_ROLE_ARN/.test(JSON.stringify(job)));
    expect(deploying.map(({ at }) => at)).toEqual(['deploy.yml/dev', 'deploy.yml/prod']);
    const outside = JOBS.filter(({ job }) => job.environment === undefined && /id-token/.test(JSON.stringify(job)));
    expect(outside.map(({ at }) => at)).toEqual(['diff.yml/diff']);
  });

  it('show the diff of every stage that is deployed, by a role of its own', () => {
    const { strategy } = workflow('diff.yml').jobs['diff'];
    expect(strategy.matrix.include).toEqual(
      ['dev', 'prod'].map((stage) => ({ stage, role: `DIFF_ROLE_ARN_${stage.toUpperCase()}` })),
    );
  });
});
