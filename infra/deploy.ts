/**
 * `npm run deploy -- <stage> [options of cdk deploy]`, with the CDK's own command:
 *
 * 1. the edge stack alone, of a stage that has one. Of a page with a new name of its own it waits here for the certificate, until
 *    its record is in the DNS (docs/runbook.md);
 * 2. all stacks, the web stack with the outputs of the edge stack as its parameters;
 * 3. the faces, built and put into their bucket, with the settings that the stacks gave: what names a file comes after the file.
 *
 * A stage that lasts is not deployed while its settings hold examples. Outputs of the stacks are left in `cdk.out/outputs-<stage>.json`, or where `--outputs-file` says.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { buildOfficer } from './build-officer.ts';
import { edgeParameters } from './edge-parameters.ts';
import { OFFICER_FOLDER, officerFiles, pageFiles } from './page-files.ts';
import { examplesIn, nameIn, settingsOf, type StageSettings } from './stages.ts';

const ROOT = join(import.meta.dirname, '..');

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    context: { type: 'string', short: 'c', multiple: true, default: [] },
    'outputs-file': { type: 'string' },
    output: { type: 'string' },
    'require-approval': { type: 'string' },
  },
});
const [name] = positionals;
if (name === undefined) throw new Error('Which stage? npm run deploy -- <stage>');
const stage = settingsOf(name);
const examples = stage.lasting ? examplesIn(stage) : [];
if (examples.length > 0)
  throw new Error(`Only an example in infra/stages.ts, of ${stage.name}: ${examples.join(', ')}`);
const outputsFile = values['outputs-file'] ?? join(ROOT, 'cdk.out', `outputs-${stage.name}.json`);

const parameters: string[] = [];
if (stage.edge !== undefined) {
  await deployStacks(nameIn(stage, 'edge'));
  parameters.push(...edgeParameters(stage, await outputs()));
}
await deployStacks('--all', ...parameters.flatMap((parameter) => ['--parameters', parameter]));
await publishPage(stage, await outputs());

/** What the last deployment wrote. */
async function outputs(): Promise<unknown> {
  return JSON.parse(await readFile(outputsFile, 'utf8'));
}

async function deployStacks(...which: string[]): Promise<void> {
  const options = [
    ...values.context.flatMap((pair) => ['--context', pair]),
    ...(values.output === undefined ? [] : ['--output', values.output]),
    ...(values['require-approval'] === undefined ? [] : ['--require-approval', values['require-approval']]),
  ];
  const cdk = spawn(
    'cdk',
    ['deploy', ...which, '--context', `stage=${stage.name}`, '--outputs-file', outputsFile, ...options],
    { cwd: ROOT, stdio: 'inherit' },
  );
  const [code]: (number | null)[] = await once(cdk, 'exit');
  if (code !== 0) throw new Error(`cdk deploy ended with ${code ?? 'a signal'}; the page is left as it was`);
}

/** Puts the faces into their bucket file after file, with the settings that the stacks gave. Versions before it stay, for pages that are open. */
async function publishPage({ region }: StageSettings, given: unknown): Promise<void> {
  const ofStack = (part: string): string => nameIn(stage, part);
  const { [ofStack('web')]: web, [ofStack('identity')]: identity } = z
    .record(z.string(), z.record(z.string(), z.string()))
    .parse(given);
  const { PageBucket: bucket, PageUrl: url } = z.object({ PageBucket: z.string(), PageUrl: z.string() }).parse(web);
  const { SignInUrl: signIn, WebClientId: clientId } = z
    .object({ SignInUrl: z.string(), WebClientId: z.string() })
    .parse(identity);

  await buildOfficer();
  const files = [
    ...(await officerFiles(OFFICER_FOLDER)),
    ...(await pageFiles(join(ROOT, 'web'), { signIn, clientId, scope: 'openid' })),
  ];
  const s3 = new S3Client({ region });
  for (const { path, type, cacheControl, body } of files)
    await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: path, Body: body, ContentType: type, CacheControl: cacheControl }),
    );
  process.stdout.write(`Page: ${url}\n`);
}
