import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { failImport } from '#functions/ingest/fail/fail-import.ts';
import { finishImport } from '#functions/ingest/finish/finish-import.ts';
import { beginImport } from '#functions/ingest/read/begin-import.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import {
  AGAIN,
  csv,
  etagOf,
  GOOD,
  ID,
  OTHER,
  importInMemory,
  type ImportInMemory,
} from '#functions/ingest/test/import-in-memory.ts';
import type { FileRow } from '#shared/domain/intake/cells/row.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import type { Upload } from '#shared/upload/upload-store.ts';

const NOTHING_YET = { withdrawn: 0, dissolved: 0, stayed: 0 };

let world: ImportInMemory;
beforeEach(async () => {
  world = await importInMemory();
});
afterEach(async () => await world.end());

describe('beginning an import', () => {
  it('writes the rows in chunks and says which', async () => {
    expect(await world.post(GOOD)).toEqual({ ok: true, upload: ID, chunks: [{ upload: ID, chunk: 0 }] });
    expect(await world.stored()).toMatchObject({ status: 'LOADING', chunks: 1, rows: { total: 2 } });
    expect(world.chunkRows()).toBe(2);
  });

  it('goes on or answers as before when it is called again', async () => {
    const first = await world.post(GOOD);
    expect(await world.post(GOOD)).toEqual(first);
    const [one, other] = await Promise.all([world.post(GOOD), world.post(GOOD)]);
    expect([one, other]).toEqual([first, first]);
    expect(world.chunkRows()).toBe(2);
  });

  it('killed while it writes them goes on at the next call', async () => {
    const { upload } = world.deps.objects;
    world.deps.objects.upload = async () => await Promise.reject(new Error('killed'));
    await expect(world.post(GOOD)).rejects.toThrow('killed');
    expect((await world.stored()).status).toBe('READING');
    world.deps.objects.upload = upload;
    expect(await world.post(GOOD)).toMatchObject({ ok: true, chunks: [{ chunk: 0 }] });
  });

  it('does not know a key that nobody announced', async () => {
    expect(await beginImport({ key: 'incoming/x', size: 1 }, world.deps)).toEqual({
      ok: false,
      code: 'upload-unknown',
    });
    expect(await world.post(GOOD, AGAIN)).toEqual({ ok: false, code: 'upload-unknown' });
  });

  it.each([
    ['an empty file', '', 'file-empty'],
    ['no table', 'ก,ข\n1,2', 'file-no-header'],
  ])('refuses %s and writes nothing', async (_, text, code) => {
    expect(await world.post(text)).toEqual({ ok: false, code });
    expect(await world.stored()).toMatchObject({ status: 'FAILED', problems: [{ row: 0, code }] });
    expect(world.chunkRows()).toBe(0);
  });

  it('answers the same bytes with the first upload, but not after that one failed', async () => {
    await world.announce(AGAIN);
    await world.post(GOOD);
    expect(await world.post(GOOD, AGAIN)).toEqual({ ok: true, upload: AGAIN, chunks: [] });
    expect(await world.stored(AGAIN)).toMatchObject({ status: 'FINISHED', sameAs: ID });

    const third = '2d9f1c52-6d1e-4a53-9f60-2f4f5f1f0a13';
    await world.announce(third);
    await failImport({ key: uploadKeys.incoming(ID) }, world.deps);
    expect(await world.post(GOOD, third)).toMatchObject({ chunks: [{ upload: third }] });
  });

  it('takes no rows of what is posted after the file was read, and says so once', async () => {
    await world.post(GOOD);
    await world.post(GOOD);
    expect((await world.stored()).fileProblems).toEqual([]);
    await world.post(OTHER);
    await world.post(OTHER);
    const told = { status: 'LOADING', rows: { total: 2 }, fileProblems: [{ row: 0, code: 'file-posted-again' }] };
    expect(await world.stored()).toMatchObject(told);
    expect(world.chunkRows()).toBe(2);
    await world.loaded({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    await finishImport({ upload: ID }, world.deps);
    expect(await world.stored()).toMatchObject({ ...told, status: 'FINISHED' });
  });

  it('says so of a receipt that was written before', async () => {
    await world.post(GOOD);
    await world.loaded({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    await finishImport({ upload: ID }, world.deps);
    await world.post(OTHER);
    expect(await world.stored()).toMatchObject({ status: 'FINISHED', fileProblems: [{ code: 'file-posted-again' }] });
  });

  it('says so when a file was posted over the first before that was read', async () => {
    world.objects.set(uploadKeys.incoming(ID), Buffer.from(OTHER));
    const of = (text: string) => ({ key: uploadKeys.incoming(ID), size: text.length, etag: etagOf(text) });
    await beginImport(of(GOOD), world.deps);
    await beginImport(of(OTHER), world.deps);
    expect(await world.stored()).toMatchObject({
      status: 'LOADING',
      rows: { total: 1 },
      fileProblems: [{ code: 'file-posted-again' }],
    });
  });

  it('says so also when what was read is a file that came before', async () => {
    await world.post(GOOD);
    await world.announce(AGAIN);
    world.objects.set(uploadKeys.incoming(AGAIN), Buffer.from(GOOD));
    const first = { key: uploadKeys.incoming(AGAIN), size: OTHER.length, etag: etagOf(OTHER) };
    await beginImport(first, world.deps);
    expect(await world.stored(AGAIN)).toMatchObject({ sameAs: ID, fileProblems: [{ code: 'file-posted-again' }] });
    expect((await world.stored()).fileProblems).toEqual([]);
  });

  it('waits while the same bytes are being undone, and are new when that is done', async () => {
    await world.post(GOOD);
    const undo = async (status: 'RUNNING' | 'DONE') => {
      const stands = await world.stored();
      const began = { reason: { sealed: '' }, by: stands.by, startedAt: '', ...NOTHING_YET };
      await world.uploads.update(stands, { ...stands, version: stands.version + 1, undo: { ...began, status } });
    };
    await undo('RUNNING');
    await world.announce(AGAIN);
    expect(await world.post(GOOD, AGAIN)).toEqual({ ok: false, code: 'file-being-undone' });
    await undo('DONE');
    const third = '2d9f1c52-6d1e-4a53-9f60-2f4f5f1f0a13';
    await world.announce(third);
    expect(await world.post(GOOD, third)).toMatchObject({ ok: true, chunks: [{ upload: third }] });
  });

  it('waits also with other bytes of the office and source, but not with a trial, another source or another office', async () => {
    await world.post(GOOD);
    const stands = await world.stored();
    const undo = { status: 'RUNNING', reason: { sealed: '' }, by: stands.by, startedAt: '', ...NOTHING_YET } as const;
    await world.uploads.update(stands, { ...stands, version: stands.version + 1, undo });
    const post = async (id: string, more: Partial<Upload>) => {
      await world.announce(id, more);
      return await world.post(OTHER, id);
    };
    expect(await post(AGAIN, {})).toEqual({ ok: false, code: 'file-being-undone' });
    expect(await world.stored(AGAIN)).toMatchObject({ status: 'FAILED', problems: [{ code: 'file-being-undone' }] });
    expect(world.chunkRows()).toBe(2);
    const [trial, missed, neighbour] = [1, 2, 3].map((no) => AGAIN.replace(/.$/, String(no + 3)));
    expect(await post(String(trial), { dryRun: true })).toMatchObject({ ok: true });
    expect(await post(String(missed), { source: 'missed-households' })).toMatchObject({ ok: true });
    const by = { ...stands.by, sub: 'other', area: '4301' };
    expect(await post(String(neighbour), { by })).toMatchObject({ ok: true });
  });

  it('mixes no two files, when one is posted over another that is being read', async () => {
    world.meanwhile = async () => {
      world.meanwhile = async () => undefined;
      await world.post(OTHER);
    };
    expect(await world.post(GOOD)).toMatchObject({ ok: true });
    // The second file was read first, and is whole; the first one changed nothing.
    expect(await world.stored()).toMatchObject({ status: 'LOADING', rows: { total: 1 } });
    expect(world.chunkRows()).toBe(1);

    await world.announce(AGAIN);
    const { upload } = world.deps.objects;
    world.deps.objects.upload = async (...args) => {
      world.deps.objects.upload = upload;
      expect(await world.post(csv('5000000000043'), AGAIN)).toEqual({ ok: false, code: 'file-replaced' });
      await upload(...args);
    };
    expect(await world.post(csv('5000000000051', '5000000000060'), AGAIN)).toEqual({
      ok: true,
      upload: AGAIN,
      chunks: [],
    });
    expect(await world.stored(AGAIN)).toMatchObject({ status: 'FAILED', problems: [{ code: 'file-replaced' }] });
  });
});

describe('the world.organisations that a file of help names', () => {
  const HELP = [
    'house_code,dimension,delivered_on,agency',
    '99990000000,ด้านสุขภาพ,2569-05-07,สสจ.เลย',
    '99990000001,ด้านสุขภาพ,2569-05-07,พช.',
  ].join('\n');
  const office: Organisation = {
    id: '42-k7m2q9x4tb',
    version: 1,
    nameTh: 'สำนักงานสาธารณสุขจังหวัดเลย',
    shortTh: 'สสจ.เลย',
    sector: 'STATE',
    level: 'PROVINCE',
    areaCode: '42',
    parent: null,
    reportsAs: 'moph',
    active: true,
    changedAt: '2026-06-09T03:00:00.000Z',
    changedBy: 's',
    before: [],
  };
  const rowsOf = (id: string): [unknown, string[]][] =>
    [...world.objects]
      .filter(([key]) => key.includes(`${id}/chunks/`))
      .flatMap(([, bytes]) => bytes.toString().trim().split('\n'))
      .map((line) => {
        const { values, problems } = JSON.parse(line) as FileRow;
        return [values.agency, problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)];
      });

  it('are those of the register; a file sent again after one was entered is read again', async () => {
    const ids = ['2c9f1c52-6d1e-4a53-9f60-2f4f5f1f0a13', '3c9f1c52-6d1e-4a53-9f60-2f4f5f1f0a14', AGAIN];
    const sent = [];
    for (const [turn, id] of ids.entries()) {
      if (turn === 1) await world.organisations.create(office);
      await world.announce(id, { source: 'assistance' });
      await world.post(HELP, id);
      sent.push(rowsOf(id).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
    }
    expect(sent[0]).toEqual([
      ['cdd', []],
      [undefined, ['agency-unknown']],
    ]);
    expect(sent[1]).toEqual([
      ['42-k7m2q9x4tb', []],
      ['cdd', []],
    ]);
    // Nothing was entered since: the same rows.
    expect([sent[2], (await world.stored(AGAIN)).sameAs]).toEqual([[], ids[1]]);
  });
});
