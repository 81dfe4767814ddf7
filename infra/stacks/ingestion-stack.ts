import { Duration, Stack, type App } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { ingestFailEnv, ingestFinishEnv, ingestLoadEnv, ingestReadEnv, ingestUndoEnv } from '#shared/contracts/env.ts';
import { DeadLetterQueue } from '#infra/constructs/dead-letter-queue.ts';
import {
  appendToLogbook,
  listUploads,
  missObjects,
  moveDue,
  noteActivity,
  OBJECTS,
  putItems,
  putLargeObjects,
  queryIndex,
  findOrganisations,
  readItems,
  readObjects,
  readSecret,
  sealPersonalData,
} from '#infra/constructs/grants.ts';
import { NodeFunction, type Surroundings } from '#infra/constructs/node-function.ts';
import { StepFunction } from '#infra/constructs/step-function.ts';
import { IMPORT_UPLOAD } from '#infra/state-machines/import-upload.ts';
import { UNDO_UPLOAD } from '#infra/state-machines/undo-upload.ts';
import { nameIn } from '#infra/stages.ts';
import { householdEnvironment, type DataStack } from './data-stack.ts';

/** A function's longest run. */
const LONGEST = Duration.minutes(15);
/** MB for the steps that take whole files: one of 300 MB, what is made of it, and all problems twice while they are sorted (a warning of each of 2,000,000 rows is 450 MB). */
const DISK_OF_FILES = 4096;

/** From a file under `incoming/` to rows and a receipt. */
export class IngestionStack extends Stack {
  readonly functions: readonly NodeFunction[];
  readonly imports: StepFunction<'IngestRead' | 'IngestLoad' | 'IngestFinish' | 'IngestFail'>;
  readonly undos: StepFunction<'IngestUndo'>;
  readonly undelivered: DeadLetterQueue;

