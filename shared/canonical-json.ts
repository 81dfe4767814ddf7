/** JSON with the names of each object in order; what is undefined is not there. Equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(value));
}

/** A copy with its names in order. Made before it is written: a function that JSON asks for every part takes three times as long. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const parts = value as Record<string, unknown>;
  if (typeof parts['toJSON'] === 'function') return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(parts).sort()) {
    const part = ordered(parts[name]);
    // Set like the others, it would be the prototype of the copy and not be written.
    if (name === '__proto__') Object.defineProperty(copy, name, { value: part, enumerable: true });
    else copy[name] = part;
  }
  return copy;
}
