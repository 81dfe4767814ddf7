/** The whole API in this process, on memory stores and a clock of the test's: requests go in as API Gateway events. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

import { accessLogCalls } from '#functions/api/access-log/calls.ts';
import { createWorldOf } from '#functions/api/accounts/authority.ts';
import { accountCalls } from '#functions/api/accounts/calls.ts';
import { committeeCalls } from '#functions/api/committees/calls.ts';
import { dueCalls } from '#functions/api/due/calls.ts';
import { createCommitteeOf } from '#functions/api/due/committee-of.ts';
import { eventCalls } from '#functions/api/events/calls.ts';
import { householdCalls } from '#functions/api/households/calls.ts';
import { logbookCalls } from '#functions/api/logbook/calls.ts';
import { meetingCalls } from '#functions/api/meetings/calls.ts';
import { meCalls } from '#functions/api/me/calls.ts';
import { unsaid } from '#functions/api/openapi/call-answers.ts';
import { openapiCalls } from '#functions/api/openapi/calls.ts';
import { planPrintCalls } from '#functions/api/plan-prints/calls.ts';
import { createTypesetter, type Typesetter } from '#functions/api/plan-prints/typesetter.ts';
import { planCalls } from '#functions/api/plans/calls.ts';
import { referenceCalls } from '#functions/api/reference/calls.ts';
import { referralCalls } from '#functions/api/referrals/calls.ts';
import { registerCalls } from '#functions/api/registers/calls.ts';
import { reportCalls } from '#functions/api/reports/calls.ts';
import { statisticsCalls } from '#functions/api/statistics/calls.ts';
import type { DemandRun } from '#functions/api/statistics/start-run.ts';
import { subjectRequestCalls } from '#functions/api/subject-requests/calls.ts';
import { targetListCalls } from '#functions/api/target-lists/calls.ts';
import type { KeptProfile } from '#functions/api/target-lists/mpi-profiles.ts';
import { uploadCalls } from '#functions/api/uploads/calls.ts';
import { createAccountGate, type AccountGate } from '#functions/middleware/account-gate.ts';
import { createApi, type ApiEvent, type ApiHandler, type ApiResult } from '#functions/middleware/api.ts';
import type { BoundRoute } from '#functions/middleware/call.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { createIdempotency } from '#functions/middleware/idempotency.ts';
import { createMemoryAccessLog } from '#shared/access-log/memory-access-log.ts';
import { createMemorySignIns } from '#shared/account/memory-sign-ins.ts';
import { createMemorySystemClients } from '#shared/account/memory-system-clients.ts';
import { createMemoryAccountStore } from '#shared/account/memory-account-store.ts';
import { createMemoryBreakGlassStore } from '#shared/break-glass/memory-break-glass-store.ts';
import { createMemoryCommitteeStore } from '#shared/committee/memory-committee-store.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import type { Resource } from '#shared/contracts/route.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { NO_ORDERS, type Account as AccountRecord } from '#shared/domain/account/account.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { MemoryDuplicates } from '#shared/duplicate/memory-duplicates.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { MemoryMeetings } from '#shared/meeting/memory-meetings.ts';
import { MemoryReferrals } from '#shared/referral/memory-referrals.ts';
import {
  createOrganisationDirectory,
  type OrganisationDirectory,
} from '#shared/organisation/organisation-directory.ts';
import type { CatalogueEntry } from '#shared/domain/catalogue/catalogue.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import { MemoryEvents } from '#shared/event/memory-events.ts';
import type { SubjectRequest } from '#shared/domain/subject-request/subject-request.ts';
import { createMemoryShelfStore } from '#shared/shelf/memory-shelf-store.ts';
import { createMemoryReportStore } from '#shared/report/memory-report-store.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createMemoryDataKeyStore } from '#shared/sealing/memory-data-key-store.ts';
import { createEnvelopeSealer } from '#shared/sealing/envelope-sealer.ts';
import { createRawDataKeys } from '#shared/sealing/raw-data-keys.ts';
import type { Campaign } from '#shared/domain/campaign/campaign.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import { factsOfMeetings } from '#shared/meeting/meeting-facts.ts';
import { createCaseFigures } from '#shared/statistics/case-figures.ts';
import { createFigures } from '#shared/statistics/figures.ts';
import type { QuarterlyNote } from '#shared/statistics/quarterly-note.ts';
import { createMemoryRunStore } from '#shared/statistics/memory-run-store.ts';
import { createMemoryStatisticsStore } from '#shared/statistics/memory-statistics-store.ts';
import { createMemoryTargetRunStore } from '#shared/target-list/memory-target-run-store.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';
import { MemoryProgress } from '#shared/upload/memory-progress.ts';
import { createMemoryMoveRequestStore } from '#shared/move-request/memory-move-request-store.ts';
import { createMemoryWebhooks } from '#shared/webhook/memory-webhook-store.ts';
import { createMemoryUploadStore } from '#shared/upload/memory-upload-store.ts';

export type Account = Principal | null;

export type Asked = {
  query?: Record<string, string>;
  body?: unknown;
  /** Claims beside those of the account, such as `origin_jti`. */
  claims?: Record<string, string>;
  /** The body as text, when it is not to be JSON. */
  text?: string;
  headers?: Record<string, string>;
};

