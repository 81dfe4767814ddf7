/** Section 1: orders, meetings and their resolutions, teams, mentors and accounts. */
import { isWithin } from '#shared/thai/area-code.ts';
import type { MeetingKind } from '../../case/meeting.ts';
import { unitOfPlace, type Unit } from '../../committee/units.ts';
import type { CaseLists, ListedCase } from '../case-lists.ts';
import { isIn, mentorOn } from '../case-on-day.ts';
import type { ReportDays } from './days.ts';
import type { ReportBInput, ResolutionFact } from './input.ts';
import type { MechanismFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

export function addMentor(listed: ListedCase, lists: CaseLists, { day }: ReportDays, rows: readonly UnitTally[]): void {
  if (!isIn(listed, lists, day)) return;
  const { id } = listed.known.household;
  const mentor = mentorOn(listed.known, day);
  for (const row of rows) {
    row.tally.add(`mechanism.${mentor === null ? 'householdsWithoutMentor' : 'householdsWithMentor'}`, id);
    if (mentor !== null) row.addMentored(mentor);
  }
}

const RESOLUTION_FIGURES = ['adopted', 'done', 'open', 'overdue'] as const;
type ResolutionFigure = (typeof RESOLUTION_FIGURES)[number];

/** The figure of resolutions that a figure of the report is; undefined for all others. */
export function resolutionFigure(figure: string): ResolutionFigure | undefined {
  return RESOLUTION_FIGURES.find((each) => figure === `mechanism.resolutions.${each}`);
}

type KnownResolution = Omit<ResolutionFact, 'ended'> & { status: string; endedOn: string | null };

/** What is known of a resolution at `asOf`, if it was adopted by the day. */
function resolutionKnown({ ended, ...resolution }: ResolutionFact, asOf: string, day: string): KnownResolution[] {
  if (resolution.recordedAt > asOf || resolution.adoptedOn > day) return [];
  const known = ended && ended.recordedAt <= asOf ? ended : undefined;
  return [{ ...resolution, status: known?.status ?? 'ADOPTED', endedOn: known?.on ?? null }];
}

export type Mechanism = {
  figuresOf: (row: UnitTally) => MechanismFigures;
  /** The sorted ids of the households of the resolutions that a figure counts. */
  householdsOf: (row: UnitTally, figure: ResolutionFigure) => string[];
};

/** `units` as known at the moment of the report. The row of the area itself is the total. */
export function mechanismOf(input: ReportBInput, units: readonly Unit[], days: ReportDays): Mechanism {
  const { area } = input.selection;
  const asOf = input.asOf.toISOString();
  const { day } = days;
  const resolutionsKnown = input.resolutions.flatMap((resolution) => resolutionKnown(resolution, asOf, day));

  function isHere(unit: string, row: UnitTally): boolean {
    return row.unit === area ? isWithin(unit, area) : unit === row.unit;
  }

  function figuresOf(row: UnitTally): MechanismFigures {
    const { tally } = row;
    const here = (unit: string): boolean => isHere(unit, row);
    const meetings = input.meetings.filter(
      ({ unit, heldOn, recordedAt }) => here(unit) && recordedAt <= asOf && heldOn <= day,
    );
    const held = (kind: MeetingKind): number =>
      meetings.filter((meeting) => meeting.kind === kind && days.holds(meeting.heldOn)).length;
    const resolutions = (figure: ResolutionFigure): number =>
      resolutionsKnown.filter((resolution) => here(resolution.unit) && isCounted(figure, resolution)).length;
    const ordered = new Set(
      input.orders
        .filter(({ recordedAt, orderDate }) => recordedAt <= asOf && orderDate <= day)
        .map(({ unit }) => unit),
    );
    return {
      ordersInForce: [...ordered].filter(here).length,
      meetings: { targeting: held('TARGETING'), committee: held('COMMITTEE'), other: held('OTHER') },
      resolutions: {
        adopted: resolutions('adopted'),
        done: resolutions('done'),
        open: resolutions('open'),
        overdue: resolutions('overdue'),
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
    if (row.unit === area) return true;
    return team.covers.some((cover) => (unitOfPlace(units, cover)?.unit ?? null) === row.unit);
  }

  function isCounted(figure: ResolutionFigure, { status, adoptedOn, endedOn, dueOn }: KnownResolution): boolean {
    const isOpen = endedOn === null || endedOn > day;
    switch (figure) {
      case 'adopted':
        return days.holds(adoptedOn);
      case 'done':
        return status === 'DONE' && endedOn !== null && days.holds(endedOn);
      case 'open':
        return isOpen;
      case 'overdue':
        return isOpen && dueOn < day;
    }
  }

  function householdsOf(row: UnitTally, figure: ResolutionFigure): string[] {
    const counted = resolutionsKnown.filter(
      (resolution) => isHere(resolution.unit, row) && isCounted(figure, resolution),
    );
    return [...new Set(counted.flatMap(({ household }) => household ?? []))].toSorted();
  }

  return { figuresOf, householdsOf };
}
