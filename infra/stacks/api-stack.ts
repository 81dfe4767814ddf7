import { Duration, RemovalPolicy, Stack, TimeZone, type App } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { authorizerEnv, eventsDeliverEnv } from '#shared/contracts/env.ts';
import type { Resource, RouteContract } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { API_RESOURCES } from '#infra/api/api-resources.ts';
import type { ApiFunction } from '#infra/constructs/api-function.ts';
import { deliverToWebhooks, readEvents } from '#infra/constructs/grants.ts';
import { NodeFunction, type Surroundings } from '#infra/constructs/node-function.ts';
import { WEBHOOK_SCHEDULE } from '#infra/schedules.ts';
import { nameIn } from '#infra/stages.ts';
import type { DataStack } from './data-stack.ts';
import type { IdentityStack } from './identity-stack.ts';

export type ApiStackProps = {
  readonly around: Surroundings;
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly statisticsRuns: StateMachine;
  readonly undos: StateMachine;
  readonly targetingRuns: StateMachine;
};

/** The HTTP API: every route of the route table behind one authorizer, one function a resource. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly functions: readonly NodeFunction[];

  constructor(app: App, id: string, parts: ApiStackProps) {
    const { around, data, identity } = parts;
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'HTTP API of the poverty logbook',
    });
    const functions = new Map(API_RESOURCES.map(({ resource, build }) => [resource, build(this, parts)]));
    const authorizer = this.#authorizer(around, identity);
    this.functions = [...functions.values(), authorizer, this.#deliveries(around, data)];

    this.api = new HttpApi(this, 'Api', {
      apiName: nameIn(stage, 'api'),
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [stage.webOrigin],
        allowMethods: [CorsHttpMethod.DELETE, CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
        exposeHeaders: ['etag', 'location', 'retry-after'],
      },
    });
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/vendedlogs/apis/${nameIn(stage, 'api')}`,
      retention: stage.logRetentionDays,
      removalPolicy: stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // Metrics of each route would be charged as custom ones, and nothing asks for them: the access log names the route.
      detailedMetricsEnabled: false,
      throttle: { rateLimit: stage.throttle.rate, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(ACCESS_LOG_LINE),
      },
    });
    this.#route(functions, authorizer);
  }

  /** A function of ours, because the gateway's own authorizer of tokens lets in the clients alone that a deployment names. */
  #authorizer(around: Surroundings, { userPool }: IdentityStack): NodeFunction {
    return new NodeFunction(this, 'Authorizer', {
      around,
      folder: 'identity/authorizer',
      env: authorizerEnv,
      environment: {
        // Written out: the pool's attribute of the same value is unknown to the emulator.
        TOKEN_ISSUER: `https://cognito-idp.${this.region}.amazonaws.com/${userPool.userPoolId}`,
      },
      memoryMb: 512,
      timeout: Duration.seconds(8),
      grants: [],
      onCall: {
        th: 'เรียก API ไม่ได้ทั้งหมด: ขั้นตอนตรวจบัตรผ่านล้มเหลว',
        en: 'No call of the API is let in: the function that verifies tokens fails. See its log first; it needs the keys of the user pool.',
      },
    });
  }

  /** Sends what organisations follow to their webhooks. A round that fails is not tried again: the next one goes on. */
  #deliveries(around: Surroundings, { tables }: DataStack): NodeFunction {
    const { name, expression } = WEBHOOK_SCHEDULE;
    const deliver = new NodeFunction(this, 'Deliver', {
      around,
      folder: 'events/deliver',
      env: eventsDeliverEnv,
      environment: { OPERATIONS_TABLE: tables.tables.Operations.tableName },
      memoryMb: 512,
      // It ends before the next round begins.
      timeout: Duration.seconds(55),
      grants: [...readEvents(tables), ...deliverToWebhooks(tables)],
      onCall: {
        th: 'ส่งเหตุการณ์ไปยังระบบของหน่วยงานไม่ได้ หน่วยงานยังอ่านเองได้ที่ GET /v1/events',
        en: 'Events are not sent to the systems of organisations. They can be read by GET /v1/events meanwhile, and are sent for 24 hours.',
      },
    });
    new Schedule(this, 'Deliveries', {
      scheduleName: nameIn(around.stage, name),
      schedule: ScheduleExpression.expression(expression, TimeZone.ASIA_BANGKOK),
      target: new LambdaInvoke(deliver, {
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
        retryAttempts: 0,
        maxEventAge: Duration.minutes(1),
      }),
    });
    return deliver;
  }

  #route(functions: ReadonlyMap<Resource, ApiFunction>, authorizer: NodeFunction): void {
    const signedIn = new HttpLambdaAuthorizer('SignedIn', authorizer, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: ['$request.header.Authorization'],
      resultsCacheTtl: VERIFIED_KEPT,
    });
    const nobody = new HttpNoneAuthorizer();
    const integrations = new Map<Resource, HttpLambdaIntegration>();
    for (const route of ROUTES) {
      let integration = integrations.get(route.resource);
      if (!integration) {
        const answering = functions.get(route.resource);
        if (!answering) throw new Error(`No function answers ${route.path}`);
        // One permission for all routes of a function instead of one each.
        integration = new HttpLambdaIntegration(pascal(route.resource), answering, {
          scopePermissionToRoute: false,
        });
        integrations.set(route.resource, integration);
      }
      this.api.addRoutes({
        path: route.path,
        methods: [METHODS[route.method]],
        integration,
        authorizer: route.permission === 'public' ? nobody : signedIn,
      });
    }
  }
}

/** How long the gateway keeps the answer of the authorizer for a token. */
const VERIFIED_KEPT = Duration.seconds(60);

const METHODS: { readonly [M in RouteContract['method']]: HttpMethod } = {
  DELETE: HttpMethod.DELETE,
  GET: HttpMethod.GET,
  POST: HttpMethod.POST,
  PUT: HttpMethod.PUT,
};

/** Traffic data as the law wants them, and nothing of what was asked: no path, no query, no body. */
const ACCESS_LOG_LINE = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  sub: '$context.authorizer.sub',
  client: '$context.authorizer.client_id',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  error: '$context.error.messageString',
});

function pascal(kebab: string): string {
  return kebab.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
