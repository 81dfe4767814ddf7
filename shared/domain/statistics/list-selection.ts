import { overlaps } from '#shared/thai/area-code.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { byRecording } from './known-household.ts';
import type { KnownHousehold, KnownListing, KnownMember } from './known-household.ts';
import type { TargetListFact } from './facts.ts';

/** The target lists of a report as known at its moment. */
export type ListSelection = {
  /** Each list with its freeze, when that is known. */
  frozenAt: ReadonlyMap<string, string | undefined>;
  /** There is a list, and all are frozen: only then is there a baseline. */
  allFrozen: boolean;
  /** The earliest day on which one of them opened; null when none has. */
  openedOn: string | null;
};

/**
 * The lists asked for by id, or with null every list published by `asOf` (ISO UTC) whose scope is inside `area` or around it; of several areas,
 * one of them.
 *
 * Decisions:
 * - A list asked for by id counts from its creation, published or not; an id that no list has by then selects nothing.
 * - A list without `openedOn` opened on the Bangkok day of its publication; while it is not published it has not opened, and no help is
 *   since then.
 * - The union of lists has a baseline when each of them is frozen, else none: a percent of some of the lists would mislead.
 */
export function selectLists(
  lists: readonly TargetListFact[],
  ids: readonly string[] | null,
  area: string | readonly string[],
  asOf: string,
): ListSelection {
  const areas = [area].flat();
  const frozenAt = new Map<string, string | undefined>();
  const openings: string[] = [];
  for (const list of lists) {
    const published = list.publishedAt !== undefined && list.publishedAt <= asOf;
    const selected = ids
      ? ids.includes(list.id) && list.createdAt <= asOf
      : published && areas.some((one) => overlaps(list.scopeArea, one));
    if (selected) {
      frozenAt.set(list.id, list.frozenAt !== undefined && list.frozenAt <= asOf ? list.frozenAt : undefined);
      if (list.openedOn !== undefined) openings.push(list.openedOn);
      else if (list.publishedAt !== undefined && list.publishedAt <= asOf)
        openings.push(bangkokDay(new Date(list.publishedAt)));
    }
  }
  const allFrozen = frozenAt.size > 0 && [...frozenAt.values()].every((frozen) => frozen !== undefined);
  return { frozenAt, allFrozen, openedOn: openings.toSorted()[0] ?? null };
}

/** How one household document relates to the lists. */
export type MemberStanding = {
  id: string;
  /** Area of the list entry it is counted in. */
  area: string;
  listing: KnownListing;
  /** Every entry by which it counts in one of the lists, in the order of recording. */
  listings: readonly KnownListing[];
  inBaseline: boolean;
  inAdjusted: boolean;
  late: boolean;
};

/** How what counts as one household relates to the lists; members outside all of them are left out. */
export type Standing = {
  area: string;
  lateAdded: boolean;
  members: readonly MemberStanding[];
};

/**
 * The standing of a household to the lists as known at `asOf` (ISO UTC); undefined for a non-list household (domain.md §6.2).
 *
 * Decisions:
 * - In a frozen list a household is in B when an entry of it counted at the freeze, whatever was corrected since; it is late when an entry
 *   recorded after the freeze counts now. In a list not frozen yet every entry that counts now makes a list household, in neither.
 * - The union of lists: in B when in B of any list; late-added when late in a list and in B of none; it leaves B_adj only when out in every
 *   list in whose B it is.
 * - A household with several list entries is counted in the area of one, so that areas partition a province: of the entries that put it in B
 *   the one recorded first, else of the others the one recorded first.
 * - MOVED is out when the verification itself names no destination or one outside the province of that area.
 * - With duplicates counted as one household: it is a list household when any of them is, in the area of the household itself if that is on
 *   a list, else of the member entered first. B and B_adj count the documents each in its own area, before merging. It is late-added when a
 *   member is and the household itself is not in B.
 */
export function standingOf(household: KnownHousehold, selection: ListSelection, asOf: string): Standing | undefined {
  const members: MemberStanding[] = [];
  for (const member of household.members) {
    const standing = memberStanding(member, selection, asOf);
    if (standing) members.push(standing);
  }
  let counted = members[0];
  if (!counted) return undefined;
  const itself = members.find((member) => member.id === household.id);
  if (itself) counted = itself;
  else for (const member of members) if (byRecording(member.listing.entry, counted.listing.entry) < 0) counted = member;
  const lateAdded = !itself?.inBaseline && members.some((member) => member.late && !member.inBaseline);
  return { area: counted.area, lateAdded, members };
}

function memberStanding(member: KnownMember, selection: ListSelection, asOf: string): MemberStanding | undefined {
  let baseline: KnownListing | undefined;
  let other: KnownListing | undefined;
  let late = false;
  const listings: KnownListing[] = [];
  const baselineLists: string[] = [];
  for (const listing of member.listings) {
    if (!selection.frozenAt.has(listing.list)) continue;
    const frozenAt = selection.frozenAt.get(listing.list);
    if (frozenAt !== undefined && countsAt(listing, frozenAt)) {
      baseline ??= listing;
      baselineLists.push(listing.list);
      listings.push(listing);
    } else if (countsAt(listing, asOf) && (frozenAt === undefined || listing.entry.recordedAt > frozenAt)) {
      other ??= listing;
      late ||= frozenAt !== undefined;
      listings.push(listing);
    }
  }
  const listing = baseline ?? other;
  if (!listing) return undefined;
  const inBaseline = baseline !== undefined;
  const inAdjusted = baselineLists.some((list) => !isOut(member, list, listing.area));
  return { id: member.id, area: listing.area, listing, listings, inBaseline, inAdjusted, late };
}

function countsAt(listing: KnownListing, moment: string): boolean {
  return listing.entry.recordedAt <= moment && !(listing.supersededAt !== undefined && listing.supersededAt <= moment);
}

function isOut(member: KnownMember, list: string, area: string): boolean {
  const verified = member.states.get(list);
  if (!verified) return false;
  switch (verified.state) {
    case 'NOT_POOR':
    case 'DUPLICATE':
      return true;
    case 'DECEASED':
      return verified.allMembers === true;
    case 'MOVED':
      return verified.toArea?.slice(0, 2) !== area.slice(0, 2);
    default:
      return false;
  }
}
