/**
 * The permissions that functions have, by name. Nothing here grants Update or Delete on the logbook or the access log, in any
 * form: `BatchWriteItem` is not granted anywhere, because it deletes too.
 */
import { Stack } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { ACCOUNT_PARTITIONS, ACCOUNTS_FOUND_BY, SESSION_PARTITIONS } from '#shared/account/dynamo-account-reader.ts';
import { ORDER_PARTITIONS } from '#shared/committee/dynamo-order-reader.ts';
import { BREAK_GLASS_PARTITIONS } from '#shared/break-glass/dynamo-break-glass-store.ts';
import { EVENT_PARTITIONS } from '#shared/event/dynamo-events.ts';
import { MOVE_REQUEST_PARTITIONS } from '#shared/move-request/dynamo-move-request-store.ts';
import { DUPLICATE_PARTITIONS } from '#shared/duplicate/dynamo-duplicate-store.ts';
import { DATA_KEYS } from '#shared/sealing/dynamo-data-key-store.ts';
import { CLAIMED_KEYS } from '#shared/idempotency/dynamo-claims.ts';
import { REBUILD_PARTITIONS } from '#shared/rebuild/dynamo-rebuild-store.ts';
import { ACTIVITY_PARTITIONS, SNAPSHOT_PARTITIONS } from '#shared/statistics/statistics-keys.ts';
import { ORGANISATIONS_PARTITION } from '#shared/organisation/dynamo-organisations.ts';
import { PUBLIC_FIGURES } from '#infra/public-figures.ts';
import { registerPartition } from '#shared/register/dynamo-register-store.ts';
import type { RegisterName } from '#shared/register/register-store.ts';
import { REPORT_APPROVALS } from '#shared/report/dynamo-report-store.ts';
import { SUBJECT_REQUEST_PARTITIONS } from '#shared/subject-request/dynamo-subject-request-store.ts';
import { TARGET_LISTS_PARTITION } from '#shared/target-list/dynamo-target-list-store.ts';
import { TARGET_RUN_PARTITIONS } from '#shared/target-list/dynamo-target-run-store.ts';
import type { TABLES, TableName } from '#shared/tables.ts';
import { UPLOAD_LISTS } from '#shared/upload/dynamo-upload-store.ts';
import { WEBHOOK_PROGRESS_PARTITION, WEBHOOKS_PARTITION } from '#shared/webhook/dynamo-webhook-store.ts';

/** Folders of the buckets, each with its own readers and writers. */
export const OBJECTS = {
  /** Files as offices sent them: `incoming/<upload>`. */
  incoming: 'incoming/',
  /** What the steps of an import leave for one another: `work/<upload>/…`. */
  work: 'work/',
  /** Files with the errors marked, for the office: `returned/<upload>.xlsx`, and `.csv` when that is what it sent. */
  returned: 'returned/',
  /** NESDC packages: `packages/<month>/<area>/r<revision>/…`. */
  packages: 'packages/',
} as const;
type ObjectFolder = keyof typeof OBJECTS;

/** An encrypted thing and the key it is encrypted by. */
export type KeyedTables = { readonly tables: { readonly [T in TableName]: TableV2 }; readonly key: IKey };
export type KeyedBucket = { readonly bucket: Bucket; readonly key: IKey };
export type KeyedSecret = { readonly arn: string; readonly key: IKey };

const allow = (actions: string[], resources: string[]): PolicyStatement =>
  new PolicyStatement({ effect: Effect.ALLOW, actions, resources });

/** Use of a key only by way of the service that keeps the data. */
function keyVia(key: IKey, service: 'dynamodb' | 's3' | 'secretsmanager', actions: string[]): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` } },
  });
}

/** DynamoDB opens and renews a table's keys in the caller's name. */
const KEY_TO_READ = ['kms:Decrypt', 'kms:DescribeKey'];
const KEY_TO_WRITE = [...KEY_TO_READ, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Ways to read a table: an item by its key, several, or those of a partition in their order. Nobody scans. */
type Reading = 'GetItem' | 'BatchGetItem' | 'Query';

export function readItems({ tables, key }: KeyedTables, name: TableName, ...ways: Reading[]): PolicyStatement[] {
  return [
    allow(
      ways.map((way) => `dynamodb:${way}`),
      [tables[name].tableArn],
    ),
    keyVia(key, 'dynamodb', KEY_TO_READ),
  ];
}

export function queryIndex<T extends TableName>(
  { tables, key }: KeyedTables,
  name: T,
  index: (typeof TABLES)[T]['indexes'][number]['name'],
): PolicyStatement[] {
  return [allow(['dynamodb:Query'], [`${tables[name].tableArn}/index/${index}`]), keyVia(key, 'dynamodb', KEY_TO_READ)];
}

type ItemWay = Reading | 'PutItem';

/** Ways to the items of a table whose partition key begins with the prefix. */
function onlyIn(table: TableV2, prefix: string, ways: readonly ItemWay[]): PolicyStatement {
  return new PolicyStatement({
    actions: ways.map((way) => `dynamodb:${way}`),
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${prefix}*`] } },
  });
}

