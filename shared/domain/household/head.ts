import type { Household, Member } from './household.ts';

/** Whose house it is: the head of the household, else the first member; undefined when it has no members. */
export function headOf({ members }: Pick<Household, 'members'>): Member | undefined {
  return members.find(({ relation }) => relation?.startsWith('หัวหน้า')) ?? members[0];
}
