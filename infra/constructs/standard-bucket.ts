import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type CorsRule,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { StageSettings } from '#infra/stages.ts';

export type StandardBucketProps = {
  readonly stage: StageSettings;
  /** Absent: keys of S3 itself, for what is public or written by a service that cannot use ours. */
  readonly key?: IKey;
  readonly accessLogs?: { readonly bucket: IBucket; readonly prefix: string };
  readonly lifecycle: readonly LifecycleRule[];
  readonly cors?: readonly CorsRule[];
  /** Tells EventBridge of every object. */
  readonly events?: boolean;
};

/** A bucket by our standards: private, TLS only, versioned, with an end for what nobody needs any more. */
export class StandardBucket extends Bucket {
  /** CDK's own class does not fit its own interface under `exactOptionalPropertyTypes`; it is the same object. */
  readonly asInterface: IBucket = this as IBucket;

  constructor(scope: Construct, id: string, { stage, key, accessLogs, lifecycle, cors, events }: StandardBucketProps) {
    const logsElsewhere = accessLogs !== undefined && Stack.of(accessLogs.bucket) !== Stack.of(scope);
    super(scope, id, {
      ...(key === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: stage.tlsOnly,
      versioned: true,
      removalPolicy: stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(accessLogs &&
        !logsElsewhere && { serverAccessLogsBucket: accessLogs.bucket, serverAccessLogsPrefix: accessLogs.prefix }),
      lifecycleRules: [{ id: 'abandoned-parts', abortIncompleteMultipartUploadAfter: Duration.days(1) }, ...lifecycle],
      ...(cors && { cors: [...cors] }),
    });
    if (logsElsewhere && this.node.defaultChild instanceof CfnBucket) {
      // Set directly: across stacks the L2 lets buckets of every account write there.
      this.node.defaultChild.loggingConfiguration = {
        destinationBucketName: accessLogs.bucket.bucketName,
        logFilePrefix: accessLogs.prefix,
      };
      accessLogs.bucket.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
          actions: ['s3:PutObject'],
          resources: [accessLogs.bucket.arnForObjects(`${accessLogs.prefix}*`)],
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(accessLogs.bucket).account } },
        }),
      );
    }
    if (events === true && this.node.defaultChild instanceof CfnBucket)
      // Set directly: the property of the L2 brings a function of CDK's own that calls S3 at deployment.
      this.node.defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}
