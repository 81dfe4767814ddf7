import { Duration, Stack, type App } from 'aws-cdk-lib';
import { rebuildPlanEnv, rebuildProvinceEnv } from '#shared/contracts/env.ts';
import {
  keepRebuilds,
  moveDue,
  putItems,
  queryIndex,
  readItems,
  readSecret,
  readTargetLists,
  sealPersonalData,
} from '#infra/constructs/grants.ts';
import { NodeFunction, type Surroundings } from '#infra/constructs/node-function.ts';
import { StepFunction } from '#infra/constructs/step-function.ts';
import { REBUILD_DOCUMENTS } from '#infra/state-machines/rebuild-documents.ts';
import { householdEnvironment, type DataStack } from './data-stack.ts';

/** Rebuilds documents from their entries. Nothing starts it but a person. */
export class RebuildStack extends Stack {
  readonly functions: readonly NodeFunction[];

  constructor(app: App, id: string, around: Surroundings, data: DataStack) {
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Rebuild of household documents of the poverty logbook',
    });
    const { tables } = data.tables;
    const operations = { OPERATIONS_TABLE: tables.Operations.tableName };
    const onCall = {
      th: 'ตรวจหรือเขียนเอกสารครัวเรือนใหม่ไม่ได้ งานประจำวันไม่กระทบ',
      en: 'The rebuild of documents fails. Nobody waits for it; started again, it goes on where it was.',
    };

    const plan = new NodeFunction(this, 'Plan', {
      around,
      folder: 'rebuild/plan',
      env: rebuildPlanEnv,
      environment: operations,
      memoryMb: 512,
      timeout: Duration.minutes(1),
      grants: keepRebuilds(data.tables, 'GetItem', 'PutItem'),
      onCall,
    });
    const province = new NodeFunction(this, 'Province', {
      around,
      folder: 'rebuild/province',
      env: rebuildProvinceEnv,
      environment: { ...operations, ...householdEnvironment(data) },
      memoryMb: 1769,
      timeout: Duration.minutes(15),
      grants: [
        ...keepRebuilds(data.tables, 'GetItem', 'PutItem'),
        ...queryIndex(data.tables, 'Households', 'by-district'),
        ...readItems(data.tables, 'Households', 'GetItem'),
        // Documents alone: it has no right to put an entry.
        ...putItems(data.tables, 'Households'),
        ...readItems(data.tables, 'DueItems', 'BatchGetItem'),
        ...moveDue(data.tables),
        ...readTargetLists(data.tables),
        ...readItems(data.tables, 'Logbook', 'Query'),
        ...sealPersonalData(data.tables, data.personalDataKey),
        ...readSecret(data.indexSecret),
      ],
      onCall,
    });
    const finish = new NodeFunction(this, 'Finish', {
      around,
      folder: 'rebuild/finish',
      env: rebuildPlanEnv,
      environment: operations,
      memoryMb: 512,
      timeout: Duration.minutes(1),
      grants: keepRebuilds(data.tables, 'PutItem', 'Query'),
      onCall,
    });
    this.functions = [plan, province, finish];

    new StepFunction(this, 'RebuildDocuments', {
      around,
      machine: REBUILD_DOCUMENTS,
      runbook: 'rebuild-broken',
      functions: { RebuildPlan: plan, RebuildProvince: province, RebuildFinish: finish },
      onCall: {
        th: 'มีเอกสารครัวเรือนที่ไม่ตรงกับรายการในแฟ้มบ้าน หรือตรวจไม่ครบทุกจังหวัด',
        en: 'A document of a household differs from its entries, or the rebuild did not get through every province.',
      },
    });
  }
}
