/** What an account's record gives it on a day (domain.md §2.1). */
import { ROLES, type HeldGrant, type Principal } from '../access/access.ts';
import { works } from '../access/office.ts';
import { areasOf, isInForce, type Account, type CoversOf, type Grant } from './account.ts';

/**
 * The account with what its record gives it on a day of Bangkok. `isOfState`: whether an organisation is one of the state. `area` and `unit` are those of one grant, by which its office is named:
 * of its first role that records or sends files in an area, else of its first role that has an area.
 */
export function principalOfRecord(
  { sub, kind, grants }: Pick<Account, 'sub' | 'kind'> & { readonly grants: readonly Grant[] },
  day: string,
  { coversOf, isOfState }: { readonly coversOf: CoversOf; readonly isOfState: (agency: string) => boolean },
): Principal {
  const inForce = grants
    .filter((grant) => isInForce(grant, day))
    .toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  const held = inForce.map((grant): HeldGrant => ({
    role: grant.role,
    areas: areasOf(grant, coversOf),
    ...(grant.agency === undefined ? {} : { agency: grant.agency }),
    ...(grant.unit === undefined || /^\d+$/u.test(grant.unit) ? {} : { unit: grant.unit }),
    ...(grant.role === 'AGENCY_FOCAL' && grant.agency !== undefined && !isOfState(grant.agency)
      ? { partner: true as const }
      : {}),
  }));
  const placed = inForce.filter((grant) => areasOf(grant, coversOf).length > 0);
  const office = placed.find(({ role }) => works(role)) ?? placed[0];
  const area = office && areaOfAll(areasOf(office, coversOf));
  const agency = held.find((one) => one.agency !== undefined)?.agency;
  const unit = office && isApart(office, coversOf) ? office.unit : undefined;
  return {
    sub,
    ...(kind === 'CLIENT' ? { system: true } : {}),
    roles: [...new Set(held.map(({ role }) => role))],
    ...(area === undefined ? {} : { area }),
    ...(agency === undefined ? {} : { agency }),
    ...(unit === undefined ? {} : { unit }),
    grants: held,
  };
}

/** A unit with an order whose name is no area: accounts of two such units work in one district and are not of one office. */
function isApart({ unit }: Grant, coversOf: CoversOf): boolean {
  return unit !== undefined && !/^\d+$/u.test(unit) && coversOf(unit) !== undefined;
}

/** The smallest area that holds all areas: a province, district or sub-district; undefined when no province does. */
function areaOfAll(areas: readonly string[]): string | undefined {
  const [first = ''] = areas;
  return [first, ...[6, 4, 2].map((length) => first.slice(0, length))].find(
    (area) => area !== '' && areas.every((each) => each.startsWith(area)),
  );
}
