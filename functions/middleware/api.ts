/**
 * What is done around every call of the API: who calls, may they, is what they sent right, is what leaves what was declared,
 * and how a failure is told. One place, in front of every route.
 */
import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middify, { type MiddlewareObj } from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod';

import { failureFields } from '#functions/failures.ts';
import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { FileReply } from '#shared/contracts/file-reply.ts';
import type { RouteContract } from '#shared/contracts/route.ts';
import { holds, scopesFor, type Permission, type Principal, type Scope } from '#shared/domain/access/access.ts';
import { BUILT_IN } from '#shared/domain/organisation/organisation.ts';
import { lookingAt } from '#shared/domain/organisation/slug.ts';
import { bangkokMonth } from '#shared/thai/bangkok-time.ts';
import { isStorableText } from '#shared/thai/thai-text.ts';
import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';
import { NewerForm } from '#shared/dynamo/attributes.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { Problem, PROBLEM_MEDIA_TYPE } from '#shared/problems.ts';
import { SealBroken } from '#shared/sealing/envelope-format.ts';

import { admitted, type AccountGate, type KnownAccount, type Session } from './account-gate.ts';
import type { Answer, BoundRoute, Call } from './call.ts';
import { hasAlready } from './etag.ts';
import type { Idempotency } from './idempotency.ts';
import { inputErrors, unstorableAt } from './input-errors.ts';
import { sessionOf, subjectOf, type Claims } from './principal.ts';
import { readBody } from './read-body.ts';
import { thaiMessages } from './thai-messages.ts';

export type ApiEvent = APIGatewayProxyEventV2;
export type ApiResult = APIGatewayProxyStructuredResultV2;
export type ApiHandler = (event: ApiEvent, context: Context) => Promise<ApiResult>;

export type ApiTools = {
  logger: Logger;
  now: () => Date;
  /** The records of accounts. Without them only what everybody may ask who signed in is answered. */
  accounts?: AccountGate;
  /** Of functions that write. */
  idempotency?: Idempotency;
  /** Keeps the first sign of life of an agency in a month (domain.md §6.3 A14). */
  recordActivity?: (activity: AgencyActivity) => Promise<void>;
  /** Of functions whose callers name organisations; without it those that are built in are known. */
  organisations?: Pick<OrganisationDirectory, 'known' | 'find'>;
};

/** Nobody: the caller of a public route. */
const NOBODY: Principal = { sub: '', roles: [] };

/** No body names so many organisations; who sends more is not worth a look-up. */
const MOST_NAMED = 500;

/** Idempotency keys are random; what is longer or holds anything else is none. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

export function createApi(routes: readonly BoundRoute[], tools: ApiTools): ApiHandler {
  const alive = createSignsOfLife(tools);
  const router = httpRouter<ApiEvent, ApiResult>({
    routes: routes.map((bound) => ({
      method: bound.contract.method,
      path: bound.contract.path,
      handler: async (event: ApiEvent, context: Context) => await answer(bound, event, context, tools, alive),
    })),
    notFoundResponse: ({ path }) => {
      throw new Problem(
        routes.some(({ contract }) => fits(contract.path, path)) ? 'method-not-allowed' : 'route-not-found',
      );
    },
  });
  const handler = middify<ApiEvent, ApiResult>()
    .use(injectLambdaContext(tools.logger, { logEvent: false, resetKeys: true }))
    .use(failuresAsProblems(tools))
    .handler(router);
  return async (event, context) => await handler(event, context);
}

async function answer(
  { contract, run }: BoundRoute,
  event: ApiEvent,
  context: Context,
  tools: ApiTools,
  alive: (principal: Principal, now: Date) => Promise<void>,
): Promise<ApiResult> {
  const now = tools.now();
  const { principal, scopes } = await caller(contract, event, tools, now);
  await alive(principal, now);
  refuseUnstorableHeaders(event);
  const params = contract.params ? parsedParams(contract.params, event) : undefined;
  const query = await parsedQuery(contract.query, event, tools);
  const sent = contract.body ? bodyOf(contract.body, event) : undefined;
  const body = contract.body ? await parsed(contract.body, sent, tools) : undefined;
  const call: Call<RouteContract> = {
    // Parsed by the contract that the use case was bound to.
    params: params as Call<RouteContract>['params'],
    query: query as Call<RouteContract>['query'],
    body: body as Call<RouteContract>['body'],
    principal,
    scopes,
    session: sessionOf(claimsOf(event)),
    now,
    clock: tools.now,
    ifMatch: event.headers['if-match'],
    requestId: context.awsRequestId,
    once: async (write) => {
      const key = event.headers['idempotency-key'];
      if (key === undefined || contract.onceForDays === undefined || !tools.idempotency)
        return { answer: await write(() => undefined), repeated: false };
      if (!IDEMPOTENCY_KEY.test(key))
        throw new Problem('invalid-input', {
          errors: [{ pointer: '', message: 'Idempotency-Key ไม่ถูกต้อง', code: 'idempotency-key-invalid' }],
        });
      return await tools.idempotency.once(
        {
          key: JSON.stringify([principal.sub, contract.operationId, key]),
          // As it was sent: what a later release makes of the same words is still the same request.
          content: canonicalJson([params ?? null, sent ?? null]),
          days: contract.onceForDays,
          now,
        },
        write,
      );
    },
  };
  const result = reply(contract, event, await run(call));
  tools.logger.info(LOG_MESSAGES.answered.message, {
    messageCode: LOG_MESSAGES.answered.messageCode,
    operation: contract.operationId,
    status: result.statusCode,
    milliseconds: tools.now().getTime() - now.getTime(),
  });
  return result;
}

type Caller = { principal: Principal; scopes: Scope[] };

/**
 * Who calls, and where it holds the permission of the route. Before a call is refused by a record that was read earlier, the record is read
 * anew, so that a new grant and accepted terms work at once.
 */
