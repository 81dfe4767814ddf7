import type { StepEvidence } from '#shared/domain/target-list/target-steps.ts';
import { HOUSEHOLD_STATUSES, type HouseholdStatus } from '#shared/domain/household/household.ts';
import { URGENCY_LEVELS, type UrgencyLevel } from '#shared/domain/household/urgency.ts';

import type { HouseholdSummary } from './household-store.ts';
import { damaged, lettersOf, packDay, packDimensions, unpackDay, unpackDimensions, type Cell } from './pack-text.ts';

const URGENCY_LETTERS = lettersOf({ C: 'CRITICAL', H: 'HIGH', N: 'NORMAL' });
const STATUS_LETTERS = lettersOf({ A: 'ACTIVE', M: 'MOVED_OUT', D: 'DISSOLVED', X: 'MERGED' });

/** The summary without what the keys of the item say (id, version, area). Cells may be added at the end, never changed. */
type PackedSummary = readonly [
  lists: Record<string, string>,
  dimensions: string,
  openNeeds: number,
  agencies: string[],
  mentor: string | null,
  status: string,
  surveyedOn: Cell,
  nextDue: Cell,
  /** Tags of names, which nobody reads back: a search filters by them where they lie. */
  names: string,
  urgency?: string | 0,
  /** Had a mentor, answered, planned, helped; by list the days of what was said. */
  evidence?: readonly [0 | 1, Cell, Cell, Cell],
  since?: Record<string, string>,
];

export const NO_EVIDENCE: StepEvidence = { hadMentor: false, answeredOn: null, plannedOn: null, helpOn: null };

export function packSummary(summary: HouseholdSummary, names: string): string {
  const { evidence } = summary;
  const packed: PackedSummary = [
    summary.lists,
    packDimensions(summary.dimensions),
    summary.openNeeds,
    summary.agencies,
    summary.mentor,
    STATUS_LETTERS.pack(summary.status),
    packDay(summary.surveyedOn),
    packDay(summary.nextDue),
    names,
    summary.urgency === null ? 0 : URGENCY_LETTERS.pack(summary.urgency),
    [evidence.hadMentor ? 1 : 0, packDay(evidence.answeredOn), packDay(evidence.plannedOn), packDay(evidence.helpOn)],
    ...(Object.keys(summary.since).length === 0 ? ([] as const) : ([summary.since] as const)),
  ];
  return JSON.stringify(packed);
}

/** `placeSk` is `<area>#<household>`. */
export function unpackSummary(packed: string, placeSk: string, version: number): HouseholdSummary {
  const cells: PackedSummary = JSON.parse(packed);
  const [lists, dimensions, openNeeds, agencies, mentor, status, surveyedOn, nextDue, , urgency, evidence, since] =
    cells;
  return {
    ...placeOf(placeSk),
    version,
    lists,
    dimensions: unpackDimensions(dimensions),
    openNeeds,
    agencies,
    mentor,
    status: statusOf(status),
    surveyedOn: unpackDay(surveyedOn),
    nextDue: unpackDay(nextDue),
    urgency: urgency === undefined || urgency === 0 ? null : urgencyOf(urgency),
    evidence: evidence
      ? {
          hadMentor: evidence[0] === 1,
          answeredOn: unpackDay(evidence[1]),
          plannedOn: unpackDay(evidence[2]),
          helpOn: unpackDay(evidence[3]),
        }
      : NO_EVIDENCE,
    since: since ?? {},
  };
}

export function placeOf(placeSk: string): { id: string; areaCode: string } {
  const at = placeSk.indexOf('#');
  return { id: placeSk.slice(at + 1), areaCode: placeSk.slice(0, at) };
}

function statusOf(letter: string): HouseholdStatus {
  const word = STATUS_LETTERS.unpack(letter);
  return HOUSEHOLD_STATUSES.find((status) => status === word) ?? damaged();
}

function urgencyOf(letter: string): UrgencyLevel {
  const word = URGENCY_LETTERS.unpack(letter);
  return URGENCY_LEVELS.find((level) => level === word) ?? damaged();
}
