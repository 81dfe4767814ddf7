/** As what an account reads a household, which decides what of each field it is told (`field-privacy.ts`). */
import type { Dimension } from '#shared/reference/dimensions.ts';

import { isOpenTo, isOpenToPartner } from '../case/referral.ts';
import { sensitivityOf } from '../case/told-category.ts';
import { hasPartIn, heldHelp } from '../household/given-help.ts';
import type { Household } from '../household/household.ts';
import { coversHousehold, heldBy, scopesFor, type HeldGrant, type Principal, type Role } from './access.ts';
import type { Reader, ReadAs } from './field-privacy.ts';
import { placed } from './placed.ts';

/** The class of readers to which a role belongs; others read no file. */
const READER_OF: Partial<Record<Role, Reader>> = {
  DISTRICT_OFFICER: 'UNIT',
  MUNICIPAL_OFFICER: 'UNIT',
  FIELD_TEAM: 'FIELD',
  MENTOR: 'MENTOR',
  PROVINCE_SECRETARIAT: 'PROVINCE',
  PROVINCE_EXEC: 'PROVINCE',
  AGENCY_FOCAL: 'AGENCY',
};

/** Ministries whose field is health or disability. */
const OF_HEALTH: readonly string[] = ['moph', 'msdhs'];

/** No readers: the account does not read the file. */
export type Reading = ReadAs & {
  /** State organisations for which it speaks, whether they read the file or not. */
  readonly agencies: readonly string[];
  /** Organisations outside the state for which it reads the file. */
  readonly partners: readonly string[];
  /** Needs that its organisations have accepted, and still may read. */
  readonly referred: ReadonlySet<string>;
  /** Dimensions in which its organisations help here. */
  readonly dimensions: ReadonlySet<Dimension>;
};

/**
 * As what an account reads a household on a day (`YYYY-MM-DD`). `byGlass`: the account has it open by a break-glass, and reads it as it
 * would within its scope.
 */
export function readingOf(principal: Principal, household: Household, today: string, byGlass = false): Reading {
  const grants = heldBy(principal);
  const readings = grants.flatMap((held) => readingBy(held, principal, household, today, byGlass) ?? []);
  return {
    readers: [...new Set(readings.flatMap(({ readers }) => readers))],
    health: readings.some(({ health }) => health),
    agencies: grants.flatMap(({ role, agency, partner }) =>
      role === 'AGENCY_FOCAL' && !partner && agency !== undefined ? [agency] : [],
    ),
    partners: readings.flatMap(({ partners }) => partners),
    referred: new Set(readings.flatMap(({ referred }) => [...referred])),
    dimensions: new Set(readings.flatMap(({ dimensions }) => [...dimensions])),
  };
}

type ByGrant = Omit<Reading, 'agencies'>;

/** What one grant gives; undefined when it does not read the file. */
function readingBy(
  held: HeldGrant,
  principal: Principal,
  household: Household,
  today: string,
  byGlass: boolean,
): ByGrant | undefined {
  const account = { ...principal, roles: [held.role], grants: [held] };
  const reader = READER_OF[held.role];
  if (reader === undefined) return undefined;
  if (reader === 'AGENCY' && held.partner) return ofPartner(household, held.agency, today);
  const opened = byGlass && scopesFor(account, 'break-glass:open').length > 0;
  const place = placed(household, today);
  if (!opened && !coversHousehold(scopesFor(account, 'households:read'), place)) return undefined;
  if (reader === 'AGENCY' && held.agency !== undefined) return ofAgency(household, held.agency, today);
  const ofHealth = scopesFor(account, 'sensitive:health');
  const health = opened ? ofHealth.length > 0 : coversHousehold(ofHealth, place);
  return { readers: [reader], health, partners: [], referred: new Set(), dimensions: new Set() };
}

/** An organisation of the state knows of health when it is its field, or when it accepted such a need. */
function ofAgency(household: Household, agency: string, today: string): ByGrant {
  const ofHealth = OF_HEALTH.includes(agency);
  const referred = accepted(household, agency, today);
  const helped = heldHelp(household).filter((help) => hasPartIn(help, agency));
  const health = ofHealth || household.needs.some((need) => referred.has(need.id) && sensitivityOf(need) === 'health');
  const dimensions = new Set<Dimension>(helped.map(({ dimension }) => dimension));
  if (ofHealth) dimensions.add('health');
  return { readers: ['AGENCY'], health, partners: [], referred, dimensions };
}

/** A partner reads a household as long as a referral that it accepted is open to it (casework F). */
function ofPartner(household: Household, agency: string | undefined, today: string): ByGrant | undefined {
  if (agency === undefined || !isOpenToPartner(household, agency, today)) return undefined;
  const referred = accepted(household, agency, today);
  return { readers: ['PARTNER'], health: false, partners: [agency], referred, dimensions: new Set() };
}

/** Ids of the needs of the referrals that are open to an organisation. */
function accepted({ referrals }: Household, agency: string, today: string): ReadonlySet<string> {
  const open = referrals.filter((one) => one.toAgency === agency && isOpenTo(one, today));
  return new Set(open.flatMap(({ needIds }) => needIds));
}
