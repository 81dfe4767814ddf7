import { geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import * as z from 'zod';

import districts from '#shared/reference/data/boundaries/districts.json' with { type: 'json' };
import provinces from '#shared/reference/data/boundaries/provinces.json' with { type: 'json' };

import { html, type Markup } from './markup.ts';

const pair = z.tuple([z.number(), z.number()]);
const ofArea = z.object({ code: z.string() });
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), properties: ofArea, arcs: z.array(z.array(z.number())) }),
  z.object({ type: z.literal('MultiPolygon'), properties: ofArea, arcs: z.array(z.array(z.array(z.number()))) }),
]);
/** A file of boundaries (shared/reference/data/README.md): TopoJSON, of which the type of a JSON module does not say enough. */
const boundaries = z.object({
  type: z.literal('Topology'),
  transform: z.object({ scale: pair, translate: pair }),
  arcs: z.array(z.array(z.array(z.number()))),
  objects: z.record(z.string(), z.object({ type: z.literal('GeometryCollection'), geometries: z.array(geometry) })),
});
type Boundaries = Topology<Record<string, GeometryCollection<{ code: string }>>>;

const PROVINCES: Boundaries = boundaries.parse(provinces);
const DISTRICTS: Boundaries = boundaries.parse(districts);

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
  const isProvince = rows.every(({ area }) => area.length === 2);
  const [topology, object]: [Boundaries, string] = isProvince ? [PROVINCES, 'provinces'] : [DISTRICTS, 'districts'];
  const all = feature(topology, topology.objects[object] ?? { type: 'GeometryCollection', geometries: [] });
  const parent = isProvince ? '' : (rows[0]?.area.slice(0, 2) ?? '');
  const shapes = { ...all, features: all.features.filter(({ properties }) => properties.code.startsWith(parent)) };
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
