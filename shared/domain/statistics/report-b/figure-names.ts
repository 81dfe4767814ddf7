import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { FOUND_SOURCES } from '../../household/found-source.ts';
import { TARGET_STATES } from '../../target-list/target-state.ts';
import { STAGES } from '../case-on-day.ts';
import { CLOSED_AS } from './shape.ts';

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
