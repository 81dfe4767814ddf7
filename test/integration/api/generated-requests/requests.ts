/** Requests made of the API's document: who asks, for what, with which body, and how that is broken. */
import * as fc from 'fast-check';
import { ROUTES } from '#shared/contracts/routes.ts';
import { holds, ROLES } from '#shared/domain/access/access.ts';
import { UPLOAD_SOURCES } from '#shared/domain/intake/cells/row.ts';
import { account, type Account, type Asked } from '#test/api/in-process-api.ts';
import { ABROAD, ELSEWHERE, LISTS, PEOPLE, HOLDERS, ENDING, type Planted } from './known-ids.ts';
import { document, valuesOf, places, texts, fieldOf } from './values.ts';

/** One small break of a right body: what a hurried integrator sends. */
const breaks: fc.Arbitrary<(body: unknown) => { body?: unknown; text?: string; headers?: Record<string, string> }> =
  fc.oneof(
    fc.constantFrom(
      (body: unknown) => ({ text: JSON.stringify(body ?? {}).slice(0, -1) }),
      () => ({ text: '' }),
      () => ({ body: null }),
      () => ({ body: [] }),
      () => ({ body: 'ข้อความ' }),
      () => ({ text: '{"__proto__":{"roles":["SYSADMIN"]}}' }),
      () => ({ text: '{"text":"\\ud800"}' }),
      () => ({ text: `${'['.repeat(5000)}${']'.repeat(5000)}` }),
      () => ({ text: `"${'x'.repeat(1_100_000)}"` }),
      (body: unknown) => ({ body, headers: { 'Content-Type': 'text/plain' } }),
      (body: unknown) => ({ body, headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
      (body: unknown) => ({ body, headers: { 'Idempotency-Key': 'same' } }),
      (body: unknown) => ({ body, headers: { 'Idempotency-Key': 'ไทย' } }),
      (body: unknown) => ({ body, headers: { 'If-Match': '"1"' } }),
      (body: unknown) => ({ body, headers: { 'If-None-Match': '*' } }),
    ),
    fc.tuple(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.jsonValue()).map(([key, value]) => (body: unknown) => ({
      body: typeof body === 'object' && body !== null ? { ...body, [key]: value } : value,
    })),
  );

const USUAL = [
  account('PROVINCE_SECRETARIAT', { area: '42' }),
  account('PROVINCE_SECRETARIAT', { area: '42', sub: 'another' }),
  account('DISTRICT_OFFICER', { area: '4201' }),
  account('AGENCY_FOCAL', { agency: 'cdd' }),
  account('REPORT_APPROVER', { area: '42' }),
  account('DPO_AUDITOR'),
];
const accounts: fc.Arbitrary<Account> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 6, arbitrary: fc.constantFrom(...USUAL) },
  { weight: 2, arbitrary: fc.constantFrom(...ROLES).map((role) => account(role, { area: '4201', agency: 'dla' })) },
);

/** Ends all its sessions, and after that is refused what is recorded with care: the other accounts keep theirs. */
const LEAVING = account('MENTOR', { area: '4201', sub: 'leaving' });

/** Half of the accounts may make the call: else the more calls there are, the less often each is met rightly. */
function accountsFor(method: string, template: string): fc.Arbitrary<Account> {
  if (template === '/v1/me/sessions/end-all') return fc.constant(LEAVING);
  if (template === '/v1/break-glass/{id}/end') return fc.oneof(fc.constantFrom(...HOLDERS.slice(0, ENDING)), accounts);
  if (template === '/v1/households/{id}/move-requests') return fc.oneof(fc.constant(ELSEWHERE), accounts);
  if (template.startsWith('/v1/duplicates')) return fc.oneof(fc.constant(ABROAD), accounts);
  if (template === '/v1/break-glass') return fc.oneof(fc.constantFrom(...HOLDERS), accounts);
  const permission = ROUTES.find((route) => route.method === method && route.path === template)?.permission ?? [];
  const permitted = USUAL.filter((one) => [permission].flat().some((each) => each !== 'public' && holds(one, each)));
  return permitted.length === 0 ? accounts : fc.oneof(fc.constantFrom(...permitted), accounts);
}

const PROFILE = {
  name: 'profile-of-tests',
  framework: 'BMN-2565',
  source: 'OFFICIAL',
  dimensions: { health: [2], living: [13], education: [22], income: [27], access: [34] },
};

/** Bodies with a rule that their schema does not say: half of them hold it. */
function bodyFor(template: string, any: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (template === '/v1/statistics/runs')
    return fc.oneof(any, fc.constantFrom({ month: '2026-04', area: '42' }, { quarter: '2569-Q2', area: '42' }));
  if (template === '/v1/target-lists/{id}/fill') return fc.oneof(any, fc.constant({ hasOpenNeed: true, dryRun: true }));
  if (template === '/v1/mpi-profiles') return fc.oneof(any, fc.constant(PROFILE));
  if (template === '/v1/mentors/{sub}/transfer')
    return fc.oneof(
      any,
      fc.constantFrom(...PEOPLE).map((to) => ({ to, all: true, on: '2026-05-10', reason: 'ย้าย' })),
    );
  if (template === '/v1/target-lists/{id}/changes')
    return fc.oneof(
      any,
      fc.constantFrom(...LISTS.all).map((against) => ({ against })),
    );
  if (template === '/v1/target-lists/{id}/fill')
    return fc.oneof(
      any,
      fc.constantFrom(...LISTS.all).map((sourceList) => ({ sourceList, dryRun: true })),
    );
  if (template === '/v1/households/{id}/profile')
    return fc.oneof(any, fc.constant({ reason: 'แก้ตามทะเบียนบ้าน', requestedBy: 'OFFICE', address: { moo: 5 } }));
  if (template === '/v1/mpi-profiles') return fc.oneof(any, fc.integer({ min: 1, max: 900 }).map(mpiProfile));
  return any;
}

