/**
 * Recording: turns what somebody says into the next entries of a household and the document they make, or refuses.
 * Pure: the clock, the recorder and the hash function are given.
 */
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import type { Referral } from '../case/referral.ts';
import { isGiven } from '../household/given-help.ts';
import type { Household } from '../household/household.ts';
import type { CorrectionBody } from './bodies.ts';
import { refuseMerged } from '../merge/refuse-merged.ts';
import { NOTHING_KNOWN, type Situation } from '../target-list/target-steps.ts';
import {
  entryId,
  saidIn,
  type EntryBody,
  type KindBody,
  type LogbookEntry,
  type Recorder,
  type RowSource,
} from './entry.ts';
import type { At, Step } from './kind.ts';
import { kindOf } from './kind-of.ts';
import { needIdsHeld, needIdsInUse, needIdsOfChain } from './need-ids.ts';
import { recordedAfter } from './recorded-at.ts';
import { applyEntry, buildsOnHistory, chainRoots, foldHousehold } from './replay.ts';
import { holdsNow, saidInForce, supersededIn } from './steps.ts';

export type Recording = {
  householdId: string;
  /** The clock. An entry is never recorded earlier than the one before it. */
  recordedAt: Date;
  recordedBy: Recorder;
  /** Chains an entry to the one before: given its content and that one's hash. */
  hash: (entry: Omit<LogbookEntry, 'hash'>) => string;
  source?: RowSource;
  /** Id of the entry that is said again, and when that was first recorded. */
  copiedFrom?: string;
  firstAt?: string;
  /** What steps of targets are judged by beside the household; without it every day counts. */
  situation?: Situation;
};

export type Recorded = { household: Household; entries: LogbookEntry[] };

/**
 * Puts bodies after one another on a household (undefined: the first one begins it).
 * `history` is all its entries and is needed only when a body builds on them (`buildsOnHistory`).
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
    const so = [...history, ...entries];
    if (household && !takesHelpBack(body, recording.source, so) && !isOfMerged(body)) refuseMerged(household);
    refuseOnItsOwn(household, body, recording.recordedAt, so, recording.situation);
    const version: number = (household?.version ?? 0) + 1;
    const unsealed: Omit<LogbookEntry, 'hash'> = {
      id: entryId(recording.householdId, version),
      householdId: recording.householdId,
      version,
      recordedAt,
      recordedBy: recording.recordedBy,
      body: numbered(body, [...history, ...entries]),
      ...(recording.source ? { source: recording.source } : {}),
      ...(recording.copiedFrom === undefined ? {} : { copiedFrom: recording.copiedFrom }),
      ...(recording.firstAt === undefined ? {} : { firstAt: recording.firstAt }),
      previousHash: household?.lastEntryHash ?? '',
    };
    const entry: LogbookEntry = { ...unsealed, hash: recording.hash(unsealed) };
    entries.push(entry);
    household = buildsOnHistory(body) ? foldHousehold([...history, ...entries]) : applyEntry(household, entry);
  }
  if (!household) throw new Error('Nothing to record');
  return { household, entries };
}

/** Throws when a body may not be recorded on a household (undefined: it begins with it), as `record` does. */
export function refuseToRecord(
  household: Household | undefined,
  body: EntryBody,
  recordedAt: Date,
  history: readonly LogbookEntry[],
  situation: Situation = NOTHING_KNOWN,
): void {
  if (household && !isOfMerged(body)) refuseMerged(household);
  refuseOnItsOwn(household, body, recordedAt, history, situation);
}

/** Whether entries of this kind are recorded by right of the platform on a household that was merged. */
function isOfMerged(body: EntryBody): boolean {
  return body.type !== 'correction' && kindOf(body).ofMerged === true;
}

/**
 * Whether the undo of an upload takes back help that names nothing of the household: no part of it went on with the one into which the
 * household was merged, so it is taken back where it was recorded.
 */
function takesHelpBack(body: EntryBody, source: RowSource | undefined, history: readonly LogbookEntry[]): boolean {
  if (body.type !== 'correction' || source?.undo !== true) return false;
  const said = [saidIn(history.find(({ id }) => id === body.supersedes)?.body ?? body), body.entry ?? undefined];
  return said.every(
    (one) =>
      one === undefined || (one.type === 'assistance' && one.needIds.length === 0 && one.referralId === undefined),
  );
}

function refuseOnItsOwn(
  household: Household | undefined,
  body: EntryBody,
  recordedAt: Date,
  history: readonly LogbookEntry[],
  situation: Situation = NOTHING_KNOWN,
): void {
  refuseBody(body);
  refuseFuture(body, recordedAt);
  if (household) check(household, body, history, situation);
}

