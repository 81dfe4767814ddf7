/**
 * Searches provinces for households that may be one. Input: `{provinces: [{province}, …]}`; each night the schedule names all. `duplicates/find`
 * is given `{province}` and answers `{done}`; it is called again until that is true. It may be called any number of times with the same
 * payload, also side by side. A province that breaks holds back no other: the alarm of the function rings, and the next night searches anew.
 */
import { type StateMachine, TRY_AGAIN } from './asl.ts';

/** Each reads all households of its province, beside the copies of the night and the first officers of the morning. */
const PROVINCES_AT_A_TIME = 8;

export const FIND_DUPLICATES: StateMachine<'DuplicatesFind'> = {
  name: 'find-duplicates',
  functions: { DuplicatesFind: 'duplicates/find' },
  definition: {
    Comment: 'Finds households that may be one, province by province',
    StartAt: 'Search the provinces',
    TimeoutSeconds: 6 * 3600,
    States: {
      'Search the provinces': {
        Type: 'Map',
        ItemsPath: '$.provinces',
        MaxConcurrency: PROVINCES_AT_A_TIME,
        Label: 'searched',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Keep the item',
          States: {
            'Keep the item': { Type: 'Pass', Parameters: { 'item.$': '$' }, Next: 'Search a province' },
            'Search a province': {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: '${DuplicatesFind}', 'Payload.$': '$.item' },
              TimeoutSeconds: 910,
              ResultSelector: { 'done.$': '$.Payload.done' },
              ResultPath: '$.answer',
              Retry: TRY_AGAIN,
              Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Note the failure' }],
              Next: 'Is the province searched?',
            },
            'Is the province searched?': {
              Type: 'Choice',
              Choices: [{ Variable: '$.answer.done', BooleanEquals: false, Next: 'Search a province' }],
              Default: 'Province searched',
            },
            'Province searched': { Type: 'Pass', Parameters: { ok: true }, End: true },
            'Note the failure': {
              Type: 'Pass',
              Parameters: { ok: false, 'item.$': '$.item', 'error.$': '$.failure.Error' },
              End: true,
            },
          },
        },
        ResultPath: '$.searched',
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Search broken' }],
        Next: 'Searched',
      },
      Searched: { Type: 'Succeed' },
      'Search broken': {
        Type: 'Fail',
        Error: 'SearchBroken',
        Cause: 'The provinces could not be searched for duplicates. The next night searches anew. See the runbook.',
      },
    },
  },
};
