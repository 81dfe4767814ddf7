import type { FileProblemCode } from '#shared/file-problems.ts';
import { resolveArea } from '#shared/reference/resolve-area.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { readHouseAddress, readMoo, type HouseAddress } from '#shared/thai/house-address.ts';
import { readHouseCode } from '#shared/thai/house-code.ts';
import { isMadeDate } from '#shared/thai/thai-date.ts';
import { arabicDigits } from '#shared/thai/thai-text.ts';
import type { CellReader } from './cell-reader.ts';
import { thaiColumn } from '../columns/thai-column.ts';
import type { ColumnKey, RowValues } from './row.ts';

const AREA_COLUMNS = ['area_code', 'province', 'district', 'subdistrict'] as const;

type Names = { province?: string; district?: string; subdistrict?: string };

type PlaceReading =
  | { ok: true; code: string; translated: boolean; remark?: 'conflict' | 'names-unknown' }
  | { ok: false; code: FileProblemCode; message: string };

/**
 * Reads where a row's household is: house code, address and area, and judges
 * the area against the account's. Many rows say the same place, so readings of
 * areas are remembered. Made once for a file. A row with a house code needs no
 * area; `byId`: nor does one with a citizen ID, because its household must be
 * known already. Source: design of files in; domain.md §7.4.
 */
export function placeReader(
  scopeAreas: readonly string[],
  byId: boolean,
): (cells: CellReader, values: RowValues) => void {
  const known = new Map<string, PlaceReading>();
  const needsNoArea = (cells: CellReader, { houseCode, citizenId }: RowValues): boolean =>
    houseCode !== undefined ||
    // A wrong ID has been reported already: the area is no second fault.
    (byId &&
      (citizenId !== undefined ||
        cells.problems.some(({ severity, column }) => severity === 'error' && column === 'citizen_id')));

  return (cells, values) => {
    readHouse(cells, values);
    const inAddress = readAddress(cells, values);
    const code = areaDigits(cells.text('area_code'));
    // What is written into the cell of the house number decides nothing of a row that needs no area.
    const aside = code === undefined && needsNoArea(cells, values) ? undefined : inAddress;
    const province = cells.text('province') ?? aside?.province;
    const district = cells.text('district') ?? aside?.district;
    const subdistrict = cells.text('subdistrict') ?? aside?.subdistrict;
    if (AREA_COLUMNS.some((column) => cells.isDamaged(column))) return;
    if (code === undefined && province === undefined && district === undefined && subdistrict === undefined) {
      if (!needsNoArea(cells, values))
        cells.error('area_code', 'area-missing', 'ไม่มีพื้นที่ กรุณากรอกรหัสตำบล 6 หลัก หรือตำบล อำเภอ จังหวัด');
      return;
    }
    const key = `${code ?? ''}|${province ?? ''}|${district ?? ''}|${subdistrict ?? ''}`;
    let reading = known.get(key);
    if (reading === undefined) {
      reading = readArea(code, {
        ...(province === undefined ? {} : { province }),
        ...(district === undefined ? {} : { district }),
        ...(subdistrict === undefined ? {} : { subdistrict }),
      });
      if (known.size > 20_000) known.clear();
      known.set(key, reading);
    }
    if (!reading.ok) {
      // Names that lead to no one place, beside what leads to the household, are no fault of the row.
      if (reading.code === 'area-missing' && needsNoArea(cells, values)) return;
      const column: ColumnKey =
        code === undefined ? (subdistrict === undefined ? 'area_code' : 'subdistrict') : 'area_code';
      const said = code ?? [subdistrict, district, province].filter((name) => name !== undefined).join(' ');
      cells.error(column, reading.code, reading.message, said);
      return;
    }
    values.areaCode = reading.code;
    remark(cells, reading, code, [subdistrict, district, province]);
    if (scopeAreas.length > 0 && !scopeAreas.some((scope) => isWithin(values.areaCode ?? '', scope)))
      cells.error(
        code === undefined ? 'subdistrict' : 'area_code',
        'area-outside-scope',
        'พื้นที่ของแถวนี้อยู่นอกพื้นที่รับผิดชอบของบัญชีผู้ใช้',
        reading.code,
      );
  };
}

