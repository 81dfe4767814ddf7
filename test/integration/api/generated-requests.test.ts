/**
 * Ten thousand requests made of the OpenAPI document, right ones and broken ones, against the whole API: never a 5xx, never a
 * stack, every refusal a well-formed problem document, and nothing personal in what was logged.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { openapiDocument } from '#functions/api/openapi/openapi-document.ts';
import { problemDocument } from '#shared/contracts/problem.ts';
import { UPLOAD_SOURCES } from '#shared/domain/intake/cells/row.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { ROLES } from '#shared/domain/access/access.ts';
import { PROBLEM_MEDIA_TYPE } from '#shared/problems.ts';
import {
  account,
  createInProcessApi,
  type Account,
  type Answered,
  type Asked,
  type InProcessApi,
} from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const REQUESTS = 10_000;
const SEED = 20260521;

/** Recognisable in any log line. */
const PLANTED = {
  name: 'ทดสอบหาได้',
  lastName: 'สมมุติหาได้',
  phone: '0899990001',
  citizenId: syntheticCitizenId(777_777),
};

type Schema = Record<string, unknown>;
const document = JSON.parse(JSON.stringify(openapiDocument())) as {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
        requestBody?: { content: Record<string, { schema: Schema }> };
      }
    >
  >;
  components: { schemas: Record<string, Schema> };
};

/** Values that a schema allows, nearly: its texts may break rules that a schema cannot say. */
function valuesOf(schema: Schema, known: fc.Arbitrary<string>, depth = 0): fc.Arbitrary<unknown> {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const name = reference.split('/').at(-1) ?? '';
    const named = NAMED[name];
    return named ?? valuesOf(document.components.schemas[name] ?? {}, known, depth);
  }
  if ('const' in schema) return fc.constant(schema['const']);
  if (schema['format'] === 'uri') return fc.constant('https://example.go.th/menu');
  const options = (schema['enum'] ?? schema['oneOf'] ?? schema['anyOf'] ?? schema['allOf']) as unknown[] | undefined;
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as string[]));
  if (options) return fc.oneof(...options.map((option) => valuesOf(option as Schema, known, depth)));
  switch (schema['type']) {
    case 'object': {
      const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
      const required = (schema['required'] ?? []) as string[];
      return fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([name, value]) => [name, fieldOf(name, value, known, depth + 1)]),
        ),
        { requiredKeys: required },
      );
    }
    case 'array':
      return fc.array(valuesOf((schema['items'] ?? {}) as Schema, known, depth + 1), { maxLength: 3 });
    case 'integer':
      return fc.integer({
        min: Number(schema['minimum'] ?? 0),
        max: Math.min(Number(schema['maximum'] ?? 1000), 1_000_000),
      });
    case 'number':
      return fc.integer({ min: 0, max: 100_000 }).map((satang) => satang / 100);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return texts(known);
  }
}

/** Mostly what is right, now and then what is not. */
function mostly<T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

const days = mostly(
  fc.constantFrom('2026-05-01', '2026-05-20', '2024-02-29', '1999-12-31'),
  fc.constantFrom('2026-05-21', '2026-02-30', '1900-01-01', '1 พ.ค. 2569'),
);
const places = mostly(
  fc.constantFrom('42', '4201', '420101', '420102'),
  fc.constantFrom('420201', '31', '310101', '420199', '99', '999999'),
);
const subdistricts = mostly(
  fc.constantFrom('420101', '420102'),
  fc.constantFrom('420201', '310101', '420199', '999999', '42'),
);

/** Whose data requests are about; known once the API is planted. */
const SUBJECT = { householdId: '', personId: '' };

const CAMPAIGN = {
  name: 'ทุกครัวเรือน',
  lists: [],
  scopeArea: '4201',
  milestones: [
    {
      metric: 'SURVEYED',
      pct: 75.5,
      dueOn: '2026-09-30',
      denominator: { households: 900, source: 'ทะเบียนราษฎร', asOfDate: '2026-04-01' },
    },
  ],
};

