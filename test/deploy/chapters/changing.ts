/** Shows what a change would do, deploys it, finds duplicates, and asks whether all was called; then everything is destroyed. */
import { expect, it } from 'vitest';
import { nameIn, STAGES } from '#infra/stages.ts';
import { STATEFUL_TYPES } from '#infra/stateful-types.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import type { StackResource } from '../account.ts';
import { PASSWORD } from '../accounts.ts';
import { ranToEnd } from '../executions.ts';
import { idlePermissions } from '../permissions-used.ts';
import { type Json, signIn } from '../outside.ts';
import { DAY_OF_HELP, once, PEOPLE, TARGET_FILE, TODAY } from '../story.ts';
import {
  story,
  as,
  MOVED,
  DEPLOYMENT,
  PULL_REQUEST,
  given,
  allowedOrigin,
  idOf,
  expectWholePackage,
} from '../story-so-far.ts';

it('shows a pull request what would change, and lets it do and read nothing else', { timeout: 300_000 }, async () => {
  const rights = await given(PULL_REQUEST);
  const page = await story.account.diff(rights, { webOrigin: MOVED });
  expect(page).toMatch(/^## `emulator`: 4 of \d+ stacks change\n\nNothing is removed or made anew\.\n/);
  expect(page).toContain(MOVED);
  expect(page).not.toMatch(/\d{12}|not assumed/);
  const bootstrapRole = (purpose: string) => ({
    RoleArn: `arn:aws:iam::000000000000:role/cdk-hnb659fds-${purpose}-role-000000000000-${STAGES.emulator.region}`,
    RoleSessionName: 'pipeline',
  });
  for (const call of [
    ['sts', 'assume_role', bootstrapRole('lookup')],
    ['sts', 'assume_role', bootstrapRole('deploy')],
    ['cloudformation', 'get_template', { StackName: 'CDKToolkit' }],
    ['cognito-idp', 'describe_user_pool', { UserPoolId: story.outputs.userPoolId }],
    ['dynamodb', 'scan', { TableName: nameIn(STAGES.emulator, 'households') }],
  ] as const)
    await expect(story.account.call([call], rights), call[1]).rejects.toThrow(/AccessDenied/);
});

it('is deployed again with a change, keeps what it holds, and goes on', { timeout: 300_000 }, async () => {
  const before = await as.officer.get(`/v1/households/${story.household}/logbook`);
  expect(await allowedOrigin(MOVED)).toBeUndefined();
  const again = await story.account.deploy(await given(DEPLOYMENT), { logLevel: 'INFO', webOrigin: MOVED });
  expect(again).toEqual(story.outputs);
  const [changed] = await story.account.call([
    ['lambda', 'get_function_configuration', { FunctionName: nameIn(STAGES.emulator, 'api-logbook') }],
  ]);
  expect(changed).toMatchObject({ Environment: { Variables: { LOG_LEVEL: 'INFO' } } });
  expect(await allowedOrigin(MOVED)).toBe(MOVED);

  const stateful = (resources: StackResource[]): StackResource[] =>
    resources.filter(({ type }) => STATEFUL_TYPES.includes(type));
  expect(stateful(story.made).length).toBeGreaterThan(40);
  expect(stateful(await story.account.resources())).toEqual(stateful(story.made));

  expect((await as.officer.get(`/v1/households/${story.household}/logbook`)).body).toEqual(before.body);
  const found = await as.officer.post('/v1/households/search', { citizenId: '3999959500019' });
  expect(found.body.items.map(({ id }: Json) => id)).toEqual([story.household]);
  await expectWholePackage(story.reportId);
  // The name was sealed by a function that runs no more.
  expect((await as.importer.get(`/v1/uploads/${story.receipt.id}`)).body.filename).toBe(TARGET_FILE.filename);
  const visit = { type: 'visit', on: TODAY, purpose: 'FOLLOWUP', outcome: 'MET' };
  expect((await as.officer.post(`/v1/households/${story.household}/logbook`, visit)).status).toBe(201);
  // By house code; by address and name; of somebody who lives there unknown; what is in the logbook already; and the ID of another.
  const help = await as.importer.upload(
    { source: 'assistance', filename: 'help.csv' },
    windows874(
      [
        'house_code,first_name,last_name,address_no,moo,area_code,agency,dimension,assistance_type,delivered_on,description,citizen_id',
        `99999000003,,,,,,ศธ.,ด้านการศึกษา,อื่นๆ,${DAY_OF_HELP},,`,
        `,มานะ,ทองทดสอบ,77/7,1,420101,ศธ.,ด้านการศึกษา,อื่นๆ,${DAY_OF_HELP},,`,
        `,ใครไม่รู้,ทองทดสอบ,77/7,1,420101,ศธ.,ด้านการศึกษา,อื่นๆ,${DAY_OF_HELP},,`,
        `99999000001,,,,,,cdd,income,TRAINING,${DAY_OF_HELP},ตัวอย่างสังเคราะห์,`,
        `,ใครไม่รู้,สมมุติทดสอบ,,,,cdd,income,TRAINING,${DAY_OF_HELP},,3999959500019`,
      ].join('\n'),
    ),
  );
  expect(help).toMatchObject({ status: 'FINISHED', rows: { total: 5, created: 2, unchanged: 1, rejected: 2 } });
});

it(
  'finds two households that may be one, and shows them to an office until it says that they are not',
  { timeout: 120_000 },
  async () => {
    const family = {
      addressNo: '88/1',
      moo: 1,
      village: 'บ้านตัวอย่าง',
      areaCode: '420101',
      members: [{ firstName: 'มานี', lastName: 'ทองทดสอบ', relation: 'หัวหน้าครัวเรือน' }],
      confirmNew: true,
    };
    for (const body of [family, family])
      expect((await as.officer.post('/v1/households', body, once())).status).toBe(201);
    const search = idOf('AWS::StepFunctions::StateMachine', 'FindDuplicates');
    expect((await ranToEnd(story.account, search, JSON.stringify({ provinces: [{ province: '42' }] }))).status).toBe(
      'SUCCEEDED',
    );
    const inbox = async () => (await as.officer.get('/v1/duplicates?unit=4201')).body.items;
    const [pair, ...others] = await inbox();
    expect([pair.households.length, others]).toEqual([2, []]);
    const dismissed = await as.officer.post(`/v1/duplicates/${pair.id}/dismiss`, { reason: 'ตรวจแล้วเป็นคนละครัวเรือน' });
    expect([dismissed.status, dismissed.body.code]).toEqual([200, undefined]);
    expect(await inbox()).toEqual([]);
  },
);

it('has called every function that is deployed', async () => {
  const functions = story.made
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(({ physicalId }) => physicalId);
  const streams = await story.account.call(
    functions.map((name) => ['logs', 'describe_log_streams', { logGroupName: `/aws/lambda/${name}` }]),
  );
  const called = functions.filter((_, index) => (streams[index] as Json).logStreams.length > 0);
  expect(functions.length).toBeGreaterThan(15);
  expect(called).toEqual(functions);
});

it('uses every permission that its functions have, but for those with a reason', () => {
  expect(idlePermissions(story.made)).toEqual({ idle: [], reasonsForNothing: [] });
});

it('is destroyed, and leaves nothing behind', { timeout: 300_000 }, async () => {
  await story.account.destroy();
  expect(Object.keys(await story.account.stacks())).toEqual(['CDKToolkit']);
  expect(await signIn(story.emulator.url, story.outputs.webClientId, PEOPLE.officer.email, PASSWORD)).toBeUndefined();
});
