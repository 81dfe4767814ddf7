/**
 * Stands in bundles for JMESPath, by which Powertools picks the key and the content out of what it guards. Ours are two plain
 * fields (functions/middleware/idempotency.ts), and its parser and functions took 23 KB and 2 ms of a start. Anything but a
 * plain field is refused, so that an expression of tomorrow fails its first call and does not pass unseen.
 */
export function search(field: string, data: Readonly<Record<string, unknown>>): unknown {
  if (!/^[a-z]+$/i.test(field)) throw new Error(`JMESPath is not part of the bundle: ${field}`);
  return data[field] ?? null;
}

/** Made with `new`: the functions that an expression could call, none. */
export const PowertoolsFunctions = Object;
