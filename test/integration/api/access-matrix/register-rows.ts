/** Calls about tables of reference, target lists, committees, organisations and catalogues. */
import { newTargetList } from '#test/api/synthetic-household.ts';

import { OFFICES, type Relation } from './relations.ts';
import { everybody, needsScope, statisticians, type Row } from './row.ts';
import { organisation } from './world.ts';

/** Each is another organisation. */
let entered = 0;

/** The calls of a catalogue: everybody reads it, the secretariat of the province and the administrator change it. */
function catalogue(path: string, one: string, many: string, body: () => object): Record<string, Row> {
  const changes: Omit<Row, 'ask' | 'inside'> = {
    roles: ['PROVINCE_SECRETARIAT', 'SYSADMIN'],
    everywhere: ['SYSADMIN'],
    outside: 403,
  };
  return {
    [`list${many}`]: everybody(`/v1/${path}`),
    [`create${one}`]: { ...changes, ask: () => [`/v1/${path}`, { body: body() }], inside: 201 },
    // Of an entry that nobody made; one of another province is 403 before it is looked for in vain (catalogues.test.ts).
    [`put${one}`]: {
      ...changes,
      ask: () => [`/v1/${path}/42-nobody`, { body: body(), headers: { 'If-Match': '*' } }],
      outside: 404,
      inside: 404,
      but: { PROVINCE_SECRETARIAT: (relation) => (needsScope(relation) ? 403 : 404) },
    },
  };
}