const NAMED: Record<string, fc.Arbitrary<unknown>> = {
  Day: days,
  Month: mostly(fc.constantFrom('2026-05', '2026-04'), fc.constantFrom('2026-13', '1999-01', '9999-12', '0001-01')),
  AreaCode: places,
  SubdistrictCode: subdistricts,
  AgencySlug: mostly(fc.constantFrom('cdd', 'dla', 'moph'), fc.constant('nobody')),
  // A rule over several fields: few bodies of chance fit it.
  NewCommitteeOrder: mostly<unknown>(
    fc.constant({ orderNo: '1/2569', orderDate: '2026-05-01', agencies: ['cdd'] }),
    fc.record({
      orderNo: fc.string(),
      orderDate: days,
      kind: fc.constantFrom('TOWN_MUN', 'KING'),
      covers: fc.array(places),
    }),
  ),
  NewProject: mostly<unknown>(
    fc.constant({ name: 'โครงการ', agency: 'cdd', plan: 'ANNUAL', fiscalYears: [2569], areas: ['42'] }),
    fc.record({ name: fc.string(), agency: fc.constant('nobody'), areas: fc.array(places) }),
  ),
  // Rules over several fields again.
  ChangedMeeting: mostly<unknown>(
    fc
      .constantFrom({ heldOn: '2026-05-01' }, { plannedOn: '2026-05-20' })
      .map((day) => ({ unit: '4201', kind: 'TARGETING', ...day })),
    fc.record({ unit: places, kind: fc.string(), plannedOn: days, cancelled: fc.record({ reason: fc.string() }) }),
  ),
  NewResolution: mostly<unknown>(
    fc.constant({ agency: 'cdd', text: 'มติ', dueOn: '2026-06-20' }),
    fc.record({ agency: fc.string(), text: fc.string(), dueOn: days, refer: fc.boolean() }),
  ),
  NewOrganisation: mostly<unknown>(
    fc
      .integer({ min: 1, max: 900 })
      .map((number) => ({ nameTh: `มูลนิธิ ${number}`, sector: 'CIVIL_SOCIETY', areaCode: '42' })),
    fc.record({ nameTh: fc.string(), sector: fc.string(), areaCode: places, parent: fc.string() }),
  ),
  NewBreakGlass: mostly<unknown>(
    fc.record({
      citizenId: fc.integer({ min: 1, max: 4 }).map(syntheticCitizenId),
      purpose: fc.constant('เหตุจำเป็นเร่งด่วนที่ต้องเปิดแฟ้มบ้าน'),
    }),
    fc.record(
      { houseCode: fc.string(), citizenId: fc.constant(PLANTED.citizenId), purpose: fc.string() },
      { requiredKeys: [] },
    ),
  ),
  NewSubjectRequest: mostly<unknown>(
    fc.constantFrom('ACCESS', 'ERASE', 'LIMIT').map((kind) => ({ ...SUBJECT, kind, text: PLANTED.name })),
    fc.record({ householdId: fc.string(), personId: fc.string(), kind: fc.string(), text: fc.string() }),
  ),
  SubjectRequestAnswer: mostly<unknown>(
    fc.constant({ result: 'LIMITED', reason: 'อยู่ระหว่างการช่วยเหลือ' }),
    fc.record({ result: fc.constantFrom('DONE', 'REFUSED', 'ERASED'), reason: fc.string() }),
  ),
  Quarter: mostly(fc.constant('2569-Q3'), fc.constantFrom('2569-Q5', '2026-Q1', '2570-Q4', 'Q1')),
  NewCampaign: mostly<unknown>(fc.constant(CAMPAIGN), fc.record({ name: fc.string(), lists: fc.array(fc.string()) })),
  ChangedCampaign: mostly<unknown>(
    fc.constant({ ...CAMPAIGN, reason: 'เลื่อนวัน' }),
    fc.record({ name: fc.string(), milestones: fc.array(fc.record({ pct: fc.double() })) }),
  ),
  NewQuarterlyNote: mostly<unknown>(
    fc.constant({ problems: 'น้ำ', obstacles: '', suggestions: '' }),
    fc.record({ problems: fc.constantFrom(...Object.values(PLANTED)), obstacles: fc.string() }),
  ),
  // Who is like others is refused as one of them until somebody says that it is another.
  NewHousehold: mostly<unknown>(
    fc.integer({ min: 1, max: 900 }).map((number) => ({
      addressNo: String(number),
      areaCode: '420101',
      members: [{ firstName: PLANTED.name, lastName: PLANTED.lastName }],
      confirmNew: true,
    })),
    fc.record({ addressNo: fc.string(), areaCode: places, members: fc.array(fc.anything()) }),
  ),
  PlanBody: mostly<unknown>(
    fc.constantFrom('NOT_STARTED', 'CONTINUING', 'DONE').map((status) => ({
      status: 'DRAFT',
      ultimateGoal: PLANTED.name,
      items: [{ seq: 1, dimension: 'income', selfActivity: 'ปลูกผัก', supportActivity: '', periodText: 'พ.ค.', status }],
    })),
    fc.record({ status: fc.string(), ultimateGoal: fc.string(), agreedOn: days, items: fc.array(fc.anything()) }),
  ),
  LogbookBatch: mostly<unknown>(
    fc.constant({
      entries: [
        { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET', ref: 'seen' },
        { type: 'need', dimension: 'income', kind: 'PROBLEM', text: PLANTED.name, openedOn: '2026-05-02' },
      ],
    }),
    fc.record({ deviceAt: fc.string(), entries: fc.array(fc.record({ type: fc.string(), ref: fc.string() })) }),
  ),
  Baht: mostly<number | null>(fc.constantFrom(0, 1500, 0.1, 1e9, null), fc.double({ noNaN: true })),
};

function texts(known: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return mostly(
    fc.oneof(fc.constantFrom('ข้อความ', 'บ้านเลขที่ ๑', 'note'), fc.constantFrom(...Object.values(PLANTED)), known),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', ' ', '๑๒๓', 'ก'.repeat(3000))),
  );
}

/** Ids of the drafts that the API is planted with: the in-process API counts its ids from 1. */
const DRAFTS = 30;
/** Of them those that are frozen. */
const FROZEN = 8;
/** Referrals of each household. */
const REFERRED = 20;
const LISTS = { first: idOf(1), all: Array.from({ length: DRAFTS }, (_, index) => idOf(index + 1)) };

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Fields whose right values no schema tells. */
function fieldOf(name: string, schema: Schema, known: fc.Arbitrary<string>, depth: number): fc.Arbitrary<unknown> {
  if (name === 'citizenId')
    return fc.oneof(
      fc.integer({ min: 1, max: 900 }).map(syntheticCitizenId),
      fc.constant(PLANTED.citizenId),
      texts(known),
    );
  if (name === 'email')
    return mostly(
      fc.integer({ min: 1000, max: 9999 }).map((number) => `p${number}@example.go.th`),
      texts(known),
    );
  if (name === 'role') return mostly(fc.constant('MENTOR'), valuesOf(schema, known, depth) as fc.Arbitrary<string>);
  if (name === 'unit') return mostly(fc.constantFrom('4201', '420101'), places);
  if (name === 'from') return mostly(fc.constant('2026-05-01'), days);
  if (name === 'to') return mostly(fc.constant('2026-12-31'), days);
  if (name === 'version') return mostly<unknown>(fc.constant(1), valuesOf(schema, known, depth));
  if (name === 'figure' && isFreeText(schema)) return mostly(fc.constant('baseline.frozen'), texts(known));
  if (name === 'dueOn') return mostly(fc.constant('2026-09-30'), days);
  if (name === 'on') return mostly(fc.constant('2026-05-10'), days);
  if (name === 'deviceAt') return mostly(fc.constant('2026-05-20T09:30:00+07:00'), texts(known));
  if (name === 'at') return mostly(fc.constant('09:30'), texts(known));
  if (name === 'coMentors') return mostly<unknown>(fc.constant([]), fc.array(texts(known)));
  if (name === 'mentor') return mostly(fc.constantFrom(...PEOPLE, null), texts(known));
  if (name === 'purpose' && isFreeText(schema)) return mostly(fc.constant('เหตุจำเป็นเร่งด่วนที่ต้องเปิดแฟ้มบ้าน'), texts(known));
  if (name === 'areaCode') return subdistricts;
  if (name === 'area' || name === 'scopeArea') return places;
  if (name === 'dueAt') return mostly(fc.constant('2026-06-20'), days);
  if (name === 'needIds') return mostly<unknown>(fc.tuple(known.filter((id) => /\.\d+$/u.test(id))), texts(known));
  if (name === 'yearBe') return mostly<unknown>(fc.constant(2569), fc.constantFrom(2026, 2569.5, '2569'));
  if (name === 'list') return mostly(fc.constant(LISTS.first), texts(known));
  if (name === 'firstName' || name === 'name') return fc.oneof(fc.constant(PLANTED.name), texts(known));
  if (name === 'lastName') return fc.constant(PLANTED.lastName);
  if (name === 'houseCode')
    return mostly(
      fc.integer({ min: 1, max: 300 }).map((number) => `99999000${String(number).padStart(3, '0')}`),
      fc.constant('12'),
    );
  return valuesOf(schema, known, depth);
}

function isFreeText({ type, enum: values }: Schema): boolean {
  return type === 'string' && values === undefined;
}

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

const accounts: fc.Arbitrary<Account> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      account('PROVINCE_SECRETARIAT', { area: '42' }),
      account('PROVINCE_SECRETARIAT', { area: '42', sub: 'another' }),
      account('DISTRICT_OFFICER', { area: '4201' }),
      account('AGENCY_FOCAL', { agency: 'cdd' }),
      account('REPORT_APPROVER', { area: '42' }),
      account('DPO_AUDITOR'),
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...ROLES).map((role) => account(role, { area: '4201', agency: 'dla' })) },
);

