import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';

export type ApiFunctionProps<Env extends z.ZodObject> = Pick<
  NodeFunctionProps<Env>,
  'around' | 'env' | 'environment' | 'onCall'
> & {
  /** Resource of the route table: folder under `functions/api`. */
  readonly resource: string;
  readonly grants?: readonly PolicyStatement[];
  readonly memoryMb?: number;
};

/** A function behind the HTTP API: all routes of one resource, so that permissions follow resources. */
export class ApiFunction<Env extends z.ZodObject = z.ZodObject> extends NodeFunction<Env> {
  constructor(
    scope: Construct,
    id: string,
    { resource, grants = [], memoryMb = 1024, ...props }: ApiFunctionProps<Env>,
  ) {
    super(scope, id, {
      ...props,
      folder: `api/${resource}`,
      grants,
      // Memory buys processor time: 1 GB halves the start of a function that unseals.
      memoryMb,
      // The API gives up after 30 s; we want our own words in the log before.
      timeout: Duration.seconds(28),
    });
  }
}
