/** Calls about accounts, one's own and those of others, about break-glasses and about clients of organisations. */
import type { Role } from '#shared/domain/access/access.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { OFFICES, type Relation } from './relations.ts';
import { everybody, needsScope, type Row } from './row.ts';
import { aMentor, aPerson, BY_GLASS } from './world.ts';

/** Of a sign-in after all that the calls of the matrix end. */
const SIGNED_IN_LATER = { claims: { auth_time: '4000000000' } };

const granters: Role[] = [...OFFICES, 'AGENCY_FOCAL', 'SYSADMIN'];

/** Each is another person. */
let invited = 1000;

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

/** Of what organisations are told: each focal point asks for its own, wherever that is. */
function ofEvents(answered: number): Omit<Row, 'ask'> {
  return {
    roles: ['AGENCY_FOCAL'],
    everywhere: ['AGENCY_FOCAL'],
    outside: answered,
    inside: answered,
    but: { AGENCY_FOCAL: (relation) => (needsScope(relation) ? 403 : answered) },
  };
}

function glassOf(role: Role, relation: Relation): number {
  if (needsScope(relation)) return 403;
  const within = relation === 'own' || (role === 'PROVINCE_SECRETARIAT' && relation === 'other-district');
  return within ? 409 : 201;
}

export const ACCOUNT_ROWS: Record<string, Row> = {
  readMe: everybody('/v1/me'),
  listDue: {
    ask: () => ['/v1/me/due'],
    roles: [...OFFICES, 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL', 'DATA_IMPORTER'],
    outside: 200,
    inside: 200,
  },
  readPack: {
    ask: () => ['/v1/me/pack'],
    roles: [...OFFICES, 'PROVINCE_EXEC', 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL'],
    outside: 200,
    inside: 200,
  },
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
    ask: () => ['/v1/accounts', { body: { ...aPerson((invited += 1)), grants: [aMentor] } }],
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
  listSubjectRequests: {
    ask: () => ['/v1/subject-requests'],
    roles: [...OFFICES, 'DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 'empty list',
    inside: 200,
  },
  openSubjectRequest: {
    ask: ({ household }) => [
      '/v1/subject-requests',
      { body: { householdId: household, personId: 'nobody', kind: 'LIMIT', text: 'ขอระงับ' } },
    ],
    roles: OFFICES,
    outside: 404,
    // The household is found, and has no such member.
    inside: 422,
  },
  answerSubjectRequest: {
    ask: ({ subjectRequest }) => [`/v1/subject-requests/${subjectRequest}/answer`, { body: { result: 'DONE' } }],
    roles: ['PROVINCE_SECRETARIAT', 'DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 404,
    inside: [200, 409],
  },
  exportSubjectRequest: {
    ask: ({ subjectRequest }) => [`/v1/subject-requests/${subjectRequest}/export`],
    roles: [...OFFICES, 'DPO_AUDITOR'],
    everywhere: ['DPO_AUDITOR'],
    outside: 404,
    // Offices that do not answer wait for the answer.
    inside: [200, 409],
  },
  listEvents: { ask: () => ['/v1/events'], ...ofEvents(200) },
  listWebhooks: { ask: () => ['/v1/webhooks'], ...ofEvents(200) },
  // Else the organisation would have as many as it may have before the matrix is through.
  createWebhook: { ask: () => ['/v1/webhooks', { body: { url: 'http://not-https.example/' } }], ...ofEvents(422) },
  deleteWebhook: { ask: () => ['/v1/webhooks/nobodys'], ...ofEvents(404) },
  listClients: { ask: () => ['/v1/organisations/cdd/clients'], ...ofClients(200) },
  createClient: { ask: () => ['/v1/organisations/cdd/clients', { body: {} }], ...ofClients(201) },
  rotateClient: { ask: ({ client }) => [`/v1/organisations/cdd/clients/${client}/rotate`], ...ofClients([200, 404]) },
  deleteClient: { ask: ({ client }) => [`/v1/organisations/cdd/clients/${client}`], ...ofClients(200) },
  closeAccount: { ask: ({ person }) => [`/v1/accounts/${person}/close`], ...ofAnAccount(200) },
};
