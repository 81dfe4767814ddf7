/**
 * `npm run diff -- <stage> [--page <file>]`: what a deployment of this tree would change in a stage. The templates are compared with
 * those deployed, so that nothing is made for it and to read templates is all that the caller must be allowed. `--page` writes it
 * down for reviewers.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { diffPage } from './diff-page.ts';
import { settingsOf } from './stages.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    context: { type: 'string', short: 'c', multiple: true, default: [] },
    output: { type: 'string' },
    page: { type: 'string' },
  },
});
const [name] = positionals;
if (name === undefined) throw new Error('Which stage? npm run diff -- <stage>');
const stage = settingsOf(name);

const cdk = spawn(
  'cdk',
  [
    ...['diff', '--context', `stage=${stage.name}`, '--method', 'template', '--no-notices', '--no-color', '--ci'],
    ...values.context.flatMap((pair) => ['--context', pair]),
    ...(values.output === undefined ? [] : ['--output', values.output]),
  ],
  { cwd: join(import.meta.dirname, '..'), stdio: ['ignore', 'pipe', 'inherit'] },
);
cdk.stdout.pipe(process.stdout);
const printed: Buffer[] = [];
cdk.stdout.on('data', (bytes: Buffer) => printed.push(bytes));
const [code]: (number | null)[] = await once(cdk, 'close');
if (code !== 0) throw new Error(`cdk diff ended with ${code ?? 'a signal'}`);
if (values.page !== undefined) await writeFile(values.page, diffPage(stage.name, Buffer.concat(printed).toString()));
