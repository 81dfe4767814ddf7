import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { bangkokDay, firstDay, formatBangkok, lastDay, previousMonth } from '#shared/thai/bangkok-time.ts';
import { campaignKnownAt, type Campaign } from '../../campaign/campaign.ts';
import type { RexrayRound } from '../../campaign/rexray-round.ts';
import { OVERLAP_CELLS, overlapOf } from '../../target-list/overlap.ts';
import { isOut, OUT_STATES } from '../../target-list/target-state.ts';
import { addToBaseline, baselineOf } from '../baseline-tally.ts';
import { createCampaignCalculator } from '../campaign-figures.ts';
import { caseLists, listedCase, stateOn, type ListedCase } from '../case-lists.ts';
import {
  hadMentor,
  hadPlan,
  helpBetween,
  isConfirmed,
  isSustained,
  isWithoutMovement,
  solvedOn,
  wasFollowed,
  wasSurveyed,
  wasVisited,
} from '../case-on-day.ts';
import type { TargetListFact } from '../facts.ts';
import { provincesOf, REST, rowCode } from '../area-set.ts';
import { FigureTally, type TallyCounts } from '../figure-tally.ts';
import type { KnownCase } from '../known-case.ts';
import type { FedReport, KnownGroup } from '../known-group.ts';
import { NATION } from '../nation.ts';
import { percentOf } from '../percent.ts';
import { recordOf } from '../record-of.ts';
import { FUNNEL_STEPS, type FunnelStep, type ProgressFigures, type ProgressLevel, type ReportC } from './shape.ts';

/** `month` C.E. `YYYY-MM`; `area` a code prefix of 2, 4 or 6 digits, or `TH`; `lists` ids, or null for all lists of the area published by the as-of time. */
export type ReportCSelection = { month: string; area: string; level: ProgressLevel; lists: readonly string[] | null };

export type ReportCInput = {
  selection: ReportCSelection;
  /** Area codes of the set that `selection.area` names (`set:<id>`); absent: that is a code. */
  set?: readonly string[];
  asOf: Date;
  /** Printed in the report; null for the month to date. */
  revision: number | null;
  lists: readonly TargetListFact[];
  campaigns: readonly Campaign[];
  rounds: readonly RexrayRound[];
  definitionsVersion: string;
  /** The figure to be opened to its households, in the total, in the row of an area, or in the rest. */
  drillDown?: { area: string; figure: string };
};

/** Give it every household group of the area once, in any order, then ask. */
export type ReportCCalculator = FedReport & {
  finish: () => ReportC;
  /** What it has counted so far. */
  part: () => PartOfC;
  /** Counts in what another calculator of the same report has counted of other households. */
  addPart: (part: PartOfC) => void;
  /** The sorted ids of the households behind the figure of `drillDown`; as many as the figure says. */
  households: () => string[];
};

/** What was counted of some of the households of a report, before any percent: of the whole, and by area. */
export type PartOfC = { readonly total: TallyCounts; readonly rows: Readonly<Record<string, TallyCounts>> };

type Row = { readonly area: string; readonly tally: FigureTally };

const LENGTH: Readonly<Record<ProgressLevel, number>> = { district: 4, subdistrict: 6 };
/** The nation has a row a province (casework C). */
const LENGTH_OF_PROVINCE = 2;

/**
 * Report C of one month, area and choice of lists as known at `asOf` (casework R25–R36): how far the work with the households of the lists
 * is on the last day of the month, or today while the month is not over, and what changed since the last day of the month before.
 *
 * Decisions beyond the readings:
 * - A household counts in the row of its place (R3) and is in B there when a document of that row is, so no percent passes 100.
 * - While a list of the selection is not frozen there is no B: percents of it are null, and the list households that were not added late count.
 * - Rows are the areas in which a household of the lists is, by code.
 * - A household on several lists has a dimension as target when an entry of any of its documents on these lists names it.
 * - Of a set of areas `total` and the rows are the set, `rest` is the rest of its provinces (casework A1-11). Lists and campaigns are those of
 *   these provinces. A row is an area of the set where that is finer than the level.
 * - The nation has a row a province at either level, and the campaigns of the nation: those of a province are in its own report.
 */
