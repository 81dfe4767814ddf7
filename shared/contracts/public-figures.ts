/** What the public face publishes, as JSON: the only form in which figures leave the platform without a sign-in. */
import * as z from 'zod';

import { PUBLIC_COUNTS } from '../domain/publication/public-counts.ts';
import type { PublicProgress } from '../domain/publication/public-progress.ts';

/** A count of households; null is hidden. */
const count = z.int().min(0).nullable();

const row = z.strictObject({
  area: z.string().regex(/^(?:TH|\d{2}|\d{4})$/),
  counts: z.strictObject(
    // Made of all counts, as the type is.
    Object.fromEntries(PUBLIC_COUNTS.map((key) => [key, count])) as Record<
      (typeof PUBLIC_COUNTS)[number],
      typeof count
    >,
  ),
  hidden: z.int().min(0),
});

/** Figures of a month and an area, `/figures/<month>/p<number>/<area>.json`. */
export const publicFigures: z.ZodType<PublicProgress> = z.strictObject({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  area: z.string().regex(/^(?:TH|\d{2})$/),
  asOfDay: z.string(),
  asOf: z.string(),
  closed: z.boolean(),
  revision: z.int().min(0).nullable(),
  definitions: z.string(),
  total: row,
  rows: z.array(row),
});

/** `/figures/index.json`: the newest publication of each month, and of which revisions of the provinces and the nation it is made. */
export const publicationIndex = z.strictObject({
  months: z.record(
    z.string(),
    z.strictObject({ publication: z.int().min(0), revisions: z.record(z.string(), z.int().min(0)) }),
  ),
});
export type PublicationIndex = z.infer<typeof publicationIndex>;
