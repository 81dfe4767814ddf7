/** Boundaries of provinces and districts, as the public face draws and gives them. */
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import * as z from 'zod';

import districts from '#shared/reference/data/boundaries/districts.json' with { type: 'json' };
import provinces from '#shared/reference/data/boundaries/provinces.json' with { type: 'json' };

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

export type Shape = ReturnType<typeof shapesOf>[number];

/** The provinces of the nation, or the districts of the province that the areas are in; also of those that are not among the areas. */
export function shapesOf(areas: readonly string[]) {
  const isProvince = areas.every((area) => area.length === 2);
  const [topology, object]: [Boundaries, string] = isProvince ? [PROVINCES, 'provinces'] : [DISTRICTS, 'districts'];
  const all = feature(topology, topology.objects[object] ?? { type: 'GeometryCollection', geometries: [] });
  const parent = isProvince ? '' : (areas[0]?.slice(0, 2) ?? '');
  return all.features.filter(({ properties }) => properties.code.startsWith(parent));
}
