/** Quarters (`2569-Q3`), oldest first, in which an account signed in. `from`: the oldest of which the record can say it; absent: of all. */
export type SignIns = { readonly quarters: readonly string[]; readonly from?: string };

/** Undefined: the quarter lies before what was kept. */
export function hasSignedIn({ quarters, from }: SignIns, quarter: string): boolean | undefined {
  if (quarters.includes(quarter)) return true;
  return from !== undefined && quarter < from ? undefined : false;
}
