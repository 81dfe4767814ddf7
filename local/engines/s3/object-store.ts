import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { $CorsRules } from './cors.ts';
import { noSuchKey, preconditionFailed, S3Error } from './s3-error.ts';

/** What a client said of an object, kept with it and given back with it. */
const $ObjectDescription = z.object({
  /** content-type, cache-control, … as they came. */
  headers: z.record(z.string(), z.string()),
  /** x-amz-meta-… without the prefix. */
  metadata: z.record(z.string(), z.string()),
});
export type ObjectDescription = z.infer<typeof $ObjectDescription>;

const $StoredObject = $ObjectDescription.extend({
  key: z.string(),
  /** Name of the body's file beside the key's hash; the version id too, once the bucket keeps versions. */
  body: z.string(),
  versionId: z.string(),
  size: z.int(),
  etag: z.string(),
  modified: z.iso.datetime(),
  checksums: z.record(z.string(), z.string()),
});
export type StoredObject = z.infer<typeof $StoredObject>;

const $BucketSettings = z.object({
  created: z.iso.datetime(),
  versioning: z.enum(['Enabled', 'Suspended']).optional(),
  cors: $CorsRules.optional(),
});
type BucketSettings = z.infer<typeof $BucketSettings>;

/** A body that is wholly written to a temporary file and checked. */
export type WrittenBody = {
  readonly file: string;
  readonly size: number;
  readonly etag: string;
  readonly checksums: Readonly<Record<string, string>>;
};

export type WriteCondition = {
  /** If-None-Match: '*' */
  readonly onlyIfAbsent: boolean;
  /** If-Match */
  readonly onlyIfEtag?: string;
};

