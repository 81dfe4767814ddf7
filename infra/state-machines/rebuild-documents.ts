/**
 * Rebuilds the documents of households from their entries: plan → province by province → finish. Started by hand with `{"check": true}` or
 * `{"check": false}`, and `"provinces": ["42"]` for some of them. When and how: docs/runbook.md.
 *
 * What each function is given and must answer:
 * - `rebuild/plan`: the input → `{run, items: [{run, check, province}, …]}`; the run that was not finished, or a new one.
 * - `rebuild/province`: an item → `{ok, done, …}`. It is called again until the province is done, and goes on where it was.
 * - `rebuild/finish` `{request, run, provinces}` → `{ok, …}`. `{ok: false}` ends the execution as failed, so that the alarm rings.
 *
 * All may be called again with the same payload.
 */
import { type Catcher, type StateMachine, TRY_AGAIN } from './asl.ts';

/** Beside the writers of every day: a nation takes hours, and no office waits for it. */
const PROVINCES_AT_A_TIME = 4;

const BROKEN: readonly Catcher[] = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Rebuild broken' }];

export const REBUILD_DOCUMENTS: StateMachine<'RebuildPlan' | 'RebuildProvince' | 'RebuildFinish'> = {
  name: 'rebuild-documents',
  functions: {
    RebuildPlan: 'rebuild/plan',
    RebuildProvince: 'rebuild/province',
    RebuildFinish: 'rebuild/finish',
  },
  definition: {
    Comment: 'Compares the document of every household with its entries, and writes it in the form of today',
    StartAt: 'Keep the request',
    TimeoutSeconds: 48 * 3600,
    States: {
      'Keep the request': { Type: 'Pass', Parameters: { 'request.$': '$' }, Next: 'Plan the rebuild' },
      'Plan the rebuild': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${RebuildPlan}', 'Payload.$': '$.request' },
        TimeoutSeconds: 70,
        ResultSelector: { 'run.$': '$.Payload.run', 'items.$': '$.Payload.items' },
        ResultPath: '$.plan',
        Retry: TRY_AGAIN,
        Catch: BROKEN,
        Next: 'Rebuild the provinces',
      },
      'Rebuild the provinces': {
        Type: 'Map',
        ItemsPath: '$.plan.items',
        MaxConcurrency: PROVINCES_AT_A_TIME,
        Label: 'rebuilt',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Keep the item',
          States: {
            'Keep the item': { Type: 'Pass', Parameters: { 'item.$': '$' }, Next: 'Rebuild a province' },
            'Rebuild a province': {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: '${RebuildProvince}', 'Payload.$': '$.item' },
              TimeoutSeconds: 910,
              ResultSelector: { 'ok.$': '$.Payload.ok', 'done.$': '$.Payload.done' },
              ResultPath: '$.answer',
              Retry: TRY_AGAIN,
              Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Note the failure' }],
              Next: 'Is the province done?',
            },
            'Is the province done?': {
              Type: 'Choice',
              Choices: [{ Variable: '$.answer.done', BooleanEquals: false, Next: 'Rebuild a province' }],
              Default: 'Province rebuilt',
            },
            'Province rebuilt': { Type: 'Pass', Parameters: { 'ok.$': '$.answer.ok' }, End: true },
            'Note the failure': {
              Type: 'Pass',
              Parameters: { ok: false, 'item.$': '$.item', 'error.$': '$.failure.Error' },
              End: true,
            },
          },
        },
        ResultPath: '$.provinces',
        Catch: BROKEN,
        Next: 'Sum up the rebuild',
      },
      'Sum up the rebuild': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${RebuildFinish}',
          Payload: { 'request.$': '$.request', 'run.$': '$.plan.run', 'provinces.$': '$.provinces' },
        },
        TimeoutSeconds: 70,
        ResultSelector: { 'answer.$': '$.Payload' },
        ResultPath: '$.finish',
        Retry: TRY_AGAIN,
        Catch: BROKEN,
        Next: 'Is every document right?',
      },
      'Is every document right?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.finish.answer.ok', BooleanEquals: true, Next: 'Rebuilt' }],
        Default: 'Rebuild broken',
      },
      Rebuilt: { Type: 'Succeed' },
      'Rebuild broken': {
        Type: 'Fail',
        Error: 'RebuildBroken',
        Cause: 'A document differs from its entries, or a province broke after all attempts. See the runbook.',
      },
    },
  },
};
