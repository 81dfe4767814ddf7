/** Calls about referrals and meetings. */
import type { Role } from '#shared/domain/access/access.ts';

import { OFFICES, type Relation } from './relations.ts';
import { needsScope, readers, type Row } from './row.ts';

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

export const CASE_WORK_ROWS: Record<string, Row> = {
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
  printMeetingPack: ofMeeting('/pack/print'),
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
};
