/** The organisations that figures of an area name, with everything on their paths, as they were known at any moment. */
import {
  BUILT_IN,
  slugPrefix,
  standingAt,
  type Find,
  type Organisation,
} from '#shared/domain/organisation/organisation.ts';
import type { HouseholdGroup } from '#shared/domain/statistics/facts.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';

export type KnownOrganisations = {
  /** Organisations as known at a moment (ISO UTC). */
  at: (asOf: string) => Find;
  /** Notes the organisations that facts name. */
  see: (group: HouseholdGroup) => void;
  /** Reads what was noted and is not known yet; whether anything was, so that what was made without it has to be made again. */
  complete: () => Promise<boolean>;
  /** When a standing changed (ISO UTC): figures may differ from then on. */
  changes: () => string[];
};

/**
 * Begins with the organisations of the area's province and of the nation, and with those of `slugs`. Others, of another province that
 * helps here, are few and are read when facts name them.
 */
export async function openOrganisations(
  register: Pick<RegisterStore<Organisation>, 'list' | 'getMany'>,
  area: string,
  slugs: Iterable<string>,
): Promise<KnownOrganisations> {
  const known = new Map<string, Organisation>(BUILT_IN);
  const missing = new Set<string>();
  /** Named, and in no register. */
  const nobody = new Set<string>();

  function note(slug: string | null | undefined): void {
    if (slug !== null && slug !== undefined && !known.has(slug) && !nobody.has(slug)) missing.add(slug);
  }

  function keep(organisations: readonly Organisation[]): void {
    for (const organisation of organisations) known.set(organisation.id, organisation);
    for (const { parent, reportsAs, before } of organisations)
      for (const standing of [{ parent, reportsAs }, ...before]) {
        note(standing.parent);
        note(standing.reportsAs);
      }
  }

  async function complete(): Promise<boolean> {
    let read = false;
    while (missing.size > 0) {
      const asked = [...missing].filter((slug) => !known.has(slug));
      missing.clear();
      const found = await register.getMany(asked);
      read ||= found.length > 0;
      keep(found);
      for (const slug of asked) if (!known.has(slug)) nobody.add(slug);
    }
    return read;
  }

  const near = await Promise.all(
    [slugPrefix(area), slugPrefix(null)].map((prefix) => register.list(prefix, undefined, Infinity)),
  );
  keep(near.flat());
  for (const slug of slugs) note(slug);
  await complete();

  return {
    at(asOf) {
      const standings = new Map<string, ReturnType<typeof standingAt>>();
      return (slug) => {
        const held = standings.get(slug);
        if (held) return held;
        const organisation = known.get(slug);
        if (!organisation) return undefined;
        const standing = standingAt(organisation, asOf);
        standings.set(slug, standing);
        return standing;
      };
    },
    see(group) {
      for (const entries of group)
        for (const { body } of entries)
          if (body.type === 'assistance') {
            note(body.agency);
            for (const agency of body.coAgencies) note(agency);
          } else if (body.type === 'referral-sent') note(body.toAgency);
    },
    complete,
    changes: () => [...known.values()].flatMap(({ before }) => before.map(({ until }) => until)),
  };
}
