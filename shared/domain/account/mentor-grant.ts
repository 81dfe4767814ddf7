import { isWithin } from '#shared/thai/area-code.ts';

import { areasOf, isInForce, NO_ORDERS, type Account } from './account.ts';

/**
 * Whether an account may be named as mentor of a household that is the concern of some areas, from a day on (casework D): it is invited or
 * active, and a grant of MENTOR is in force that day over one of the areas.
 */
export function mayMentor(account: Pick<Account, 'status' | 'grants'>, areas: readonly string[], day: string): boolean {
  if (account.status !== 'INVITED' && account.status !== 'ACTIVE') return false;
  return (account.grants ?? []).some(
    (grant) =>
      grant.role === 'MENTOR' &&
      isInForce(grant, day) &&
      areasOf(grant, NO_ORDERS).some((own) => areas.some((area) => isWithin(area, own))),
  );
}
