/**
 * Goes over the households of an area for a target list. Input: `{run}`. `targeting/run` is given it and answers `{done}`; it is called again
 * until that is true, and goes on where it was. It may be called any number of times with the same payload, also side by side. A run that
 * broke goes on when the machine is started again.
 */
import { type StateMachine, TRY_AGAIN } from './asl.ts';

export const RUN_TARGETING: StateMachine<'TargetingRun'> = {
  name: 'run-targeting',
  functions: { TargetingRun: 'targeting/run' },
  definition: {
    Comment: 'Finds households for a target list, and puts them on it',
    StartAt: 'Go on',
    TimeoutSeconds: 24 * 3600,
    States: {
      'Go on': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${TargetingRun}', Payload: { 'run.$': '$.run' } },
        TimeoutSeconds: 910,
        ResultSelector: { 'done.$': '$.Payload.done' },
        ResultPath: '$.answer',
        Retry: TRY_AGAIN,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Run broken' }],
        Next: 'Is it done?',
      },
      'Is it done?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.answer.done', BooleanEquals: false, Next: 'Go on' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
      'Run broken': {
        Type: 'Fail',
        Error: 'TargetingBroken',
        Cause: 'A run over target lists broke after all attempts. Started again, it goes on. See the runbook.',
      },
    },
  },
};
