import { MemoryProgress } from './memory-progress.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';
import type { MappedColumns } from '#shared/domain/intake/columns/header.ts';
import { placesOfUpload } from '#shared/domain/upload/places.ts';
import {
  dueMovedByUpload,
  givesUpBytes,
  listedUpload,
  type StayedOfStep,
  type Upload,
  type UploadStore,
} from './upload-store.ts';

/** Uploads in memory. `progress`: shared with the store of households, which moves it too; `due`: with the readers of the queue. */
export function createMemoryUploadStore({
  progress = new MemoryProgress(),
  keys = new MemoryClaims(),
  due = new MemoryDue(),
}: { progress?: MemoryProgress; keys?: MemoryClaims; due?: MemoryDue } = {}): UploadStore {
  const uploads = new Map<string, Upload>();
  const claims = new Map<string, string>();
  const columns = new Map<string, MappedColumns>();
  const stayed = new Map<string, StayedOfStep>();
  return {
    async create(upload, claim) {
      keys.refuseTaken(claim);
      if (uploads.has(upload.id)) throw new Error('An upload of this id exists already');
      uploads.set(upload.id, structuredClone(upload));
      keys.put(claim);
    },
    get: (id) => Promise.resolve(structuredClone(uploads.get(id))),
    getMany: async (ids) =>
      new Map(
        ids.flatMap((id) => [uploads.get(id)].flatMap((one) => (one ? [[id, structuredClone(one)] as const] : []))),
      ),
    listed: async (place, before = '~', limit) =>
      [...uploads.values()]
        .filter(({ by }) => placesOfUpload(by).includes(place))
        .map(listedUpload)
        .filter(({ at }) => at < before)
        .sort((a, b) => (a.at < b.at ? 1 : -1))
        .slice(0, limit),
    async update(before, after, claim) {
      checkNextVersion(before, after);
      keys.refuseTaken(claim);
      if (uploads.get(before.id)?.version !== before.version) return false;
      uploads.set(after.id, structuredClone(after));
      due.move(dueMovedByUpload(before, after));
      keys.put(claim);
      return true;
    },
    async claim(fingerprint, uploadId) {
      const holder = claims.get(fingerprint);
      const first = uploads.get(holder ?? '');
      if (holder !== undefined && !(first && givesUpBytes(first))) return holder;
      claims.set(fingerprint, uploadId);
      return uploadId;
    },
    columnsOf: (office, source) => Promise.resolve(columns.get(`${office}#${source}`) ?? {}),
    async rememberColumns(office, source, change) {
      const key = `${office}#${source}`;
      const after = change(columns.get(key) ?? {});
      if (after) columns.set(key, structuredClone(after));
    },
    progress: (upload, chunk) => Promise.resolve(progress.get(upload, chunk)),
    async advance(before, after) {
      if (!progress.standsAt(before, after)) return false;
      progress.put(after);
      return true;
    },
    recorded: async (upload, after = '', limit) =>
      progress
        .recorded(upload)
        .filter(({ at }) => at > after)
        .slice(0, limit),
    async putStayed(upload, step) {
      stayed.set(`${upload} ${step.at}`, structuredClone(step));
    },
    stayed: async (upload, from = '', limit) =>
      [...stayed]
        .filter(([key, { at }]) => key.startsWith(`${upload} `) && at >= from)
        .map(([, step]) => structuredClone(step))
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .slice(0, limit),
    allProgress: (upload) => Promise.resolve(progress.of(upload)),
    loadedRows: async (upload) => progress.loaded(upload),
  };
}
