/**
 * Recording: turns what somebody says into the next entries of a household and the document they make, or refuses.
 * Pure: the clock, the recorder and the hash function are given.
 */
import type { CorrectableBody, LogbookBody, SurveyBody } from '#shared/domain/logbook/bodies.ts';
import { Problem } from '#shared/problems.ts';

import { bangkokDay, daysBetween } from '#shared/thai/bangkok-time.ts';
import { entryId, occurredOn, saidIn, type EntryBody, type LogbookEntry, type Recorder } from '../logbook/entry.ts';
import { recordedAfter } from '../logbook/recorded-at.ts';
import { refuseBody } from '../logbook/refuse-body.ts';
import { mayStep } from '../life-cycle.ts';
import { TARGET_LIFE_CYCLE } from '../target-list/target-state.ts';
import { applyEntry, chainRoots, foldHousehold } from './fold.ts';
import { targetStateOn, type Household } from './household.ts';
import { needIdsInUse, needIdsKept, needIdsNamed, needIdsOfChain, withNeedIds } from './need-ids.ts';
import { isOpenNeed, NEED_LIFE_CYCLE } from './need-status.ts';

/** Days without help after which a household may be said to have left hardship (domain.md §2.3, configurable). */
const DAYS_BEFORE_GRADUATION = 90;

export type Recording = {
  householdId: string;
  /** The clock. An entry is never recorded earlier than the one before it. */
  recordedAt: Date;
  recordedBy: Recorder;
  /** Chains an entry to the one before: given its content and that one's hash. */
  hash: (entry: Omit<LogbookEntry, 'hash'>) => string;
  source?: { upload: string; row: number };
};

export type Recorded = { household: Household; entries: LogbookEntry[] };

/**
 * Puts bodies after one another on a household (undefined: the first one begins it).
 * `history` is all its entries and is needed only when a body is a correction.
 * Throws `Problem` when a body may not be recorded; then nothing of it is.
 */
export function record(
  before: Household | undefined,
  bodies: readonly EntryBody[],
  recording: Recording,
  history: readonly LogbookEntry[] = [],
): Recorded {
  let household = before;
  const entries: LogbookEntry[] = [];
  for (const body of bodies) {
    const recordedAt = recordedAfter(household?.updatedAt, recording.recordedAt);
    refuseBody(body);
    refuseFuture(body, recording.recordedAt);
    if (household) check(household, body, [...history, ...entries]);
    const version: number = (household?.version ?? 0) + 1;
    const unsealed: Omit<LogbookEntry, 'hash'> = {
      id: entryId(recording.householdId, version),
      householdId: recording.householdId,
      version,
      recordedAt,
      recordedBy: recording.recordedBy,
      body: numbered(body, [...history, ...entries]),
      ...(recording.source ? { source: recording.source } : {}),
      previousHash: household?.lastEntryHash ?? '',
    };
    const entry: LogbookEntry = { ...unsealed, hash: recording.hash(unsealed) };
    entries.push(entry);
    household = body.type === 'correction' ? foldHousehold([...history, ...entries]) : applyEntry(household, entry);
  }
  if (!household) throw new Error('Nothing to record');
  return { household, entries };
}

function check(household: Household, body: EntryBody, history: readonly LogbookEntry[]): void {
  switch (body.type) {
    case 'registered':
    case 'listed':
    case 'duplicate-named':
      return;
    case 'correction':
      checkCorrection(household, body, history);
      return;
    case 'visit':
    case 'survey':
    case 'need':
    case 'need-status':
    case 'assistance':
    case 'follow-up':
    case 'target-state':
    case 'move':
      checkReferences(household, body);
      checkStep(household, body);
  }
}

function refuseFuture(body: EntryBody, recordedAt: Date): void {
  const on = saidIn(body);
  if (on.type === 'assistance' && on.deliveredOn === null) return;
  const day = occurredOn(on);
  if (day !== undefined && day > bangkokDay(recordedAt)) {
    const field = on.type === 'assistance' ? 'deliveredOn' : on.type === 'need' ? 'openedOn' : 'on';
    throw new Problem('invalid-input', {
      errors: [
        {
          pointer: body.type === 'correction' ? `/entry/${field}` : `/${field}`,
          message: 'วันที่ต้องไม่เกินวันนี้',
          code: 'date-in-future',
        },
      ],
    });
  }
}