export function createReportC(input: ReportCInput): ReportCCalculator {
  const { selection, drillDown, set } = input;
  const { area, month } = selection;
  const provinces = set ? provincesOf(set) : [area];
  const asOf = input.asOf.toISOString();
  const today = bangkokDay(input.asOf);
  const day = today < lastDay(month) ? today : lastDay(month);
  const before = lastDay(previousMonth(month));
  const lists = caseLists(input.lists, selection.lists, provinces, asOf);
  const allLists = caseLists(input.lists, null, provinces, asOf);
  const sources = new Map(input.lists.map(({ id, source }) => [id, source]));
  const since = lists.since ?? firstDay(month);
  const total = rowOf(area);
  const rest = rowOf(REST);
  const rows = new Map<string, Row>();
  const rowsOfArea = new Map<string, readonly Row[]>();

  function rowOf(of: string, isTotal = true): Row {
    const asked = drillDown && drillDown.area === of && (isTotal || of !== area) ? drillDown.figure : undefined;
    return { area: of, tally: new FigureTally(asked) };
  }

  function rowsAt(place: string): readonly Row[] {
    let at = rowsOfArea.get(place);
    if (at) return at;
    const code = rowCode(place, set ?? [area], area === NATION ? LENGTH_OF_PROVINCE : LENGTH[selection.level]);
    if (code !== undefined) {
      const row = rows.get(code) ?? rowOf(code, false);
      rows.set(code, row);
      at = [total, row];
    } else at = set && provinces.includes(place.slice(0, 2)) ? [rest] : [];
    rowsOfArea.set(place, at);
    return at;
  }

  const campaigns = createCampaignCalculator({
    ...input,
    campaigns: area === NATION ? campaignsOfNation(input.campaigns, asOf) : input.campaigns,
    area: provinces,
    asOf,
    day,
    rowsAt: campaignRowsAt,
  });

  /** Campaigns are shown of the whole area only. */
  function campaignRowsAt(place: string): readonly Row[] {
    return isHere(place) ? [total] : [];
  }

  /** Whether a place is in the area or set; to ask makes no row. */
  function isHere(place: string): boolean {
    return rowCode(place, set ?? [area], 0) !== undefined;
  }

  function addKnown(known: KnownGroup): void {
    for (const each of known.cases()) {
      const listed = listedCase(each, lists, asOf);
      if (listed) addListed(listed);
      addOverlap(each);
    }
    campaigns.add(known);
  }

  function addListed(listed: ListedCase): void {
    const { standing, known } = listed;
    const { id } = known.household;
    addToBaseline(standing, id, rowsAt);
    addExits(listed);
    const here = rowsAt(standing.area);
    if (here.length === 0) return;
    const now = stepsOn(listed, day);
    const then = stepsOn(listed, before);
    const dimensions = dimensionsOf(listed);
    const partly = solvedOn(known, day) === 'some';
    const still = isWithoutMovement(listed, lists, day);
    for (const row of here) {
      const { tally } = row;
      if (still) tally.add('noMovement30Days', id);
      if (isCounted(listed, row)) {
        tally.add('households', id);
        addFunnel(tally, id, now, then);
        for (const dimension of DIMENSIONS) addDimension(tally, id, dimension, dimensions.get(dimension));
        if (partly) tally.add('solvedPartly', id);
      } else {
        if (standing.lateAdded) for (const step of now) tally.add(`funnel.${step}.lateAdded`, id);
        for (const [dimension, { helped }] of dimensions)
          if (helped) tally.add(`dimensions.${dimension}.helpedBesides`, id);
      }
    }
  }

  /** In B by a document of the row; before the freeze, not added late to any list. */
  function isCounted({ standing }: ListedCase, row: Row): boolean {
    if (!lists.selection.allFrozen) return !standing.lateAdded;
    return standing.members.some((member) => member.inBaseline && rowsAt(member.area).includes(row));
  }

  function addFunnel(
    tally: FigureTally,
    id: string,
    now: ReadonlySet<FunnelStep>,
    then: ReadonlySet<FunnelStep>,
  ): void {
    let previous: FunnelStep | undefined;
    for (const step of FUNNEL_STEPS) {
      if (now.has(step)) {
        tally.add(`funnel.${step}`, id);
        if (previous === undefined || now.has(previous)) tally.add(`funnel.${step} of previous`, id);
      }
      if (then.has(step)) tally.add(`funnel.${step} before`, id);
      previous = step;
    }
  }

  function addExits({ documents }: ListedCase): void {
    for (const document of documents) {
      const state = stateOn(document, lists, day);
      if (state === undefined || !isOut(state)) continue;
      for (const { tally } of rowsAt(document.standing.area)) tally.add(`exits.${state}`, document.standing.id);
    }
  }

  function stepsOn(listed: ListedCase, on: string): ReadonlySet<FunnelStep> {
    const { known, documents } = listed;
    const steps = new Set<FunnelStep>();
    if (hadMentor(known, since, on)) steps.add('ASSIGNED');
    if (wasVisited(known, since, on)) steps.add('VISITED');
    if (wasSurveyed(known, since, on)) steps.add('SURVEYED');
    if (documents.some((document) => isConfirmed(stateOn(document, lists, on)))) steps.add('CONFIRMED');
    if (hadPlan(known, since, on)) steps.add('PLANNED');
    if (helpBetween(known, since, on).length > 0) steps.add('ASSISTED');
    if (solvedOn(known, on) === 'all') steps.add('SOLVED');
    if (wasFollowed(known, since, on)) steps.add('FOLLOWED');
    if (isSustained(known, since, on)) steps.add('SUSTAINED');
    return steps;
  }

  type OfDimension = { target: boolean; helped: boolean; solved: boolean };

  function dimensionsOf({ known, standing }: ListedCase): ReadonlyMap<Dimension, OfDimension> {
    const targets = targetDimensions(standing.members.flatMap(({ listings }) => listings));
    const helped = new Set(helpBetween(known, since, day).map(({ fact }) => fact.dimension));
    return new Map(
      DIMENSIONS.map((dimension) => [
        dimension,
        {
          target: targets.has(dimension),
          helped: helped.has(dimension),
          solved: solvedOn(known, day, dimension) === 'all',
        },
      ]),
    );
  }

  function addOverlap(known: KnownCase): void {
    const listed = listedCase(known, allLists, asOf);
    if (!listed || !isHere(listed.standing.area)) return;
    const named = new Set(
      listed.standing.members.flatMap(({ listings }) => listings.map(({ list }) => sources.get(list) ?? 'OTHER')),
    );
    total.tally.add(`overlap.${overlapOf(named) ?? 'OTHER'}`, known.household.id);
  }

  function figures({ tally }: Row): ProgressFigures {
    const baseline = baselineOf(tally, lists.selection);
    const counted = tally.of('households');
    return {
      baseline,
      households: counted,
      funnel: FUNNEL_STEPS.map((step, at) => {
        const previous = FUNNEL_STEPS[at - 1];
        const reached = tally.of(`funnel.${step}`);
        return {
          step,
          households: reached,
          lateAdded: tally.of(`funnel.${step}.lateAdded`),
          percentOfFrozen: baseline.frozen === null ? null : percentOf(reached, baseline.frozen),
          percentOfPrevious: percentOf(
            tally.of(`funnel.${step} of previous`),
            previous === undefined ? counted : tally.of(`funnel.${previous}`),
          ),
          change: reached - tally.of(`funnel.${step} before`),
        };
      }),
      exits: recordOf(OUT_STATES, (state) => tally.of(`exits.${state}`)),
      dimensions: recordOf(DIMENSIONS, (dimension) => ({
        target: tally.of(`dimensions.${dimension}.target`),
        helped: tally.of(`dimensions.${dimension}.helped`),
        solved: tally.of(`dimensions.${dimension}.solved`),
        helpedBesides: tally.of(`dimensions.${dimension}.helpedBesides`),
      })),
      solvedPartly: tally.of('solvedPartly'),
      noMovement30Days: tally.of('noMovement30Days'),
    };
  }

  function finish(): ReportC {
    return {
      month,
      area,
      level: selection.level,
      list: selection.lists === null ? null : selection.lists.join(','),
      revision: input.revision,
      asOf: formatBangkok(input.asOf),
      asOfDay: day,
      definitions: input.definitionsVersion,
      total: figures(total),
      rows: [...rows.values()]
        .toSorted((a, b) => (a.area < b.area ? -1 : 1))
        .map((row) => ({ area: row.area, ...figures(row) })),
      ...(set ? { rest: figures(rest) } : {}),
      overlap: recordOf(OVERLAP_CELLS, (cell) => total.tally.of(`overlap.${cell}`)),
      campaigns: campaigns.figures(total, set ? null : area),
    };
  }

  function part(): PartOfC {
    return {
      total: total.tally.counts(),
      rows: Object.fromEntries([...rows].map(([code, { tally }]) => [code, tally.counts()])),
    };
  }

  function addPart(counted: PartOfC): void {
    total.tally.addCounts(counted.total);
    for (const [code, counts] of Object.entries(counted.rows)) {
      const row = rows.get(code) ?? rowOf(code, false);
      rows.set(code, row);
      row.tally.addCounts(counts);
    }
  }

  function households(): string[] {
    if (!drillDown) return [];
    const row = [total, rest].find((one) => one.area === drillDown.area) ?? rows.get(drillDown.area);
    if (!row) return [];
    const isNull = drillDown.figure.startsWith('baseline.') && drillDown.figure !== 'baseline.lateAdded';
    return isNull && !lists.selection.allFrozen ? [] : row.tally.households();
  }

  return { asOf, addKnown, finish, part, addPart, households };
}

