import { Duration, Stack, type App } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard, GraphWidget, type IWidget, Metric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { TABLES, type TableName } from '#shared/tables.ts';
import type { NodeFunction, Surroundings } from '#infra/constructs/node-function.ts';
import { ALARM_PERIOD, OnCallAlarm } from '#infra/constructs/on-call-alarm.ts';
import { nameIn } from '#infra/stages.ts';
import type { DataStack } from './data-stack.ts';

export type ObservabilityStackProps = {
  readonly around: Surroundings;
  readonly data: DataStack;
  readonly api: HttpApi;
  readonly functions: readonly NodeFunction[];
  readonly machines: readonly StateMachine[];
  readonly queues: readonly Queue[];
};

/** What is seen of the whole: alarms that belong to no single function, and one dashboard. */
export class ObservabilityStack extends Stack {
  constructor(app: App, id: string, { around, data, api, functions, machines, queues }: ObservabilityStackProps) {
    const { stage, onCall } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Alarms and dashboard of the poverty logbook',
    });

    new OnCallAlarm(this, 'ServerErrors', {
      onCall,
      metric: api.metricServerError({ period: ALARM_PERIOD }),
      threshold: 5,
      sentence: {
        th: 'API ตอบข้อผิดพลาดของระบบแก่ผู้ใช้ตั้งแต่ 5 ครั้งใน 5 นาที',
        en: 'Callers of the API get server errors, five or more in five minutes. The dashboard shows of which function.',
      },
    });
    new OnCallAlarm(this, 'Slow', {
      onCall,
      metric: api.metricLatency({ period: ALARM_PERIOD, statistic: 'p95' }),
      threshold: 2000,
      periods: 3,
      sentence: {
        th: 'API ช้า: ร้อยละ 5 ของคำขอใช้เวลาเกิน 2 วินาที ติดต่อกัน 15 นาที',
        en: 'The API is slow: one call of twenty takes over 2 s, for 15 minutes. Look at cold starts and throttled tables.',
      },
    });
    for (const name of tableNames()) {
      const table = data.tables.tables[name];
      for (const [what, metricName] of [
        ['ReadThrottled', 'ReadThrottleEvents'],
        ['WriteThrottled', 'WriteThrottleEvents'],
      ] as const) {
        new OnCallAlarm(this, `${name}${what}`, {
          onCall,
          metric: new Metric({
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: table.tableName },
            statistic: 'Sum',
            period: ALARM_PERIOD,
          }),
          // A burst at the start of an import is tried again by itself.
          threshold: 100,
          periods: 3,
          sentence: {
            th: `ตาราง ${name} รับ${what === 'ReadThrottled' ? 'การอ่าน' : 'การเขียน'}ไม่ทันต่อเนื่อง 15 นาที งานจะช้าลงแต่ไม่สูญหาย`,
            en: `Table ${name} is throttled for 15 minutes: work slows down, nothing is lost. Look for one hot key first.`,
          },
        });
      }
    }

    const graph = (title: string, metrics: Metric[]): IWidget => new GraphWidget({ title, left: metrics, width: 12 });
    const period = Duration.minutes(5);
    new Dashboard(this, 'Dashboard', {
      dashboardName: nameIn(stage, 'overview'),
      widgets: [
        [new TextWidget({ markdown: `# สมุดบันทึกครัวเรือน (${stage.name})`, width: 24, height: 1 })],
        [
          graph('API: calls and errors', [
            api.metricCount({ period }),
            api.metricClientError({ period }),
            api.metricServerError({ period }),
          ]),
          graph('API: latency', [
            api.metricLatency({ period, statistic: 'p50' }),
            api.metricLatency({ period, statistic: 'p95' }),
          ]),
        ],
        [
          graph(
            'Functions: errors',
            functions.map((fn) => fn.metricErrors({ period })),
          ),
          graph(
            'Functions: duration p95',
            functions.map((fn) => fn.metricDuration({ period, statistic: 'p95' })),
          ),
        ],
        [
          graph(
            'State machines: failed and started',
            machines.flatMap((machine) => [machine.metricFailed({ period }), machine.metricStarted({ period })]),
          ),
          graph(
            'Not delivered',
            queues.map((queue) => queue.metricApproximateNumberOfMessagesVisible({ period })),
          ),
        ],
        [
          graph(
            'Tables: written units',
            tableNames().map((name) => data.tables.tables[name].metricConsumedWriteCapacityUnits({ period })),
          ),
          graph(
            'Tables: read units',
            tableNames().map((name) => data.tables.tables[name].metricConsumedReadCapacityUnits({ period })),
          ),
        ],
      ],
    });
  }
}

function tableNames(): TableName[] {
  const isTable = (name: string): name is TableName => name in TABLES;
  return Object.keys(TABLES).filter(isTable);
}
