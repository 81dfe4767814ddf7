import type { APIGatewayEventRequestContextV2, APIGatewayProxyEventV2WithRequestContext, Context } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { lambdaContext } from './lambda-context.ts';
import { type Route, type RouteMatch, routeTable } from './route-match.ts';

/** What an authorizer told of a token, which a public route does not ask: the published type of an event knows neither. */
export type HttpApiEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & {
    readonly authorizer?: { readonly lambda: Readonly<Record<string, unknown>> };
  }
>;

export type HttpApiRoute = {
  readonly handler: (event: HttpApiEvent, context: Context) => Promise<unknown>;
  /** No token is asked for. */
  readonly public?: boolean;
  readonly functionName?: string;
} & Route;

export type HttpApiOptions = {
  readonly routes: readonly HttpApiRoute[];
  /** The authorizer of all routes that are not public: simple answers, by the header alone. */
  readonly authorizer: (event: {
    readonly identitySource: readonly string[];
  }) => Promise<{ readonly isAuthorized: boolean; readonly context: Readonly<Record<string, unknown>> }>;
  /** Answers what no route knows: static pages, sign-in. Absent: 404. */
  readonly fallback?: (req: IncomingMessage, res: ServerResponse) => void;
  /** Absent: 30 s, the limit of API Gateway. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
  /** Told of handlers that threw, answered wrongly or took too long. */
  readonly onError?: (error: unknown, routeKey: string) => void;
};

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_RESULT_BYTES = 6 * 1024 * 1024;

const $Result = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** An answer of the gateway itself, in place of a handler's. */
class GatewayAnswer extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function sendMessage(res: ServerResponse, status: number, message: string): void {
  if (res.headersSent || res.destroyed) return;
  const body = JSON.stringify({ message });
  res.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
  });
  res.end(res.req.method === 'HEAD' ? undefined : body);
}

async function authorize(req: IncomingMessage, route: HttpApiRoute, authorizer: HttpApiOptions['authorizer']) {
  if (route.public === true) return undefined;
  const header = req.headers.authorization ?? '';
  if (header === '') throw new GatewayAnswer(401, 'Unauthorized');
  const { isAuthorized, context } = await authorizer({ identitySource: [header] });
  if (!isAuthorized) throw new GatewayAnswer(403, 'Forbidden');
  return { lambda: context };
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > MAX_BODY_BYTES)
    throw new GatewayAnswer(413, 'Request Entity Too Large');
  const pieces: Buffer[] = [];
  let size = 0;
  // Leaving early must not cut the connection: the client still waits for the 413.
  const chunks: AsyncIterable<Buffer> = req.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new GatewayAnswer(413, 'Request Entity Too Large');
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}

function isText(req: IncomingMessage): boolean {
  return (
    req.headers['content-encoding'] === undefined &&
    /^(?:text\/|application\/(?:json|xml|javascript|[\w.-]+\+json)\b|$)/i.test(req.headers['content-type'] ?? '')
  );
}

/** Bytes that are not UTF-8 become U+FFFD, as at the gateway, and a stray `%` stays. */
function formDecoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));
}

