/**
 * What is known at a moment of the work with a household: what Reports B and C and campaigns ask beside Report A (casework B). A household
 * is what `knownHouseholds` makes one; everything in the order of recording.
 */
import { isGiven } from '../household/given-help.ts';
import { MOST_HOPS } from '../merge/most-hops.ts';
import { movedByResult } from '../household/move-need.ts';
import type {
  EntryFact,
  FollowUpFact,
  FoundFact,
  MentorFact,
  NeedPair,
  OpenedNeed,
  PlanFact,
  RexrayFact,
  TargetStateFact,
  VisitFact,
} from './facts.ts';
import {
  byRecording,
  correctionsOf,
  firstSaidAt,
  knownHouseholds,
  needStatusesOf,
  type Corrections,
  type KnownHousehold,
} from './known-household.ts';
import { needResults } from './need-results.ts';

/** An entry as cases read it. */
export type CaseEntry = EntryFact;
export type CaseGroup = readonly (readonly CaseEntry[])[];

/** What only one document of a household says: its own states follow from it (R2, R5, R6). */
export type CaseDocument = {
  readonly id: string;
  /** Verifications in force, by list. */
  readonly said: ReadonlyMap<string, readonly TargetStateFact[]>;
  readonly mentors: readonly MentorFact[];
  /** Days of contacts (R15) and of visits that were refused. */
  readonly answered: readonly string[];
  readonly agreed: readonly string[];
  readonly helped: readonly string[];
};

/** A need with every status that entries and results gave it. */
export type KnownNeed = {
  readonly need: OpenedNeed;
  readonly openedOn: string;
  /** Its own, and those of needs that are one with it since a merge. */
  readonly ids: readonly string[];
  readonly statuses: readonly { readonly status: string; readonly on: string }[];
};

/** Something dated, and when the first entry of its chain of corrections was recorded (ISO UTC). */
export type DatedEntry = { readonly on: string; readonly firstAt: string };

export type KnownCase = {
  readonly household: KnownHousehold;
  /** One for each member of the household, in the same order. */
  readonly documents: readonly CaseDocument[];
  readonly visits: readonly VisitFact[];
  readonly surveys: readonly string[];
  readonly followUps: readonly FollowUpFact[];
  readonly rexrays: readonly RexrayFact[];
  readonly founds: readonly FoundFact[];
  readonly needs: readonly KnownNeed[];
  readonly plans: readonly (PlanFact & { readonly recordedAt: string })[];
  /** Help in force that is planned or given: its day, when it was given, and when its chain began. */
  readonly intended: readonly { readonly deliveredOn: string | null; readonly firstAt: string }[];
  /** Visits, surveys and follow-ups (R16); help is in `household.helps`. */
  readonly dated: readonly DatedEntry[];
};

/** Folds a group to the cases known at `asOf` (ISO UTC); `households`: the group as `knownHouseholds` knows it then. */
export function knownCases(
  group: CaseGroup,
  asOf: string,
  households: readonly KnownHousehold[] = knownHouseholds(group, asOf),
): KnownCase[] {
  const entriesOf = new Map<string, readonly CaseEntry[]>();
  for (const entries of group) if (entries[0]) entriesOf.set(entries[0].householdId, entries);
  return households.map((household) => {
    const folded = household.members.map(({ id }) => foldDocument(id, entriesOf.get(id) ?? [], asOf));
    const [only] = folded;
    if (only && folded.length === 1) return caseOf(household, [only.document], only);
    return caseOf(
      household,
      folded.map(({ document }) => document),
      {
        visits: together(folded.map(({ visits }) => visits)),
        surveys: together(folded.map(({ surveys }) => surveys)),
        followUps: together(folded.map(({ followUps }) => followUps)),
        rexrays: together(folded.map(({ rexrays }) => rexrays)),
        founds: together(folded.map(({ founds }) => founds)),
        plans: together(folded.map(({ plans }) => plans)),
        opened: together(folded.map(({ opened }) => opened)),
        statuses: needStatusesOf(
          household.members.map(({ id }) => entriesOf.get(id) ?? []),
          asOf,
        ).map(({ entry, ...fact }) => ({ entry, fact })),
        intended: together(folded.map(({ intended }) => intended)),
        dated: together(folded.map(({ dated }) => dated)),
        paired: together(folded.map(({ paired }) => paired)),
      },
    );
  });
}

type Recorded<Fact> = { entry: CaseEntry; fact: Fact };

/** Lists in the order of recording of what one document, or all documents of a household, said. */
type Folded = {
  visits: Recorded<VisitFact>[];
  surveys: Recorded<string>[];
  followUps: Recorded<FollowUpFact>[];
  rexrays: Recorded<RexrayFact>[];
  founds: Recorded<FoundFact>[];
  plans: Recorded<PlanFact>[];
  opened: Recorded<{ need: OpenedNeed; openedOn: string }>[];
  statuses: Recorded<{ needId: string; status: string; on: string }>[];
  intended: Recorded<{ deliveredOn: string | null; firstAt: string }>[];
  dated: Recorded<DatedEntry>[];
  paired: Recorded<NeedPair>[];
};

function together<Fact>(lists: readonly (readonly Recorded<Fact>[])[]): Recorded<Fact>[] {
  return lists.flat().sort((a, b) => byRecording(a.entry, b.entry));
}