/** The same of Operations, with the table's key used as the ways need it. */
function inOperations({ tables, key }: KeyedTables, prefix: string, ways: readonly ItemWay[]): PolicyStatement[] {
  const use = ways.includes('PutItem') ? KEY_TO_WRITE : KEY_TO_READ;
  return [onlyIn(tables.Operations, prefix, ways), keyVia(key, 'dynamodb', use)];
}

/** The facts of households that figures are made of, without the key of anything personal. */
export function readFacts(data: KeyedTables): PolicyStatement[] {
  return [...readItems(data, 'Households', 'BatchGetItem', 'Query'), ...queryIndex(data, 'Households', 'by-district')];
}

/** Keeps runs of a rebuild and their progress, and nothing else of Operations. */
export function keepRebuilds(data: KeyedTables, ...ways: ItemWay[]): PolicyStatement[] {
  return inOperations(data, REBUILD_PARTITIONS, ways);
}

/** A target list by its id, and nothing else of Operations. */
export function readTargetLists(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, TARGET_LISTS_PARTITION, ['GetItem']);
}

/** Lists which uploads offices sent, and nothing else of Operations. */
export function listUploads(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, UPLOAD_LISTS, ['Query']);
}

/** Organisations, and nothing else of Operations: by their slugs, for calls in which they are named; or all, for files that name them by words. */
export function findOrganisations(
  data: KeyedTables,
  way: 'BatchGetItem' | 'Query' = 'BatchGetItem',
): PolicyStatement[] {
  return inOperations(data, ORGANISATIONS_PARTITION, [way]);
}

/** Entries of these catalogues by their ids, and nothing else of Operations. */
export function findInCatalogues(data: KeyedTables, ...catalogues: readonly RegisterName[]): PolicyStatement[] {
  return catalogues.flatMap((catalogue) => inOperations(data, registerPartition(catalogue), ['BatchGetItem']));
}

/** The organisations of a province, in their order, beside those that are named. */
export function listOrganisations(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, ORGANISATIONS_PARTITION, ['BatchGetItem', 'Query']);
}

/**
 * Puts items, also within transactions and under conditions; the stores put whole documents and never update in place. The data
 * keys in Operations are left out, with one of which put over a province loses a month, and so are the records of accounts: a function that could put
 * one could give itself any role, one that could put a break-glass or a request of a data subject could read any household, one that could put
 * a webhook or its progress could have the events of others sent to itself, or skipped, and one that could put an approval could approve what it made.
 */
export function putItems({ tables, key }: KeyedTables, name: TableName): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['dynamodb:PutItem'],
      resources: [tables[name].tableArn],
      ...(name === 'Operations' && {
        conditions: {
          'ForAllValues:StringNotLike': {
            'dynamodb:LeadingKeys': [
              DATA_KEYS,
              ACCOUNT_PARTITIONS,
              ACCOUNTS_FOUND_BY,
              BREAK_GLASS_PARTITIONS,
              SUBJECT_REQUEST_PARTITIONS,
              REPORT_APPROVALS,
              WEBHOOKS_PARTITION,
              WEBHOOK_PROGRESS_PARTITION,
            ].map((prefix) => `${prefix}*`),
          },
        },
      }),
    }),
    keyVia(key, 'dynamodb', KEY_TO_WRITE),
  ];
}

/** Claims the `Idempotency-Key` of a call in the transaction of its write, and finds what was answered to it. */
export function claimKeys(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, CLAIMED_KEYS, ['GetItem', 'PutItem']);
}

/** Puts events for organisations, in the transaction of their cause. */
export function tellOrganisations(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, EVENT_PARTITIONS, ['PutItem']);
}

/** Reads events for organisations, and nothing else of Operations. */
export function readEvents(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, EVENT_PARTITIONS, ['Query']);
}

