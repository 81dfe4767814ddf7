/**
 * What of an entry may lie in the clear is said at each field, in the schema of its kind: codes, days, amounts of help and ids
 * are clear; what people wrote or what tells of their money and lives is sealed. Beside it stands to what class of the privacy table
 * the field belongs, which says who is told it (`told-entry.ts`).
 */
import type * as z from 'zod';

import type { FieldClass } from '../access/field-privacy.ts';

/** For each field of a body: clear, sealed, or a list of parts whose fields say it in turn. A field that is not named is sealed. */
export type Privacy = { readonly [field: string]: 'clear' | 'sealed' | Privacy };

/**
 * Class of a field. `details`: indicator and category of a need; `indicators`: numbers of indicators; `answers`: to all of them. `shown`:
 * the kind says itself what of it is shown.
 */
export type ToldAs = FieldClass | 'details' | 'indicators' | 'answers' | 'shown';

/** For each field that not every reader is told: its class, or those of the fields of each part. */
export type Told = { readonly [field: string]: ToldAs | Told };

export type Field<Schema extends z.ZodType = z.ZodType> = {
  readonly schema: Schema;
  readonly privacy: Privacy[string];
  readonly told?: Told[string] | undefined;
};

/** `told`: its class, of a field that not every reader is told. */
export function clear<Schema extends z.ZodType>(schema: Schema, told?: ToldAs): Field<Schema> {
  return { schema, privacy: 'clear', told };
}

export function sealed<Schema extends z.ZodType>(schema: Schema, told: ToldAs): Field<Schema> {
  return { schema, privacy: 'sealed', told };
}

/** A list of parts: `schema` is the list of objects with the fields of `part`. */
export function parts<Schema extends z.ZodType>(
  part: { readonly privacy: Privacy; readonly told: Told },
  schema: Schema,
): Field<Schema> {
  return { schema, privacy: part.privacy, told: part.told };
}

/** The shape of a body for its schema, with the privacy and the classes of its fields. */
export function fields<Fields extends Readonly<Record<string, Field>>>(
  said: Fields,
): {
  readonly shape: { [Name in keyof Fields]: Fields[Name]['schema'] };
  readonly privacy: Privacy;
  readonly told: Told;
} {
  const entries = Object.entries(said);
  return {
    // The same names with the schema of each: `Object.fromEntries` forgets the names.
    shape: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])) as {
      [Name in keyof Fields]: Fields[Name]['schema'];
    },
    privacy: Object.fromEntries(entries.map(([name, { privacy }]) => [name, privacy])),
    told: Object.fromEntries(entries.flatMap(([name, { told }]) => (told === undefined ? [] : [[name, told]]))),
  };
}
