import { PUBLIC_COUNTS } from '#shared/domain/publication/public-counts.ts';
import type { PublicProgress } from '#shared/domain/publication/public-progress.ts';
import { findArea } from '#shared/reference/areas.ts';

import { shapesOf, type Shape } from './pages/boundaries.ts';
import { shareOf } from './pages/figures.ts';

/**
 * The rows of a page as GeoJSON (RFC 7946: WGS 84, longitude first) for QGIS and its like: a feature for each area, with its counts by name, where a
 * dot is written `_`, and the percent that was helped. A hidden count is null, and `hidden` names the hidden ones, so that nobody takes
 * them for 0. An area without a boundary has no geometry.
 */
export function publicGeoJson({ month, asOfDay, rows }: PublicProgress): string {
  const geometryOf = new Map(
    shapesOf(rows.map(({ area }) => area)).map(({ properties, geometry }) => [properties.code, geometry]),
  );
  const features = rows.map(({ area, counts }) => {
    const known = findArea(area);
    const geometry = geometryOf.get(area);
    return {
      type: 'Feature',
      id: area,
      geometry: geometry === undefined ? null : anticlockwise(geometry),
      properties: {
        month,
        as_of_day: asOfDay,
        area,
        name_th: known?.nameTh ?? null,
        name_en: known?.nameEn ?? null,
        ...Object.fromEntries(PUBLIC_COUNTS.map((count) => [count.replace('.', '_'), counts[count]])),
        percent_helped: shareOf(counts.ASSISTED, counts.baseline) ?? null,
        hidden: PUBLIC_COUNTS.filter((count) => counts[count] === null)
          .map((count) => count.replace('.', '_'))
          .join(' '),
      },
    };
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** With its outer rings anticlockwise, as the RFC has them. The boundaries were written for d3, which wants the other way. Five decimals are a metre. */
function anticlockwise(geometry: Shape['geometry']): Shape['geometry'] {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(turned) };
  if (geometry.type === 'MultiPolygon')
    return { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(turned)) };
  return geometry;
}

function turned(ring: readonly number[][]): number[][] {
  return ring.toReversed().map((position) => position.map((degrees) => Math.round(degrees * 1e5) / 1e5));
}
