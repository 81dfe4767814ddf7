/**
 * What a resource of the HTTP API needs to be deployed: its environment, its permissions, its memory, and what is broken for whom
 * when it fails. One file of this folder for each resource; the stack makes their functions.
 */
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type * as z from 'zod';

import { ApiFunction, type ApiFunctionProps } from '#infra/constructs/api-function.ts';
import type { Surroundings } from '#infra/constructs/node-function.ts';
import type { DataStack } from '#infra/stacks/data-stack.ts';
import type { IdentityStack } from '#infra/stacks/identity-stack.ts';
import type { Resource } from '#shared/contracts/route.ts';

/** What resources are made of. */
export type ApiParts = {
  readonly around: Surroundings;
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly statisticsRuns: StateMachine;
  readonly undos: StateMachine;
  readonly targetingRuns: StateMachine;
};

type Declared<Env extends z.ZodObject> = Pick<ApiFunctionProps<Env>, 'env' | 'memoryMb' | 'onCall'> & {
  readonly resource: Resource;
  /** Name of the function's construct. */
  readonly id: string;
  readonly environment: (parts: ApiParts) => ApiFunctionProps<Env>['environment'];
  readonly grants?: (parts: ApiParts) => readonly PolicyStatement[];
};

export type ApiResource = {
  readonly resource: Resource;
  /** Makes the function of the resource. */
  readonly build: (scope: Construct, parts: ApiParts) => ApiFunction;
};

/** Declares a resource; the compiler holds its environment against the schema that the function reads. */
export function apiResource<Env extends z.ZodObject>({
  id,
  environment,
  grants,
  ...declared
}: Declared<Env>): ApiResource {
  return {
    resource: declared.resource,
    build: (scope, parts) =>
      new ApiFunction(scope, id, {
        ...declared,
        around: parts.around,
        environment: environment(parts),
        grants: grants?.(parts) ?? [],
      }),
  };
}
