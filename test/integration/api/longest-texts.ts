/** The places of a call where a caller writes text, and the longest values that its schema admits. */
import { randomUUID } from 'node:crypto';

import * as z from 'zod';

import type { RouteContract } from '#shared/contracts/route.ts';
import { agencies } from '#shared/reference/agencies.ts';

type Schema = {
  $ref?: string;
  $defs?: Record<string, Schema>;
  id?: string;
  type?: string;
  format?: string;
  enum?: readonly string[];
  const?: unknown;
  pattern?: string;
  maxLength?: number;
  maximum?: number;
  maxItems?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  propertyNames?: Schema;
  additionalProperties?: Schema | boolean;
};

/** Letters of one, three and four bytes. */
export const LETTERS = ['x', 'ก', '😀'] as const;
export type Letter = (typeof LETTERS)[number];

export const TODAY = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
export const SLUGS = agencies.map(({ slug }) => slug).toSorted((a, b) => b.length - a.length);

/** Longest values of texts that come from a closed set, which no length describes. */
export const QUARTER = '2569-Q3';

const CLOSED: Record<string, string> = {
  Day: TODAY,
  Month: TODAY.slice(0, 7),
  Quarter: QUARTER,
  AgencySlug: SLUGS[0] ?? '',
};
const PLACES = ['420101', '4201', '42'];

/** Every place in a schema where a caller writes text, with its schema. */
function textsIn(schema: Schema, defs: Record<string, Schema>, at: string): [at: string, text: Schema][] {
  if (schema.$ref !== undefined) return textsIn(named(schema.$ref, defs), defs, at);
  return [
    ...(schema.type === 'string' ? [[at, schema] satisfies [string, Schema]] : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((option) => textsIn(option, defs, at)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => textsIn(one, defs, `${at}/${name}`)),
    ...(schema.items ? textsIn(schema.items, defs, `${at}/-`) : []),
    ...(schema.propertyNames ? textsIn(schema.propertyNames, defs, `${at}/-`) : []),
    ...(typeof schema.additionalProperties === 'object' ? textsIn(schema.additionalProperties, defs, `${at}/-`) : []),
  ];
}

function named(reference: string, defs: Record<string, Schema>): Schema {
  const id = reference.split('/').at(-1) ?? '';
  const schema = defs[id];
  if (!schema) throw new Error(`No schema ${reference}`);
  return { ...schema, id };
}

/** A text that the caller chooses, and not one of a set or of a fixed form. */
export function isFree({ id, enum: values, const: only, pattern }: Schema): boolean {
  return values === undefined && only === undefined && pattern === undefined && !Object.hasOwn(CLOSED, id ?? '');
}

/** A pattern says a length when it is closed at both ends and repeats nothing without end. */
export function hasLength(schema: Schema): boolean {
  const { pattern, maxLength } = schema;
  return !isFree(schema) && pattern === undefined
    ? true
    : maxLength !== undefined || (pattern !== undefined && /^\^[^*+]*\$$/.test(pattern));
}

/**
 * The longest values of a schema, one for each way it can be filled: of a union there are several. A text is one run of letters,
 * or ids joined by commas where the call takes several in one parameter.
 */
export function longest(schema: Schema, defs: Record<string, Schema>, letter: Letter): unknown[] {
  if (schema.$ref !== undefined) return longest(named(schema.$ref, defs), defs, letter);
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return [schema.enum.toSorted((a, b) => b.length - a.length)[0]];
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (options.length > 0) return options.flatMap((option) => longest(option, defs, letter));
  switch (schema.type) {
    case 'string': {
      const closed = CLOSED[schema.id ?? ''];
      if (closed !== undefined) return [closed];
      const { pattern, maxLength = 0 } = schema;
      if (schema.format === 'email') return [`${randomUUID()}@${'x'.repeat(50)}.example.go.th`];
      if (pattern !== undefined) return PLACES.filter((place) => new RegExp(pattern).test(place)).slice(0, 1);
      const run = (length: number) => letter.repeat(Math.floor(length / letter.length));
      const joined = Array.from({ length: Math.floor(maxLength / 101) }, (_, index) => run(98) + index).join(',');
      return joined === '' ? [run(maxLength)] : [run(maxLength), joined];
    }
    case 'integer':
    case 'number':
      return [schema.maximum ?? 1];
    case 'boolean':
      return [true];
    case 'null':
      return [null];
    case 'array':
      return longest(schema.items ?? {}, defs, letter).map((item) =>
        // Agencies come once.
        SLUGS.some((slug) => slug === item)
          ? SLUGS.slice(1, 1 + (schema.maxItems ?? 1))
          : Array.from({ length: schema.maxItems ?? 1 }, (_, index) => numbered(item, index)),
      );
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
        name,
        values: longest(field, defs, letter),
      }));
      const ways = Math.max(1, ...fields.map(({ values }) => values.length));
      const filled = Array.from({ length: ways }, (_, way) =>
        Object.fromEntries(fields.map(({ name, values }) => [name, values[way] ?? values[0]])),
      );
      if (!schema.propertyNames || typeof schema.additionalProperties !== 'object') return filled;
      const [key] = longest(schema.propertyNames, defs, letter);
      const [value] = longest(schema.additionalProperties, defs, letter);
      return [Object.fromEntries(Array.from({ length: 100 }, (_, index) => [numbered(key, index), value]))];
    }
    case undefined:
    default:
      return [undefined];
  }
}

/** As long as it was, and another one at every index: nothing of a list is named twice. */
function numbered(value: unknown, index: number): unknown {
  const isCode = typeof value === 'string' && /^[A-Z_]+$/.test(value);
  if (typeof value === 'string' && value.length > 10 && !SLUGS.includes(value) && !isCode)
    return `${value.slice(0, -4)}${String(index).padStart(4, '0')}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, numbered(one, index)]));
}

/** The longest values that the schema itself takes: what a caller can send. */
export function admitted(schema: z.ZodType, letter: Letter): unknown[] {
  const json = jsonOf(schema);
  return longest(json, json.$defs ?? {}, letter).filter((value) => schema.safeParse(value).success);
}

export function jsonOf(schema: z.ZodType): Schema {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
}

const PARTS = ['params', 'query', 'body'] as const;

export function textsOf(route: RouteContract): [at: string, text: Schema][] {
  return PARTS.flatMap((part) => {
    const schema = route[part];
    if (!schema) return [];
    const json = jsonOf(schema);
    return textsIn(json, json.$defs ?? {}, `${route.operationId} ${part}`);
  });
}
