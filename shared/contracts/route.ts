/**
 * Shape of a route of the HTTP API. Every route is declared once, beside the bodies it takes and gives; routes.ts puts them together.
 * The declaration feeds the router, the checks before and after the call, the OpenAPI document, the access matrix and the CDK app.
 */
import type * as z from 'zod';

import type { Permission } from '../domain/access/access.ts';

/** One Lambda function each. */
export const RESOURCES = [
  'me',
  'due',
  'accounts',
  'reference',
  'openapi',
  'uploads',
  'households',
  'logbook',
  'plans',
  'plan-prints',
  'referrals',
  'meetings',
  'target-lists',
  'committees',
  'registers',
  'statistics',
  'reports',
  'access-log',
  'subject-requests',
  'events',
] as const;
export type Resource = (typeof RESOURCES)[number];

export type RouteContract = {
  readonly operationId: string;
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT';
  /** As API Gateway writes it: `/v1/households/{id}`. */
  readonly path: `/v1/${string}`;
  /** The function that answers. */
  readonly resource: Resource;
  /** `public`: without sign-in. Several: any of them opens the call, and the body decides which one it needs. */
  readonly permission: Permission | readonly Permission[] | 'public';
  /** Thai, one line: what people read in the reference. */
  readonly summary: string;
  readonly params?: z.ZodObject;
  /** Every parameter the call knows; any other is refused. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly reply: z.ZodType;
  /** Media type of an answer that is a file; the reply is then its name and its bytes. */
  readonly file?: string;
  /** Media types that the file may have beside it, as a parameter asks. */
  readonly otherFiles?: readonly string[];
  readonly status: 200 | 201 | 202;
  /** A write that happens once for each `Idempotency-Key` of an account, which is remembered for so many days. */
  readonly onceForDays?: number;
};

/** Declares a route and keeps its exact types. */
export function contract<const Contract extends RouteContract>(declared: Contract): Contract {
  return declared;
}

export type ParamsOf<C extends RouteContract> = C['params'] extends z.ZodType ? z.output<C['params']> : undefined;
export type QueryOf<C extends RouteContract> = C['query'] extends z.ZodType ? z.output<C['query']> : undefined;
export type BodyOf<C extends RouteContract> = C['body'] extends z.ZodType ? z.output<C['body']> : undefined;
export type ReplyOf<C extends RouteContract> = z.input<C['reply']>;
