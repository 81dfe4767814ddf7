import { describe, expect, it } from 'vitest';

import {
  coversOf,
  isMunicipalUnit,
  kindByCode,
  sharedCover,
  unitCovers,
  unitOfPlace,
  unitsKnownAt,
  type Unit,
} from './units.ts';

const province: Unit = { unit: '42', kind: 'PROVINCE', covers: ['42'] };
const district: Unit = { unit: '4201', kind: 'DISTRICT', covers: ['4201'] };
const town: Unit = { unit: '4201.1', kind: 'TOWN_MUN', covers: ['420101', '420151'] };
const team: Unit = { unit: '420101', kind: 'FIELD_TEAM', covers: ['420101'] };
const units = [province, team, town, district];

describe('the unit of a place', () => {
  it.each([
    ['420101', '4201.1'],
    ['42010105', '4201.1'],
    ['420151', '4201.1'],
    ['420102', '4201'],
    ['4201', '4201'],
    ['420201', undefined],
    ['42', undefined],
  ])('%s is %s, whatever the order of the units', (place, unit) => {
    expect(unitOfPlace(units, place)?.unit).toBe(unit);
    expect(unitOfPlace(units.toReversed(), place)?.unit).toBe(unit);
  });

  it('is the smaller code where two cover the same', () => {
    const twin: Unit = { ...town, unit: '4201.2' };
    for (const both of [
      [town, twin],
      [twin, town],
    ])
      expect(unitOfPlace(both, '420101')?.unit).toBe('4201.1');
  });
});

describe('what a unit covers', () => {
  it('lets a district work in its municipality, and the municipality not in the rest of its district', () => {
    expect(unitCovers(district.covers, ['420101'])).toBe(true);
    expect(unitCovers(town.covers, ['420102'])).toBe(false);
    expect(unitCovers(town.covers, ['420102', '420101'])).toBe(true);
    expect(unitCovers([], ['420101'])).toBe(false);
    // A wider place than the cover is not in it.
    expect(unitCovers(town.covers, ['4201'])).toBe(false);
  });

  it('is its area before any order, and nothing for a municipality', () => {
    expect(coversOf('4201', undefined)).toEqual(['4201']);
    expect(coversOf('4201', { covers: ['420102'] })).toEqual(['420102']);
    expect(coversOf('4201.1', undefined)).toEqual([]);
    expect(coversOf('4201.1', town)).toEqual(['420101', '420151']);
  });
});

describe('codes of units', () => {
  it.each([
    ['42', 'PROVINCE'],
    ['4201', 'DISTRICT'],
    ['420101', 'FIELD_TEAM'],
    ['4201.1', undefined],
    ['TH', undefined],
    ['420', undefined],
    ['42010101', undefined],
  ])('%s is of kind %s', (unit, kind) => {
    expect(kindByCode(unit)).toBe(kind);
  });

  it.each([
    ['4201.1', true],
    ['4201.99', true],
    ['4201.0', false],
    ['4201.01', false],
    ['4201.100', false],
    ['42.1', false],
    ['4201', false],
    ['4201.1 ', false],
  ])('%s is a municipality: %s', (unit, is) => {
    expect(isMunicipalUnit(unit)).toBe(is);
  });
});

describe('orders', () => {
  const order = (unit: Unit, version: number, recordedAt: string, covers = unit.covers) => ({
    ...unit,
    covers,
    version,
    recordedAt,
  });

  it('are those known at a moment, the newest of each unit', () => {
    const orders = [
      order(town, 2, '2026-05-01T00:00:00.000Z', ['420102']),
      order(town, 1, '2026-02-01T00:00:00.000Z'),
      order(district, 1, '2026-03-01T00:00:00.000Z'),
    ];
    const at = (asOf: string) => unitsKnownAt(orders, asOf).map(({ unit, version }) => [unit, version]);
    expect(at('2026-01-01T00:00:00.000Z')).toEqual([]);
    expect(at('2026-02-01T00:00:00.000Z')).toEqual([['4201.1', 1]]);
    expect(at('2026-05-01T00:00:00.000Z')).toEqual([
      ['4201', 1],
      ['4201.1', 2],
    ]);
  });

  it('share no cover within the middle rung', () => {
    expect(sharedCover({ ...town, unit: '4201.2' }, units)).toEqual({ cover: '420101', unit: '4201.1' });
    expect(sharedCover(town, units)).toBeUndefined();
    expect(sharedCover({ ...town, unit: '4201.2', covers: ['420102'] }, units)).toBeUndefined();
    // A team is part of a unit, and a province lies over all of them.
    expect(sharedCover(team, units)).toBeUndefined();
    expect(sharedCover({ ...town, unit: '4202.1', covers: ['42'] }, units)).toBeUndefined();
  });
});
