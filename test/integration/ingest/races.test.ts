/** A hundred households, each begun by two files at one moment: by number, by house code, by place, or by a number in one and the place in the other. */
import { describe, expect, it } from 'vitest';

import { loadStep } from '#functions/ingest/load/load-step.ts';
import type { RowValues } from '#shared/domain/intake/cells/row.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { AREA, dying, fileRow, layDown, openWorld, soundHouseholds, untilDone, type World } from './load-world.ts';

const RACES = 100;

type Form = 'citizen-id' | 'house-code' | 'both' | 'place';

function said(number: number, form: Form): RowValues {
  const houseCode = `9999${String(number).padStart(7, '0')}`;
  return {
    ...(form === 'citizen-id' || form === 'both' ? { citizenId: citizenIdOf(number + 1) } : {}),
    ...(form === 'house-code' || form === 'both' ? { houseCode } : {}),
    addressNo: `${number}/1`,
    moo: 3,
    firstName: `ทดสอบ${number}`,
    lastName: 'ตัวอย่างข้อมูล',
    areaCode: AREA,
    surveyDate: '2026-05-01',
    problems: ['หลังคารั่ว'],
  };
}

async function file(world: World, values: RowValues): Promise<() => Promise<string[]>> {
  const upload = await layDown(world, [[fileRow(2, values)]]);
  return async () => {
    await loadStep({ upload: upload.id, chunk: 0 }, world);
    return ((await world.uploads.progress(upload.id, 0))?.problems ?? []).map(({ code }) => code);
  };
}

/** Which households are there twice, and of which a later row with all that is known says so. */
async function racesOf(engine: 'memory' | 'dynamo', [one, other]: readonly [Form, Form], together: boolean) {
  const world = await openWorld(engine);
  const numbers = Array.from({ length: RACES }, (_, number) => number);
  await Promise.all(
    numbers.map(async (number) => {
      const [first, second] = [await file(world, said(number, one)), await file(world, said(number, other))];
      await (together ? Promise.all([first(), second()]) : first().then(second));
    }),
  );
  const begun = Map.groupBy(await soundHouseholds(world), ({ household }) => household.members[0]!.firstName);
  expect(begun.size).toBe(RACES);
  const twice = [...begun].filter(([, { length }]) => length > 1);
  expect(twice.filter(([, { length }]) => length > 2)).toEqual([]);
  const told = await Promise.all(
    numbers.map(async (number) => ({ number, codes: await (await file(world, said(number, 'both')))() })),
  );
  return {
    twice: new Set(twice.map(([name]) => name)),
    told: new Set(told.filter(({ codes }) => codes.includes('place-known')).map(({ number }) => `ทดสอบ${number}`)),
  };
}

const ONCE = { twice: new Set(), told: new Set() };

describe('a hundred races', () => {
  it.each<['memory' | 'dynamo', Form, Form]>([
    ['memory', 'citizen-id', 'citizen-id'],
    ['memory', 'house-code', 'house-code'],
    ['memory', 'citizen-id', 'both'],
    ['memory', 'place', 'place'],
    ['dynamo', 'both', 'both'],
    ['dynamo', 'place', 'place'],
  ])('in %s, %s against %s: begun once', async (engine, ...forms) => {
    expect(await racesOf(engine, forms, true)).toEqual(ONCE);
  });

  it.each<['memory' | 'dynamo', Form, Form]>([
    ['memory', 'citizen-id', 'place'],
    ['memory', 'house-code', 'place'],
    ['memory', 'citizen-id', 'house-code'],
    ['dynamo', 'both', 'place'],
    ['dynamo', 'citizen-id', 'house-code'],
  ])('in %s, %s against %s: at the most twice, and a later row says so', async (engine, ...forms) => {
    const { twice, told } = await racesOf(engine, forms, true);
    expect(told).toEqual(twice);
    // In memory both look before either writes.
    expect(twice.size).toBeGreaterThanOrEqual(engine === 'memory' ? RACES : 0);
  });

  it.each<['memory' | 'dynamo', Form, Form]>([
    ['memory', 'citizen-id', 'place'],
    ['memory', 'house-code', 'place'],
    ['memory', 'citizen-id', 'house-code'],
    ['memory', 'house-code', 'citizen-id'],
    ['memory', 'place', 'both'],
    ['dynamo', 'both', 'place'],
    ['dynamo', 'house-code', 'citizen-id'],
  ])('in %s, %s, and %s when the first is known: begun once', async (engine, ...forms) => {
    expect(await racesOf(engine, forms, false)).toEqual(ONCE);
  });
});

describe('rows of one chunk', () => {
  it('are of one household however late the index of addresses is, and wherever the load was killed', async () => {
    const world = await openWorld('memory');
    const late = { ...world, households: { ...world.households, findByAddress: () => Promise.resolve([]) } };
    const forms: Form[] = ['citizen-id', 'house-code', 'place'];
    // More rows of others than are looked up together lie between those of one place.
    const rows = forms.flatMap((form, at) => [
      ...Array.from({ length: 250 }, (_, other) => said(1000 * (at + 1) + other, 'both')),
      ...Array.from({ length: RACES }, (_, number) => ({ ...said(number, form), surveyDate: `2026-05-0${at + 1}` })),
    ]);
    const upload = await layDown(world, [rows.map((values, at) => fileRow(2 + at, values))]);
    const mortal = dying(late, [6, 9, 13, 18, 25]);
    await untilDone(() => loadStep({ upload: upload.id, chunk: 0 }, mortal));
    const lengths = (await soundHouseholds(world)).map(({ history }) => history.length);
    expect(lengths.filter((length) => length === forms.length)).toHaveLength(RACES);
    expect(lengths).toHaveLength(RACES + 3 * 250);
    expect((await world.uploads.progress(upload.id, 0))?.problems).toEqual([]);
  });

  it.each<[string, (number: number) => RowValues]>([
    ['name and place', (number) => ({ ...said(0, 'citizen-id'), citizenId: citizenIdOf(number + 1) })],
    ['place, with IDs', (number) => ({ ...said(number, 'citizen-id'), addressNo: '1' })],
    ['place alone', (number) => ({ ...said(number, 'place'), addressNo: '1' })],
  ])('are looked up and read in proportion, when all have one %s', async (_, valuesOf) => {
    const world = await openWorld('memory');
    const { households } = world;
    const asked = { find: 0, getMany: 0 };
    const counted: Pick<World['households'], 'find' | 'getMany'> = {
      find: (identities) => ((asked.find += identities.length), households.find(identities)),
      getMany: (ids) => ((asked.getMany += ids.length), households.getMany(ids)),
    };
    const rows = Array.from({ length: 2000 }, (_row, number) => fileRow(2 + number, valuesOf(number)));
    const upload = await layDown(world, [rows]);
    await loadStep({ upload: upload.id, chunk: 0 }, { ...world, households: { ...households, ...counted } });
    expect(asked.find).toBeLessThan(4 * rows.length);
    expect(asked.getMany).toBeLessThan(3 * rows.length);
  });
});
