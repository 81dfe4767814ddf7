/**
 * The household document is the replay of its entries. Entries that a correction has superseded change nothing; the rest apply
 * in the order of recording (domain.md §6.2 "recorded last is in force"). What an entry changes is said by its kind.
 */
import { NO_PLANS } from '../case/plan.ts';
import { checkOpened } from '../household/checks.ts';
import { crisisDay } from '../household/crisis.ts';
import type { Household, Member, Profile } from '../household/household.ts';
import { withNeed } from '../household/with-need.ts';
import type { EntryFact } from '../statistics/facts.ts';
import { partFacts } from '../statistics/lasting-facts.ts';
import { parseEntryId, saidIn, type EntryBody, type LogbookEntry } from './entry.ts';
import { factsOf } from './facts-of.ts';
import { kindOf } from './kind-of.ts';
import { steppedEntries, supersededIn, type Stepped } from './steps.ts';

/**
 * Applies one entry, whatever it corrects. `household` is undefined only for the entry that begins it; `stepped` is what the
 * entry amounts to when it is of a chain with steps; `part` what of the entry is applied, all unless said.
 */
export function applyEntry(
  household: Household | undefined,
  entry: LogbookEntry,
  stepped?: Stepped,
  part?: Part,
): Household {
  const moved = household ? { ...household } : begin(entry);
  moved.version = entry.version;
  moved.updatedAt = entry.recordedAt;
  moved.lastEntryHash = entry.hash;
  const { stay, left, since } = partFacts([...moved.facts, ...factsOf(entry, stepped)], entry.recordedAt);
  moved.facts = stay;
  if (left.length > 0 || moved.factsSince !== undefined) moved.factsSince = since;
  const { body } = entry;
  if (part !== 'rest' && 'profile' in body && body.profile) {
    mergeProfile(moved, body.profile);
    // A correction says nothing of it: it was said by the first entry of its chain.
    moved.profileIn = Math.max(moved.profileIn, parseEntryId(entry.id)?.version ?? entry.version);
  }
  const said = stepped ? stepped.said : saidIn(body);
  if (!said) return moved;
  if (moved.status === 'DISSOLVED') moved.status = 'ACTIVE';
  const kind = kindOf(said);
  if (part !== 'rest' && kind.opens) {
    const opened = kind.opens.needs(said, entry.id);
    checkOpened(moved, moved.needs, opened);
    moved.needs = opened.reduce(withNeed, moved.needs);
  }
  if (part !== 'opens') kind.apply(moved, said, entry);
  moved.crisisOn = crisisDay(moved);
  return moved;
}

/** A correction of an entry that opens needs is applied in two parts: the needs where they were opened, the rest as its own word. */
type Part = 'opens' | 'rest';

/** Folds all entries of a household, in version order, into the document. Needs at least one entry. */
export function foldHousehold(entries: readonly LogbookEntry[]): Household {
  const newest = entries.at(-1);
  const roots = chainRoots(entries);
  const stepped = steppedEntries(entries);
  const superseded = supersededIn(entries, stepped);
  const profiles = new Map(
    entries.flatMap(({ id, body }) => ('profile' in body && body.profile ? [[id, body.profile]] : [])),
  );
  const inForce = entries
    .filter(({ id }) => !superseded.has(id))
    .flatMap((entry) => {
      const known = { entry: asKnown(entry, roots, profiles), step: stepped.get(entry.id) };
      const root = entry.body.type === 'correction' ? rootVersion(entry, roots) : entry.version;
      const parts: { order: number; part?: Part }[] =
        root === entry.version
          ? [{ order: root }]
          : [
              { order: root, part: 'opens' },
              { order: entry.version, part: 'rest' },
            ];
      return parts.map((part) => ({ ...known, ...part }));
    })
    .sort((a, b) => a.order - b.order);
  let household: Household | undefined;
  // Without the facts so far: those of all entries come at the end, and copying them for each entry would be quadratic.
  for (const { entry, step, part } of inForce)
    household = applyEntry(household && { ...household, facts: [] }, entry, step, part);
  if (!household || !newest) throw new Error('A household has at least one entry');
  if (isDissolved(inForce)) household.status = 'DISSOLVED';
  const { factsSince: _ofParts, ...document } = household;
  const { stay, left, since } = partFacts(factsOfAll(entries, stepped), newest.recordedAt);
  return {
    ...document,
    createdAt: entries[0]?.recordedAt ?? household.createdAt,
    version: newest.version,
    updatedAt: newest.recordedAt,
    lastEntryHash: newest.hash,
    facts: stay,
    ...(left.length > 0 ? { factsSince: since } : {}),
  };
}

