import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard, GraphWidget, type IWidget, type Metric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { nameIn, type StageSettings } from '#infra/stages.ts';
import type { NodeFunction } from './node-function.ts';
import { importMetric, statisticsMetric } from './platform-metrics.ts';

export type OverviewDashboardProps = {
  readonly stage: StageSettings;
  readonly api: HttpApi;
  readonly functions: readonly NodeFunction[];
  readonly imports: StateMachine;
  readonly statistics: StateMachine;
  readonly queues: readonly Queue[];
  readonly tables: readonly TableV2[];
};

/** One page from top to bottom: do files come in, do callers get answers, are there figures, does anything lie undelivered. */
export class OverviewDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: OverviewDashboardProps) {
    const { stage, api, functions, imports, statistics, queues, tables } = props;
    const period = Duration.minutes(5);
    const sum = { period, statistic: 'Sum' };
    super(scope, id, {
      dashboardName: nameIn(stage, 'overview'),
      widgets: [
        [
          new TextWidget({
            markdown:
              `# สมุดบันทึกครัวเรือน · Poverty logbook (${stage.name})\n` +
              'เวลาในกราฟเป็น UTC (เวลาไทยลบ 7 ชั่วโมง) · Each alarm names its section of docs/runbook.md',
            width: 24,
            height: 2,
          }),
        ],
        [
          graph('ไฟล์ที่นำเข้า · Files', [
            imports.metricStarted({ ...sum, label: 'started' }),
            importMetric(stage, 'FilesFinished', { ...sum, label: 'finished' }),
            imports.metricFailed({ ...sum, label: 'broken' }),
          ]),
          graph('แถวตามผล · Rows by outcome', [
            importMetric(stage, 'RowsCreated', { ...sum, label: 'created' }),
            importMetric(stage, 'RowsUpdated', { ...sum, label: 'updated' }),
            importMetric(stage, 'RowsUnchanged', { ...sum, label: 'unchanged' }),
            importMetric(stage, 'RowsRejected', { ...sum, label: 'rejected' }),
          ]),
          graph('แถวที่ไม่รับ ร้อยละ และเวลานำเข้า นาที · Rejected, % of the worst file; minutes of the longest import', [
            importMetric(stage, 'RowsRejectedPercent', { period, statistic: 'Maximum', label: 'rejected %' }),
            importMetric(stage, 'ImportMinutes', { period, statistic: 'Maximum', label: 'minutes' }),
          ]),
        ],
        [
          graph('คำขอและข้อผิดพลาดของ API · API: calls and errors', [
            api.metricCount({ ...sum, label: 'calls' }),
            api.metricClientError({ ...sum, label: '4xx' }),
            api.metricServerError({ ...sum, label: '5xx' }),
          ]),
          graph('เวลาตอบของ API มิลลิวินาที · API: latency', [
            api.metricLatency({ period, statistic: 'p50', label: 'p50' }),
            api.metricLatency({ period, statistic: 'p95', label: 'p95' }),
          ]),
          graph(
            'งานที่ส่งไม่ถึง · Not delivered',
            queues.map((queue) => queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' })),
          ),
        ],
        [
          graph('การคำนวณสถิติ · Runs of figures', [
            statistics.metricStarted({ ...sum, label: 'started' }),
            statistics.metricSucceeded({ ...sum, label: 'succeeded' }),
            statistics.metricFailed({ ...sum, label: 'broken' }),
            statisticsMetric(stage, 'ProvincesFailed', { ...sum, label: 'provinces failed' }),
          ]),
          graph('นาทีหลังปิดยอด · Minutes from the close to its figures', [
            statisticsMetric(stage, 'MinutesAfterClose', { period, statistic: 'Maximum', label: 'minutes' }),
          ]),
          graph(
            'ข้อผิดพลาดของฟังก์ชัน · Functions: errors',
            functions.map((fn) => fn.metricErrors({ period })),
          ),
        ],
        [
          graph(
            'หน่วยเขียน · Tables: written units',
            tables.map((table) => table.metricConsumedWriteCapacityUnits({ period })),
          ),
          graph(
            'หน่วยอ่าน · Tables: read units',
            tables.map((table) => table.metricConsumedReadCapacityUnits({ period })),
          ),
          graph(
            'เวลาของฟังก์ชัน p95 · Functions: duration p95',
            functions.map((fn) => fn.metricDuration({ period, statistic: 'p95' })),
          ),
        ],
      ],
    });
  }
}

function graph(title: string, left: Metric[]): IWidget {
  return new GraphWidget({ title, left, width: 8 });
}
