import type { DataKeyStore } from './data-key-store.ts';

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Data keys of one process, gone with it. */
export function createMemoryDataKeyStore(): DataKeyStore {
  const names = new Map<string, Uint8Array>();
  const keys = new Map<string, Uint8Array>();
  return {
    nameOf: (province, month) => Promise.resolve(names.get(`${province} ${month}`)),
    wrapped: (name) => Promise.resolve(keys.get(textOf(name))),
    put({ name, province, month, wrapped }) {
      const taken = names.has(`${province} ${month}`) || keys.has(textOf(name));
      if (!taken) {
        names.set(`${province} ${month}`, name);
        keys.set(textOf(name), wrapped);
      }
      return Promise.resolve(!taken);
    },
  };
}
