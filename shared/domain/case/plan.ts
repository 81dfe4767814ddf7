/**
 * The plan that a household and its mentor make together (domain.md §2.6): what the household does itself, what others support, until
 * when. Every word on it is an entry of the logbook; the household keeps the plan in force and, beside it, a draft of the next one.
 */
import type { Dimension } from '#shared/reference/dimensions.ts';

import { Problem } from '#shared/problems.ts';

import { mayStep, type LifeCycle } from '../life-cycle.ts';

export const PLAN_STATUSES = ['DRAFT', 'AGREED', 'ACTIVE', 'REVIEWED', 'CLOSED'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** ACTIVE follows when an item has begun. Beside these steps a plan in force is said anew, and a draft of the next one is made. */
export const PLAN_LIFE_CYCLE: LifeCycle<PlanStatus> = {
  DRAFT: ['AGREED'],
  AGREED: ['ACTIVE', 'CLOSED'],
  ACTIVE: ['REVIEWED', 'CLOSED'],
  REVIEWED: ['ACTIVE', 'CLOSED'],
  CLOSED: [],
};

export const PLAN_ITEM_STATUSES = ['NOT_STARTED', 'CONTINUING', 'DONE', 'CANCELLED'] as const;
export type PlanItemStatus = (typeof PLAN_ITEM_STATUSES)[number];

export const PLAN_ITEM_LIFE_CYCLE: LifeCycle<PlanItemStatus> = {
  NOT_STARTED: ['CONTINUING', 'CANCELLED'],
  CONTINUING: ['DONE', 'CANCELLED'],
  DONE: ['CONTINUING'],
  CANCELLED: [],
};

/** Who of the household agreed to a plan; WITNESSED: in the presence of others, where nobody of it can sign. */
export const PLAN_AGREED_BY = ['HEAD', 'MEMBER', 'WITNESSED'] as const;
export type PlanAgreedBy = (typeof PLAN_AGREED_BY)[number];

/** `seq` names the item in every version of the plan; help names it as `planItem`. */
export type PlanItem = {
  seq: number;
  dimension: Dimension;
  /** What the household does itself; may be empty where others act. */
  selfActivity: string;
  supportActivity: string;
  supportAgency?: string | undefined;
  /** In the words of the form, such as ดำเนินการทันที. */
  periodText: string;
  start?: string | undefined;
  end?: string | undefined;
  status: PlanItemStatus;
  needIds?: string[] | undefined;
  menuItem?: string | undefined;
  project?: string | undefined;
};

/** What somebody says of the plan. */
export type PlanSaid = {
  status: PlanStatus;
  ultimateGoal: string;
  agreedOn?: string | undefined;
  agreedBy?: PlanAgreedBy | undefined;
  reviewedOn?: string | undefined;
  closedOn?: string | undefined;
  reason?: string | undefined;
  items: PlanItem[];
};

/** A version of the plan: `version` counts from 1 for each household. */
export type Plan = PlanSaid & { version: number };

/**
 * What a household keeps of its plans. `plan`: the one in force or, until another is agreed, the one that was closed; `planDraft`: the
 * next one, not agreed yet. `planVersions`: of each version of the plan, the version of the household that said it last.
 */
export type Plans = { plan: Plan | null; planDraft: Plan | null; planVersions: readonly number[] };

export const NO_PLANS: Plans = { plan: null, planDraft: null, planVersions: [] };

/** The version of the household that the last word on its plan made; 0: there was none. */
export function planIn({ planVersions }: Pick<Plans, 'planVersions'>): number {
  return Math.max(0, ...planVersions);
}

/** What was said last of the plan: the draft or the plan in force; undefined when nothing was. */
export function lastSaidPlan(plans: Plans): Plan | undefined {
  const last = planIn(plans);
  return [plans.plan, plans.planDraft].find((one) => one && plans.planVersions[one.version - 1] === last) ?? undefined;
}

/** An agreed plan that was not closed. */
export function planInForce({ plan }: Pick<Plans, 'plan'>): Plan | undefined {
  return plan === null || plan.status === 'CLOSED' ? undefined : plan;
}

function hasBegun(items: readonly PlanItem[]): boolean {
  return items.some(({ status }) => status === 'CONTINUING' || status === 'DONE');
}

/** Whether AGREED or ACTIVE says how the plan in force goes on; else AGREED is an agreement of its own. */
function goesOn({ plan, planDraft }: Plans, { status, agreedOn }: PlanSaid): boolean {
  if (!planInForce({ plan })) return false;
  if (status !== 'AGREED') return status === 'ACTIVE';
  return planDraft === null && (agreedOn === undefined || agreedOn === plan?.agreedOn);
}

/**
 * The version that a word on the plan makes, with what it leaves out and the plan in force says: the kind `plan` judges it. A word on a
 * draft keeps the number of the draft while nothing followed it; every other word makes the next number. AGREED is an agreement, with
 * its own day; of a plan in force without a draft, on the day that was agreed or on no day, it says how the plan goes on, as ACTIVE does.
 */
export function nextPlan(plans: Plans, said: PlanSaid): Plan {
  const newest = plans.planVersions.length;
  const goingOn = goesOn(plans, said);
  const ofDraft = said.status === 'DRAFT' || (said.status === 'AGREED' && !goingOn);
  const version = ofDraft && plans.planDraft !== null && plans.planDraft.version === newest ? newest : newest + 1;
  if (said.status === 'DRAFT') return { ...said, version };
  if (ofDraft) return { ...said, version, agreedBy: said.agreedBy ?? 'HEAD' };
  const { agreedOn, agreedBy, reviewedOn } = planInForce(plans) ?? {};
  return {
    ...(agreedOn === undefined ? {} : { agreedOn }),
    ...(agreedBy === undefined ? {} : { agreedBy }),
    ...(reviewedOn === undefined ? {} : { reviewedOn }),
    ...said,
    status: goingOn && hasBegun(said.items) ? 'ACTIVE' : said.status,
    version,
  };
}

/**
 * Throws `transition-not-allowed` for a step that the plan, or one of its items, does not take (with the place of the item), and
 * `invalid-input` when a plan in force is said to have been agreed on another day than it was.
 */
export function refusePlanStep(plans: Plans, next: Plan): void {
  const { status: to, items } = next;
  if (to === 'DRAFT') return;
  const inForce = planInForce(plans);
  if (to !== 'AGREED') {
    const from = inForce?.status ?? (plans.planDraft ? 'DRAFT' : (plans.plan?.status ?? 'NONE'));
    if (!inForce || from === 'NONE' || !mayFollow(inForce.status, to, items))
      throw new Problem('transition-not-allowed', { from, to });
    if (next.agreedOn !== inForce.agreedOn)
      throw new Problem('invalid-input', {
        errors: [{ pointer: '/agreedOn', message: 'ต้องเป็นวันที่ตกลงแผนที่ใช้อยู่', code: 'other-day' }],
      });
  }
  for (const [at, { seq, status }] of items.entries()) {
    const before = inForce?.items.find((item) => item.seq === seq)?.status ?? status;
    if (before === status || mayStep(PLAN_ITEM_LIFE_CYCLE, before, status)) continue;
    const message = `กิจกรรมลำดับที่ ${seq} เปลี่ยนสถานะเช่นนี้ไม่ได้`;
    const errors = [{ pointer: `/items/${at}/status`, message, code: 'transition-not-allowed' }];
    throw new Problem('transition-not-allowed', { from: before, to: status, errors });
  }
}

/** A plan is said again in its own status; what begins an item in the same word makes the plan ACTIVE on the way. */
function mayFollow(from: PlanStatus, to: PlanStatus, items: readonly PlanItem[]): boolean {
  if (to === 'ACTIVE') return hasBegun(items);
  if (from === to || mayStep(PLAN_LIFE_CYCLE, from, to)) return true;
  return from === 'AGREED' && hasBegun(items) && mayStep(PLAN_LIFE_CYCLE, 'ACTIVE', to);
}

/** A version with the status that follows from its items. */
export function asItStands(said: Plan): Plan {
  return said.status === 'AGREED' && hasBegun(said.items) ? { ...said, status: 'ACTIVE' } : said;
}

/** The plans of a household after a word that the version `saidIn` of the household records. An agreement takes the place of the draft. */
export function withPlan(plans: Plans, said: Plan, saidIn: number): Plans {
  const planVersions = [...plans.planVersions];
  planVersions[said.version - 1] = saidIn;
  if (said.status === 'DRAFT') return { plan: plans.plan, planDraft: said, planVersions };
  return {
    plan: asItStands(said),
    planDraft: said.status === 'AGREED' ? null : plans.planDraft,
    planVersions,
  };
}
