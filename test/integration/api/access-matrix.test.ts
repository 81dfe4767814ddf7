/**
 * Every role, in every relation to what is asked for, on every route of the route table: what may be seen is written down
 * here as a table, and any other answer fails. A route that the table does not know fails too.
 */
import { beforeAll, describe, expect, it } from 'vitest';

import { ROUTES } from '#shared/contracts/routes.ts';
import { ROLES, type Principal, type Role } from '#shared/domain/access/access.ts';
import { account, createInProcessApi, type Answered, type Asked, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';

/** How an account stands to the household, area and documents asked for; those lie in sub-district 420101. */
const RELATIONS = ['own', 'other-district', 'other-province', 'no-scope'] as const;
type Relation = (typeof RELATIONS)[number];

const OFFICES: Role[] = ['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER'];
const ALL: readonly Role[] = ROLES;

/** Claims of an account in a relation. For agencies: `own` helped the household, the others did not. For mentors: `own` is its mentor. */
function accountIn(role: Role, relation: Relation): Principal {
  if (relation === 'no-scope') return account(role, { sub: `${role}-none` });
  if (role === 'AGENCY_FOCAL') {
    const agency = relation === 'own' ? 'cdd' : relation === 'other-district' ? 'dla' : 'moph';
    return account(role, { agency });
  }
  const district = relation === 'own' ? '4201' : relation === 'other-district' ? '4202' : '3101';
  const provincial: Role[] = ['PROVINCE_SECRETARIAT', 'PROVINCE_EXEC', 'DATA_IMPORTER', 'REPORT_APPROVER'];
  // A secretariat of the same province holds both districts: its neighbour is another one of the same scope.
  const area = provincial.includes(role) ? district.slice(0, 2) : role === 'FIELD_TEAM' ? `${district}01` : district;
  return account(role, { area, sub: role === 'MENTOR' && relation === 'own' ? 'mentor-own' : `${role}-${area}` });
}

/** Roles whose scope is a whole province cover the other district as well. */
const PROVINCIAL: Role[] = ['PROVINCE_SECRETARIAT', 'PROVINCE_EXEC', 'DATA_IMPORTER', 'REPORT_APPROVER'];
const NATIONAL: Role[] = ['NATIONAL_VIEWER', 'DPO_AUDITOR', 'SYSADMIN'];

type World = {
  api: InProcessApi;
  person: string;
  glass: string;
  client: string;
  household: string;
  /** To cdd, from the unit 4201. */
  referral: string;
  /** Of the unit 4201, with a resolution that names cdd. */
  meeting: string;
  resolution: string;
  list: string;
  upload: string;
  run: string;
  report: string;
  organisation: string;
};

type Row = {
  /** The call as the account makes it. */
  ask: (world: World, who: Principal) => [path: string, asked?: Asked];
  /** Roles that hold the permission at all. */
  roles: readonly Role[];
  /** Roles for which every relation is as good as `own`: their answer does not depend on a place. */
  everywhere?: readonly Role[];
  /** What an account gets whose scope does not cover what is asked. */
  outside: number | 'empty list';
  /** What an account gets whose scope covers it. */
  inside: number | number[];
  /** Exceptions, by role: they are decided on other grounds. */
  but?: Partial<Record<Role, (relation: Relation) => number>>;
};

const figures = { month: '2026-05', area: '420101' };
const readers: Role[] = [...OFFICES, 'PROVINCE_EXEC', 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL'];
const statisticians: Role[] = ['NATIONAL_VIEWER', ...OFFICES, 'PROVINCE_EXEC', 'AGENCY_FOCAL', 'REPORT_APPROVER'];
const needsScope = (relation: Relation) => relation === 'no-scope';

const acrossTheProvince = (relation: Relation) =>
  ({ own: 201, 'other-district': 201, 'other-province': 404, 'no-scope': 403 })[relation];

const everybody = (path: string): Row => ({
  ask: () => [path],
  roles: ALL,
  everywhere: ALL,
  outside: 200,
  inside: 200,
});

/** Of a sign-in after all that the calls of the matrix end. */
const SIGNED_IN_LATER = { claims: { auth_time: '4000000000' } };

const visited = { type: 'visit', on: '2026-05-02', purpose: 'ASSIST', outcome: 'MET' };

const meetingReaders: Role[] = [...OFFICES, 'PROVINCE_EXEC', 'FIELD_TEAM', 'AGENCY_FOCAL'];

/** A field team of sub-districts has no meeting of the district. */
function noneOfDistrict(relation: Relation): number {
  return needsScope(relation) ? 403 : 404;
}

function ofMeeting(part: string): Row {
  return {
    ask: ({ meeting }) => [`/v1/meetings/${meeting}${part}`],
    roles: meetingReaders,
    outside: 404,
    inside: 200,
    but: { FIELD_TEAM: noneOfDistrict },
  };
}

/** What the agency asked says, and what an office says for it. */
function answering(event: string, inside: number[]): Row {
  return {
    ask: ({ referral }, who) => [
      `/v1/referrals/${referral}/${event}`,
      { body: { reason: 'ตามที่แจ้ง', ...(who.agency === undefined ? { onBehalf: { how: 'โทรศัพท์' } } : {}) } },
    ],
    roles: [...OFFICES, 'AGENCY_FOCAL'],
    outside: 404,
    inside,
  };
}

/** Each is another household. */
let registered = 1000;
/** Each is another organisation. */
let entered = 0;
const organisation = (nameTh: string) => ({ nameTh, sector: 'CIVIL_SOCIETY', areaCode: '4201' });

const granters: Role[] = [...OFFICES, 'AGENCY_FOCAL', 'SYSADMIN'];
const aMentor = { role: 'MENTOR', unit: '420101', from: '2026-05-01' };
const aPerson = (number: number) => ({ email: `person${number}@example.go.th`, displayName: 'ทดสอบสิทธิ์' });

/** Of the account of a mentor in 420101: for others than the offices above it is not there. */
function ofAnAccount(inside: number): Omit<Row, 'ask'> {
  const no = (relation: Relation) => (needsScope(relation) ? 403 : 404);
  return { roles: granters, outside: 404, inside, but: { SYSADMIN: () => 404, AGENCY_FOCAL: no } };
}

/** Of clients of a national agency: its own focal point and the nation make and end them. */
function ofClients(inside: number | number[]): Omit<Row, 'ask'> {
  return {
    roles: granters,
    everywhere: ['SYSADMIN'],
    outside: 403,
    inside,
    but: Object.fromEntries(OFFICES.map((role) => [role, () => 403])),
  };
}

const BY_GLASS = 'ทดสอบสิทธิ์การเปิดแฟ้มฉุกเฉินของบัญชี';

function glassOf(role: Role, relation: Relation): number {
  if (needsScope(relation)) return 403;
  const within = relation === 'own' || (role === 'PROVINCE_SECRETARIAT' && relation === 'other-district');
  return within ? 409 : 201;
}

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

const TABLE: Record<string, Row> = {
  readMe: everybody('/v1/me'),
  acceptTerms: { ...everybody('/v1/me/terms'), ask: () => ['/v1/me/terms', { body: { version: 1 } }] },
  listSessions: { ...everybody('/v1/me/sessions'), ask: () => ['/v1/me/sessions', SIGNED_IN_LATER] },
  endAllSessions: { ...everybody('/v1/me/sessions/end-all'), ask: () => ['/v1/me/sessions/end-all', SIGNED_IN_LATER] },
  endSession: {
    ...everybody(''),
    ask: () => ['/v1/me/sessions/nobody-met-it/end', SIGNED_IN_LATER],
    outside: 404,
    inside: 404,
  },
  listAccounts: {
    ask: () => ['/v1/accounts'],
    roles: granters,
    everywhere: ['SYSADMIN', 'AGENCY_FOCAL'],
    outside: 'empty list',
    inside: 200,
    // A secretariat's list has the accounts of other districts, too; an officer's of another district is empty.
    but: { AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 200) },
  },
  inviteAccount: {
    ask: () => ['/v1/accounts', { body: { ...aPerson((registered += 1)), grants: [aMentor] } }],
    roles: granters,
    outside: 403,
    inside: 201,
    but: { SYSADMIN: () => 403, AGENCY_FOCAL: () => 403 },
  },
  putGrants: {
    ask: ({ person }) => [
      `/v1/accounts/${person}/grants`,
      { body: { grants: [aMentor] }, headers: { 'If-Match': '*' } },
    ],
    ...ofAnAccount(200),
  },
  reinviteAccount: { ask: ({ person }) => [`/v1/accounts/${person}/reinvite`], ...ofAnAccount(200) },
  suspendAccount: {
    ask: ({ person }) => [`/v1/accounts/${person}/suspend`, { body: { reason: 'ทดสอบสิทธิ์' } }],
    // Only an active account is suspended, and this one was only invited.
    ...ofAnAccount(409),
  },
  reopenAccount: { ask: ({ person }) => [`/v1/accounts/${person}/reopen`], ...ofAnAccount(409) },
  endAccountSessions: { ask: ({ person }) => [`/v1/accounts/${person}/end-sessions`], ...ofAnAccount(200) },
  openBreakGlass: {
    ask: () => ['/v1/break-glass', { body: { citizenId: syntheticCitizenId(1), purpose: BY_GLASS } }],
    roles: [...OFFICES, 'AGENCY_FOCAL'],
    // It is for households outside of the own scope: within it, it is not needed.
    outside: 201,
    inside: 409,
    but: Object.fromEntries(
      ([...OFFICES, 'AGENCY_FOCAL'] as Role[]).map((role) => [role, (relation: Relation) => glassOf(role, relation)]),
    ),
  },
  endBreakGlass: {
    ask: ({ glass }) => [`/v1/break-glass/${glass}/end`],
    roles: [...OFFICES, 'AGENCY_FOCAL'],
    // Its holder alone ends it.
    outside: 404,
    inside: 404,
  },
  listBreakGlass: {
    ask: () => ['/v1/break-glass'],
    roles: [...OFFICES, 'DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 'empty list',
    inside: 200,
  },
  reviewBreakGlass: {
    ask: ({ glass }) => [`/v1/break-glass/${glass}/review`, { body: { result: 'JUSTIFIED' } }],
    roles: [...OFFICES, 'DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 404,
    inside: [200, 409],
  },
  revokeBreakGlass: {
    ask: ({ glass }) => [`/v1/break-glass/${glass}/revoke`],
    roles: [...OFFICES, 'DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 404,
    inside: [200, 409],
  },
  listClients: { ask: () => ['/v1/organisations/cdd/clients'], ...ofClients(200) },
  createClient: { ask: () => ['/v1/organisations/cdd/clients', { body: {} }], ...ofClients(201) },
  rotateClient: { ask: ({ client }) => [`/v1/organisations/cdd/clients/${client}/rotate`], ...ofClients([200, 404]) },
  deleteClient: { ask: ({ client }) => [`/v1/organisations/cdd/clients/${client}`], ...ofClients(200) },
  closeAccount: { ask: ({ person }) => [`/v1/accounts/${person}/close`], ...ofAnAccount(200) },
  listAreas: { ...everybody('/v1/reference/areas'), ask: () => ['/v1/reference/areas', { query: { under: '4201' } }] },
  listAgencies: everybody('/v1/reference/agencies'),
  listIndicators: everybody('/v1/reference/indicators'),
  listDimensions: everybody('/v1/reference/dimensions'),
  listAssistanceTypes: everybody('/v1/reference/assistance-types'),
  listCodes: everybody('/v1/reference/codes'),
  readOpenapi: everybody('/v1/openapi.json'),

  listHouseholds: {
    ask: () => ['/v1/households', { query: { area: '420101' } }],
    roles: readers,
    outside: 403,
    inside: 200,
    // An agency and a mentor may ask for every area of theirs and see their own households of it.
    but: { AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 200) },
  },
  registerHousehold: {
    ask: () => ['/v1/households', { body: newHousehold((registered += 1)) }],
    roles: [...OFFICES, 'FIELD_TEAM'],
    outside: 403,
    inside: 201,
  },
  searchHouseholds: {
    ask: () => ['/v1/households/search', { body: { name: 'ทดสอบ1 ตัวอย่างข้อมูล', area: '420101' } }],
    roles: [...OFFICES, 'FIELD_TEAM', 'AGENCY_FOCAL', 'DATA_IMPORTER'],
    outside: 403,
    inside: 200,
    but: { AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 200) },
  },
  readHousehold: { ask: ({ household }) => [`/v1/households/${household}`], roles: readers, outside: 404, inside: 200 },
  revealHousehold: {
    ask: ({ household }) => [
      `/v1/households/${household}/reveal`,
      { body: { fields: ['citizenId'], purpose: 'ทดสอบสิทธิ์' } },
    ],
    roles: OFFICES,
    outside: 404,
    inside: 200,
  },
  listLogbook: {
    ask: ({ household }) => [`/v1/households/${household}/logbook`],
    roles: readers,
    outside: 404,
    inside: 200,
  },
  recordEntry: {
    ask: ({ household }, who) => [`/v1/households/${household}/logbook`, { body: delivered(who.agency ?? 'cdd') }],
    roles: [...OFFICES, 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 201,
    // An agency may begin to help a household whose id it knows; offices of a district record across their province.
    but: {
      AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 201),
      DISTRICT_OFFICER: acrossTheProvince,
      MUNICIPAL_OFFICER: acrossTheProvince,
    },
  },
  recordBatch: {
    ask: ({ household }, who) => [
      `/v1/households/${household}/logbook/batch`,
      { body: { entries: [delivered(who.agency ?? 'cdd')] } },
    ],
    roles: [...OFFICES, 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 201,
    but: {
      AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 201),
      DISTRICT_OFFICER: acrossTheProvince,
      MUNICIPAL_OFFICER: acrossTheProvince,
    },
  },
  putMentor: {
    ask: ({ household }) => [
      `/v1/households/${household}/mentor`,
      { body: { mentor: 'nobody', on: '2026-05-02' }, headers: { 'If-Match': '*' } },
    ],
    roles: OFFICES,
    outside: 404,
    // Nobody of that name may be a mentor.
    inside: 422,
  },

  createUpload: {
    ask: ({ list }) => ['/v1/uploads', { body: { source: 'tpmap-targets', filename: 'a.csv', size: 10, list } }],
    roles: [...OFFICES, 'DATA_IMPORTER', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 201,
    but: {
      AGENCY_FOCAL: () => 403,
      // The list is of the whole province: a neighbouring district fills its own part of it.
      DISTRICT_OFFICER: acrossTheProvince,
      MUNICIPAL_OFFICER: acrossTheProvince,
    },
  },
  readUploadTemplate: {
    ask: () => ['/v1/upload-templates/assistance'],
    roles: [...OFFICES, 'DATA_IMPORTER', 'AGENCY_FOCAL'],
    // A template is the same for everybody who sends files.
    outside: 200,
    inside: 200,
  },
  listUploads: {
    ask: () => ['/v1/uploads'],
    roles: [...OFFICES, 'PROVINCE_EXEC', 'DATA_IMPORTER', 'AGENCY_FOCAL'],
    outside: 'empty list',
    inside: 200,
    // An agency sees its own files, wherever they are of.
    but: { AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 200) },
  },
  readUpload: {
    ask: ({ upload }) => [`/v1/uploads/${upload}`],
    roles: [...OFFICES, 'PROVINCE_EXEC', 'DATA_IMPORTER', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 200,
    but: { AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 404) },
  },
  listUploadProblems: {
    ask: ({ upload }) => [`/v1/uploads/${upload}/problems`],
    roles: [...OFFICES, 'PROVINCE_EXEC', 'DATA_IMPORTER', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 200,
    but: { AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 404) },
  },

  sendReferral: {
    ask: ({ household }) => [
      `/v1/households/${household}/referrals`,
      { body: { toAgency: 'moph', needIds: [`${household}.4`], dueAt: '2026-06-20' } },
    ],
    roles: OFFICES,
    outside: 404,
    // Once it is open, it is open.
    inside: [201, 409],
  },
  proposeReferrals: {
    ask: ({ household }) => [`/v1/households/${household}/referrals/proposals`],
    roles: OFFICES,
    outside: 404,
    inside: 200,
  },
  listReferrals: { ask: () => ['/v1/referrals'], roles: readers, outside: 'empty list', inside: 200 },
  readReferral: { ask: ({ referral }) => [`/v1/referrals/${referral}`], roles: readers, outside: 404, inside: 200 },
  acceptReferral: answering('accept', [200, 409]),
  rejectReferral: answering('reject', [200, 409]),
  returnReferral: answering('return', [200, 409]),
  completeReferral: answering('complete', [200, 409]),
  withdrawReferral: {
    ask: ({ referral }) => [`/v1/referrals/${referral}/withdraw`, { body: { reason: 'ส่งผิด' } }],
    roles: OFFICES,
    outside: 404,
    inside: [200, 409],
    // Only the unit that sent it takes it back.
    but: {
      PROVINCE_SECRETARIAT: (relation) =>
        ({ own: 403, 'other-district': 403, 'other-province': 404, 'no-scope': 403 })[relation],
    },
  },

  listMeetings: {
    ask: () => ['/v1/meetings', { query: { unit: '4201' } }],
    roles: meetingReaders,
    outside: 403,
    inside: 200,
    // An agency sees the meetings that concern it, and of others nothing. A field team of sub-districts has none of the district.
    but: {
      AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : 200),
      FIELD_TEAM: () => 403,
    },
  },
  createMeeting: {
    ask: () => ['/v1/meetings', { body: { unit: '4201', kind: 'OTHER', heldOn: '2026-05-19' } }],
    roles: OFFICES,
    outside: 403,
    inside: 201,
  },
  readMeeting: ofMeeting(''),
  putMeeting: {
    ask: ({ meeting }) => [
      `/v1/meetings/${meeting}`,
      { body: { unit: '4201', kind: 'OTHER', heldOn: '2026-05-19' }, headers: { 'If-Match': '*' } },
    ],
    roles: OFFICES,
    outside: 404,
    // It was held.
    inside: 409,
  },
  readMeetingPack: ofMeeting('/pack'),
  listResolutions: ofMeeting('/resolutions'),
  adoptResolution: {
    ask: ({ meeting, household }) => [
      `/v1/meetings/${meeting}/resolutions`,
      { body: { householdId: household, agency: 'cdd', text: 'ฝึกอาชีพ', dueOn: '2026-06-20' } },
    ],
    roles: OFFICES,
    outside: 404,
    inside: 201,
  },
  completeResolution: {
    ask: ({ resolution }) => [`/v1/resolutions/${resolution}/complete`, { body: { on: '2026-05-20' } }],
    roles: meetingReaders,
    outside: 404,
    inside: [200, 409],
    but: {
      FIELD_TEAM: noneOfDistrict,
      // It reads, and says nothing.
      PROVINCE_EXEC: (relation) =>
        ({ own: 403, 'other-district': 403, 'other-province': 404, 'no-scope': 403 })[relation],
    },
  },
  cancelResolution: {
    ask: ({ resolution }) => [`/v1/resolutions/${resolution}/cancel`, { body: { on: '2026-05-20', reason: 'ซ้ำ' } }],
    roles: OFFICES,
    outside: 404,
    inside: [200, 409],
  },

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

  readAgencyStatistics: {
    ask: () => ['/v1/statistics/agencies', { query: figures }],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 403,
    inside: 200,
  },
  listHouseholdsBehind: {
    ask: () => ['/v1/statistics/agencies/households', { query: { ...figures, agency: 'cdd' } }],
    roles: statisticians.filter((role) => role !== 'NATIONAL_VIEWER'),
    outside: 403,
    inside: 200,
  },
  startStatisticsRun: {
    ask: () => ['/v1/statistics/runs', { body: figures }],
    roles: ['REPORT_APPROVER'],
    outside: 403,
    inside: 202,
  },
  readStatisticsRun: {
    ask: ({ run }) => [`/v1/statistics/runs/${run}`],
    roles: ['REPORT_APPROVER'],
    outside: 404,
    inside: 200,
  },

  listReports: {
    ask: () => ['/v1/reports'],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 'empty list',
    inside: 200,
  },
  readReport: {
    ask: ({ report }) => [`/v1/reports/${report}`],
    roles: statisticians,
    everywhere: ['NATIONAL_VIEWER', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 200,
  },

  listAccess: {
    ask: ({ household }) => ['/v1/access-log', { query: { household } }],
    roles: ['DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 403,
    inside: 200,
  },
};

async function buildWorld(): Promise<World> {
  const api = createInProcessApi();
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'builder' });
  const ok = (answered: Answered) => {
    if (answered.status >= 300) throw new Error(answered.text);
    return answered.body;
  };
  const { id: household } = ok(await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1) }));
  const { id: list } = ok(await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') }));
  await putOnList(api.stores.households, household, list, '420101', api.clock.now);
  ok(await api.request(secretariat, 'POST', `/v1/households/${household}/logbook`, { body: delivered('cdd') }));
  const need = {
    type: 'need',
    dimension: 'income',
    kind: 'PROBLEM',
    text: 'ว่างงาน',
    openedOn: '2026-05-01',
    personId: null,
  };
  const { id: needId } = ok(
    await api.request(secretariat, 'POST', `/v1/households/${household}/logbook`, { body: need }),
  );
  const sender = account('DISTRICT_OFFICER', { area: '4201', sub: 'sender' });
  const { id: referral } = ok(
    await api.request(sender, 'POST', `/v1/households/${household}/referrals`, {
      body: { toAgency: 'cdd', needIds: [needId], dueAt: '2026-06-20' },
    }),
  );
  const held = { unit: '4201', kind: 'TARGETING', heldOn: '2026-05-18', cases: [household] };
  const { id: meeting } = ok(await api.request(sender, 'POST', '/v1/meetings', { body: held }));
  const { id: resolution } = ok(
    await api.request(sender, 'POST', `/v1/meetings/${meeting}/resolutions`, {
      body: { householdId: household, agency: 'cdd', text: 'ฝึกอาชีพ', dueOn: '2026-06-20' },
    }),
  );
  await assignMentor(api, household);
  const invited = { ...aPerson(1), grants: [aMentor] };
  const person = ok(await api.request(secretariat, 'POST', '/v1/accounts', { body: invited })).sub;
  const sysadmin = account('SYSADMIN', { sub: 'builder' });
  const client = ok(await api.request(sysadmin, 'POST', '/v1/organisations/cdd/clients', { body: {} })).id;
  const abroad = account('DISTRICT_OFFICER', { area: '3101', sub: 'abroad' });
  const breaking = { citizenId: syntheticCitizenId(1), purpose: BY_GLASS };
  const glass = ok(await api.request(abroad, 'POST', '/v1/break-glass', { body: breaking })).id;
  const importer = account('DISTRICT_OFFICER', { area: '4201', sub: 'importer' });
  const upload = ok(
    await api.request(importer, 'POST', '/v1/uploads', {
      body: { source: 'thaiqm-survey', filename: 'x.csv', size: 5 },
    }),
  ).uploadId;
  const approver = account('REPORT_APPROVER', { area: '42', sub: 'builder' });
  const run = ok(await api.request(approver, 'POST', '/v1/statistics/runs', { body: figures })).id;
  const report = 'report-1';
  await api.stores.reports.put({
    id: report,
    month: '2026-04',
    area: '4201',
    revision: 0,
    asOf: '2026-05-05T16:59:00.000Z',
    definitions: '1',
    publishedAt: '2026-05-05T17:05:00.000Z',
    manifestKey: 'm',
    files: [{ name: 'a.csv', key: 'k', size: 1, sha256: 'x', contentType: 'text/csv' }],
  });
  const slug = (await api.request(secretariat, 'POST', '/v1/organisations', { body: organisation('มูลนิธิตัวอย่าง') })).body
    .slug;
  return {
    api,
    person,
    client,
    glass,
    household,
    referral,
    meeting,
    resolution,
    list,
    upload,
    run,
    report,
    organisation: slug,
  };
}

