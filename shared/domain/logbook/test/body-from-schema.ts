/** A body of a kind, made from its schema alone, so that tests over all kinds take up a new one by themselves. */
import * as z from 'zod';

import { agencySlug, baht, day, reference, subdistrictCode, timeOfDay } from '../fields.ts';

/** What a body is chosen from. */
export type Choices = {
  /** A number from 0 to 999, another with every call. */
  choose: () => number;
  /** For every field that says a day. */
  day: string;
  /** Ids of needs of the household, for every field that names one. */
  needIds: readonly string[];
};

/** Undefined when the body must name a need and there is none. A kind that names other things than needs has a maker of its own. */
export function bodyFromSchema(schema: z.ZodType, from: Choices): object | undefined {
  try {
    return made(schema, from) as object;
  } catch (error) {
    if (error === NOTHING) return undefined;
    throw error;
  }
}

const NOTHING = new Error('There is nothing to name');

function made(schema: z.core.$ZodType, from: Choices): unknown {
  if (schema === day) return from.day;
  if (schema === reference) return one(from.needIds, from);
  if (schema === subdistrictCode) return one(['420101', '420201', '310101'], from);
  if (schema === agencySlug) return one(['cdd', 'dla', 'moph'], from);
  if (schema === timeOfDay) return '09:30';
  if (schema instanceof z.ZodISODateTime) return `${from.day}T09:30:00+07:00`;
  if (schema === baht) return from.choose();
  if (schema instanceof z.ZodObject) {
    const said = Object.entries(schema.shape).map(([name, field]) => [name, made(field, from)] as const);
    return Object.fromEntries(said.filter(([, value]) => value !== undefined));
  }
  if (schema instanceof z.ZodOptional) return from.choose() % 2 ? undefined : made(schema.def.innerType, from);
  if (schema instanceof z.ZodNullable) return from.choose() % 3 ? made(schema.def.innerType, from) : null;
  if (schema instanceof z.ZodDefault) return made(schema.def.innerType, from);
  if (schema instanceof z.ZodArray) return Array.from({ length: from.choose() % 3 }, () => made(schema.element, from));
  if (schema instanceof z.ZodEnum) return one(schema.options, from);
  if (schema instanceof z.ZodUnion) return made(one(schema.options, from), from);
  if (schema instanceof z.ZodLiteral) return one([...schema.values], from);
  if (schema instanceof z.ZodBoolean) return from.choose() % 2 === 1;
  if (schema instanceof z.ZodNumber) return (schema.minValue ?? 0) + (from.choose() % 3);
  if (schema instanceof z.ZodString) return `คำ${from.choose() % 10}`;
  throw new Error(`No value is known for a schema ${schema.constructor.name}`);
}

function one<T>(list: readonly T[], { choose }: Choices): T {
  const found = list[choose() % Math.max(1, list.length)];
  if (found === undefined) throw NOTHING;
  return found;
}
