/** The undo of an upload killed at random points and called again: nothing is taken back or counted twice, and all is counted. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { loadStep } from '#functions/ingest/load/load-step.ts';
import { undoUpload, type UndoDependencies } from '#functions/ingest/undo/undo-upload.ts';
import type { RowValues } from '#shared/domain/intake/cells/row.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { createMemoryDataKeyStore } from '#shared/sealing/memory-data-key-store.ts';
import { createEnvelopeSealer } from '#shared/sealing/envelope-sealer.ts';
import { createRawDataKeys } from '#shared/sealing/raw-data-keys.ts';
import { sealUndoReason } from '#shared/upload/sealed-texts.ts';
import type { Upload, UploadUndo } from '#shared/upload/upload-store.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { AREA, dying, fileRow, layDown, openWorld, soundHouseholds, untilDone, type World } from './load-world.ts';

const sealer = createEnvelopeSealer({
  dataKeys: createRawDataKeys(Buffer.alloc(32, 8)),
  store: createMemoryDataKeyStore(),
});

const valuesOf = (household: number, day: number): RowValues => ({
  citizenId: citizenIdOf(household + 1),
  firstName: 'ทดสอบ',
  lastName: 'ตัวอย่างข้อมูล',
  areaCode: AREA,
  surveyDate: `2026-05-0${day}`,
  problems: [`ปัญหาที่ ${day}`],
});

const depsOf = (world: World): UndoDependencies => ({ ...world, sealer });

async function loaded(world: World, rows: readonly RowValues[], chunks: number): Promise<Upload> {
  const dealt = Array.from({ length: chunks }, (_, chunk) =>
    rows.flatMap((values, at) => (at % chunks === chunk ? [fileRow(at + 2, values)] : [])),
  ).filter((some) => some.length > 0);
  const upload = await layDown(world, dealt);
  for (const chunk of dealt.keys()) await loadStep({ upload: upload.id, chunk }, world);
  return upload;
}

async function beginUndo(world: World, { id }: Upload): Promise<void> {
  const stands = await world.uploads.get(id);
  if (!stands) throw new Error('no upload');
  const undo: UploadUndo = {
    status: 'RUNNING',
    reason: await sealUndoReason(id, 'ส่งผิดไฟล์', sealer),
    by: stands.by,
    startedAt: world.now().toISOString(),
    withdrawn: 0,
    dissolved: 0,
    stayed: 0,
  };
  expect(await world.uploads.update(stands, { ...stands, version: stands.version + 1, undo })).toBe(true);
}

async function visitEach(world: World, every: number): Promise<number> {
  const found = await soundHouseholds(world);
  const some = found.filter((_, at) => at % every === 0);
  for (const { household } of some) {
    const needIds = household.needs.map(({ id }) => id).slice(0, 1);
    const said = { type: 'need-status', needId: needIds[0] ?? '', status: 'IN_PROGRESS', on: '2026-05-20' } as const;
    const recording = {
      householdId: household.id,
      recordedAt: world.now(),
      recordedBy: { sub: 'm', roles: [] },
      hash: world.hash,
    };
    const recorded = record(household, [said], recording);
    await world.households.append([{ before: household, after: recorded.household, entries: recorded.entries }]);
  }
  return some.length;
}

it.each(['memory', 'dynamo'] as const)(
  'takes back every row once, whenever it is killed (%s)',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }),
        async (said, chunks, every, deaths) => {
          const world = await openWorld(engine);
          const rows = said.map(([household, day]) => valuesOf(household, day));
          const upload = await loaded(world, rows, chunks);
          const recorded = (await soundHouseholds(world)).reduce((sum, { history }) => sum + history.length, 0);
          await visitEach(world, every);
          const before = await soundHouseholds(world);
          await beginUndo(world, upload);
          const mortal = dying(world, deaths);
          await untilDone(async () => await undoUpload({ upload: upload.id }, depsOf(mortal)));
          const { undo } = (await world.uploads.get(upload.id)) ?? {};
          const after = await soundHouseholds(world);
          const own = before.flatMap(({ history }) => history.filter(({ source }) => source?.upload === upload.id));
          const taken = after.flatMap(({ history }) => history.filter(({ source }) => source?.undo));
          expect(own).toHaveLength(recorded);
          // Each entry is withdrawn once, or stays.
          const withdrawn = taken.map(({ body }) => (body.type === 'correction' ? body.supersedes : ''));
          expect(new Set(withdrawn).size).toBe(withdrawn.length);
          expect(undo).toMatchObject({
            status: 'DONE',
            withdrawn: withdrawn.length,
            stayed: recorded - withdrawn.length,
          });
          const stays = (await world.uploads.stayed(upload.id, undefined, 100)).flatMap((step) => step.stays);
          expect(stays.map(({ entryId }) => entryId).sort()).toEqual(
            own
              .map(({ id }) => id)
              .filter((id) => !withdrawn.includes(id))
              .sort(),
          );
          const dissolved = after.filter(({ household }) => household.status === 'DISSOLVED');
          expect(undo?.dissolved).toBe(dissolved.length);
          for (const { household, history } of after)
            expect(household.status === 'DISSOLVED').toBe(history.every(({ source }) => source?.upload === upload.id));
        },
      ),
      { numRuns: engine === 'memory' ? 150 : 6, seed: 20261130 },
    );
  },
  60_000,
);
