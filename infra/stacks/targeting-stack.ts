import { Duration, Stack, type App } from 'aws-cdk-lib';
import { targetingRunEnv } from '#shared/contracts/env.ts';
import {
  appendToLogbook,
  putItems,
  queryIndex,
  readFacts,
  readItems,
  readSecret,
  sealPersonalData,
} from '#infra/constructs/grants.ts';
import { NodeFunction, type Surroundings } from '#infra/constructs/node-function.ts';
import { StepFunction } from '#infra/constructs/step-function.ts';
import { RUN_TARGETING } from '#infra/state-machines/run-targeting.ts';
import { householdEnvironment, type DataStack } from './data-stack.ts';

/** Goes over all households of an area for a target list, and over those of a mentor for another one. */
export class TargetingStack extends Stack {
  readonly functions: readonly NodeFunction[];
  readonly runs: StepFunction<'TargetingRun'>;

  constructor(app: App, id: string, around: Surroundings, data: DataStack) {
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Runs over the target lists of the poverty logbook',
    });
    const run = new NodeFunction(this, 'Run', {
      around,
      folder: 'targeting/run',
      env: targetingRunEnv,
      environment: { OPERATIONS_TABLE: data.tables.tables.Operations.tableName, ...householdEnvironment(data) },
      memoryMb: 1769,
      timeout: Duration.minutes(15),
      grants: [
        // The run and its pages, and all target lists.
        ...readItems(data.tables, 'Operations', 'GetItem', 'Query'),
        ...putItems(data.tables, 'Operations'),
        ...readFacts(data.tables),
        ...readItems(data.tables, 'Households', 'GetItem'),
        // What a mentor leads, and by which entry.
        ...queryIndex(data.tables, 'Households', 'by-mentor'),
        ...readItems(data.tables, 'Logbook', 'Query'),
        ...appendToLogbook(data.tables),
        ...sealPersonalData(data.tables, data.personalDataKey),
        ...readSecret(data.indexSecret),
      ],
      onCall: {
        th: 'เติมบัญชีเป้าหมายหรือโอนครัวเรือนของพี่เลี้ยงไม่ได้ ระบบจะลองใหม่เอง ไม่มีครัวเรือนถูกบันทึกซ้ำ',
        en: 'A target list cannot be filled, or households of a mentor not given to another. The run is tried again and goes on where it stopped; nothing is recorded twice.',
      },
    });
    this.functions = [run];
    this.runs = new StepFunction(this, 'RunTargeting', {
      around,
      machine: RUN_TARGETING,
      runbook: 'targeting-broken',
      functions: { TargetingRun: run },
      onCall: {
        th: 'การเติมบัญชีเป้าหมายหรือการโอนครัวเรือนของพี่เลี้ยงล้มเหลวหลังลองทุกครั้ง ทำไปแล้วบางส่วน',
        en: 'A run over target lists or households of a mentor broke after all attempts: it is done in part. Mend the cause, then start run-targeting again with the same input.',
      },
    });
  }
}
