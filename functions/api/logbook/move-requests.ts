/** Requests for a move by an office that cannot read the household, answered by the unit where it lives by its file (casework F). */
import type * as z from 'zod';

import { recordOn, type RecordOnDeps } from '#functions/api/households/record-on.ts';
import { recorderOf } from '#functions/api/households/in-scope.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type {
  acceptMoveRequest as oneContract,
  askForMove as askContract,
  rejectMoveRequest as rejectContract,
} from '#shared/contracts/move-requests.ts';
import { coversHousehold, scopesFor, withRoles, type Principal, type Role } from '#shared/domain/access/access.ts';
import { UNIT_ROLES } from '#shared/domain/access/role-groups.ts';
import { mayStep } from '#shared/domain/life-cycle.ts';
import { mayRead } from '#shared/domain/logbook/may-record.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import {
  MOVE_REQUEST_LIFE_CYCLE,
  stateOfMoveRequest,
  type MoveRequest,
} from '#shared/domain/move-request/move-request.ts';
import { readChain } from '#shared/household/read-following.ts';
import type { MoveRequestStore } from '#shared/move-request/move-request-store.ts';
import { contextInMoveRequest } from '#shared/move-request/seal-context.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { openText, sealText } from '#shared/sealing/sealed-text.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

export type MoveRequestDeps = RecordOnDeps & {
  moveRequests: MoveRequestStore;
  sealer: Sealer;
  newId: () => string;
};

type Shown = z.input<typeof oneContract.reply>;
type OneCall = Pick<Call<typeof oneContract>, 'params' | 'principal' | 'now' | 'clock'>;

/**
 * Asks for a move into the own area. Throws `household-not-found`, `move-request-not-needed` to an account that reads the household and so records
 * the move, `outside-scope` for a move to elsewhere, `invalid-input` for a day to come, `personal-number-in-text`, `move-requested` while another is open.
 */
