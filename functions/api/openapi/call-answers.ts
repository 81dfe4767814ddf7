/**
 * How each call may answer: the problems with which it may fail, and whether its answer carries an ETag. What every call of a kind may meet follows
 * from its declaration; what is a call's own is said here by operationId. A call that answers otherwise than is said here fails the tests
 * of the API (test/api/in-process-api.ts).
 */
import type { RouteContract } from '#shared/contracts/route.ts';
import { Problem, type ProblemCode } from '#shared/problems.ts';

/** Of answers to a referral, and of its withdrawal. */
const ANSWERING: readonly ProblemCode[] = [
  'clock-behind',
  'help-missing',
  'household-full',
  'household-not-found',
  'outside-scope',
  'personal-number-in-text',
  'referral-ended',
  'referral-not-found',
  'transition-not-allowed',
];

/** Of the end of a resolution. */
const ENDING: readonly ProblemCode[] = [
  'clock-behind',
  'household-full',
  'household-not-found',
  'outside-scope',
  'personal-number-in-text',
  'resolution-ended',
  'resolution-not-found',
];

/** Of entries of the logbook, alone or in a batch. */
const RECORDING: readonly ProblemCode[] = [
  'already-superseded',
  'already-withdrawn',
  'built-upon',
  'clock-behind',
  'entry-not-found',
  'evidence-needed',
  'household-full',
  'household-not-found',
  'move-not-yours',
  'need-in-use',
  'need-not-found',
  'not-on-list',
  'outside-scope',
  'person-not-found',
  'personal-number-in-text',
  'transition-not-allowed',
  'urgency-only-raised',
];