/** What came back; `body` is parsed JSON, null when there was none. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test reads into replies of every shape
export type Answered = { status: number; headers: Record<string, string>; body: any; text: string };

export type InProcessApi = ReturnType<typeof createInProcessApi>;

export type InProcessOptions = {
  now?: Date;
  logger?: Logger;
  households?: HouseholdStore;
  typeset?: Typesetter;
};

export function createInProcessApi({
  now = new Date('2026-05-20T03:00:00.000Z'),
  logger = new Logger({ serviceName: 'test', logLevel: 'SILENT' }),
  households,
  typeset = createTypesetter(),
}: InProcessOptions = {}) {
  const clock = { now };
  const keys = new MemoryClaims();
  const progress = new MemoryProgress();
  const referrals = new MemoryReferrals();
  const events = new MemoryEvents();
  const due = new MemoryDue();
  const meetings = new MemoryMeetings(keys, due, events);
  const duplicates = new MemoryDuplicates(keys, due);
  const lists = createMemoryTargetListStore({ keys });
  const stores = {
    accounts: createMemoryAccountStore({ keys, events }),
    breakGlass: createMemoryBreakGlassStore({ keys, due }),
    subjectRequests: createMemoryShelfStore<SubjectRequest>({ keys }),
    households:
      households ?? createMemoryHouseholdStore({ progress, keys, referrals, due, meetings, duplicates, lists, events }),
    due,
    duplicates,
    events,
    webhooks: createMemoryWebhooks({ keys }),
    moveRequests: createMemoryMoveRequestStore({ keys, due }),
    referrals,
    meetings,
    accessLog: createMemoryAccessLog(),
    committees: createMemoryCommitteeStore(),
    lists,
    targetRuns: createMemoryTargetRunStore({ keys }),
    uploads: createMemoryUploadStore({ progress, keys, due }),
    organisations: createMemoryRegisterStore<Organisation>({ keys }),
    profiles: createMemoryRegisterStore<KeptProfile>({ keys }),
    reports: createMemoryReportStore(),
    runs: createMemoryRunStore({ keys }),
    statistics: createMemoryStatisticsStore(),
  };
  const started: DemandRun[] = [];
  const undos = new Map<string, object>();
  const targetings = new Map<string, { run: string }>();
  const objects = new Map<string, Buffer>();
  const cursors = createCursors(Buffer.alloc(32, 7));
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const signIns = createMemorySignIns();
  const systemClients = createMemorySystemClients();
  const organisations = createOrganisationDirectory(stores.organisations, () => clock.now.getTime());
  const catalogues = new Map<string, RegisterStore<CatalogueEntry>>();
  const registers = {
    campaigns: createMemoryRegisterStore<Campaign>({ keys }),
    rounds: createMemoryRegisterStore<RexrayRound>({ keys }),
    notes: createMemoryRegisterStore<QuarterlyNote>({ keys }),
  };
  const catalogue = (name: string): RegisterStore<CatalogueEntry> => {
    const store = catalogues.get(name) ?? createMemoryRegisterStore<CatalogueEntry>({ keys });
    catalogues.set(name, store);
    return store;
  };
  const deps = {
    catalogue,
    signIns,
    systemClients,
    index: createBlindIndex(Buffer.alloc(32, 8)),
    ...stores,
    sealer: createEnvelopeSealer({
      dataKeys: createRawDataKeys(Buffer.alloc(32, 8)),
      store: createMemoryDataKeyStore(),
    }),
    cursors,
    hash: chainHash,
    newId,
    recordActivity: stores.statistics.recordActivity,
    pause: async () => {},
    directory: createOrganisationDirectory(stores.organisations, () => clock.now.getTime()),
    registered: stores.organisations,
    files: {
      form: async (key: string) => ({ url: 'https://files.example/', fields: { key } }),
      bytes: async (key: string, from: number, to: number) => objects.get(key)?.subarray(from, to) ?? Buffer.alloc(0),
      link: async (key: string) => `https://files.example/${key}`,
    },
    link: async (key: string, name: string) => `https://files.example/${key}?as=${name}`,
    ...registers,
    areaSets: catalogue('area-sets'),
    figures: createFigures(stores),
    caseFigures: createCaseFigures({ ...stores, ...registers, meetings: factsOfMeetings(meetings) }),
    startTargeting: async (name: string, input: object) => void targetings.set(name, input as { run: string }),
    startUndo: async (name: string, input: object) => void undos.set(name, input),
    // As Step Functions does it: a name starts once.
    start: async (run: DemandRun) => {
      if (!started.some((one) => one.run === run.run)) started.push(run);
    },
  };
  const calls: Record<Resource, readonly BoundRoute[]> = {
    me: meCalls(deps),
    due: dueCalls({ ...deps, directory: organisations, committeeOf: createCommitteeOf(stores) }),
    accounts: accountCalls({ ...deps, worldOf: createWorldOf(organisations, stores.committees) }),
    reference: referenceCalls,
    openapi: openapiCalls,
    uploads: uploadCalls(deps),
    households: householdCalls({ ...deps, directory: organisations }),
    logbook: logbookCalls(deps),
    plans: planCalls(deps),
    'plan-prints': planPrintCalls({ ...deps, typeset }),
    referrals: referralCalls(deps),
    meetings: meetingCalls(deps),
    'target-lists': targetListCalls({ ...deps, profiles: stores.profiles }),
    committees: committeeCalls(deps),
    registers: registerCalls(deps),
    statistics: statisticsCalls(deps),
    reports: reportCalls(deps),
    'access-log': accessLogCalls(deps),
    events: eventCalls({ ...deps, isPublicUrl: (url) => Promise.resolve(url.startsWith('https://')) }),
    'subject-requests': subjectRequestCalls({ ...deps, directory: organisations }),
  };
  const tools = {
    logger,
    now: () => clock.now,
    idempotency: createIdempotency({ claims: keys, secret: Buffer.alloc(32, 9) }),
    recordActivity: stores.statistics.recordActivity,
    organisations,
  };
  const handlers = new Map<Resource, ApiHandler>();
  const callers = new Map<string, Principal>();
  const handlerOf = (resource: Resource): ApiHandler => {
    // A gate of its own, as each function has one.
    const accounts = withRecordsOf(
      (sub) => callers.get(sub),
      createAccountGate(stores.accounts, stores.committees, organisations),
      organisations,
    );
    const handler = handlers.get(resource) ?? createApi(calls[resource], { ...tools, accounts });
    handlers.set(resource, handler);
    return handler;
  };
  return {
    clock,
    signIns,
    systemClients,
    stores,
    started,
    /** Undos of uploads that were started, by name. */
    undos,
    /** Runs over target lists that were started, by name. */
    targetings,
    sealer: deps.sealer,
    /** Objects of uploads, by key. */
    objects,
    calls,
    request: async (who: Account, method: string, path: string, asked: Asked = {}): Promise<Answered> => {
      const event = eventOf(who, method, path, asked);
      if (who) callers.set(who.sub, who);
      // What an account asks and does about itself stands in its record, so that it needs one that is kept.
      if (who && who.roles.length > 0 && path.startsWith('/v1/me'))
        await stores.accounts.createAccount(recordOfCaller(who));
      const route = ROUTES.find((one) => one.path === event.routeKey.split(' ')[1]);
      const result = await handlerOf(route?.resource ?? 'me')(event, testContext());
      const text = result.body ?? '';
      const headers = Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
      );
      const answered = { status: result.statusCode ?? 200, headers, text, body: bodyOf(result) };
      expectSaid(event.routeKey, answered);
      return answered;
    },
  };
}

