import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import {
  endBreakGlass as endContract,
  listBreakGlass as listGlassContract,
  openBreakGlass as openContract,
  reviewBreakGlass as reviewContract,
  revokeBreakGlass as revokeContract,
} from '#shared/contracts/break-glass.ts';
import {
  listHouseholds as listContract,
  readHousehold as readContract,
  registerHousehold as registerContract,
  revealHousehold as revealContract,
  searchHouseholds as searchContract,
} from '#shared/contracts/households.ts';
import { scopesFor } from '#shared/domain/access/access.ts';
import type { BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import type { Recording } from '#shared/domain/logbook/record.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import type { ReferralStore } from '#shared/referral/referral-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import {
  endBreakGlass,
  listBreakGlass,
  openBreakGlass,
  reviewBreakGlass,
  revokeBreakGlass,
  showBreakGlass,
  type BreakGlassDeps,
} from './break-glass.ts';
import { listHouseholds } from './list-households.ts';
import { readHousehold, type ReadHousehold } from './read-household.ts';
import { registerHousehold } from './register-household.ts';
import { revealHousehold } from './reveal-household.ts';
import { searchHouseholds } from './search-households.ts';
import { showHousehold } from './show-household.ts';
import { viewOf } from './view-of.ts';

export type HouseholdDeps = BreakGlassDeps & {
  households: HouseholdStore;
  referrals: Pick<ReferralStore, 'list'>;
  lists: Pick<TargetListStore, 'get'>;
  accessLog: AccessLog;
  cursors: Cursors;
  hash: Recording['hash'];
  newId: () => string;
};

function answerWith({ household, ...view }: ReadHousehold) {
  return { reply: showHousehold(household, view), etag: versionTag(household.version) };
}

export function householdCalls(deps: HouseholdDeps): readonly BoundRoute[] {
  return [
    route(listContract)(async (call) => ({ reply: await listHouseholds(deps, call) })),
    route(registerContract)(async (call) => {
      let registered: ReadHousehold | undefined;
      const { answer } = await call.once<{ id: string }>(async (claimFor) => {
        const household = await registerHousehold(deps, call, claimFor);
        registered = { household, ...(await viewOf(deps, household, call.principal, call.now)) };
        return { id: household.id };
      });
      // A repeated call sees what it would read now, and is logged as if it did.
      registered ??= await readHousehold(deps, {
        params: answer,
        scopes: scopesFor(call.principal, 'households:read'),
        principal: call.principal,
        now: call.now,
      });
      return answerWith(registered);
    }),
    route(searchContract)(async (call) => ({ reply: await searchHouseholds(deps, call) })),
    route(readContract)(async (call) => answerWith(await readHousehold(deps, call))),
    route(openContract)(async (call) => {
      let opened: BreakGlass | undefined;
      const { answer } = await call.once<{ id: string }>(async (claimFor) => {
        opened = await openBreakGlass(deps, call, claimFor);
        return { id: opened.id };
      });
      opened ??= await deps.breakGlass.get(answer.id);
      if (!opened) throw new Problem('break-glass-not-found');
      return { reply: await showBreakGlass(opened, call.now, deps.sealer) };
    }),
    route(endContract)(async (call) => ({
      reply: await showBreakGlass(await endBreakGlass(deps, call), call.now, deps.sealer),
    })),
    route(listGlassContract)(async (call) => {
      const { items, nextCursor } = await listBreakGlass(deps, call);
      const glasses = await Promise.all(items.map((opened) => showBreakGlass(opened, call.now, deps.sealer)));
      return { reply: { items: glasses, nextCursor } };
    }),
    route(reviewContract)(async (call) => ({
      reply: await showBreakGlass(await reviewBreakGlass(deps, call), call.now, deps.sealer),
    })),
    route(revokeContract)(async (call) => ({
      reply: await showBreakGlass(await revokeBreakGlass(deps, call), call.now, deps.sealer),
    })),
    route(revealContract)(async (call) => ({ reply: await revealHousehold(deps, call) })),
  ];
}
