import { Duration, Stack, TimeZone, type App } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  statisticsFinishEnv,
  statisticsPlanEnv,
  statisticsProvinceEnv,
  statisticsPublishEnv,
} from '#shared/contracts/env.ts';
import { DeadLetterQueue } from '#infra/constructs/dead-letter-queue.ts';
import {
  OBJECTS,
  findOrganisations,
  publishFigures,
  putItems,
  putObjects,
  readFacts,
  readItems,
  readSnapshots,
  readObjects,
} from '#infra/constructs/grants.ts';
import { NodeFunction, type Surroundings } from '#infra/constructs/node-function.ts';
import { StepFunction } from '#infra/constructs/step-function.ts';
import { STATISTICS_SCHEDULES } from '#infra/schedules.ts';
import { MONTHLY_STATISTICS } from '#infra/state-machines/monthly-statistics.ts';
import { nameIn } from '#infra/stages.ts';
import type { DataStack } from './data-stack.ts';

/** Figures at the close, each night and on demand; and word to NESDC of each package. */
export class StatisticsStack extends Stack {
  readonly functions: readonly NodeFunction[];
  readonly runs: StepFunction<'StatisticsPlan' | 'StatisticsProvince' | 'StatisticsFinish' | 'StatisticsPublish'>;
  readonly undelivered: DeadLetterQueue;
  readonly published: Topic;

