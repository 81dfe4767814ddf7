import { describe, expect, it } from 'vitest';
import { areaRows } from './area-tables.ts';
import { areasUnder } from './areas.ts';
import codes from './data/areas/packed/codes.json' with { type: 'json' };
import namesEn from './data/areas/packed/names-en.json' with { type: 'json' };
import namesTh from './data/areas/packed/names-th.json' with { type: 'json' };
import { packAreas, type AreaRow } from './packed-areas.ts';

describe('the packed areas', () => {
  it('are those of the tables (else: npm run areas)', () => {
    const { codes: packedCodes, ...names } = packAreas(areaRows());
    // Not toEqual: a difference would print both tables.
    expect(packedCodes === codes.codes).toBe(true);
    expect(JSON.stringify(names) === JSON.stringify({ namesTh, namesEn: namesEn.names })).toBe(true);
  });

  it('come out as every row went in', () => {
    const rows = areaRows();
    const out = areasUnder('TH').map(({ code, nameTh, nameEn }): AreaRow => [code, nameTh, nameEn]);
    expect(out.filter((row, index) => String(row) !== String(rows[index]))).toEqual([]);
    expect(out).toHaveLength(rows.length);
  });

  it('are refused out of order, where a district would get the wrong names', () => {
    const [province, district, subdistrict] = areaRows();
    if (!province || !district || !subdistrict) throw new Error('There are areas');
    expect(packAreas([province, district, subdistrict]).codes).toBe('1001:1');
    expect(() => packAreas([district, province, subdistrict])).toThrow(RangeError);
    expect(() => packAreas([province, subdistrict])).toThrow(RangeError);
  });
});