/** No call assigns mentors yet: the document is moved one step by the store itself. */
async function assignMentor({ stores: { households } }: InProcessApi, id: string): Promise<void> {
  const before = await households.get(id);
  const last = (await households.history(id)).at(-1);
  if (!before || !last) throw new Error('The household of the matrix is away');
  const version = before.version + 1;
  const after = { ...before, version, mentor: 'mentor-own' };
  await households.append([{ before, after, entries: [{ ...last, id: `${id}.${version}`, version }] }]);
}

function expectedOf(row: Row, role: Role, relation: Relation): number | number[] | 'empty list' {
  if (!row.roles.includes(role)) return 403;
  const exception = row.but?.[role]?.(relation);
  if (exception !== undefined) return exception;
  if (relation === 'no-scope') return NATIONAL.includes(role) || row.everywhere === ALL ? row.inside : 403;
  if (row.everywhere?.includes(role)) return row.inside;
  const covers =
    relation === 'own' || (relation === 'other-district' && PROVINCIAL.includes(role)) || NATIONAL.includes(role);
  return covers ? row.inside : row.outside;
}

/** What is wrong with an answer, in words; undefined when nothing is. */
function fault(answered: Answered, expected: ReturnType<typeof expectedOf>, { household }: World): string | undefined {
  const { status, text, body } = answered;
  const asExpected =
    expected === 'empty list' ? status === 200 && body.items.length === 0 : [expected].flat().includes(status);
  if (!asExpected) return `wanted ${String(expected)}, got ${status} ${text.slice(0, 300)}`;
  // A refusal holds nothing of the household.
  const told = [syntheticCitizenId(1), 'ทดสอบ1', 'ตัวอย่างข้อมูล', household].filter((secret) => text.includes(secret));
  return status >= 400 && told.length > 0 ? `a refusal told ${told.join(', ')}` : undefined;
}

