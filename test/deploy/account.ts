/** What is done with the account by its owner or its pipeline: bootstraps, deploys, destroys with the real `cdk`, and asks the administration side. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { nameIn, STAGES } from '#infra/stages.ts';
import { type Emulator, FOLDER, ROOT } from './emulator.ts';
import type { Rights } from './pipeline.ts';

const TARGET = `aws://000000000000/${STAGES.emulator.region}`;

/** No command of the CDK may wait for an hour, as one does for a resource that never answers. */
const LONGEST_SECONDS = 240;

export type Outputs = {
  apiUrl: string;
  userPoolId: string;
  webClientId: string;
  pageUrl: string;
};

export type StackResource = { stack: string; id: string; type: string; physicalId: string };

export class Account {
  readonly #emulator: Emulator;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** Without the policy that refuses plain HTTP for the bucket of the CDK's own files: the emulator speaks nothing else. */
  async bootstrap(): Promise<void> {
    const template = join(FOLDER, 'bootstrap.yaml');
    const document = parseDocument(await this.#run('cdk', ['bootstrap', '--show-template']));
    if (!document.deleteIn(['Resources', 'StagingBucketPolicy'])) throw new Error('There is no StagingBucketPolicy');
    writeFileSync(template, document.toString({ lineWidth: 0 }));
    await this.#run('cdk', ['bootstrap', '--template', template, TARGET]);
  }

  /** Lets the pipeline in: what the owner of an account does once, by hand. */
  async deployDelivery(): Promise<void> {
    const stack = nameIn(STAGES.emulator, 'delivery');
    const options = ['--require-approval', 'never', '--output', join(FOLDER, 'cdk.out')];
    await this.#run('cdk', ['deploy', stack, '--context', 'stage=emulator', ...options]);
  }

  /** Deploys all stacks and the page as `npm run deploy -- emulator` does, with these rights and values of context. */
  async deploy(rights: Rights, context: Record<string, string> = {}): Promise<Outputs> {
    const file = join(FOLDER, 'outputs.json');
    const options = ['--require-approval', 'never', '--outputs-file', file, '--output', join(FOLDER, 'cdk.out')];
    const args = [join(ROOT, 'infra/deploy.ts'), 'emulator', ...options, ...inContext(context)];
    await this.#run('node', args, { rights });
    const outputs = z
      .record(z.string(), z.record(z.string(), z.string()))
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    const of = (part: string, name: string): string => {
      const value = outputs[nameIn(STAGES.emulator, part)]?.[name];
      if (value === undefined) throw new Error(`The stack ${part} has no output ${name}`);
      return value;
    };
    return {
      apiUrl: of('api', 'ApiUrl'),
      userPoolId: of('identity', 'UserPoolId'),
      webClientId: of('identity', 'WebClientId'),
      pageUrl: of('web', 'PageUrl'),
    };
  }

  /** Makes the first account, as the runbook says. */
  async makeSysadmin(pool: string, email: string): Promise<void> {
    const operations = nameIn(STAGES.emulator, 'operations');
    const command = join(ROOT, 'local/operations/first-account.ts');
    await this.#run('node', [command, '--operations', operations, '--pool', pool, '--email', email]);
  }

  /** The page that `npm run diff -- emulator` writes for reviewers. */
  async diff(rights: Rights, context: Record<string, string>): Promise<string> {
    const page = join(FOLDER, 'diff.md');
    const options = ['--page', page, '--output', join(FOLDER, 'cdk.diff.out')];
    const args = [join(ROOT, 'infra/diff.ts'), 'emulator', ...options, ...inContext(context)];
    await this.#run('node', args, { rights });
    return readFileSync(page, 'utf8');
  }

  /** Removes all stacks. A bucket goes only when it is empty, here as on AWS; a stage that is to be removed is emptied by hand. */
  async destroy(): Promise<void> {
    const buckets = (await this.resources()).filter(({ type }) => type === 'AWS::S3::Bucket');
    const version = z.object({ Key: z.string(), VersionId: z.string() });
    const listed = z.object({ Versions: z.array(version).default([]), DeleteMarkers: z.array(version).default([]) });
    for (const { physicalId: Bucket } of buckets) {
      const [answer] = await this.call([['s3', 'list_object_versions', { Bucket }]]);
      const { Versions, DeleteMarkers } = listed.parse(answer);
      const Objects = [...Versions, ...DeleteMarkers];
      if (Objects.length > 0) await this.call([['s3', 'delete_objects', { Bucket, Delete: { Objects } }]]);
    }
    await this.#run('cdk', [
      'destroy',
      '--all',
      '--force',
      '--context',
      'stage=emulator',
      '--output',
      join(FOLDER, 'cdk.out'),
    ]);
  }

  /** Stacks that the app has, from what the last deployment synthesised. */
  assembledStacks(): string[] {
    const manifest = z
      .object({ artifacts: z.record(z.string(), z.object({ type: z.string() })) })
      .parse(JSON.parse(readFileSync(join(FOLDER, 'cdk.out/manifest.json'), 'utf8')));
    return Object.entries(manifest.artifacts)
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([name]) => name);
  }

  async stacks(): Promise<Record<string, string>> {
    const [answer] = await this.call([['cloudformation', 'describe_stacks', {}]]);
    const { Stacks } = z
      .object({ Stacks: z.array(z.object({ StackName: z.string(), StackStatus: z.string() })) })
      .parse(answer);
    return Object.fromEntries(Stacks.map(({ StackName, StackStatus }) => [StackName, StackStatus]));
  }

  async resources(): Promise<StackResource[]> {
    const stacks = this.assembledStacks();
    const answers = await this.call(
      stacks.map((StackName) => ['cloudformation', 'describe_stack_resources', { StackName }]),
    );
    const resource = z.object({
      LogicalResourceId: z.string(),
      PhysicalResourceId: z.string(),
      ResourceType: z.string(),
    });
    return answers.flatMap((answer, index) =>
      z
        .object({ StackResources: z.array(resource) })
        .parse(answer)
        .StackResources.map((one) => ({
          stack: stacks[index] ?? '',
          id: one.LogicalResourceId,
          type: one.ResourceType,
          physicalId: one.PhysicalResourceId,
        })),
    );
  }

  /** Answers of boto3 to calls, each a service, an operation and its parameters. */
  async call(
    calls: readonly (readonly [service: string, operation: string, parameters: object])[],
    rights?: Rights,
  ): Promise<unknown[]> {
    const script = join(import.meta.dirname, 'aws-calls.py');
    const printed = await this.#run('python3', [script], { input: JSON.stringify(calls), ...(rights && { rights }) });
    return z.array(z.unknown()).parse(JSON.parse(printed));
  }

  /** As the owner of the account, or with the rights given. */
  async #run(
    command: string,
    args: readonly string[],
    { input = '', rights }: { input?: string; rights?: Rights } = {},
  ): Promise<string> {
    const child = spawn('timeout', ['--kill-after=5', String(LONGEST_SECONDS), command, ...args], {
      cwd: ROOT,
      env: { ...this.#emulator.env, ...rights },
      stdio: 'pipe',
    });
    const printed: Buffer[] = [];
    const complained: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => printed.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => complained.push(bytes));
    child.stdin.end(input);
    const [code]: (number | null)[] = await once(child, 'close');
    const output = Buffer.concat(printed).toString();
    const errors = Buffer.concat(complained).toString();
    if (command !== 'python3')
      appendFileSync(join(FOLDER, 'cdk.log'), `$ ${command} ${args.join(' ')}\n${output}${errors}`);
    if (code !== 0)
      throw new Error(`${command} ${args[0] ?? ''} ended with ${code ?? 'a signal'}:\n${errors.slice(-3000)}`);
    return output;
  }
}

function inContext(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}