function queryOf(raw: string): Record<string, string> | undefined {
  const query = new Map<string, string>();
  for (const pair of raw.split('&').filter((text) => text !== '')) {
    const equals = pair.indexOf('=');
    const name = formDecoded(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : formDecoded(pair.slice(equals + 1));
    const before = query.get(name);
    query.set(name, before === undefined ? value : `${before},${value}`);
  }
  return query.size === 0 ? undefined : Object.fromEntries(query);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 25/Nov/2026:03:00:00 +0000, as the gateway writes time. */
function gatewayTime(now: Date): string {
  return (
    `${String(now.getUTCDate()).padStart(2, '0')}/${MONTHS[now.getUTCMonth()]}/${now.getUTCFullYear()}:` +
    `${now.toISOString().slice(11, 19)} +0000`
  );
}

function headersOf(req: IncomingMessage): Record<string, string> {
  const joined = Object.entries(req.headersDistinct).map(([name, values = []]) => [name, values.join(',')] as const);
  const { cookie: _, ...headers } = Object.fromEntries(joined);
  return {
    ...headers,
    'x-forwarded-for': req.socket.remoteAddress ?? '',
    'x-forwarded-port': String(req.socket.localPort ?? ''),
    'x-forwarded-proto': 'http',
  };
}

function eventOf(
  req: IncomingMessage,
  match: RouteMatch<HttpApiRoute>,
  authorizer: Awaited<ReturnType<typeof authorize>>,
  body: Buffer,
  now: Date,
) {
  const url = req.url ?? '/';
  const mark = url.indexOf('?');
  const [rawPath, rawQueryString] = mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const routeKey = match.route.path === '$default' ? '$default' : `${match.route.method} ${match.route.path}`;
  const cookies = req.headers.cookie?.split(/;\s*/);
  const query = queryOf(rawQueryString);
  const text = isText(req);
  const domainName = req.headers.host ?? 'localhost';
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies !== undefined && { cookies }),
    headers: headersOf(req),
    ...(query !== undefined && { queryStringParameters: query }),
    ...(Object.keys(match.parameters).length > 0 && { pathParameters: { ...match.parameters } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      ...(authorizer !== undefined && { authorizer }),
      domainName,
      domainPrefix: 'local',
      http: {
        method: req.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${req.httpVersion}`,
        sourceIp: req.socket.remoteAddress ?? '',
        userAgent: req.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: gatewayTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !text,
  };
}

const NO_BODY = new Set([204, 304]);
/** The connection belongs to the server, not to a handler. */
const NOT_A_HANDLERS = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', 'upgrade']);

function sendResult(res: ServerResponse, result: unknown): void {
  const json = JSON.stringify(result ?? null);
  if (Buffer.byteLength(json) > MAX_RESULT_BYTES) throw new Error('The answer of the function is larger than 6 MB.');
  const plain: unknown = JSON.parse(json);
  if (typeof plain !== 'object' || plain === null || !('statusCode' in plain)) {
    const body = typeof plain === 'string' ? plain : json;
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    res.end(res.req.method === 'HEAD' ? undefined : body);
    return;
  }
  const answer = $Result.parse(plain);
  const body = Buffer.from(answer.body ?? '', answer.isBase64Encoded === true ? 'base64' : 'utf8');
  const headers: Record<string, string | number | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {}))
    if (!NOT_A_HANDLERS.has(name.toLowerCase())) headers[name.toLowerCase()] = String(value);
  if (answer.cookies !== undefined) headers['set-cookie'] = answer.cookies;
  const withBody = !NO_BODY.has(answer.statusCode);
  if (withBody) {
    headers['content-type'] ??= 'text/plain;charset=utf-8';
    headers['content-length'] = body.length;
  }
  res.writeHead(answer.statusCode, headers);
  res.end(withBody && res.req.method !== 'HEAD' ? body : undefined);
}

async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new GatewayAnswer(503, 'Service Unavailable')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Node's HTTP requests as events of an API Gateway HTTP API (payload 2.0) and the functions' results back, with the
 * gateway's own limits and answers: 401, 403, 404, 413 above 10 MB, 500, 503 after 30 s.
 */
export function createHttpApi(options: HttpApiOptions): (req: IncomingMessage, res: ServerResponse) => void {
  const table = routeTable(options.routes);
  const clock = options.now ?? (() => new Date());
  const timeoutMs = options.timeoutMs ?? 30_000;

  const answer = async (req: IncomingMessage, res: ServerResponse, match: RouteMatch<HttpApiRoute>): Promise<void> => {
    const { route } = match;
    const authorizer = await authorize(req, route, options.authorizer);
    const event = eventOf(req, match, authorizer, await readBody(req), clock());
    const context = lambdaContext(route.functionName ?? event.routeKey, timeoutMs);
    const call = route.handler(event, context);
    sendResult(res, await withinTime(call, timeoutMs));
  };

  return (req, res) => {
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    const match = table.find(req.method ?? 'GET', path);
    if (match === undefined && options.fallback !== undefined) {
      options.fallback(req, res);
      return;
    }
    if (match === undefined || match === 'other method') {
      req.resume();
      sendMessage(res, 404, 'Not Found');
      return;
    }
    answer(req, res, match).catch((error: unknown) => {
      req.resume();
      const routeKey = `${match.route.method} ${match.route.path}`;
      if (!(error instanceof GatewayAnswer) || error.status === 503) options.onError?.(error, routeKey);
      if (error instanceof GatewayAnswer) sendMessage(res, error.status, error.message);
      else sendMessage(res, 500, 'Internal Server Error');
    });
  };
}
