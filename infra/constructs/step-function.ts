import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { nameIn } from '#infra/stages.ts';
import type { StateMachine as Machine } from '#infra/state-machines/asl.ts';
import type { NodeFunction, Surroundings } from './node-function.ts';
import { ALARM_PERIOD, OnCallAlarm, type RunbookSection, type Sentence } from './on-call-alarm.ts';

export type StepFunctionProps<Placeholder extends string> = {
  readonly around: Surroundings;
  readonly machine: Machine<Placeholder>;
  readonly functions: { readonly [P in Placeholder]: NodeFunction };
  readonly onCall: Sentence;
  readonly runbook: RunbookSection;
};

/** A state machine of state-machines/, with its functions put in. It may call those, start its own children, and nothing else. */
export class StepFunction<Placeholder extends string> extends StateMachine {
  constructor(
    scope: Construct,
    id: string,
    { around, machine, functions, onCall, runbook }: StepFunctionProps<Placeholder>,
  ) {
    const name = nameIn(around.stage, machine.name);
    const arns = Object.entries<NodeFunction>(functions).map(([placeholder, fn]): [string, string] => [
      placeholder,
      fn.functionArn,
    ]);
    const logGroup = new LogGroup(scope, `${id}Log`, {
      // Log delivery keeps one policy for all names under this prefix.
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retention: around.stage.logRetentionDays,
      removalPolicy: around.stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      stateMachineName: name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(JSON.stringify(machine.definition)),
      definitionSubstitutions: Object.fromEntries(arns),
      tracingEnabled: true,
      logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: false },
    });
    this.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: arns.map(([, arn]) => arn) }),
    );
    if (Object.values(machine.definition.States).some(({ Type }) => Type === 'Map')) this.#letStartChildren(name);
    const metrics = {
      Failed: this.metricFailed({ period: ALARM_PERIOD }),
      TimedOut: this.metricTimedOut({ period: ALARM_PERIOD }),
      Aborted: this.metricAborted({ period: ALARM_PERIOD }),
    };
    for (const [what, metric] of Object.entries(metrics))
      new OnCallAlarm(this, what, { onCall: around.onCall, metric, sentence: onCall, runbook });
  }

  /** A distributed map starts its children as executions of the machine itself, so the name, not a reference, says which. */
  #letStartChildren(name: string): void {
    const arnOf = (resource: string, resourceName: string): string =>
      Stack.of(this).formatArn({
        service: 'states',
        resource,
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    this.addToRolePolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [arnOf('stateMachine', name)] }),
    );
    this.addToRolePolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [arnOf('execution', `${name}:*`), arnOf('execution', `${name}/*`)],
      }),
    );
  }
}
