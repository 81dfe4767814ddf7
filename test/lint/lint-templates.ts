/**
 * `npm run lint:templates`: cfn-lint reads the templates of all stages against the schemas of CloudFormation, each for the region
 * where it is deployed. `npm run synth` lets the CDK look for the same in one stage; cfn-lint also knows which actions a service
 * has, so that a misspelt permission is found here. Needs Python with `venv`; no account and no credentials. Ends with 1 at an
 * error or a warning that has no reason below.
 */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { addPlatform, newApp } from '#infra/platform.ts';
import { STAGES } from '#infra/stages.ts';
import { virtualEnvironment } from '#test/virtual-environment.ts';

/** Findings that are left, each with its reason. One that is found nowhere any more is an error too. */
const LEFT: readonly { readonly rule: string; readonly reason: string }[] = [
  {
    rule: 'W3005',
    reason:
      'The CDK writes dependencies down that a reference implies already: of a function on its role, for one. They do no harm.',
  },
];

const ROOT = join(import.meta.dirname, '../..');
/** Kept, so that a finding can be looked at. */
const TEMPLATES = join(ROOT, 'node_modules/.cache/poverty-logbook/templates');

const findingsOfRun = z.array(
  z.object({
    Rule: z.object({ Id: z.string() }),
    Message: z.string(),
    Filename: z.string(),
    Location: z.object({
      Start: z.object({ LineNumber: z.number() }),
      Path: z.array(z.union([z.string(), z.number()])).nullable(),
    }),
  }),
);
type Finding = z.infer<typeof findingsOfRun>[number];

const bin = await virtualEnvironment(join(ROOT, '.venv/cfn-lint'), join(import.meta.dirname, 'requirements.txt'));
const regions = templatesByRegion();
const findings = (await Promise.all([...regions].map(([region, templates]) => lint(region, templates)))).flat();

const open = findings.filter(({ Rule }) => !LEFT.some(({ rule }) => rule === Rule.Id));
const idle = LEFT.filter(({ rule }) => !findings.some(({ Rule }) => Rule.Id === rule));
for (const finding of open) console.error(line(finding));
for (const { rule } of idle)
  console.error(`${rule} is found nowhere: take it off the list of ${relative(ROOT, import.meta.filename)}`);
for (const [region, templates] of regions) console.log(`${region}: ${templates.length} templates`);
console.log(`${open.length} findings, ${findings.length - open.length} left with a reason`);
process.exitCode = open.length + idle.length > 0 ? 1 : 0;

/** Synthesises all stages. Their functions are empty: a template names only the hash of what is in them. */
function templatesByRegion(): Map<string, string[]> {
  rmSync(TEMPLATES, { recursive: true, force: true });
  // The CDK's own look at each template takes longer than the rest, and is taken by `npm run synth`.
  process.env['CDK_VALIDATION'] = 'false';
  const byRegion = new Map<string, string[]>();
  for (const stage of Object.values(STAGES)) {
    const app = newApp(join(TEMPLATES, stage.name));
    addPlatform(app, stage, { handlerFile: () => join(import.meta.dirname, '../infra/empty-handler.ts') });
    for (const { environment, templateFullPath } of app.synth().stacks)
      byRegion.set(environment.region, [...(byRegion.get(environment.region) ?? []), templateFullPath]);
  }
  return byRegion;
}

async function lint(region: string, templates: readonly string[]): Promise<Finding[]> {
  const { stdout } = await promisify(execFile)(
    join(bin, 'cfn-lint'),
    [
      ...['--format', 'json', '--non-zero-exit-code', 'none', '--regions', region],
      // Also what a template asks to be spared: the list above is the only one.
      ...['--mandatory-checks', 'E', 'W'],
      ...['--template', ...templates],
    ],
    { cwd: TEMPLATES, maxBuffer: 64 * 1024 * 1024 },
  );
  return findingsOfRun.parse(JSON.parse(stdout));
}

function line({ Rule, Message, Filename, Location }: Finding): string {
  return `${relative(ROOT, Filename)}:${Location.Start.LineNumber} ${Rule.Id} ${Message} (${Location.Path?.join('/') ?? ''})`;
}
