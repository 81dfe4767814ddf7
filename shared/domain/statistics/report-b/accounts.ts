/** Accounts of the units, and agencies on their orders for which nobody may work (casework R43). */
import { isWithin } from '#shared/thai/area-code.ts';
import { isInForce, type Account } from '../../account/account.ts';
import { isFocal } from '../../account/focal.ts';
import { hasSignedIn, type SignIns } from '../../account/sign-ins.ts';
import { isMunicipalUnit, unitOfPlace, unitsKnownAt, type Unit } from '../../committee/units.ts';
import { isBy, reportDays } from './days.ts';
import type { OrderFact, ReportBSelection } from './input.ts';
import type { AccountFigures } from './shape.ts';

/** An account with every version of its record, oldest first. */
export type AccountFact = {
  readonly versions: readonly Pick<Account, 'kind' | 'status' | 'grants' | 'changedAt'>[];
  readonly signIns: SignIns;
};

/**
 * The figures of the area or of a unit in it. An account is open when its record as it stood at the end of the last day of the report, or at
 * `asOf` while the quarter is not over, is ACTIVE and has a grant of that day: what is changed later changes no revision.
 *
 * Decisions:
 * - An account is in the unit that its grant names; where that is the code of a place, in the unit whose row the place is in. An account of a team
 *   is also in the unit in which the team works. Grants of an organisation alone are in no unit.
 * - A unit without an order of its own has no agency that is missing.
 * - Null where it was not kept whether an account that is open signed in in the quarter.
 */
export function accountFigures({
  accounts,
  orders,
  selection: { area, quarter },
  asOf,
}: {
  accounts: readonly AccountFact[];
  orders: readonly OrderFact[];
  selection: ReportBSelection;
  asOf: Date;
}): (unit: string) => AccountFigures | null {
  const { day } = reportDays(quarter, asOf);
  const moment = asOf.toISOString();
  const units = unitsKnownAt(orders, moment);
  const open = accounts.flatMap(({ versions, signIns }) => {
    const record = versions.findLast(({ changedAt }) => changedAt <= moment && isBy(changedAt, day));
    return record?.kind === 'PERSON' && record.status === 'ACTIVE' ? [{ record, signIns }] : [];
  });
  const places = open.map(({ record, signIns }) => ({
    signIns,
    units: new Set(
      (record.grants ?? [])
        .filter((grant) => isInForce(grant, day))
        .flatMap(({ unit }) => (unit === undefined ? [] : unitsOf(unit, units))),
    ),
  }));
  const inForce = unitsKnownAt(
    orders.filter(({ orderDate }) => orderDate <= day),
    moment,
  );

  return (unit) => {
    const here = places.filter((account) =>
      unit === area ? [...account.units].some((one) => isWithin(placeOf(one), area)) : account.units.has(unit),
    );
    const signedIn = here.map(({ signIns }) => hasSignedIn(signIns, quarter));
    if (signedIn.includes(undefined)) return null;
    const agencies = inForce.find((order) => order.unit === unit)?.agencies ?? [];
    return {
      open: here.length,
      signedIn: signedIn.filter((one) => one === true).length,
      agenciesWithout: agencies.filter((agency) => !open.some(({ record }) => isFocal(record, agency, day))).length,
    };
  };
}

/** The units in which an account with a grant of a unit is. */
function unitsOf(unit: string, units: readonly Unit[]): string[] {
  const known = units.find((one) => one.unit === unit);
  const place = known?.kind === 'FIELD_TEAM' ? known.covers[0] : unit;
  const around = place === undefined || isMunicipalUnit(place) ? undefined : unitOfPlace(units, place);
  return [unit, ...(around === undefined || around.unit === unit ? [] : [around.unit])];
}

function placeOf(unit: string): string {
  return unit.split('.', 1)[0] ?? unit;
}
