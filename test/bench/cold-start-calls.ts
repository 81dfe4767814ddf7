/**
 * The first call of every function for the benchmark of cold starts: one that builds what the function needs and is answered
 * without a network, so by a reply where it reads no table and else by a refusal of what was sent.
 */

/** `outcome`: status of an HTTP reply, name of an error, or `done`. */
export type FirstCall = { event: object; outcome: string };

type Sent = { query?: Record<string, string>; body?: object };

function http(method: string, path: string, outcome: number, { query, body }: Sent = {}): FirstCall {
  const event = {
    version: '2.0',
    routeKey: '',
    rawPath: path,
    headers: { 'content-type': 'application/json' },
    queryStringParameters: query,
    requestContext: { http: { method, path }, authorizer: { lambda: { sub: 'bench' } } },
    ...(body ? { body: JSON.stringify(body) } : {}),
  };
  return { event, outcome: String(outcome) };
}

const NIGHTLY = { kind: 'nightly' };
const NOTHING: FirstCall = { event: {}, outcome: 'ZodError' };

export const FIRST_CALLS: Readonly<Record<string, FirstCall>> = {
  'api/access-log': http('GET', '/v1/access-log', 400, { query: { nobody: '1' } }),
  'api/committees': http('PUT', '/v1/committees/42', 422, { body: {} }),
  'api/events': http('GET', '/v1/events', 400, { query: { nobody: '1' } }),
  'api/households': http('POST', '/v1/households', 422, { body: {} }),
  'api/logbook': http('POST', '/v1/households/1/logbook', 422, { body: { type: 'assistance' } }),
  'api/me': http('GET', '/v1/me', 200),
  'api/meetings': http('POST', '/v1/meetings', 422, { body: {} }),
  'api/openapi': http('GET', '/v1/openapi.json', 200),
  'api/reference': http('GET', '/v1/reference/areas', 200, { query: { under: '42' } }),
  'api/referrals': http('POST', '/v1/households/1/referrals', 422, { body: {} }),
  'api/registers': http('POST', '/v1/organisations', 422, { body: {} }),
  'api/reports': http('GET', '/v1/reports', 400, { query: { nobody: '1' } }),
  'api/statistics': http('GET', '/v1/statistics/agencies', 422, { query: { month: '2569' } }),
  'api/subject-requests': http('POST', '/v1/subject-requests', 422, { body: {} }),
  'api/target-lists': http('POST', '/v1/target-lists', 422, { body: {} }),
  'api/uploads': http('POST', '/v1/uploads', 422, { body: {} }),
  // No token at all: its keys are not asked for.
  'identity/authorizer': { event: { identitySource: [''] }, outcome: 'done' },
  'ingest/fail': NOTHING,
  'ingest/finish': NOTHING,
  'ingest/load': NOTHING,
  'ingest/read': NOTHING,
  'statistics/finish': { event: { status: 'FINISHED', request: NIGHTLY }, outcome: 'done' },
  'statistics/plan': { event: NIGHTLY, outcome: 'done' },
  'statistics/province': NOTHING,
  'statistics/publish': NOTHING,
};
