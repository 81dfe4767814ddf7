/** What reviewers see of a change, made from what the CDK itself prints. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffPage } from '#infra/diff-page.ts';
import { addPlatform, newApp } from '#infra/platform.ts';
import { STAGES } from '#infra/stages.ts';
import type { Json } from './templates.ts';

const STACK = 'poverty-logbook-dev-data';
const folder = mkdtempSync(join(tmpdir(), 'diff-page-'));
const assembly = join(folder, 'cdk.out');
let now: Json;

beforeAll(() => {
  const app = newApp(assembly);
  addPlatform(app, STAGES.dev, { handlerFile: () => join(import.meta.dirname, 'empty-handler.ts') });
  now = app.synth().getStackByName(STACK).template;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** `cdk diff` of the data stack against a template that was deployed before. */
function diffOf(change: (resources: Record<string, Json>) => void): string {
  const before = structuredClone(now);
  change(before.Resources);
  const file = join(folder, 'before.json');
  writeFileSync(file, JSON.stringify(before));
  const options = ['--no-notices', '--no-color', '--ci', '--template', file, STACK];
  const { status, stdout, stderr } = spawnSync('cdk', ['diff', '--app', assembly, ...options], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder },
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

describe('the page of a diff', () => {
  let page: string;

  beforeAll(() => {
    page = diffPage(
      'dev',
      diffOf((resources) => {
        const idOf = (start: string, type: string): string =>
          Object.keys(resources).find((id) => id.startsWith(start) && resources[id].Type === type)!;
        resources[idOf('Logbook', 'AWS::DynamoDB::GlobalTable')].Properties.TableName = 'old-name';
        resources[idOf('OnCall', 'AWS::SNS::Topic')].Properties.DisplayName = 'old';
        resources['OldQueue'] = { Type: 'AWS::SQS::Queue' };
        resources['OldRule'] = { Type: 'AWS::Events::Rule', DeletionPolicy: 'Retain' };
      }),
    );
  });

  it('says first what would be lost, with what keeps something on top', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toEqual([
      '| what happens | type | resource | stack |',
      `| 🛑 **removed, with what it keeps** | AWS::SQS::Queue | OldQueue | ${STACK} |`,
      expect.stringMatching(
        /^\| 🛑 \*\*made anew, with what it keeps\*\* \| AWS::DynamoDB::GlobalTable \| Logbook Logbook\w+ \|/,
      ),
      `| left behind, no longer ours | AWS::Events::Rule | OldRule | ${STACK} |`,
    ]);
    expect(page.indexOf('|')).toBeLessThan(page.indexOf('<details>'));
    expect(page).toMatch(/^## `dev`: 1 of 1 stacks change\n/);
  });

  it('has all changes below', () => {
    expect(page).toContain(`<details><summary>${STACK}</summary>`);
    expect(page).toMatch(/\[~\] AWS::SNS::Topic OnCall OnCall\w+\n └─ \[-\] DisplayName\n/);
    expect(page).not.toContain('Number of stacks');
  });

  it('says that nothing changes, or nothing is lost', () => {
    const same = diffOf(() => {});
    expect(diffPage('dev', same)).toBe('## `dev`: 0 of 1 stacks change\n\nNothing is removed or made anew.\n');
    const added = diffOf((resources) => Reflect.deleteProperty(resources, Object.keys(resources).at(-1)!));
    expect(diffPage('dev', added)).toMatch(/^## `dev`: 1 of 1 stacks change\n\nNothing is removed or made anew\.\n/);
  });

  it('counts stacks apart, and keeps the account to itself', () => {
    const role = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-lookup-role-111122223333-ap-southeast-7';
    const printed = [
      `current credentials could not be used to assume '${role}', but are for the right account. Proceeding anyway.`,
      `Lookup role ${role} was not assumed. Proceeding with default credentials.`,
      'Stack a-data (aws://111122223333/ap-southeast-7)',
      'There were no differences',
      '',
      `Lookup role ${role} was not assumed. Proceeding with default credentials.`,
      'Stack a-api (aws://111122223333/ap-southeast-7)',
      'Resources',
      '[~] AWS::Lambda::Function Me Me1 may be replaced',
      ' └─ [~] Role',
      '     └─ [+] arn:aws:iam::111122223333:role/r',
      '',
      '✨  Number of stacks with differences: 1',
      '',
    ].join('\n');
    const short = diffPage('prod', printed);
    expect(short).toMatch(/^## `prod`: 1 of 2 stacks change\n/);
    expect(short).toContain('| perhaps made anew | AWS::Lambda::Function | Me Me1 | a-api |');
    expect(short).toContain('arn:aws:iam::<account>:role/r\n~~~~');
    expect(short).not.toMatch(/\d{12}|Lookup role|credentials/);
  });

  it('fits into a comment, whatever changes', () => {
    const many = Array.from({ length: 3000 }, (_, index) => `[+] AWS::SQS::Queue Queue${index} Queue${index}`);
    const long = diffPage('dev', `Stack big\nResources\n[-] AWS::S3::Bucket Old Old1 destroy\n${many.join('\n')}\n`);
    expect(long.length).toBeLessThan(65_536 / 2);
    expect(long).toContain('🛑 **removed, with what it keeps** | AWS::S3::Bucket | Old Old1 | big |');
    expect(long).toContain('the changes stand in the log');
  });
});