function readArea(code: string | undefined, names: Names): PlaceReading {
  if (code === undefined) return resolveArea(names);
  const byCode = resolveArea({ areaCode: code });
  if (!byCode.ok || Object.keys(names).length === 0) return byCode;
  const byName = resolveArea(names);
  if (byName.ok) return byName.code === byCode.code ? byCode : { ...byCode, remark: 'conflict' };
  return byName.code === 'area-unknown' ? { ...byCode, remark: 'names-unknown' } : byCode;
}

function remark(
  cells: CellReader,
  reading: PlaceReading & { ok: true },
  code: string | undefined,
  names: readonly (string | undefined)[],
): void {
  const said = names.filter((name) => name !== undefined).join(' ');
  if (reading.translated)
    cells.warning(
      code === undefined ? 'subdistrict' : 'area_code',
      'area-translated',
      `รหัสพื้นที่เดิมถูกยกเลิก ระบบใช้รหัสปัจจุบัน ${reading.code}`,
      code ?? said,
    );
  if (reading.remark === 'conflict')
    cells.warning(
      'area_code',
      'area-conflict',
      'รหัสพื้นที่ไม่ตรงกับชื่อตำบล อำเภอ จังหวัด ระบบใช้ตามรหัส กรุณาตรวจทาน',
      `${code ?? ''} ${said}`,
    );
  if (reading.remark === 'names-unknown')
    cells.warning('subdistrict', 'area-name-unknown', 'ไม่รู้จักชื่อตำบล อำเภอ หรือจังหวัด ระบบใช้ตามรหัสพื้นที่', said);
}

/** A code with its separators taken out. Village codes (8 digits) and TPMAP's (10) begin with the sub-district's. */
function areaDigits(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d{6}$/.test(text)) return text;
  const digits = arabicDigits(text)
    .replace(/\.0+$/, '')
    .replaceAll(/[\s\-']/g, '');
  return /^(\d{8}|\d{10})$/.test(digits) ? digits.slice(0, 6) : digits;
}

function readHouse(cells: CellReader, values: RowValues): void {
  const text = cells.text('house_code');
  if (text === undefined) return;
  const reading = readHouseCode(text);
  if (reading.ok) values.houseCode = reading.houseCode;
  else if (reading.code !== 'house-code-missing') cells.error('house_code', reading.code, reading.message, text);
}

/** Reads number, หมู่ and village, whichever of their cells they stand in; answers with all that stood in the cell of the number. */
function readAddress(cells: CellReader, values: RowValues): HouseAddress | undefined {
  const village = textNoDate(cells, 'village');
  if (village !== undefined) values.village = village;
  readMooCell(cells, values);
  const text = textNoDate(cells, 'address_no');
  if (text === undefined) return undefined;
  const address = readHouseAddress(text);
  if (address.number !== undefined) values.addressNo = address.number;
  if (address.village !== undefined) values.village ??= address.village;
  if (address.moo === undefined) return address;
  if (values.moo !== undefined && values.moo !== address.moo) {
    const message = `ช่อง "${thaiColumn('address_no')}" ระบุหมู่ที่ ${address.moo} แต่ช่อง "${thaiColumn('moo')}" ระบุ ${values.moo} ระบบใช้ตามช่อง "${thaiColumn('moo')}" กรุณาตรวจทาน`;
    cells.warning('address_no', 'address-moo-differs', message, text);
  } else values.moo = address.moo;
  return address;
}

/** The cell, unless a spreadsheet program made a date of what was typed: then the row is rejected. */
function textNoDate(cells: CellReader, key: 'address_no' | 'moo' | 'village'): string | undefined {
  const text = cells.text(key);
  if (text === undefined || !isMadeDate(text)) return text;
  cells.error(key, 'address-is-date', `${thaiColumn(key)}ถูก Excel เปลี่ยนเป็นวันที่ กรุณาตั้งช่องเป็น "ข้อความ" แล้วพิมพ์ใหม่`, text);
  return undefined;
}

function readMooCell(cells: CellReader, values: RowValues): void {
  const text = textNoDate(cells, 'moo');
  if (text === undefined) return;
  const reading = readMoo(text);
  if (reading !== undefined) {
    if (reading.moo > 0) values.moo = reading.moo;
    if (reading.village !== undefined) values.village ??= reading.village;
    return;
  }
  // Towns have communities and no numbered villages: their name is often put here.
  if (/\p{L}/u.test(text)) values.village ??= text;
  cells.warning('moo', 'moo-unreadable', `ช่อง "${thaiColumn('moo')}" ไม่ใช่ตัวเลข ระบบถือเป็นชื่อหมู่บ้าน/ชุมชน`, text);
}
