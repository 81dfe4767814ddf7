import type { SystemClients } from './system-clients.ts';

export type MemorySystemClients = SystemClients & {
  /** Secret of each client that there is. */
  readonly secrets: Map<string, string>;
};

export function createMemorySystemClients(): MemorySystemClients {
  const secrets = new Map<string, string>();
  let made = 0;
  const secret = (): string => `secret-${(made += 1)}`;
  return {
    secrets,
    async create() {
      const id = `client-${secrets.size + 1}-${made + 1}`;
      secrets.set(id, secret());
      return { id, secret: secrets.get(id) ?? '' };
    },
    async renew(id) {
      if (!secrets.has(id)) return undefined;
      secrets.set(id, secret());
      return secrets.get(id);
    },
    remove: async (id) => void secrets.delete(id),
  };
}
