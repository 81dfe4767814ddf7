import type { ReportObjects } from './report-objects.ts';

export type MemoryReportObjects = ReportObjects & { objects: ReadonlyMap<string, Uint8Array> };

/** The bucket of packages in memory, for tests. */
export function createMemoryReportObjects(): MemoryReportObjects {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    get: async (key) => {
      const standing = objects.get(key);
      if (!standing) throw new Error('No object is there');
      return standing;
    },
    put: async (key, bytes) => {
      const standing = objects.get(key);
      if (standing) return standing;
      objects.set(key, bytes.slice());
      return bytes;
    },
  };
}
