import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import { recorderOf } from '#functions/api/households/in-scope.ts';
import { listOpenings } from '#functions/api/households/list-openings.ts';
import { countedDuplicates } from '#functions/api/households/view-of.ts';
import { refuseUnlisted, type CatalogueReader } from '#functions/api/registers/refuse-unlisted.ts';
import { untilAppended } from '#functions/api/households/until-appended.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { LogbookBody } from '#shared/domain/logbook/bodies.ts';
import type { recordEntry as contract } from '#shared/contracts/logbook-routes.ts';
import { readingOf } from '#shared/domain/access/reading.ts';
import { coversHousehold, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import type { Household } from '#shared/domain/household/household.ts';
import {
  mayRead,
  refuseCorrecting,
  refuseOpening,
  refuseOutside,
  scopesToRecord,
} from '#shared/domain/logbook/may-record.ts';
import { keepUntold } from '#shared/domain/logbook/keep-untold.ts';
import { record, type Recorded, type Recording } from '#shared/domain/logbook/record.ts';
import { refusePersonalNumbers } from '#shared/domain/logbook/personal-numbers.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { saidIn, type LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { buildsOnHistory } from '#shared/domain/logbook/replay.ts';
import { factsOfNewest } from '#shared/domain/logbook/facts-of.ts';
import { toldEntry } from '#shared/domain/logbook/told-entry.ts';
import { activityOf } from '#shared/domain/statistics/agency-activity.ts';
import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';
import { NOTHING_KNOWN, type Situation } from '#shared/domain/target-list/target-steps.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import type { HouseholdChange, HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { leadsTo } from './leads-to.ts';
import { listedIn } from './listed-in.ts';
import { createOpeningNote } from './note-opening.ts';

export type RecordDeps = {
  households: HouseholdStore;
  lists: Pick<TargetListStore, 'get'>;
  accessLog: Pick<AccessLog, 'record'>;
  catalogue: CatalogueReader;
  hash: Recording['hash'];
  recordActivity: (activity: AgencyActivity) => Promise<void>;
  pause: (ms: number) => Promise<void>;
};

/** What a call recorded: kept for its `Idempotency-Key`. One key may name several entries of a household, recorded together. */
export type RecordedAnswer = {
  entries: (Pick<LogbookEntry, 'id' | 'version' | 'recordedAt'> & {
    /** Of a corrected survey or Re-X-ray: the ids that its needs were given, in their order. */
    needIds?: string[];
  })[];
};

/**
 * Records one entry and answers with what was recorded: exactly one, whatever others write meanwhile. A duplicate that it names is told so
 * in the same transaction. Throws what `record` throws, `household-not-found` outside the scope, `busy` when others were
 * always faster, `KeyTaken` when the same call was carried out meanwhile.
 */
export async function recordEntry(
  deps: RecordDeps,
  { body, ...call }: Pick<Call<typeof contract>, 'params' | 'principal' | 'clock'> & { body: LogbookBody },
  claimFor: ClaimFor<RecordedAnswer>,
): Promise<RecordedAnswer> {
  return await recordEntries(deps, { ...call, bodies: [() => body], at: async (_, judge) => await judge() }, claimFor);
}

type EntriesToRecord = Pick<Call<typeof contract>, 'params' | 'principal' | 'clock'> & {
  /** Each body, when those before it are recorded: it may name what they made. */
  bodies: readonly ((made: readonly LogbookEntry[]) => LogbookBody)[];
  /** Carries out what may refuse the body at a place. */
  at: <Result>(index: number, judge: () => Result | Promise<Result>) => Promise<Result>;
};

/** Records all bodies in one transaction, or none. Throws as `recordEntry` does. */
export async function recordEntries(
  deps: RecordDeps,
  { params, bodies, at, principal, clock }: EntriesToRecord,
  claimFor: ClaimFor<RecordedAnswer>,
): Promise<RecordedAnswer> {
  // Who may record nothing of the kind is told so before the household is looked for.
  for (const [index, bodyOf] of bodies.entries())
    await at(index, () => {
      const body = bodyOf([]);
      scopesToRecord(principal, body);
      refusePersonalNumbers(body);
    });
  const noteOpening = createOpeningNote(deps.accessLog, principal, clock());
  return await untilAppended(deps, async () => {
    const household = await deps.households.get(params.id);
    if (!household) throw new Problem('household-not-found');
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const recording = {
      householdId: household.id,
      recordedAt: clock(),
      recordedBy: recorderOf(principal),
      hash: deps.hash,
    };
    const before = bodies.some((bodyOf) => buildsOnHistory(bodyOf([])))
      ? await deps.households.history(household.id)
      : [];
    const entries: LogbookEntry[] = [];
    const others = new Map<string, HouseholdChange>();
    let after = household;
    for (const [index, bodyOf] of bodies.entries()) {
      const sent = bodyOf(entries);
      const scopes = scopesToRecord(principal, sent);
      const history = before.length === 0 ? [] : [...before, ...entries];
      const standing = after;
      const today = bangkokDay(recording.recordedAt);
      const body = keepUntold(sent, history, (entry) =>
        toldEntry(entry, standing, principal, readingOf(principal, standing, today)),
      );
      const situation = await situationOf(deps, standing, body);
      const recorded = await at(index, () => {
        refuseOutside(principal, scopes, standing, body, history);
        refuseCorrecting(principal, standing, body, history);
        const said = untold(mayRead(principal, standing), () =>
          record(standing, [body], { ...recording, situation }, history),
        );
        refuseOpening(principal, household, said.household);
        return said;
      });
      // What the household named before, a correction may say again.
      const saidBefore = new Set(history.flatMap((entry) => listedIn(entry.body)).map(({ id }) => id));
      const listed = listedIn(body).filter(({ id }) => !saidBefore.has(id));
      await at(index, async () => await refuseUnlisted(deps.catalogue, listed));
      entries.push(...recorded.entries);
      after = recorded.household;
      const other = await at(index, () => duplicateNamed(deps.households, household, body, scopes));
      if (other && !other.duplicates.includes(household.id) && !others.has(other.id)) {
        const told = { ...recording, householdId: other.id };
        const named = record(other, [{ type: 'duplicate-named', household: household.id }], told);
        others.set(other.id, { before: other, after: named.household, entries: named.entries });
      }
    }
    const changes: HouseholdChange[] = [{ before: household, after, entries }, ...others.values()];
    const answer = { entries: entries.map(keptOf) };
    await noteOpening(changes);
    await deps.households.append(changes, { claim: claimFor(answer), commitBy });
    await tellActivity(deps, { household: after, entries });
    return answer;
  });
}

/** What a step of a target is judged by beside the household. */
async function situationOf(
  { households, lists }: Pick<RecordDeps, 'households' | 'lists'>,
  household: Household,
  body: LogbookBody,
): Promise<Situation> {
  if (body.type !== 'target-state') return NOTHING_KNOWN;
  const counts = body.state === 'GRADUATED' || body.state === 'FOLLOWING';
  const [listsOpened, duplicates] = await Promise.all([
    listOpenings(lists, [body.list]),
    counts ? countedDuplicates(households, household) : [],
  ]);
  return { listsOpened, duplicates };
}

function keptOf({ id, version, recordedAt, body }: LogbookEntry): RecordedAnswer['entries'][number] {
  const kept = { id, version, recordedAt };
  if (body.type !== 'correction' || body.entry === null) return kept;
  const { entry } = body;
  const found = entry.type === 'survey' ? entry.needs : entry.type === 'rexray' ? entry.newNeeds : undefined;
  return found ? { ...kept, needIds: found.flatMap((need) => need.id ?? []) } : kept;
}

const UNTOLD: ReadonlySet<string> = new Set(['transition-not-allowed', 'evidence-needed', 'need-in-use', 'built-upon']);

/** An account that may not read the household is told that a step is not allowed, but neither the present status nor which needs other entries name. */
function untold<Result>(reads: boolean, recording: () => Result): Result {
  try {
    return recording();
  } catch (error) {
    if (!reads && error instanceof Problem && UNTOLD.has(error.code)) throw new Problem(error.code);
    throw error;
  }
}

/**
 * The household that the body says this one is a duplicate of: one that the account could record the same of, and that is not,
 * through whatever others, recorded as a duplicate of this one already: of two in a circle none would be left to count.
 */
async function duplicateNamed(
  households: HouseholdStore,
  household: Household,
  body: LogbookBody,
  scopes: readonly Scope[],
): Promise<Household | undefined> {
  const given = saidIn(body);
  if (given?.type !== 'target-state' || given.duplicateOf === undefined) return undefined;
  const refuse = (message: string, code: string): Problem =>
    new Problem('invalid-input', {
      errors: [{ pointer: body.type === 'correction' ? '/entry/duplicateOf' : '/duplicateOf', message, code }],
    });
  const other = await households.get(given.duplicateOf);
  if (!other || !coversHousehold(scopes, placed(other))) throw refuse('ไม่พบครัวเรือนนี้ในพื้นที่ของท่าน', 'household-not-found');
  if (await leadsTo(households, other, household.id))
    throw refuse('ครัวเรือนนั้นถูกบันทึกว่าซ้ำกับครัวเรือนนี้อยู่แล้ว กรุณาแก้ไขรายการเดิมก่อน', 'duplicate-in-circle');
  return other;
}

/** The entry is committed by now; a sign of life that is lost here is found again when the month is computed. */
async function tellActivity(deps: RecordDeps, { household, entries }: Recorded): Promise<void> {
  for (const fact of factsOfNewest(household, entries)) {
    const activity = activityOf(fact);
    if (activity) await deps.recordActivity({ ...activity, worked: true }).catch(() => undefined);
  }
}
