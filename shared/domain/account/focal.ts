import { isInForce, type Account, type Grant } from './account.ts';

type HeldBy = Pick<Account, 'kind' | 'status' | 'grants'>;

/** The organisations for which an account speaks or spoke. */
export function focalAgencies({ grants }: Pick<Account, 'grants'>): string[] {
  return [...new Set((grants ?? []).flatMap(({ role, agency }) => (role === 'AGENCY_FOCAL' && agency) || []))];
}

/** The grants by which somebody works for an organisation: of a person's account that is open, whichever day it is. */
export function focalGrants({ kind, status, grants }: HeldBy, agency: string): Grant[] {
  if (kind !== 'PERSON' || status !== 'ACTIVE') return [];
  return (grants ?? []).filter((grant) => grant.role === 'AGENCY_FOCAL' && grant.agency === agency);
}

/** Whether an account works for an organisation on a day of Bangkok. */
export function isFocal(account: HeldBy, agency: string, day: string): boolean {
  return focalGrants(account, agency).some((grant) => isInForce(grant, day));
}