/** Beside those of its kind. A call that has none of its own says an empty list. In alphabetical order, so that additions meet seldom. */
export const OWN_PROBLEMS: Readonly<Record<string, readonly ProblemCode[]>> = {
  acceptReferral: ANSWERING,
  acceptTerms: ['terms-outdated'],
  adoptResolution: [
    'clock-behind',
    'household-full',
    'household-not-found',
    'meeting-not-found',
    'need-closed',
    'need-not-found',
    'outside-scope',
    'personal-number-in-text',
    'referral-open',
    'resolution-not-found',
    'transition-not-allowed',
  ],
  acceptMoveRequest: [
    'busy',
    'household-full',
    'household-not-found',
    'move-request-not-found',
    'transition-not-allowed',
  ],
  askForMove: [
    'household-not-found',
    'move-request-not-found',
    'move-request-not-needed',
    'move-requested',
    'outside-scope',
    'personal-number-in-text',
  ],
  readMoveRequest: ['move-request-not-found'],
  rejectMoveRequest: ['move-request-not-found', 'personal-number-in-text', 'transition-not-allowed'],
  answerSubjectRequest: ['personal-number-in-text', 'subject-request-not-found', 'transition-not-allowed'],
  cancelResolution: ENDING,
  closeAccount: ['account-not-found', 'grant-not-yours', 'transition-not-allowed'],
  closeRexrayRound: ['outside-scope', 'round-closed', 'round-not-found'],
  completeReferral: ANSWERING,
  completeResolution: ENDING,
  createAreaSet: ['outside-scope', 'register-entry-not-found'],
  createCampaign: [
    'campaign-not-found',
    'list-not-frozen',
    'outside-scope',
    'personal-number-in-text',
    'target-list-not-found',
  ],
  createClient: ['client-not-found', 'grant-not-yours', 'organisation-not-found', 'too-many-clients'],
  createHardshipCategory: ['outside-scope', 'register-entry-not-found'],
  createLocalAuthority: ['covers-overlap', 'outside-scope', 'register-entry-not-found'],
  createMeeting: ['meeting-not-found', 'outside-scope'],
  createMenuItem: ['outside-scope', 'register-entry-not-found'],
  createOrganisation: ['organisation-exists', 'organisation-not-found', 'outside-scope'],
  createMpiProfile: ['outside-scope'],
  createProject: ['outside-scope', 'register-entry-not-found'],
  createRexrayRound: ['outside-scope', 'personal-number-in-text', 'round-not-found', 'target-list-not-found'],
  compareTargetList: ['target-list-not-found', 'target-run-not-found'],
  createTargetList: ['outside-scope', 'target-list-not-found'],
  createWebhook: ['address-not-public', 'outside-scope', 'too-many-webhooks', 'webhook-not-found'],
  createUpload: ['file-refused', 'list-not-published', 'list-required', 'target-list-not-found'],
  deleteWebhook: ['webhook-not-found'],
  deleteClient: ['client-not-found', 'grant-not-yours', 'organisation-not-found'],
  dismissUpload: ['upload-not-found'],
  endAccountSessions: ['account-not-found', 'grant-not-yours'],
  endAllSessions: [],
  endBreakGlass: ['break-glass-not-found', 'transition-not-allowed'],
  endSession: ['session-not-found'],
  exportSubjectRequest: ['no-export', 'subject-request-not-found'],
  fillTargetList: ['list-not-draft', 'target-list-not-found', 'target-run-not-found'],
  freezeTargetList: ['list-not-published', 'target-list-not-found'],
  inviteAccount: ['account-exists', 'account-not-found', 'grant-not-yours'],
  listAccess: ['household-not-found'],
  listAccounts: ['cursor-invalid'],
  listAgencies: [],
  listAreas: [],
  listAreaSets: [],
  listAssistanceTypes: [],
  listBreakGlass: [],
  listCampaigns: [],
  listClients: ['grant-not-yours', 'organisation-not-found'],
  listCodes: [],
  listCommittees: ['outside-scope'],
  listDimensions: [],
  listWebhooks: [],
  listEvents: ['cursor-invalid', 'events-gone'],
  listHardshipCategories: [],
  listDue: [],
  listHouseholds: ['outside-scope', 'target-list-not-found'],
  listHouseholdsBehind: ['outside-scope', 'revision-not-found', 'target-list-not-found'],
  listHouseholdsOfProgress: ['outside-scope', 'revision-not-found', 'target-list-not-found'],
  listHouseholdsOfQuarterly: ['outside-scope', 'revision-not-found', 'target-list-not-found'],
  listIndicators: [],
  listLocalAuthorities: [],
  listLogbook: ['household-not-found'],
  listMeetings: ['cursor-invalid', 'outside-scope'],
  listMenuItems: [],
  listMpiProfiles: [],
  listOrganisations: [],
  listProjects: [],
  listReferrals: ['outside-scope'],
  listReports: [],
  listResolutions: ['meeting-not-found'],
  listRexrayRounds: [],
  listSessions: [],
  listSubjectRequests: [],
  listTargetLists: [],
  listUploadProblems: ['upload-not-found'],
  listUploads: [],
  openBreakGlass: [
    'break-glass-limit',
    'break-glass-not-found',
    'break-glass-not-needed',
    'break-glass-open',
    'household-not-found',
  ],
  openSubjectRequest: [
    'household-not-found',
    'person-not-found',
    'personal-number-in-text',
    'subject-request-not-found',
  ],
  printPlan: ['household-not-found', 'plan-not-found'],
  printMeetingPack: ['meeting-not-found', 'outside-scope'],
  proposeReferrals: ['household-not-found'],
  publishTargetList: ['list-not-draft', 'target-list-not-found'],
  putAreaSet: ['outside-scope', 'register-entry-not-found'],
  putCampaign: [
    'campaign-not-found',
    'list-not-frozen',
    'outside-scope',
    'personal-number-in-text',
    'target-list-not-found',
    'transition-not-allowed',
  ],
  putCommittee: ['area-not-found', 'covers-overlap', 'outside-scope'],
  putGrants: ['account-not-found', 'grant-not-yours', 'transition-not-allowed'],
  putHardshipCategory: ['outside-scope', 'register-entry-not-found'],
  putLocalAuthority: ['covers-overlap', 'outside-scope', 'register-entry-not-found'],
  putMeeting: ['meeting-held', 'meeting-not-found'],
  putMentor: [
    'clock-behind',
    'household-full',
    'household-not-found',
    'mentor-not-valid',
    'personal-number-in-text',
    'transition-not-allowed',
  ],
  putPlan: [
    'clock-behind',
    'household-full',
    'household-not-found',
    'need-not-found',
    'personal-number-in-text',
    'plan-not-found',
    'transition-not-allowed',
  ],
  putMenuItem: ['outside-scope', 'register-entry-not-found'],
  putOrganisation: ['organisation-built-in', 'organisation-exists', 'organisation-not-found', 'outside-scope'],
  putProfile: ['clock-behind', 'household-full', 'household-not-found', 'person-not-found', 'personal-number-in-text'],
  putProject: ['outside-scope', 'register-entry-not-found'],
  putQuarterlyNote: ['area-not-found', 'outside-scope', 'personal-number-in-text'],
  readAgencyStatistics: ['outside-scope', 'revision-not-found', 'target-list-not-found'],
  readCommittee: ['area-not-found', 'outside-scope'],
  readHousehold: ['household-not-found'],
  readMe: [],
  readMpiLists: ['target-run-not-found'],
  readMpiWhatIf: ['target-run-not-found'],
  readMeeting: ['meeting-not-found'],
  readMeetingPack: ['meeting-not-found', 'outside-scope'],
  readOpenapi: [],
  readProgress: ['outside-scope', 'revision-not-found', 'target-list-not-found'],
  readQuarterly: ['outside-scope', 'revision-not-found', 'target-list-not-found'],
  readQuarterlyNote: ['area-not-found', 'outside-scope'],
  readPlan: ['household-not-found', 'plan-not-found'],
  readReferral: ['referral-not-found'],
  readReport: ['report-not-found'],
  readStatisticsRun: ['run-not-found'],
  readTargetListChanges: ['target-list-not-found', 'target-run-not-found'],
  readTargetListFill: ['target-list-not-found', 'target-run-not-found'],
  readUpload: ['upload-not-found'],
  readUploadUndo: ['undo-not-found', 'upload-not-found'],
  readUploadTemplate: [],
  recordBatch: RECORDING,
  recordEntry: RECORDING,
  registerHousehold: [
    'household-exists',
    'household-full',
    'household-not-found',
    'outside-scope',
    'personal-number-in-text',
  ],
  reinviteAccount: ['account-not-found', 'grant-not-yours', 'transition-not-allowed'],
  rejectReferral: ANSWERING,
  reopenAccount: ['account-not-found', 'grant-not-yours', 'transition-not-allowed'],
  returnReferral: ANSWERING,
  revealHousehold: ['household-not-found'],
  reviewBreakGlass: ['break-glass-not-found', 'transition-not-allowed'],
  revokeBreakGlass: ['break-glass-not-found', 'transition-not-allowed'],
  rotateClient: ['client-not-found', 'grant-not-yours', 'organisation-not-found'],
  searchHouseholds: ['cursor-invalid', 'outside-scope'],
  sendReferral: [
    'clock-behind',
    'household-full',
    'household-not-found',
    'need-closed',
    'need-not-found',
    'outside-scope',
    'personal-number-in-text',
    'referral-not-found',
    'referral-open',
  ],
  startMpiLists: ['mpi-profile-not-found', 'outside-scope', 'target-run-not-found'],
  startMpiWhatIf: ['mpi-profile-not-found', 'outside-scope', 'target-run-not-found'],
  startStatisticsRun: ['outside-scope', 'run-not-found'],
  supersedeTargetList: ['list-not-frozen', 'target-list-not-found'],
  suspendAccount: ['account-not-found', 'grant-not-yours', 'transition-not-allowed'],
  undoUpload: ['personal-number-in-text', 'undo-not-found', 'upload-not-found', 'upload-not-undoable', 'upload-undone'],
  withdrawReferral: ANSWERING,
};

