/** Kinds that ask a unit to look at what was recorded, as the household remembers it (`household/checks.ts`). */
import { addDays } from '#shared/thai/bangkok-time.ts';

import { CHECK_KINDS, type CheckKind } from '../household/checks.ts';
import type { DueRule } from './known.ts';

const DAYS: Readonly<Record<CheckKind, number>> = {
  CHECK_TARGET: 14,
  CHECK_NEED: 14,
  RELAPSE_CHECK: 7,
  ARRIVED: 14,
  END_MENTOR: 14,
};

/** What a household that is out has no need of any more. */
const ONLY_IN: readonly CheckKind[] = ['CHECK_NEED', 'RELAPSE_CHECK'];

export const checks: readonly DueRule[] = CHECK_KINDS.map((kind) => ({
  kind,
  waiting: ({ household, isIn, place }) =>
    household.checks
      .filter((check) => check.kind === kind && (isIn || !ONLY_IN.includes(kind)))
      .map(({ on, area }) => ({
        // One that arrives is its new unit's, also while nobody has recorded the move.
        owners: [area === undefined ? place : { kind: 'place', area }],
        since: on,
        dueOn: addDays(on, DAYS[kind]),
      })),
}));
