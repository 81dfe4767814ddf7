/**
 * What of an entry may lie in the clear is said at each field, in the schema of its kind: codes, days, amounts of help and ids
 * are clear; what people wrote or what tells of their money and lives is sealed.
 */
import type * as z from 'zod';

/** For each field of a body: clear, sealed, or a list of parts whose fields say it in turn. A field that is not named is sealed. */
export type Privacy = { readonly [field: string]: 'clear' | 'sealed' | Privacy };

export type Field<Schema extends z.ZodType = z.ZodType> = {
  readonly schema: Schema;
  readonly privacy: Privacy[string];
};

export function clear<Schema extends z.ZodType>(schema: Schema): Field<Schema> {
  return { schema, privacy: 'clear' };
}

export function sealed<Schema extends z.ZodType>(schema: Schema): Field<Schema> {
  return { schema, privacy: 'sealed' };
}

/** A list of parts: `schema` is the list of objects with the fields of `part`. */
export function parts<Schema extends z.ZodType>(part: { readonly privacy: Privacy }, schema: Schema): Field<Schema> {
  return { schema, privacy: part.privacy };
}

/** The shape of a body for its schema, and the privacy of its fields. */
export function fields<Fields extends Readonly<Record<string, Field>>>(
  said: Fields,
): { readonly shape: { [Name in keyof Fields]: Fields[Name]['schema'] }; readonly privacy: Privacy } {
  const entries = Object.entries(said);
  return {
    // The same names with the schema of each: `Object.fromEntries` forgets the names.
    shape: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])) as {
      [Name in keyof Fields]: Fields[Name]['schema'];
    },
    privacy: Object.fromEntries(entries.map(([name, { privacy }]) => [name, privacy])),
  };
}
