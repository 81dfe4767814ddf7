import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import { createMemoryUploadStore } from '#shared/upload/memory-upload-store.ts';
import { createDynamoDueStore } from '#shared/due/dynamo-due-store.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { NO_ROWS, type ChunkProgress, type Upload, type UploadStore } from '#shared/upload/upload-store.ts';

import { ownTables } from './open-stores.ts';

type Stores = { uploads: UploadStore; due: DueStore };

const ENGINES: Record<string, () => Promise<Stores>> = {
  memory: async () => {
    const due = new MemoryDue();
    return { uploads: createMemoryUploadStore({ due }), due };
  },
  dynamodb: async () => {
    const at = await ownTables();
    return { uploads: createDynamoUploadStore(at), due: createDynamoDueStore(at) };
  },
};

const uploadOf = (id: string = randomUUID()): Upload => ({
  id,
  version: 1,
  source: 'assistance',
  filename: 'ความช่วยเหลือ พ.ค. 2569.xlsx',
  size: 12_345,
  status: 'AWAITING_FILE',
  createdAt: '2026-05-15T03:00:00.000Z',
  by: { sub: 'importer', roles: ['DATA_IMPORTER'], area: '42' },
  scopeAreas: ['42'],
  objectKey: `incoming/${id}`,
  fileProblems: [],
  problems: [],
});

const stepOf = (upload: string, chunk: number, step: number): ChunkProgress => ({
  upload,
  chunk,
  step,
  done: step * 10,
  counts: { ...NO_ROWS, created: step * 10 },
  problems: [],
  finished: false,
});