/** Hold a household of another province open. */
const HOLDERS = Array.from({ length: 20 }, (_, number) =>
  account('DISTRICT_OFFICER', { area: '3101', sub: `abroad-${number}` }),
);
/** Of these the first end what they opened; the offices end and review all. */
const ENDING = 4;
/** Ends all its sessions, and after that is refused what is recorded with care: the other accounts keep theirs. */
const LEAVING = account('MENTOR', { area: '4201', sub: 'leaving' });

function accountsFor(template: string): fc.Arbitrary<Account> {
  if (template === '/v1/me/sessions/end-all') return fc.constant(LEAVING);
  if (template === '/v1/break-glass/{id}/end') return fc.oneof(fc.constantFrom(...HOLDERS.slice(0, ENDING)), accounts);
  return template === '/v1/break-glass' ? fc.oneof(fc.constantFrom(...HOLDERS), accounts) : accounts;
}

type Generated = { who: Account; method: string; path: string; asked: Asked };

/** Ids that are asked for in paths. `referrals`: those that are open in the beginning. */
type Planted = Record<
  | 'known'
  | 'households'
  | 'organisations'
  | 'referrals'
  | 'meetings'
  | 'resolutions'
  | 'glasses'
  | 'held'
  | 'clients'
  | 'subjectRequests',
  fc.Arbitrary<string>
