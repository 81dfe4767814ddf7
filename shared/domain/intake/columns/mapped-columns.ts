/** What an office has said that its own columns are: what is wrong with it, and how it is told. */
import { SOURCE_RULES } from './columns.ts';
import { thaiColumn } from './thai-column.ts';
import { knownColumn, type MappedColumns } from './header.ts';
import { canBeRemembered, joinColumns, MOST_REMEMBERED } from './remembered-columns.ts';
import type { RowProblem, UploadSource } from '../cells/row.ts';

export type ColumnsFault = { header?: string; code: string; message: string };

/**
 * What is wrong with columns that an office maps by hand: a header whose meaning the system knows, given another; a column that
 * files of the source do not have; more headers than can be remembered (a fault of no one header).
 */
export function faultsOfColumns(said: MappedColumns, stands: MappedColumns, source: UploadSource): ColumnsFault[] {
  const faults = Object.entries(said).flatMap(([header, key]): ColumnsFault[] => {
    const known = knownColumn(header, source);
    if (known === undefined && !SOURCE_RULES[source].columns.has(key)) {
      const message = `ไฟล์ "${SOURCE_RULES[source].thai}" ไม่มีคอลัมน์ "${thaiColumn(key)}" จึงจับคู่หัวคอลัมน์นี้ไม่ได้`;
      return [{ header, message, code: 'column-of-other-source' }];
    }
    if (known === undefined || known === key) return [];
    const message = `ระบบรู้จักหัวคอลัมน์นี้เองว่าเป็น "${thaiColumn(known)}" จึงจับคู่เป็นคอลัมน์อื่นไม่ได้`;
    return [{ header, message, code: 'column-known' }];
  });
  if (!canBeRemembered(joinColumns(stands, said)))
    faults.push({
      message: `สำนักงานหนึ่งจับคู่หัวคอลัมน์ของไฟล์ชนิดหนึ่งได้ไม่เกิน ${MOST_REMEMBERED} หัว ซึ่งจะเกินเมื่อรวมกับที่จำไว้แล้ว กรุณาใช้หัวคอลัมน์ที่จับคู่ไว้แล้วหรือชื่อมาตรฐาน`,
      code: 'too-many-columns',
    });
  return faults;
}

/** Says of a whole file by which mapped headers it was read, if by any: a colleague may have mapped them, long ago. */
export function tellUsed(used: MappedColumns): RowProblem[] {
  const pairs = Object.entries(used).map(([name, key]) => `"${name}" เป็น "${thaiColumn(key)}"`);
  if (pairs.length === 0) return [];
  const message = `อ่านหัวคอลัมน์ตามที่สำนักงานจับคู่ไว้: ${pairs.join(', ')} หากไม่ถูกต้อง กรุณาจับคู่ใหม่แล้วส่งไฟล์อีกครั้ง`;
  return [{ row: 0, severity: 'warning', code: 'columns-mapped', message }];
}
