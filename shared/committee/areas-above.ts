/** An area and the areas above it, the widest first: province, district, sub-district. */
export function areasFromAbove(area: string): string[] {
  return [2, 4, 6].filter((length) => length <= area.length).map((length) => area.slice(0, length));
}