  constructor(app: App, id: string, around: Surroundings, data: DataStack) {
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Monthly statistics of the poverty logbook',
    });
    const { tables } = data.tables;
    const records = { OPERATIONS_TABLE: tables.Operations.tableName, STATISTICS_TABLE: tables.Statistics.tableName };

    const plan = new NodeFunction(this, 'Plan', {
      around,
      folder: 'statistics/plan',
      env: statisticsPlanEnv,
      environment: {},
      memoryMb: 512,
      timeout: Duration.minutes(1),
      // From the calendar and the table of provinces alone.
      grants: [],
      onCall: {
        th: 'วางแผนการคำนวณสถิติไม่ได้ ยังไม่มีจังหวัดใดถูกคำนวณ',
        en: 'The run of figures cannot be planned: no province is evaluated. Start it again by hand with the same input.',
      },
    });
    const province = new NodeFunction(this, 'Province', {
      around,
      folder: 'statistics/province',
      env: statisticsProvinceEnv,
      environment: {
        ...records,
        HOUSEHOLDS_TABLE: tables.Households.tableName,
        REPORTS_BUCKET: data.reports.bucket.bucketName,
      },
      // 512 MB hold the largest province (docs/performance.md); twice that buys a whole processor.
      memoryMb: 1769,
      timeout: Duration.minutes(15),
      grants: [
        ...readFacts(data.tables),
        ...findOrganisations(data.tables),
        ...readItems(data.tables, 'Operations', 'GetItem', 'Query'),
        ...putItems(data.tables, 'Operations'),
        ...readItems(data.tables, 'Statistics', 'GetItem', 'Query'),
        ...putItems(data.tables, 'Statistics'),
        ...readObjects(data.reports, 'packages'),
        ...putObjects(data.reports, 'packages'),
      ],
      onCall: {
        th: 'คำนวณสถิติของบางจังหวัดไม่ได้ จังหวัดอื่นยังคำนวณต่อ',
        en: 'The figures of a province fail; the others go on. Its item is in the failed execution.',
      },
    });
    const finish = new NodeFunction(this, 'Finish', {
      around,
      folder: 'statistics/finish',
      env: statisticsFinishEnv,
      environment: records,
      memoryMb: 512,
      timeout: Duration.minutes(1),
      grants: [
        ...readItems(data.tables, 'Operations', 'GetItem'),
        ...putItems(data.tables, 'Operations'),
        ...readItems(data.tables, 'Statistics', 'GetItem'),
      ],
      onCall: {
        th: 'คำนวณสถิติเสร็จแล้วแต่บันทึกว่าเสร็จไม่ได้ ผู้สั่งคำนวณจะเห็นว่ายังทำงานอยู่',
        en: 'Figures are evaluated, but the run cannot be marked as finished.',
      },
    });
    const publish = new NodeFunction(this, 'Publish', {
      around,
      folder: 'statistics/publish',
      env: statisticsPublishEnv,
      environment: { STATISTICS_TABLE: tables.Statistics.tableName, FIGURES_BUCKET: data.figures.bucketName },
      // Which counts are hidden is judged for the whole nation at once.
      memoryMb: 1769,
      timeout: Duration.minutes(15),
      grants: [...readSnapshots(data.tables), ...publishFigures(data.figures)],
      onCall: {
        th: 'เผยแพร่ตัวเลขความก้าวหน้าต่อสาธารณะไม่ได้ หน้าเดิมยังเปิดได้',
        en: 'Figures cannot be published: the public pages stay as they were. The next night tries again.',
      },
    });
    this.functions = [plan, province, finish, publish];

    this.runs = new StepFunction(this, 'MonthlyStatistics', {
      around,
      machine: MONTHLY_STATISTICS,
      runbook: 'statistics-broken',
      functions: {
        StatisticsPlan: plan,
        StatisticsProvince: province,
        StatisticsFinish: finish,
        StatisticsPublish: publish,
      },
      onCall: {
        th: 'การคำนวณสถิติรอบนี้ไม่ครบทุกจังหวัด ชุดรายงานของ สศช. อาจยังไม่ออก',
        en: 'A run of figures is broken or incomplete: packages for NESDC may be missing. Start it again with the same input: nothing is doubled.',
      },
    });
    this.undelivered = new DeadLetterQueue(this, 'Undelivered', {
      stage,
      name: 'statistics-undelivered',
      onCall: around.onCall,
      runbook: 'statistics-not-started',
      sentence: {
        th: 'การคำนวณสถิติตามกำหนดไม่ได้เริ่ม หรือแจ้ง สศช. ไม่ได้ว่ามีชุดรายงานใหม่',
        en: 'A scheduled run did not start, or NESDC was not told of a package. The input is in this queue.',
      },
    });
    for (const { name, kind, expression } of STATISTICS_SCHEDULES)
      new Schedule(this, kind === 'close' ? 'Close' : 'Nightly', {
        scheduleName: nameIn(stage, name),
        schedule: ScheduleExpression.expression(expression, TimeZone.ASIA_BANGKOK),
        target: new StepFunctionsStartExecution(this.runs, {
          input: ScheduleTargetInput.fromObject({ kind, scheduledTime: ContextAttribute.scheduledTime }),
          deadLetterQueue: this.undelivered,
          retryAttempts: 20,
          maxEventAge: Duration.hours(6),
        }),
      });

    this.published = new Topic(this, 'Published', {
      topicName: nameIn(stage, 'report-published'),
      displayName: 'TPMAP Logbook',
      enforceSSL: stage.tlsOnly,
    });
    // The manifest is put last: when it is there, the package is whole.
    new Rule(this, 'PackagePublished', {
      ruleName: nameIn(stage, 'package-published'),
      description: 'Tells NESDC of a package when its manifest is there',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [data.reports.bucket.bucketName] },
          object: { key: [{ wildcard: `${OBJECTS.packages}*/manifest.json` }] },
        },
      },
      targets: [
        new SnsTopic(this.published, {
          // A line is a string of its own: within one, its end would be written out as a backslash and an n.
          message: RuleTargetInput.fromMultilineText(
            `มีชุดรายงานสถิติใหม่: ${EventField.fromPath('$.detail.object.key')}\nดูและดาวน์โหลด: ${stage.webOrigin}/officer/packages`,
          ),
          deadLetterQueue: this.undelivered,
          retryAttempts: 20,
          maxEventAge: Duration.hours(6),
        }),
      ],
    });
  }
}
