import { CfnParameter, Duration, Fn, RemovalPolicy, Stack, type App } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { KeyedBucket } from '#infra/constructs/grants.ts';
import { PUBLIC_FIGURES } from '#infra/public-figures.ts';
import type { Surroundings } from '#infra/constructs/node-function.ts';
import { StandardBucket } from '#infra/constructs/standard-bucket.ts';
import { contentSecurityPolicy } from '#infra/content-security-policy.ts';
import { OFFICER_ADDRESS, OFFICER_ENTRY } from '#infra/page-files.ts';
import { nameIn, ownHost, type StageSettings } from '#infra/stages.ts';

export type WebStackProps = {
  readonly around: Surroundings;
  readonly api: HttpApi;
  readonly signIn: UserPoolDomain;
  readonly uploads: KeyedBucket;
  readonly figures: StandardBucket;
  readonly accessLogs: StandardBucket;
};

/**
 * The faces, and the API beside them on the same origin. The files are put into the bucket by `npm run deploy`, not by a
 * function of CDK's own.
 */
export class WebStack extends Stack {
  readonly bucket: StandardBucket;
  readonly distribution: Distribution;
  /** Where people open it: its own name, or the one that CloudFront gives. */
  readonly pageUrl: string;

  constructor(app: App, id: string, { around, api, signIn, uploads, figures, accessLogs }: WebStackProps) {
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Page of the poverty logbook',
    });
    this.bucket = new StandardBucket(this, 'Page', {
      stage,
      accessLogs: { bucket: accessLogs.asInterface, prefix: 'page/' },
      lifecycle: [{ id: 'old-pages', noncurrentVersionExpiration: Duration.days(30) }],
    });
    const signInHost = Fn.select(2, Fn.split('/', signIn.baseUrl()));
    const csp = contentSecurityPolicy([`https://${signInHost}`, `https://${uploads.bucket.bucketRegionalDomainName}`]);
    const headers = new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: nameIn(stage, 'page'),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: csp, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: nameIn(stage, 'page'),
      ...this.#guard(stage),
      defaultRootObject: 'index.html',
      // Edges of Asia are within it.
      priceClass: PriceClass.PRICE_CLASS_200,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket.asInterface),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headers,
        compress: true,
        // Not by error responses: those hold for the whole distribution and would turn the API's own 403 and 404 into a page.
        functionAssociations: [
          { function: this.#addressesOfOfficers(stage), eventType: FunctionEventType.VIEWER_REQUEST },
        ],
      },
      additionalBehaviors: {
        [`/${PUBLIC_FIGURES}*`]: {
          // Imported: the bucket's own stack says who reads it, because it knows no distribution.
          origin: S3BucketOrigin.withOriginAccessControl(
            Bucket.fromBucketAttributes(this, 'Figures', {
              bucketName: figures.bucketName,
              bucketRegionalDomainName: figures.bucketRegionalDomainName,
            }),
          ),
          viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
          cachePolicy: CachePolicy.CACHING_OPTIMIZED,
          responseHeadersPolicy: headers,
          compress: true,
        },
        '/v1/*': {
          origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          // Answers belong to the caller; what may be kept says so to the browser itself.
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    this.distribution.applyRemovalPolicy(stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.pageUrl =
      ownHost(stage) === undefined ? `https://${this.distribution.distributionDomainName}` : stage.webOrigin;
  }

  /** Answers the addresses that the officers' face makes itself by its entry. */
  #addressesOfOfficers(stage: StageSettings): EdgeFunction {
    return new EdgeFunction(this, 'OfficerAddresses', {
      functionName: nameIn(stage, 'officer-addresses'),
      comment: "Addresses of the officers' face",
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        [
          'function handler(event) {',
          `  if (${String(OFFICER_ADDRESS)}.test(event.request.uri)) event.request.uri = '/${OFFICER_ENTRY}';`,
          '  return event.request;',
          '}',
        ].join('\n'),
      ),
    });
  }

  /**
   * Web ACL and own name, out of the edge stack. Without an own name the certificate is CloudFront's own, for which it lets TLS 1.0
   * in, whatever one asks for.
   */
  #guard(stage: StageSettings): Partial<DistributionProps> {
    if (stage.edge === undefined) return {};
    const webAclId = this.#fromEdge('WebAclArn', '^arn:aws:wafv2:[a-z0-9-]+:[0-9]{12}:global/webacl/.+$');
    const host = ownHost(stage);
    if (host === undefined) return { webAclId };
    const certificate = this.#fromEdge('CertificateArn', '^arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$');
    return {
      webAclId,
      domainNames: [host],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2025,
    };
  }

  /** An output of the edge stack, which is in another region. Without a default: the guard is never left out by mistake. */
  #fromEdge(name: string, allowedPattern: string): string {
    return new CfnParameter(this, name, {
      description: `Output ${name} of the edge stack; npm run deploy hands it over`,
      allowedPattern,
    }).valueAsString;
  }
}
