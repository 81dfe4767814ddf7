import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import { CATALOGUES } from '#shared/contracts/catalogues.ts';
import {
  createOrganisation as createContract,
  listOrganisations as listContract,
  putOrganisation as putContract,
} from '#shared/contracts/organisations.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { Problem } from '#shared/problems.ts';

import { catalogueCalls, type CatalogueDeps } from './catalogues.ts';
import {
  createOrganisation,
  listOrganisations,
  putOrganisation,
  show,
  type OrganisationDeps,
} from './organisations.ts';

export type RegisterDeps = OrganisationDeps & CatalogueDeps;

export function registerCalls(deps: RegisterDeps): readonly BoundRoute[] {
  return [
    route(listContract)(async (call) => ({ reply: await listOrganisations(deps, call) })),
    route(createContract)(async (call) => {
      let created: Organisation | undefined;
      const { answer } = await call.once<{ slug: string }>(async (claimFor) => {
        created = await createOrganisation(deps, call, claimFor);
        return { slug: created.id };
      });
      created ??= await deps.organisations.get(answer.slug);
      if (!created) throw new Problem('organisation-not-found');
      return answerOf(created);
    }),
    route(putContract)(async (call) => answerOf(await putOrganisation(deps, call))),
    ...CATALOGUES.flatMap((contracts) => catalogueCalls(deps, contracts)),
  ];
}

function answerOf(organisation: Organisation) {
  return { reply: show(organisation), etag: versionTag(organisation.version) };
}