async function caller(
  { permission }: Pick<RouteContract, 'permission'>,
  event: ApiEvent,
  tools: ApiTools,
  now: Date,
): Promise<Caller> {
  if (permission === 'public') return { principal: NOBODY, scopes: [] };
  const claims = claimsOf(event);
  const sub = subjectOf(claims, now);
  if (sub === undefined) throw new Problem('not-signed-in');
  const { accounts } = tools;
  if (!accounts) {
    // What codes mean is published, and told without a look at the account.
    if (permission !== 'reference:read') throw new Problem('not-permitted');
    return { principal: { sub, roles: [] }, scopes: [] };
  }
  const session = sessionOf(claims);
  const beforeTerms = permission === 'me:read';
  const judged = (found: KnownAccount): Caller => {
    const principal = admitted(session, found, { now, beforeTerms });
    // What it is and which sessions it has may be asked by an account whose grants have not begun.
    return { principal, scopes: beforeTerms ? [] : permit(principal, permission) };
  };
  const known = await accounts.recordOf(sub, now);
  const found = await (async () => {
    try {
      return judged(known);
    } catch (refusal) {
      if (known.readAt === now.getTime()) throw refusal;
      return judged(await accounts.recordOf(sub, now, 'anew'));
    }
  })();
  await keepSession(accounts, sub, session, tools, now);
  return found;
}

async function keepSession(
  accounts: AccountGate,
  sub: string,
  session: Session,
  tools: ApiTools,
  now: Date,
): Promise<void> {
  try {
    await accounts.see(sub, session, now);
  } catch (failure) {
    // The call is worth more than the list of sessions; the next one tells of it again.
    tools.logger.warn(LOG_MESSAGES.sessionLost.message, {
      messageCode: LOG_MESSAGES.sessionLost.messageCode,
      ...failureFields(failure),
    });
  }
}

function claimsOf(event: ApiEvent): Claims | undefined {
  // The authorizer of the HTTP API puts the verified claims here; the type of a plain event does not know of it.
  const context = event.requestContext as { authorizer?: { lambda?: Claims | null } };
  return context.authorizer?.lambda ?? undefined;
}

/** Where the account holds the permission, or the problem that it holds it nowhere. */
function permit(principal: Principal, permission: RouteContract['permission']): Scope[] {
  if (permission === 'public') return [];
  if (typeof permission !== 'string') {
    if (!permission.some((one) => scopesFor(principal, one).length > 0)) throw new Problem('not-permitted');
    return [];
  }
  const scopes = scopesFor(principal, permission);
  if (scopes.length === 0 && !isUnscoped(principal, permission)) throw new Problem('not-permitted');
  return scopes;
}