/** The same account with a token that says no role: its record says what the token did. */
async function byRecord({ api }: World, { sub, roles, area, agency }: Principal): Promise<Principal> {
  const at = '2026-01-01T00:00:00.000Z';
  await api.stores.accounts.createAccount({
    sub,
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: roles.map((role) => ({
      role,
      ...(area === undefined ? {} : { unit: area }),
      ...(agency === undefined ? {} : { agency }),
      from: '2026-01-01',
    })),
    createdAt: at,
    changedBy: sub,
    changedAt: at,
    mustAccept: false,
    ended: [],
  });
  return { sub, roles: [] };
}

describe('the access matrix', () => {
  it('knows every route of the route table, and no other', () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(ROUTES.map(({ operationId }) => operationId).toSorted());
  });

  for (const route of ROUTES)
    describe(`${route.method} ${route.path}`, () => {
      let world: World;
      let recordedWorld: World;
      beforeAll(async () => {
        [world, recordedWorld] = [await buildWorld(), await buildWorld()];
      });

      it.each(ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation] as const)))(
        '%s, %s',
        async (role, relation) => {
          const row = TABLE[route.operationId];
          if (!row) throw new Error('A route is missing from the access matrix');
          const who = accountIn(role, relation);
          const [path, asked] = row.ask(world, who);
          const answered = await world.api.request(who, route.method, path, asked);
          expect(fault(answered, expectedOf(row, role, relation), world)).toBeUndefined();
        },
      );

      it.each(ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation] as const)))(
        '%s, %s, by its record',
        async (role, relation) => {
          const row = TABLE[route.operationId];
          if (!row) throw new Error('A route is missing from the access matrix');
          const claimed = accountIn(role, relation);
          const [path, asked] = row.ask(recordedWorld, claimed);
          const who = await byRecord(recordedWorld, claimed);
          const answered = await recordedWorld.api.request(who, route.method, path, asked);
          expect(fault(answered, expectedOf(row, role, relation), recordedWorld)).toBeUndefined();
        },
      );

      it('nobody without sign-in, unless it is public', async () => {
        const [path, asked] = TABLE[route.operationId]!.ask(world, account('SYSADMIN'));
        const { status } = await world.api.request(null, route.method, path, asked);
        expect(status).toBe(route.permission === 'public' ? 200 : 401);
      });

      it('no role that nobody knows', async () => {
        const [path, asked] = TABLE[route.operationId]!.ask(world, account('SYSADMIN'));
        const stranger = { sub: 'stranger', roles: ['GOVERNOR' as Role], area: '42' };
        const { status } = await world.api.request(stranger, route.method, path, asked);
        expect(status).toBe(route.permission === 'public' ? 200 : 403);
      });
    });
});

