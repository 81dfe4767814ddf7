import { BUILT_IN } from '#shared/domain/organisation/organisation.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';
import { addToBaseline, baselineOf } from '../baseline-tally.ts';
import { createCampaignCalculator } from '../campaign-figures.ts';
import { caseLists, listedCase, type ListedCase } from '../case-lists.ts';
import type { FedReport, KnownGroup } from '../known-group.ts';
import { createUnitRows } from '../unit-rows.ts';
import { assistanceOf, createHelpCounter } from './assistance.ts';
import { reportDays } from './days.ts';
import type { RemarkFact, ReportBInput } from './input.ts';
import { addMentor, mechanismOf, resolutionFigure } from './mechanism.ts';
import { addFound, missedOf } from './missed.ts';
import { addNeeds, needsOf } from './needs.ts';
import { addOutcome, outcomeOf } from './outcome.ts';
import { addQuality, indicatorsOf, qualityOf } from './quality.ts';
import { addReferrals, referralsOf } from './referrals.ts';
import { addToRound, roundOf } from './rexray.ts';
import type { QuarterFigures, Remarks, ReportB } from './shape.ts';
import { addTargets, targetsOf } from './targets.ts';
import { UnitTally } from './unit-tally.ts';

/** Give it every household group of the area once, in any order, then ask. */
export type ReportBCalculator = FedReport & {
  finish: () => ReportB;
  /** The sorted ids of the households behind the figure of `drillDown`; in section 2 of documents. Empty while that figure is null. */
  households: () => string[];
};

/**
 * Report B of one quarter, area and choice of lists as known at `asOf` (casework R8–R20, R37–R44): the work of the committees of an area and
 * of each unit in it, with the state of things on the day before the quarter and on its last day, or today while it is not over.
 *
 * Decisions beyond the readings:
 * - Rows are the units in the area with an order known at `asOf`, but that of the area itself, which is the total. A field team's row is part
 *   of others and adds to nothing.
 * - What counts in section 2 is a document in the row of its own list entry; everything else is a household in the row of its place.
 * - The row of no unit is shown when it counts anything but what a campaign reached before a unit had its order.
 * - A document that entered a list which is not frozen yet is one of the baseline to come.
 * - A need is known by the entry that opened it; statuses of other needs count nowhere.
 * - A round or a campaign is shown from the quarter on in which it began. A household counts in a round once, however many documents it has.
 */
export function createReportB(input: ReportBInput): ReportBCalculator {
  const { selection, drillDown } = input;
  const { area } = selection;
  const asOf = input.asOf.toISOString();
  const days = reportDays(selection.quarter, input.asOf);
  const { from, to, day } = days;
  const lists = caseLists(input.lists, selection.lists, area, asOf);
  const addHelp = createHelpCounter(input.organisations ?? ((slug) => BUILT_IN.get(slug)));
  const { units, total, ofUnits, nowhere, rowsAt } = createUnitRows(
    { orders: input.orders, area, asOf },
    ({ unit, kind, name }) =>
      new UnitTally({ unit, kind, name, asked: drillDown?.unit === unit ? drillDown.figure : undefined }),
  );
  const mechanism = mechanismOf(input, units, days);
  const rounds = input.rounds
    .filter(
      ({ scopeArea, createdAt }) =>
        createdAt <= asOf &&
        bangkokDay(new Date(createdAt)) <= day &&
        (isWithin(scopeArea, area) || isWithin(area, scopeArea)),
    )
    .map((round) => ({ ...round, lists: caseLists(input.lists, [round.list], area, asOf) }));
  const campaigns = createCampaignCalculator({ ...input, area, asOf, day, rowsAt });

  function addKnown(known: KnownGroup): void {
    for (const each of known.cases()) {
      const listed = listedCase(each, lists, asOf);
      if (listed) addListed(listed);
      addFound(each, listed, days, rowsAt);
      for (const round of rounds) addToRound(each, round, { asOf, day }, rowsAt);
    }
    campaigns.add(known);
  }

  function addListed(listed: ListedCase): void {
    addToBaseline(listed.standing, listed.known.household.id, rowsAt);
    addTargets(listed, lists, days, rowsAt);
    const rows = rowsAt(listed.standing.area);
    if (rows.length === 0) return;
    addNeeds(listed, days, rows);
    addHelp(listed, days, rows);
    addReferrals(listed, days, rows);
    addOutcome(listed, days, rows);
    addMentor(listed, lists, days, rows);
    addQuality(listed, lists, days, rows);
  }

  function figures(row: UnitTally): QuarterFigures {
    const { tally } = row;
    return {
      mechanism: mechanism.figuresOf(row),
      targets: targetsOf(tally),
      needs: needsOf(tally),
      indicators: indicatorsOf(row),
      assistance: assistanceOf(row),
      referrals: referralsOf(tally),
      outcome: outcomeOf(tally),
      missed: missedOf(tally),
      rexray: rounds.map(({ id }) => roundOf(tally, id)),
      campaigns: campaigns.figures(row, row === total ? area : row.unit),
      remarks: row.unit === null ? null : remarksOf(row.unit),
      quality: qualityOf(tally),
    };
  }

  /** What a unit wrote last by the moment of the report (R42). */
  function remarksOf(unit: string): Remarks | null {
    let last: RemarkFact | undefined;
    for (const remark of input.remarks)
      if (remark.unit === unit && remark.recordedAt <= asOf && !(last && remark.recordedAt < last.recordedAt))
        last = remark;
    if (!last) return null;
    const { problems, obstacles, suggestions } = last;
    return { problems, obstacles, suggestions };
  }

  function finish(): ReportB {
    const rows = [...ofUnits.values()].toSorted((a, b) => ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1));
    return {
      quarter: selection.quarter,
      from,
      to,
      area,
      list: selection.lists === null ? null : selection.lists.join(','),
      revision: input.revision,
      asOf: formatBangkok(input.asOf),
      definitions: input.definitionsVersion,
      baseline: baselineOf(total.tally, lists.selection),
      total: figures(total),
      units: [...rows, ...(nowhere.tally.countsBut('campaign.') ? [nowhere] : [])].map((row) => ({
        unit: row.unit,
        kind: row.kind,
        name: row.name,
        baseline: baselineOf(row.tally, lists.selection),
        ...figures(row),
      })),
    };
  }

  function households(): string[] {
    if (!drillDown) return [];
    const { unit, figure } = drillDown;
    const row = unit === null ? nowhere : unit === area ? total : ofUnits.get(unit);
    if (!row) return [];
    const isNull = figure === 'baseline.frozen' || figure === 'baseline.adjusted';
    if (isNull && !lists.selection.allFrozen) return [];
    const ofResolutions = resolutionFigure(figure);
    return ofResolutions ? mechanism.householdsOf(row, ofResolutions) : row.tally.households();
  }

  return { asOf, addKnown, finish, households };
}
