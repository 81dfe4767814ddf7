/** Which organisations looked at a household: the export of a request shows these of the access log, and no account. */
import { ROLES } from '../access/access.ts';
import { isInForce, type Account, type Grant } from '../account/account.ts';
import { tiedTo } from '../account/grants.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

/**
 * `code`: slug of the organisation, or code of the area or committee unit. NATION: an office of the whole country. UNKNOWN: the account
 * had no record that says where it belonged.
 */
export type LookingOffice = {
  readonly kind: 'ORGANISATION' | 'UNIT' | 'NATION' | 'UNKNOWN';
  readonly code: string | null;
};

export type OfficeLooks = LookingOffice & {
  readonly looks: number;
  /** Days of Bangkok. */
  readonly firstOn: string;
  readonly lastOn: string;
};

export type LookToCount = { readonly at: string; readonly sub: string; readonly roles: readonly string[] };

/** Looks by office, the last look first. `accounts`: all versions of the record of each account that looked, oldest first. */
export function officesThatLooked(
  looks: readonly LookToCount[],
  accounts: ReadonlyMap<string, readonly Account[]>,
): OfficeLooks[] {
  const offices = new Map<string, OfficeLooks>();
  for (const look of looks) {
    const on = bangkokDay(new Date(look.at));
    const office = officeOf(look, on, accounts.get(look.sub) ?? []);
    const key = `${office.kind} ${office.code ?? ''}`;
    const known = offices.get(key);
    offices.set(key, {
      ...office,
      looks: (known?.looks ?? 0) + 1,
      firstOn: known && known.firstOn < on ? known.firstOn : on,
      lastOn: known && known.lastOn > on ? known.lastOn : on,
    });
  }
  return [...offices.values()].toSorted(
    (a, b) => b.lastOn.localeCompare(a.lastOn) || (a.code ?? '').localeCompare(b.code ?? ''),
  );
}

/** The office of an account at a look, by its record of that time and a role with which it looked. */
function officeOf({ at, roles }: LookToCount, on: string, versions: readonly Account[]): LookingOffice {
  const record = versions.findLast(({ changedAt }) => changedAt <= at) ?? versions[0];
  const [grant] = (record?.grants ?? [])
    .filter((one) => roles.includes(one.role) && isInForce(one, on))
    .toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  return grant ? placeOf(grant) : { kind: 'UNKNOWN', code: null };
}

function placeOf({ role, agency, unit }: Grant): LookingOffice {
  switch (tiedTo(role)) {
    case 'agency':
      return { kind: 'ORGANISATION', code: agency ?? null };
    case 'unit':
      return { kind: 'UNIT', code: unit ?? null };
    case 'nothing':
      return { kind: 'NATION', code: null };
  }
}
