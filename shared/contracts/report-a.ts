/** Report A as JSON (domain.md §6.3): the published shape, made from the domain's list of columns. */
import * as z from 'zod';

import { COLUMNS } from '../domain/statistics/report-a/columns.ts';
import type { Column } from '../domain/statistics/report-a/columns.ts';
import { inGroups } from '../domain/statistics/report-a/shape.ts';
import type { ReportA, RowFigures, SummedFigures } from '../domain/statistics/report-a/shape.ts';
import { moment } from './fields.ts';

const count = z.int().min(0);

type ShapeOf<Figures> = { [Key in keyof Figures]: z.ZodType<Figures[Key]> };

/** The shape of the figures that the columns have, those of a group in an object of their own; `Figures` is the domain's type of the same. */
function shapeOf<Figures>(columns: readonly Column[]): ShapeOf<Figures> {
  const figures = inGroups(columns, ({ format }): z.ZodType => (format === 'count' ? count : z.number().nullable()));
  const shape = Object.entries(figures).map(([key, figure]) => [
    key,
    figure instanceof z.ZodType ? figure : z.object(figure),
  ]);
  return Object.fromEntries(shape) as ShapeOf<Figures>;
}

const { extra, ...figures } = shapeOf<RowFigures>(COLUMNS);
const summed = shapeOf<SummedFigures>(COLUMNS.filter((column) => column.summed));

export const reportA = z
  .object({
    month: z.string(),
    area: z.string(),
    list: z.string().nullable(),
    revision: z.int().nullable(),
    asOf: moment,
    definitions: z.string(),
    baseline: z.object({ frozen: count.nullable(), adjusted: count.nullable(), lateAdded: count }),
    rows: z.array(
      z.object({ agency: z.string().nullable(), ...figures, silent: z.boolean(), extra }).meta({ id: 'AgencyRow' }),
    ),
    total: z.object({ ...figures, silent: count, extra }).meta({ id: 'TotalRow' }),
    summedRows: z.object({ ...summed, silent: count }).meta({ id: 'SummedRows' }),
  })
  .meta({ id: 'ReportA' }) satisfies z.ZodType<ReportA>;
