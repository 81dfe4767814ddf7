/**
 * Figures of all provinces: plan → evaluate the provinces side by side → the nation from their parts → finish → publish what everybody may see.
 *
 * Input: `{kind: 'close' | 'nightly', scheduledTime}` from the schedule, `{kind: 'demand', run, month, area, asOf}` from the API.
 * What each function is given and must answer:
 * - `statistics/plan`: the input → `{items: [{province, …}, …], nation}`; an item holds all that its province needs.
 * - `statistics/province`: an item → a small answer (≤ 2 KB: 77 of them travel in one state), such as the packages published.
 *   Called again with `{nation, provinces}`, the plan of the nation and the answers, it makes the nation's figures of what the provinces left; with
 *   a broken province among them, or null for the nation, it makes none.
 * - `statistics/finish` `{status, request, provinces, error}` → `{ok}`. `status` is `FINISHED` with `provinces` (the answers, and
 *   `{ok: false, item, error}` for a province that failed after all attempts), or `FAILED` with `error` when nothing could be
 *   planned or fanned out. `{ok: false}` ends the execution as failed, so that the alarm rings.
 * - `statistics/publish` the input → `{published}`, the months of which something new became public. A run that is finished stays so when it
 *   fails: the night after publishes what it left.
 *
 * All may be called again with the same payload. One broken province does not hold back the figures of the others.
 */
import { type Catcher, type StateMachine, TRY_AGAIN } from './asl.ts';

/** Half of the provinces at a time: a nation of figures within 5 minutes, and room for the API in the account's concurrency. */
const PROVINCES_AT_A_TIME = 40;

const MARK_FAILED: readonly Catcher[] = [
  { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Mark the run failed' },
];

export const MONTHLY_STATISTICS: StateMachine<
  'StatisticsPlan' | 'StatisticsProvince' | 'StatisticsFinish' | 'StatisticsPublish'
> = {
  name: 'monthly-statistics',
  functions: {
    StatisticsPlan: 'statistics/plan',
    StatisticsProvince: 'statistics/province',
    StatisticsFinish: 'statistics/finish',
    StatisticsPublish: 'statistics/publish',
  },
  definition: {
    Comment: 'Evaluates the figures of every province, stores new revisions and publishes their packages',
    StartAt: 'Keep the request',
    TimeoutSeconds: 3 * 3600,
    States: {
      'Keep the request': { Type: 'Pass', Parameters: { 'request.$': '$' }, Next: 'Plan the provinces' },
      'Plan the provinces': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${StatisticsPlan}', 'Payload.$': '$.request' },
        TimeoutSeconds: 70,
        ResultSelector: { 'items.$': '$.Payload.items', 'nation.$': '$.Payload.nation' },
        ResultPath: '$.plan',
        Retry: TRY_AGAIN,
        Catch: MARK_FAILED,
        Next: 'Evaluate the provinces',
      },
      'Evaluate the provinces': {
        Type: 'Map',
        ItemsPath: '$.plan.items',
        MaxConcurrency: PROVINCES_AT_A_TIME,
        Label: 'provinces',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Keep the item',
          States: {
            'Keep the item': { Type: 'Pass', Parameters: { 'item.$': '$' }, Next: 'Evaluate a province' },
            'Evaluate a province': {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: '${StatisticsProvince}', 'Payload.$': '$.item' },
              TimeoutSeconds: 910,
              OutputPath: '$.Payload',
              Retry: TRY_AGAIN,
              Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Note the failure' }],
              End: true,
            },
            'Note the failure': {
              Type: 'Pass',
              Parameters: { ok: false, 'item.$': '$.item', 'error.$': '$.failure.Error' },
              End: true,
            },
          },
        },
        ResultPath: '$.provinces',
        Catch: MARK_FAILED,
        Next: 'Evaluate the nation',
      },
      'Evaluate the nation': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${StatisticsProvince}',
          Payload: { 'nation.$': '$.plan.nation', 'provinces.$': '$.provinces' },
        },
        TimeoutSeconds: 910,
        ResultSelector: { 'answer.$': '$.Payload' },
        ResultPath: '$.nation',
        Retry: TRY_AGAIN,
        Catch: MARK_FAILED,
        Next: 'Finish the run',
      },
      'Finish the run': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${StatisticsFinish}',
          Payload: { status: 'FINISHED', 'request.$': '$.request', 'provinces.$': '$.provinces' },
        },
        TimeoutSeconds: 70,
        ResultSelector: { 'answer.$': '$.Payload' },
        ResultPath: '$.finish',
        Retry: TRY_AGAIN,
        Catch: MARK_FAILED,
        Next: 'Did every province answer?',
      },
      'Did every province answer?': {
        Type: 'Choice',
        Choices: [
          {
            And: [
              { Variable: '$.finish.answer.ok', IsPresent: true },
              { Variable: '$.finish.answer.ok', BooleanEquals: false },
            ],
            Next: 'Run broken',
          },
        ],
        Default: 'Publish the figures',
      },
      'Publish the figures': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${StatisticsPublish}', 'Payload.$': '$.request' },
        TimeoutSeconds: 910,
        ResultSelector: { 'published.$': '$.Payload.published' },
        ResultPath: '$.publication',
        Retry: TRY_AGAIN,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Run broken' }],
        Next: 'Evaluated',
      },
      Evaluated: { Type: 'Succeed' },
      'Mark the run failed': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: '${StatisticsFinish}',
          Payload: { status: 'FAILED', 'request.$': '$.request', 'error.$': '$.failure.Error' },
        },
        TimeoutSeconds: 70,
        ResultSelector: { marked: true },
        ResultPath: '$.marked',
        Retry: TRY_AGAIN,
        Next: 'Run broken',
      },
      'Run broken': {
        Type: 'Fail',
        Error: 'RunBroken',
        Cause: 'The run, or a province of it, failed after all attempts. See the runbook.',
      },
    },
  },
};