/**
 * Puts entries and moves households, their pointers, their places and what waits for whom, with what organisations are told of it, in one transaction; which rows that are also
 * depends on the terms of target lists.
 */
export function appendToLogbook(data: KeyedTables): PolicyStatement[] {
  return [
    ...putItems(data, 'Households'),
    ...putItems(data, 'Logbook'),
    ...moveDue(data),
    ...tellOrganisations(data),
    ...readTargetLists(data),
  ];
}

/** Moves rows of the queue. The only table of which anything is ever deleted: a row is deleted with its cause, and can be made anew from documents. */
export function moveDue(data: KeyedTables): PolicyStatement[] {
  return [...putItems(data, 'DueItems'), allow(['dynamodb:DeleteItem'], [data.tables.DueItems.tableArn])];
}

/** Keeps the earliest sign of life of an agency in a month; no figure can be put with this. */
export function noteActivity({ tables, key }: KeyedTables): PolicyStatement[] {
  return [onlyIn(tables.Statistics, ACTIVITY_PARTITIONS, ['PutItem']), keyVia(key, 'dynamodb', KEY_TO_WRITE)];
}

/** Reads signs of life of agencies, and no figure. */
export function readActivity({ tables, key }: KeyedTables): PolicyStatement[] {
  return [onlyIn(tables.Statistics, ACTIVITY_PARTITIONS, ['Query']), keyVia(key, 'dynamodb', KEY_TO_READ)];
}

/** Reads the record of the account that calls and the orders of its units, and keeps that its session was met. No account and no order can be made or changed with this. */
export function askAccounts({ tables: { Operations }, key }: KeyedTables): PolicyStatement[] {
  return [
    onlyIn(Operations, ACCOUNT_PARTITIONS, ['Query']),
    onlyIn(Operations, ORDER_PARTITIONS, ['Query']),
    onlyIn(Operations, SESSION_PARTITIONS, ['GetItem', 'PutItem']),
    keyVia(key, 'dynamodb', KEY_TO_WRITE),
  ];
}

/** Puts versions of the records of accounts. */
export function putAccounts(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, ACCOUNT_PARTITIONS, ['PutItem']);
}

/** Finds accounts by their address and by their places, and puts where they are found. */
export function findAccounts(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, ACCOUNTS_FOUND_BY, ['GetItem', 'PutItem', 'Query']);
}

/** Break-glasses: `GetItem` says whether one is open over a household. */
export function keepBreakGlass(data: KeyedTables, ...ways: ItemWay[]): PolicyStatement[] {
  return inOperations(data, BREAK_GLASS_PARTITIONS, ways);
}

/** Runs over households and their pages, and nothing else of Operations. */
export function keepTargetRuns(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, TARGET_RUN_PARTITIONS, ['GetItem', 'PutItem', 'Query']);
}

/** Requests for moves, and nothing else of Operations. */
export function keepMoveRequests(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, MOVE_REQUEST_PARTITIONS, ['GetItem', 'PutItem']);
}

/** Households that may be one, and nothing else of Operations. */
export function keepDuplicates(data: KeyedTables, ...ways: ItemWay[]): PolicyStatement[] {
  return inOperations(data, DUPLICATE_PARTITIONS, ways);
}

/** Requests of data subjects, and nothing else of Operations. */
export function keepSubjectRequests(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, SUBJECT_REQUEST_PARTITIONS, ['GetItem', 'PutItem', 'Query']);
}

/** Approves published packages, and cannot put one. */
export function approveReports(data: KeyedTables): PolicyStatement[] {
  return inOperations(data, REPORT_APPROVALS, ['PutItem']);
}

/** Makes and ends webhooks of organisations, and says how far each has come. */
export function manageWebhooks(data: KeyedTables): PolicyStatement[] {
  return [
    ...inOperations(data, WEBHOOKS_PARTITION, ['PutItem', 'Query']),
    ...inOperations(data, WEBHOOK_PROGRESS_PARTITION, ['Query']),
  ];
}

/** Reads webhooks with their secrets, and keeps how far each has come. None can be made or led elsewhere with this. */
export function deliverToWebhooks(data: KeyedTables): PolicyStatement[] {
  return [
    ...inOperations(data, WEBHOOKS_PARTITION, ['Query']),
    ...inOperations(data, WEBHOOK_PROGRESS_PARTITION, ['PutItem', 'Query']),
  ];
}

