/** Organisations by their slug, for whoever has one named: those of the register kept for a minute, so that most calls ask nobody. */
import { BUILT_IN, LONGEST_PATH, type Organisation } from '#shared/domain/organisation/organisation.ts';
import { isSlug } from '#shared/domain/organisation/slug.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';

/** One that was closed may be named by a process for so long. */
const KEPT_MS = 60_000;
/** More are not kept: some MB. */
const MOST_KEPT = 5000;

export type OrganisationDirectory = {
  /** Of these slugs the organisations that are known here without asking: built in, or asked for within the last minute. */
  known(slug: string): Organisation | undefined;
  /** Has them known, and answers which exist. */
  find(slugs: Iterable<string>): Promise<ReadonlyMap<string, Organisation>>;
  /** As `find`, with everything on their paths. */
  findPaths(slugs: Iterable<string>): Promise<ReadonlyMap<string, Organisation>>;
};

/** `now`: the clock in milliseconds. What does not exist is not kept: it may be entered in the next moment. */
export function createOrganisationDirectory(
  store: Pick<RegisterStore<Organisation>, 'getMany'>,
  now: () => number,
): OrganisationDirectory {
  const kept = new Map<string, { organisation: Organisation; until: number }>();

  function known(slug: string): Organisation | undefined {
    const builtIn = BUILT_IN.get(slug);
    if (builtIn) return builtIn;
    const found = kept.get(slug);
    return found !== undefined && found.until > now() ? found.organisation : undefined;
  }

  async function find(slugs: Iterable<string>): Promise<Map<string, Organisation>> {
    const asked = [...new Set(slugs)].filter(isSlug);
    const missing = asked.filter((slug) => known(slug) === undefined);
    if (missing.length > 0) {
      const until = now() + KEPT_MS;
      if (kept.size + missing.length > MOST_KEPT) kept.clear();
      for (const organisation of await store.getMany(missing)) kept.set(organisation.id, { organisation, until });
    }
    return new Map(
      asked.flatMap((slug): [string, Organisation][] => {
        const organisation = known(slug);
        return organisation ? [[slug, organisation]] : [];
      }),
    );
  }

  return {
    known,
    find,
    async findPaths(slugs) {
      const found = new Map<string, Organisation>();
      let next: Iterable<string> = slugs;
      for (let step = 0; step <= LONGEST_PATH; step += 1) {
        const reached = await find(next);
        if (reached.size === 0) break;
        for (const [slug, organisation] of reached) found.set(slug, organisation);
        next = [...reached.values()]
          .flatMap(({ parent, reportsAs }) => [parent, reportsAs])
          .filter((above) => above !== null)
          .filter((above) => !found.has(above));
      }
      return found;
    },
  };
}
