import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { HttpMethods, StorageClass } from 'aws-cdk-lib/aws-s3';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { App } from 'aws-cdk-lib';
import { TABLES, type TableDefinition, type TableName } from '#shared/tables.ts';
import { type KeyedBucket, type KeyedSecret, type KeyedTables, OBJECTS } from '#infra/constructs/grants.ts';
import { PUBLIC_FIGURES } from '#infra/public-figures.ts';
import { type KeyPurpose, PurposeKey } from '#infra/constructs/purpose-key.ts';
import { StandardBucket } from '#infra/constructs/standard-bucket.ts';
import { nameIn, type StageSettings } from '#infra/stages.ts';

/** All that must outlive every deployment: tables, files, keys, secrets, and the list of who is called at night. */
export class DataStack extends Stack {
  readonly tables: KeyedTables;
  readonly uploads: KeyedBucket;
  readonly reports: KeyedBucket;
  /** What everybody may see. */
  readonly figures: StandardBucket;
  /** Key of the envelopes of personal data: apart from the keys of storage, so that who reads a table reads no name. */
  readonly personalDataKey: PurposeKey;
  readonly indexSecret: KeyedSecret;
  readonly cursorSecret: KeyedSecret;
  readonly accessLogs: StandardBucket;
  readonly onCall: Topic;

  constructor(app: App, id: string, stage: StageSettings) {
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Tables, buckets, keys and secrets of the poverty logbook',
    });
    const removalPolicy = stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const key = (name: string, description: string, purpose: KeyPurpose): PurposeKey =>
      new PurposeKey(this, name, { stage, name: kebab(name), description, purpose });

    const tablesKey = key('TablesKey', 'Tables at rest', { storageOf: 'dynamodb' });
    const table = (name: TableName): TableV2 => {
      const definition: TableDefinition = TABLES[name];
      const attribute = (attributeName: string) => ({ name: attributeName, type: AttributeType.STRING });
      return new TableV2(this, name, {
        tableName: nameIn(stage, kebab(name)),
        partitionKey: attribute(definition.partitionKey),
        sortKey: attribute(definition.sortKey),
        globalSecondaryIndexes: definition.indexes.map((index) => ({
          indexName: index.name,
          partitionKey: attribute(index.partitionKey),
          sortKey: attribute(index.sortKey),
          ...(index.include.length === 0
            ? { projectionType: ProjectionType.KEYS_ONLY }
            : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.include] }),
        })),
        billing: Billing.onDemand(),
        encryption: TableEncryptionV2.customerManagedKey(tablesKey),
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: stage.lasting,
        removalPolicy,
        ...(definition.timeToLive !== undefined && { timeToLiveAttribute: definition.timeToLive }),
      });
    };
    this.tables = {
      key: tablesKey,
      tables: {
        Households: table('Households'),
        Logbook: table('Logbook'),
        Statistics: table('Statistics'),
        Operations: table('Operations'),
        DueItems: table('DueItems'),
        AccessLog: table('AccessLog'),
      },
    };

    const bucketsKey = key('BucketsKey', 'Files at rest', { storageOf: 's3' });
    this.accessLogs = new StandardBucket(this, 'AccessLogs', {
      stage,
      lifecycle: [
        {
          id: 'end-of-logs',
          expiration: Duration.days(stage.logRetentionDays),
          noncurrentVersionExpiration: Duration.days(7),
        },
      ],
    });
    this.uploads = {
      key: bucketsKey,
      bucket: new StandardBucket(this, 'Uploads', {
        stage,
        key: bucketsKey,
        accessLogs: { bucket: this.accessLogs.asInterface, prefix: 'uploads/' },
        events: true,
        lifecycle: [
          // An office asks "what exactly did I send?" within the month of its report.
          ends('incoming-files', OBJECTS.incoming, 30),
          // Chunks are only needed until the receipt is written.
          ends('work', OBJECTS.work, 7),
          ends('returned-workbooks', OBJECTS.returned, 90),
        ],
        cors: [
          {
            allowedMethods: [HttpMethods.POST],
            allowedOrigins: [stage.webOrigin],
            allowedHeaders: ['*'],
            maxAge: 3600,
          },
        ],
      }),
    };
    this.reports = {
      key: bucketsKey,
      bucket: new StandardBucket(this, 'Reports', {
        stage,
        key: bucketsKey,
        accessLogs: { bucket: this.accessLogs.asInterface, prefix: 'reports/' },
        events: true,
        // Published packages are evidence and never end; after the fiscal year they are seldom asked for.
        lifecycle: [
          {
            id: 'seldom-asked',
            transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(365) }],
          },
        ],
      }),
    };

    this.figures = new StandardBucket(this, 'Figures', {
      stage,
      accessLogs: { bucket: this.accessLogs.asInterface, prefix: 'figures/' },
      lifecycle: [{ id: 'old-pages', noncurrentVersionExpiration: Duration.days(30) }],
    });
    // By account, not by distribution: the distribution is made after the data and knows them, not the other way round.
    this.figures.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [this.figures.arnForObjects(`${PUBLIC_FIGURES}*`)],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );

    this.personalDataKey = key('PersonalDataKey', 'Envelopes of personal data', {
      envelopesOf: [
        'api-accounts',
        'api-due',
        'api-uploads',
        'api-households',
        'api-logbook',
        'api-referrals',
        'api-meetings',
        'api-plans',
        'api-plan-prints',
        'api-access-log',
        'api-subject-requests',
        'ingest-load',
        'ingest-undo',
        'targeting-run',
        'duplicates-find',
        'rebuild-province',
      ],
    });
    const secretsKey = key('SecretsKey', 'Secrets at rest', { storageOf: 'secretsmanager' });
    const secret = (name: string, description: string): KeyedSecret => {
      const made = new CfnSecret(this, name, {
        name: nameIn(stage, kebab(name)),
        description,
        kmsKeyId: secretsKey.keyArn,
        // 64 letters and digits: 381 bits, all of them drawn by the service.
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
      });
      made.applyRemovalPolicy(removalPolicy);
      // Its ARN; the reference by name, which is the same on AWS, gives the emulator's functions only the name.
      return { arn: made.attrId, key: secretsKey };
    };
    // Not rotated: every pointer of a citizen ID is made with it. What to do if it leaks: docs/runbook.md.
    this.indexSecret = secret('IndexSecret', 'Fingerprints by which a citizen ID or an address is found');
    this.cursorSecret = secret('CursorSecret', 'Signatures of page cursors');

    this.onCall = new Topic(this, 'OnCall', { topicName: nameIn(stage, 'on-call'), enforceSSL: stage.tlsOnly });
  }
}

/** The environment of functions that open households and their logbooks. */
export function householdEnvironment({ tables: { tables }, personalDataKey, indexSecret }: DataStack) {
  return {
    HOUSEHOLDS_TABLE: tables.Households.tableName,
    LOGBOOK_TABLE: tables.Logbook.tableName,
    DUE_ITEMS_TABLE: tables.DueItems.tableName,
    SEALING_KEY: `kms:${personalDataKey.keyArn}`,
    INDEX_SECRET: `secret:${indexSecret.arn}`,
  };
}

function ends(id: string, prefix: string, days: number) {
  return {
    id,
    prefix,
    expiration: Duration.days(days),
    noncurrentVersionExpiration: Duration.days(7),
  };
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
