/** Port of the store of break-glasses. Nothing of it is ever taken away. */
import type { BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import type { Claim } from '#shared/idempotency/claim.ts';

/** What reading a household asks. */
export type BreakGlassReader = {
  /** The newest break-glass of an account over a household, read consistently. */
  newestOf(sub: string, household: string): Promise<BreakGlass | undefined>;
};

/** Where break-glasses are listed: all of them, and those of households of a province. */
export type BreakGlassShelf = 'all' | `province#${string}`;

export type BreakGlassStore = BreakGlassReader & {
  /** Takes one of the looks of an account on a day; false when none is left. */
  takeLook(sub: string, day: string): Promise<boolean>;
  /** Throws `KeyTaken`. */
  create(opened: BreakGlass, claim?: Claim): Promise<void>;
  get(id: string): Promise<BreakGlass | undefined>;
  /** Puts the next version; false when it is there already. */
  update(before: BreakGlass, after: BreakGlass): Promise<boolean>;
  /** Newest first, behind the one named `before`. `key`: its place in the order. */
  list(
    shelf: BreakGlassShelf,
    before: string | undefined,
    limit: number,
  ): Promise<{ key: string; opened: BreakGlass }[]>;
};

/** The shelves on which a break-glass lies. */
export function shelvesOf({ areas }: Pick<BreakGlass, 'areas'>): BreakGlassShelf[] {
  return ['all', ...new Set(areas.map((area): BreakGlassShelf => `province#${area.slice(0, 2)}`))];
}
