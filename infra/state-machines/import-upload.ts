/**
 * A file that lay down under `incoming/` becomes rows: read → load its chunks side by side → finish.
 *
 * Input: the EventBridge event "Object Created". What each function is given and must answer:
 * - `ingest/read` `{bucket, key, size, etag}` → `{ok: true, upload, chunks: [{upload, chunk}, …]}`, or `{ok: false, code}` for a
 *   file refused as a whole. No chunk (no rows, or bytes that were sent before) goes to the end at once. At most 1,500 chunks:
 *   the list travels in the state, which holds 256 KB.
 * - `ingest/load` `{upload, chunk}` → anything; it is dropped.
 * - `ingest/finish` `{upload, workbook?}` → anything. `workbook: false`: the receipt without the workbook of errors. Harmless when
 *   the upload is FINISHED already.
 * - `ingest/fail` `{bucket, key, code}` → anything; `code` is that of the refusal, or the name of the error. Harmless when the
 *   upload is FAILED or FINISHED already, or when nobody announced the key. It gets no message of an error: those may be long.
 *
 * All may be called again with the same payload. A refused file is an ordinary end (it succeeds); a broken import fails, and
 * the alarm rings.
 *
 * The steps read and finish are not tried again when they have used up their time: they would begin at the same file anew. A
 * load goes on where it stopped.
 */
import { type Catcher, type Retrier, type StateMachine, TRY_AGAIN } from './asl.ts';

/** Fewer than would exhaust the tables' first hour: a new on-demand table takes 4,000 writes a second. */
const CHUNKS_AT_A_TIME = 40;

/** What Step Functions reports when a function has run to its limit (by age of its runtime), and when it gave no answer at all. */
const OUT_OF_TIME = ['Sandbox.Timedout', 'Lambda.Unknown', 'States.Timeout'] as const;

const TRY_AGAIN_IN_TIME: readonly Retrier[] = [
  { ErrorEquals: OUT_OF_TIME, IntervalSeconds: 1, MaxAttempts: 0, BackoffRate: 1 },
  ...TRY_AGAIN,
];

const outOfTime = (next: string): Catcher => ({ ErrorEquals: OUT_OF_TIME, ResultPath: '$.failure', Next: next });

const MARK_FAILED: readonly Catcher[] = [
  { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Mark the upload failed' },
];

export const IMPORT_UPLOAD: StateMachine<'IngestRead' | 'IngestLoad' | 'IngestFinish' | 'IngestFail'> = {
  name: 'import-upload',
  functions: {
    IngestRead: 'ingest/read',
    IngestLoad: 'ingest/load',
    IngestFinish: 'ingest/finish',
    IngestFail: 'ingest/fail',
  },
  definition: {
    Comment: 'Reads an uploaded file, loads its rows in chunks, and writes the receipt',
    StartAt: 'Read the file',
    TimeoutSeconds: 6 * 3600,
    States: {
      'Read the file': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${IngestRead}',
          Payload: {
            'bucket.$': '$.detail.bucket.name',
            'key.$': '$.detail.object.key',
            'size.$': '$.detail.object.size',
            'etag.$': '$.detail.object.etag',
          },
        },
        TimeoutSeconds: 910,
        ResultSelector: { 'answer.$': '$.Payload' },
        ResultPath: '$.read',
        Retry: TRY_AGAIN_IN_TIME,
        Catch: [outOfTime('Refuse what takes too long'), ...MARK_FAILED],
        Next: 'Can it be read?',
      },
      'Can it be read?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.read.answer.ok', BooleanEquals: false, Next: 'Refuse the file' },
          { Variable: '$.read.answer.chunks[0]', IsPresent: true, Next: 'Load the chunks' },
        ],
        Default: 'Finish the upload',
      },
      'Load the chunks': {
        Type: 'Map',
        ItemsPath: '$.read.answer.chunks',
        MaxConcurrency: CHUNKS_AT_A_TIME,
        Label: 'chunks',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Load a chunk',
          States: {
            'Load a chunk': {
              Type: 'Task',
              Comment:
                'Its answer is dropped: progress is stored beside the rows, and 1,500 answers must fit into one state',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: '${IngestLoad}', 'Payload.$': '$' },
              TimeoutSeconds: 910,
              ResultSelector: { loaded: true },
              Retry: TRY_AGAIN,
              End: true,
            },
          },
        },
        ResultPath: null,
        Catch: MARK_FAILED,
        Next: 'Finish the upload',
      },
      'Finish the upload': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${IngestFinish}', Payload: { 'upload.$': '$.read.answer.upload' } },
        TimeoutSeconds: 910,
        ResultSelector: { finished: true },
        ResultPath: '$.finish',
        Retry: TRY_AGAIN_IN_TIME,
        Catch: [outOfTime('Finish without the workbook'), ...MARK_FAILED],
        Next: 'Imported',
      },
      'Finish without the workbook': {
        Type: 'Task',
        Comment: 'The rows are loaded: their receipt must come',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${IngestFinish}',
          Payload: { 'upload.$': '$.read.answer.upload', workbook: false },
        },
        TimeoutSeconds: 910,
        ResultSelector: { finished: true },
        ResultPath: '$.finish',
        Retry: TRY_AGAIN,
        Catch: MARK_FAILED,
        Next: 'Imported',
      },
      Imported: { Type: 'Succeed' },
      'Refuse the file': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${IngestFail}',
          Payload: {
            'bucket.$': '$.detail.bucket.name',
            'key.$': '$.detail.object.key',
            'code.$': '$.read.answer.code',
          },
        },
        TimeoutSeconds: 70,
        ResultSelector: { refused: true },
        ResultPath: '$.refusal',
        Retry: TRY_AGAIN,
        Next: 'Refused',
      },
      Refused: { Type: 'Succeed' },
      'Refuse what takes too long': {
        Type: 'Task',
        Comment: 'Our limits let no such file through: the execution fails, and the alarm rings',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${IngestFail}',
          Payload: { 'bucket.$': '$.detail.bucket.name', 'key.$': '$.detail.object.key', code: 'file-too-slow' },
        },
        TimeoutSeconds: 70,
        ResultSelector: { marked: true },
        ResultPath: '$.marked',
        Retry: TRY_AGAIN,
        Next: 'Import broken',
      },
      'Mark the upload failed': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${IngestFail}',
          Payload: {
            'bucket.$': '$.detail.bucket.name',
            'key.$': '$.detail.object.key',
            'code.$': '$.failure.Error',
          },
        },
        TimeoutSeconds: 70,
        ResultSelector: { marked: true },
        ResultPath: '$.marked',
        Retry: TRY_AGAIN,
        Next: 'Import broken',
      },
      'Import broken': {
        Type: 'Fail',
        Error: 'ImportBroken',
        Cause: 'A step failed after all attempts, or ran out of time; the upload is marked FAILED. See the runbook.',
      },
    },
  },
};