/** Invites people into the user pool and lets them in no more. No password can be read or set with this. */
export function manageSignIns(pool: IUserPool): PolicyStatement[] {
  const actions = ['AdminCreateUser', 'AdminGetUser', 'AdminDisableUser', 'AdminEnableUser', 'AdminUserGlobalSignOut'];
  return [
    allow(
      actions.map((action) => `cognito-idp:${action}`),
      [pool.userPoolArn],
    ),
  ];
}

/** Makes and ends the clients of systems and their secrets. What a client may do, its record says. */
export function manageSystemClients(pool: IUserPool): PolicyStatement[] {
  const actions = ['Create', 'Delete'].map((verb) => `${verb}UserPoolClient`);
  const secrets = ['ListUserPoolClientSecrets', 'AddUserPoolClientSecret', 'DeleteUserPoolClientSecret'];
  return [
    allow(
      [...actions, ...secrets].map((action) => `cognito-idp:${action}`),
      [pool.userPoolArn],
    ),
  ];
}

/** Opens what was sealed, and seals nothing: reads wrapped data keys in Operations and has them unwrapped. */
export function openPersonalData(data: KeyedTables, personalDataKey: IKey): PolicyStatement[] {
  return [allow(['kms:Decrypt'], [personalDataKey.keyArn]), ...inOperations(data, DATA_KEYS, ['GetItem'])];
}

/**
 * Seals and opens personal data: makes data keys, keeps them wrapped in Operations, and has them unwrapped. A policy cannot demand
 * that a key is put only where none is: that the store does (shared/sealing/dynamo-data-key-store.ts), the only code that puts there.
 */
export function sealPersonalData(data: KeyedTables, personalDataKey: IKey): PolicyStatement[] {
  return [
    allow(['kms:GenerateDataKey', 'kms:Decrypt'], [personalDataKey.keyArn]),
    ...inOperations(data, DATA_KEYS, ['GetItem', 'PutItem']),
  ];
}

export function readSecret({ arn, key }: KeyedSecret): PolicyStatement[] {
  return [allow(['secretsmanager:GetSecretValue'], [arn]), keyVia(key, 'secretsmanager', ['kms:Decrypt'])];
}

export function readObjects({ bucket, key }: KeyedBucket, folder: ObjectFolder): PolicyStatement[] {
  return [allow(['s3:GetObject'], [bucket.arnForObjects(`${OBJECTS[folder]}*`)]), keyVia(key, 's3', ['kms:Decrypt'])];
}

/** Lets a reader be told that an object is not there; without it S3 answers "forbidden". */
export function missObjects({ bucket }: KeyedBucket): PolicyStatement[] {
  return [allow(['s3:ListBucket'], [bucket.bucketArn])];
}

/** Puts objects in one piece. */
export function putObjects({ bucket, key }: KeyedBucket, folder: ObjectFolder): PolicyStatement[] {
  return [
    allow(['s3:PutObject'], [bucket.arnForObjects(`${OBJECTS[folder]}*`)]),
    keyVia(key, 's3', ['kms:GenerateDataKey']),
  ];
}

/** Puts objects of any size, in parts, and clears away the parts of an attempt that broke. S3 opens the parts to join them. */
export function putLargeObjects(at: KeyedBucket, folder: ObjectFolder): PolicyStatement[] {
  return [
    ...putObjects(at, folder),
    allow(['s3:AbortMultipartUpload'], [at.bucket.arnForObjects(`${OBJECTS[folder]}*`)]),
    keyVia(at.key, 's3', ['kms:Decrypt']),
  ];
}

/** The figures of months from which what everybody may see is made, and no other figure. */
export function readSnapshots({ tables, key }: KeyedTables): PolicyStatement[] {
  return [onlyIn(tables.Statistics, SNAPSHOT_PARTITIONS, ['GetItem']), keyVia(key, 'dynamodb', KEY_TO_READ)];
}

/** Reads and puts what everybody may see; the bucket has no key of ours, because a content network reads it. */
export function publishFigures(bucket: Bucket): PolicyStatement[] {
  return [
    allow(['s3:GetObject', 's3:PutObject'], [bucket.arnForObjects(`${PUBLIC_FIGURES}*`)]),
    allow(['s3:ListBucket'], [bucket.bucketArn]),
  ];
}

export function startExecutions(stateMachineArn: string): PolicyStatement[] {
  return [allow(['states:StartExecution'], [stateMachineArn])];
}