const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function byUtf8(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Writes a small file so that it is there wholly or not at all. */
function writeAtomically(file: string, value: unknown): void {
  const temporary = `${file}.${randomUUID()}.new`;
  writeFileSync(temporary, JSON.stringify(value));
  renameSync(temporary, file);
}

/** One bucket: a folder of bodies and small JSON files, named by the hash of the key so that no key can leave it. */
export class Bucket {
  readonly name: string;
  readonly folder: string;
  #settings: BucketSettings;
  readonly #objects = new Map<string, StoredObject>();
  #sorted: string[] | undefined;

  constructor(name: string, folder: string, now: Date) {
    this.name = name;
    this.folder = folder;
    mkdirSync(join(folder, 'objects'), { recursive: true });
    mkdirSync(join(folder, 'versions'), { recursive: true });
    const settingsFile = join(folder, 'bucket.json');
    if (existsSync(settingsFile))
      this.#settings = $BucketSettings.parse(JSON.parse(readFileSync(settingsFile, 'utf8')));
    else {
      this.#settings = { created: now.toISOString() };
      writeAtomically(settingsFile, this.#settings);
    }
    for (const file of readdirSync(join(folder, 'objects'))) {
      if (!file.endsWith('.json')) continue;
      const stored = $StoredObject.parse(JSON.parse(readFileSync(join(folder, 'objects', file), 'utf8')));
      this.#objects.set(stored.key, stored);
    }
  }

  get settings(): Readonly<BucketSettings> {
    return this.#settings;
  }

  changeSettings(change: Partial<BucketSettings>): void {
    this.#settings = { ...this.#settings, ...change };
    writeAtomically(join(this.folder, 'bucket.json'), this.#settings);
  }

  get isEmpty(): boolean {
    return this.#objects.size === 0;
  }

  /** All keys in the order of their UTF-8 bytes, as S3 lists them. */
  keys(): readonly string[] {
    this.#sorted ??= [...this.#objects.keys()].sort(byUtf8);
    return this.#sorted;
  }

  find(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  /** Errors: NoSuchKey, NoSuchVersion. */
  get(key: string, versionId?: string): StoredObject {
    const current = this.#objects.get(key);
    if (versionId === undefined || versionId === current?.versionId) {
      if (current === undefined) throw noSuchKey();
      return current;
    }
    const file = this.#versionFile(key, versionId);
    if (!existsSync(file)) throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.');
    return $StoredObject.parse(JSON.parse(readFileSync(file, 'utf8')));
  }

  bodyFile(stored: StoredObject): string {
    return join(this.folder, 'objects', `${hashOf(stored.key)}.${stored.body}`);
  }

  #recordFile(key: string): string {
    return join(this.folder, 'objects', `${hashOf(key)}.json`);
  }

  #versionFile(key: string, versionId: string): string {
    return join(this.folder, 'versions', `${hashOf(key)}.${hashOf(versionId)}.json`);
  }

  /** Keeps the present version as an old one, or deletes its body. */
  #setAside(stored: StoredObject): void {
    if (this.#settings.versioning === 'Enabled')
      writeAtomically(this.#versionFile(stored.key, stored.versionId), stored);
    else
      // A reader that has the file open reads it to its end.
      rmSync(this.bodyFile(stored), { force: true });
  }

  /**
   * Makes a written body the object of its key, in one step that nothing can come between.
   * Errors: PreconditionFailed, NoSuchKey for If-Match on nothing; the body is then deleted.
   */
  commit(
    key: string,
    written: WrittenBody,
    description: ObjectDescription,
    condition: WriteCondition,
    now: Date,
  ): StoredObject {
    const before = this.#objects.get(key);
    const refused =
      condition.onlyIfAbsent && before !== undefined
        ? preconditionFailed()
        : condition.onlyIfEtag === undefined || condition.onlyIfEtag === before?.etag
          ? undefined
          : before === undefined
            ? noSuchKey()
            : preconditionFailed();
    if (refused !== undefined) {
      rmSync(written.file, { force: true });
      throw refused;
    }
    const body = randomUUID();
    const stored: StoredObject = {
      ...description,
      key,
      body,
      versionId: this.#settings.versioning === 'Enabled' ? body : 'null',
      size: written.size,
      etag: written.etag,
      modified: now.toISOString(),
      checksums: { ...written.checksums },
    };
    renameSync(written.file, this.bodyFile(stored));
    writeAtomically(this.#recordFile(key), stored);
    this.#objects.set(key, stored);
    if (before === undefined) this.#sorted = undefined;
    else this.#setAside(before);
    return stored;
  }

  /** Deletes the object of a key; without such an object nothing happens, as in S3. Tells whether there was one. */
  remove(key: string): boolean {
    const before = this.#objects.get(key);
    if (before === undefined) return false;
    rmSync(this.#recordFile(key), { force: true });
    this.#objects.delete(key);
    this.#sorted = undefined;
    this.#setAside(before);
    return true;
  }
}

/** All buckets under one folder. Uploads that a crash left half-written are deleted when it is opened. */
export class ObjectStore {
  readonly #folder: string;
  readonly #incoming: string;
  readonly #buckets = new Map<string, Bucket>();

  constructor(folder: string, now: Date) {
    this.#folder = folder;
    this.#incoming = join(folder, '.incoming');
    rmSync(this.#incoming, { recursive: true, force: true });
    mkdirSync(this.#incoming, { recursive: true });
    for (const name of readdirSync(folder))
      if (BUCKET_NAME.test(name)) this.#buckets.set(name, new Bucket(name, join(folder, name), now));
  }

  /** A fresh file name for a body that is being received. */
  incomingFile(): string {
    return join(this.#incoming, randomUUID());
  }

  buckets(): Bucket[] {
    return [...this.#buckets.values()].sort((left, right) => byUtf8(left.name, right.name));
  }

  /** Errors: NoSuchBucket. */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
    return bucket;
  }

  has(name: string): boolean {
    return this.#buckets.has(name);
  }

  /** Errors: InvalidBucketName, BucketAlreadyOwnedByYou. */
  createBucket(name: string, now: Date): void {
    if (!BUCKET_NAME.test(name)) throw new S3Error(400, 'InvalidBucketName', 'The specified bucket is not valid.');
    if (this.#buckets.has(name))
      throw new S3Error(409, 'BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded.');
    this.#buckets.set(name, new Bucket(name, join(this.#folder, name), now));
  }

  /** Errors: NoSuchBucket, BucketNotEmpty. */
  deleteBucket(name: string): void {
    const bucket = this.bucket(name);
    if (!bucket.isEmpty) throw new S3Error(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty');
    this.#buckets.delete(name);
    rmSync(bucket.folder, { recursive: true, force: true });
  }
}
