import { recorderOf } from '#functions/api/households/in-scope.ts';
import type { StartExecution } from '#functions/api/start-execution.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccountReader } from '#shared/account/account-store.ts';
import type {
  readTransfer as readContract,
  transferHouseholds as transferContract,
} from '#shared/contracts/mentors.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import { isInForce, type Account } from '#shared/domain/account/account.ts';
import { refusePersonalNumbers } from '#shared/domain/logbook/personal-numbers.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { sealText } from '#shared/sealing/sealed-text.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import {
  contextOfTransfer,
  isCounted,
  LED,
  pageName,
  PAGE_OF_RUN,
  type FoundHousehold,
  type TargetRunStore,
  type TransferRun,
} from '#shared/target-list/target-run-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

export type TransferDeps = {
  accounts: AccountReader;
  targetRuns: TargetRunStore;
  startTargeting: StartExecution;
  sealer: Pick<Sealer, 'seal'>;
  cursors: Cursors;
  newId: () => string;
};

type Transfer = ReplyOf<typeof readContract>;

/** Pages of a run that one answer reads at most. */
const PAGES_READ = 20;

/**
 * Begins to give households of a mentor to another, and starts its machine: those that are named, or all in the scope. Throws
 * `account-not-found` of the mentor, `mentor-not-valid` when the other is no mentor that day, `personal-number-in-text`.
 */
export async function beginTransfer(
  deps: TransferDeps,
  { params, body, scopes, principal, now, once }: Call<typeof transferContract>,
): Promise<Transfer> {
  const { answer } = await once<{ id: string }>(async (claimFor) => {
    const { to, on, reason } = body;
    if (on > bangkokDay(now)) throw wrongInput('/on', 'วันที่ต้องไม่เกินวันนี้', 'date-in-future');
    if (to === params.sub) throw wrongInput('/to', 'ต้องเป็นพี่เลี้ยงคนอื่น', 'same-mentor');
    refusePersonalNumbers({ type: 'mentor', mentor: to, on, reason });
    const [from, next] = await Promise.all([params.sub, to].map((sub) => deps.accounts.findAccount(sub)));
    if (!from) throw new Problem('account-not-found');
    if (!isMentor(next, on))
      throw new Problem('mentor-not-valid', {
        errors: [{ pointer: '/to', message: 'บัญชีนี้ไม่ได้เป็นพี่เลี้ยงในวันนั้น', code: 'mentor-not-valid' }],
      });
    const id = deps.newId();
    const named = [...new Set(body.householdIds)].toSorted();
    // Pages come before the run: a run that exists has all that it was asked for.
    for (let at = 0; at < named.length; at += PAGE_OF_RUN)
      await deps.targetRuns.putPage(id, {
        at: pageName(LED, at / PAGE_OF_RUN),
        households: named.slice(at, at + PAGE_OF_RUN).map((household) => ({ id: household })),
      });
    const run: TransferRun = {
      id,
      version: 1,
      kind: 'TRANSFER',
      of: params.sub,
      to,
      on,
      reason: await sealText(reason, contextOfTransfer(id), deps.sealer),
      scopes,
      all: body.all === true,
      by: recorderOf(principal),
      startedAt: now.toISOString(),
      status: 'RUNNING',
      pages: body.all === true ? {} : { [LED]: Math.ceil(named.length / PAGE_OF_RUN) },
      transferred: 0,
      stayed: 0,
    };
    await deps.targetRuns.create(run, claimFor({ id }));
    return { id };
  });
  const run = await transferOf(deps.targetRuns, answer.id);
  // The process may have died before it did: the machine starts once under its name.
  if (run.status === 'RUNNING') await deps.startTargeting(`target-run-${run.id}`, { run: run.id });
  return { ...show(run), items: [], nextCursor: null };
}

/** An account that was invited counts like an active one. */
function isMentor(account: Account | undefined, on: string): boolean {
  if (account?.status !== 'INVITED' && account?.status !== 'ACTIVE') return false;
  return (account.grants ?? []).some((grant) => grant.role === 'MENTOR' && isInForce(grant, on));
}

/**
 * How far a transfer is, and a page of the households that stay, with the reason of each. Of one of all households those outside of the
 * scope are counted and not named. Throws `transfer-not-found` for one that another account began beyond the own scope, `cursor-invalid`.
 */
export async function readTransfer(
  { targetRuns, cursors }: Pick<TransferDeps, 'targetRuns' | 'cursors'>,
  { params, query, scopes, principal }: Pick<Call<typeof readContract>, 'params' | 'query' | 'scopes' | 'principal'>,
): Promise<Transfer> {
  const run = await transferOf(targetRuns, params.id);
  if (run.by.sub !== principal.sub && !run.scopes.every((one) => holds(scopes, one)))
    throw new Problem('transfer-not-found');
  const shown = show(run);
  const binding = ['transfer', principal.sub, run.id];
  const [from = '', skipped = '0'] = query.cursor === undefined ? [] : cursors.read(query.cursor, binding);
  const items: Transfer['items'] = [];
  let [after, skip] = [from, Number(skipped)];
  for (let read = 0; read < PAGES_READ; read += 1) {
    const [page] = await targetRuns.pages(run.id, after === '' ? undefined : after, 1);
    if (!page) return { ...shown, items, nextCursor: null };
    const found: readonly FoundHousehold[] = isCounted(run, page) ? page.households : [];
    for (const [at, { id, stays }] of found.entries()) {
      if (at < skip || stays === undefined || (run.all && stays === 'OUTSIDE')) continue;
      if (items.length === query.limit)
        return { ...shown, items, nextCursor: cursors.sign([after, String(at)], binding) };
      items.push({ id, reason: stays });
    }
    [after, skip] = [page.at, 0];
  }
  return { ...shown, items, nextCursor: cursors.sign([after, '0'], binding) };
}

/** Whether a scope lies within the own ones. */
function holds(scopes: readonly Scope[], other: Scope): boolean {
  return other.kind === 'area' && scopes.some((scope) => scope.kind === 'area' && isWithin(other.area, scope.area));
}

async function transferOf(targetRuns: TransferDeps['targetRuns'], id: string): Promise<TransferRun> {
  const run = await targetRuns.get(id);
  if (run?.kind !== 'TRANSFER') throw new Problem('transfer-not-found');
  return run;
}

function show(run: TransferRun): Omit<Transfer, 'items' | 'nextCursor'> {
  const { id, status, startedAt, finishedAt, of, to, on, transferred, stayed } = run;
  return {
    id,
    status,
    startedAt: formatBangkok(new Date(startedAt)),
    finishedAt: finishedAt === undefined ? null : formatBangkok(new Date(finishedAt)),
    from: of,
    to,
    on,
    transferred,
    stayed,
  };
}
