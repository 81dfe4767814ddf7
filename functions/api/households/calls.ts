import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import {
  listHouseholds as listContract,
  readHousehold as readContract,
  registerHousehold as registerContract,
  revealHousehold as revealContract,
  searchHouseholds as searchContract,
} from '#shared/contracts/households.ts';
import { scopesFor } from '#shared/domain/access/access.ts';
import type { Recording } from '#shared/domain/logbook/record.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import { listHouseholds } from './list-households.ts';
import { listOpenings } from './list-openings.ts';
import { readHousehold } from './read-household.ts';
import { registerHousehold } from './register-household.ts';
import { revealHousehold } from './reveal-household.ts';
import { searchHouseholds } from './search-households.ts';
import { showHousehold } from './show-household.ts';

export type HouseholdDeps = {
  households: HouseholdStore;
  lists: Pick<TargetListStore, 'get'>;
  accessLog: AccessLog;
  cursors: Cursors;
  hash: Recording['hash'];
  newId: () => string;
};

/** A household with the states that follow from what was recorded since its lists opened. */
async function shown(
  { lists }: Pick<HouseholdDeps, 'lists'>,
  household: Household,
): Promise<ReturnType<typeof showHousehold>> {
  const on = household.targets.map(({ list }) => list);
  return showHousehold(household, await listOpenings(lists, on));
}

export function householdCalls(deps: HouseholdDeps): readonly BoundRoute[] {
  return [
    route(listContract)(async (call) => ({ reply: await listHouseholds(deps, call) })),
    route(registerContract)(async (call) => {
      let registered: Household | undefined;
      const { answer } = await call.once<{ id: string }>(async (claimFor) => {
        registered = await registerHousehold(deps, call, claimFor);
        return { id: registered.id };
      });
      // A repeated call sees what it would read now, and is logged as if it did.
      registered ??= await readHousehold(deps, {
        params: answer,
        scopes: scopesFor(call.principal, 'households:read'),
        principal: call.principal,
        now: call.now,
      });
      return { reply: await shown(deps, registered), etag: versionTag(registered.version) };
    }),
    route(searchContract)(async (call) => ({ reply: await searchHouseholds(deps, call) })),
    route(readContract)(async (call) => {
      const household = await readHousehold(deps, call);
      return { reply: await shown(deps, household), etag: versionTag(household.version) };
    }),
    route(revealContract)(async (call) => ({ reply: await revealHousehold(deps, call) })),
  ];
}
