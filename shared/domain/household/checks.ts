/**
 * What waits for a unit to look at a household (casework D, R50): recorded things ask for it, and nothing but a word of a unit, or the
 * step that was asked for, takes it back. A correction takes back what it corrects, because the household is folded anew.
 */
import { isOut } from '../target-list/target-state.ts';
import { targetStateOn, STAGES, type Household, type Need, type Stage } from './household.ts';
import { isOpenNeed } from './need-status.ts';

export const CHECK_KINDS = ['CHECK_TARGET', 'CHECK_NEED', 'RELAPSE_CHECK', 'ARRIVED', 'END_MENTOR'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** `on`: the day of the cause. `needId`: of CHECK_NEED the closed need that was named again. `area`: of ARRIVED where it went, six digits. */
export type Check = { kind: CheckKind; on: string; needId?: string; area?: string };

/** Keeps one check of a kind (of CHECK_NEED one of each need): that of the earlier cause. */
export function openCheck(household: Household, check: Check): void {
  const at = household.checks.findIndex(({ kind, needId }) => kind === check.kind && needId === check.needId);
  const known = household.checks[at];
  if (!known) household.checks = [...household.checks, check];
  else household.checks = household.checks.with(at, { ...check, on: known.on < check.on ? known.on : check.on });
}

/** A need that took a step needs no look any more, whichever step it was. */
export function closeChecks(household: Household, kinds: readonly CheckKind[], needId?: string): void {
  household.checks = household.checks.filter(
    (check) => !kinds.includes(check.kind) || (needId !== undefined && check.needId !== needId),
  );
}

/** The lists that a household is on. */
export function listsOf({ targets }: Pick<Household, 'targets'>): string[] {
  return [...new Set(targets.map(({ list }) => list))];
}

/** Whether a household is no target on any of its lists any more; one on no list is not out (reading R7). */
export function isOutEverywhere(household: Household): boolean {
  const lists = listsOf(household);
  return lists.length > 0 && lists.every((list) => isOut(targetStateOn(household, list)));
}

export function isGraduated(household: Household): boolean {
  return listsOf(household).some((list) => targetStateOn(household, list) === 'GRADUATED');
}

/** Steps of development from the lowest: the order of the assessors' form begins elsewhere. */
const RISING: readonly Stage[] = ['CRISIS', ...STAGES.filter((stage) => stage !== 'CRISIS')];

export function isLowerStage(stage: Stage, than: Stage): boolean {
  return RISING.indexOf(stage) < RISING.indexOf(than);
}

/** New needs: a problem of a graduated household asks whether it relapsed, one that names a closed need again whether that is open. */
export function checkOpened(household: Household, known: readonly Need[], opened: readonly Need[]): void {
  const isKnown = new Set(known.map(({ id }) => id));
  for (const need of opened) {
    if (isKnown.has(need.id)) continue;
    if (need.kind === 'PROBLEM' && isGraduated(household))
      openCheck(household, { kind: 'RELAPSE_CHECK', on: need.openedOn });
    const again = known.find((one) => isClosed(one) && isSameProblem(one, need));
    if (again) openCheck(household, { kind: 'CHECK_NEED', on: need.openedOn, needId: again.id });
  }
}

function isClosed({ status }: Need): boolean {
  return !isOpenNeed(status);
}

/** Of one person and dimension, and of one indicator, category or wording. */
function isSameProblem(a: Need, b: Need): boolean {
  if (a.kind !== b.kind || a.dimension !== b.dimension || a.personId !== b.personId) return false;
  if (a.indicator !== undefined && a.indicator === b.indicator) return true;
  if (a.category !== undefined && a.category === b.category) return true;
  return a.text === b.text;
}
