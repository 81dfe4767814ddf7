import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { partsOf } from '#test/fixtures/files/parts-of-zip.ts';
import { rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { LIMITS } from './limits.ts';
import { ZipArchive, type ZipEntry } from './zip-archive.ts';
import { ZipFileWriter } from './zip-writer.ts';

const TEXT = 'ข้อความ'.repeat(100_000);

async function written(path: string, write: (zip: ZipFileWriter) => Promise<void>): Promise<void> {
  const file = await open(path, 'w');
  const zip = new ZipFileWriter(file);
  await write(zip);
  await zip.finish();
  await file.close();
}

/** Copies all parts of an archive as they are compressed; gives the entries of both. */
async function copied(from: string, to: string): Promise<[ZipEntry, ZipEntry | undefined][]> {
  const [source, target] = [await open(from, 'r'), to];
  const zip = await ZipArchive.open(source, (await source.stat()).size, LIMITS);
  await written(target, async (writer) => {
    for (const entry of zip.entries.values()) await writer.copy(entry, zip.readCompressed(entry));
  });
  await source.close();
  const copy = await open(to, 'r');
  const { entries } = await ZipArchive.open(copy, (await copy.stat()).size, LIMITS);
  await copy.close();
  return [...zip.entries.values()].map((entry) => [entry, entries.get(entry.name)]);
}

describe('a part copied from another archive', () => {
  it('is the same when its sizes follow it there, and says them before it here', async () => {
    using folder = temporaryFolder();
    const [from, to] = [join(folder.path, 'from'), join(folder.path, 'to')];
    await written(from, async (zip) => {
      await zip.add('a/ก.xml', [TEXT]);
      await zip.add('b.bin', [Buffer.from([0, 255])]);
    });
    for (const [before, after] of await copied(from, to)) {
      expect(after).toEqual({ ...before, offset: after?.offset });
      expect(before.crc).toBe(crc32(before.name === 'b.bin' ? Buffer.from([0, 255]) : TEXT));
    }
    expect(await partsOf(to)).toEqual(await partsOf(from));
  });

  it('stays stored or deflated, as it was', async () => {
    using folder = temporaryFolder();
    const to = join(folder.path, 'to');
    const from = folder.file(
      rawZip([
        { name: 'picture.png', content: 'stored', stored: true },
        { name: 'folder/', content: '', stored: true },
        { name: 'part.xml', content: TEXT },
      ]),
    );
    expect((await copied(from, to)).map(([, after]) => after?.method)).toEqual([0, 0, 8]);
    expect(await partsOf(to)).toEqual(await partsOf(from));
  });
});
