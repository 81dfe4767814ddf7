import { BUILT_IN, countedAs, type Find, type RollUp } from '#shared/domain/organisation/organisation.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { activeAgencies } from '../agency-activity.ts';
import { agenciesOnOrder } from '../committee.ts';
import { CrossTally, crossTable } from '../cross-table.ts';
import type { CrossPart, CrossTable } from '../cross-table.ts';
import type { AgencyActivity, CommitteeFact, TargetListFact } from '../facts.ts';
import { COLUMNS } from './columns.ts';
import type { HouseholdFigure, RowFigure, TalliedHousehold } from './columns.ts';
import { helpersInMonth, helpShares, referralShare, resolvedNeeds } from './shares.ts';
import type { Counting } from './shares.ts';
import type { FedReport, KnownGroup } from '../known-group.ts';
import type { KnownHousehold } from '../known-household.ts';
import { selectLists, standingOf } from '../list-selection.ts';
import type { Standing } from '../list-selection.ts';
import type { AgencyRow, Baseline, ReportA, TotalRow } from './shape.ts';
import { NATION } from '../nation.ts';
import { reportPeriod } from '../report-period.ts';
import { RowTally, type RowPart } from './tally.ts';
import { summedRows } from './summed-rows.ts';

/** `month` C.E. `YYYY-MM`; `area` a code prefix of 2, 4 or 6 digits, or `TH`; `lists` ids, or null for all lists of the area published by the as-of time. */
export type ReportASelection = { month: string; area: string; lists: readonly string[] | null };

export type ReportAInput = {
  selection: ReportASelection;
  asOf: Date;
  /** Printed in the report; null for the month to date. */
  revision: number | null;
  lists: readonly TargetListFact[];
  committees: readonly CommitteeFact[];
  /** The agencies that report where no order was ever put: those with `in_seed_table` = 1. */
  defaultCommittee: readonly string[];
  /** Signs of life of agencies in the month, from the whole nation. */
  activity: Iterable<AgencyActivity>;
  /** The agencies of the reference table in its order: the order of rows that are not on the committee's order. */
  agencyOrder: readonly string[];
  definitionsVersion: string;
  /** Organisations as known at `asOf`; absent: those that are built in. */
  organisations?: Find;
  /** As whom agencies have their rows; absent: as the office that helped. */
  rollUp?: RollUp;
  /** The figure to be opened to its households. */
  drillDown?: DrillDown;
  /** Districts (4 digits), of the nation provinces, that have a column in the matrix even without a household. */
  districts?: readonly string[];
};

/** `agency`: a slug, `none` for ไม่ระบุหน่วยงาน, `total` for the total and the baseline. */
export type DrillDown = { agency: string; figure: HouseholdFigure };

export type ReportAMatrices = { agencyByDimension: CrossTable; agencyByDistrict: CrossTable };

/** What one row counted of some of the households; `agency` null is ไม่ระบุหน่วยงาน. */
type AgencyPart = { readonly row: RowPart; readonly dimensions: CrossPart; readonly districts: CrossPart };

/** What was counted of some of the households of a report, before any percent. */
export type PartOfA = {
  readonly baseline: Readonly<Record<'frozen' | 'adjusted' | 'lateAdded', number>>;
  readonly total: AgencyPart;
  readonly rows: readonly ({ readonly agency: string | null } & AgencyPart)[];
};

/** Give it every household group of the area once, in any order, then ask. Memory grows with agencies and named persons, not with households. */
export type ReportACalculator = FedReport & {
  finish: () => ReportA;
  matrices: () => ReportAMatrices;
  /** What it has counted so far. */
  part: () => PartOfA;
  /** Counts in what another calculator of the same report has counted of other households; a person whom both name counts in both. */
  addPart: (part: PartOfA) => void;
  /** The sorted ids of the households behind the figure of `drillDown`; as many as the figure says. Empty while that figure is null. */
  households: () => string[];
};

/**
 * Report A of one month, area and choice of lists as known at `asOf` (domain.md §6.2, §6.3): distinct households, persons, needs and
 * records for each agency, in total, and the plain sums. Days and months are Bangkok's, baht exact to the satang.
 *
 * The groups given must hold every household with a list entry in the area or living there at any time, whole and once, duplicates together;
 * more do no harm. The needs that help and referrals name are needs of the same group; persons are told apart by id across households.
 *
 * Decisions beyond those written at `knownHouseholds`, `selectLists`, `standingOf`, `resolvedNeeds` and `referralShare`:
 * - Before their freeze lists have list households but no baseline: B, B_adj and the percents are null, other figures count.
 * - A list household outside the area asked for is in another area's report: neither its help nor, where it may live here, A12 sees it here.
 * - A non-list household that moved nobody knows where to lives in no area.
 * - The numerators of A11 are the households of the second A10 of which a document in this area is in B, respectively in B_adj.
 * - Row figures of A7, `adviceOnlyHouseholds` and `integratedSinceList` are over the row's own households and records: an advice-only
 *   household of a row had nothing but advice from that agency in the month, of the total nothing but advice from anyone.
 * - `recordedAfterClose` and A13 look at the first entry of a chain of corrections that said DELIVERED or VERIFIED; all else at the entry in
 *   force. A correction after the close of help that was known as delivered before it is therefore not a late record.
 * - Help on a day after the as-of moment's Bangkok day does not count yet.
 * - Only an agency on the order can be silent, in the month to date too, and only while A4 and A12 of its row in this report are 0: late
 *   help ends the silence in the revision that counts it.
 * - With `rollUp` an agency of the order, a helper and a referral's host are in the row of the department or ministry they are counted as, each
 *   household and record once in it. Whether help is integrated is the same in every roll-up, and so is the total but for silent agencies.
 * - Rows: the order's agencies in the order's sequence, then others by the reference table, those not in it by slug.
 */
