import { RemovalPolicy, Stack, type App } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import {
  accessLogEnv,
  committeesEnv,
  householdsEnv,
  logbookEnv,
  meEnv,
  openapiEnv,
  referenceEnv,
  reportsEnv,
  statisticsEnv,
  targetListsEnv,
  uploadsEnv,
} from '#shared/contracts/env.ts';
import type { Resource, RouteContract } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { ApiFunction } from '#infra/constructs/api-function.ts';
import {
  appendToLogbook,
  claimKeys,
  noteActivity,
  putObjects,
  putItems,
  queryIndex,
  readFacts,
  readItems,
  readObjects,
  readSecret,
  readTargetLists,
  sealPersonalData,
  startExecutions,
} from '#infra/constructs/grants.ts';
import type { NodeFunction, Surroundings } from '#infra/constructs/node-function.ts';
import { nameIn } from '#infra/stages.ts';
import type { DataStack } from './data-stack.ts';
import type { IdentityStack } from './identity-stack.ts';

export type ApiStackProps = {
  readonly around: Surroundings;
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly statisticsRuns: StateMachine;
};

/** The HTTP API: every route of the route table behind one authorizer, one function a resource. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly functions: readonly NodeFunction[];

  constructor(app: App, id: string, { around, data, identity, statisticsRuns }: ApiStackProps) {
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'HTTP API of the poverty logbook',
    });
    const functions = this.#functions(around, data, statisticsRuns);
    this.functions = Object.values(functions);

    this.api = new HttpApi(this, 'Api', {
      apiName: nameIn(stage, 'api'),
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [stage.webOrigin],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT],
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
    this.#route(functions, identity);
  }

  #route(functions: { readonly [R in Resource]: ApiFunction }, identity: IdentityStack): void {
    // Written out: the pool's attribute of the same value is unknown to the emulator.
    const issuer = `https://cognito-idp.${this.region}.amazonaws.com/${identity.userPool.userPoolId}`;
    const signedIn = new HttpJwtAuthorizer('SignedIn', issuer, {
      jwtAudience: [identity.webClient, ...identity.machineClients].map((client) => client.userPoolClientId),
    });
    const nobody = new HttpNoneAuthorizer();
    const integrations = new Map<Resource, HttpLambdaIntegration>();
    for (const route of ROUTES) {
      let integration = integrations.get(route.resource);
      if (!integration) {
        // One permission for all routes of a function instead of one each.
        integration = new HttpLambdaIntegration(pascal(route.resource), functions[route.resource], {
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

  #functions(
    around: Surroundings,
    data: DataStack,
    statisticsRuns: StateMachine,
  ): { readonly [R in Resource]: ApiFunction } {
    const { tables } = data.tables;
    const all = { STATISTICS_TABLE: tables.Statistics.tableName };
    const everyCall = noteActivity(data.tables);
    const cursors = { CURSOR_SECRET: `secret:${data.cursorSecret.arn}#${around.stage.cursorSecretSince}` };
    const signingCursors = readSecret(data.cursorSecret);
    const operations = { ...all, ...cursors, OPERATIONS_TABLE: tables.Operations.tableName };
    const makingAnew = [...everyCall, ...signingCursors, ...claimKeys(data.tables)];
    const personal = {
      ...operations,
      HOUSEHOLDS_TABLE: tables.Households.tableName,
      LOGBOOK_TABLE: tables.Logbook.tableName,
      ACCESS_LOG_TABLE: tables.AccessLog.tableName,
      SEALING_KEY: `kms:${data.personalDataKey.keyArn}`,
      INDEX_SECRET: `secret:${data.indexSecret.arn}`,
    };
    const personalGrants = [
      ...makingAnew,
      ...appendToLogbook(data.tables),
      // Who looked at what is written, and can neither be read nor changed with this.
      ...putItems(data.tables, 'AccessLog'),
      ...sealPersonalData(data.personalDataKey),
      ...readSecret(data.indexSecret),
    ];
    const common = { around };
    return {
      me: new ApiFunction(this, 'Me', {
        ...common,
        resource: 'me',
        env: meEnv,
        environment: all,
        grants: everyCall,
        memoryMb: 512,
        onCall: {
          th: 'หน้าแรกหลังเข้าสู่ระบบเปิดไม่ได้ เพราะอ่านบทบาทและพื้นที่ของบัญชีไม่ได้',
          en: 'GET /v1/me fails: after sign-in nobody sees roles and area. Other calls may work.',
        },
      }),
      reference: new ApiFunction(this, 'Reference', {
        ...common,
        resource: 'reference',
        env: referenceEnv,
        environment: {},
        memoryMb: 512,
        onCall: {
          th: 'เรียกตารางอ้างอิงไม่ได้ (พื้นที่ หน่วยงาน ตัวชี้วัด)',
          en: 'Reference tables fail: forms and filters have no areas or agencies to choose from.',
        },
      }),
      openapi: new ApiFunction(this, 'Openapi', {
        ...common,
        resource: 'openapi',
        env: openapiEnv,
        environment: {},
        memoryMb: 512,
        onCall: {
          th: 'คำอธิบาย API เปิดไม่ได้ งานของหน่วยงานไม่กระทบ',
          en: 'The description of the API cannot be read; the work of offices goes on.',
        },
      }),
      uploads: new ApiFunction(this, 'Uploads', {
        ...common,
        resource: 'uploads',
        env: uploadsEnv,
        environment: { ...operations, UPLOADS_BUCKET: data.uploads.bucket.bucketName },
        grants: [
          ...makingAnew,
          ...readItems(data.tables, 'Operations', 'GetItem'),
          ...putItems(data.tables, 'Operations'),
          // Signs for the office's post, and for the link to the receipt: what the signer may not do, the link cannot.
          ...putObjects(data.uploads, 'incoming'),
          ...readObjects(data.uploads, 'returned'),
        ],
        onCall: {
          th: 'หน่วยงานส่งไฟล์ไม่ได้ หรือดูผลการนำเข้าไม่ได้',
          en: 'Offices can neither announce a file nor see its receipt. Files already posted are still imported.',
        },
      }),
      households: new ApiFunction(this, 'Households', {
        ...common,
        resource: 'households',
        env: householdsEnv,
        environment: personal,
        grants: [
          ...personalGrants,
          ...readTargetLists(data.tables),
          ...readItems(data.tables, 'Households', 'GetItem', 'BatchGetItem'),
          ...queryIndex(data.tables, 'Households', 'by-address'),
          ...queryIndex(data.tables, 'Households', 'by-district'),
        ],
        memoryMb: 1769,
        onCall: {
          th: 'เปิดแฟ้มบ้าน ค้นหา หรือลงทะเบียนครัวเรือนไม่ได้',
          en: 'Households cannot be opened, searched or registered. Ask first whether the personal-data key is enabled.',
        },
      }),
      logbook: new ApiFunction(this, 'Logbook', {
        ...common,
        resource: 'logbook',
        env: logbookEnv,
        environment: personal,
        grants: [
          ...personalGrants,
          ...readItems(data.tables, 'Households', 'GetItem'),
          ...readItems(data.tables, 'Logbook', 'Query'),
        ],
        memoryMb: 1769,
        onCall: {
          th: 'บันทึกหรืออ่านสมุดบันทึกครัวเรือนไม่ได้ เจ้าหน้าที่ในพื้นที่ทำงานต่อไม่ได้',
          en: 'Nothing can be recorded in or read from logbooks: officers in the field stand still.',
        },
      }),
      'target-lists': new ApiFunction(this, 'TargetLists', {
        ...common,
        resource: 'target-lists',
        env: targetListsEnv,
        environment: operations,
        grants: [
          ...makingAnew,
          ...readItems(data.tables, 'Operations', 'GetItem', 'Query'),
          ...putItems(data.tables, 'Operations'),
        ],
        memoryMb: 512,
        onCall: {
          th: 'เรียกดู สร้าง ประกาศ หรือปิดบัญชีครัวเรือนเป้าหมายไม่ได้',
          en: 'Target lists cannot be read, made, published or frozen.',
        },
      }),
      committees: new ApiFunction(this, 'Committees', {
        ...common,
        resource: 'committees',
        env: committeesEnv,
        environment: { ...all, OPERATIONS_TABLE: tables.Operations.tableName },
        grants: [
          ...everyCall,
          ...readItems(data.tables, 'Operations', 'Query'),
          ...putItems(data.tables, 'Operations'),
        ],
        memoryMb: 512,
        onCall: {
          th: 'อ่านหรือบันทึกคำสั่งแต่งตั้ง ศจพ. ไม่ได้',
          en: 'Orders of the committees cannot be read or put; reports go on with the order known.',
        },
      }),
      statistics: new ApiFunction(this, 'Statistics', {
        ...common,
        resource: 'statistics',
        env: statisticsEnv,
        environment: {
          ...operations,
          HOUSEHOLDS_TABLE: tables.Households.tableName,
          ACCESS_LOG_TABLE: tables.AccessLog.tableName,
          STATISTICS_STATE_MACHINE_ARN: statisticsRuns.stateMachineArn,
        },
        grants: [
          ...makingAnew,
          ...readItems(data.tables, 'Operations', 'GetItem', 'Query'),
          ...putItems(data.tables, 'Operations'),
          ...readFacts(data.tables),
          ...readItems(data.tables, 'Statistics', 'GetItem', 'Query'),
          ...putItems(data.tables, 'Statistics'),
          // Whose figures were opened to which households.
          ...putItems(data.tables, 'AccessLog'),
          ...startExecutions(statisticsRuns.stateMachineArn),
        ],
        memoryMb: 1769,
        onCall: {
          th: 'เรียกสถิติรายหน่วยงานไม่ได้ หรือสั่งคำนวณใหม่ไม่ได้',
          en: 'Figures cannot be read, or a run cannot be asked for. Packages already published can be fetched.',
        },
      }),
      reports: new ApiFunction(this, 'Reports', {
        ...common,
        resource: 'reports',
        env: reportsEnv,
        environment: { ...operations, REPORTS_BUCKET: data.reports.bucket.bucketName },
        grants: [
          ...everyCall,
          ...signingCursors,
          ...readItems(data.tables, 'Operations', 'GetItem', 'Query'),
          ...readObjects(data.reports, 'packages'),
        ],
        onCall: {
          th: 'สศช. ดาวน์โหลดชุดรายงานประจำเดือนไม่ได้',
          en: 'NESDC cannot fetch the monthly packages; they still lie in the reports bucket.',
        },
      }),
      'access-log': new ApiFunction(this, 'AccessLogReader', {
        ...common,
        resource: 'access-log',
        env: accessLogEnv,
        environment: {
          ...all,
          ...cursors,
          ACCESS_LOG_TABLE: tables.AccessLog.tableName,
          HOUSEHOLDS_TABLE: tables.Households.tableName,
        },
        grants: [
          ...everyCall,
          ...signingCursors,
          ...readItems(data.tables, 'AccessLog', 'Query'),
          // Where a household has lived, without the key of anything personal.
          ...readItems(data.tables, 'Households', 'BatchGetItem'),
        ],
        memoryMb: 512,
        onCall: {
          th: 'ผู้ตรวจสอบข้อมูลส่วนบุคคลดูประวัติการเข้าถึงไม่ได้ การบันทึกประวัติยังทำงาน',
          en: 'The data-protection officer cannot read who looked; looks are still recorded.',
        },
      }),
    };
  }
}

const METHODS: { readonly [M in RouteContract['method']]: HttpMethod } = {
  GET: HttpMethod.GET,
  POST: HttpMethod.POST,
  PUT: HttpMethod.PUT,
};

/** Traffic data as the law wants them, and nothing of what was asked: no path, no query, no body. */
const ACCESS_LOG_LINE = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  sub: '$context.authorizer.claims.sub',
  client: '$context.authorizer.claims.client_id',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  error: '$context.error.messageString',
});

function pascal(kebab: string): string {
  return kebab.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
