import type { SealContext } from './sealer.ts';

/** One spelling for each context, whatever the order of its names: two contexts never share one. */
export function canonicalContext(context: SealContext): string {
  return JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1)));
}
