import { Duration, Stack, type App } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { TABLES, type TableName } from '#shared/tables.ts';
import { letAlarmsReach } from '#infra/constructs/topic-publisher.ts';
import type { NodeFunction, Surroundings } from '#infra/constructs/node-function.ts';
import { ALARM_PERIOD, OnCallAlarm, type Sentence } from '#infra/constructs/on-call-alarm.ts';
import { OverviewDashboard } from '#infra/constructs/overview-dashboard.ts';
import { importMetric, statisticsMetric } from '#infra/constructs/platform-metrics.ts';
import type { DataStack } from './data-stack.ts';
import type { IdentityStack } from './identity-stack.ts';

export type ObservabilityStackProps = {
  readonly around: Surroundings;
  readonly data: DataStack;
  readonly identity: Pick<IdentityStack, 'userPool' | 'webClient'>;
  readonly api: HttpApi;
  readonly functions: readonly NodeFunction[];
  readonly imports: StateMachine;
  readonly statistics: StateMachine;
  readonly queues: readonly Queue[];
};

/** What is seen of the whole: alarms that belong to no single function, and one dashboard. */
export class ObservabilityStack extends Stack {
  constructor(app: App, id: string, props: ObservabilityStackProps) {
    const { around, data, identity, api, functions, imports, statistics, queues } = props;
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Alarms and dashboard of the poverty logbook',
    });
    if (stage.tlsOnly) letAlarmsReach(data.onCall);
    this.#watchApi(around, api);
    this.#watchImports(around);
    this.#watchStatistics(around);
    this.#watchTables(around, data);
    this.#watchSignIn(around, identity);

    new OverviewDashboard(this, 'Dashboard', {
      stage,
      api,
      functions,
      imports,
      statistics,
      queues,
      tables: tableNames().map((name) => data.tables.tables[name]),
    });
  }

  #watchApi({ stage, onCall }: Surroundings, api: HttpApi): void {
    if (stage.metricMath)
      new OnCallAlarm(this, 'ServerErrors', {
        onCall,
        runbook: 'api-server-errors',
        // A share, so that it means the same by day and at night. Without calls there is no number, and no alarm.
        metric: new MathExpression({
          expression: '100 * failed / calls',
          usingMetrics: {
            failed: api.metricServerError({ statistic: 'Sum' }),
            calls: api.metricCount({ statistic: 'SampleCount' }),
          },
          period: ALARM_PERIOD,
          label: 'Calls answered with 5xx, %',
        }),
        threshold: 1,
        periods: 3,
        reachedIn: 2,
        sentence: {
          th: 'API ตอบข้อผิดพลาดของระบบแก่ผู้ใช้ตั้งแต่ร้อยละ 1 ของคำขอ ในสองจากสามช่วง 5 นาทีล่าสุด',
          en: 'Of the calls of the API 1 % or more get server errors, in two of the last three periods of five minutes. The dashboard shows of which function.',
        },
      });
    new OnCallAlarm(this, 'Slow', {
      onCall,
      runbook: 'api-slow',
      metric: api.metricLatency({ period: ALARM_PERIOD, statistic: 'p95' }),
      threshold: 2000,
      periods: 3,
      sentence: {
        th: 'API ช้า: ร้อยละ 5 ของคำขอใช้เวลาเกิน 2 วินาที ติดต่อกัน 15 นาที',
        en: 'The API is slow: one call of twenty takes over 2 s, for 15 minutes. Look at cold starts and throttled tables.',
      },
    });
  }

  #watchImports({ stage, onCall }: Surroundings): void {
    new OnCallAlarm(this, 'ImportStuck', {
      onCall,
      runbook: 'import-stuck',
      // Every step says how long ago its upload was announced: 15 minutes to send the file, and an hour to load it.
      metric: importMetric(stage, 'ImportMinutes', { period: Duration.minutes(15), statistic: 'Maximum' }),
      threshold: 75,
      sentence: {
        th: 'การนำเข้าไฟล์ใช้เวลาเกิน 1 ชั่วโมงแล้วยังไม่เสร็จ หน่วยงานที่ส่งยังไม่ได้ใบรับผล',
        en: 'An import runs for over an hour and its office has no receipt. Find the running execution of import-upload.',
      },
    });
    new OnCallAlarm(this, 'RowsRejected', {
      onCall,
      runbook: 'rows-rejected',
      metric: importMetric(stage, 'RowsRejectedPercent', { period: ALARM_PERIOD, statistic: 'Maximum' }),
      // Over 20 %: shares are rounded up to hundredths.
      threshold: 20.01,
      sentence: {
        th: 'ไฟล์ของหน่วยงานหนึ่งถูกปฏิเสธเกินร้อยละ 20 ของแถว หน่วยงานต้องแก้แล้วส่งใหม่ หรือรูปแบบไฟล์เปลี่ยน',
        en: 'Over 20 % of the rows of a file were rejected: its office needs help, or its form has changed. See log code INGEST-002.',
      },
    });
  }

  #watchStatistics({ stage, onCall }: Surroundings): void {
    new OnCallAlarm(this, 'StatisticsLate', {
      onCall,
      runbook: 'statistics-late',
      // Runs end shortly after midnight, after a close too. 29 hours of silence are over at 06:00; it may ring later, since CloudWatch
      // looks further back than that when hours are missing, and takes a number that it finds before it takes silence.
      metric: statisticsMetric(stage, 'ScheduledRunsFinished', { period: Duration.hours(1), statistic: 'Sum' }),
      threshold: 1,
      periods: 29,
      below: true,
      silenceRings: true,
      sentence: {
        th: 'สถิติของคืนที่ผ่านมายังไม่เสร็จเมื่อถึง 06:00 น. ถ้าเป็นวันที่ 6 สศช. ยังไม่ได้รายงานของเดือนที่ปิดยอด',
        en: 'No scheduled run of figures ended by 06:00. On day 6 of a month NESDC has no report of the month that closed.',
      },
    });
  }

  #watchTables({ onCall }: Surroundings, data: DataStack): void {
    for (const name of tableNames()) {
      const dimensions: Record<string, string> = { TableName: data.tables.tables[name].tableName };
      const watch = (id: string, what: string, dimensionsMap: Record<string, string>): void => {
        for (const [direction, metricName] of [
          ['Read', 'ReadThrottleEvents'],
          ['Write', 'WriteThrottleEvents'],
        ] as const)
          new OnCallAlarm(this, `${id}${direction}Throttled`, {
            onCall,
            runbook: 'table-throttled',
            metric: new Metric({
              namespace: 'AWS/DynamoDB',
              metricName,
              dimensionsMap,
              statistic: 'Sum',
              period: ALARM_PERIOD,
            }),
            // A burst at the start of an import is tried again by itself.
            threshold: 100,
            periods: 3,
            sentence: throttled(what, direction),
          });
      };
      watch(name, name, dimensions);
      for (const index of TABLES[name].indexes)
        watch(`${name}-${index.name}`, `${name}.${index.name}`, {
          ...dimensions,
          GlobalSecondaryIndexName: index.name,
        });
    }
  }

  #watchSignIn({ onCall }: Surroundings, { userPool, webClient }: ObservabilityStackProps['identity']): void {
    new OnCallAlarm(this, 'SignInFailing', {
      onCall,
      runbook: 'sign-in-failing',
      metric: new Metric({
        namespace: 'AWS/Cognito',
        metricName: 'SignInSuccesses',
        dimensionsMap: { UserPool: userPool.userPoolId, UserPoolClient: webClient.userPoolClientId },
        // 1 for a sign-in, 0 for a try that failed: the mean is the share.
        statistic: 'Average',
        period: Duration.hours(1),
      }),
      threshold: 0.5,
      periods: 2,
      below: true,
      sentence: {
        th: 'เจ้าหน้าที่เข้าสู่ระบบไม่สำเร็จเกินครึ่ง ติดต่อกัน 2 ชั่วโมง อาจมีผู้เดารหัสผ่าน หรือระบบเข้าสู่ระบบขัดข้อง',
        en: 'More than half of the sign-ins of officers fail, for two hours: somebody guesses passwords, or sign-in is broken.',
      },
    });
  }
}

function throttled(what: string, direction: 'Read' | 'Write'): Sentence {
  return {
    th: `ตาราง ${what} รับ${direction === 'Read' ? 'การอ่าน' : 'การเขียน'}ไม่ทันต่อเนื่อง 15 นาที งานจะช้าลงแต่ไม่สูญหาย`,
    en: `${direction}s of table ${what} are throttled for 15 minutes: work slows down, nothing is lost. Look for one hot key first.`,
  };
}

function tableNames(): TableName[] {
  const isTable = (name: string): name is TableName => name in TABLES;
  return Object.keys(TABLES).filter(isTable);
}
