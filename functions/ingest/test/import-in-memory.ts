/** The steps of an import with stores and objects in memory, and two small files for them. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beginImport, type BeginImportDependencies, type BegunImport } from '#functions/ingest/read/begin-import.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { UploadObjects } from '#functions/ingest/upload-objects.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { createMemoryUploadStore } from '#shared/upload/memory-upload-store.ts';
import type { ChunkProgress, RowCounts, Upload, UploadStore } from '#shared/upload/upload-store.ts';

export const ID = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';
export const AGAIN = '1c9f1c52-6d1e-4a53-9f60-2f4f5f1f0a12';
export const GOOD = csv('5000000000019', '5000000000027');
export const OTHER = csv('5000000000035');

export function csv(...ids: string[]): string {
  return ['เลขประจำตัวประชาชน,ชื่อ,รหัสพื้นที่,วันที่สำรวจ', ...ids.map((id) => `${id},ทดสอบ,420101,7/5/2569`)].join('\n');
}

export const etagOf = (bytes: Uint8Array | string): string => createHash('md5').update(bytes).digest('hex');

export class ImportInMemory {
  readonly uploads: UploadStore = createMemoryUploadStore();
  readonly organisations: RegisterStore<Organisation> = createMemoryRegisterStore();
  readonly objects = new Map<string, Buffer>();
  readonly deps: BeginImportDependencies & { objects: UploadObjects };
  /** What happens while a file is downloaded. */
  meanwhile: () => Promise<unknown> = async () => undefined;

  constructor(folder: string) {
    const { uploads, organisations, objects } = this;
    this.deps = {
      uploads,
      organisations,
      workFolder: folder,
      now: () => new Date('2026-06-10T03:00:00.000Z'),
      objects: {
        download: async (key, path) => {
          const bytes = objects.get(key) ?? Buffer.alloc(0);
          await writeFile(path, bytes);
          await this.meanwhile();
          return etagOf(bytes);
        },
        upload: async (path, key) => void objects.set(key, await readFile(path)),
        lines: async (key) => (objects.get(key)?.toString() ?? '').split('\n').filter(Boolean),
        putText: async (key, text) => void objects.set(key, Buffer.from(text)),
      },
    };
  }

  async end(): Promise<void> {
    await rm(this.deps.workFolder, { recursive: true });
  }

  async announce(id: string, more: Partial<Upload> = {}): Promise<void> {
    await this.uploads.create({
      id,
      version: 1,
      source: 'thaiqm-survey',
      filename: 'ก.csv',
      size: 1,
      status: 'AWAITING_FILE',
      createdAt: '2026-06-10T03:00:00.000Z',
      by: { sub: 's', roles: ['DATA_IMPORTER'], area: '42' },
      scopeAreas: ['42'],
      objectKey: uploadKeys.incoming(id),
      fileProblems: [],
      problems: [],
      ...more,
    });
  }

  async post(text: string, id = ID): Promise<BegunImport> {
    this.objects.set(uploadKeys.incoming(id), Buffer.from(text));
    return await beginImport({ key: uploadKeys.incoming(id), size: text.length }, this.deps);
  }

  async stored(id = ID): Promise<Upload> {
    const upload = await this.uploads.get(id);
    if (!upload) throw new Error(`${id} was not announced`);
    return upload;
  }

  chunkRows(): number {
    return [...this.objects]
      .filter(([key]) => key.includes('/chunks/'))
      .reduce((sum, [, bytes]) => sum + bytes.toString().trim().split('\n').length, 0);
  }

  async loaded(counts: RowCounts, more: Partial<ChunkProgress> = {}): Promise<void> {
    const first = { upload: ID, chunk: 0, step: 1, done: 2, counts, problems: [], finished: true };
    await this.uploads.advance(undefined, { ...first, ...more });
  }
}

/** With the upload `ID` announced. */
export async function importInMemory(): Promise<ImportInMemory> {
  const world = new ImportInMemory(await mkdtemp(join(tmpdir(), 'import-')));
  await world.announce(ID);
  return world;
}