  constructor(app: App, id: string, around: Surroundings, data: DataStack) {
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Import of uploaded files into the poverty logbook',
    });
    const { tables } = data.tables;
    const uploads = { OPERATIONS_TABLE: tables.Operations.tableName };
    const files = { ...uploads, UPLOADS_BUCKET: data.uploads.bucket.bucketName };
    const progress = [...readItems(data.tables, 'Operations', 'GetItem'), ...putItems(data.tables, 'Operations')];
    const progressOfAllChunks = readItems(data.tables, 'Operations', 'Query');

    const read = new NodeFunction(this, 'Read', {
      around,
      folder: 'ingest/read',
      env: ingestReadEnv,
      environment: files,
      // Two processors' worth: one parses, the other inflates and sends chunks.
      memoryMb: 3008,
      diskMb: DISK_OF_FILES,
      timeout: LONGEST,
      grants: [
        ...progress,
        ...findOrganisations(data.tables, 'Query'),
        ...listUploads(data.tables),
        ...readObjects(data.uploads, 'incoming'),
        ...putLargeObjects(data.uploads, 'work'),
      ],
      onCall: {
        th: 'อ่านไฟล์ที่หน่วยงานส่งมาไม่ได้ ไฟล์จะค้างหรือถูกทำเครื่องหมายว่าล้มเหลว',
        en: 'Files of offices cannot be read. Look at the execution of import-upload with the same key; it tries again six times, unless its time was up.',
      },
    });
    const load = new NodeFunction(this, 'Load', {
      around,
      folder: 'ingest/load',
      env: ingestLoadEnv,
      environment: {
        ...files,
        ...householdEnvironment(data),
        STATISTICS_TABLE: tables.Statistics.tableName,
        ACCESS_LOG_TABLE: tables.AccessLog.tableName,
      },
      memoryMb: 1769,
      timeout: LONGEST,
      grants: [
        ...progress,
        ...noteActivity(data.tables),
        ...appendToLogbook(data.tables),
        // One by one only the old facts of a household, in its first entry of a fiscal year.
        ...readItems(data.tables, 'Households', 'BatchGetItem', 'GetItem'),
        ...queryIndex(data.tables, 'Households', 'by-address'),
        ...readItems(data.tables, 'Logbook', 'Query'),
        ...putItems(data.tables, 'AccessLog'),
        ...sealPersonalData(data.tables, data.personalDataKey),
        ...readSecret(data.indexSecret),
        // Without the right to miss an object: a chunk that is gone is an error, not an empty one.
        ...readObjects(data.uploads, 'work'),
        ...putLargeObjects(data.uploads, 'work'),
      ],
      onCall: {
        th: 'บันทึกแถวจากไฟล์ลงแฟ้มบ้านไม่ได้ ระบบจะลองใหม่เอง ไม่มีแถวหายหรือซ้ำ',
        en: 'Rows of files cannot be loaded. Chunks are tried again and go on where they stopped; look for throttled tables first.',
      },
    });
    const finish = new NodeFunction(this, 'Finish', {
      around,
      folder: 'ingest/finish',
      env: ingestFinishEnv,
      environment: { ...files, DUE_ITEMS_TABLE: data.tables.tables.DueItems.tableName },
      memoryMb: 1769,
      diskMb: DISK_OF_FILES,
      timeout: LONGEST,
      grants: [
        ...progress,
        ...progressOfAllChunks,
        // Rejected rows wait for their office; those of an earlier file that came again do so no more.
        ...moveDue(data.tables),
        ...readItems(data.tables, 'Operations', 'BatchGetItem'),
        ...readObjects(data.uploads, 'incoming'),
        ...readObjects(data.uploads, 'work'),
        ...missObjects(data.uploads),
        ...putLargeObjects(data.uploads, 'returned'),
      ],
      onCall: {
        th: 'แถวถูกบันทึกแล้ว แต่ออกใบรับผลการนำเข้าให้หน่วยงานไม่ได้',
        en: 'Rows are loaded, but the receipt and the workbook with errors cannot be written.',
      },
    });
    const fail = new NodeFunction(this, 'Fail', {
      around,
      folder: 'ingest/fail',
      env: ingestFailEnv,
      environment: uploads,
      memoryMb: 512,
      timeout: Duration.minutes(1),
      grants: [...progress, ...progressOfAllChunks],
      onCall: {
        th: 'ทำเครื่องหมายว่าไฟล์นำเข้าล้มเหลวไม่ได้ หน่วยงานจะเห็นว่าไฟล์ยังค้างอยู่',
        en: 'A broken import cannot be marked: its office sees it as still running. Mend the cause, then mark it by hand: the runbook has the command.',
      },
    });
    const undo = new NodeFunction(this, 'Undo', {
      around,
      folder: 'ingest/undo',
      env: ingestUndoEnv,
      environment: { ...uploads, ...householdEnvironment(data) },
      memoryMb: 1769,
      timeout: LONGEST,
      grants: [
        ...progress,
        // Steps of the load, in the order in which they are worked off.
        ...readItems(data.tables, 'Operations', 'Query'),
        ...appendToLogbook(data.tables),
        // One by one only the old facts of a household.
        ...readItems(data.tables, 'Households', 'GetItem'),
        ...readItems(data.tables, 'Logbook', 'Query'),
        ...sealPersonalData(data.tables, data.personalDataKey),
        ...readSecret(data.indexSecret),
      ],
      onCall: {
        th: 'ยกเลิกการนำเข้าไฟล์ไม่ได้ ระบบจะลองใหม่เอง แถวที่ถอนแล้วไม่ถูกถอนซ้ำ',
        en: 'An upload cannot be undone. It is tried again and goes on where it stopped; nothing is taken back twice.',
      },
    });
    this.functions = [read, load, finish, fail, undo];

    this.imports = new StepFunction(this, 'ImportUpload', {
      around,
      machine: IMPORT_UPLOAD,
      runbook: 'import-broken',
      functions: { IngestRead: read, IngestLoad: load, IngestFinish: finish, IngestFail: fail },
      onCall: {
        th: 'การนำเข้าไฟล์ล้มเหลวหลังลองทุกครั้ง ไฟล์ถูกทำเครื่องหมาย FAILED และหน่วยงานต้องส่งใหม่',
        en: 'An import broke after all attempts, and its office must send the file again: nothing is doubled. Mend the cause first.',
      },
    });
    this.undos = new StepFunction(this, 'UndoUpload', {
      around,
      machine: UNDO_UPLOAD,
      runbook: 'undo-broken',
      functions: { IngestUndo: undo },
      onCall: {
        th: 'การยกเลิกการนำเข้าไฟล์ล้มเหลวหลังลองทุกครั้ง ไฟล์ถูกยกเลิกไปบางส่วน',
        en: 'The undo of an upload broke after all attempts: it is done in part. Mend the cause, then start undo-upload again with the same input.',
      },
    });
    this.undelivered = new DeadLetterQueue(this, 'Undelivered', {
      stage,
      name: 'import-undelivered',
      onCall: around.onCall,
      runbook: 'import-not-started',
      sentence: {
        th: 'มีไฟล์ที่หน่วยงานส่งแล้วแต่ระบบไม่ได้เริ่มนำเข้า',
        en: 'A file is in the bucket and no import began. Start import-upload by hand with the event in this queue.',
      },
    });
    new Rule(this, 'FileArrived', {
      ruleName: nameIn(stage, 'file-arrived'),
      description: 'A file under incoming/ starts its import',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [data.uploads.bucket.bucketName] },
          object: { key: [{ prefix: OBJECTS.incoming }] },
        },
      },
      targets: [
        new SfnStateMachine(this.imports, {
          deadLetterQueue: this.undelivered,
          retryAttempts: 20,
          maxEventAge: Duration.hours(6),
        }),
      ],
    });
  }
}
