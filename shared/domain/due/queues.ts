/** The owners whose items an account works on, by its grants (casework E). */
import { heldBy, type HeldGrant, type Principal } from '../access/access.ts';
import { coversOf, kindByCode, unitCovers, unitOfPlace, type Unit } from '../committee/units.ts';
import type { DueKind, DueOwner } from './due-item.ts';

/** Items of an owner: all, or those of some kinds. */
export type Queue = { owner: DueOwner; kinds?: readonly DueKind[] };

/** What of the committee an account's queue asks for: units and sub-districts of a province. */
export type Committee = {
  /** Units of a province as known today. */
  units(province: string): readonly Unit[];
  /** Sub-districts of an area in which households may live, six digits. */
  places(area: string): readonly string[];
};

/** What a team of the field sees of the places it covers. */
const FIELD_KINDS: readonly DueKind[] = ['CRISIS', 'CONTACT'];
const IMPORT_KINDS: readonly DueKind[] = ['UPLOAD_REJECTS'];

/** The provinces of which `queuesOf` asks the committee. */
export function provincesAsked(principal: Principal): string[] {
  const placed = heldBy(principal).filter(({ role }) => OFFICES.has(role) || role === 'FIELD_TEAM');
  return [...new Set(placed.flatMap(({ areas }) => areas.map((area) => area.slice(0, 2))))];
}

const OFFICES: ReadonlySet<string> = new Set(['PROVINCE_SECRETARIAT', 'DISTRICT_OFFICER', 'MUNICIPAL_OFFICER']);

/** The queues of all grants of an account, each owner once. Viewers, approvers and auditors have none. */
export function queuesOf(principal: Principal, committee: Committee): Queue[] {
  const queues = new Map<string, Queue>();
  for (const held of heldBy(principal))
    for (const queue of queuesOfGrant(principal.sub, held, committee)) {
      const key = JSON.stringify(queue.owner);
      const known = queues.get(key);
      queues.set(key, known ? widened(known, queue) : queue);
    }
  return [...queues.values()];
}

function widened(one: Queue, other: Queue): Queue {
  if (!one.kinds || !other.kinds) return { owner: one.owner };
  return { owner: one.owner, kinds: [...new Set([...one.kinds, ...other.kinds])] };
}

/**
 * Where an office works: its unit, and the places whose queue it has. PROVINCE: those that no unit covers, besides the province itself.
 * TEAM: a part of a unit.
 */
export type Desk = {
  readonly unit: string;
  readonly level: 'UNIT' | 'PROVINCE' | 'TEAM';
  readonly places: readonly string[];
};

/** The desks of all grants of an account, each unit once. */
export function desksOf(principal: Principal, committee: Committee): Desk[] {
  const desks = new Map<string, Desk>();
  for (const held of heldBy(principal))
    for (const desk of desksOfGrant(held, committee))
      // A team may be named by the code of a unit for which the account also works.
      if (desk.level !== 'TEAM' || !desks.has(desk.unit)) desks.set(desk.unit, desk);
  return [...desks.values()];
}

/**
 * Whether a place is one of a unit's: of a province all of it, of a unit of the middle rung the places whose row and queue it has (reading R4),
 * of a team those that it covers.
 */
export function placesOfUnit(unit: string, committee: Committee): (place: string) => boolean {
  const province = unit.slice(0, 2);
  if (unit === province) return (place) => place.startsWith(province);
  const units = unitsWithDistricts(province, committee);
  const known = units.find((one) => one.unit === unit);
  if (known && known.kind !== 'FIELD_TEAM') return (place) => unitOfPlace(units, place)?.unit === unit;
  const covers = coversOf(unit, known);
  return (place) => unitCovers(covers, [place]);
}

/** The agencies for which an account speaks. */
export function agenciesOf(principal: Principal): string[] {
  const focal = heldBy(principal).filter(({ role }) => role === 'AGENCY_FOCAL');
  return [...new Set(focal.flatMap(({ agency }) => agency ?? []))];
}

