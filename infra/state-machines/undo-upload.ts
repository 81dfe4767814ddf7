/**
 * Takes back what an upload recorded. Input: `{upload}`, of an upload whose undo has begun.
 * `ingest/undo` is given it and answers `{done}`; it is called again until that is true, and goes on where it was. It may be called any
 * number of times with the same payload, also side by side. An undo that broke goes on when the machine is started again.
 */
import { type StateMachine, TRY_AGAIN } from './asl.ts';

export const UNDO_UPLOAD: StateMachine<'IngestUndo'> = {
  name: 'undo-upload',
  functions: { IngestUndo: 'ingest/undo' },
  definition: {
    Comment: 'Takes back what an upload recorded, as far as nothing was built upon it',
    StartAt: 'Undo the upload',
    TimeoutSeconds: 24 * 3600,
    States: {
      'Undo the upload': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${IngestUndo}', Payload: { 'upload.$': '$.upload' } },
        TimeoutSeconds: 910,
        ResultSelector: { 'done.$': '$.Payload.done' },
        ResultPath: '$.answer',
        Retry: TRY_AGAIN,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Undo broken' }],
        Next: 'Is it done?',
      },
      'Is it done?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.answer.done', BooleanEquals: false, Next: 'Undo the upload' }],
        Default: 'Undone',
      },
      Undone: { Type: 'Succeed' },
      'Undo broken': {
        Type: 'Fail',
        Error: 'UndoBroken',
        Cause: 'The undo of an upload broke after all attempts. Started again, it goes on. See the runbook.',
      },
    },
  },
};
