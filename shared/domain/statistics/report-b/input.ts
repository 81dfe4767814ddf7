/** What Report B is made of. */
import type { Find } from '#shared/domain/organisation/organisation.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import type { RexrayRound } from '../../campaign/rexray-round.ts';
import type { MeetingKind } from '../../case/meeting.ts';
import type { Unit } from '../../committee/units.ts';
import type { TargetListFact } from '../facts.ts';
import type { AccountFigures, Remarks } from './shape.ts';

/** `quarter` as `2569-Q3`; `area` a code prefix of 2, 4 or 6 digits; `lists` ids, or null for all lists of the area published by the as-of time. */
export type ReportBSelection = { quarter: string; area: string; lists: readonly string[] | null };

/** An order of a unit of the province. `recordedAt` ISO UTC. */
export type OrderFact = Unit & {
  readonly version: number;
  readonly name: string | null;
  /** Slugs of the agencies on the order. */
  readonly agencies?: readonly string[];
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
