/** Requests of data subjects: taken by the offices of the household, answered by the secretariat of its province or the auditor (domain.md §2.1). */
import type * as z from 'zod';

import { pageOfShelf } from '#functions/api/shelf-page.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type {
  answerSubjectRequest as answerContract,
  listSubjectRequests as listContract,
  openSubjectRequest as openContract,
} from '#shared/contracts/subject-requests.ts';
import { coversHousehold, type Principal, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { areasConcerned } from '#shared/domain/household/household.ts';
import { mayStep } from '#shared/domain/life-cycle.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import {
  dueOn,
  isOverdue,
  resultsFor,
  statusOf,
  SUBJECT_REQUEST_LIFE_CYCLE,
  type SubjectRequest,
} from '#shared/domain/subject-request/subject-request.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { openText, sealText } from '#shared/sealing/sealed-text.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import type { ShelfStore } from '#shared/shelf/shelf-store.ts';
import { contextInSubjectRequest } from '#shared/subject-request/seal-context.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

export type RequestDeps = {
  subjectRequests: ShelfStore<SubjectRequest>;
  households: Pick<HouseholdStore, 'get'>;
  accessLog: Pick<AccessLog, 'record' | 'recordPage'>;
  cursors: Cursors;
  sealer: Sealer;
  newId: () => string;
};

type Shown = z.input<typeof answerContract.reply>;

/**
 * Takes the request of a member of a household in the scope. Throws `household-not-found`, `person-not-found`,
 * `personal-number-in-text`.
 */
export async function openRequest(
  deps: RequestDeps,
  { body, scopes, principal, now }: Pick<Call<typeof openContract>, 'body' | 'scopes' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<SubjectRequest> {
  refuseTexts([['/text', body.text]]);
  const household = await deps.households.get(body.householdId);
  if (!household || !coversHousehold(scopes, placed(household, bangkokDay(now))))
    throw new Problem('household-not-found');
  if (!household.members.some(({ id }) => id === body.personId))
    throw new Problem('person-not-found', { personId: body.personId });
  const id = deps.newId();
  const request: SubjectRequest = {
    id,
    version: 1,
    household: household.id,
    areas: areasConcerned(household),
    person: body.personId,
    kind: body.kind,
    text: await sealText(body.text, contextInSubjectRequest(id, 'text'), deps.sealer),
    openedAt: now.toISOString(),
    openedBy: principal.sub,
  };
  await noteLook(deps, request, principal, now);
  await deps.subjectRequests.create(request, claimFor({ id }));
  return request;
}

/** The request when it is about a household in the scope. Throws `subject-request-not-found`, whether there is one or not. */
export async function requestInScope(
  { subjectRequests }: Pick<RequestDeps, 'subjectRequests'>,
  id: string,
  scopes: readonly Scope[],
): Promise<SubjectRequest> {
  const request = await subjectRequests.get(id);
  if (!request || !isInScope(scopes, request)) throw new Problem('subject-request-not-found');
  return request;
}

function isInScope(scopes: readonly Scope[], { areas }: SubjectRequest): boolean {
  return coversHousehold(scopes, { areas, agencies: [], mentor: null });
}

/**
 * Answers a request once. Throws `subject-request-not-found`, `transition-not-allowed` for one that was answered, `invalid-input` for an
 * answer that its kind is not given, `personal-number-in-text`.
 */
export async function answerRequest(
  deps: RequestDeps,
  {
    params,
    body: { result, reason },
    scopes,
    principal,
    now,
  }: Pick<Call<typeof answerContract>, 'params' | 'body' | 'scopes' | 'principal' | 'now'>,
): Promise<SubjectRequest> {
  if (reason !== undefined) refuseTexts([['/reason', reason]]);
  const before = await requestInScope(deps, params.id, scopes);
  const from = statusOf(before);
  if (!mayStep(SUBJECT_REQUEST_LIFE_CYCLE, from, result))
    throw new Problem('transition-not-allowed', { from, to: result });
  if (!resultsFor(before.kind).includes(result))
    throw wrongInput(
      '/result',
      'ระหว่างการปฏิบัติภารกิจของรัฐไม่มีการลบข้อมูล คำขอลบตอบได้เฉพาะ LIMITED พร้อมเหตุผล',
      'erase-limited',
    );
  const after: SubjectRequest = {
    ...before,
    version: before.version + 1,
    answer: {
      result,
      ...(reason === undefined
        ? {}
        : { reason: await sealText(reason, contextInSubjectRequest(before.id, 'reason'), deps.sealer) }),
      at: now.toISOString(),
      by: principal.sub,
    },
  };
  await noteLook(deps, before, principal, now);
  if (await deps.subjectRequests.update(before, after)) return after;
  // Only an answer moves a request on.
  const faster = await requestInScope(deps, params.id, scopes);
  throw new Problem('transition-not-allowed', { from: statusOf(faster), to: result });
}

/** Requests about households in the scope, newest first. That their words are shown is logged. */
export async function listRequests(
  deps: RequestDeps,
  { query, scopes, principal, now }: Pick<Call<typeof listContract>, 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<{ items: SubjectRequest[]; nextCursor: string | null }> {
  const { cursor, limit, ...filters } = query;
  const { unit, kind, status, household } = filters;
  const page = await pageOfShelf(
    deps.subjectRequests,
    scopes,
    (request) =>
      isInScope(scopes, request) &&
      (unit === undefined || request.areas.some((area) => area.startsWith(unit))) &&
      (kind === undefined || request.kind === kind) &&
      (status === undefined || statusOf(request) === status) &&
      (household === undefined || request.household === household),
    { cursor, limit, binding: ['subject-requests', principal.sub, scopes, filters], cursors: deps.cursors },
  );
  if (page.items.length > 0)
    await deps.accessLog.recordPage({
      at: now.toISOString(),
      sub: principal.sub,
      roles: [...principal.roles],
      action: 'SUBJECT_REQUEST',
      households: page.items.map((request) => ({ id: request.household, areaCode: request.areas[0] ?? '' })),
    });
  return page;
}

/** Who took, answered or exported a request has looked at its household. `fields`: masked ones that were shown. */
export async function noteLook(
  { accessLog }: Pick<RequestDeps, 'accessLog'>,
  { household }: SubjectRequest,
  { sub, roles }: Principal,
  now: Date,
  fields?: readonly string[],
): Promise<void> {
  await accessLog.record({
    household,
    at: now.toISOString(),
    sub,
    roles: [...roles],
    action: 'SUBJECT_REQUEST',
    ...(fields ? { fields: [...fields] } : {}),
  });
}

/** What leaves of a request: no account that took or answered it. */
export async function showRequest(request: SubjectRequest, now: Date, sealer: Pick<Sealer, 'open'>): Promise<Shown> {
  const { id, version, household, person, kind, text, openedAt, answer } = request;
  return {
    id,
    version,
    householdId: household,
    personId: person,
    kind,
    text: await openText(text, contextInSubjectRequest(id, 'text'), sealer),
    status: statusOf(request),
    openedAt: formatBangkok(new Date(openedAt)),
    dueOn: dueOn(request),
    overdue: isOverdue(request, bangkokDay(now)),
    answer: answer
      ? {
          result: answer.result,
          reason: answer.reason ? await openText(answer.reason, contextInSubjectRequest(id, 'reason'), sealer) : null,
          at: formatBangkok(new Date(answer.at)),
        }
      : null,
  };
}