/** Calls whose answer carries an ETag; of a GET with it as If-None-Match the answer is 304 when nothing changed. */
export const TAGGED: ReadonlySet<string> = new Set([
  'closeAccount',
  'closeRexrayRound',
  'createAreaSet',
  'createCampaign',
  'createHardshipCategory',
  'createLocalAuthority',
  'createMeeting',
  'createMenuItem',
  'createOrganisation',
  'createProject',
  'createRexrayRound',
  'createTargetList',
  'endAccountSessions',
  'freezeTargetList',
  'inviteAccount',
  'listAgencies',
  'listAreas',
  'listAssistanceTypes',
  'listCodes',
  'listDimensions',
  'listIndicators',
  'publishTargetList',
  'putAreaSet',
  'putCampaign',
  'putCommittee',
  'putGrants',
  'putHardshipCategory',
  'putLocalAuthority',
  'putMeeting',
  'putMentor',
  'putMenuItem',
  'putPlan',
  'putOrganisation',
  'putProfile',
  'putProject',
  'putQuarterlyNote',
  'readCommittee',
  'readHousehold',
  'readMeeting',
  'readPlan',
  'readOpenapi',
  'readQuarterlyNote',
  'registerHousehold',
  'reinviteAccount',
  'reopenAccount',
  'supersedeTargetList',
  'suspendAccount',
]);

