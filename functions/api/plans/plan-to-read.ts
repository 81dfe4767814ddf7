import { householdToRead } from '#functions/api/households/household-to-read.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { BreakGlassReader } from '#shared/break-glass/break-glass-store.ts';
import type { readPlan as contract } from '#shared/contracts/plans.ts';
import { readingOf } from '#shared/domain/access/reading.ts';
import { toldPlan } from '#shared/domain/access/told-plan.ts';
import { asItStands, type Plan } from '#shared/domain/case/plan.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { planOf } from '#shared/domain/logbook/kinds/plan.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

export type ReadPlanDeps = {
  households: Pick<HouseholdStore, 'get' | 'entries'>;
  accessLog: AccessLog;
  breakGlass: BreakGlassReader;
};

/**
 * A version of the plan of a household, as the account is told it, with the household; without a version the plan in force, else the one that was closed, else the
 * draft. That it was read is logged before it is shown. Throws `household-not-found` and `plan-not-found`.
 */
export async function planToRead(
  { households, accessLog, breakGlass }: ReadPlanDeps,
  {
    params,
    version,
    scopes,
    principal,
    now,
  }: Pick<Call<typeof contract>, 'params' | 'scopes' | 'principal' | 'now'> & { version: number | undefined },
): Promise<{ household: Household; plan: Plan }> {
  const asking = { scopes, principal, now };
  const { household, byGlass } = await householdToRead({ households, breakGlass }, params.id, asking);
  const plan = await versionOf(households, household, version);
  if (!plan) throw new Problem('plan-not-found');
  const { sub, roles } = principal;
  await accessLog.record({
    household: household.id,
    at: now.toISOString(),
    sub,
    roles,
    action: byGlass ? 'BREAK_GLASS' : 'READ',
  });
  return { household, plan: toldPlan(plan, readingOf(principal, household, bangkokDay(now), byGlass)) };
}

/** The document holds the plan in force and the draft; any other version is read from its entry. */
async function versionOf(
  households: Pick<HouseholdStore, 'entries'>,
  { id, plan, planDraft, planVersions }: Household,
  version: number | undefined,
): Promise<Plan | undefined> {
  if (version === undefined) return plan ?? planDraft ?? undefined;
  const held = [plan, planDraft].find((one) => one?.version === version);
  if (held) return held;
  const saidIn = planVersions[version - 1];
  if (saidIn === undefined) return undefined;
  const [entry] = await households.entries(id, saidIn - 1, 1);
  return entry?.body.type === 'plan' ? asItStands(planOf(entry.body)) : undefined;
}
