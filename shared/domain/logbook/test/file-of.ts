import { Problem } from '#shared/problems.ts';

import type { Household } from '../../household/household.ts';
import type { EntryBody, LogbookEntry } from '../entry.ts';
import { record } from '../record.ts';

export const H = '00000000-0000-4000-8000-000000000001';

/** The file of a household that lives in 420101 and has the person `p1`; `bodies` are `H.2`, `H.3` …, recorded an hour after one another. */
export function fileOf(...bodies: EntryBody[]): { household: Household; history: LogbookEntry[] } {
  const profile = { areaCode: '420101', members: [{ id: 'p1', firstName: 'ทดสอบ' }] };
  let household: Household | undefined;
  const history: LogbookEntry[] = [];
  for (const body of [{ type: 'registered', profile } as const, ...bodies]) {
    const recordedAt = new Date(Date.UTC(2026, 5, 1, history.length));
    const recording = { householdId: H, recordedAt, recordedBy: { sub: 's', roles: [] }, hash: () => 'hash' };
    const recorded = record(household, [body], recording, history);
    household = recorded.household;
    history.push(...recorded.entries);
  }
  if (!household) throw new Error('The household began');
  return { household, history };
}

/** How the last of the bodies is refused: the code with what it says; `recorded` when it is not. */
export function refusalOf(...bodies: EntryBody[]): unknown {
  try {
    fileOf(...bodies);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.extensions };
    throw error;
  }
  return 'recorded';
}

type Correction = Extract<EntryBody, { type: 'correction' }>;

/** Corrects entry `H.<version>`; `entry` null withdraws it. */
export function correct(version: number, entry: Correction['entry']): Correction {
  return { type: 'correction', supersedes: `${H}.${version}`, reason: 'พิมพ์ผิด', entry };
}
