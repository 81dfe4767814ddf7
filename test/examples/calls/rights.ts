/** Break-glass, the rights of a data subject, who looked, and what systems of agencies are told. */
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { ABROAD, AGENCY, OFFICE, once, SECRETARIAT, type ExampleCall } from '../example-call.ts';

function openedBy(who: string, number: number): ExampleCall {
  return {
    operationId: 'openBreakGlass',
    as: who,
    headers: once(number),
    body: { citizenId: syntheticCitizenId(900_001), purpose: 'ผู้ป่วยถูกส่งตัวมาโรงพยาบาลของจังหวัด ต้องประสานความช่วยเหลือ' },
  };
}

export const RIGHTS: readonly ExampleCall[] = [
  { ...openedBy(ABROAD, 50), save: { looked: 'id' } },
  { operationId: 'endBreakGlass', as: ABROAD, params: { id: '{looked}' } },
  { ...openedBy(ABROAD, 51), save: { revoked: 'id' }, preparation: true },
  { operationId: 'revokeBreakGlass', as: OFFICE, params: { id: '{revoked}' } },
  { operationId: 'listBreakGlass', as: OFFICE, query: { unit: '4201', limit: '20' } },
  {
    operationId: 'reviewBreakGlass',
    as: OFFICE,
    params: { id: '{looked}' },
    body: { result: 'JUSTIFIED', reason: 'ตรวจสอบกับโรงพยาบาลแล้ว เป็นเหตุจำเป็นจริง' },
  },
  {
    operationId: 'openSubjectRequest',
    as: OFFICE,
    headers: once(52),
    body: { householdId: '{household}', personId: '{person}', kind: 'ACCESS', text: 'ขอทราบว่ามีข้อมูลใดของฉัน และใครดูบ้าง' },
    save: { asked: 'id' },
  },
  { operationId: 'listSubjectRequests', as: OFFICE, query: { status: 'OPEN', limit: '20' } },
  {
    operationId: 'answerSubjectRequest',
    as: SECRETARIAT,
    params: { id: '{asked}' },
    body: { result: 'DONE', reason: 'ส่งสำเนาข้อมูลให้ผู้ขอแล้ว' },
  },
  { operationId: 'exportSubjectRequest', as: OFFICE, params: { id: '{asked}' } },
  { operationId: 'listAccess', as: 'dpo-auditor', query: { household: '{household}' } },
  {
    operationId: 'listEvents',
    as: AGENCY,
    query: { limit: '2' },
    // Events are told some seconds after they happen.
    until: { 'items.1.type': 'grant.changed' },
  },
  {
    operationId: 'createWebhook',
    as: AGENCY,
    headers: once(53),
    // Without a name, so that the example asks no name server.
    body: { url: 'https://203.150.1.1/events' },
    save: { webhook: 'id' },
  },
  { operationId: 'listWebhooks', as: AGENCY },
  { operationId: 'deleteWebhook', as: AGENCY, params: { id: '{webhook}' } },
];