function checkReferences(household: Household, body: CorrectableBody): void {
  const unknownNeed = needIdsNamed(body).find((id) => !household.needs.some((need) => need.id === id));
  if (unknownNeed !== undefined) throw new Problem('need-not-found', { needId: unknownNeed });

  const personIds =
    body.type === 'assistance'
      ? body.personIds
      : body.type === 'need'
        ? [body.personId]
        : body.type === 'survey'
          ? body.needs.map(({ personId }) => personId)
          : [];
  const unknownPerson = personIds.find(
    (id) => id !== null && id !== undefined && !household.members.some((member) => member.id === id),
  );
  if (unknownPerson !== undefined) throw new Problem('person-not-found', { personId: unknownPerson });

  if (body.type === 'target-state') {
    if (!household.targets.some(({ list }) => list === body.list))
      throw new Problem('not-on-list', { list: body.list });
    if (body.duplicateOf === household.id)
      throw new Problem('invalid-input', {
        errors: [{ pointer: '/duplicateOf', message: 'ครัวเรือนซ้ำกับตัวเองไม่ได้', code: 'duplicate-of-itself' }],
      });
  }
}

function checkStep(household: Household, body: CorrectableBody): void {
  if (body.type === 'need-status') {
    const need = household.needs.find(({ id }) => id === body.needId);
    if (need && !mayStep(NEED_LIFE_CYCLE, need.status, body.status))
      throw new Problem('transition-not-allowed', { from: need.status, to: body.status });
  }
  if (body.type === 'target-state') {
    const from = targetStateOn(household, body.list);
    if (!mayStep(TARGET_LIFE_CYCLE, from, body.state))
      throw new Problem('transition-not-allowed', { from, to: body.state });
    if (body.state === 'GRADUATED') checkGraduation(household);
  }
}

/** GRADUATED needs no open need and a follow-up at least 90 days after the last help (domain.md §2.3). */
function checkGraduation(household: Household): void {
  const openNeeds = household.needs.filter((need) => isOpenNeed(need.status)).length;
  const { lastHelpOn, lastFollowUpOn } = household;
  const followed =
    lastFollowUpOn !== null &&
    (lastHelpOn === null || daysBetween(lastHelpOn, lastFollowUpOn) >= DAYS_BEFORE_GRADUATION);
  if (openNeeds > 0 || !followed)
    throw new Problem('transition-not-allowed', {
      to: 'GRADUATED',
      detail: `GRADUATED needs no open need (there are ${openNeeds}) and a follow-up at least ${DAYS_BEFORE_GRADUATION} days after the last help.`,
    });
}

function checkCorrection(
  household: Household,
  body: Extract<LogbookBody, { type: 'correction' }>,
  history: readonly LogbookEntry[],
): void {
  const target = history.find(({ id }) => id === body.supersedes);
  if (!target) throw new Problem('entry-not-found', { entry: body.supersedes });
  const newer = history.find((entry) => entry.body.type === 'correction' && entry.body.supersedes === body.supersedes);
  if (newer) throw new Problem('already-superseded', { by: newer.id });
  const corrected = saidIn(target.body);
  const roots = chainRoots(history);
  const root = roots.get(target.id) ?? target.id;
  const opened = needIdsOfChain(root, history, roots);
  if (corrected.type !== body.entry.type) {
    refuseDropping(opened, history);
    throw new Problem('invalid-input', {
      errors: [
        { pointer: '/entry/type', message: `รายการเดิมเป็นชนิด ${corrected.type} ต้องแก้ด้วยชนิดเดียวกัน`, code: 'other-type' },
      ],
    });
  }
  // A need that others name stays a need of this household; a status is only of a need that stands without this entry.
  checkReferences(household, body.entry);
  if (body.entry.type === 'survey') refuseOtherNeeds(body.entry, opened);
  refuseDropping(opened.difference(new Set(needIdsKept(body, root))), history);
  if (body.entry.type === 'need-status' && body.entry.needId === root)
    throw new Problem('need-not-found', { needId: root });
}

/** A correction of a survey keeps needs of that survey only. */
function refuseOtherNeeds(survey: SurveyBody, opened: ReadonlySet<string>): void {
  const errors = survey.needs.flatMap(({ id }, index) =>
    id === undefined || opened.has(id)
      ? []
      : [{ pointer: `/entry/needs/${index}/id`, message: 'ไม่ใช่สภาพปัญหาของผลสำรวจนี้', code: 'need-of-other-entry' }],
  );
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}

/** What entries in force say of a need must stay true of it, so no correction takes it from under them. */
function refuseDropping(dropped: ReadonlySet<string>, history: readonly LogbookEntry[]): void {
  const needIds = [...dropped.intersection(needIdsInUse(history))];
  if (needIds.length > 0) throw new Problem('need-in-use', { needIds });
}

/** What is recorded: a corrected survey says the id of each of its needs, all else is as it was said. */
function numbered(body: EntryBody, history: readonly LogbookEntry[]): EntryBody {
  if (body.type !== 'correction' || body.entry.type !== 'survey') return body;
  const roots = chainRoots(history);
  const root = roots.get(body.supersedes) ?? body.supersedes;
  return { ...body, entry: withNeedIds(body.entry, root, needIdsOfChain(root, history, roots)) };
}
