/**
 * All figures of an area and month as of one night, for the platform alone: what is made public is judged and made of a snapshot and of what is
 * public already, and of nothing else. Counts are exact, at every level that suppression weighs against another. Source: casework R41, R45.
 */
import * as z from 'zod';

import { month } from './fields.ts';
import { reportA } from './report-a.ts';
import { reportC } from './report-c.ts';

/** The revisions of all lists that stood together. `number` grows with each of them. */
export const figuresSnapshot = z.strictObject({
  month,
  /** A province, or `TH`. */
  area: z.string().regex(/^(?:TH|\d{2})$/),
  number: z.int().min(0),
  agencies: reportA,
  /** Report C by district, of the nation by province. */
  progress: reportC,
  /** Report C by sub-district; the nation has none. */
  subdistricts: reportC.nullable(),
});
export type FiguresSnapshot = z.infer<typeof figuresSnapshot>;
