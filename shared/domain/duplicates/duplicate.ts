/**
 * A pair of households that may be one, as the inbox keeps it (casework I): found by a search, decided by a merge or dismissed with a reason.
 * Pure.
 */
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { areasConcerned, type Household } from '../household/household.ts';
import { duplicateCandidates, type Compared, type DuplicateCandidate } from './candidates.ts';
import { DUPLICATE_REASONS, hasConsent, type Consent, type DuplicateReason, type DuplicateState } from './states.ts';

/** Nothing of it is personal: why it was dismissed is sealed. Moments: ISO, UTC. */
export type Duplicate = DuplicateCandidate & {
  /** The same for the same two households, and no household is known by it. */
  readonly id: string;
  readonly version: number;
  readonly state: DuplicateState;
  /** Where both live, in the order of the households: sub-districts. */
  readonly places: readonly [string, string];
  /** Where either lives or is on a list: who is told of the pair. */
  readonly areas: readonly string[];
  /** When it was found first. */
  readonly openedAt: string;
  /** Day from which it waits for a decision: found, or found again for a new reason. */
  readonly since: string;
  /** The reasons that were known when somebody decided that the two are not one: none of them makes them a candidate again. */
  readonly dismissed?: {
    readonly reason: { readonly sealed: string };
    readonly known: readonly DuplicateReason[];
    readonly at: string;
    readonly by: string;
  };
  /** The merge by which it was decided. */
  readonly merge?: string;
  /** Of two provinces: those whose secretariat said that the two may be merged. */
  readonly consents?: readonly Consent[];
  /** A secretariat asked for the merge: the pair stays open whatever a search finds of it. */
  readonly asked?: { readonly at: string; readonly by: string };
};

/** What of a household is compared; undefined of one that nobody is to merge: it is dissolved, or merged already. */
export function compared(household: Household): Compared | undefined {
  const { id, status, mergedInto, areaCode, houseCode, address, members } = household;
  if (status === 'DISSOLVED' || status === 'MERGED' || mergedInto !== undefined) return undefined;
  return {
    id,
    areaCode,
    ...(houseCode === undefined ? {} : { houseCode }),
    address: {
      ...(address.addressNo === undefined ? {} : { addressNo: address.addressNo }),
      ...(address.moo === undefined ? {} : { moo: address.moo }),
    },
    members: members.map((member) => ({
      id: member.id,
      ...(member.citizenId === undefined ? {} : { citizenId: member.citizenId }),
      firstName: member.firstName,
      ...(member.lastName === undefined ? {} : { lastName: member.lastName }),
      ...(member.birthDate === undefined ? {} : { birthDate: member.birthDate }),
    })),
  };
}

/** Two households as a candidate, whether or not anything but somebody's word speaks for it. */
export function asCandidate(one: Household, other: Household): DuplicateCandidate & PlacedPair {
  const [first, second] = one.id < other.id ? [one, other] : [other, one];
  const [found] = duplicateCandidates([first, second].flatMap((household) => compared(household) ?? []));
  const unsaid = { households: [first.id, second.id], reasons: [], persons: ['', ''] } as const;
  return { ...(found ?? unsaid), ...placesOfPair([first, second]) };
}

/** Where a household is the concern of somebody, as a candidate keeps it. */
export type PlacedPair = Pick<Duplicate, 'places' | 'areas'>;

export function placesOfPair([one, other]: readonly [Household, Household]): PlacedPair {
  return {
    places: [one.areaCode, other.areaCode],
    areas: [...new Set([one, other].flatMap(areasConcerned))].toSorted(),
  };
}

/**
 * The candidate as a search leaves it that found the pair; undefined when it changes nothing. One that was dismissed opens again only for a
 * reason that was not known then; one that was merged, when the merge was undone.
 */
export function whenFound(
  before: Duplicate | undefined,
  found: DuplicateCandidate & PlacedPair,
  { id, at }: { id: string; at: string },
): Duplicate | undefined {
  if (!before) return { id, version: 1, state: 'OPEN', ...found, openedAt: at, since: bangkokDay(new Date(at)) };
  if (!isNews(before, found.reasons)) return undefined;
  if (before.state !== 'OPEN') return reopened({ ...before, ...found }, at);
  const isSame =
    sameList(before.reasons, found.reasons) &&
    sameList(before.persons, found.persons) &&
    sameList(before.places, found.places) &&
    sameList(before.areas, found.areas);
  return isSame ? undefined : next({ ...before, ...found });
}

/** The candidate as a search leaves it that did not find the pair; undefined when it changes nothing. */
export function whenLost(before: Duplicate): Duplicate | undefined {
  return before.state === 'OPEN' && !before.asked ? next({ ...before, state: 'GONE' }) : undefined;
}

/** `known`: the reasons for which the two are alike today, beside those for which they were found. */
export function whenDismissed(
  before: Duplicate,
  dismissed: Omit<NonNullable<Duplicate['dismissed']>, 'known'>,
  known: readonly DuplicateReason[],
): Duplicate {
  const all = DUPLICATE_REASONS.filter((one) => before.reasons.includes(one) || known.includes(one));
  return next({ ...before, state: 'DISMISSED', dismissed: { ...dismissed, known: all } });
}

/**
 * A secretariat asks another province for its consent to a merge; undefined when it was asked already, and when somebody decided that the
 * two are not one: who decided so may still consent.
 */
export function whenAsked(
  before: Duplicate | undefined,
  pair: DuplicateCandidate & PlacedPair,
  { id, ...asked }: { id: string; at: string; by: string },
): Duplicate | undefined {
  if (before?.state === 'DISMISSED' || (before?.state === 'OPEN' && before.asked)) return undefined;
  if (before?.state === 'OPEN') return next({ ...before, asked });
  if (before) return { ...reopened({ ...before, ...pair }, asked.at), asked };
  const { at } = asked;
  return { id, version: 1, state: 'OPEN', ...pair, openedAt: at, since: bangkokDay(new Date(at)), asked };
}

/** A pair that was dismissed waits again. Undefined when the province has consented before. */
export function whenConsented(before: Duplicate, consent: Consent): Duplicate | undefined {
  if (before.state === 'OPEN' && hasConsent(before, consent.province)) return undefined;
  const open = before.state === 'OPEN' ? next(before) : reopened(before, consent.at);
  return { ...open, consents: [...(open.consents ?? []), consent] };
}

/** Whether the two live in different provinces, so that no office but a secretariat decides. */
export function isAcrossProvinces([one, other]: Duplicate['places']): boolean {
  return one.slice(0, 2) !== other.slice(0, 2);
}

export function whenMerged(before: Duplicate, merge: string): Duplicate {
  return next({ ...before, state: 'MERGED', merge });
}

/** The undo of a merge leaves the candidate as it was before: dismissed, or open from the day of the undo. */
export function whenUnmerged(before: Duplicate, at: string): Duplicate {
  const { merge: _merge, ...rest } = before;
  return isNews(rest, rest.reasons) ? reopened(rest, at) : next({ ...rest, state: 'DISMISSED' });
}

/** Whether one of the reasons was not known when the pair was dismissed. */
function isNews({ dismissed }: Pick<Duplicate, 'dismissed'>, reasons: readonly DuplicateReason[]): boolean {
  return !dismissed || reasons.some((reason) => !dismissed.known.includes(reason));
}

function reopened(before: Duplicate, at: string): Duplicate {
  const { merge: _merge, consents: _consents, ...rest } = before;
  return next({ ...rest, state: 'OPEN', since: bangkokDay(new Date(at)) });
}

function next(after: Duplicate): Duplicate {
  return { ...after, version: after.version + 1 };
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}