export function createReportA(input: ReportAInput): ReportACalculator {
  const { selection, drillDown } = input;
  const asOf = input.asOf.toISOString();
  const lists = selectLists(input.lists, selection.lists, selection.area, asOf);
  const period = reportPeriod(selection.month, input.asOf, lists.openedOn);
  const find: Find = input.organisations ?? ((slug) => BUILT_IN.get(slug));
  const { rollUp = 'office' } = input;
  const counting: Counting = { row: countingAs(rollUp, find), body: countingAs('department', find) };
  const opened: string[] = [];
  const baseline = { frozen: 0, adjusted: 0, lateAdded: 0 };
  const total = new RowTally(listenerFor('total'));
  const tallies = new Map<string | null, RowTally>();
  const dimensions = { total: new CrossTally(), byAgency: new Map<string | null, CrossTally>() };
  const districts = { total: new CrossTally(), byAgency: new Map<string | null, CrossTally>() };

  function listenerFor(row: string): ((figure: RowFigure, householdId: string) => void) | undefined {
    return drillDown?.agency === row
      ? (figure, householdId) => {
          if (figure === drillDown.figure) opened.push(householdId);
        }
      : undefined;
  }

  function tallyOf(agency: string | null): RowTally {
    return getOrPut(tallies, agency, () => new RowTally(listenerFor(agency ?? 'none')));
  }

  function countBaseline(figure: keyof typeof baseline, householdId: string): void {
    baseline[figure] += 1;
    if (drillDown?.agency === 'total' && drillDown.figure === `baseline.${figure}`) opened.push(householdId);
  }

  function addKnown({ households: known }: KnownGroup): void {
    for (const household of known()) {
      const standing = standingOf(household, lists, asOf);
      if (standing) {
        addToBaseline(household, standing);
        if (isWithin(standing.area, selection.area)) addListHousehold(household, standing);
      } else if (household.residence !== null && isWithin(household.residence, selection.area))
        addOutsideList(household);
    }
  }

  function addToBaseline(household: KnownHousehold, standing: Standing): void {
    for (const member of standing.members)
      if (member.inBaseline && isWithin(member.area, selection.area)) {
        countBaseline('frozen', member.id);
        if (member.inAdjusted) countBaseline('adjusted', member.id);
      }
    if (standing.lateAdded && isWithin(standing.area, selection.area)) countBaseline('lateAdded', household.id);
  }

  function addListHousehold(household: KnownHousehold, standing: Standing): void {
    const here = standing.members.filter((member) => isWithin(member.area, selection.area));
    const tallied: TalliedHousehold = {
      id: household.id,
      inBaseline: here.some((member) => member.inBaseline),
      inAdjusted: here.some((member) => member.inAdjusted),
    };
    const shares = household.helps.length > 0 ? helpShares(household, period, counting) : undefined;
    if (shares) {
      const district = [standing.area.slice(0, selection.area === NATION ? 2 : 4)];
      total.addHelp(tallied, shares.all);
      if (shares.all.records.length > 0) {
        dimensions.total.add(new Set(shares.all.records.map((help) => help.fact.dimension)));
        districts.total.add(district);
      }
      for (const [agency, share] of shares.byAgency) {
        tallyOf(agency).addHelp(tallied, share);
        if (share.records.length > 0) {
          getOrPut(dimensions.byAgency, agency, () => new CrossTally()).add(
            new Set(share.records.map((help) => help.fact.dimension)),
          );
          getOrPut(districts.byAgency, agency, () => new CrossTally()).add(district);
        }
      }
    }
    for (const agencies of resolvedNeeds(household, period, counting)) {
      total.addResolvedNeed();
      for (const agency of agencies) tallyOf(agency).addResolvedNeed();
    }
    for (const referral of household.referrals.values()) {
      const share = referralShare(referral, period);
      total.addReferral(share);
      tallyOf(counting.row(referral.sent.toAgency)).addReferral(share);
    }
  }

  function addOutsideList(household: KnownHousehold): void {
    const helpers = helpersInMonth(household, period, counting);
    if (helpers.size > 0) {
      total.addOutsideList(household.id);
      for (const agency of helpers) tallyOf(agency).addOutsideList(household.id);
    }
  }

  function agenciesWithRow(onOrder: readonly string[]): (string | null)[] {
    const others: string[] = [];
    for (const [agency, tally] of tallies)
      if (agency !== null && !onOrder.includes(agency) && !tally.isEmpty()) others.push(agency);
    const place = (agency: string): number => {
      const index = input.agencyOrder.indexOf(agency);
      return index === -1 ? input.agencyOrder.length : index;
    };
    others.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
    const unspecified = tallies.get(null);
    return [...onOrder, ...others, ...(unspecified && !unspecified.isEmpty() ? [null] : [])];
  }

  function committee(): string[] {
    const onOrder = agenciesOnOrder(input.committees, selection.area, asOf, input.defaultCommittee);
    return [...new Set(onOrder.map(counting.row))];
  }

  function part(): PartOfA {
    const none = new CrossTally();
    return {
      baseline: { ...baseline },
      total: { row: total.part(), dimensions: dimensions.total.part(), districts: districts.total.part() },
      rows: [...tallies]
        .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
        .map(([agency, tally]) => ({
          agency,
          row: tally.part(),
          dimensions: (dimensions.byAgency.get(agency) ?? none).part(),
          districts: (districts.byAgency.get(agency) ?? none).part(),
        })),
    };
  }

  function addPart(counted: PartOfA): void {
    for (const figure of ['frozen', 'adjusted', 'lateAdded'] as const) baseline[figure] += counted.baseline[figure];
    total.addPart(counted.total.row);
    dimensions.total.addPart(counted.total.dimensions);
    districts.total.addPart(counted.total.districts);
    for (const of of counted.rows) {
      tallyOf(of.agency).addPart(of.row);
      getOrPut(dimensions.byAgency, of.agency, () => new CrossTally()).addPart(of.dimensions);
      getOrPut(districts.byAgency, of.agency, () => new CrossTally()).addPart(of.districts);
    }
  }

  /** B and B_adj are known from the freeze of all lists on. */
  function knownBaseline(): Baseline {
    const { frozen, adjusted, lateAdded } = baseline;
    return lists.allFrozen ? { frozen, adjusted, lateAdded } : { frozen: null, adjusted: null, lateAdded };
  }

  function finish(): ReportA {
    const onOrder = committee();
    const active = activeAgencies(input.activity, selection.month, asOf, find);
    const known = knownBaseline();
    const nothing = new RowTally();
    const rows = agenciesWithRow(onOrder).map((agency): AgencyRow => {
      const tally = tallies.get(agency) ?? nothing;
      const { extra, ...figures } = tally.figures(known);
      const helped = figures.assistances > 0 || figures.outsideList > 0;
      const silent = agency !== null && onOrder.includes(agency) && !active.has(agency) && !helped;
      return { agency, ...figures, silent, extra };
    });
    const { extra, ...figures } = total.figures(known);
    const distinct: TotalRow = { ...figures, silent: rows.filter((row) => row.silent).length, extra };
    return {
      month: selection.month,
      area: selection.area,
      list: selection.lists === null ? null : selection.lists.join(','),
      revision: input.revision,
      asOf: formatBangkok(input.asOf),
      definitions: input.definitionsVersion,
      baseline: known,
      rows,
      total: distinct,
      summedRows: summedRows(rows),
    };
  }

  function matrices(): ReportAMatrices {
    const agencies = agenciesWithRow(committee());
    const districtCodes = new Set([...(input.districts ?? []), ...districts.total.columns()]);
    return {
      agencyByDimension: crossTable(DIMENSIONS, agencies, dimensions.byAgency, dimensions.total),
      agencyByDistrict: crossTable([...districtCodes].toSorted(), agencies, districts.byAgency, districts.total),
    };
  }

  function households(): string[] {
    return drilledFigure() === null ? [] : opened.toSorted();
  }

  /** The figure to be opened, as the report has it; null where there is none. */
  function drilledFigure(): number | null {
    if (drillDown === undefined) return null;
    const { agency, figure } = drillDown;
    const known = knownBaseline();
    if (figure === 'baseline.frozen') return known.frozen;
    if (figure === 'baseline.adjusted') return known.adjusted;
    if (figure === 'baseline.lateAdded') return known.lateAdded;
    const column = COLUMNS.find(({ key }) => key === figure);
    const tally = agency === 'total' ? total : tallies.get(agency === 'none' ? null : agency);
    return column && tally ? tally.figure(column, known) : null;
  }

  return {
    asOf,
    addKnown,
    finish,
    matrices,
    part,
    addPart,
    households,
  };
}

/** As whom an organisation is counted, found once for each. */
function countingAs(rollUp: RollUp, find: Find): (slug: string) => string {
  const found = new Map<string, string>();
  return (slug) => getOrPut(found, slug, () => countedAs(slug, rollUp, find));
}

function getOrPut<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const held = map.get(key);
  if (held !== undefined) return held;
  const made = make();
  map.set(key, made);
  return made;
}