describe('what is counted, listed and searched stays in the scope', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
    const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
    await world.api.request(secretariat, 'POST', `/v1/target-lists/${world.list}/publish`);
  });
  const idsOf = ({ body }: Answered): string[] => body.items.map(({ id }: { id: string }) => id);

  it('worklists', async () => {
    const list = (who: Principal) => world.api.request(who, 'GET', '/v1/households', { query: { area: '420101' } });
    for (const role of readers)
      expect([role, ...idsOf(await list(accountIn(role, 'own')))]).toEqual([role, world.household]);
    expect(idsOf(await list(accountIn('AGENCY_FOCAL', 'other-district')))).toEqual([]);
    expect(idsOf(await list(account('MENTOR', { area: '4201', sub: 'another-mentor' })))).toEqual([]);
  });

  it('searches by name', async () => {
    const search = (who: Principal) =>
      world.api.request(who, 'POST', '/v1/households/search', { body: { name: 'ทดสอบ1', area: '420101' } });
    expect(idsOf(await search(accountIn('AGENCY_FOCAL', 'own')))).toEqual([world.household]);
    expect(idsOf(await search(accountIn('AGENCY_FOCAL', 'other-district')))).toEqual([]);
    // One who loads files finds the household and does not read of its people.
    const importer = await search(accountIn('DATA_IMPORTER', 'own'));
    expect(importer.body.items).toMatchObject([{ id: world.household, members: [] }]);
  });

  it('searches by a full ID', async () => {
    const search = (who: Principal) =>
      world.api.request(who, 'POST', '/v1/households/search', { body: { citizenId: syntheticCitizenId(1) } });
    const neighbour = await search(accountIn('DISTRICT_OFFICER', 'other-district'));
    expect(neighbour.body).toEqual({
      items: [],
      nextCursor: null,
      heldElsewhere: { province: '42', provinceName: 'เลย' },
    });
    const stranger = await search(accountIn('AGENCY_FOCAL', 'other-province'));
    expect(stranger.body.items).toMatchObject([{ id: world.household, members: [], addressNo: null, houseCode: null }]);
    expect(stranger.text).not.toContain('ทดสอบ1');
  });

  it('households behind a figure: an agency opens its own row only', async () => {
    const behind = (who: Principal, agency: string, area = '42') =>
      world.api.request(who, 'GET', '/v1/statistics/agencies/households', {
        query: { month: '2026-05', area, agency },
      });
    const cdd = accountIn('AGENCY_FOCAL', 'own');
    expect(idsOf(await behind(cdd, 'cdd'))).toEqual([world.household]);
    for (const row of ['dla', 'none', 'total']) expect([row, (await behind(cdd, row)).status]).toEqual([row, 403]);
    expect((await behind(accountIn('DISTRICT_OFFICER', 'own'), 'total')).status).toBe(403);
    expect(idsOf(await behind(accountIn('DISTRICT_OFFICER', 'own'), 'total', '4201'))).toEqual([world.household]);
  });

  it('statistics of a wider area than the account has', async () => {
    const read = (who: Principal, area: string) =>
      world.api.request(who, 'GET', '/v1/statistics/agencies', { query: { month: '2026-05', area } });
    const officer = accountIn('DISTRICT_OFFICER', 'own');
    expect([
      (await read(officer, '42')).status,
      (await read(officer, '4201')).status,
      (await read(officer, '420101')).status,
    ]).toEqual([403, 200, 200]);
  });

  it('links to files', async () => {
    const officer = accountIn('DISTRICT_OFFICER', 'other-district');
    for (const path of [`/v1/uploads/${world.upload}`, `/v1/reports/${world.report}`]) {
      const { status, text } = await world.api.request(officer, 'GET', path);
      expect([status, text.includes('https://files.example')]).toEqual([404, false]);
    }
  });
});

