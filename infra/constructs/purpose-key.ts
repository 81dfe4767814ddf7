import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { nameIn, type StageSettings } from '#infra/stages.ts';

/** What a key is for: the storage of one service, or envelopes that only the roles named may seal and open. */
export type KeyPurpose =
  | { readonly storageOf: 'dynamodb' | 's3' | 'secretsmanager' }
  | { readonly envelopesOf: readonly string[] };

export type PurposeKeyProps = {
  readonly stage: StageSettings;
  /** Name behind `alias/poverty-logbook-<stage>-`. */
  readonly name: string;
  readonly description: string;
  readonly purpose: KeyPurpose;
};

/** All that rules a key, and nothing that opens or closes with it. */
const ADMINISTRATION = [
  'CancelKeyDeletion',
  'CreateAlias',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'EnableKey',
  'EnableKeyRotation',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
];

const STORAGE = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];

/**
 * A key whose own policy says what it is for. Policies of roles must still allow each use, but cannot allow another: not even
 * an administrator of the account opens a name with the key of personal data, or a table's page without its service.
 */
export class PurposeKey extends Key {
  constructor(scope: Construct, id: string, { stage, name, description, purpose }: PurposeKeyProps) {
    super(scope, id, {
      alias: nameIn(stage, name),
      description,
      enableKeyRotation: true,
      pendingWindow: Duration.days(stage.lasting ? 30 : 7),
      removalPolicy: stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'Administration',
            principals: [new AccountRootPrincipal()],
            actions: kms(ADMINISTRATION),
            resources: ['*'],
          }),
          ...('storageOf' in purpose
            ? storage(Stack.of(scope), purpose.storageOf)
            : [envelopes(Stack.of(scope), stage, purpose.envelopesOf)]),
        ],
      }),
    });
  }
}

function kms(actions: readonly string[]): string[] {
  return actions.map((action) => `kms:${action}`);
}

function storage({ region, account }: Stack, service: string): PolicyStatement[] {
  const byService = { 'kms:ViaService': `${service}.${region}.amazonaws.com`, 'kms:CallerAccount': account };
  const use = new PolicyStatement({
    sid: 'Storage',
    principals: [new AccountRootPrincipal()],
    actions: kms(STORAGE),
    resources: ['*'],
    conditions: { StringEquals: byService },
  });
  // DynamoDB keeps a grant for what it does when nobody calls: indexes, recovery.
  const grants = new PolicyStatement({
    sid: 'GrantsOfTheService',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
    conditions: { StringEquals: byService, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  });
  return service === 'dynamodb' ? [use, grants] : [use];
}

/** The functions are named by their roles, which are made later than the key and may be made anew. */
function envelopes({ account }: Stack, stage: StageSettings, functions: readonly string[]): PolicyStatement {
  const roles = functions.map((name) => nameIn(stage, name));
  return new PolicyStatement({
    sid: 'Envelopes',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'aws:PrincipalArn': [
          ...roles.map((role) => `arn:aws:iam::${account}:role/${role}`),
          // What AWS never says of a session, and the emulator does.
          ...roles.map((role) => `arn:aws:sts::${account}:assumed-role/${role}/*`),
        ],
      },
    },
  });
}
