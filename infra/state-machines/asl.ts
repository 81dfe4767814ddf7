/**
 * The part of the Amazon States Language that our state machines use: JSONPath, functions as the only tasks. Free of the
 * CDK, so that the very same objects run on AWS, on an emulator and on one machine.
 *
 * A function is named by a placeholder `${Name}`: CDK puts its ARN there, the local runner its name.
 */
export type Retrier = {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
};

export type Catcher = {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string;
  readonly Next: string;
};

type Onward = { readonly Next: string; readonly End?: never } | { readonly End: true; readonly Next?: never };

/** JSON whose keys that end in `.$` are filled from the state's input. */
export type PayloadTemplate = { readonly [key: string]: string | number | boolean | PayloadTemplate };

export type TaskState = Onward & {
  readonly Type: 'Task';
  readonly Comment?: string;
  readonly Resource: 'arn:aws:states:::lambda:invoke';
  readonly Parameters: PayloadTemplate & { readonly FunctionName: string };
  readonly TimeoutSeconds: number;
  readonly ResultSelector?: PayloadTemplate;
  readonly ResultPath?: string;
  readonly OutputPath?: string;
  readonly Retry: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
};

export type ChoiceRule = {
  readonly Variable: string;
  readonly IsPresent?: boolean;
  readonly BooleanEquals?: boolean;
};

export type ChoiceState = {
  readonly Type: 'Choice';
  readonly Comment?: string;
  readonly Choices: readonly ((ChoiceRule | { readonly And: readonly ChoiceRule[] }) & { readonly Next: string })[];
  readonly Default: string;
};

export type MapState = Onward & {
  readonly Type: 'Map';
  readonly Comment?: string;
  readonly ItemsPath: string;
  readonly MaxConcurrency: number;
  /** Names the child executions of a distributed map. */
  readonly Label: string;
  readonly ItemProcessor: {
    readonly ProcessorConfig: { readonly Mode: 'DISTRIBUTED'; readonly ExecutionType: 'STANDARD' };
    readonly StartAt: string;
    readonly States: States;
  };
  readonly ResultPath: string | null;
  readonly Catch: readonly Catcher[];
};

export type PassState = Onward & {
  readonly Type: 'Pass';
  readonly Comment?: string;
  readonly Parameters?: PayloadTemplate;
  readonly ResultPath?: string;
};

export type EndState =
  | { readonly Type: 'Succeed'; readonly Comment?: string }
  | { readonly Type: 'Fail'; readonly Comment?: string; readonly Error: string; readonly Cause: string };

export type State = TaskState | ChoiceState | MapState | PassState | EndState;
export type States = { readonly [name: string]: State };

export type StateMachineDefinition = {
  readonly Comment: string;
  readonly StartAt: string;
  /** Longer than any honest run: the alarm on it finds what does not move. */
  readonly TimeoutSeconds: number;
  readonly States: States;
};

/** A definition with the function (folder under `functions/`) that each placeholder means. */
export type StateMachine<Placeholder extends string = string> = {
  readonly name: string;
  readonly definition: StateMachineDefinition;
  readonly functions: { readonly [P in Placeholder]: string };
};

/**
 * Tries again what may pass: throttles, a busy table, a crashed sandbox. After the first run six more, with waits of two minutes
 * at most in all. What will not pass by trying (a refused file, a bad row) is an answer of the function, never an error.
 */
export const TRY_AGAIN: readonly Retrier[] = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
      'States.Timeout',
      'States.TaskFailed',
    ],
    IntervalSeconds: 2,
    // Of trying again: seven runs.
    MaxAttempts: 6,
    BackoffRate: 2,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  },
];