>;

/** `entries`: of each catalogue the id of an entry. */
function requests(
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
    subjectRequests,
  }: Planted,
): fc.Arbitrary<Generated> {
  const idsFor = (template: string): fc.Arbitrary<string> => {
    if (template.startsWith('/v1/accounts')) return fc.constantFrom(...PEOPLE);
    if (template === '/v1/break-glass/{id}/end') return held;
    if (template.startsWith('/v1/break-glass')) return glasses;
    if (template.startsWith('/v1/subject-requests')) return subjectRequests;
    if (template.startsWith('/v1/households')) return households;
    if (template === '/v1/organisations/{slug}') return organisations;
    if (template.includes('/clients')) return fc.constantFrom('cdd', 'dla');
    if (template.startsWith('/v1/target-lists')) return fc.constantFrom(...LISTS.all);
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
        who: accountsFor(template),
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
        body: body ? valuesOf(body, known) : fc.constant(undefined),
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

/** Accounts of mentors, of which each state has some: sign-ins of a test count theirs from 1. */
const PEOPLE = Array.from({ length: 60 }, (_, index) => `person-${index + 1}`);

async function plantPeople(api: InProcessApi): Promise<void> {
  const officer = account('DISTRICT_OFFICER', { area: '4201' });
  const grants = [{ role: 'MENTOR', unit: '4201', from: '2026-01-01' }];
  for (const [number, sub] of PEOPLE.entries()) {
    const body = { email: `${sub}@example.go.th`, displayName: 'ทดสอบ', grants };
    await api.request(officer, 'POST', '/v1/accounts', { body });
    if (number % 3 === 0) continue;
    await api.request({ sub, roles: [] }, 'POST', '/v1/me/terms', { body: { version: 1 } });
    if (number % 3 === 2)
      await api.request(officer, 'POST', `/v1/accounts/${sub}/suspend`, { body: { reason: 'ทดสอบ' } });
  }
}

/** Households opened from another province, by accounts of which each may do so a few times. */
async function plantGlasses(api: InProcessApi): Promise<string[]> {
  const ids: string[] = [];
  for (const who of HOLDERS) {
    const body = { citizenId: PLANTED.citizenId, purpose: 'เหตุจำเป็นเร่งด่วนที่ต้องเปิดแฟ้มบ้าน' };
    ids.push((await api.request(who, 'POST', '/v1/break-glass', { body })).body.id);
  }
  return ids;
}

/** Requests of a data subject, some of which were answered. */
async function plantSubjectRequests(api: InProcessApi, householdId: string): Promise<string[]> {
  SUBJECT.householdId = householdId;
  SUBJECT.personId = (await api.stores.households.get(householdId))?.members[0]?.id ?? '';
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
  const ids: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const body = { ...SUBJECT, kind: number % 4 === 0 ? 'ERASE' : 'ACCESS', text: PLANTED.name };
    ids.push((await api.request(secretariat, 'POST', '/v1/subject-requests', { body })).body.id);
  }
  return ids;
}

async function plantClients(api: InProcessApi): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const focal = account('AGENCY_FOCAL', { agency: 'cdd' });
    ids.push((await api.request(focal, 'POST', '/v1/organisations/cdd/clients', { body: {} })).body.id);
  }
  return ids;
}

