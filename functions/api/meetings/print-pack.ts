import type { Call } from '#functions/middleware/call.ts';
import type { printMeetingPack as contract } from '#shared/contracts/meetings.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { areaLabel } from '#shared/reference/area-names.ts';

import { PACK_POLICY, packPage } from './pack-page.ts';
import { readPack, type PackDeps } from './read-pack.ts';

/** The pack of a meeting as a page: what `readPack` gives the account, with the names of organisations. Throws as it does. */
export async function printPack(
  deps: PackDeps & { directory: Pick<OrganisationDirectory, 'find'> },
  call: Pick<Call<typeof contract>, 'params' | 'query' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const { meeting, pack } = await readPack(deps, call);
  const slugs = pack.cases.flatMap(({ asked, referrals }) => [
    ...asked.map(({ agency }) => agency),
    ...referrals.map(({ toAgency }) => toAgency),
  ]);
  const found = await deps.directory.find(new Set(slugs));
  const page = packPage({
    pack,
    kind: meeting.kind,
    on: meeting.heldOn ?? meeting.plannedOn,
    unitName: areaLabel(meeting.unit.split('.', 1)[0] ?? meeting.unit),
    names: new Map([...found].map(([slug, { nameTh }]) => [slug, nameTh])),
  });
  return { name: `pack-${pack.for}.html`, bytes: new TextEncoder().encode(page), policy: PACK_POLICY };
}
