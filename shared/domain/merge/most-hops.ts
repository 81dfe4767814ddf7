/** A look-up follows so many merges from a pointer to the household that it leads to now (casework I). */
export const MOST_HOPS = 8;
