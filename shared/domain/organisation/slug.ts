/**
 * The name of an organisation in the API and in keys. Whether it is one is asked in two ways: by its shape, of everything that is stored
 * or read back; and of the register of today, of what a caller sends.
 */

/** Of letters and digits with single hyphens between: `cdd`, `42-k7m2q9x4tb`. */
const SHAPE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;
export const SLUG_LETTERS = 60;

export function isSlug(text: string): boolean {
  return text.length <= SLUG_LETTERS && SHAPE.test(text);
}

/** What the register says of a slug; undefined when it holds none. */
type Look = (slug: string) => 'active' | 'closed' | undefined;

let asked: Look | undefined;

/**
 * Carries out `parse` (which must not wait for anything) so that every `agencySlug` of its schemas must be active by `look`. Schemas
 * know no caller, and an organisation is named in many places of many bodies; asked this way, no body has to say where, and the error
 * is at its pointer. Outside of it a slug is judged by its shape alone: help stays readable when its giver is closed.
 */
export function lookingAt<Result>(look: Look, parse: () => Result): Result {
  const before = asked;
  asked = look;
  try {
    return parse();
  } finally {
    asked = before;
  }
}

/** Whether a slug may be named here: active within `lookingAt`, else of the right shape. */
export function mayBeNamed(slug: string): boolean {
  return isSlug(slug) && (asked === undefined || asked(slug) === 'active');
}

/** Whether a slug may be asked for here: that of a closed organisation, too. */
export function mayBeAskedFor(slug: string): boolean {
  return isSlug(slug) && (asked === undefined || asked(slug) !== undefined);
}
