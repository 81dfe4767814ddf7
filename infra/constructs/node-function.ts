import { type Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { baseEnv } from '#shared/contracts/env.ts';
import { nameIn, type StageSettings } from '#infra/stages.ts';
import { bundle } from './bundle.ts';
import { ALARM_PERIOD, OnCallAlarm, type Sentence } from './on-call-alarm.ts';

/** What every stack hands on to what it makes. */
export type Surroundings = {
  readonly stage: StageSettings;
  readonly onCall: ITopic;
  /** Another source file for a function, by its id: tests of templates need no real code. */
  readonly handlerFile?: (id: string) => string;
};

export type NodeFunctionProps<Env extends z.ZodObject> = {
  readonly around: Surroundings;
  /** Folder under `functions/`: `api/households`. */
  readonly folder: string;
  /** Schema by which the handler reads its environment (shared/contracts/env.ts). */
  readonly env: Env;
  /** All variables of the schema but those of every function: a missing one does not compile. */
  readonly environment: Omit<z.input<Env>, keyof z.input<typeof baseEnv>>;
  readonly memoryMb: number;
  /** Room in its folder for files; 512 when nothing is said. */
  readonly diskMb?: number;
  readonly timeout: Duration;
  /** Named permissions of constructs/grants.ts: nothing else is allowed. */
  readonly grants: readonly PolicyStatement[];
  readonly onCall: Sentence;
};

/**
 * A function by our standards: Node 24 on arm64, one bundle, its own role with exactly the permissions named, its own log
 * with an end, tracing, and two alarms that say in words what does not work.
 */
export class NodeFunction<Env extends z.ZodObject = z.ZodObject> extends LambdaFunction {
  constructor(scope: Construct, id: string, props: NodeFunctionProps<Env>) {
    const { around, folder, memoryMb, diskMb, timeout, grants } = props;
    const name = nameIn(around.stage, folder.replaceAll('/', '-'));
    const logGroup = new LogGroup(scope, `${id}Log`, {
      logGroupName: `/aws/lambda/${name}`,
      retention: around.stage.logRetentionDays,
      removalPolicy: around.stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      // Named, because the policy of a key names who may use it.
      roleName: name,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        // The attribute ends with `:*`: the streams of this log.
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const grant of grants) role.addToPolicy(grant);
    super(scope, id, {
      functionName: name,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundle(folder, around.handlerFile?.(folder))),
      role,
      memorySize: memoryMb,
      ...(diskMb === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(diskMb) }),
      timeout,
      tracing: Tracing.ACTIVE,
      logGroup,
      environment: {
        STAGE: around.stage.name,
        LOG_LEVEL: around.stage.logLevel,
        ...variables(props.environment),
      },
    });
    new OnCallAlarm(this, 'Errors', {
      onCall: around.onCall,
      runbook: 'function-errors',
      metric: this.metricErrors({ period: ALARM_PERIOD }),
      sentence: props.onCall,
    });
    new OnCallAlarm(this, 'Throttles', {
      onCall: around.onCall,
      runbook: 'function-throttled',
      metric: this.metricThrottles({ period: ALARM_PERIOD }),
      sentence: {
        th: `ฟังก์ชัน ${folder} ถูกจำกัดจำนวนการทำงานพร้อมกัน: ${props.onCall.th}`,
        en: `Function ${folder} is throttled: the account's concurrency is used up. ${props.onCall.en}`,
      },
    });
  }
}

function variables(environment: object): Record<string, string> {
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.map(([name, value]): [string, string] => [name, String(value)]));
}
