import { describe, expect, it } from 'vitest';
import { citizenIdCheckDigit } from '#shared/thai/citizen-id.ts';
import { householdKeys } from '#shared/domain/intake/cells/household-key.ts';
import { SURVEY_HEADER, surveyRow } from '#test/fixtures/files/survey-rows.ts';
import { HEADER, PERSON, csv, read } from '#functions/ingest/test/read-content.ts';

describe('chunks', () => {
  it('keep each household together and in order, and lose and double nothing', async () => {
    const count = 3000;
    const content = csv([SURVEY_HEADER, ...Array.from({ length: count }, (_, at) => surveyRow(at))]);
    const { result, rows, chunks } = await read(content, { chunkRows: 200 });
    if (!result.ok) throw new Error(result.message);
    expect(result.rows).toBe(count);
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, at) => at + 2));
    expect(result.chunks.map(({ index }) => index)).toEqual(chunks.map((_, at) => at));
    expect(result.chunks.map((chunk) => chunk.rows)).toEqual(chunks.map((chunk) => chunk.length));
    expect(chunks.length).toBeGreaterThan(8);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(600);
    const home = new Map<string, number>();
    for (const [index, chunk] of chunks.entries()) {
      expect(chunk.map(({ row }) => row)).toEqual(chunk.map(({ row }) => row).toSorted((a, b) => a - b));
      for (const { values } of chunk)
        for (const [kind, value] of Object.entries(householdKeys(values))) {
          const key = `${kind} ${value}`;
          expect(home.get(key) ?? index).toBe(index);
          home.set(key, index);
        }
    }
  });

  it('keep the rows of one place together, with a house code, without one, and by the house code alone', async () => {
    const header = HEADER.with(1, 'รหัสประจำบ้าน');
    const house = (at: number): string => `9999${String(at).padStart(7, '0')}`;
    const rowOf = (at: number, houseCode: string, addressNo: string): string[] =>
      PERSON.with(1, houseCode)
        .with(2, `คน${at}`)
        .with(4, addressNo)
        .with(5, addressNo === '' ? '' : '420101');
    const numbers = Array.from({ length: 400 }, (_, at) => at);
    const all = [
      ...numbers.map((at) => rowOf(at, at % 2 === 0 ? house(at) : '', `${at}/1`)),
      ...numbers.map((at) => rowOf(at, at % 2 === 0 ? '' : house(at), `${at}/1`)),
      ...numbers.map((at) => rowOf(at, house(at), '')),
    ];
    const { chunks, rows } = await read(csv([header, ...all]), { chunkRows: 50 });
    expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
    expect(rows).toHaveLength(all.length);
    expect(chunks.length).toBeGreaterThan(8);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(200);
    const homes = new Map<string, Set<number>>();
    for (const [index, chunk] of chunks.entries())
      for (const { values } of chunk)
        homes.set(values.firstName!, (homes.get(values.firstName!) ?? new Set()).add(index));
    expect([...homes.values()].filter(({ size }) => size !== 1)).toEqual([]);
  });

  it('keep the rows under one citizen ID together, in the order of the file, wherever they place it', async () => {
    const person = (at: number, place: number): string[] =>
      PERSON.with(1, `30000000${String(at).padStart(4, '0')}`).with(4, `${place}/1`);
    const withDigit = (cells: string[]): string[] => cells.with(1, `${cells[1]}${citizenIdCheckDigit(cells[1]!)}`);
    const all = Array.from({ length: 1200 }, (_, at) => withDigit(person(at % 600, at)));
    const { chunks, rows } = await read(csv([HEADER, ...all]), { chunkRows: 50 });
    expect(rows).toHaveLength(all.length);
    expect(chunks.length).toBeGreaterThan(8);
    const home = new Map<string, number>();
    for (const [index, chunk] of chunks.entries()) {
      expect(chunk.map(({ row }) => row)).toEqual(chunk.map(({ row }) => row).toSorted((a, b) => a - b));
      for (const { values } of chunk) {
        expect(home.get(values.citizenId!) ?? index).toBe(index);
        home.set(values.citizenId!, index);
      }
    }
  });

  it('are not crowded by one ID on the rows of everybody', async () => {
    const all = Array.from({ length: 2000 }, (_, at) => PERSON.with(4, `${at}/1`));
    const { chunks } = await read(csv([HEADER, ...all]), { chunkRows: 100 });
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(400);
  });

  it('spread rejected rows, however alike they are', async () => {
    const wrong = ['1', '3000000000013', 'ก', 'ข', '1', '420101', '', ''];
    const { chunks } = await read(csv([HEADER, ...Array.from({ length: 2000 }, () => wrong)]), { chunkRows: 100 });
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(400);
  });
});