async function plantedApi(): Promise<
  { api: InProcessApi; entries: Record<string, string> } & Record<keyof Planted, string[]>
> {
  const api = createInProcessApi({ logger: new Logger({ serviceName: 'generated', logLevel: 'DEBUG' }) });
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
  const members = [{ citizenId: PLANTED.citizenId, firstName: PLANTED.name, lastName: PLANTED.lastName }];
  const known: string[] = [];
  const referrals: string[] = [];
  for (let number = 0; number < DRAFTS; number += 1)
    await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') });
  const foundation = { nameTh: 'มูลนิธิ', sector: 'CIVIL_SOCIETY', areaCode: '42' };
  const organisations = [(await api.request(secretariat, 'POST', '/v1/organisations', { body: foundation })).body.slug];
  const households: string[] = [];
  const entries: Record<string, string> = {};
  const bodies = {
    'local-authorities': { nameTh: 'อปท.', kind: 'TAO', covers: ['420103'], hasKamnan: true, validFrom: '2026-01-01' },
    'menu-items': { titleTh: 'เมนู', dimension: 'income' },
    projects: { name: 'โครงการ', agency: 'cdd', plan: 'ANNUAL', fiscalYears: [2569] },
    'area-sets': { name: 'ชุด', areas: ['42'] },
    'hardship-categories': { nameTh: 'หมวด', dimension: 'living' },
  };
  for (const [catalogue, body] of Object.entries(bodies))
    entries[catalogue] = (await api.request(secretariat, 'POST', `/v1/${catalogue}`, { body })).body.id;
  known.push(...Object.values(entries));
  const order = { orderNo: '1', orderDate: '2026-01-05', agencies: ['cdd'] };
  for (const area of ['42', '4201']) await api.request(secretariat, 'PUT', `/v1/committees/${area}`, { body: order });
  const list = LISTS.first;
  for (const number of [1, 2, 3]) {
    const change = number === 1 ? { members, houseCode: '99999000001' } : {};
    const { id } = (
      await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number, '420101', change) })
    ).body;
    await putOnList(api.stores.households, id, list, '420101', api.clock.now);
    const need = {
      type: 'need',
      dimension: 'income',
      kind: 'PROBLEM',
      text: `${PLANTED.name} โทร ${PLANTED.phone}`,
      openedOn: '2026-05-01',
    };
    const needId = (await api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: need })).body.id;
    known.push(id, needId);
    households.push(id);
    for (let asked = 0; asked < REFERRED; asked += 1) {
      const other = (await api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: need })).body.id;
      const body = { toAgency: 'cdd', needIds: [other], dueAt: '2026-06-20' };
      const sender = account('DISTRICT_OFFICER', { area: '4201' });
      const sent = (await api.request(sender, 'POST', `/v1/households/${id}/referrals`, { body })).body.id;
      referrals.push(sent);
      if (asked % 3 > 0) continue;
      const agency = account('AGENCY_FOCAL', { agency: 'cdd' });
      await api.request(agency, 'POST', `/v1/referrals/${sent}/accept`, { body: {} });
    }
  }
  for (const [resource, body] of [
    ['campaigns', CAMPAIGN],
    ['rexray-rounds', { name: 'รอบ', list: LISTS.first, scopeArea: '42', dueOn: '2026-09-30' }],
  ] as const)
    entries[resource] = (await api.request(secretariat, 'POST', `/v1/${resource}`, { body })).body.id;
  entries['quarterly-notes'] = '4201';
  // Lists that can be superseded from the beginning.
  for (const id of LISTS.all.slice(-FROZEN))
    for (const step of ['publish', 'freeze'])
      await api.request(secretariat, 'POST', `/v1/target-lists/${id}/${step}`, { body: {} });
  const meetings: string[] = [];
  const resolutions: string[] = [];
  for (let number = 0; number < 2 * REFERRED; number += 1) {
    const day = number % 2 > 0 ? { heldOn: '2026-05-01' } : { plannedOn: '2026-05-20' };
    const body = { unit: '4201', kind: 'TARGETING', ...day };
    const { id } = (await api.request(secretariat, 'POST', '/v1/meetings', { body })).body;
    meetings.push(id);
    if (number % 2 === 0) continue;
    const resolved = { agency: 'cdd', text: 'มติ', dueOn: '2026-05-20' };
    for (let more = 0; more < REFERRED; more += 1)
      resolutions.push(
        (await api.request(secretariat, 'POST', `/v1/meetings/${id}/resolutions`, { body: resolved })).body.id,
      );
  }
  await plantPeople(api);
  const glasses = await plantGlasses(api);
  const clients = await plantClients(api);
  const subjectRequests = await plantSubjectRequests(api, households[0] ?? '');
  return {
    api,
    entries,
    known,
    households,
    organisations,
    referrals,
    meetings,
    resolutions,
    glasses,
    held: glasses.slice(0, ENDING),
    clients,
    subjectRequests,
  };
}

