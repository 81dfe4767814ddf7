import { BUILT_IN, countedAs, type Find } from '#shared/domain/organisation/organisation.ts';
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { addDays, bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import type { RexrayRound } from '../../campaign/rexray-round.ts';
import { ENDINGS } from '../../case/referral.ts';
import type { MeetingKind } from '../../case/meeting.ts';
import { unitOfPlace, unitsKnownAt, type Unit } from '../../committee/units.ts';
import { FOUND_SOURCES } from '../../household/found-source.ts';
import { TARGET_STATES, type TargetState } from '../../target-list/target-state.ts';
import { addToBaseline, baselineOf } from '../baseline-tally.ts';
import { createCampaignCalculator } from '../campaign-figures.ts';
import { caseLists, listedCase, stateOn, type ListedCase } from '../case-lists.ts';
import { endOf, isIn, isOpenOn, isWithoutContact, mentorOn, needStatusOn, stageOn, STAGES } from '../case-on-day.ts';
import type { RexrayFact, TargetListFact } from '../facts.ts';
import { knownCases, type CaseGroup, type KnownCase } from '../known-case.ts';
import type { KnownHelp, KnownReferral } from '../known-household.ts';
import { percentOf } from '../percent.ts';
import { daysOfQuarter } from '../quarter.ts';
import {
  CLOSED_AS,
  type AccountFigures,
  type ByState,
  type MechanismFigures,
  type NeedFigures,
  type QuarterFigures,
  type Remarks,
  type ReportB,
  type RoundFigures,
} from './shape.ts';
import { UnitTally } from './unit-tally.ts';

/** `quarter` as `2569-Q3`; `area` a code prefix of 2, 4 or 6 digits; `lists` ids, or null for all lists of the area published by the as-of time. */
export type ReportBSelection = { quarter: string; area: string; lists: readonly string[] | null };

/** An order of a unit of the province. `recordedAt` ISO UTC. */
export type OrderFact = Unit & {
  readonly version: number;
  readonly name: string | null;
  readonly orderDate: string;
  readonly recordedAt: string;
};

/** A meeting that was held, and when that was recorded (ISO UTC). */
export type MeetingFact = { id: string; unit: string; kind: MeetingKind; heldOn: string; recordedAt: string };

/** A resolution of a meeting; `ended`: it was done or cancelled on a day, recorded at a moment (ISO UTC). */
export type ResolutionFact = {
  id: string;
  meeting: string;
  unit: string;
  household: string | null;
  adoptedOn: string;
  dueOn: string;
  recordedAt: string;
  ended?: { status: 'DONE' | 'CANCELLED'; on: string; recordedAt: string };
};

/** What a unit wrote of the quarter, each time. `recordedAt` ISO UTC. */
export type RemarkFact = Remarks & { unit: string; recordedAt: string };

export type ReportBInput = {
  selection: ReportBSelection;
  asOf: Date;
  /** Printed in the report; null for the quarter to date. */
  revision: number | null;
  lists: readonly TargetListFact[];
  /** All orders of the province's units. */
  orders: readonly OrderFact[];
  meetings: readonly MeetingFact[];
  resolutions: readonly ResolutionFact[];
  remarks: readonly RemarkFact[];
  campaigns: readonly Campaign[];
  rounds: readonly RexrayRound[];
  /** Of the area or of a unit in it (R43). */
  accounts: (unit: string) => AccountFigures | null;
  /** Organisations as known at `asOf`; absent: those that are built in. */
  organisations?: Find;
  definitionsVersion: string;
  /** The figure to be opened: of the total (`unit` the area), of a unit, or (null) of the households of no unit. */
  drillDown?: { unit: string | null; figure: string };
};

/** Give it every household group of the area once, in any order, then ask. */
export type ReportBCalculator = {
  /** The as-of moment, ISO UTC, at which `addKnown` wants cases to be known. */
  readonly asOf: string;
  addKnown: (group: CaseGroup, known: readonly KnownCase[]) => void;
  finish: () => ReportB;
  /** The sorted ids of the households behind the figure of `drillDown`; in section 2 of documents. Empty while that figure is null. */
  households: () => string[];
};

/** Bangkok days after which an entry is late (R16). */
const DAYS_TO_RECORD = 7;

/** A need that was sent to more organisations than these is bounced (R39). */
const BOUNCED_AFTER = 2;

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
 * - A round or a campaign is shown from the quarter on in which it began. A household counts in a round once, wherever its documents stand.
 */
export function createReportB(input: ReportBInput): ReportBCalculator {
  const { selection, drillDown } = input;
  const { area } = selection;
  const asOf = input.asOf.toISOString();
  const { from, to } = daysOfQuarter(selection.quarter);
  const today = bangkokDay(input.asOf);
  const day = today < to ? today : to;
  const before = addDays(from, -1);
  const lists = caseLists(input.lists, selection.lists, area, asOf);
  const find: Find = input.organisations ?? ((slug) => BUILT_IN.get(slug));
  const bodies = new Map<string, string>();
  const units = unitsKnownAt(input.orders, asOf);
  const unitsAt = new Map([[asOf, units]]);
  const shown = units.filter(({ unit }) => unit !== area && isWithin(unit, area));
  const total = tallyOf({ unit: area, kind: null, name: null });
  const nowhere = new UnitTally({
    unit: null,
    kind: null,
    name: null,
    asked: drillDown?.unit === null ? drillDown.figure : undefined,
  });
  const rowOfUnit = new Map(shown.map((unit) => [unit.unit, tallyOf(unit)]));
  const rowsOfPlace = new Map<string, readonly UnitTally[]>();
  const rounds = input.rounds
    .filter(
      ({ scopeArea, createdAt }) =>
        createdAt <= asOf &&
        bangkokDay(new Date(createdAt)) <= day &&
        (isWithin(scopeArea, area) || isWithin(area, scopeArea)),
    )
    .map((round) => ({ ...round, lists: caseLists(input.lists, [round.list], area, asOf) }));
  const campaigns = createCampaignCalculator({ ...input, area, asOf, day, rowsAt });

  function tallyOf({ unit, kind, name }: { unit: string; kind: UnitTally['kind']; name: string | null }): UnitTally {
    return new UnitTally({ unit, kind, name, asked: drillDown?.unit === unit ? drillDown.figure : undefined });
  }

  /** The rows in which a place counts, as units were known at a moment. */
  function rowsAt(place: string, moment = asOf): readonly UnitTally[] {
    const key = moment === asOf ? place : `${place} ${moment}`;
    let rows = rowsOfPlace.get(key);
    if (!rows) {
      rows = isWithin(place, area) ? [total, ...unitRowsAt(place, moment)] : [];
      rowsOfPlace.set(key, rows);
    }
    return rows;
  }

  /** The row of the unit whose a place is, and those of the field teams that work there. */
  function unitRowsAt(place: string, moment: string): UnitTally[] {
    const known = unitsAt.get(moment) ?? unitsKnownAt(input.orders, moment);
    unitsAt.set(moment, known);
    const unit = unitOfPlace(known, place);
    const own = unit ? rowOfUnit.get(unit.unit) : nowhere;
    const teams = known.filter(
      ({ kind, covers }) => kind === 'FIELD_TEAM' && covers.some((cover) => place.startsWith(cover)),
    );
    return [own, ...teams.map((team) => rowOfUnit.get(team.unit))].filter((row) => row !== undefined);
  }

  function bodyOf(agency: string): string {
    const known = bodies.get(agency) ?? countedAs(agency, 'department', find);
    bodies.set(agency, known);
    return known;
  }

  function inQuarter(on: string): boolean {
    return on >= from && on <= day;
  }

  function isAt(instant: string): boolean {
    return inQuarter(bangkokDay(new Date(instant)));
  }

  function addKnown(group: CaseGroup, known: readonly KnownCase[]): void {
    for (const each of known) {
      const listed = listedCase(each, lists, asOf);
      if (listed) addListed(listed);
      addFound(each, listed);
      for (const round of rounds) addToRound(each, round);
    }
    campaigns.add(group, known);
  }

  function addListed(listed: ListedCase): void {
    addToBaseline(listed.standing, listed.known.household.id, (place) => rowsAt(place));
    addTargets(listed);
    const rows = rowsAt(listed.standing.area);
    if (rows.length === 0) return;
    addNeeds(listed, rows);
    addHelp(listed, rows);
    addReferrals(listed, rows);
    addOutcome(listed, rows);
    addMentor(listed, rows);
    addQuality(listed, rows);
  }

  function addTargets({ documents }: ListedCase): void {
    for (const document of documents) {
      const { id, area: place, inBaseline, late } = document.standing;
      const opening = stateOn(document, lists, before);
      const closing = stateOn(document, lists, day);
      for (const { tally } of rowsAt(place)) {
        if (opening !== undefined) tally.add(`targets.opening.${opening}`, id);
        if (closing !== undefined) tally.add(`targets.closing.${closing}`, id);
        if (opening === undefined && closing !== undefined)
          tally.add(`targets.entered.${late && !inBaseline ? 'lateAdded' : 'baseline'}`, id);
        if (opening === closing) continue;
        if (opening !== undefined) tally.add(`targets.out.${opening}`, id);
        if (closing !== undefined) tally.add(`targets.in.${closing}`, id);
      }
    }
  }

  function addNeeds({ known }: ListedCase, rows: readonly UnitTally[]): void {
    const { id } = known.household;
    const open = new Set<string>();
    for (const need of known.needs) {
      const wasOpen = isOpenOn(need, before);
      const status = needStatusOn(need, day);
      const nowOpen = isOpenOn(need, day);
      const counts: string[] = [];
      if (wasOpen === true) counts.push('openBefore');
      if (wasOpen === undefined && nowOpen !== undefined) counts.push('opened');
      if (wasOpen === false && nowOpen === true) counts.push('reopened');
      if (wasOpen !== false && nowOpen === false) counts.push('closed', `closedAs.${status}`);
      if (nowOpen === true) counts.push('openAfter');
      const { dimension } = need.need;
      for (const { tally } of rows)
        for (const figure of counts) for (const part of [dimension, 'total']) tally.add(`needs.${part}.${figure}`, id);
      if (nowOpen === true) open.add(dimension).add('total');
    }
    for (const { tally } of rows) for (const part of open) tally.add(`needs.${part}.households`, id);
  }

  function addHelp({ known }: ListedCase, rows: readonly UnitTally[]): void {
    const { id } = known.household;
    const helps = known.household.helps.filter(({ deliveredOn }) => inQuarter(deliveredOn));
    if (helps.length === 0) return;
    const named = new Set(
      helps.flatMap(({ agencies }) => agencies.filter((agency) => agency !== null).map((agency) => bodyOf(agency))),
    );
    const onlyAdvice = helps.every(({ fact }) => fact.assistanceType === 'ADVICE');
    for (const row of rows) {
      const { tally } = row;
      tally.add('assistance.households', id);
      if (named.size >= 2) tally.add('assistance.integratedHouseholds', id);
      if (onlyAdvice) tally.add('assistance.adviceOnlyHouseholds', id);
      for (const { fact } of helps) {
        tally.add('assistance.assistances', id);
        if (fact.cashBaht === null && fact.inKindBaht === null) tally.add('assistance.withoutValue', id);
        for (const person of fact.personIds) row.persons.add(person);
      }
      row.help.add(helps);
      row.byAgency.add(helps, ({ agencies }) => agencies);
      row.byType.add(helps, ({ fact }) => [fact.assistanceType]);
      row.bySector.add(helps, sectorsOf);
    }
  }

  function sectorsOf({ agencies }: KnownHelp): string[] {
    return agencies.map((agency) => (agency === null ? UNKNOWN : (find(agency)?.sector ?? UNKNOWN)));
  }

  function addReferrals({ known }: ListedCase, rows: readonly UnitTally[]): void {
    const { id, referrals } = known.household;
    if (referrals.size === 0) return;
    for (const referral of referrals.values())
      for (const figure of referralFigures(referral))
        for (const { tally } of rows) tally.add(`referrals.${figure}`, id);
    for (const need of known.needs) {
      if (isOpenOn(need, day) !== true) continue;
      const asked = new Set<string>();
      for (const { sent, answers } of referrals.values()) {
        const withdrawnAt = answers.get('WITHDRAWN')?.at;
        const withdrawn = withdrawnAt !== undefined && isBy(withdrawnAt, day);
        if (isBy(sent.sentAt, day) && !withdrawn && sent.needIds.includes(need.need.needId)) asked.add(sent.toAgency);
      }
      if (asked.size > BOUNCED_AFTER) for (const { tally } of rows) tally.add('referrals.bouncedNeeds', id);
    }
  }

  function referralFigures({ sent, answers }: KnownReferral): string[] {
    const counts: string[] = [];
    if (isAt(sent.sentAt)) counts.push('sent');
    for (const [status, figure] of ANSWERS) {
      const at = answers.get(status)?.at;
      if (at !== undefined && isAt(at)) counts.push(figure);
    }
    const ended = ENDINGS.some((status) => {
      const at = answers.get(status)?.at;
      return at !== undefined && isBy(at, day);
    });
    const dueOn = sent.dueAt.length === 10 ? sent.dueAt : bangkokDay(new Date(sent.dueAt));
    if (isBy(sent.sentAt, day) && dueOn < day && !ended) counts.push('overdue');
    return counts;
  }

  function addOutcome({ known, documents, enteredOn }: ListedCase, rows: readonly UnitTally[]): void {
    const { id } = known.household;
    const stages = `outcome.stages.${stageOn(known, before)}.${stageOn(known, day)}`;
    const said = (state: TargetState): boolean =>
      documents.some(({ document, places }) =>
        places.some(({ list }) =>
          (document.said.get(list) ?? []).some((each) => each.state === state && inQuarter(each.on)),
        ),
      );
    const graduated = said('GRADUATED');
    const relapsed = said('RELAPSED');
    for (const { tally } of rows) {
      if (enteredOn <= day) tally.add(stages, id);
      if (graduated) tally.add('outcome.graduated', id);
      if (relapsed) tally.add('outcome.relapsed', id);
    }
  }

  function addMentor(listed: ListedCase, rows: readonly UnitTally[]): void {
    if (!isIn(listed, lists, day)) return;
    const { id } = listed.known.household;
    const mentor = mentorOn(listed.known, day);
    for (const row of rows) {
      row.tally.add(`mechanism.${mentor === null ? 'householdsWithoutMentor' : 'householdsWithMentor'}`, id);
      if (mentor !== null) row.addMentored(mentor);
    }
  }

  function addQuality(listed: ListedCase, rows: readonly UnitTally[]): void {
    const { known, standing } = listed;
    const { id } = known.household;
    const indicators = new Set<number>();
    let unidentified = false;
    for (const { entry } of standing.members.flatMap(({ listings }) => listings)) {
      if (entry.body.type !== 'listed') continue;
      for (const indicator of entry.body.indicators ?? []) indicators.add(indicator);
      unidentified ||= entry.body.withoutCitizenId === true;
    }
    const dated = [
      ...known.dated,
      ...known.household.helps.map(({ deliveredOn, firstDeliveredAt }) => ({
        on: deliveredOn,
        firstAt: firstDeliveredAt,
      })),
    ].filter(({ on }) => inQuarter(on));
    const late = dated.filter(({ on, firstAt }) => firstAt >= endOf(addDays(on, DAYS_TO_RECORD)));
    const noContact = isWithoutContact(listed, lists, day);
    for (const row of rows) {
      const { tally } = row;
      for (const indicator of indicators) {
        row.indicators.add(indicator);
        tally.add(`indicators.${indicator}`, id);
      }
      if (unidentified) tally.add('quality.withoutCitizenId', id);
      for (const _ of dated) tally.add('quality.lateEntries.entries', id);
      for (const _ of late) tally.add('quality.lateEntries.late', id);
      if (noContact) tally.add('quality.noContact31Days', id);
    }
  }

  function addFound(known: KnownCase, listed: ListedCase | undefined): void {
    const { id, residence } = known.household;
    if (residence === null || known.founds.length === 0) return;
    const found = known.founds.filter(({ on }) => inQuarter(on));
    const sources = new Set(found.map(({ source }) => source));
    const isListed = listed !== undefined && listed.enteredOn <= day;
    for (const { tally } of rowsAt(residence)) {
      for (const source of sources) tally.add(`missed.${source}`, id);
      if (sources.size === 0) continue;
      tally.add('missed.total', id);
      if (isListed) tally.add('missed.listed', id);
    }
  }

  function addToRound(known: KnownCase, round: (typeof rounds)[number]): void {
    const { id, residence } = known.household;
    const figure = (name: string): string => `rexray.${round.id}.${name}`;
    if (residence !== null && known.founds.some((found) => found.round === round.id && found.on <= day))
      for (const { tally } of rowsAt(residence)) tally.add(figure('missedHouseholds'), id);
    const listed = listedCase(known, round.lists, asOf);
    if (!listed || !isWithin(listed.standing.area, round.scopeArea)) return;
    const last = lastOf(
      known.rexrays.filter((rexray) => rexray.round === round.id),
      day,
    );
    for (const { tally } of rowsAt(listed.standing.area)) {
      tally.add(figure('cases'), id);
      if (!last) continue;
      tally.add(figure('done'), id);
      tally.add(figure(roundResult(last)), id);
      if (last.needs.length > 0) tally.add(figure('newProblem'), id);
    }
  }

  function mechanismOf(row: UnitTally): MechanismFigures {
    const { tally } = row;
    const isTotal = row === total;
    const here = (unit: string): boolean => (isTotal ? isWithin(unit, area) : unit === row.unit);
    const meetings = input.meetings.filter(
      ({ unit, heldOn, recordedAt }) => here(unit) && recordedAt <= asOf && heldOn <= day,
    );
    const held = (kind: MeetingKind): number =>
      meetings.filter((meeting) => meeting.kind === kind && inQuarter(meeting.heldOn)).length;
    const resolutions = resolutionsKnown().filter(({ unit }) => here(unit));
    const open = resolutions.filter(({ endedOn }) => endedOn === null || endedOn > day);
    const ordered = new Set(
      input.orders
        .filter(({ recordedAt, orderDate }) => recordedAt <= asOf && orderDate <= day)
        .map(({ unit }) => unit),
    );
    return {
      ordersInForce: [...ordered].filter(here).length,
      meetings: { targeting: held('TARGETING'), committee: held('COMMITTEE'), other: held('OTHER') },
      resolutions: {
        adopted: resolutions.filter(({ adoptedOn }) => inQuarter(adoptedOn)).length,
        done: resolutions.filter(({ status, endedOn }) => status === 'DONE' && endedOn !== null && inQuarter(endedOn))
          .length,
        open: open.length,
        overdue: open.filter(({ dueOn }) => dueOn < day).length,
      },
      fieldTeams: units.filter((team) => ordered.has(team.unit) && isTeamOf(team, row)).length,
      mentors: row.mentors.size,
      householdsWithMentor: tally.of('mechanism.householdsWithMentor'),
      householdsWithoutMentor: tally.of('mechanism.householdsWithoutMentor'),
      householdsPerMentor: row.householdsPerMentor(),
      accounts: row.unit === null ? null : input.accounts(row.unit),
    };
  }

  /** Teams are the area's, and those of the unit in which they work. */
  function isTeamOf(team: Unit, row: UnitTally): boolean {
    if (team.kind !== 'FIELD_TEAM' || !isWithin(team.unit, area)) return false;
    if (row === total) return true;
    return team.covers.some((cover) => (unitOfPlace(units, cover)?.unit ?? null) === row.unit);
  }

  /** Of meetings held by the day, as known at the moment of the report. */
  function resolutionsKnown(): (Omit<ResolutionFact, 'ended'> & { status: string; endedOn: string | null })[] {
    return input.resolutions
      .filter(({ recordedAt, adoptedOn }) => recordedAt <= asOf && adoptedOn <= day)
      .map(({ ended, ...resolution }) => {
        const known = ended && ended.recordedAt <= asOf ? ended : undefined;
        return { ...resolution, status: known?.status ?? 'ADOPTED', endedOn: known?.on ?? null };
      });
  }

  function figures(row: UnitTally): QuarterFigures {
    const { tally } = row;
    const assistance = row.help.figures();
    const integrated = tally.of('assistance.integratedHouseholds');
    const entries = tally.of('quality.lateEntries.entries');
    const late = tally.of('quality.lateEntries.late');
    return {
      mechanism: mechanismOf(row),
      targets: {
        opening: byState((state) => tally.of(`targets.opening.${state}`)),
        in: byState((state) => tally.of(`targets.in.${state}`)),
        out: byState((state) => tally.of(`targets.out.${state}`)),
        closing: byState((state) => tally.of(`targets.closing.${state}`)),
        entered: {
          baseline: tally.of('targets.entered.baseline'),
          lateAdded: tally.of('targets.entered.lateAdded'),
        },
      },
      needs: {
        byDimension: recordOf(DIMENSIONS, (dimension) => needsOf(row, dimension)),
        total: needsOf(row, 'total'),
      },
      indicators: [...row.indicators]
        .map((indicator) => ({ indicator, households: tally.of(`indicators.${indicator}`) }))
        .toSorted((a, b) => b.households - a.households || a.indicator - b.indicator),
      assistance: {
        households: assistance.households,
        persons: row.persons.size,
        assistances: assistance.assistances,
        integratedHouseholds: integrated,
        percentIntegrated: percentOf(integrated, assistance.households),
        adviceOnlyHouseholds: tally.of('assistance.adviceOnlyHouseholds'),
        cashBaht: assistance.cashBaht,
        inKindBaht: assistance.inKindBaht,
        withoutValue: tally.of('assistance.withoutValue'),
        byAgency: row.byAgency.rows(null).map(([agency, help]) => ({ agency, ...help })),
        byType: row.byType.rows('').map(([assistanceType, help]) => ({ assistanceType, ...help })),
        bySector: row.bySector.rows(UNKNOWN).map(([sector, help]) => ({ sector, ...help })),
      },
      referrals: {
        sent: tally.of('referrals.sent'),
        accepted: tally.of('referrals.accepted'),
        completed: tally.of('referrals.completed'),
        rejected: tally.of('referrals.rejected'),
        returned: tally.of('referrals.returned'),
        overdue: tally.of('referrals.overdue'),
        bouncedNeeds: tally.of('referrals.bouncedNeeds'),
      },
      outcome: {
        stages: recordOf(STAGES, (opening) =>
          recordOf(STAGES, (closing) => tally.of(`outcome.stages.${opening}.${closing}`)),
        ),
        graduated: tally.of('outcome.graduated'),
        relapsed: tally.of('outcome.relapsed'),
      },
      missed: {
        bySource: recordOf(FOUND_SOURCES, (source) => tally.of(`missed.${source}`)),
        total: tally.of('missed.total'),
        listed: tally.of('missed.listed'),
      },
      rexray: rounds.map((round) => roundOf(row, round.id)),
      campaigns: campaigns.figures(row, row === total ? area : row.unit),
      remarks: row.unit === null ? null : remarksOf(row.unit),
      quality: {
        withoutCitizenId: tally.of('quality.withoutCitizenId'),
        lateEntries: { entries, late, percent: percentOf(late, entries) },
        noContact31Days: tally.of('quality.noContact31Days'),
      },
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
    const rows = [...rowOfUnit.values()].toSorted((a, b) => ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1));
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
    const row = unit === null ? nowhere : unit === area ? total : rowOfUnit.get(unit);
    if (!row) return [];
    const isNull = figure === 'baseline.frozen' || figure === 'baseline.adjusted';
    if (isNull && !lists.selection.allFrozen) return [];
    return figure.startsWith('mechanism.resolutions.') ? ofResolutions(row, figure) : row.tally.households();
  }

  /** Resolutions open to the households of which they are. */
  function ofResolutions(row: UnitTally, figure: string): string[] {
    const counted = resolutionsKnown().filter(({ unit, status, adoptedOn, endedOn, dueOn }) => {
      if (!(row === total ? isWithin(unit, area) : unit === row.unit)) return false;
      const isOpen = endedOn === null || endedOn > day;
      switch (figure.slice('mechanism.resolutions.'.length)) {
        case 'adopted':
          return inQuarter(adoptedOn);
        case 'done':
          return status === 'DONE' && endedOn !== null && inQuarter(endedOn);
        case 'open':
          return isOpen;
        default:
          return isOpen && dueOn < day;
      }
    });
    return [...new Set(counted.flatMap(({ household }) => household ?? []))].toSorted();
  }

  return { asOf, addKnown, finish, households };
}

const UNKNOWN = 'UNKNOWN';

const ANSWERS = [
  ['ACCEPTED', 'accepted'],
  ['DONE', 'completed'],
  ['REJECTED', 'rejected'],
  ['RETURNED', 'returned'],
] as const;

/** Whether an instant is of a Bangkok day or an earlier one. */
function isBy(instant: string, day: string): boolean {
  return new Date(instant).toISOString() < endOf(day);
}

/** The result with the latest day; of several on one day the one recorded last. */
function lastOf(rexrays: readonly RexrayFact[], day: string): RexrayFact | undefined {
  let last: RexrayFact | undefined;
  for (const each of rexrays) if (each.on <= day && !(last && each.on < last.on)) last = each;
  return last;
}

/** What came of a household in a round (R20). */
function roundResult({ gone, results }: RexrayFact): 'HOUSEHOLD_GONE' | 'COMPLETE' | 'NOT_STARTED' | 'INCOMPLETE' {
  if (gone) return 'HOUSEHOLD_GONE';
  if (results.every(({ result }) => result === 'COMPLETE')) return 'COMPLETE';
  return results.every(({ result }) => result === 'NOT_STARTED') ? 'NOT_STARTED' : 'INCOMPLETE';
}

function roundOf({ tally }: UnitTally, round: string): RoundFigures {
  const of = (name: string): number => tally.of(`rexray.${round}.${name}`);
  return {
    round,
    cases: of('cases'),
    done: of('done'),
    COMPLETE: of('COMPLETE'),
    INCOMPLETE: of('INCOMPLETE'),
    NOT_STARTED: of('NOT_STARTED'),
    HOUSEHOLD_GONE: of('HOUSEHOLD_GONE'),
    newProblem: of('newProblem'),
    missedHouseholds: of('missedHouseholds'),
  };
}

function needsOf({ tally }: UnitTally, of: Dimension | 'total'): NeedFigures {
  const count = (name: string): number => tally.of(`needs.${of}.${name}`);
  return {
    openBefore: count('openBefore'),
    opened: count('opened'),
    reopened: count('reopened'),
    closed: count('closed'),
    openAfter: count('openAfter'),
    closedAs: recordOf(CLOSED_AS, (status) => count(`closedAs.${status}`)),
    households: count('households'),
  };
}

function byState(count: (state: TargetState) => number): ByState {
  return recordOf(TARGET_STATES, count);
}

/** An object with a value for each key, in the order of the keys. */
function recordOf<Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value): Record<Key, Value> {
  // Made of all keys, as the type is.
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;
}

