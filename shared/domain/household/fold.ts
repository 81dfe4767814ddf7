/**
 * The household document is the fold of its entries: this file says what each entry changes. Entries that a correction
 * has superseded change nothing; the rest apply in the order of recording (domain.md §6.2 "recorded last is in force").
 */
import type { CorrectableBody } from '#shared/domain/logbook/bodies.ts';

import { factsOf } from '../logbook/facts-of.ts';
import { partFacts } from '../statistics/lasting-facts.ts';
import { parseEntryId, type LogbookEntry } from '../logbook/entry.ts';
import { isGiven } from './given-help.ts';
import type { Household, Member, Need, Profile, TargetEntry } from './household.ts';
import { surveyNeedId } from './need-ids.ts';

/** Applies one entry that corrects nothing. `household` is undefined only for the entry that begins it. */
export function applyEntry(household: Household | undefined, entry: LogbookEntry): Household {
  const moved = household ? { ...household } : begin(entry);
  moved.version = entry.version;
  moved.updatedAt = entry.recordedAt;
  moved.lastEntryHash = entry.hash;
  const { stay, left, since } = partFacts([...moved.facts, ...factsOf(entry)], entry.recordedAt);
  moved.facts = stay;
  if (left.length > 0 || moved.factsSince !== undefined) moved.factsSince = since;
  const { body } = entry;
  if ('profile' in body && body.profile) mergeProfile(moved, body.profile);
  switch (body.type) {
    case 'registered':
      return moved;
    case 'listed':
      moved.targets = mergeTargets(moved.targets, body, entry.recordedAt);
      return moved;
    case 'duplicate-named':
      moved.duplicates = [...new Set([...moved.duplicates, body.household])];
      return moved;
    case 'correction':
      applyBody(moved, body.entry, entry.id);
      return moved;
    case 'visit':
    case 'survey':
    case 'need':
    case 'need-status':
    case 'assistance':
    case 'follow-up':
    case 'target-state':
    case 'move':
      applyBody(moved, body, entry.id);
      return moved;
  }
}

/** Folds all entries of a household, in version order, into the document. Needs at least one entry. */
export function foldHousehold(entries: readonly LogbookEntry[]): Household {
  const newest = entries.at(-1);
  const roots = chainRoots(entries);
  const superseded = new Set(entries.flatMap(({ body }) => (body.type === 'correction' ? [body.supersedes] : [])));
  const profiles = new Map(
    entries.flatMap(({ id, body }) => ('profile' in body && body.profile ? [[id, body.profile]] : [])),
  );
  const inForce = entries
    .filter(({ id }) => !superseded.has(id))
    .map((entry) => ({ entry: asKnown(entry, roots, profiles), order: placeOf(entry, roots) }))
    .sort((a, b) => a.order - b.order);
  let household: Household | undefined;
  // Without the facts so far: those of all entries come at the end, and copying them for each entry would be quadratic.
  for (const { entry } of inForce) household = applyEntry(household && { ...household, facts: [] }, entry);
  if (!household || !newest) throw new Error('A household has at least one entry');
  const { factsSince: _ofParts, ...document } = household;
  const { stay, left, since } = partFacts(entries.flatMap(factsOf), newest.recordedAt);
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

/**
 * An entry under the id by which it is known: that of the first of its chain. A correction says nothing of who lives there,
 * so what the first entry said of that (a survey of a file may have begun the household) stands.
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
 * Where in the order of recording an entry works. A correction works where it was recorded, as the last word. Only that
 * of a need or survey works where the corrected entry stood, so that what was said of the need since still holds.
 */
function placeOf(entry: LogbookEntry, roots: ReadonlyMap<string, string>): number {
  const opensNeeds =
    entry.body.type === 'correction' && (entry.body.entry.type === 'need' || entry.body.entry.type === 'survey');
  const root = opensNeeds ? parseEntryId(roots.get(entry.id) ?? entry.id) : undefined;
  return root?.version ?? entry.version;
}

/** For every correction the id of the first entry of its chain. */
export function chainRoots(entries: readonly LogbookEntry[]): Map<string, string> {
  const roots = new Map<string, string>();
  for (const { id, body } of entries) {
    if (body.type === 'correction') roots.set(id, roots.get(body.supersedes) ?? body.supersedes);
  }
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
    surveyedOn: null,
    lastVisitOn: null,
    lastHelpOn: null,
    lastFollowUpOn: null,
    nextDue: null,
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

function mergeTargets(
  targets: readonly TargetEntry[],
  body: { list: string; area: string; targets: readonly Omit<TargetEntry, 'list' | 'area' | 'addedAt'>[] },
  addedAt: string,
): TargetEntry[] {
  const merged = [...targets];
  for (const listed of body.targets) {
    const at = merged.findIndex(({ list, personId }) => list === body.list && personId === listed.personId);
    const before = merged[at];
    if (before) merged[at] = { ...before, dimensions: listed.dimensions, indicators: listed.indicators };
    else merged.push({ list: body.list, area: body.area, addedAt, ...listed });
  }
  return merged;
}

function later(known: string | null, day: string): string {
  return known !== null && known > day ? known : day;
}

/** What a body changes. `id` is the id under which the entry is known: that of the first of its chain of corrections. */
function applyBody(household: Household, body: CorrectableBody, id: string): void {
  switch (body.type) {
    case 'visit':
      household.lastVisitOn = later(household.lastVisitOn, body.on);
      if (body.nextVisitDue !== undefined) household.nextDue = body.nextVisitDue;
      return;
    case 'survey':
      household.surveyedOn = later(household.surveyedOn, body.on);
      for (const [index, need] of body.needs.entries()) {
        household.needs = withNeed(household.needs, {
          id: surveyNeedId(need, index, id),
          personId: need.personId ?? null,
          dimension: need.dimension,
          kind: need.kind,
          text: need.text,
          openedOn: body.on,
          status: 'OPEN',
          statusOn: body.on,
        });
      }
      return;
    case 'need':
      household.needs = withNeed(household.needs, {
        id,
        personId: body.personId ?? null,
        dimension: body.dimension,
        kind: body.kind,
        text: body.text,
        openedOn: body.openedOn,
        status: 'OPEN',
        statusOn: body.openedOn,
      });
      return;
    case 'need-status':
      household.needs = household.needs.map((need) =>
        need.id === body.needId ? { ...need, status: body.status, statusOn: body.on } : need,
      );
      return;
    case 'assistance':
      if (body.status === 'CANCELLED') return;
      household.agencies = [
        ...new Set([...household.agencies, ...(body.agency === null ? [] : [body.agency]), ...body.coAgencies]),
      ];
      if (body.deliveredOn !== null && isGiven(body.status))
        household.lastHelpOn = later(household.lastHelpOn, body.deliveredOn);
      return;
    case 'follow-up':
      household.lastFollowUpOn = later(household.lastFollowUpOn, body.on);
      if (body.nextDue !== undefined) household.nextDue = body.nextDue;
      return;
    case 'target-state':
      household.verifications = {
        ...household.verifications,
        [body.list]: { state: body.state, on: body.on, entryId: id },
      };
      return;
    case 'move':
      if (body.toArea === null) household.status = 'MOVED_OUT';
      else {
        household.status = 'ACTIVE';
        household.areaCode = body.toArea;
      }
      return;
  }
}

function withNeed(needs: readonly Need[], need: Need): Need[] {
  const at = needs.findIndex(({ id }) => id === need.id);
  return at < 0 ? [...needs, need] : needs.toSpliced(at, 1, need);
}