/** What is wrong with an answer, in words; undefined when nothing is. */
function fault({ status, headers, text, body }: Answered): string | undefined {
  if (status >= 500) return `status ${status}: ${text.slice(0, 500)}`;
  if (/\n\s+at |node_modules|\.ts:\d+/.test(text)) return 'a stack';
  if (status < 400) return undefined;
  if (!headers['content-type']?.startsWith(PROBLEM_MEDIA_TYPE)) return `media type ${headers['content-type']}`;
  const wellFormed = problemDocument.safeParse(body);
  if (!wellFormed.success) return `problem document: ${wellFormed.error.message}`;
  if (body.status !== status) return 'the status of the document is another';
  const withoutPointer = (body.errors ?? []).filter(
    ({ pointer }: { pointer: string }) => pointer !== '' && !pointer.startsWith('/'),
  );
  return withoutPointer.length > 0 ? 'a pointer is none' : undefined;
}

describe('generated requests', () => {
  it(`${REQUESTS} of them meet no failure of ours, and leave nothing personal in the logs`, async () => {
    const { api, entries, ...planted } = await plantedApi();
    const generated = fc.sample(
      requests(entries, {
        known: fc.constantFrom(...planted.known),
        households: fc.constantFrom(...planted.households),
        organisations: fc.constantFrom(...planted.organisations),
        referrals: fc.constantFrom(...planted.referrals),
        meetings: fc.constantFrom(...planted.meetings),
        resolutions: fc.constantFrom(...planted.resolutions),
        glasses: fc.constantFrom(...planted.glasses),
        held: fc.constantFrom(...planted.held),
        clients: fc.constantFrom(...planted.clients),
        subjectRequests: fc.constantFrom(...planted.subjectRequests),
      }),
      { numRuns: REQUESTS, seed: SEED },
    );
    const log: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: string | Uint8Array) => log.push(String(chunk)) > 0;
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    const operations = new Map<string, Set<number>>();
    try {
      for (const { who, method, path, asked } of generated) {
        const answered = await api.request(who, method, path, asked);
        statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
        const wrong = fault(answered);
        if (wrong) faults.push(`${method} ${path} ${JSON.stringify(asked).slice(0, 500)}: ${wrong}`);
        const route = ROUTES.find(
          (one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
        );
        if (route)
          operations.set(route.operationId, (operations.get(route.operationId) ?? new Set()).add(answered.status));
      }
    } finally {
      process.stdout.write = write;
    }
    expect(faults).toEqual([]);
    // The requests are worth something: every call was met rightly and wrongly, but those that need an id which only the
    // machinery behind the API makes: of a session, an upload, a run, a report.
    expect(
      ROUTES.filter(({ operationId }) => ![...(operations.get(operationId) ?? [])].some((status) => status < 300)).map(
        ({ operationId }) => operationId,
      ),
    ).toEqual([
      'endSession',
      'readUpload',
      'listUploadProblems',
      'undoUpload',
      'readUploadUndo',
      'dismissUpload',
      'readStatisticsRun',
      'readReport',
    ]);
    expect([...statuses.keys()].toSorted((a, b) => a - b)).toEqual(
      expect.arrayContaining([200, 201, 202, 304, 400, 401, 403, 404, 409, 413, 415, 422]),
    );
    const lines = log.join('');
    expect(log.length).toBe(REQUESTS);
    const ids = Array.from({ length: 40 }, (_, number) => syntheticCitizenId(number + 1));
    expect(
      [...Object.values(PLANTED), ...ids, 'ตัวอย่างข้อมูล', 'ทดสอบ2'].filter((secret) => lines.includes(secret)),
    ).toEqual([]);
  });
});