/** Of a file its bytes, of all else the JSON. */
function bodyOf({ body = '', isBase64Encoded = false }: ApiResult): unknown {
  if (isBase64Encoded) return Buffer.from(body, 'base64');
  return body === '' ? null : JSON.parse(body);
}

/** Calls answer as the API's document says of them. */
function expectSaid(routeKey: string, answered: Answered): void {
  const route = ROUTES.find(({ method, path }) => `${method} ${path}` === routeKey);
  const lacking = route ? unsaid(route, answered) : [];
  if (lacking.length > 0)
    throw new Error(`The API's document does not say how this call answers; add to\n${lacking.join('\n')}`);
}

/** An event as the HTTP API makes it: lower-case headers, claims as strings, parameters of the route it chose. */
export function eventOf(
  who: Account,
  method: string,
  path: string,
  { query, body, text, claims, headers = {} }: Asked = {},
): ApiEvent {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const chosen =
    ROUTES.map((route) => ({ route, params: matched(route.path, path) })).find(
      ({ route, params }) => route.method === method && params,
    ) ?? ROUTES.map((route) => ({ route, params: matched(route.path, path) })).find(({ params }) => params);
  const event = {
    version: '2.0',
    routeKey: chosen ? `${method} ${chosen.route.path}` : '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    },
    ...(query === undefined ? {} : { queryStringParameters: query }),
    ...(chosen?.params && Object.keys(chosen.params).length > 0 ? { pathParameters: chosen.params } : {}),
    requestContext: {
      accountId: 'test',
      apiId: 'test',
      domainName: 'test',
      domainPrefix: 'test',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'test',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
      ...(who === null
        ? {}
        : {
            authorizer: { lambda: { sub: who.sub, ...claims } },
          }),
    },
    ...(sent === undefined ? {} : { body: sent }),
    isBase64Encoded: false,
  };
  return event;
}