/** Whether no entry says anything of a household any more, and the one that began it was taken back with its upload (casework R53). */
function isDissolved(inForce: readonly { entry: LogbookEntry; step: Stepped | undefined; order: number }[]): boolean {
  return (
    inForce.every(({ entry, step }) => (step ? step.said : saidIn(entry.body)) === undefined) &&
    inForce.some(({ entry, order }) => order === 1 && entry.source?.undo === true)
  );
}

/** The facts of all entries of a household, also those that leave its document (`statistics/lasting-facts.ts`). */
export function allFactsOf(entries: readonly LogbookEntry[]): EntryFact[] {
  return factsOfAll(entries, steppedEntries(entries));
}

function factsOfAll(entries: readonly LogbookEntry[], stepped: ReadonlyMap<string, Stepped>): EntryFact[] {
  const roots = chainRoots(entries);
  return entries.flatMap((entry) => factsOf(entry, stepped.get(entry.id), roots.get(entry.id)));
}

/** Whether an entry changes what earlier entries said: then the household is folded from all of them. */
export function buildsOnHistory(body: EntryBody): boolean {
  return body.type === 'correction' || kindOf(body).step !== undefined;
}

/**
 * An entry under the id by which it is known: that of the first of its chain. A correction says nothing of who lives there,
 * so what the first entry said of that (a survey of a file may have begun the household) stays true.
 */
function asKnown(
  entry: LogbookEntry,
  roots: ReadonlyMap<string, string>,
  profiles: ReadonlyMap<string, Profile>,
): LogbookEntry {
  const id = roots.get(entry.id) ?? entry.id;
  const profile = profiles.get(id);
  return entry.body.type === 'correction' && profile
    ? { ...entry, id, body: { ...entry.body, profile } }
    : { ...entry, id };
}

/**
 * Where a correction opens needs and says who lives there: at the position of the first entry of its chain, so that what was said
 * of the needs since still holds. All else applies at the time it was recorded, as the last word.
 */
function rootVersion({ id, version }: LogbookEntry, roots: ReadonlyMap<string, string>): number {
  return parseEntryId(roots.get(id) ?? id)?.version ?? version;
}

/** For every correction the id of the first entry of its chain. */
export function chainRoots(entries: readonly LogbookEntry[]): Map<string, string> {
  const roots = new Map<string, string>();
  for (const { id, body } of entries)
    if (body.type === 'correction') roots.set(id, roots.get(body.supersedes) ?? body.supersedes);
  return roots;
}

function begin(entry: LogbookEntry): Household {
  const { body } = entry;
  const profile = 'profile' in body ? body.profile : undefined;
  if (!profile?.areaCode) throw new Error('The first entry of a household says where it lives');
  return {
    id: entry.householdId,
    version: 0,
    createdAt: entry.recordedAt,
    updatedAt: entry.recordedAt,
    status: 'ACTIVE',
    address: {},
    areaCode: profile.areaCode,
    members: [],
    targets: [],
    verifications: {},
    needs: [],
    agencies: [],
    mentor: null,
    coMentors: [],
    mentorSince: null,
    mentorIn: 0,
    profileIn: 0,
    mentorFirstOn: null,
    planAgreedOn: null,
    ...NO_PLANS,
    surveyedOn: null,
    lastVisitOn: null,
    lastHelpOn: null,
    lastFollowUpOn: null,
    referrals: [],
    resolutions: [],
    nextDue: null,
    lastContactOn: null,
    lastRefusedOn: null,
    missedOn: [],
    stage: null,
    urgency: null,
    crisisOn: null,
    checks: [],
    found: null,
    bmn: null,
    duplicates: [],
    lastEntryHash: '',
    facts: [],
  };
}

/** Where it lives the entry that begins it says, later only a move: figures read nothing else. */
function mergeProfile(household: Household, profile: Profile): void {
  if (profile.houseCode !== undefined) household.houseCode = profile.houseCode;
  if (profile.address) household.address = { ...household.address, ...profile.address };
  if (profile.members) {
    const members = new Map<string, Member>(household.members.map((member) => [member.id, member]));
    for (const member of profile.members) members.set(member.id, { ...members.get(member.id), ...member });
    household.members = [...members.values()];
  }
}
