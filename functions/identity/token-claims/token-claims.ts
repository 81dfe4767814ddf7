import { isSlug } from '#shared/domain/organisation/slug.ts';

/** Attributes of an account by which its scope is decided, as the user pool keeps them. */
export type AccountAttributes = { readonly 'custom:area'?: string; readonly 'custom:agency'?: string };

const AREA = /^(?:\d{2}|\d{4}|\d{6})$/;

/**
 * Claims that an access token carries beside the groups: `area` (a code of 2, 4 or 6 digits) and `agency` (a slug). A value
 * that is of neither shape is left out, and the account then has no scope: nothing rather than too much.
 */
export function scopeClaims(attributes: AccountAttributes): { area?: string; agency?: string } {
  const area = attributes['custom:area'];
  const agency = attributes['custom:agency'];
  return {
    ...(area !== undefined && AREA.test(area) && { area }),
    ...(agency !== undefined && isSlug(agency) && { agency }),
  };
}