/** Who one is and what the codes mean may be asked by every role, also while the account has no area yet. */
function isUnscoped(principal: Principal, permission: Permission): boolean {
  if (permission !== 'me:read' && permission !== 'reference:read') return false;
  return holds(principal, permission);
}

/** A request without a body says nothing of its own, which is enough where every field may be left out. */
function bodyOf(schema: z.ZodType, event: ApiEvent): unknown {
  const isEmpty = (event.body ?? '') === '' && event.headers['content-type'] === undefined;
  return isEmpty && schema.safeParse({}).success ? {} : readBody(event);
}

/**
 * Organisations that a caller names are looked up when this process does not know them to be active: most calls name those
 * that are built in, or none, and wait for nothing.
 */
async function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { organisations }: ApiTools,
): Promise<z.output<Schema>> {
  const unknown = new Set<string>();
  const look = (slug: string): 'active' | 'closed' | undefined => {
    const organisation = organisations ? organisations.known(slug) : BUILT_IN.get(slug);
    if (organisation) return organisation.active ? 'active' : 'closed';
    unknown.add(slug);
    return undefined;
  };
  // The input is needed to tell a missing field from a wrong one; it goes no further than `inputErrors`.
  const parse = () => lookingAt(look, () => schema.safeParse(value, { error: thaiMessages, reportInput: true }));
  let result = parse();
  if (organisations && unknown.size > 0 && unknown.size <= MOST_NAMED && (await organisations.find(unknown)).size > 0)
    result = parse();
  if (!result.success) throw new Problem('invalid-input', { errors: inputErrors(result.error) });
  return result.data;
}

/**
 * A tag that was damaged on its way is no tag of an older version: the caller is told what is wrong. Servers that read headers as
 * Latin-1 give a letter for each byte, so such text is read as UTF-8 again.
 */
function refuseUnstorableHeaders(event: ApiEvent): void {
  const sent = event.headers['if-match'] ?? '';
  const bytes = Buffer.from(sent, 'latin1');
  const text = bytes.toString('latin1') === sent ? bytes.toString('utf8') : sent;
  if (!isStorableText(text))
    throw new Problem('invalid-input', { errors: [{ ...unstorableAt(''), message: 'If-Match มีอักขระที่เสียหาย' }] });
}

function parsedParams(schema: z.ZodObject, event: ApiEvent): unknown {
  const sent = event.pathParameters ?? {};
  const result = schema.safeParse(sent);
  if (!result.success || !Object.values(sent).every((value) => isStorableText(value ?? '')))
    throw new Problem('route-not-found');
  return result.data;
}

/** A filter that nobody knows is refused: dropped, it would give the whole list. */
async function parsedQuery(schema: z.ZodObject | undefined, event: ApiEvent, tools: ApiTools): Promise<unknown> {
  const sent = event.queryStringParameters ?? {};
  const unknown = Object.keys(sent).filter((name) => !schema || !Object.hasOwn(schema.shape, name));
  if (unknown.length > 0)
    throw new Problem('unknown-filter', { parameters: unknown.slice(0, 20).map((name) => name.toWellFormed()) });
  if (!schema) return undefined;
  const blank = Object.keys(sent).filter((name) => sent[name] === '');
  if (blank.length > 0)
    throw new Problem('invalid-input', {
      errors: blank.map((name) => ({ pointer: `/${name}`, message: 'ต้องไม่ว่าง', code: 'blank' })),
    });
  const damaged = Object.keys(sent).filter((name) => !isStorableText(sent[name] ?? ''));
  if (damaged.length > 0)
    throw new Problem('invalid-input', { errors: damaged.map((name) => unstorableAt(`/${name}`)) });
  return await parsed(schema, sent, tools);
}

/** What leaves is what was declared: fields that the contract does not know stay here. */
function reply(contract: RouteContract, event: ApiEvent, answered: Answer<RouteContract>): ApiResult {
  const { etag, cacheControl = 'no-store' } = answered;
  const headers = { 'cache-control': cacheControl, ...(etag === undefined ? {} : { etag }) };
  if (contract.method === 'GET' && etag !== undefined && hasAlready(event.headers['if-none-match'], etag))
    return { statusCode: 304, headers };
  const declared = contract.reply.safeParse(answered.reply);
  if (!declared.success) throw new UndeclaredReply(contract.operationId, declared.error);
  // A contract that says a media type declares the reply of files.
  if (contract.file !== undefined) return fileResult(contract.file, declared.data as FileReply, headers);
  return {
    statusCode: contract.status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(declared.data),
  };
}