describe('what is recorded where one may not read', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  });

  it('is corrected only where the own office recorded it', async () => {
    const path = `/v1/households/${world.household}/logbook`;
    const record = (who: Principal, body: unknown) => world.api.request(who, 'POST', path, { body });
    const correct = (who: Principal, supersedes: string, entry: object = delivered('cdd')) =>
      record(who, { type: 'correction', supersedes, reason: 'พิมพ์ผิด', entry });
    const theirs = (await record(accountIn('DISTRICT_OFFICER', 'own'), delivered('cdd'))).body.id;
    const never = `${world.household}.999`;
    for (const role of ['DISTRICT_OFFICER', 'MUNICIPAL_OFFICER'] as const) {
      const neighbour = accountIn(role, 'other-district');
      const mine = (await record(neighbour, delivered('cdd'))).body.id;
      // Of another kind, of a day to come: nothing tells that the entry is there.
      for (const entry of [delivered('cdd'), delivered('cdd', { deliveredOn: '2199-01-01' }), visited]) {
        const refused = await correct(neighbour, theirs, entry);
        expect([refused.status, refused.body.code]).toEqual([404, 'entry-not-found']);
        const other = await correct(neighbour, never, entry);
        expect(JSON.stringify(other.body).replaceAll(never, theirs)).toBe(refused.text);
      }
      const colleague = account(role, { area: '4202', sub: 'colleague' });
      const municipal = role === 'DISTRICT_OFFICER' ? 'MUNICIPAL_OFFICER' : 'DISTRICT_OFFICER';
      expect((await correct(accountIn(municipal, 'other-district'), mine)).status).toBe(404);
      expect((await correct(colleague, mine)).status).toBe(201);
    }
    expect((await correct(accountIn('DISTRICT_OFFICER', 'own'), theirs)).status).toBe(201);
  });

  it('is not corrected by another district’s office of the same agency', async () => {
    const path = `/v1/households/${world.household}/logbook`;
    const officer = (area: string, sub: string, more: Partial<Principal> = {}) =>
      account('DISTRICT_OFFICER', { area, agency: 'dopa', sub, ...more });
    const record = (who: Principal, body: unknown) => world.api.request(who, 'POST', path, { body });
    const correct = (who: Principal, supersedes: string) =>
      record(who, { type: 'correction', supersedes, reason: 'พิมพ์ผิด', entry: delivered('dopa') });
    const theirs = (await record(officer('4201', 'dopa-4201'), delivered('dopa'))).body.id;
    const neighbour = officer('4205', 'dopa-4205');
    const refused = await correct(neighbour, theirs);
    expect([refused.status, refused.body.code]).toEqual([404, 'entry-not-found']);
    const mine = (await record(neighbour, delivered('dopa'))).body.id;
    for (const stranger of [
      officer('4205', 'municipal', { roles: ['MUNICIPAL_OFFICER'] }),
      officer('4205', 'other-agency', { agency: 'cdd' }),
    ])
      expect((await correct(stranger, mine)).status).toBe(404);
    expect((await correct(officer('4205', 'colleague'), mine)).status).toBe(201);
  });

  it('is not told where a need stands', async () => {
    const path = `/v1/households/${world.household}/logbook`;
    const record = (relation: Relation, body: unknown) =>
      world.api.request(accountIn('DISTRICT_OFFICER', relation), 'POST', path, { body });
    const need = { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ก', openedOn: '2026-05-01' };
    const needId = (await record('own', need)).body.id;
    const reopened = { type: 'need-status', needId, status: 'REOPENED', on: '2026-05-02' };
    expect((await record('own', reopened)).body).toMatchObject({ code: 'transition-not-allowed', from: 'OPEN' });
    const { body } = await record('other-district', reopened);
    expect([body.code, body.from, body.to]).toEqual(['transition-not-allowed', undefined, undefined]);
  });
});

