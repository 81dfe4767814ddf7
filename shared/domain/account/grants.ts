/** Who may grant what, as data (domain.md §2.1). Nobody grants to themselves. */
import { isWithin } from '#shared/thai/area-code.ts';

import type { Role } from '../access/access.ts';
import { areasOf, isInForce, type CoversOf, type Grant } from './account.ts';

/**
 * Where a grant must lie so that a role may give it. `nation`: it has no place. `first-of-province`: the whole province, which has no
 * other open account of that role. `national-organisation`: an organisation without an area. `own-area`: a unit within the granter's.
 * `organisation-in-area`: an organisation whose area lies in the granter's. `own-organisation`: the granter's.
 */
type Reach =
  | 'nation'
  | 'first-of-province'
  | 'national-organisation'
  | 'own-area'
  | 'organisation-in-area'
  | 'own-organisation';

const OF_A_UNIT = { FIELD_TEAM: 'own-area', MENTOR: 'own-area', AGENCY_FOCAL: 'organisation-in-area' } as const;

/** Granter → granted role → where. */
export const GRANTED_BY: Readonly<Partial<Record<Role, Readonly<Partial<Record<Role, Reach>>>>>> = {
  SYSADMIN: {
    DPO_AUDITOR: 'nation',
    NATIONAL_VIEWER: 'nation',
    PROVINCE_SECRETARIAT: 'first-of-province',
    AGENCY_FOCAL: 'national-organisation',
  },
  PROVINCE_SECRETARIAT: {
    DISTRICT_OFFICER: 'own-area',
    MUNICIPAL_OFFICER: 'own-area',
    DATA_IMPORTER: 'own-area',
    REPORT_APPROVER: 'own-area',
    PROVINCE_EXEC: 'own-area',
    ...OF_A_UNIT,
  },
  DISTRICT_OFFICER: OF_A_UNIT,
  MUNICIPAL_OFFICER: OF_A_UNIT,
  AGENCY_FOCAL: { AGENCY_FOCAL: 'own-organisation' },
};

/** What a granter holds today: roles with the areas of their unit and their organisation. */
export type Granter = {
  readonly sub: string;
  readonly held: readonly {
    readonly role: Role;
    readonly areas: readonly string[];
    readonly agency?: string | undefined;
  }[];
};

export type World = {
  readonly coversOf: CoversOf;
  /** The area of an organisation: null for a national one, undefined when there is no such organisation. */
  readonly areaOfOrganisation: (slug: string) => string | null | undefined;
};

/** Whether a granter answers for a grant: may give it, change it and take it back. Whether a province has its first secretariat is asked beside. */
export function mayGrant({ held }: Granter, grant: Grant, world: World): boolean {
  return held.some((own) => {
    const reach = GRANTED_BY[own.role]?.[grant.role];
    const within = (areas: readonly string[]): boolean =>
      areas.length > 0 && areas.every((area) => own.areas.some((mine) => isWithin(area, mine)));
    switch (reach) {
      case undefined:
        return false;
      case 'nation':
        return true;
      case 'first-of-province':
        return grant.unit !== undefined && /^\d{2}$/u.test(grant.unit);
      case 'national-organisation':
        return grant.agency !== undefined && world.areaOfOrganisation(grant.agency) === null;
      case 'own-area':
        return within(areasOf(grant, world.coversOf));
      case 'organisation-in-area': {
        const area = grant.agency === undefined ? undefined : world.areaOfOrganisation(grant.agency);
        return typeof area === 'string' && within([area]);
      }
      case 'own-organisation':
        return grant.agency !== undefined && grant.agency === own.agency;
    }
  });
}

/** Roles of which a province has one first account, given from above; a grant of such a role needs that there is no other. */
export function isFirstOfProvince({ role }: Pick<Grant, 'role'>): boolean {
  return GRANTED_BY.SYSADMIN?.[role] === 'first-of-province';
}

/** What a role is tied to: a unit, an organisation or nothing. */
export function tiedTo(role: Role): 'unit' | 'agency' | 'nothing' {
  switch (role) {
    case 'NATIONAL_VIEWER':
    case 'DPO_AUDITOR':
    case 'SYSADMIN':
      return 'nothing';
    case 'AGENCY_FOCAL':
      return 'agency';
    case 'PROVINCE_SECRETARIAT':
    case 'PROVINCE_EXEC':
    case 'DISTRICT_OFFICER':
    case 'MUNICIPAL_OFFICER':
    case 'FIELD_TEAM':
    case 'MENTOR':
    case 'DATA_IMPORTER':
    case 'REPORT_APPROVER':
      return 'unit';
  }
}

/** A fault of one grant of a list, by its place in it and the field. */
export type GrantFault = {
  readonly at: number;
  readonly field: string;
  readonly message: string;
  readonly code: string;
};

/** What is wrong with grants that one account would hold together, whoever gives them. */
export function faultsOfGrants(grants: readonly Grant[], { coversOf, areaOfOrganisation }: World): GrantFault[] {
  const faults: GrantFault[] = [];
  for (const [at, grant] of grants.entries()) {
    const fault = (field: string, message: string, code: string): void => {
      faults.push({ at, field, message, code });
    };
    const tie = tiedTo(grant.role);
    if (tie === 'unit' && grant.unit === undefined) fault('unit', 'บทบาทนี้ต้องระบุหน่วยหรือพื้นที่', 'required');
    if (tie === 'agency' && grant.agency === undefined) fault('agency', 'บทบาทนี้ต้องระบุหน่วยงาน', 'required');
    if (tie === 'nothing' && grant.unit !== undefined) fault('unit', 'บทบาทนี้ไม่มีหน่วยหรือพื้นที่', 'not-of-role');
    if (tie === 'nothing' && grant.agency !== undefined) fault('agency', 'บทบาทนี้ไม่มีหน่วยงาน', 'not-of-role');
    if (grant.unit !== undefined && areasOf(grant, coversOf).length === 0) fault('unit', 'ไม่รู้จักหน่วยนี้', 'unit-unknown');
    if (grant.agency !== undefined && areaOfOrganisation(grant.agency) === undefined)
      fault('agency', 'ไม่รู้จักหน่วยงานนี้', 'agency-unknown');
    if (grant.to !== undefined && grant.to < grant.from) fault('to', 'วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น', 'before-from');
    if (grant.role === 'DPO_AUDITOR' && grants.some(({ role }) => role !== 'DPO_AUDITOR'))
      fault('role', 'ผู้ตรวจสอบการคุ้มครองข้อมูลถือบทบาทอื่นพร้อมกันไม่ได้', 'auditor-alone');
  }
  return faults;
}

/** Whether two grants are the same in every word. */
export function isSameGrant(a: Grant, b: Grant): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder({ role, unit, agency, dimension, from, to }: Grant): (string | null)[] {
  return [role, unit ?? null, agency ?? null, dimension ?? null, from, to ?? null];
}

/** Grants that give something on a day or will; when there are none any more, all that there were: by them an account is somebody's. */
export function currentGrants(grants: readonly Grant[], day: string): readonly Grant[] {
  const current = grants.filter((grant) => isInForce(grant, day) || grant.from > day);
  return current.length > 0 ? current : grants;
}
