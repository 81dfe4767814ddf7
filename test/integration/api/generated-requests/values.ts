/** Values for the bodies and parameters of generated requests, by the schemas of the API's document: mostly right ones. */
import * as fc from 'fast-check';
import { openapiDocument } from '#functions/api/openapi/openapi-document.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';
import { MOVE, PLANTED, SUBJECT, TWINS, LISTS, PEOPLE } from './known-ids.ts';

type Schema = Record<string, unknown>;
export const document = JSON.parse(JSON.stringify(openapiDocument())) as {
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
export function valuesOf(schema: Schema, known: fc.Arbitrary<string>, depth = 0): fc.Arbitrary<unknown> {
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
export const places = mostly(
  fc.constantFrom('42', '4201', '420101', '420102'),
  fc.constantFrom('420201', '31', '310101', '420199', '99', '999999'),
);
const subdistricts = mostly(
  fc.constantFrom('420101', '420102'),
  fc.constantFrom('420201', '310101', '420199', '999999', '42'),
);

export const CAMPAIGN = {
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
  AreaOrSet: mostly(places, fc.constantFrom('set:nobody', 'set:', 'set:ก')),
  AreaOrNation: mostly(places, fc.constant('TH')),
  AreaSetOrNation: mostly(places, fc.constantFrom('TH', 'set:nobody', 'set:', 'set:ก')),
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
  MergeBody: mostly<unknown>(
    fc.nat(9).map((at) => TWINS[at]),
    fc.record({ keep: fc.string(), other: fc.string(), reason: fc.string(), versions: fc.constant({}) }),
  ),
  NewMpiProfile: mostly<unknown>(
    fc.nat(99).map((at) => ({
      name: `42-profile-${at}`,
      framework: 'BMN-2565',
      source: 'INFERENCE',
      dimensions: { health: [2, 6], living: [13], education: [23], income: [27, 28, 29], access: [34] },
    })),
    fc.record({ name: fc.string(), framework: fc.string(), source: fc.string(), dimensions: fc.constant({}) }),
  ),
  NewMoveRequest: mostly<unknown>(
    fc.constant(MOVE),
    fc.record({ on: days, toArea: places, reason: fc.constantFrom(...Object.values(PLANTED)) }),
  ),
  NewWebhook: mostly<unknown>(
    fc.constant({ url: 'https://events.example/' }),
    fc.record({ url: fc.string(), organisation: fc.constantFrom('cdd', 'nobody') }),
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

export function texts(known: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return mostly(
    fc.oneof(fc.constantFrom('ข้อความ', 'บ้านเลขที่ ๑', 'note'), fc.constantFrom(...Object.values(PLANTED)), known),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', ' ', '๑๒๓', 'ก'.repeat(3000))),
  );
}

/** Fields whose right values no schema tells. */
export function fieldOf(
  name: string,
  schema: Schema,
  known: fc.Arbitrary<string>,
  depth: number,
): fc.Arbitrary<unknown> {
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