function fileResult(
  usual: string,
  { name, bytes, policy, mediaType = usual }: FileReply,
  headers: Record<string, string>,
): ApiResult {
  const shown = policy === undefined ? 'attachment' : 'inline';
  const disposition = `${shown}; filename*=UTF-8''${encodeURIComponent(name)}`;
  return {
    statusCode: 200,
    headers: {
      'content-type': mediaType,
      'content-disposition': disposition,
      ...(policy === undefined ? {} : { 'content-security-policy': policy, 'x-content-type-options': 'nosniff' }),
      ...headers,
    },
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  };
}

/** A use case gave what its contract does not declare. Its log names the places, not the values. */
class UndeclaredReply extends Error {
  override readonly name = 'UndeclaredReply';
  readonly logFields: { operation: string; wrong: string[] };

  constructor(operation: string, error: z.ZodError) {
    super('The reply does not fit its contract');
    const place = (path: readonly PropertyKey[]): string =>
      path.map((step) => (typeof step === 'number' ? '#' : String(step))).join('.');
    this.logFields = {
      operation,
      wrong: error.issues.slice(0, 10).map(({ code, path }) => `${code} at ${place(path)}`),
    };
  }
}

function failuresAsProblems({ logger }: ApiTools): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    onError: (request) => {
      const problem = problemOf(request.error);
      const fields = { operation: request.event.routeKey, status: problem.status, problem: problem.code };
      if (problem.code === 'unexpected')
        logger.error(LOG_MESSAGES.unexpected.message, {
          messageCode: LOG_MESSAGES.unexpected.messageCode,
          ...fields,
          ...failureFields(request.error),
        });
      else if (problem.code === 'record-unreadable')
        logger.error(LOG_MESSAGES.sealBroken.message, {
          messageCode: LOG_MESSAGES.sealBroken.messageCode,
          ...fields,
          ...failureFields(request.error),
        });
      else logger.info(LOG_MESSAGES.answered.message, { messageCode: LOG_MESSAGES.answered.messageCode, ...fields });
      request.response = {
        statusCode: problem.status,
        headers: {
          'content-type': `${PROBLEM_MEDIA_TYPE}; charset=utf-8`,
          'cache-control': 'no-store',
          ...(problem.status === 503 && problem.code !== 'record-unreadable' ? { 'retry-after': '1' } : {}),
        },
        body: JSON.stringify({ ...problem.document(), requestId: request.context.awsRequestId }),
      };
    },
  };
}

function problemOf(failure: unknown): Problem {
  if (failure instanceof Problem) return failure;
  if (failure instanceof NewerForm) return new Problem('busy');
  return new Problem(failure instanceof SealBroken ? 'record-unreadable' : 'unexpected');
}

/** An account of an agency that calls is a sign of life of the agency in that month. Asked of the store once a month and process. */
function createSignsOfLife(tools: ApiTools): (principal: Principal, now: Date) => Promise<void> {
  const seen = new Set<string>();
  return async ({ agency }, now) => {
    if (agency === undefined || !tools.recordActivity) return;
    const month = bangkokMonth(now);
    if (seen.has(`${agency} ${month}`)) return;
    try {
      await tools.recordActivity({ agency, month, firstAt: now.toISOString() });
      seen.add(`${agency} ${month}`);
    } catch (failure) {
      // The call is worth more than the sign; the next one gives it again.
      tools.logger.warn(LOG_MESSAGES.signOfLifeLost.message, {
        messageCode: LOG_MESSAGES.signOfLifeLost.messageCode,
        ...failureFields(failure),
      });
    }
  };
}

/** Whether a path is one of a template's, whatever the method. */
function fits(template: string, path: string): boolean {
  const steps = template.split('/');
  const asked = path.replace(/\/$/, '').split('/');
  return steps.length === asked.length && steps.every((step, index) => step.startsWith('{') || step === asked[index]);
}