function mpiProfile(number: number): unknown {
  return {
    name: `42-income-${number}`,
    framework: 'BMN-2565',
    source: 'INFERENCE',
    dimensions: { health: [2, 6], living: [13], education: [23], income: [27, 28, 29], access: [34] },
  };
}

type Generated = { who: Account; method: string; path: string; asked: Asked };

/** `entries`: of each catalogue the id of an entry. */
export function requests(
  entries: Readonly<Record<string, string>>,
  {
    known,
    households,
    organisations,
    referrals,
    meetings,
    resolutions,
    glasses,
    held,
    clients,
    moveRequests,
    subjectRequests,
    merges,
    duplicates,
  }: Planted,
): fc.Arbitrary<Generated> {
  const idsFor = (template: string): fc.Arbitrary<string> => {
    if (template.startsWith('/v1/accounts')) return fc.constantFrom(...PEOPLE);
    if (template === '/v1/break-glass/{id}/end') return held;
    if (template.startsWith('/v1/break-glass')) return glasses;
    if (template.startsWith('/v1/duplicates')) return duplicates;
    if (template.startsWith('/v1/merges')) return merges;
    if (template.startsWith('/v1/subject-requests')) return subjectRequests;
    if (template.startsWith('/v1/move-requests')) return moveRequests;
    if (template.startsWith('/v1/households')) return households;
    if (template === '/v1/organisations/{slug}') return organisations;
    if (template.includes('/clients')) return fc.constantFrom('cdd', 'dla');
    if (template.startsWith('/v1/target-lists')) return fc.constantFrom(...LISTS.all);
    if (template.startsWith('/v1/mentors')) return fc.constantFrom(...PEOPLE);
    if (template.startsWith('/v1/mpi-profiles')) return fc.constant('TPMAP-2561-equivalent@1');
    if (template.startsWith('/v1/upload-templates')) return fc.constantFrom(...UPLOAD_SOURCES);
    if (template.startsWith('/v1/meetings')) return meetings;
    if (template.startsWith('/v1/resolutions')) return resolutions;
    const entry = entries[template.split('/')[2] ?? ''];
    if (entry !== undefined) return fc.constant(entry);
    return template.startsWith('/v1/referrals') ? referrals : known;
  };
  // Writes are what can go wrong most: they come up more often.
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      Array.from({ length: method === 'get' ? 1 : 2 }, () => ({ template, method, operation })),
    ),
  );
  return fc.constantFrom(...operations).chain(({ template, method, operation }) => {
    const parameters = operation.parameters ?? [];
    const query = parameters.filter((parameter) => parameter.in === 'query');
    const body = operation.requestBody?.content['application/json']?.schema;
    const area = template.startsWith('/v1/committees/');
    return fc
      .record({
        who: accountsFor(method.toUpperCase(), template),
        client: clients,
        step: area
          ? places
          : fc.oneof(
              { weight: 8, arbitrary: idsFor(template) },
              { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }) },
            ),
        query: fc.record(
          Object.fromEntries(
            query.map(({ name, schema, required }) => {
              const value = fieldOf(name, schema, known, 0).map((one): string | undefined => String(one));
              return [
                name,
                required
                  ? value
                  : fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value }),
              ];
            }),
          ),
        ),
        stray: fc.oneof(
          { weight: 9, arbitrary: fc.constant(undefined) },
          {
            weight: 1,
            arbitrary: fc.tuple(
              fc.constantFrom('province', 'scope', 'limit', 'cursor', 'revision', '__proto__'),
              texts(known),
            ),
          },
        ),
        body: body ? bodyFor(template, valuesOf(body, known)) : fc.constant(undefined),
        broken: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: breaks }),
      })
      .map(({ who, client, step, query: right, stray, body: good, broken }): Generated => {
        const path = template
          .replace(/\{\w+\}/, encodeURIComponent(step.isWellFormed() ? step : 'x'))
          .replace('{id}', client)
          .replace('{quarter}', '2569-Q3');
        const kept = { headers: { 'If-None-Match': '*' } };
        const over = method === 'put' && stray === undefined ? { headers: { 'If-Match': '*' } } : {};
        const asked: Asked =
          body === undefined ? (broken ? kept : {}) : broken ? broken(good) : { body: good, ...over };
        const sent = Object.entries(right).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
        const parametersSent: Record<string, string> = Object.fromEntries(stray ? [...sent, stray] : sent);
        return {
          who,
          method: method.toUpperCase(),
          path,
          asked: { ...asked, ...(Object.keys(parametersSent).length > 0 ? { query: parametersSent } : {}) },
        };
      });
  });
}
