/** Calls about households, their logbook, and files. */
import { delivered, newHousehold } from '#test/api/synthetic-household.ts';

import { OFFICES, type Relation } from './relations.ts';
import { aPlan } from './world.ts';
import { acrossTheProvince, needsScope, readers, type Row } from './row.ts';

/** Each is another household. */
let registered = 1000;

/** An office undoes what it sent itself; the district office of 4201 sent the file. */
const otherOffice = (relation: Relation): number => (needsScope(relation) ? 403 : 404);
const UNDOING = { MUNICIPAL_OFFICER: otherOffice, DATA_IMPORTER: otherOffice, AGENCY_FOCAL: otherOffice };

/** Who asked and who answers: functions/api/logbook/move-requests.test.ts. */
const ofMoves: Omit<Row, 'ask'> = { roles: [...OFFICES, 'FIELD_TEAM'], outside: 404, inside: 404 };

export const HOUSEHOLD_ROWS: Record<string, Row> = {
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
  proveLogbook: {
    ask: ({ household }) => [`/v1/households/${household}/logbook/proof`],
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
  // Whose pairs a list has, and who decides of one: functions/api/logbook/duplicate-inbox.test.ts.
  listDuplicates: {
    ask: () => ['/v1/duplicates', { query: { unit: '4201' } }],
    roles: OFFICES,
    outside: 403,
    inside: 200,
  },
  dismissDuplicate: {
    ask: () => ['/v1/duplicates/nobodys/dismiss', { body: { reason: 'คนละครัวเรือน' } }],
    roles: OFFICES,
    outside: 404,
    inside: 404,
  },
  consentToMerge: { ask: () => ['/v1/duplicates/nobodys/consent'], roles: OFFICES, outside: 404, inside: 404 },
  mergeHouseholds: {
    ask: ({ household }) => [
      '/v1/merges',
      { body: { keep: household, other: household, reason: 'ทดสอบสิทธิ์', versions: {} } },
    ],
    roles: OFFICES,
    outside: 404,
    // A household is no duplicate of itself.
    inside: 422,
  },
  undoMerge: {
    ask: ({ household }) => [`/v1/merges/${household}.1/undo`, { body: { reason: 'ทดสอบสิทธิ์' } }],
    roles: OFFICES,
    outside: 404,
    inside: 404,
  },
  askForMove: {
    ask: ({ household }) => [
      `/v1/households/${household}/move-requests`,
      // Nobody of the matrix answers for it, so nothing is asked.
      { body: { on: '2026-05-10', toArea: '500101', reason: 'พบที่นี่' } },
    ],
    roles: [...OFFICES, 'FIELD_TEAM'],
    outside: 403,
    inside: 403,
  },
  readMoveRequest: { ask: () => ['/v1/move-requests/nobodys'], ...ofMoves },
  acceptMoveRequest: { ask: () => ['/v1/move-requests/nobodys/accept'], ...ofMoves },
  rejectMoveRequest: { ask: () => ['/v1/move-requests/nobodys/reject', { body: { reason: 'ก' } }], ...ofMoves },
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
  transferHouseholds: {
    ask: () => [
      '/v1/mentors/nobody/transfer',
      { body: { to: 'nobody-else', all: true, on: '2026-05-02', reason: 'ย้าย' } },
    ],
    roles: OFFICES,
    // There is no such account.
    outside: 404,
    inside: 404,
  },
  readTransfer: { ask: () => ['/v1/transfers/nobodys'], roles: OFFICES, outside: 404, inside: 404 },
  listMentors: {
    ask: () => ['/v1/mentors', { query: { unit: '420101' } }],
    roles: [...OFFICES, 'PROVINCE_EXEC', 'FIELD_TEAM'],
    outside: 403,
    inside: 200,
  },
  putProfile: {
    ask: ({ household }) => [
      `/v1/households/${household}/profile`,
      {
        body: { reason: 'พิมพ์ผิด', requestedBy: 'OFFICE', address: { village: 'บ้านใหม่' } },
        headers: { 'If-Match': '*' },
      },
    ],
    roles: OFFICES,
    outside: 404,
    inside: 200,
  },

  putPlan: {
    ask: ({ household }) => [`/v1/households/${household}/plan`, { body: aPlan, headers: { 'If-Match': '*' } }],
    roles: [...OFFICES, 'MENTOR'],
    outside: 404,
    inside: 200,
  },
  printPlan: {
    ask: ({ household }) => [`/v1/households/${household}/plan/print`],
    roles: readers,
    outside: 404,
    inside: 200,
  },
  readPlan: {
    ask: ({ household }) => [`/v1/households/${household}/plan`],
    roles: readers,
    outside: 404,
    inside: 200,
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
  undoUpload: {
    ask: ({ upload }) => [`/v1/uploads/${upload}/undo`, { body: { reason: 'ส่งผิดไฟล์' } }],
    roles: [...OFFICES, 'DATA_IMPORTER', 'AGENCY_FOCAL'],
    outside: 404,
    // Its file has not arrived.
    inside: 409,
    but: UNDOING,
  },
  readUploadUndo: {
    ask: ({ upload }) => [`/v1/uploads/${upload}/undo`],
    roles: [...OFFICES, 'DATA_IMPORTER', 'AGENCY_FOCAL'],
    outside: 404,
    // It was never undone.
    inside: 404,
    but: UNDOING,
  },
  dismissUpload: {
    ask: ({ upload }) => [`/v1/uploads/${upload}/dismiss`, { body: {} }],
    roles: [...OFFICES, 'DATA_IMPORTER', 'AGENCY_FOCAL'],
    outside: 404,
    inside: 200,
    but: UNDOING,
  },
};
