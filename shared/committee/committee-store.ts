/** Port of the store of ศจพ. orders: every order ever put, so that figures can be made as known at any time. */
import { kindByCode, type Unit, type UnitKind } from '#shared/domain/committee/units.ts';

/** A seat on an order: what the order calls it, and the organisation that sits on it. */
export type CommitteeMember = { title: string; organisation?: string; seat: number | string };

export type CommitteeOrder = {
  /** Code of the unit: of an area, or of a district with a number behind a dot. */
  area: string;
  version: number;
  orderNo: string;
  orderDate: string;
  agencies: string[];
  recordedAt: string;
  /** Absent: by the code. */
  kind?: UnitKind;
  name?: string;
  /** Absent: the code. */
  covers?: string[];
  members?: CommitteeMember[];
};

/** An order without its members: what a province has of all its units at hand. */
export type UnitOrder = Unit & {
  readonly name: string | null;
  readonly version: number;
  readonly orderNo: string;
  readonly orderDate: string;
  readonly agencies: readonly string[];
  readonly seats: number;
  readonly recordedAt: string;
};

/** All orders of a province's units. `mark` counts them: it moves with each. */
export type ProvinceUnits = { readonly orders: readonly UnitOrder[]; readonly mark: number };

/** Nothing was put: another order of the province was put since the units were read. */
export class UnitsChanged extends Error {
  override readonly name = 'UnitsChanged';

  constructor() {
    super('The units of the province have changed');
  }
}

export type OrderReader = {
  newest(area: string): Promise<CommitteeOrder | undefined>;
};

export type CommitteeStore = OrderReader & {
  /**
   * Puts the next order of a unit; false when that version stands already. `mark` is that of the units by which the order was judged:
   * throws `UnitsChanged` when it has moved since.
   */
  put(order: CommitteeOrder, mark?: number): Promise<boolean>;
  /** All orders of an area and of the areas above it. */
  history(area: string): Promise<CommitteeOrder[]>;
  /** All orders of the units of a province, in no order. */
  units(province: string): Promise<ProvinceUnits>;
};

/** The kind of an order's unit. */
function kindOfOrder({ area, kind }: Pick<CommitteeOrder, 'area' | 'kind'>): UnitKind {
  const known = kind ?? kindByCode(area);
  if (known === undefined) throw new Error('An order of a municipality names its kind');
  return known;
}

/** An order as one of its province's units. */
export function unitOrderOf(order: CommitteeOrder): UnitOrder {
  const { area, covers = [area], name = null, members = [], version, orderNo, orderDate, agencies, recordedAt } = order;
  return {
    unit: area,
    kind: kindOfOrder(order),
    covers,
    name,
    version,
    orderNo,
    orderDate,
    agencies,
    seats: members.length,
    recordedAt,
  };
}