describe.each(Object.entries(ENGINES))('operations in %s', (_engine, open) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });

  describe('uploads', () => {
    it('wait for their rejected rows until they are let go', async () => {
      const loading: Upload = { ...uploadOf(), status: 'LOADING' };
      const rows = { total: 2, ...NO_ROWS, rejected: 2 };
      const finished: Upload = { ...loading, version: 2, status: 'FINISHED', rows, finishedAt: loading.createdAt };
      const dismissed = { at: loading.createdAt, by: 's' };
      await stores.uploads.create(loading);
      const waiting = async () => {
        const found = await stores.due.shown({ kind: 'unit', unit: '42' }, '2026-06-01', 100);
        return found.filter(({ ref }) => ref === loading.id);
      };
      expect(await waiting()).toEqual([]);
      expect(await stores.uploads.update(loading, finished)).toBe(true);
      expect(await waiting()).toMatchObject([{ kind: 'UPLOAD_REJECTS', dueOn: '2026-05-29', household: null }]);
      expect(await stores.uploads.update(loading, finished)).toBe(false);
      expect(await stores.uploads.update(finished, { ...finished, version: 3, dismissed })).toBe(true);
      expect(await waiting()).toEqual([]);
    });

    it('are created once and read as they were put', async () => {
      const upload = uploadOf();
      expect(await stores.uploads.get(upload.id)).toBeUndefined();
      await stores.uploads.create(upload);
      expect(await stores.uploads.get(upload.id)).toEqual(upload);
      await expect(stores.uploads.create(upload)).rejects.toThrow('exists already');
    });

    it('go from version to version, for one writer only', async () => {
      const before = uploadOf();
      await stores.uploads.create(before);
      const writers = (['READING', 'FAILED'] as const).map((status) => ({ ...before, status, version: 2 }));
      const won = await Promise.all(writers.map((after) => stores.uploads.update(before, after)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await stores.uploads.get(before.id)).toEqual(writers[won.indexOf(true)]);
      await expect(stores.uploads.update(before, { ...before, version: 3 })).rejects.toThrow('leads from version 1');
      const never = uploadOf();
      expect(await stores.uploads.update(never, { ...never, version: 2 })).toBe(false);
      expect(await stores.uploads.get(never.id)).toBeUndefined();
    });

    it('remember the columns of an office, for each source', async () => {
      const office = randomUUID();
      expect(await stores.uploads.columnsOf(office, 'assistance')).toEqual({});
      await stores.uploads.rememberColumns(office, 'assistance', () => ({ ผู้ให้: 'agency' }));
      await stores.uploads.rememberColumns(office, 'assistance', (stands) => ({ ...stands, เงิน: 'cash_baht' }));
      await stores.uploads.rememberColumns(office, 'assistance', () => undefined);
      expect(await stores.uploads.columnsOf(office, 'assistance')).toEqual({ ผู้ให้: 'agency', เงิน: 'cash_baht' });
      expect(await stores.uploads.columnsOf(office, 'thaiqm-survey')).toEqual({});
    });

    it('lose no column when several imports of an office finish together', async () => {
      const office = randomUUID();
      const headers = ['ก', 'ข', 'ค', 'ง', 'จ', 'ฉ'];
      await Promise.all(
        headers.map((header) =>
          stores.uploads.rememberColumns(office, 'assistance', (stands) => ({ ...stands, [header]: 'village' })),
        ),
      );
      expect(Object.keys(await stores.uploads.columnsOf(office, 'assistance')).toSorted()).toEqual(headers);
    });

    it('claim the bytes of a file: the first holds them, also among racers', async () => {
      const uploads = Array.from({ length: 6 }, () => uploadOf());
      for (const upload of uploads) await stores.uploads.create(upload);
      const fingerprint = randomUUID();
      const holders = await Promise.all(uploads.map(({ id }) => stores.uploads.claim(fingerprint, id)));
      expect(new Set(holders).size).toBe(1);
      expect(uploads.map(({ id }) => id)).toContain(holders[0]);
      expect(await stores.uploads.claim(fingerprint, holders[0]!)).toBe(holders[0]);
    });

    it('pass a claim on when its upload failed', async () => {
      const [first, second, third] = [uploadOf(), uploadOf(), uploadOf()];
      for (const upload of [first, second, third]) await stores.uploads.create(upload);
      const fingerprint = randomUUID();
      await stores.uploads.claim(fingerprint, first.id);
      expect(await stores.uploads.claim(fingerprint, second.id)).toBe(first.id);
      await stores.uploads.update(first, { ...first, version: 2, status: 'FAILED' });
      expect(await stores.uploads.claim(fingerprint, second.id)).toBe(second.id);
      expect(await stores.uploads.claim(fingerprint, third.id)).toBe(second.id);
    });

    it('move the progress of a chunk step by step, for one delivery only', async () => {
      const id = randomUUID();
      expect(await stores.uploads.progress(id, 7)).toBeUndefined();
      const [one, two] = [stepOf(id, 7, 1), stepOf(id, 7, 2)];
      expect(await Promise.all([1, 2, 3].map(() => stores.uploads.advance(undefined, one)))).toEqual(
        expect.arrayContaining([true, false, false]),
      );
      expect(await stores.uploads.progress(id, 7)).toEqual(one);
      expect(await stores.uploads.advance(one, two)).toBe(true);
      expect(await stores.uploads.advance(one, two)).toBe(false);
      expect(await stores.uploads.advance(undefined, one)).toBe(false);
      expect(await stores.uploads.progress(id, 7)).toEqual(two);
    });

    it('give the progress of all chunks in order', async () => {
      const id = randomUUID();
      const chunks = Array.from({ length: 40 }, (_, chunk) => stepOf(id, chunk, 1));
      for (const chunk of chunks.toReversed()) await stores.uploads.advance(undefined, chunk);
      await stores.uploads.advance(undefined, stepOf(randomUUID(), 3, 1));
      expect(await stores.uploads.allProgress(id)).toEqual(chunks);
      expect(await stores.uploads.allProgress(randomUUID())).toEqual([]);
    });
  });

  describe('lists of uploads', () => {
    it('hold an upload in each of its places, newest first, and go on before one', async () => {
      const sub = randomUUID();
      const by = { sub, roles: ['DISTRICT_OFFICER'], area: '4201' };
      const uploads = [1, 2, 3, 4, 5].map((hour) => ({
        ...uploadOf(),
        by,
        createdAt: `2026-05-20T0${hour}:00:00.000Z`,
      }));
      for (const upload of uploads.toReversed()) await stores.uploads.create(upload);
      const newest = uploads.toReversed();
      const all = await stores.uploads.listed(`account#${sub}`, undefined, 10);
      expect(all.map(({ id }) => id)).toEqual(newest.map(({ id }) => id));
      expect(await stores.uploads.listed(`account#${sub}`, all[1]?.at, 2)).toEqual(all.slice(2, 4));
      expect(await stores.uploads.listed(`account#${sub}`, all.at(-1)?.at, 2)).toEqual([]);
      for (const place of ['nation', 'area#42', 'area#4201'])
        expect((await stores.uploads.listed(place, undefined, 1000)).filter(({ id }) => id === newest[0]?.id)).toEqual(
          all.slice(0, 1),
        );
      expect(await stores.uploads.listed('area#420101', undefined, 10)).toEqual([]);
      expect([...(await stores.uploads.getMany([newest[0]?.id ?? '', randomUUID()])).values()]).toEqual([newest[0]]);
    });
  });

  describe('the rows of an upload that are loaded so far', () => {
    const finished = (upload: string, chunk: number): ChunkProgress => ({
      ...stepOf(upload, chunk, 2),
      counts: { created: 3, updated: 0, unchanged: 1, rejected: 2 },
      finished: true,
    });

    it('are those of finished chunks, each once', async () => {
      const id = randomUUID();
      expect(await stores.uploads.loadedRows(id)).toEqual(NO_ROWS);
      await stores.uploads.advance(undefined, stepOf(id, 0, 1));
      expect(await stores.uploads.loadedRows(id)).toEqual(NO_ROWS);
      expect(await stores.uploads.advance(stepOf(id, 0, 1), finished(id, 0))).toBe(true);
      expect(await stores.uploads.advance(stepOf(id, 0, 1), finished(id, 0))).toBe(false);
      expect(await stores.uploads.loadedRows(id)).toEqual(finished(id, 0).counts);
      expect(await stores.uploads.loadedRows(randomUUID())).toEqual(NO_ROWS);
    });

    it('miss no chunk when many end together', async () => {
      const id = randomUUID();
      const chunks = Array.from({ length: 48 }, (_, chunk) => finished(id, chunk));
      expect(await Promise.all(chunks.map((chunk) => stores.uploads.advance(undefined, chunk)))).not.toContain(false);
      expect(await stores.uploads.loadedRows(id)).toEqual({ created: 144, updated: 0, unchanged: 48, rejected: 96 });
    });
  });
});