export const REGISTER_ROWS: Record<string, Row> = {
  listAreas: { ...everybody('/v1/reference/areas'), ask: () => ['/v1/reference/areas', { query: { under: '4201' } }] },
  listAgencies: everybody('/v1/reference/agencies'),
  listIndicators: everybody('/v1/reference/indicators'),
  listDimensions: everybody('/v1/reference/dimensions'),
  listAssistanceTypes: everybody('/v1/reference/assistance-types'),
  listCodes: everybody('/v1/reference/codes'),
  readOpenapi: everybody('/v1/openapi.json'),

  listTargetLists: {
    ask: () => ['/v1/target-lists'],
    roles: [
      'NATIONAL_VIEWER',
      ...OFFICES,
      'PROVINCE_EXEC',
      'FIELD_TEAM',
      'AGENCY_FOCAL',
      'DATA_IMPORTER',
      'REPORT_APPROVER',
    ],
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 'empty list',
    inside: 200,
    // The list is of the whole province.
    but: Object.fromEntries(
      (['DISTRICT_OFFICER', 'MUNICIPAL_OFFICER', 'FIELD_TEAM'] as const).map((role) => [
        role,
        (relation: Relation) => (needsScope(relation) ? 403 : 200),
      ]),
    ),
  },
  createTargetList: {
    ask: () => ['/v1/target-lists', { body: newTargetList('420101') }],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 403,
    inside: 201,
  },
  publishTargetList: {
    ask: ({ list }) => [`/v1/target-lists/${list}/publish`],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: [200, 409],
  },
  freezeTargetList: {
    ask: ({ list }) => [`/v1/target-lists/${list}/freeze`],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: [200, 409],
  },
  supersedeTargetList: {
    ask: ({ list }) => [`/v1/target-lists/${list}/supersede`],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: [200, 409],
  },
  // Other calls of the matrix publish the list.
  fillTargetList: {
    ask: ({ list }) => [`/v1/target-lists/${list}/fill`, { body: { hasOpenNeed: true, dryRun: true } }],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: [202, 409],
  },
  // Of a run that nobody began; where the list is not theirs, nobody is told so much.
  readTargetListFill: {
    ask: ({ list }) => [`/v1/target-lists/${list}/fills/nobody`],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: 404,
  },
  compareTargetList: {
    ask: ({ list }) => [`/v1/target-lists/${list}/changes`, { body: { against: list } }],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: 202,
  },
  // Of a report that nobody asked for.
  readTargetListChanges: {
    ask: ({ list }) => [`/v1/target-lists/${list}/changes/nobody`],
    roles: [
      'NATIONAL_VIEWER',
      ...OFFICES,
      'PROVINCE_EXEC',
      'FIELD_TEAM',
      'AGENCY_FOCAL',
      'DATA_IMPORTER',
      'REPORT_APPROVER',
    ],
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 404,
  },
  listMpiProfiles: {
    ask: () => ['/v1/mpi-profiles'],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 200,
    inside: 200,
  },
  startMpiLists: {
    ask: () => [
      '/v1/mpi-profiles/TPMAP-2561-equivalent@1/lists',
      { body: { area: '420101', yearBe: 2569, asOfDate: '2026-05-20' } },
    ],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 403,
    inside: 202,
  },
  startMpiWhatIf: {
    ask: () => ['/v1/mpi-profiles/TPMAP-2561-equivalent@1/what-if', { body: { area: '420101' } }],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 403,
    inside: 202,
  },
  // Of a run that nobody began.
  readMpiLists: {
    ask: () => ['/v1/mpi-profiles/TPMAP-2561-equivalent@1/lists/nobody'],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: 404,
  },
  // Of a run that nobody began.
  readMpiWhatIf: {
    ask: () => ['/v1/mpi-profiles/TPMAP-2561-equivalent@1/what-if/nobody'],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 404,
    inside: 404,
  },
  createMpiProfile: {
    ask: (_, { area }) => [
      '/v1/mpi-profiles',
      {
        body: {
          name: `${area ?? 'none'}-matrix`,
          framework: 'BMN-2565',
          source: 'INFERENCE',
          dimensions: { health: [2], living: [], education: [], income: [], access: [] },
        },
      },
    ],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 201,
    inside: 201,
  },

  listCommittees: {
    ask: () => ['/v1/committees', { query: { area: '420101' } }],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 403,
    inside: 200,
  },
  readCommittee: {
    ask: () => ['/v1/committees/420101'],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 403,
    inside: 200,
  },
  putCommittee: {
    ask: () => ['/v1/committees/4201', { body: { orderNo: '1/2569', orderDate: '2026-01-05', agencies: ['cdd'] } }],
    roles: ['PROVINCE_SECRETARIAT'],
    outside: 403,
    inside: [200, 428],
  },
  listOrganisations: everybody('/v1/organisations'),
  createOrganisation: {
    ask: () => ['/v1/organisations', { body: organisation(`มูลนิธิ ${(entered += 1)}`) }],
    roles: ['PROVINCE_SECRETARIAT', 'SYSADMIN'],
    everywhere: ['SYSADMIN'],
    outside: 403,
    inside: 201,
  },
  putOrganisation: {
    ask: ({ organisation: slug }) => [
      `/v1/organisations/${slug}`,
      { body: organisation('มูลนิธิตัวอย่าง'), headers: { 'If-Match': '*' } },
    ],
    roles: ['PROVINCE_SECRETARIAT', 'SYSADMIN'],
    everywhere: ['SYSADMIN'],
    outside: 403,
    inside: 200,
  },

  ...catalogue('local-authorities', 'LocalAuthority', 'LocalAuthorities', () => ({
    nameTh: 'อปท.',
    kind: 'TAO',
    covers: ['4201'],
    hasKamnan: true,
    validFrom: '2026-01-01',
    active: false,
  })),
  ...catalogue('menu-items', 'MenuItem', 'MenuItems', () => ({ titleTh: 'ก', dimension: 'income', areaCode: '4201' })),
  ...catalogue('projects', 'Project', 'Projects', () => ({
    name: 'ก',
    agency: 'cdd',
    plan: 'ANNUAL',
    fiscalYears: [2569],
    areas: ['4201'],
  })),
  ...catalogue('area-sets', 'AreaSet', 'AreaSets', () => ({ name: 'ก', areas: ['4201'] })),
  ...catalogue('hardship-categories', 'HardshipCategory', 'HardshipCategories', () => ({
    nameTh: 'ก',
    dimension: 'living',
    areaCode: '4201',
  })),
};