/** Throws `invalid-input` with every error, each at its place. */
export function refuseBody(body: EntryBody): void {
  const said = saidIn(body);
  const errors = (said && kindOf(said).errors?.(said, at(body))) ?? [];
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}

function at(body: EntryBody): At {
  return body.type === 'correction' ? '/entry' : '';
}

/** Throws `invalid-input` when a body speaks of a day after that of `recordedAt`. `where`: the pointer of what it says. */
export function refuseFuture(body: EntryBody, recordedAt: Date, where: string = at(body)): void {
  const said = saidIn(body);
  const past = said && kindOf(said).past?.(said);
  if (past && past.day > bangkokDay(recordedAt))
    throw new Problem('invalid-input', {
      errors: [{ pointer: `${where}/${past.field}`, message: 'วันที่ต้องไม่เกินวันนี้', code: 'date-in-future' }],
    });
}

function check(household: Household, body: EntryBody, history: readonly LogbookEntry[], situation: Situation): void {
  if (body.type === 'correction') {
    checkCorrection(household, body, history);
    return;
  }
  checkReferences(household, body, '');
  const kind = kindOf(body);
  kind.checkStep?.(household, body, situation);
  kind.step?.check(movedOn(kind.step, body, history).said, body);
}

/** What holds of the entry that a step moves on. Throws `entry-not-found` when the household has no such entry of that kind. */
function movedOn<Body extends KindBody>(step: Step<Body>, body: Body, history: readonly LogbookEntry[]) {
  const entry = step.of(body);
  const earlier = holdsNow(entry, history);
  if (earlier?.said?.type !== step.moves) throw new Problem('entry-not-found', { entry });
  return { root: earlier.root, said: earlier.said };
}

function checkReferences(household: Household, said: KindBody, where: At): void {
  const kind = kindOf(said);
  const unknownNeed = kind.needIds?.(said).find((id) => !household.needs.some((need) => need.id === id));
  if (unknownNeed !== undefined) throw new Problem('need-not-found', { needId: unknownNeed });

  const unknownPerson = kind
    .personIds?.(said)
    .find((id) => id !== null && id !== undefined && !isMember(household, id));
  if (unknownPerson !== undefined) throw new Problem('person-not-found', { personId: unknownPerson });

  kind.check?.(household, said, where);
}

/** By the id that the person has, or had in a household that was merged into this one. */
function isMember({ members }: Household, personId: string): boolean {
  return members.some(({ id, aliases }) => id === personId || aliases?.includes(personId));
}

function checkCorrection(household: Household, body: CorrectionBody, history: readonly LogbookEntry[]): void {
  const target = history.find(({ id }) => id === body.supersedes);
  if (!target) throw new Problem('entry-not-found', { entry: body.supersedes });
  const newer = history.find((entry) => entry.body.type === 'correction' && entry.body.supersedes === body.supersedes);
  if (newer) throw new Problem('already-superseded', { by: newer.id });
  const roots = chainRoots(history);
  const root = roots.get(target.id) ?? target.id;
  const { entry } = body;
  if (entry === null) {
    refuseWithdrawing(target, history);
    refuseUnderDone(household, body, target, history);
    return;
  }
  const opened = needIdsOfChain(root, history, roots);
  // A withdrawal may be corrected by what the chain said before.
  const corrected = lastSaid(target, history);
  if (corrected?.type !== entry.type) {
    refuseDropping(opened, history);
    throw new Problem('invalid-input', {
      errors: [
        {
          pointer: '/entry/type',
          message: `รายการเดิมเป็นชนิด ${corrected?.type ?? '-'} ต้องแก้ด้วยชนิดเดียวกัน`,
          code: 'other-type',
        },
      ],
    });
  }
  checkReferences(household, entry, '/entry');
  const kind = kindOf(entry);
  const { opens, step } = kind;
  if (step && movedOn(step, entry, history).root !== holdsNow(body.supersedes, history)?.root)
    throw new Problem('invalid-input', {
      errors: [{ pointer: `/entry/${step.field}`, message: 'ต้องเป็นความช่วยเหลือเดียวกับรายการที่แก้ไข', code: 'other-entry' }],
    });
  opens?.checkKept?.(entry, opened);
  refuseDropping(opened.difference(new Set(opens?.kept(entry, root))), history);
  // An entry names no need of its own chain: that need would be there by this entry alone.
  const own = kind.needIds?.(entry).find((id) => id === root || opened.has(id));
  if (own !== undefined) throw new Problem('need-not-found', { needId: own });
  refuseUnderDone(household, body, target, history);
}