/** Members of a problem beside those that all problems have. */
export const PROBLEM_MEMBERS: Readonly<Partial<Record<ProblemCode, readonly string[]>>> = {
  'account-not-active': ['account'],
  'already-superseded': ['by'],
  'built-upon': ['by'],
  'covers-overlap': ['cover', 'unit'],
  'entry-not-found': ['entry'],
  'evidence-needed': ['to', 'missing'],
  'household-exists': ['candidates', 'heldElsewhere', 'confirmable'],
  'list-not-draft': ['listStatus'],
  'list-not-frozen': ['list', 'listStatus'],
  'list-not-published': ['listStatus'],
  'meeting-held': ['meetingStatus'],
  'need-closed': ['needIds'],
  'need-in-use': ['needIds'],
  'need-not-found': ['needId'],
  'not-on-list': ['list'],
  'not-permitted': ['permission', 'source'],
  'organisation-exists': ['slug'],
  'person-not-found': ['personId'],
  'precondition-required': ['version'],
  'referral-ended': ['referralStatus', 'at'],
  'referral-open': ['referral'],
  'resolution-ended': ['resolutionStatus', 'at'],
  'target-list-not-found': ['list'],
  'terms-not-accepted': ['version'],
  'terms-outdated': ['version'],
  'transition-not-allowed': ['from', 'to'],
  'unknown-filter': ['parameters'],
  'urgency-only-raised': ['level'],
  'version-conflict': ['version', 'changed', 'changedAt', 'changedBy'],
  'upload-not-undoable': ['why'],
};

/** What the edge and the platform itself answer, whatever the call. */
const EVERY_CALL: readonly ProblemCode[] = [
  'request-refused',
  'too-many-requests',
  'unexpected',
  'busy',
  'record-unreadable',
  'unknown-filter',
];

/** Of calls that need a token. */
const SIGNED_IN: readonly ProblemCode[] = [
  'not-signed-in',
  'session-ended',
  'not-permitted',
  'account-without-record',
  'account-not-active',
  'terms-not-accepted',
];

/** Every problem that a call may answer with, its kind's first. */
export function problemsOf(route: RouteContract): ProblemCode[] {
  const codes: ProblemCode[] = [...EVERY_CALL];
  if (route.permission !== 'public') codes.push(...SIGNED_IN);
  if (route.params) codes.push('route-not-found');
  if (route.query) codes.push('invalid-input');
  if (route.query && 'cursor' in route.query.shape) codes.push('cursor-invalid');
  if (route.body) codes.push('bad-json', 'bad-encoding', 'invalid-input', 'too-large', 'unsupported-media-type');
  if (route.method === 'PUT') codes.push('invalid-input', 'version-conflict', 'precondition-required');
  if (route.onceForDays !== undefined) codes.push('invalid-input', 'idempotency-key-reused');
  return [...new Set([...codes, ...(OWN_PROBLEMS[route.operationId] ?? [])])];
}

const ALWAYS = new Set(['type', 'status', 'code', 'title', 'detail', 'errors', 'requestId']);

type Answered = { status: number; headers: Readonly<Record<string, string>>; body: unknown };

/** What an answer holds that the document does not say of its call, each with the place to say it. */
export function unsaid(route: RouteContract, { status, headers, body }: Answered): string[] {
  const file = 'functions/api/openapi/call-answers.ts';
  const { operationId } = route;
  if (status < 400)
    return headers['etag'] === undefined || TAGGED.has(operationId) ? [] : [`${file}, TAGGED: '${operationId}'`];
  const { code } = body as { code: ProblemCode };
  const members = Object.keys(body as object).filter(
    (name) => !ALWAYS.has(name) && !(PROBLEM_MEMBERS[code]?.includes(name) ?? false),
  );
  return [
    ...(problemsOf(route).includes(code) ? [] : [`${file}, OWN_PROBLEMS.${operationId}: '${code}'`]),
    ...members.map((name) => `${file}, PROBLEM_MEMBERS['${code}']: '${name}', and shared/contracts/problem.ts`),
  ];
}

/** Problems by HTTP status, in order. */
export function byStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const groups = Map.groupBy(codes, (code) => new Problem(code).status);
  return new Map([...groups].toSorted(([one], [other]) => one - other));
}
