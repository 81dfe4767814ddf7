import type { Household, Member } from './household.ts';

/** The member by whom a household is named: its head, else the first member; undefined when it has no members. */
export function headOf({ members }: Pick<Household, 'members'>): Member | undefined {
  return members.find(({ relation }) => relation?.startsWith('หัวหน้า')) ?? members[0];
}
