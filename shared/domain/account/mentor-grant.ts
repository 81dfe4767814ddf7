import { isWithin } from '#shared/thai/area-code.ts';

import { areasOf, isInForce, type Account, type CoversOf } from './account.ts';

/**
 * Whether an account may be named as mentor of a household that is the concern of some areas, from a day on (casework D): it is invited or
 * active, and a grant of MENTOR is in force that day over one of the areas. `coversOf`: what the units of its grants cover.
 */
export function mayMentor(
  account: Pick<Account, 'status' | 'grants'>,
  areas: readonly string[],
  day: string,
  coversOf: CoversOf,
): boolean {
  if (account.status !== 'INVITED' && account.status !== 'ACTIVE') return false;
  return (account.grants ?? []).some(
    (grant) =>
      grant.role === 'MENTOR' &&
      isInForce(grant, day) &&
      areasOf(grant, coversOf).some((own) => areas.some((area) => isWithin(area, own))),
  );
}
