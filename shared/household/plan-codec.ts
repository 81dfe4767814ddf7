/** The plan of a household as short text in the sealed part of its document: cells in a fixed order, empty ones at the end left out. */
import type { Plan, PlanAgreedBy, PlanItem, PlanItemStatus, PlanStatus } from '#shared/domain/case/plan.ts';

import { packDay, packDimension, packOwnId, unpackDay, unpackDimension, unpackOwnId, type Cell } from './pack-text.ts';

/** Cells may be added at the end, never changed. */
type PackedItem = [
  seq: number,
  dimension: string,
  selfActivity: string,
  supportActivity: string,
  periodText: string,
  status: PlanItemStatus,
  supportAgency?: string | null,
  start?: Cell,
  end?: Cell,
  needIds?: readonly Cell[] | null,
  menuItem?: string | null,
  project?: string | null,
];

export type PackedPlan = [
  version: number,
  status: PlanStatus,
  ultimateGoal: string,
  items: readonly PackedItem[],
  agreedOn?: Cell,
  agreedBy?: PlanAgreedBy | null,
  reviewedOn?: Cell,
  closedOn?: Cell,
  reason?: string | null,
];

export function packPlan(own: string, plan: Plan): PackedPlan {
  const { version, status, ultimateGoal, items, agreedOn, agreedBy, reviewedOn, closedOn, reason } = plan;
  const packed: PackedPlan = [
    version,
    status,
    ultimateGoal,
    items.map((item) => packItem(own, item)),
    packDay(agreedOn ?? null),
    agreedBy ?? null,
    packDay(reviewedOn ?? null),
    packDay(closedOn ?? null),
    reason ?? null,
  ];
  return withoutEnd(packed);
}

export function unpackPlan(own: string, packed: PackedPlan): Plan {
  const [version, status, ultimateGoal, items, agreed, agreedBy, reviewed, closed, reason] = packed;
  const [agreedOn, reviewedOn, closedOn] = [agreed, reviewed, closed].map((cell) => unpackDay(cell ?? null));
  return {
    version,
    status,
    ultimateGoal,
    ...ifSaid('agreedOn', agreedOn),
    ...ifSaid('agreedBy', agreedBy),
    ...ifSaid('reviewedOn', reviewedOn),
    ...ifSaid('closedOn', closedOn),
    ...ifSaid('reason', reason),
    items: items.map((item) => unpackItem(own, item)),
  };
}

function packItem(own: string, item: PlanItem): PackedItem {
  const packed: PackedItem = [
    item.seq,
    packDimension(item.dimension),
    item.selfActivity,
    item.supportActivity,
    item.periodText,
    item.status,
    item.supportAgency ?? null,
    packDay(item.start ?? null),
    packDay(item.end ?? null),
    item.needIds?.map((id) => packOwnId(own, id)) ?? null,
    item.menuItem ?? null,
    item.project ?? null,
  ];
  return withoutEnd(packed);
}

function unpackItem(own: string, packed: PackedItem): PlanItem {
  const [
    seq,
    of,
    selfActivity,
    supportActivity,
    periodText,
    status,
    supportAgency,
    from,
    to,
    needs,
    menuItem,
    project,
  ] = packed;
  return {
    seq,
    dimension: unpackDimension(of),
    selfActivity,
    supportActivity,
    ...ifSaid('supportAgency', supportAgency),
    periodText,
    ...ifSaid('start', unpackDay(from ?? null)),
    ...ifSaid('end', unpackDay(to ?? null)),
    status,
    ...ifSaid(
      'needIds',
      needs?.map((cell) => unpackOwnId(own, cell)),
    ),
    ...ifSaid('menuItem', menuItem),
    ...ifSaid('project', project),
  };
}

function ifSaid<Name extends string, Value>(name: Name, value: Value | null | undefined): { [key in Name]?: Value } {
  const said: { [key in Name]?: Value } = {};
  if (value !== null && value !== undefined) said[name] = value;
  return said;
}

/** The cells up to the last that says something; those that are always there say something. */
function withoutEnd<Cells extends unknown[]>(cells: Cells): Cells {
  while (cells.at(-1) === null) cells.pop();
  return cells;
}
