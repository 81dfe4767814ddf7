/** Profiles of the MPI: a version is never changed, a new one is made beside it (domain.md §4.2). */
import type * as z from 'zod';

import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { createMpiProfile, mpiProfile } from '#shared/contracts/mpi-profiles.ts';
import { manages } from '#shared/domain/access/manages.ts';
import { namedTwice, profileId, TPMAP_2561_EQUIVALENT, type MpiProfile } from '#shared/domain/mpi/profile.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

/** A profile that is not built in. `area`: that of the office that made its first version. */
export type KeptProfile = MpiProfile & { area: string | null; createdAt: string; createdBy: string };

export type ProfileDeps = { profiles: RegisterStore<KeptProfile> };

type Shown = z.input<typeof mpiProfile>;

export async function listProfiles({ profiles }: ProfileDeps): Promise<Shown[]> {
  return [show(TPMAP_2561_EQUIVALENT), ...(await profiles.list('', undefined, Infinity)).map(show)];
}

/** The next version of the profile's name. Throws `outside-scope` when the name is built in or of another office, `busy`. */
export async function addProfile(
  { profiles }: ProfileDeps,
  { body, scopes, principal, now }: Pick<Call<typeof createMpiProfile>, 'body' | 'scopes' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<{ id: string }> {
  refuseFaults(body.dimensions);
  if (body.name === TPMAP_2561_EQUIVALENT.name) throw new Problem('outside-scope');
  const versions = await profiles.list(`${body.name}@`, undefined, Infinity);
  const [scope] = scopes;
  const area = versions[0] ? versions[0].area : scope?.kind === 'area' ? scope.area : null;
  if (!manages(scopes, area)) throw new Problem('outside-scope');
  const version = 1 + Math.max(0, ...versions.map((known) => known.version));
  const id = profileId(body.name, version);
  const made = { ...body, id, version, area, createdAt: now.toISOString(), createdBy: principal.sub };
  if (!(await profiles.create(made, claimFor({ id })))) throw new Problem('busy');
  return { id };
}

export async function showProfile({ profiles }: ProfileDeps, id: string): Promise<Shown> {
  const profile = await profiles.get(id);
  if (!profile) throw new Error('A profile is never taken away');
  return show(profile);
}

function refuseFaults(dimensions: MpiProfile['dimensions']): void {
  const [twice] = namedTwice(dimensions);
  if (twice !== undefined) throw wrongInput('/dimensions', `ตัวชี้วัดที่ ${twice} อยู่ได้เพียงมิติเดียว`, 'indicator-named-twice');
  if (DIMENSIONS.every((dimension) => dimensions[dimension].length === 0))
    throw wrongInput('/dimensions', 'ต้องมีอย่างน้อยหนึ่งตัวชี้วัด', 'required-missing');
}

function show(profile: MpiProfile | KeptProfile): Shown {
  const { id, name, version, framework, source, dimensions } = profile;
  return {
    id,
    name,
    version,
    framework,
    source,
    dimensions: {
      health: [...dimensions.health],
      living: [...dimensions.living],
      education: [...dimensions.education],
      income: [...dimensions.income],
      access: [...dimensions.access],
    },
    createdAt: 'createdAt' in profile ? formatBangkok(new Date(profile.createdAt)) : null,
  };
}
