/** Who may read an upload, and undo it, and under which places it is listed for its readers: reading and listing must agree. */
import {
  heldBy,
  permissionsOf,
  scopesFor,
  withRoles,
  type Principal,
  type Scope,
} from '#shared/domain/access/access.ts';
import { isOfOwnOffice } from '#shared/domain/access/office.ts';
import { isWithin } from '#shared/thai/area-code.ts';

/** Who sent an upload, as far as it decides who may read it. */
export type SentBy = { sub: string; area?: string; agency?: string; unit?: string };

/** Who sent it, a colleague of the same unit, an office above the one that did, or the same agency. */
export function mayRead(by: SentBy, scopes: readonly Scope[], reader: Principal): boolean {
  if (by.sub === reader.sub) return true;
  if (by.unit !== undefined && by.agency === undefined && unitsOf(reader).includes(by.unit)) return true;
  return scopes.some((scope) => {
    switch (scope.kind) {
      case 'nation':
        return true;
      case 'area':
        // An agency's file holds households of the whole nation.
        return by.area !== undefined && by.agency === undefined && isWithin(by.area, scope.area);
      case 'agency':
        return by.agency === scope.agency;
      case 'mentor':
        return false;
    }
  });
}

/** Units for which an account reads uploads: what a unit with several covers sends lies in none of them alone. */
function unitsOf(reader: Principal): string[] {
  return heldBy(reader).flatMap(({ role, unit }) =>
    unit !== undefined && permissionsOf(role).includes('uploads:read') ? [unit] : [],
  );
}

/** Whether an account may undo what was sent: as the secretariat what offices of its province sent, else what its own office did. */
export function mayUndo(by: SentBy & { roles: readonly string[]; unit?: string }, principal: Principal): boolean {
  if (isOfOwnOffice(by, principal)) return true;
  const secretariat = withRoles(principal, (role) => role === 'PROVINCE_SECRETARIAT');
  return mayRead(by, scopesFor(secretariat, 'uploads:undo'), principal);
}

const NATION = 'nation';
const ofArea = (area: string): string => `area#${area}`;
const ofAgency = (agency: string): string => `agency#${agency}`;
const ofUnit = (unit: string): string => `unit#${unit}`;
const ofAccount = (sub: string): string => `account#${sub}`;

/** The places under which an upload is listed: of each scope that may read it, one. */
export function placesOfUpload({ sub, area, agency, unit }: SentBy): string[] {
  const areas = area === undefined || agency !== undefined ? [] : [2, 4, 6].filter((digits) => digits <= area.length);
  return [
    NATION,
    ofAccount(sub),
    ...(agency === undefined ? [] : [ofAgency(agency)]),
    ...(unit === undefined || agency !== undefined ? [] : [ofUnit(unit)]),
    ...areas.map((digits) => ofArea(area?.slice(0, digits) ?? '')),
  ];
}

/** The place that lists what the office of the sender sent, and the offices below it; of an account without an office its own. */
export function placeOfOffice(by: SentBy): string {
  return placesOfUpload(by).at(-1) ?? NATION;
}

/** The places that hold all uploads that an account may read. */
export function placesToRead(scopes: readonly Scope[], reader: Principal): string[] {
  if (scopes.some(({ kind }) => kind === 'nation')) return [NATION];
  const places = scopes.flatMap((scope) =>
    scope.kind === 'area' ? [ofArea(scope.area)] : scope.kind === 'agency' ? [ofAgency(scope.agency)] : [],
  );
  return [...new Set([ofAccount(reader.sub), ...unitsOf(reader).map(ofUnit), ...places])];
}
