/** What the account that calls may do with the accounts of others. */
import type { AccountStore } from '#shared/account/account-store.ts';
import type { OrderReader } from '#shared/committee/committee-store.ts';
import { coversOfGrants } from '#shared/committee/covers-of-grants.ts';
import { heldBy, type Principal } from '#shared/domain/access/access.ts';
import { isInForce, type Account, type Grant } from '#shared/domain/account/account.ts';
import {
  currentGrants,
  faultsOfGrants,
  isFirstOfProvince,
  mayGrant,
  type Granter,
  type World,
} from '#shared/domain/account/grants.ts';
import { pointerTo } from '#functions/middleware/input-errors.ts';
import { Problem } from '#shared/problems.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { isKnownPlace } from '#shared/reference/area-codes.ts';

export type Authority = {
  /** Whether the caller answers for one of the account's grants: others are not told that the account is there. */
  sees(account: Account): boolean;
  /** Throws `grant-not-yours` unless the caller answers for all that the account holds. Nobody acts on the own account. */
  refuseOthers(account: Account): void;
  /** Throws `grant-not-yours` with the places of the grants in the list that the caller may not give. */
  refuseGrants(grants: readonly Grant[], places?: readonly number[]): void;
  /** Throws `grant-not-yours` unless the caller may take back all of the grants. */
  refuseTaking(grants: readonly Grant[]): void;
};

/** What is to be known of the units and organisations of some grants. */
export type WorldOf = (grants: readonly Grant[]) => Promise<World>;

/** By the register of organisations and the orders of units. An area that no table knows is none. */
export function createWorldOf(organisations: Pick<OrganisationDirectory, 'find'>, orders: OrderReader): WorldOf {
  return async (grants) => {
    const [known, covers] = await Promise.all([
      organisations.find(grants.flatMap(({ agency }) => agency ?? [])),
      coversOfGrants(grants, orders),
    ]);
    return {
      coversOf: (unit) => (/^\d+$/u.test(unit) && !isKnownPlace(unit) ? [] : covers(unit)),
      areaOfOrganisation: (slug) => known.get(slug)?.areaCode,
    };
  };
}

export function authorityOf(principal: Principal, day: string, world: World): Authority {
  const granter: Granter = {
    sub: principal.sub,
    held: heldBy(principal).map(({ role, areas, agency }) => ({ role, areas, agency })),
  };
  const gives = (grant: Grant): boolean => mayGrant(granter, grant, world);
  const currentOf = ({ grants }: Account): readonly Grant[] => currentGrants(grants ?? [], day);
  return {
    sees: (account) => currentOf(account).some(gives),
    refuseOthers(account) {
      const current = currentOf(account);
      if (account.sub === principal.sub || current.length === 0 || !current.every(gives))
        throw new Problem('grant-not-yours');
    },
    refuseGrants(grants, places = grants.keys().toArray()) {
      const others = places.filter((_, at) => {
        const grant = grants[at];
        return grant !== undefined && !gives(grant);
      });
      if (others.length > 0)
        throw new Problem('grant-not-yours', {
          errors: others.map((at) => ({
            pointer: pointerTo(['grants', at]),
            message: 'ท่านไม่มีสิทธิ์ให้หรือเปลี่ยนสิทธิ์นี้',
            code: 'grant-not-yours',
          })),
        });
    },
    refuseTaking(grants) {
      if (!grants.every(gives)) throw new Problem('grant-not-yours');
    },
  };
}

/** Throws `invalid-input` for grants that cannot stand, alone or together. */
export function refuseFaults(grants: readonly Grant[], world: World): void {
  const errors = faultsOfGrants(grants, world).map(({ at, field, message, code }) => ({
    pointer: pointerTo(['grants', at, field]),
    message,
    code,
  }));
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}

/** The nation gives a province its first secretariat. Throws `grant-not-yours` when another open account of the province has the role. */
export async function refuseSecond(
  accounts: Pick<AccountStore, 'listAccounts' | 'findAccount'>,
  added: readonly Grant[],
  sub: string | undefined,
  day: string,
): Promise<void> {
  for (const { role, unit } of added) {
    if (unit === undefined || !isFirstOfProvince({ role })) continue;
    // What the nation grants is on its shelf, too: of the thousands of accounts of a province only those on both are read.
    const [ofProvince, ofNation] = await Promise.all([
      accounts.listAccounts(`province#${unit.slice(0, 2)}`, undefined, Infinity),
      accounts.listAccounts('nation', undefined, Infinity),
    ]);
    const onBoth = new Set(ofProvince).intersection(new Set(ofNation));
    for (const other of onBoth) {
      const account = other === sub ? undefined : await accounts.findAccount(other);
      const isOpen = account !== undefined && account.status !== 'CLOSED';
      if (
        isOpen &&
        account.grants?.some(
          (grant) => grant.role === role && grant.unit === unit && (isInForce(grant, day) || grant.from > day),
        )
      )
        throw new Problem('grant-not-yours', {
          detail: 'The province has a secretariat; the nation gives the first one.',
        });
    }
  }
}
