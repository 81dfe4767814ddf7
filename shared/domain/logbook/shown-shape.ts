/** Entries as the contract shows them. Apart from the kinds: what only records needs none of it. */
import * as z from 'zod';

import type { Told } from './privacy.ts';

/** The fields of a body as it is shown: what a reader is not told is missing. */
export function shownShape(shape: Readonly<Record<string, z.ZodType>>, told: Told): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, shownField(schema, told[name])]));
}

function shownField(schema: z.ZodType, told: Told[string] | undefined): z.ZodType {
  if (told === undefined || told === 'shown') return schema;
  const isOptional = schema instanceof z.ZodOptional;
  if (typeof told === 'string') return isOptional ? schema : schema.optional();
  const list = isOptional || schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  if (!(list instanceof z.ZodArray) || !(list.element instanceof z.ZodObject))
    throw new Error('Parts are a list of objects');
  const shown = z.array(z.strictObject(shownShape(list.element.shape, told)));
  return isOptional ? shown.optional() : shown;
}