function caseOf(household: KnownHousehold, documents: CaseDocument[], folded: Folded): KnownCase {
  const needs = new Map<string, Opened>();
  // A correction keeps the ids of needs, so the opening in force is the last that names one.
  for (const { fact } of folded.opened)
    needs.set(fact.need.needId, {
      ...fact,
      ids: [fact.need.needId],
      statuses: needs.get(fact.need.needId)?.statuses ?? [],
    });
  // Needs that are one since a merge: the one that stays has the statuses of both, also where it was merged again.
  const oneSince = new Map(folded.paired.map(({ fact: { from, to } }) => [from, to]));
  for (const from of oneSince.keys()) {
    const to = needs.get(lastOf(from, oneSince));
    if (!to || !needs.delete(from)) continue;
    to.ids.push(from);
  }
  const byId = new Map([...needs.values()].flatMap((need) => need.ids.map((id) => [id, need] as const)));
  for (const { fact } of folded.statuses) byId.get(fact.needId)?.statuses.push({ status: fact.status, on: fact.on });
  return {
    household,
    documents,
    visits: folded.visits.map(({ fact }) => fact),
    surveys: folded.surveys.map(({ fact }) => fact),
    followUps: folded.followUps.map(({ fact }) => fact),
    rexrays: folded.rexrays.map(({ fact }) => fact),
    founds: folded.founds.map(({ fact }) => fact),
    needs: [...needs.values()],
    plans: folded.plans.map(({ entry, fact }) => ({ ...fact, recordedAt: entry.recordedAt })),
    intended: folded.intended.map(({ fact }) => fact),
    dated: folded.dated.map(({ fact }) => fact),
  };
}

type Opened = { need: OpenedNeed; openedOn: string; ids: string[]; statuses: { status: string; on: string }[] };

/** The need that one is after all merges. */
function lastOf(id: string, oneSince: ReadonlyMap<string, string>): string {
  let last = id;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) last = oneSince.get(last) ?? last;
  return last;
}

function foldDocument(id: string, entries: readonly CaseEntry[], asOf: string): Folded & { document: CaseDocument } {
  const corrections = correctionsOf(entries);
  const folded: Folded = {
    visits: [],
    surveys: [],
    followUps: [],
    rexrays: [],
    founds: [],
    plans: [],
    opened: [],
    statuses: [],
    intended: [],
    dated: [],
    paired: [],
  };
  const said = new Map<string, TargetStateFact[]>();
  const mentors: MentorFact[] = [];
  const answered: string[] = [];
  const agreed: string[] = [];
  const helped: string[] = [];
  const lastStatus = new Map<string, string>();

  for (const entry of entries) {
    if (entry.recordedAt > asOf) continue;
    const { body } = entry;
    const supersededAt = corrections?.supersededAt.get(entry.id);
    if (body.type !== 'registered' && supersededAt !== undefined && supersededAt <= asOf) continue;
    for (const opened of openedBy(body)) folded.opened.push({ entry, fact: opened });
    for (const { needId, result } of needResults(body)) {
      const status = movedByResult(lastStatus.get(needId), result);
      if (status === undefined || !('on' in body)) continue;
      lastStatus.set(needId, status);
      folded.statuses.push({ entry, fact: { needId, status, on: body.on } });
    }
    switch (body.type) {
      case 'visit':
        folded.visits.push({ entry, fact: body });
        if (body.outcome === 'MET' || body.outcome === 'REFUSED') answered.push(body.on);
        break;
      case 'survey':
        folded.surveys.push({ entry, fact: body.on });
        answered.push(body.on);
        break;
      case 'follow-up':
        folded.followUps.push({ entry, fact: body });
        answered.push(body.on);
        break;
      case 'rexray':
        folded.rexrays.push({ entry, fact: body });
        if (!body.gone) answered.push(body.on);
        break;
      case 'found':
        folded.founds.push({ entry, fact: body });
        break;
      case 'mentor':
        mentors.push(body);
        break;
      case 'plan':
        folded.plans.push({ entry, fact: body });
        if (body.agreedOn !== undefined) agreed.push(body.agreedOn);
        break;
      case 'target-state': {
        const ofList = said.get(body.list);
        if (ofList) ofList.push(body);
        else said.set(body.list, [body]);
        break;
      }
      case 'need-status':
        lastStatus.set(body.needId, body.status);
        folded.statuses.push({ entry, fact: body });
        break;
      case 'assistance':
        if (isGiven(body.status) && body.deliveredOn !== null) helped.push(body.deliveredOn);
        if (body.status !== 'CANCELLED' && body.status !== 'RETURNED')
          folded.intended.push({
            entry,
            fact: {
              deliveredOn: isGiven(body.status) ? body.deliveredOn : null,
              firstAt: beganAt(entry, corrections),
            },
          });
        break;
      case 'registered':
      case 'listed':
      case 'move':
      case 'need':
      case 'referral-sent':
      case 'referral-answered':
      case 'other':
        break;
      case 'merged':
        for (const fact of body.needs ?? []) folded.paired.push({ entry, fact });
        break;
    }
    if (body.type === 'visit' || body.type === 'survey' || body.type === 'follow-up')
      folded.dated.push({ entry, fact: { on: body.on, firstAt: beganAt(entry, corrections) } });
  }
  return { ...folded, document: { id, said, mentors, answered, agreed, helped } };
}

function openedBy(body: CaseEntry['body']): { need: OpenedNeed; openedOn: string }[] {
  if (body.type === 'need') return [{ need: body, openedOn: body.openedOn }];
  if (body.type !== 'survey' && body.type !== 'rexray') return [];
  return body.needs.map((need) => ({ need, openedOn: body.on }));
}

/** When the first entry of a chain of corrections was recorded. */
function beganAt(entry: CaseEntry, corrections: Corrections | undefined): string {
  let current: EntryFact = entry;
  while (current.supersedes !== undefined) {
    const earlier = corrections?.byId.get(current.supersedes);
    // Versions fall on the way back, so a broken chain cannot turn into a circle.
    if (!earlier || earlier.version >= current.version) break;
    current = earlier;
  }
  return firstSaidAt(current);
}
