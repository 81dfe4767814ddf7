import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, it } from 'vitest';
import * as grants from '#infra/constructs/grants.ts';
import { linesOf } from './permission-lines.ts';
import { PUT_OPERATIONS } from './permitted.ts';

const stack = new Stack(new App({ analyticsReporting: false }), 'Grants', { env: { region: 'ap-southeast-7' } });
const key = new Key(stack, 'AtRest');
const personalKey = new Key(stack, 'Personal');
const table = (name: string): TableV2 =>
  new TableV2(stack, name, { partitionKey: { name: 'pk', type: AttributeType.STRING } });
const data: grants.KeyedTables = {
  key,
  tables: {
    Households: table('Households'),
    Logbook: table('Logbook'),
    Statistics: table('Statistics'),
    Operations: table('Operations'),
    DueItems: table('DueItems'),
    AccessLog: table('AccessLog'),
  },
};
const pool = new UserPool(stack, 'People');
const files: grants.KeyedBucket = { key, bucket: new Bucket(stack, 'Files') };

const OPEN = ['kms:Decrypt AtRest via dynamodb', 'kms:DescribeKey AtRest via dynamodb'];
const CLOSE = [
  ...OPEN,
  ...['Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'].map(
    (action) => `kms:${action} AtRest via dynamodb`,
  ),
];
const PUT_FILE = ['s3:PutObject Files/work/*', 'kms:GenerateDataKey AtRest via s3'];