describe('an agency that only plans help', () => {
  let world: World;
  const moph = account('AGENCY_FOCAL', { agency: 'moph' });
  beforeAll(async () => {
    world = await buildWorld();
    const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
    await world.api.request(secretariat, 'POST', `/v1/target-lists/${world.list}/publish`);
    const planned = delivered('moph', { status: 'PLANNED', deliveredOn: null, plannedOn: '2026-06-01' });
    const path = `/v1/households/${world.household}/logbook`;
    const { status } = await world.api.request(moph, 'POST', path, { body: planned });
    if (status !== 201) throw new Error('The plan of the matrix was not recorded');
  });

  const search = (body: unknown): ReturnType<Row['ask']> => ['/v1/households/search', { body }];
  const behind = { ...figures, area: '42', agency: 'moph' };
  it.each<[operationId: string, ask: (world: World) => ReturnType<Row['ask']>, wanted: number | object[]]>([
    ['listHouseholds', () => ['/v1/households', { query: { area: '42' } }], [{ areaCode: '420101', headName: null }]],
    ['listHouseholds', ({ list }) => ['/v1/households', { query: { area: '42', list } }], []],
    ['searchHouseholds', () => search({ citizenId: syntheticCitizenId(1) }), [{ areaCode: '420101', members: [] }]],
    ['searchHouseholds', () => search({ name: 'ทดสอบ1', area: '420101' }), []],
    ['readHousehold', ({ household }) => [`/v1/households/${household}`], 404],
    [
      'revealHousehold',
      ({ household }) => [
        `/v1/households/${household}/reveal`,
        { body: { fields: ['citizenId'], purpose: 'ทดสอบสิทธิ์' } },
      ],
      403,
    ],
    [
      'listLogbook',
      ({ household }) => [`/v1/households/${household}/logbook`],
      [{ status: 'PLANNED', agency: 'moph' }],
    ],
    ['listHouseholdsBehind', () => ['/v1/statistics/agencies/households', { query: behind }], []],
  ])('%s', async (operationId, ask, wanted) => {
    const route = ROUTES.find((one) => one.operationId === operationId);
    const [path, asked] = ask(world);
    const { status, body, text } = await world.api.request(moph, route?.method ?? '', path, asked);
    const expected = typeof wanted === 'number' ? { status: wanted, items: undefined } : { status: 200, items: wanted };
    expect({ status, items: body.items }).toMatchObject(expected);
    expect(['ทดสอบ1', 'ตัวอย่างข้อมูล', 'cdd'].filter((other) => text.includes(other))).toEqual([]);
  });
});

describe('a move', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  });

  const wanted: Partial<Record<Role, Record<Relation, number | string>>> = {
    PROVINCE_SECRETARIAT: { own: 201, 'other-district': 201, 'other-province': 404, 'no-scope': 403 },
    DISTRICT_OFFICER: { own: 201, 'other-district': 'move-not-yours', 'other-province': 404, 'no-scope': 403 },
    MUNICIPAL_OFFICER: { own: 201, 'other-district': 'move-not-yours', 'other-province': 404, 'no-scope': 403 },
    FIELD_TEAM: { own: 201, 'other-district': 404, 'other-province': 404, 'no-scope': 403 },
  };
  it.each(ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation] as const)))(
    '%s, %s',
    async (role, relation) => {
      const path = `/v1/households/${world.household}/logbook`;
      const body = { type: 'move', on: '2026-05-10', toArea: '420101' };
      const answered = await world.api.request(accountIn(role, relation), 'POST', path, { body });
      const expected = wanted[role]?.[relation] ?? 403;
      expect(typeof expected === 'number' ? answered.status : answered.body.code).toBe(expected);
      expect(fault(answered, answered.status, world)).toBeUndefined();
    },
  );
});
