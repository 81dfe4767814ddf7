import { geoMercator, geoPath } from 'd3-geo';

import { shapesOf } from './boundaries.ts';
import { html, type Markup } from './markup.ts';

const WIDTH = 420;
const HEIGHT = 760;

/** Classes of a rate in percent: the first is for no rate at all. Lower ends of the others. */
export const CLASS_ENDS = [0, 20, 40, 60, 80] as const;

export type MapRow = {
  readonly area: string;
  readonly name: string;
  /** Undefined when there is none: `nothing` says whether there is nothing to count, or the counts are hidden. */
  readonly percent: number | undefined;
  readonly nothing: boolean;
  readonly text: string;
};

/**
 * Provinces of the nation or districts of a province as SVG, each filled by the class of its rate and named by a tip. A row without boundary is
 * left out: `withoutBoundary` says which. The table beside it has the same rows, so that nothing is told by colour alone.
 */
export function mapOf(rows: readonly MapRow[], caption: string): { svg: Markup; withoutBoundary: string[] } {
  const shapes = { type: 'FeatureCollection' as const, features: shapesOf(rows.map(({ area }) => area)) };
  const path = geoPath(geoMercator().fitSize([WIDTH, HEIGHT], shapes)).digits(0);
  const rowOf = new Map(rows.map((row) => [row.area, row]));
  const drawn = shapes.features.map((shape) => {
    const row = rowOf.get(shape.properties.code);
    return html`<path class="${classOf(row)}" data-area="${shape.properties.code}" d="${path(shape) ?? ''}"
      ><title>${row ? `${row.name} ${row.text}` : shape.properties.code}</title></path
    >`;
  });
  const [[left, top], [right, bottom]] = path.bounds(shapes);
  const box = [left, top, right - left, bottom - top].map(Math.round).join(' ');
  const known = new Set(shapes.features.map(({ properties }) => properties.code));
  return {
    svg: html`<svg class="map" role="img" aria-label="${caption}" viewBox="${box}">${drawn}</svg>`,
    withoutBoundary: rows.filter(({ area }) => !known.has(area)).map(({ name }) => name),
  };
}

function classOf(row: MapRow | undefined): string {
  if (row?.percent === undefined) return row?.nothing === false ? 'none' : 'empty';
  const { percent } = row;
  return `q${CLASS_ENDS.filter((end) => percent >= end).length}`;
}
