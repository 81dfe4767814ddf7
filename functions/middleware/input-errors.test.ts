import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { ROUTES } from '#shared/contracts/routes.ts';

import { inputErrors } from './input-errors.ts';
import { thaiMessages } from './thai-messages.ts';

type Path = readonly (string | number)[];

/** A place where a caller writes something, with the body around it, whose other places are left out. */
type Place = { at: Path; around: (value: unknown) => unknown };

function placesIn(schema: z.core.$ZodType, { at, around }: Place = { at: [], around: (value) => value }): Place[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return placesIn(schema.def.innerType, { at, around });
  if (schema instanceof z.ZodPipe) return placesIn(schema.def.in, { at, around });
  if (schema instanceof z.ZodLazy) return placesIn(schema.def.getter(), { at, around });
  if (schema instanceof z.ZodDiscriminatedUnion)
    return schema.options.flatMap((option) => placesIn(option, { at, around }));
  if (schema instanceof z.ZodArray)
    return [{ at, around }, ...placesIn(schema.element, { at: [...at, 0], around: (value) => around([value]) })];
  if (schema instanceof z.ZodObject) {
    const told = Object.entries(schema.shape).flatMap(([name, field]) =>
      field instanceof z.ZodLiteral ? [[name, [...field.values][0]] as const] : [],
    );
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      placesIn(field, {
        at: [...at, name],
        around: (value) => around({ ...Object.fromEntries(told), [name]: value }),
      }),
    );
  }
  return [{ at, around }];
}

const WRONG: readonly unknown[] = [
  { wrong: true },
  [{ wrong: true }],
  [],
  ['', ''],
  '',
  ' ',
  '0',
  'ก'.repeat(20_000),
  '2026-02-30',
  '1026-13',
  -1.5,
  1e12,
  true,
  null,
];

function errorsOf(schema: z.ZodType, value: unknown) {
  const result = schema.safeParse(value, { error: thaiMessages, reportInput: true });
  return result.success ? [] : inputErrors(result.error);
}

describe('inputErrors', () => {
  const asked = ROUTES.flatMap(({ operationId, body, query, params }) =>
    Object.entries({ body, query, params }).flatMap(([part, schema]) =>
      schema ? [{ name: `${operationId} ${part}`, schema }] : [],
    ),
  );

  it.each(asked)('says one error of one place: $name', ({ schema }) => {
    const places = placesIn(schema);
    expect(places.length).toBeGreaterThan(0);
    for (const { at, around } of places) {
      const pointer = at.map((step) => `/${step}`).join('');
      for (const wrong of WRONG) {
        const pointers = errorsOf(schema, around(wrong)).map((error) => error.pointer);
        expect(pointers, `${pointer} ${JSON.stringify(wrong)?.slice(0, 60)}`).toEqual([...new Set(pointers)]);
      }
      // Nothing takes a function; a place of any value does.
      const there = errorsOf(
        schema,
        around(() => 0),
      ).filter((error) => error.pointer === pointer);
      expect(there.length, pointer).toBe(1);
    }
  });
});
