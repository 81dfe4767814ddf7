/** Gives the households of a mentor to another, each by an entry as a single assignment makes it (casework F). */
import type { AccountReader } from '#shared/account/account-store.ts';
import { mayLead } from '#shared/account/may-lead.ts';
import type { OrderReader } from '#shared/committee/committee-store.ts';
import { coversHousehold } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { bodyOfTransfer, staysFor, type StaysWithMentor } from '#shared/domain/household/transfer.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { AppendConflict } from '#shared/household/household-store.ts';
import { openText } from '#shared/sealing/sealed-text.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import {
  contextOfTransfer,
  type FoundHousehold,
  type RunPage,
  type TransferRun,
} from '#shared/target-list/target-run-store.ts';

import type { Found, RunDependencies, WorkedOff } from './go-on.ts';
import { ATTEMPTS, AT_ONCE } from './put-on-list.ts';

export type TransferDependencies = {
  accounts: AccountReader;
  committees: OrderReader;
  sealer: Pick<Sealer, 'open'>;
};

type Deps = TransferDependencies & Pick<RunDependencies, 'runs' | 'households' | 'hash' | 'now' | 'pause'>;

/** All households that the mentor leads. */
export async function findLed(
  { of }: TransferRun,
  { households }: Pick<RunDependencies, 'households'>,
): Promise<Found<TransferRun>> {
  return { households: (await households.listLed(of)).map(({ id }) => ({ id })), changes: {} };
}

/**
 * Gives the households of a page to the other mentor, and keeps of each that stays why. A page that is worked off again comes to the same:
 * what it gave before counts as given.
 */
export async function transferPage(run: TransferRun, page: RunPage, deps: Deps): Promise<WorkedOff<TransferRun>> {
  const mayTake = await mayLead(deps, run.to, run.on);
  const reason = await openText(run.reason, contextOfTransfer(run.id), deps.sealer);
  const households: FoundHousehold[] = [];
  for (let at = 0; at < page.households.length; at += AT_ONCE) {
    const some = page.households.slice(at, at + AT_ONCE);
    households.push(
      ...(await Promise.all(
        some.map(async ({ id }): Promise<FoundHousehold> => {
          const stays = await transferOne(id, run, { mayTake, reason }, deps);
          return stays === undefined ? { id } : { id, stays };
        }),
      )),
    );
  }
  await deps.runs.putPage(run.id, { at: page.at, households });
  const stayed = households.filter(({ stays }) => stays !== undefined).length;
  return { transferred: run.transferred + households.length - stayed, stayed: run.stayed + stayed };
}

/** Undefined: it was given, now or by this run before. Throws when others are always faster. */
async function transferOne(
  id: string,
  run: TransferRun,
  { mayTake, reason }: { mayTake: (household: Household) => boolean; reason: string },
  { households, hash, now, pause }: Deps,
): Promise<StaysWithMentor | undefined> {
  const transfer = { from: run.of, to: run.to, on: run.on };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1)
    try {
      const commitBy = performance.now() + COMMIT_WITHIN_MS;
      const before = await households.get(id);
      if (!before || !coversHousehold(run.scopes, placed(before))) return 'OUTSIDE';
      if (await isGiven(before, run, households)) return undefined;
      const body = bodyOfTransfer(before, transfer, { valid: mayTake(before), reason });
      if (typeof body === 'string') return body;
      const recording = { householdId: id, recordedAt: now(), recordedBy: run.by, hash };
      const { household: after, entries } = record(before, [body], recording);
      await households.append([{ before, after, entries }], { commitBy });
      return undefined;
    } catch (failure) {
      if (!(failure instanceof AppendConflict)) return staysFor(failure);
      await pause(attempt);
    }
  throw new Error('Other writers were faster at every try');
}

/** Whether this run gave it before it broke: the assignment in force is by its hand, and not older than it. */
async function isGiven(
  { id, mentor, mentorSince, mentorIn }: Household,
  { to, on, by, startedAt }: TransferRun,
  households: Deps['households'],
): Promise<boolean> {
  if (mentor !== to || mentorSince !== on) return false;
  const [entry] = await households.entries(id, mentorIn - 1, 1);
  return entry !== undefined && entry.recordedBy.sub === by.sub && entry.recordedAt >= startedAt;
}