/** The record of an account of a test: each of its roles in its place, since ever. */
export function recordOfCaller({ sub, roles, area, agency, system }: Principal): AccountRecord {
  const at = '2000-01-01T00:00:00.000Z';
  return {
    sub,
    version: 1,
    kind: system ? 'CLIENT' : 'PERSON',
    status: 'ACTIVE',
    grants: roles.map((role) => ({
      role,
      ...(area === undefined ? {} : { unit: area }),
      ...(agency === undefined ? {} : { agency }),
      from: '2000-01-01',
    })),
    createdAt: at,
    changedBy: sub,
    changedAt: at,
    mustAccept: false,
    ended: [],
  };
}

/** A gate that knows the accounts of a list alone, which may grow. */
export function gateOf(callers: readonly Principal[]): AccountGate {
  const find = (sub: string) => callers.findLast((caller) => caller.sub === sub);
  const organisations = createOrganisationDirectory(createMemoryRegisterStore<Organisation>(), () => 0);
  const gate = createAccountGate(createMemoryAccountStore(), createMemoryCommitteeStore(), organisations);
  return withRecordsOf(find, gate, organisations);
}

/** Accounts that the store has no record of have that of the caller of a test; who holds no role has none. */
function withRecordsOf(
  callerOf: (sub: string) => Principal | undefined,
  gate: AccountGate,
  organisations: Pick<OrganisationDirectory, 'find'>,
): AccountGate {
  return {
    ...gate,
    async recordOf(sub, now, anew) {
      const known = await gate.recordOf(sub, now, anew);
      const caller = callerOf(sub);
      if (known.account || !caller || caller.roles.length === 0) return known;
      const found = await organisations.find(caller.agency === undefined ? [] : [caller.agency]);
      const ofState = new Set([...found.values()].flatMap(({ id, sector }) => (sector === 'STATE' ? [id] : [])));
      return { account: recordOfCaller(caller), coversOf: NO_ORDERS, ofState, readAt: now.getTime() };
    },
  };
}

function matched(template: string, path: string): Record<string, string> | undefined {
  const steps = template.split('/');
  const asked = path.split('/');
  if (steps.length !== asked.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, step] of steps.entries()) {
    const given = asked[index] ?? '';
    if (step.startsWith('{')) params[step.slice(1, -1)] = decodeURIComponent(given);
    else if (step !== given) return undefined;
  }
  return params;
}

export function testContext(): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'test',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:ap-southeast-7:000000000000:function:test',
    memoryLimitInMB: '512',
    awsRequestId: 'request-1',
    logGroupName: 'test',
    logStreamName: 'test',
    // A call that runs out of time is refused; no test judges how fast the machine is.
    getRemainingTimeInMillis: () => 60_000,
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}

/** An account of one role. */
export function account(
  role: Principal['roles'][number],
  scope: { area?: string; agency?: string; sub?: string } = {},
): Principal {
  const { sub = `${role}-${scope.area ?? scope.agency ?? 'nation'}`, ...rest } = scope;
  return { sub, roles: [role], ...rest };
}