function queuesOfGrant(sub: string, held: HeldGrant, committee: Committee): Queue[] {
  const { role, areas, agency } = held;
  switch (role) {
    case 'MENTOR':
      return [{ owner: { kind: 'mentor', sub } }];
    case 'AGENCY_FOCAL':
      return agency === undefined ? [] : [{ owner: { kind: 'agency', agency } }];
    case 'DATA_IMPORTER':
      if (agency !== undefined) return [{ owner: { kind: 'agency', agency }, kinds: IMPORT_KINDS }];
      return areas.map((unit) => ({ owner: { kind: 'unit', unit: held.unit ?? unit }, kinds: IMPORT_KINDS }));
    case 'PROVINCE_SECRETARIAT':
    case 'DISTRICT_OFFICER':
    case 'MUNICIPAL_OFFICER':
    case 'FIELD_TEAM':
      return desksOfGrant(held, committee).flatMap(queuesOfDesk);
    case 'NATIONAL_VIEWER':
    case 'PROVINCE_EXEC':
    case 'REPORT_APPROVER':
    case 'DPO_AUDITOR':
    case 'SYSADMIN':
      return [];
  }
}

function queuesOfDesk({ unit, level, places }: Desk): Queue[] {
  if (level === 'TEAM') return places.map((area) => ({ owner: { kind: 'place', area }, kinds: FIELD_KINDS }));
  return [{ owner: { kind: 'unit', unit } }, ...places.map(queueOfPlace)];
}

function desksOfGrant(held: HeldGrant, committee: Committee): Desk[] {
  const { role, areas, unit } = held;
  if (role === 'PROVINCE_SECRETARIAT') return areas.map((area) => ofProvince(area.slice(0, 2), committee));
  if (role === 'FIELD_TEAM') {
    const code = unit ?? areas[0];
    return code === undefined ? [] : [{ unit: code, level: 'TEAM', places: placesWithin(areas, committee) }];
  }
  return OFFICES.has(role) ? ofUnit(held, committee) : [];
}

/** Of the unit itself, and of the places whose unit it is (reading R4): a district has none of those of a municipality in it. */
function ofUnit({ areas, unit }: HeldGrant, committee: Committee): Desk[] {
  const [first] = areas;
  const code = unit !== undefined && isKnown(unit, committee) ? unit : first;
  if (code === undefined) return [];
  const units = unitsWithDistricts(code.slice(0, 2), committee);
  const isOfRung = units.some((one) => one.unit === code && one.kind !== 'FIELD_TEAM' && one.kind !== 'PROVINCE');
  const places = placesWithin(areas, committee).filter(
    (place) => !isOfRung || unitOfPlace(units, place)?.unit === code,
  );
  return [{ unit: code, level: 'UNIT', places }];
}

/** Of the province itself, and of places that no unit covers; not the sum of its districts. */
function ofProvince(province: string, committee: Committee): Desk {
  const units = unitsWithDistricts(province, committee);
  const places = committee.places(province).filter((place) => unitOfPlace(units, place) === undefined);
  return { unit: province, level: 'PROVINCE', places };
}

function queueOfPlace(area: string): Queue {
  return { owner: { kind: 'place', area } };
}

function isKnown(unit: string, committee: Committee): boolean {
  return kindByCode(unit) !== undefined || committee.units(unit.slice(0, 2)).some((one) => one.unit === unit);
}

/** A district without an order covers its area meanwhile. */
function unitsWithDistricts(province: string, committee: Committee): Unit[] {
  const units = committee.units(province);
  const ordered = new Set(units.map(({ unit }) => unit));
  const districts = new Set(committee.places(province).map((place) => place.slice(0, 4)));
  return [
    ...units,
    ...[...districts.difference(ordered)].map((unit): Unit => ({ unit, kind: 'DISTRICT', covers: [unit] })),
  ];
}

function placesWithin(areas: readonly string[], committee: Committee): string[] {
  const near = new Set(areas.flatMap((area) => committee.places(area.slice(0, 4))));
  return [...near].filter((place) => unitCovers(areas, [place]));
}
