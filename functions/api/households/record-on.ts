/** Recording by calls that are no plain entry of the logbook: each tries again on what others made of the household meanwhile. */
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { record, type Recording } from '#shared/domain/logbook/record.ts';
import { refusePersonalNumbers } from '#shared/domain/logbook/personal-numbers.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { buildsOnHistory } from '#shared/domain/logbook/replay.ts';
import type { HouseholdChange, HouseholdStore } from '#shared/household/household-store.ts';
import { readChain } from '#shared/household/read-following.ts';
import type { KeptAnswer } from '#shared/idempotency/claim.ts';
import type { ResolutionStep } from '#shared/meeting/meeting-store.ts';
import type { MoveRequestStep } from '#shared/move-request/move-request-store.ts';
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
  /** None when others have recorded it meanwhile: then nothing is written, no key either. */
  bodies: readonly EntryBody[];
  /** What is kept for the caller's key. */
  answer: Answer;
  /** The step of a resolution that moves with them. */
  resolution?: ResolutionStep;
  /** The answer to the request for the move that is recorded. */
  moveRequest?: MoveRequestStep;
  /**
   * The household in whose logbook it is recorded, when that was merged into the one that was decided on: that one is told, and so is each
   * between them.
   */
  of?: string | undefined;
  /** Carried out before each try to append. */
  before?: () => Promise<void>;
};

/**
 * Records what `decide` says of a household, and answers with what it says. `follow`: of the one that it was merged into, if it was. Throws
 * what `decide` and `record` throw, `household-not-found`, `personal-number-in-text`, and `busy` when others were always faster.
 */
export async function recordOn<Answer extends KeptAnswer>(
  deps: RecordOnDeps,
  { id, follow = false, principal, clock }: { id: string; follow?: boolean; principal: Principal; clock: () => Date },
  decide: (household: Household) => Promise<Decided<Answer>>,
  claimFor: ClaimFor<Answer>,
): Promise<{ answer: Answer; household: Household; entries: readonly LogbookEntry[] }> {
  return await untilAppended(deps, async () => {
    const household = follow ? (await readChain(deps.households, id)).at(-1) : await deps.households.get(id);
    if (!household) throw new Problem('household-not-found');
    const { bodies, answer, resolution, moveRequest, before, of } = await decide(household);
    if (bodies.length === 0) return { answer, household, entries: [] };
    for (const body of bodies) refusePersonalNumbers(body);
    const history = bodies.some(buildsOnHistory) ? await deps.households.history(id) : [];
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const recording = { recordedAt: clock(), recordedBy: recorderOf(principal), hash: deps.hash };
    const others = of === undefined || of === household.id ? [] : (await readChain(deps.households, of)).slice(0, -1);
    const [origin] = others;
    const said = origin && record(origin, bodies, { ...recording, householdId: origin.id });
    const told = said ? bodies.map((body, at): EntryBody => following(body, said.entries[at]?.id)) : bodies;
    const recorded = record(household, told, { ...recording, householdId: household.id }, history);
    await before?.();
    const changes: HouseholdChange[] = [
      ...others.map((other) => {
        const { household: after, entries } =
          other === origin && said ? said : record(other, told, { ...recording, householdId: other.id });
        return { before: other, after, entries };
      }),
      { before: household, after: recorded.household, entries: recorded.entries },
    ];
    await deps.households.append(changes, { resolution, moveRequest, claim: claimFor(answer), commitBy });
    return { answer, household: recorded.household, entries: recorded.entries };
  });
}

/** What a household is told of an entry of one that was merged into it. */
function following(body: EntryBody, of: string | undefined): EntryBody {
  return (body.type === 'referral-answer' || body.type === 'resolution-step') && of !== undefined
    ? { ...body, of }
    : body;
}