/** What a chain of corrections said last before an entry of it, or by it, that was no withdrawal. */
export function lastSaid(entry: LogbookEntry, history: readonly LogbookEntry[]): KindBody | undefined {
  const saying = lastSaying(entry, history);
  return saying && saidIn(saying.body);
}

/** The entry of the chain that said it. */
export function lastSaying(entry: LogbookEntry, history: readonly LogbookEntry[]): LogbookEntry | undefined {
  let current: LogbookEntry | undefined = entry;
  while (current) {
    if (saidIn(current.body)) return current;
    const { body }: LogbookEntry = current;
    current = body.type === 'correction' ? history.find(({ id }) => id === body.supersedes) : undefined;
  }
  return undefined;
}

/**
 * An entry is withdrawn as if it had not been recorded, so nothing in force may stand on it: no entry that names a need that it
 * opened or moves its help on, and none that reopened a need that its result had closed. Throws `built-upon` with their ids.
 */
function refuseWithdrawing(target: LogbookEntry, history: readonly LogbookEntry[]): void {
  const roots = chainRoots(history);
  const root = roots.get(target.id) ?? target.id;
  const said = saidIn(target.body);
  if (!said) throw new Problem('already-withdrawn');
  const opened = needIdsOfChain(root, history, roots);
  const own = (id: string): boolean => (roots.get(id) ?? id) === root;
  const naming = needIdsHeld(history)
    .filter(({ id, needIds }) => !own(id) && needIds.some((needId) => opened.has(needId)))
    .map(({ id }) => id);
  const superseded = supersededIn(history, new Map());
  const inForce = history.filter(({ id }) => !superseded.has(id));
  const steps = inForce.flatMap(({ id, body }) => {
    const step = saidIn(body);
    const moved = step && kindOf(step).step?.of(step);
    return moved !== undefined && !own(id) && own(moved) ? [id] : [];
  });
  const closed = new Set(kindOf(said).closes?.(said));
  const reopened = inForce.flatMap(({ id, version, body }) => {
    const status = saidIn(body);
    return status?.type === 'need-status' &&
      status.status === 'REOPENED' &&
      closed.has(status.needId) &&
      version > target.version
      ? [id]
      : [];
  });
  const others = saidInForce(history).filter(({ id }) => !own(id));
  const borne = kindOf(said).bears?.(said, others) ?? [];
  const by = [...new Set([...naming, ...steps, ...reopened, ...borne])];
  if (by.length > 0) throw new Problem('built-upon', { by });
}

/**
 * A referral that was said to be done without a reason rests on help that its agency gave and that names it: no correction takes the
 * last of that help away. Throws `built-upon` with the answers that said so.
 */
function refuseUnderDone(
  { referrals }: Household,
  body: CorrectionBody,
  target: LogbookEntry,
  history: readonly LogbookEntry[],
): void {
  const done = referrals.filter(({ status }) => status === 'DONE');
  if (done.length === 0) return;
  const helpedBy = (entries: readonly LogbookEntry[], referral: Referral): boolean =>
    saidInForce(entries).some(
      ({ said }) =>
        said.type === 'assistance' &&
        said.referralId === referral.id &&
        said.agency === referral.toAgency &&
        isGiven(said.status),
    );
  const corrected = [...history, { ...target, id: '', body }];
  const fallen = new Set(done.filter((one) => helpedBy(history, one) && !helpedBy(corrected, one)).map(({ id }) => id));
  const by = saidInForce(history).flatMap(({ id, said }) =>
    said.type === 'referral-answer' && said.status === 'DONE' && said.reason === undefined && fallen.has(said.referral)
      ? [id]
      : [],
  );
  if (by.length > 0) throw new Problem('built-upon', { by });
}

/** What entries in force say of a need must stay true of it, so no correction takes it from under them. */
function refuseDropping(dropped: ReadonlySet<string>, history: readonly LogbookEntry[]): void {
  const needIds = [...dropped.intersection(needIdsInUse(history))];
  if (needIds.length > 0) throw new Problem('need-in-use', { needIds });
}

/** What is recorded: a correction says the id of each need that it opens, all else is as it was said. */
function numbered(body: EntryBody, history: readonly LogbookEntry[]): EntryBody {
  if (body.type !== 'correction' || body.entry === null) return body;
  const { opens } = kindOf(body.entry);
  if (!opens?.numbered) return body;
  const roots = chainRoots(history);
  const root = roots.get(body.supersedes) ?? body.supersedes;
  return { ...body, entry: opens.numbered(body.entry, root, needIdsOfChain(root, history, roots)) };
}
