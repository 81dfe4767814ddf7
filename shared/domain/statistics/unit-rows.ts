/** The rows of a report by unit: the area itself, each unit in it, and the places that no unit covers (casework R4). */
import { isWithin } from '#shared/thai/area-code.ts';
import { unitOfPlace, unitsKnownAt, type Unit, type UnitKind } from '../committee/units.ts';

export type UnitOrder = Unit & { readonly version: number; readonly name: string | null; readonly recordedAt: string };

/** What a row is of; `unit` null: places that no unit of the middle rung covers. */
export type RowOf = { readonly unit: string | null; readonly kind: UnitKind | null; readonly name: string | null };

export type UnitRows<Row> = {
  /** As known at the moment of the report. */
  readonly units: readonly UnitOrder[];
  readonly total: Row;
  /** By the unit's code, without the unit of the area itself, which is the total. */
  readonly ofUnits: ReadonlyMap<string, Row>;
  readonly nowhere: Row;
  /**
   * The rows in which a place counts, as units were known at a moment (ISO UTC; absent: that of the report): the total, the row of its unit or
   * of no unit, and those of the field teams that work there. Of a place outside the area none.
   */
  readonly rowsAt: (place: string, moment?: string) => readonly Row[];
};

/** `asOf` ISO UTC; `rowOf` makes an empty row. */
export function createUnitRows<Row>(
  { orders, area, asOf }: { orders: readonly UnitOrder[]; area: string; asOf: string },
  rowOf: (of: RowOf) => Row,
): UnitRows<Row> {
  const units = unitsKnownAt(orders, asOf);
  const unitsAt = new Map([[asOf, units]]);
  const total = rowOf({ unit: area, kind: null, name: null });
  const nowhere = rowOf({ unit: null, kind: null, name: null });
  const shown = units.filter(({ unit }) => unit !== area && isWithin(unit, area));
  const ofUnits = new Map(shown.map((unit) => [unit.unit, rowOf(unit)]));
  const rowsOfPlace = new Map<string, readonly Row[]>();

  function rowsAt(place: string, moment = asOf): readonly Row[] {
    const key = moment === asOf ? place : `${place} ${moment}`;
    let rows = rowsOfPlace.get(key);
    if (!rows) {
      rows = isWithin(place, area) ? [total, ...unitRowsAt(place, moment)] : [];
      rowsOfPlace.set(key, rows);
    }
    return rows;
  }

  function unitRowsAt(place: string, moment: string): Row[] {
    const known = unitsAt.get(moment) ?? unitsKnownAt(orders, moment);
    unitsAt.set(moment, known);
    const unit = unitOfPlace(known, place);
    const own = unit ? ofUnits.get(unit.unit) : nowhere;
    const teams = known.filter(
      ({ kind, covers }) => kind === 'FIELD_TEAM' && covers.some((cover) => place.startsWith(cover)),
    );
    return [own, ...teams.map((team) => ofUnits.get(team.unit))].filter((row) => row !== undefined);
  }

  return { units, total, ofUnits, nowhere, rowsAt };
}
