import type { Call } from '#functions/middleware/call.ts';
import { placed, recorderOf } from '#functions/api/households/in-scope.ts';
import type { LogbookBody } from '#shared/contracts/logbook.ts';
import type { recordEntry as contract } from '#shared/contracts/logbook-routes.ts';
import { coversHousehold, type Scope } from '#shared/domain/access/access.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { record, type Recording } from '#shared/domain/household/record.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { factsOf } from '#shared/domain/logbook/facts-of.ts';
import { activityOf } from '#shared/domain/statistics/agency-activity.ts';
import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';
import { AppendConflict, type HouseholdChange, type HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';

import { refuseOutside, scopesToRecord } from './may-record.ts';

/** Several people may write of one household at the same moment; each tries again on what the others made of it. */
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 8;

export type RecordDeps = {
  households: HouseholdStore;
  hash: Recording['hash'];
  recordActivity: (activity: AgencyActivity) => Promise<void>;
  pause: (ms: number) => Promise<void>;
};

/**
 * Records one entry and answers with it: exactly one, whatever others write meanwhile. A duplicate that it names is told so
 * in the same transaction. Throws what `record` throws, `household-not-found` outside the scope, `busy` when others were
 * always faster.
 */
export async function recordEntry(
  deps: RecordDeps,
  { params, body, principal, now }: Pick<Call<typeof contract>, 'params' | 'body' | 'principal' | 'now'>,
): Promise<LogbookEntry> {
  const scopes = scopesToRecord(principal, body);
  for (let attempt = 1; ; attempt += 1) {
    const household = await deps.households.get(params.id);
    if (!household) throw new Problem('household-not-found');
    const history = body.type === 'correction' ? await deps.households.history(household.id) : [];
    refuseOutside(scopes, household, body, history);
    const recordedBy = recorderOf(principal);
    const recording = { householdId: household.id, recordedAt: now, recordedBy, hash: deps.hash };
    const recorded = record(household, [body], recording, history);
    const changes: HouseholdChange[] = [{ before: household, after: recorded.household, entries: recorded.entries }];
    const other = await duplicateNamed(deps.households, body, scopes);
    if (other && !other.duplicates.includes(household.id)) {
      const named = record(other, [{ type: 'duplicate-named', household: household.id }], {
        ...recording,
        householdId: other.id,
      });
      changes.push({ before: other, after: named.household, entries: named.entries });
    }
    try {
      await deps.households.append(changes);
      const [entry] = recorded.entries;
      if (!entry) throw new Error('One body makes one entry');
      await tellActivity(deps, entry);
      return entry;
    } catch (conflict) {
      if (!(conflict instanceof AppendConflict)) throw conflict;
      if (attempt >= ATTEMPTS) throw new Problem('busy');
      await deps.pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}

/** The household that the body says this one is a duplicate of: it must be one that the account could record the same of. */
async function duplicateNamed(
  households: HouseholdStore,
  body: LogbookBody,
  scopes: readonly Scope[],
): Promise<Household | undefined> {
  const given = body.type === 'correction' ? body.entry : body;
  if (given.type !== 'target-state' || given.duplicateOf === undefined) return undefined;
  const other = await households.get(given.duplicateOf);
  if (other && coversHousehold(scopes, placed(other))) return other;
  throw new Problem('invalid-input', {
    errors: [
      {
        pointer: body.type === 'correction' ? '/entry/duplicateOf' : '/duplicateOf',
        message: 'ไม่พบครัวเรือนนี้ในพื้นที่ของท่าน',
        code: 'household-not-found',
      },
    ],
  });
}

/** The entry stands by now; a sign of life that is lost here is found again when the month is computed. */
async function tellActivity(deps: RecordDeps, entry: LogbookEntry): Promise<void> {
  for (const fact of factsOf(entry)) {
    const activity = activityOf(fact);
    if (activity) await deps.recordActivity(activity).catch(() => undefined);
  }
}
