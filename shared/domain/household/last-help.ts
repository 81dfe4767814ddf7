import { isGiven } from './given-help.ts';
import type { Household } from './household.ts';

/**
 * Day of the last delivered help other than ADVICE since a day; where there was only ADVICE, of the first of it (casework D). Of
 * several households that are counted as one, of all together. Undefined when nothing was delivered.
 */
export function lastHelpSince(households: readonly Pick<Household, 'facts'>[], from: string): string | undefined {
  const given = households.flatMap(({ facts }) => {
    const superseded = new Set(facts.map(({ supersedes }) => supersedes));
    return facts.flatMap(({ id, body }) =>
      body.type === 'assistance' &&
      isGiven(body.status) &&
      body.deliveredOn !== null &&
      body.deliveredOn >= from &&
      !superseded.has(id)
        ? [{ on: body.deliveredOn, advice: body.assistanceType === 'ADVICE' }]
        : [],
    );
  });
  const days = (of: typeof given): string[] => of.map(({ on }) => on).toSorted();
  return days(given.filter(({ advice }) => !advice)).at(-1) ?? days(given)[0];
}