export async function askForMove(
  deps: MoveRequestDeps,
  {
    params,
    body: { on, toArea, reason },
    scopes,
    principal,
    now,
  }: Pick<Call<typeof askContract>, 'params' | 'body' | 'scopes' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<MoveRequest> {
  refuseTexts([['/reason', reason]]);
  if (on > bangkokDay(now)) throw wrongInput('/on', 'วันที่ต้องไม่เกินวันนี้', 'date-in-future');
  if (!coversHousehold(scopes, livingIn(toArea))) throw new Problem('outside-scope');
  const household = (await readChain(deps.households, params.id)).at(-1);
  if (!household) throw new Problem('household-not-found');
  if (mayRead(principal, household)) throw new Problem('move-request-not-needed');
  const id = deps.newId();
  const request: MoveRequest = {
    id,
    version: 1,
    // Who asks is told of no other household, also when this one was merged into one.
    household: params.id,
    from: household.areaCode,
    toArea,
    on,
    reason: await sealText(reason, contextInMoveRequest(id, 'reason'), deps.sealer),
    askedAt: now.toISOString(),
    askedBy: recorderOf(principal),
  };
  if (!(await deps.moveRequests.create(request, claimFor({ id })))) throw new Problem('move-requested');
  return request;
}

function livingIn(area: string): { areas: string[]; agencies: []; mentor: null } {
  return { areas: [area], agencies: [], mentor: null };
}

const UNITS: ReadonlySet<Role> = new Set(UNIT_ROLES);

/** Whether an account answers for an area: an office of the unit, or the secretariat of its province. */
function answersFor(principal: Principal, area: string): boolean {
  const office = withRoles(principal, (role) => UNITS.has(role));
  return coversHousehold(scopesFor(office, 'households:read'), livingIn(area));
}

/** The request, for the account that asked and for those that answer. Throws `move-request-not-found`. */
export async function requestToRead(
  { moveRequests }: Pick<MoveRequestDeps, 'moveRequests'>,
  { params, principal }: Pick<OneCall, 'params' | 'principal'>,
): Promise<MoveRequest> {
  const request = await moveRequests.get(params.id);
  if (!request || (request.askedBy.sub !== principal.sub && !answersFor(principal, request.from)))
    throw new Problem('move-request-not-found');
  return request;
}

/** Throws what `requestToRead` throws, `not-permitted` to the account that asked, `transition-not-allowed` for one that was answered. */
async function requestToAnswer(deps: MoveRequestDeps, call: OneCall, to: 'ACCEPTED' | 'REJECTED') {
  const request = await requestToRead(deps, call);
  if (!answersFor(call.principal, request.from)) throw new Problem('not-permitted');
  refuseAnswered(request, to);
  return request;
}

function refuseAnswered(request: MoveRequest, to: 'ACCEPTED' | 'REJECTED'): void {
  const from = stateOfMoveRequest(request);
  if (!mayStep(MOVE_REQUEST_LIFE_CYCLE, from, to)) throw new Problem('transition-not-allowed', { from, to });
}

/**
 * Records the move of the household that it is now and the answer, both or neither, so that one of two who answer at once wins. Only the answer
 * is kept of a household that lives there already. Throws what `recordOn` and `record` throw, what `requestToAnswer` throws, and
 * `move-request-not-found` also when the household has moved out of the account's reach meanwhile.
 */
export async function acceptMoveRequest(deps: MoveRequestDeps, call: OneCall): Promise<MoveRequest> {
  const { principal, clock } = call;
  const request = await requestToAnswer(deps, call, 'ACCEPTED');
  const { household: id, toArea, on, from } = request;
  const accepted = withAnswer(request, { result: 'ACCEPTED', at: clock().toISOString(), by: principal.sub });
  const reason = await openText(request.reason, contextInMoveRequest(request.id, 'reason'), deps.sealer);
  const { entries } = await recordOn(
    deps,
    { id, follow: true, principal, clock },
    async ({ areaCode }) => {
      refuseAnswered((await deps.moveRequests.get(request.id)) ?? request, 'ACCEPTED');
      if (areaCode === toArea) return { bodies: [], answer: {} };
      if (areaCode !== from && !answersFor(principal, areaCode)) throw new Problem('move-request-not-found');
      return {
        bodies: [{ type: 'move', on, toArea, reason }],
        answer: {},
        moveRequest: { before: request, after: accepted },
      };
    },
    () => undefined,
  );
  return entries.length > 0 ? accepted : await keepAnswer(deps, request, accepted);
}

/** Throws what `requestToAnswer` throws, and `personal-number-in-text`. */
export async function rejectMoveRequest(
  deps: MoveRequestDeps,
  call: OneCall & Pick<Call<typeof rejectContract>, 'body'>,
): Promise<MoveRequest> {
  refuseTexts([['/reason', call.body.reason]]);
  const request = await requestToAnswer(deps, call, 'REJECTED');
  const rejected = withAnswer(request, {
    result: 'REJECTED',
    reason: await sealText(call.body.reason, contextInMoveRequest(request.id, 'answer'), deps.sealer),
    at: call.now.toISOString(),
    by: call.principal.sub,
  });
  return await keepAnswer(deps, request, rejected);
}

function withAnswer<Given extends NonNullable<MoveRequest['answer']>>(before: MoveRequest, answer: Given) {
  return { ...before, version: before.version + 1, answer };
}

async function keepAnswer(
  { moveRequests }: MoveRequestDeps,
  before: MoveRequest,
  after: ReturnType<typeof withAnswer>,
): Promise<MoveRequest> {
  if (await moveRequests.answer(before, after)) return after;
  refuseAnswered((await moveRequests.get(before.id)) ?? after, after.answer.result);
  throw new Error('Only an answer moves a request on');
}

/** What leaves of a request: nothing of the household but the id by which it was asked for. */
export async function showMoveRequest(request: MoveRequest, sealer: Pick<Sealer, 'open'>): Promise<Shown> {
  const { id, household, on, toArea, reason, askedAt, answer: given } = request;
  return {
    id,
    householdId: household,
    on,
    toArea,
    reason: await openText(reason, contextInMoveRequest(id, 'reason'), sealer),
    status: stateOfMoveRequest(request),
    askedAt: formatBangkok(new Date(askedAt)),
    answer: given
      ? {
          at: formatBangkok(new Date(given.at)),
          reason: given.reason ? await openText(given.reason, contextInMoveRequest(id, 'answer'), sealer) : null,
        }
      : null,
  };
}
