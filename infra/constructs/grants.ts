/**
 * The permissions that functions have, by name. Nothing here grants Update or Delete on the logbook or the access log, in any
 * form: `BatchWriteItem` is not granted anywhere, because it deletes too.
 */
import { Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { TABLES, type TableName } from '#shared/tables.ts';

/** Folders of the buckets, each with its own readers and writers. */
export const OBJECTS = {
  /** Files as offices sent them: `incoming/<upload>`. */
  incoming: 'incoming/',
  /** What the steps of an import leave for one another: `work/<upload>/…`. */
  work: 'work/',
  /** Workbooks with the errors marked, for the office: `returned/<upload>.xlsx`. */
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

function indexArns(table: TableV2, name: TableName): string[] {
  return TABLES[name].indexes.map((index) => `${table.tableArn}/index/${index.name}`);
}

/** DynamoDB opens and renews a table's keys in the caller's name. */
const KEY_TO_READ = ['kms:Decrypt', 'kms:DescribeKey'];
const KEY_TO_WRITE = [...KEY_TO_READ, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];

/** Items by key and by query, with the table's own indexes. */
export function readTable({ tables, key }: KeyedTables, name: TableName): PolicyStatement[] {
  const table = tables[name];
  return [allow(READ, [table.tableArn, ...indexArns(table, name)]), keyVia(key, 'dynamodb', KEY_TO_READ)];
}

/** Reads and puts items, also within transactions; the stores put whole documents and never update in place. */
export function keepRecords(data: KeyedTables, name: 'Statistics' | 'Operations'): PolicyStatement[] {
  return [
    ...readTable(data, name),
    allow(['dynamodb:PutItem'], [data.tables[name].tableArn]),
    keyVia(data.key, 'dynamodb', KEY_TO_WRITE),
  ];
}

/**
 * Keeps what was answered to an `Idempotency-Key`, in Operations; a key whose call failed is taken back, so that the call may
 * be made again. The only rights to update and delete there are.
 */
export function keepIdempotencyKeys({ tables }: KeyedTables): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [tables.Operations.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['idempotency#*'] } },
    }),
  ];
}

/** Puts an entry and moves the household, its pointers and its places, in one transaction. */
export function appendToLogbook(data: KeyedTables): PolicyStatement[] {
  const { Households, Logbook } = data.tables;
  return [
    ...readTable(data, 'Households'),
    ...readTable(data, 'Logbook'),
    allow(['dynamodb:PutItem'], [Households.tableArn, Logbook.tableArn]),
    keyVia(data.key, 'dynamodb', KEY_TO_WRITE),
  ];
}

/** Writes who looked at what. It can neither be read nor changed with this. */
export function recordAccess({ tables, key }: KeyedTables): PolicyStatement[] {
  return [allow(['dynamodb:PutItem'], [tables.AccessLog.tableArn]), keyVia(key, 'dynamodb', KEY_TO_WRITE)];
}

/** Keeps the earliest sign of life of an agency in a month. */
export function noteActivity({ tables, key }: KeyedTables): PolicyStatement[] {
  return [
    allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [tables.Statistics.tableArn]),
    keyVia(key, 'dynamodb', KEY_TO_WRITE),
  ];
}

/** Seals and opens the personal part of households. */
export function sealPersonalData(key: IKey): PolicyStatement[] {
  return [allow(['kms:GenerateDataKey', 'kms:Decrypt'], [key.keyArn])];
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

/** Puts objects, also in parts. */
export function putObjects({ bucket, key }: KeyedBucket, folder: ObjectFolder): PolicyStatement[] {
  return [
    allow(['s3:PutObject', 's3:AbortMultipartUpload'], [bucket.arnForObjects(`${OBJECTS[folder]}*`)]),
    keyVia(key, 's3', ['kms:GenerateDataKey', 'kms:Decrypt']),
  ];
}

export function startExecutions(stateMachineArn: string): PolicyStatement[] {
  return [allow(['states:StartExecution'], [stateMachineArn])];
}
