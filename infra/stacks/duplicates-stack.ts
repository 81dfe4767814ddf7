import { Duration, Stack, TimeZone, type App } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { duplicatesFindEnv } from '#shared/contracts/env.ts';
import {
  keepDuplicates,
  moveDue,
  openPersonalData,
  queryIndex,
  readItems,
  readSecret,
} from '#infra/constructs/grants.ts';
import { NodeFunction, type Surroundings } from '#infra/constructs/node-function.ts';
import { StepFunction } from '#infra/constructs/step-function.ts';
import { SEARCH_SCHEDULE } from '#infra/schedules.ts';
import { FIND_DUPLICATES } from '#infra/state-machines/find-duplicates.ts';
import { nameIn } from '#infra/stages.ts';
import { householdEnvironment, type DataStack } from './data-stack.ts';

/** Searches for households that may be one, each night. */
export class DuplicatesStack extends Stack {
  readonly functions: readonly NodeFunction[];

  constructor(app: App, id: string, around: Surroundings, data: DataStack) {
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Search for duplicates in the poverty logbook',
    });
    const find = new NodeFunction(this, 'Find', {
      around,
      folder: 'duplicates/find',
      env: duplicatesFindEnv,
      environment: { OPERATIONS_TABLE: data.tables.tables.Operations.tableName, ...householdEnvironment(data) },
      memoryMb: 1769,
      timeout: Duration.minutes(15),
      grants: [
        // It opens households and writes none.
        ...queryIndex(data.tables, 'Households', 'by-district'),
        ...readItems(data.tables, 'Households', 'BatchGetItem'),
        ...openPersonalData(data.tables, data.personalDataKey),
        ...readSecret(data.indexSecret),
        ...keepDuplicates(data.tables, 'GetItem', 'PutItem', 'Query'),
        ...moveDue(data.tables),
      ],
      onCall: {
        th: 'ค้นหาครัวเรือนที่อาจซ้ำกันไม่ได้ รายการที่พบไว้แล้วยังใช้ได้ คืนถัดไปค้นหาใหม่เอง',
        en: 'A province cannot be searched for duplicates. What was found before stays; the next night searches anew.',
      },
    });
    this.functions = [find];
    const searches = new StepFunction(this, 'FindDuplicates', {
      around,
      machine: FIND_DUPLICATES,
      runbook: 'search-broken',
      functions: { DuplicatesFind: find },
      onCall: {
        th: 'การค้นหาครัวเรือนที่อาจซ้ำกันคืนนี้ล้มเหลว รายการที่พบไว้แล้วยังใช้ได้',
        en: 'The search of the night for duplicates broke. What was found before stays; the next night searches anew.',
      },
    });
    new Schedule(this, 'Nightly', {
      scheduleName: nameIn(stage, SEARCH_SCHEDULE.name),
      schedule: ScheduleExpression.expression(SEARCH_SCHEDULE.expression, TimeZone.ASIA_BANGKOK),
      target: new StepFunctionsStartExecution(searches, {
        input: ScheduleTargetInput.fromObject(SEARCH_SCHEDULE.input),
        retryAttempts: 20,
        maxEventAge: Duration.hours(3),
      }),
    });
  }
}
