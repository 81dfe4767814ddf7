/** The register of organisations: sectors, levels, and the path of each to a department and ministry (domain.md §2.1 Organisation). */
import { agencies } from '#shared/reference/agencies.ts';

/** The seven partner sectors of the letters. */
export const SECTORS = ['STATE', 'ACADEMIC', 'RELIGION', 'PRIVATE', 'PEOPLE', 'CIVIL_SOCIETY', 'MEDIA'] as const;
export type Sector = (typeof SECTORS)[number];

export const ORGANISATION_LEVELS = ['NATIONAL', 'PROVINCE', 'DISTRICT', 'LAO', 'TAMBON', 'NON_STATE'] as const;
export type OrganisationLevel = (typeof ORGANISATION_LEVELS)[number];

/** What of an organisation decides as whom it is counted. */
export type Standing = {
  readonly sector: Sector;
  readonly level: OrganisationLevel;
  /** The organisation that it is part of. */
  readonly parent: string | null;
  /** The organisation to which it reports besides: of a provincial office its department. */
  readonly reportsAs: string | null;
};

export type Organisation = Standing & {
  /** The slug: given once, for good. */
  readonly id: string;
  /** 0: built in. */
  readonly version: number;
  readonly nameTh: string;
  readonly shortTh: string | null;
  /** 2, 4 or 6 digits; null for the whole nation. */
  readonly areaCode: string | null;
  /** One that is not can be named no more; what it gave stays. */
  readonly active: boolean;
  /** ISO UTC. */
  readonly changedAt: string;
  /** Stable subject of the account that made this version. */
  readonly changedBy: string;
  /** As whom it was counted before, each until the moment given (ISO UTC), oldest first: figures as known then are made of it. */
  readonly before: readonly (Standing & { readonly until: string })[];
};

const BUILT_IN_AT = '1970-01-01T00:00:00.000Z';

/** The agencies of the letters and their like: always active, never changed by a call. All are of the state. */
export const BUILT_IN: ReadonlyMap<string, Organisation> = new Map(
  agencies.map(({ slug, nameTh, shortTh, parent }) => [
    slug,
    {
      id: slug,
      version: 0,
      nameTh,
      shortTh,
      sector: 'STATE',
      level: 'NATIONAL',
      areaCode: null,
      parent,
      reportsAs: null,
      active: true,
      changedAt: BUILT_IN_AT,
      changedBy: '',
      before: [],
    },
  ]),
);

/** The level of an organisation that names none: NON_STATE outside the sector STATE, else by the length of its area code. */
export function levelOf(sector: Sector, areaCode: string | null): OrganisationLevel {
  if (sector !== 'STATE') return 'NON_STATE';
  switch (areaCode?.length) {
    case undefined:
      return 'NATIONAL';
    case 2:
      return 'PROVINCE';
    case 4:
      return 'DISTRICT';
    default:
      return 'TAMBON';
  }
}

/** The organisation of a slug; undefined when nothing is known of it. */
export type Find = (slug: string) => (Standing & { readonly id: string }) | undefined;

/** Steps from an organisation to the end of its path; the state has five at most. */
export const LONGEST_PATH = 8;

/**
 * The path of an organisation: itself, then its parent and what it reports to, then theirs, the nearest first, each once. It ends
 * after `LONGEST_PATH` steps, whatever is said in a circle. An organisation that nobody knows is a path of its own.
 */
export function pathOf(slug: string, find: Find): string[] {
  const path = new Set([slug]);
  let reached = [slug];
  for (let step = 0; step < LONGEST_PATH && reached.length > 0; step += 1) {
    const next: string[] = [];
    for (const from of reached) {
      const organisation = find(from);
      for (const above of [organisation?.parent, organisation?.reportsAs])
        if (above !== null && above !== undefined && !path.has(above)) {
          path.add(above);
          next.push(above);
        }
    }
    reached = next;
  }
  return [...path];
}

export const ROLL_UPS = ['office', 'department', 'ministry'] as const;
export type RollUp = (typeof ROLL_UPS)[number];

/**
 * As whom an organisation is counted (R40). `department`: the first of its path that is a department, a ministry, a local authority or
 * a body outside the state, so that a health station and its provincial health office are one; where there is none, the end of the path.
 * `ministry`: the first ministry of the path; where there is none, as `department`. `office`: itself. A ministry is an organisation of
 * the whole nation with nothing above it, a department one with something above it.
 */
export function countedAs(slug: string, rollUp: RollUp, find: Find): string {
  if (rollUp === 'office') return slug;
  const path = pathOf(slug, find);
  const first = (is: (standing: Standing) => boolean): string | undefined =>
    path.find((each) => {
      const standing = find(each);
      return standing !== undefined && is(standing);
    });
  const ministry = rollUp === 'ministry' ? first(isMinistry) : undefined;
  return ministry ?? first(isBody) ?? path.at(-1) ?? slug;
}

function isMinistry({ sector, level, parent, reportsAs }: Standing): boolean {
  return sector === 'STATE' && level === 'NATIONAL' && parent === null && reportsAs === null;
}

/** Stands for itself: a department, a ministry, a local authority, a body outside the state. */
function isBody({ sector, level }: Standing): boolean {
  return sector !== 'STATE' || level === 'NATIONAL' || level === 'LAO' || level === 'NON_STATE';
}

/** Whether an organisation lies on its own path when it stands under `above`: a circle. `find` answers for all others. */
export function standsUnderItself(slug: string, above: Pick<Standing, 'parent' | 'reportsAs'>, find: Find): boolean {
  return [above.parent, above.reportsAs].some((each) => each !== null && pathOf(each, find).includes(slug));
}

/** Steps to the end of the longest way up from an organisation that stands under `above`; more than `LONGEST_PATH` are not counted. */
export function heightOver(above: Pick<Standing, 'parent' | 'reportsAs'>, find: Find): number {
  let height = 0;
  let reached = new Set([above.parent, above.reportsAs].filter((each) => each !== null));
  while (reached.size > 0 && height <= LONGEST_PATH) {
    height += 1;
    const next = new Set<string>();
    for (const each of reached) {
      const organisation = find(each);
      for (const up of [organisation?.parent, organisation?.reportsAs])
        if (up !== null && up !== undefined) next.add(up);
    }
    reached = next;
  }
  return height;
}

/** As whom an organisation was counted at a moment (ISO UTC): as it was said by then, or first. */
export function standingAt(organisation: Organisation, asOf: string): Standing & { readonly id: string } {
  const { id, before } = organisation;
  const past = before.find(({ until }) => asOf < until);
  const { sector, level, parent, reportsAs } = past ?? organisation;
  return { id, sector, level, parent, reportsAs };
}

/** So many standings of the past are kept: a body is reorganised a few times in its life. */
const MOST_BEFORE = 200;

/** The past of an organisation when `after` takes its place at `at` (ISO UTC): longer only where the standing changed. */
export function pastWith(organisation: Organisation, after: Standing, at: string): Organisation['before'] {
  const { sector, level, parent, reportsAs, before } = organisation;
  const changed =
    sector !== after.sector || level !== after.level || parent !== after.parent || reportsAs !== after.reportsAs;
  return changed ? [...before, { sector, level, parent, reportsAs, until: at }].slice(-MOST_BEFORE) : before;
}

/** The slug of an organisation begins with the code of the province it was entered for, or `th`. */
export function slugPrefix(areaCode: string | null): string {
  return `${areaCode === null ? 'th' : areaCode.slice(0, 2)}-`;
}