/** Each is enough by itself: a function may have one and no other, which the roles of today do not show. */
const CASES: readonly [keyof typeof grants, PolicyStatement[], string[]][] = [
  [
    'readItems',
    grants.readItems(data, 'Operations', 'GetItem', 'Query'),
    ['dynamodb:GetItem Operations', 'dynamodb:Query Operations', ...OPEN],
  ],
  ['readTargetLists', grants.readTargetLists(data), ['dynamodb:GetItem Operations in target-lists*', ...OPEN]],
  ['approveReports', grants.approveReports(data), ['dynamodb:PutItem Operations in report-approvals*', ...CLOSE]],
  ['listUploads', grants.listUploads(data), ['dynamodb:Query Operations in uploads-of#*', ...OPEN]],
  [
    'findOrganisations',
    grants.findOrganisations(data),
    ['dynamodb:BatchGetItem Operations in register#organisations*', ...OPEN],
  ],
  [
    'findInCatalogues',
    grants.findInCatalogues(data, 'menu-items', 'projects'),
    [
      'dynamodb:BatchGetItem Operations in register#menu-items*',
      'dynamodb:BatchGetItem Operations in register#projects*',
      ...OPEN,
    ],
  ],
  [
    'listOrganisations',
    grants.listOrganisations(data),
    [
      'dynamodb:BatchGetItem Operations in register#organisations*',
      'dynamodb:Query Operations in register#organisations*',
      ...OPEN,
    ],
  ],
  [
    'queryIndex',
    grants.queryIndex(data, 'Households', 'by-district'),
    ['dynamodb:Query Households/index/by-district', ...OPEN],
  ],
  [
    'readFacts',
    grants.readFacts(data),
    [
      'dynamodb:BatchGetItem Households',
      'dynamodb:Query Households',
      'dynamodb:Query Households/index/by-district',
      ...OPEN,
    ],
  ],
  ['putItems', grants.putItems(data, 'AccessLog'), ['dynamodb:PutItem AccessLog', ...CLOSE]],
  ['putItems', grants.putItems(data, 'Operations'), [PUT_OPERATIONS, ...CLOSE]],
  [
    'claimKeys',
    grants.claimKeys(data),
    ['dynamodb:GetItem Operations in idempotency#*', 'dynamodb:PutItem Operations in idempotency#*', ...CLOSE],
  ],
  [
    'keepRebuilds',
    grants.keepRebuilds(data, 'GetItem', 'PutItem'),
    ['dynamodb:GetItem Operations in rebuild#*', 'dynamodb:PutItem Operations in rebuild#*', ...CLOSE],
  ],
  [
    'appendToLogbook',
    grants.appendToLogbook(data),
    [
      'dynamodb:PutItem Households',
      'dynamodb:PutItem Logbook',
      'dynamodb:PutItem Operations in events#*',
      'dynamodb:PutItem DueItems',
      'dynamodb:DeleteItem DueItems',
      'dynamodb:GetItem Operations in target-lists*',
      ...CLOSE,
    ],
  ],
  ['moveDue', grants.moveDue(data), ['dynamodb:PutItem DueItems', 'dynamodb:DeleteItem DueItems', ...CLOSE]],
  [
    'askAccounts',
    grants.askAccounts(data),
    [
      'dynamodb:Query Operations in account#*',
      'dynamodb:Query Operations in committee#*',
      'dynamodb:GetItem Operations in account-sessions#*',
      'dynamodb:PutItem Operations in account-sessions#*',
      ...CLOSE,
    ],
  ],
  [
    'findAccounts',
    grants.findAccounts(data),
    [
      'dynamodb:GetItem Operations in account-by#*',
      'dynamodb:PutItem Operations in account-by#*',
      'dynamodb:Query Operations in account-by#*',
      ...CLOSE,
    ],
  ],
  ['tellOrganisations', grants.tellOrganisations(data), ['dynamodb:PutItem Operations in events#*', ...CLOSE]],
  ['readEvents', grants.readEvents(data), ['dynamodb:Query Operations in events#*', ...OPEN]],
  [
    'keepMoveRequests',
    grants.keepMoveRequests(data),
    [...['GetItem', 'PutItem'].map((way) => `dynamodb:${way} Operations in move-request#*`), ...CLOSE],
  ],
  [
    'keepTargetRuns',
    grants.keepTargetRuns(data),
    [...['GetItem', 'PutItem', 'Query'].map((way) => `dynamodb:${way} Operations in target-run#*`), ...CLOSE],
  ],
  [
    'keepDuplicates',
    grants.keepDuplicates(data, 'GetItem', 'PutItem', 'Query'),
    [...['GetItem', 'PutItem', 'Query'].map((way) => `dynamodb:${way} Operations in duplicate#*`), ...CLOSE],
  ],
  [
    'manageWebhooks',
    grants.manageWebhooks(data),
    [
      'dynamodb:PutItem Operations in webhooks*',
      'dynamodb:Query Operations in webhooks*',
      'dynamodb:Query Operations in webhook-progress*',
      ...CLOSE,
    ],
  ],
  [
    'deliverToWebhooks',
    grants.deliverToWebhooks(data),
    [
      'dynamodb:Query Operations in webhooks*',
      'dynamodb:PutItem Operations in webhook-progress*',
      'dynamodb:Query Operations in webhook-progress*',
      ...CLOSE,
    ],
  ],
  [
    'keepSubjectRequests',
    grants.keepSubjectRequests(data),
    [...['GetItem', 'PutItem', 'Query'].map((way) => `dynamodb:${way} Operations in subject-request#*`), ...CLOSE],
  ],
  [
    'keepBreakGlass',
    grants.keepBreakGlass(data, 'GetItem', 'PutItem'),
    ['dynamodb:GetItem Operations in break-glass#*', 'dynamodb:PutItem Operations in break-glass#*', ...CLOSE],
  ],
  [
    'manageSignIns',
    grants.manageSignIns(pool),
    ['AdminCreateUser', 'AdminDisableUser', 'AdminEnableUser', 'AdminGetUser', 'AdminUserGlobalSignOut'].map(
      (action) => `cognito-idp:${action} People`,
    ),
  ],
  [
    'manageSystemClients',
    grants.manageSystemClients(pool),
    [
      ...['CreateUserPoolClient', 'DeleteUserPoolClient', 'ListUserPoolClientSecrets'],
      ...['AddUserPoolClientSecret', 'DeleteUserPoolClientSecret'],
    ].map((action) => `cognito-idp:${action} People`),
  ],
  ['putAccounts', grants.putAccounts(data), ['dynamodb:PutItem Operations in account#*', ...CLOSE]],
  ['readActivity', grants.readActivity(data), ['dynamodb:Query Statistics in activity#*', ...OPEN]],
  ['noteActivity', grants.noteActivity(data), ['dynamodb:PutItem Statistics in activity#*', ...CLOSE]],
  [
    'openPersonalData',
    grants.openPersonalData(data, personalKey),
    ['kms:Decrypt Personal', 'dynamodb:GetItem Operations in data-key#*', ...OPEN],
  ],
  [
    'sealPersonalData',
    grants.sealPersonalData(data, personalKey),
    [
      'kms:Decrypt Personal',
      'kms:GenerateDataKey Personal',
      'dynamodb:GetItem Operations in data-key#*',
      'dynamodb:PutItem Operations in data-key#*',
      ...CLOSE,
    ],
  ],
  [
    'readSecret',
    grants.readSecret({ arn: 'arn:secret', key }),
    ['secretsmanager:GetSecretValue arn:secret', 'kms:Decrypt AtRest via secretsmanager'],
  ],
  [
    'readObjects',
    grants.readObjects(files, 'incoming'),
    ['s3:GetObject Files/incoming/*', 'kms:Decrypt AtRest via s3'],
  ],
  ['missObjects', grants.missObjects(files), ['s3:ListBucket Files']],
  ['putObjects', grants.putObjects(files, 'work'), PUT_FILE],
  [
    'putLargeObjects',
    grants.putLargeObjects(files, 'work'),
    [...PUT_FILE, 's3:AbortMultipartUpload Files/work/*', 'kms:Decrypt AtRest via s3'],
  ],
  ['readSnapshots', grants.readSnapshots(data), ['dynamodb:GetItem Statistics in figures#snapshot-*', ...OPEN]],
  [
    'publishFigures',
    grants.publishFigures(files.bucket),
    ['s3:GetObject Files/figures/*', 's3:PutObject Files/figures/*', 's3:ListBucket Files'],
  ],
  ['startExecutions', grants.startExecutions('arn:machine'), ['states:StartExecution arn:machine']],
];

it.each(CASES)('%s allows what it says, with the key that it needs, and no more', (_name, statements, expected) => {
  const written = statements.map((statement) => stack.resolve(statement.toStatementJson()));
  expect(linesOf(written)).toEqual([...new Set(expected)].toSorted());
});

it('every grant is among them', () => {
  const functions = Object.entries(grants).filter(([, grant]) => typeof grant === 'function');
  expect([...new Set(CASES.map(([name]) => name))].toSorted()).toEqual(functions.map(([name]) => name).toSorted());
});