const NEEDS = ['openBefore', 'opened', 'reopened', 'closed', 'openAfter', 'households'];

/** The figures of Report B that open to households, but for those of rounds, campaigns and indicators, which are named by their ids. */
export const QUARTER_FIGURES: ReadonlySet<string> = new Set([
  ...['frozen', 'adjusted', 'lateAdded'].map((name) => `baseline.${name}`),
  ...['adopted', 'done', 'open', 'overdue'].map((name) => `mechanism.resolutions.${name}`),
  'mechanism.householdsWithMentor',
  'mechanism.householdsWithoutMentor',
  ...['opening', 'in', 'out', 'closing'].flatMap((part) => TARGET_STATES.map((state) => `targets.${part}.${state}`)),
  ...['baseline', 'lateAdded'].map((name) => `targets.entered.${name}`),
  ...[...DIMENSIONS, 'total'].flatMap((of) => [
    ...NEEDS.map((name) => `needs.${of}.${name}`),
    ...CLOSED_AS.map((status) => `needs.${of}.closedAs.${status}`),
  ]),
  ...['households', 'assistances', 'integratedHouseholds', 'adviceOnlyHouseholds', 'withoutValue'].map(
    (name) => `assistance.${name}`,
  ),
  ...['sent', 'accepted', 'completed', 'rejected', 'returned', 'overdue', 'bouncedNeeds'].map(
    (name) => `referrals.${name}`,
  ),
  ...STAGES.flatMap((before) => STAGES.map((now) => `outcome.stages.${before}.${now}`)),
  'outcome.graduated',
  'outcome.relapsed',
  ...[...FOUND_SOURCES, 'total', 'listed'].map((name) => `missed.${name}`),
  'quality.withoutCitizenId',
  'quality.lateEntries.entries',
  'quality.lateEntries.late',
  'quality.noContact31Days',
]);

/** Figures that are named by the id of a campaign, a round or an indicator. */
export const NAMED_FIGURE =
  /^(?:campaign\.[^.]+\.\d{1,2}\.(?:count|countAtDue|lateAdded|missing)|campaign\.[^.]+\.baseline|rexray\.[^.]+\.(?:cases|done|COMPLETE|INCOMPLETE|NOT_STARTED|HOUSEHOLD_GONE|newProblem|missedHouseholds)|indicators\.\d{1,2})$/u;

/** Reads a group once for a report. */
export function addGroup(calculator: ReportBCalculator, group: CaseGroup): void {
  calculator.addKnown(group, knownCases(group, calculator.asOf));
}
