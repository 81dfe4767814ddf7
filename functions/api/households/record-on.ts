/** Recording by calls that are no plain entry of the logbook: each tries again on what others made of the household meanwhile. */
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { record, type Recording } from '#shared/domain/logbook/record.ts';
import { refusePersonalNumbers } from '#shared/domain/logbook/personal-numbers.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { buildsOnHistory } from '#shared/domain/logbook/replay.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { KeptAnswer } from '#shared/idempotency/claim.ts';
import type { ResolutionStep } from '#shared/meeting/meeting-store.ts';
import { Problem } from '#shared/problems.ts';

import { recorderOf } from './in-scope.ts';
import { untilAppended } from './until-appended.ts';

export type RecordOnDeps = {
  households: Pick<HouseholdStore, 'get' | 'history' | 'append'>;
  hash: Recording['hash'];
  pause: (ms: number) => Promise<void>;
};

/** What a call decided on the household as it stands. */
export type Decided<Answer extends KeptAnswer> = {
  bodies: readonly EntryBody[];
  /** What is kept for the caller's key. */
  answer: Answer;
  /** The step of a resolution that moves with them. */
  resolution?: ResolutionStep;
  /** Carried out before each try to append. */
  before?: () => Promise<void>;
};

/**
 * Records what `decide` says of a household, and answers with what it says. Throws what `decide` and `record` throw,
 * `household-not-found`, `personal-number-in-text`, and `busy` when others were always faster.
 */
export async function recordOn<Answer extends KeptAnswer>(
  deps: RecordOnDeps,
  { id, principal, clock }: { id: string; principal: Principal; clock: () => Date },
  decide: (household: Household) => Promise<Decided<Answer>>,
  claimFor: ClaimFor<Answer>,
): Promise<{ answer: Answer; household: Household; entries: readonly LogbookEntry[] }> {
  return await untilAppended(deps, async () => {
    const household = await deps.households.get(id);
    if (!household) throw new Problem('household-not-found');
    const { bodies, answer, resolution, before } = await decide(household);
    for (const body of bodies) refusePersonalNumbers(body);
    const history = bodies.some(buildsOnHistory) ? await deps.households.history(id) : [];
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const recording = { householdId: id, recordedAt: clock(), recordedBy: recorderOf(principal), hash: deps.hash };
    const recorded = record(household, bodies, recording, history);
    await before?.();
    const change = { before: household, after: recorded.household, entries: recorded.entries };
    await deps.households.append([change], { resolution, claim: claimFor(answer), commitBy });
    return { answer, household: recorded.household, entries: recorded.entries };
  });
}