function campaignsOfNation(campaigns: readonly Campaign[], asOf: string): Campaign[] {
  return campaigns.filter((campaign) => campaignKnownAt(campaign, asOf)?.scopeArea === NATION);
}

function addDimension(
  tally: FigureTally,
  id: string,
  dimension: Dimension,
  of: { target: boolean; helped: boolean; solved: boolean } | undefined,
): void {
  if (!of) return;
  if (!of.target) {
    if (of.helped) tally.add(`dimensions.${dimension}.helpedBesides`, id);
    return;
  }
  tally.add(`dimensions.${dimension}.target`, id);
  if (of.helped) tally.add(`dimensions.${dimension}.helped`, id);
  if (of.solved) tally.add(`dimensions.${dimension}.solved`, id);
}

function targetDimensions(listings: ListedCase['standing']['members'][number]['listings']): Set<Dimension> {
  const named = new Set<Dimension>();
  for (const { entry } of listings)
    if (entry.body.type === 'listed') for (const dimension of entry.body.dimensions ?? []) named.add(dimension);
  return named;
}

const BASELINE = ['frozen', 'adjusted', 'lateAdded'];
const OF_DIMENSION = ['target', 'helped', 'solved', 'helpedBesides'];

/** The figures of Report C that open to households, but for those of campaigns, which are named by their ids. */
export const PROGRESS_FIGURES: ReadonlySet<string> = new Set([
  'households',
  'solvedPartly',
  'noMovement30Days',
  ...BASELINE.map((name) => `baseline.${name}`),
  ...FUNNEL_STEPS.flatMap((step) => [`funnel.${step}`, `funnel.${step}.lateAdded`]),
  ...OUT_STATES.map((state) => `exits.${state}`),
  ...DIMENSIONS.flatMap((dimension) => OF_DIMENSION.map((name) => `dimensions.${dimension}.${name}`)),
  ...OVERLAP_CELLS.map((cell) => `overlap.${cell}`),
]);
