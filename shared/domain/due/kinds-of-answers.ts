/** Kinds that wait for a word of a unit on what others asked: DUPLICATE, MOVE_REQUEST, BREAK_GLASS, and UPLOAD_REJECTS of an office. */
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';

import type { BreakGlass } from '../break-glass/break-glass.ts';
import type { Duplicate } from '../duplicates/duplicate.ts';
import { hasConsent } from '../duplicates/states.ts';
import type { MoveRequest } from '../move-request/move-request.ts';
import type { UndoStatus, UploadStatus } from '../upload/upload-status.ts';
import type { DueItem, DueKind, DueOwner } from './due-item.ts';
import type { DueRule } from './known.ts';

/** A unit answers within so many days. */
export const ANSWER_DAYS = 14;

/** What a unit was asked: the item stays with the unit of the sub-district where the household lived then, also when it has moved since. */
const ASKED = ['MOVE_REQUEST', 'BREAK_GLASS', 'DUPLICATE'] as const satisfies readonly DueKind[];
type AskedKind = (typeof ASKED)[number];

/** Whether the owner of an item of this kind may have lost the household since it was asked. */
export function isAsked(kind: DueKind): boolean {
  return ASKED.some((asked) => asked === kind);
}

/** Somebody said that the household is another one (not by a merge, which would leave nothing of it to look at): the two are to be merged. */
export const saidDuplicate: DueRule = {
  kind: 'DUPLICATE',
  waiting({ household, facts, place }) {
    const inForce = new Set(Object.values(household.verifications).map(({ entryId }) => entryId));
    return facts.flatMap(({ id, body }) =>
      body.type === 'target-state' && body.state === 'DUPLICATE' && body.duplicateOf !== undefined && inForce.has(id)
        ? [{ owners: [place], since: body.on, dueOn: addDays(body.on, ANSWER_DAYS) }]
        : [],
    );
  },
};

/**
 * The item of something that a unit answers, while it is not answered. `area`: the sub-district whose unit it is; `household`: null when
 * its unit may not know yet which it is.
 */
export function dueToAnswer(
  kind: AskedKind,
  { id, household, area, on }: { id: string; household: string | null; area: string; on: string },
): DueItem {
  return waitingFrom({ kind, owner: { kind: 'place', area }, ref: id, household, since: on });
}

/** The unit where the household lived reviews a break-glass; a look that missed is the auditor's. */
export function dueOfBreakGlass({ id, household, areas, openedAt, review }: BreakGlass): DueItem[] {
  const [area] = areas;
  if (household === null || review || area === undefined) return [];
  return [dueToAnswer('BREAK_GLASS', { id, household, area, on: bangkokDay(new Date(openedAt)) })];
}

/** The unit where the household lives by its file answers a request for its move. */
export function dueOfMoveRequest({ id, household, from, askedAt, answer }: MoveRequest): DueItem[] {
  if (answer) return [];
  return [dueToAnswer('MOVE_REQUEST', { id, household, area: from, on: bangkokDay(new Date(askedAt)) })];
}

/**
 * Two households that may be one wait for who has both in its scope (casework F): the unit of the sub-district where both live, their
 * district, the secretariat of their province, or those of both provinces until each has consented.
 */
export function dueOfDuplicate(duplicate: Duplicate): DueItem[] {
  const { id, households, places, since, state } = duplicate;
  if (state !== 'OPEN') return [];
  const [[household, other], [one, two]] = [households, places];
  const item = { kind: 'DUPLICATE', ref: id, household, since } as const;
  if (one === two) return [waitingFrom({ ...item, owner: { kind: 'place', area: one } })];
  const ofUnit = (unit: string, of: string): DueItem =>
    waitingFrom({ ...item, household: of, owner: { kind: 'unit', unit } });
  const [district, province] = [one.slice(0, 4), one.slice(0, 2)];
  if (two.startsWith(district)) return [ofUnit(district, household)];
  if (two.startsWith(province)) return [ofUnit(province, household)];
  return [ofUnit(province, household), ofUnit(two.slice(0, 2), other)].filter(
    ({ owner }) => owner.kind === 'unit' && !hasConsent(duplicate, owner.unit),
  );
}

/** What of an upload decides whether its office still has rows to correct. */
export type Rejecting = {
  id: string;
  status: UploadStatus;
  by: { area?: string; agency?: string; unit?: string };
  finishedAt?: string;
  rows?: { rejected: number };
  dryRun?: true;
  undo?: { status: UndoStatus };
  dismissed?: object;
  /** The upload that sent the rejected rows again. */
  correctedBy?: string;
};

/** The office of the sender corrects the rejected rows, until they came again, the upload is undone, or somebody says that they will not come. */
export function dueOfUpload(upload: Rejecting): DueItem[] {
  const { id, by, finishedAt } = upload;
  const owner = officeAsOwner(by);
  if (!owner || finishedAt === undefined || !isToCorrect(upload)) return [];
  return [
    waitingFrom({ kind: 'UPLOAD_REJECTS', owner, ref: id, household: null, since: bangkokDay(new Date(finishedAt)) }),
  ];
}

/** Whether an upload has rejected rows that nobody has sent again or let go. */
export function isToCorrect({ status, rows, dryRun, undo, dismissed, correctedBy }: Rejecting): boolean {
  if (status !== 'FINISHED' || dryRun || undo || dismissed || correctedBy !== undefined) return false;
  return (rows?.rejected ?? 0) > 0;
}

function officeAsOwner({ agency, unit, area }: Rejecting['by']): DueOwner | undefined {
  if (agency !== undefined) return { kind: 'agency', agency };
  const code = unit ?? area;
  return code === undefined ? undefined : { kind: 'unit', unit: code };
}

function waitingFrom(item: Omit<DueItem, 'dueOn' | 'showFrom' | 'priority'>): DueItem {
  return { ...item, dueOn: addDays(item.since, ANSWER_DAYS), showFrom: item.since, priority: 1 };
}
