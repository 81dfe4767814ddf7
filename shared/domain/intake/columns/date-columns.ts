import { dateOrder, dayFirst, readThaiDate, type ThaiDateReading } from '#shared/thai/thai-date.ts';
import type { CellReader } from '../cells/cell-reader.ts';
import { thaiColumn } from './thai-column.ts';
import type { RowProblem } from '../cells/row.ts';

export type DateColumn = 'birth_date' | 'survey_date' | 'delivered_on';

type Column = { dayFirst: number; monthFirst: number; nearMidnight: number };

/**
 * Reads the dates of one sheet and notes what only its columns tell: that months stand first (`5/13/2569`), and that a program wrote
 * midnights of Bangkok in UTC. Source: domain.md §7.2.
 */
export class DateColumns {
  readonly #dateCells: boolean;
  readonly #monthFirst: ReadonlySet<DateColumn>;
  readonly #columns = new Map<DateColumn, Column>();

  /** `dateCells`: the file is a workbook, in which days are cells of their own kind; `monthFirst`: what an earlier reading has told. */
  constructor({ dateCells, monthFirst }: { dateCells: boolean; monthFirst: ReadonlySet<DateColumn> }) {
    this.#dateCells = dateCells;
    this.#monthFirst = monthFirst;
  }

  /** Reads a cell. An error or a warning about it is told; undefined after an error. */
  read(cells: CellReader, key: DateColumn, text: string, today: string): (ThaiDateReading & { ok: true }) | undefined {
    // A date of birth is personal: a problem does not repeat it.
    const shown = key === 'birth_date' ? undefined : text;
    const column = this.#column(key);
    const order = dateOrder(text, this.#dateCells);
    if (order === 'day-first') column.dayFirst += 1;
    else if (order === 'month-first') column.monthFirst += 1;
    const monthFirst = order !== undefined && order !== 'day-first' && this.#monthFirst.has(key);
    if (monthFirst && order === 'either') {
      const message = `${thaiColumn(key)}: อ่านได้สองแบบ เพราะไฟล์เขียนเดือนไว้หน้าวัน กรุณากรอก วัน/เดือน/ปี พ.ศ. หรือเขียนเดือนเป็นชื่อ เช่น 7 พ.ค. 2569`;
      cells.error(key, 'date-order-unclear', message, shown);
      return undefined;
    }
    const reading = readThaiDate(monthFirst ? dayFirst(text) : text, { today, birth: key === 'birth_date' });
    if (!reading.ok) {
      cells.error(key, reading.code, `${thaiColumn(key)}: ${reading.message}`, shown);
      return undefined;
    }
    if (reading.remark !== undefined)
      if (this.#dateCells && DATE_CELL.test(text)) column.nearMidnight += 1;
      else cells.warning(key, reading.remark.code, `${thaiColumn(key)}: ${reading.remark.message}`, shown);
    return reading;
  }

  /**
   * The columns whose months stand first: some of their dates can be read in no other way, and no more can only be day first. The sheet
   * is then to be read again with them.
   */
  monthFirst(): ReadonlySet<DateColumn> {
    const found = [...this.#columns].filter(
      ([, column]) => column.monthFirst > 0 && column.monthFirst >= column.dayFirst,
    );
    return new Set(found.map(([key]) => key));
  }

  /** What is to be said of whole columns, once all rows are read. */
  problems(sheet: string): RowProblem[] {
    return [...this.#columns].flatMap(([column, { nearMidnight }]): RowProblem[] => {
      const problem = { ...(sheet === '' ? {} : { sheet }), row: 0, column, severity: 'warning' as const };
      const name = thaiColumn(column);
      return [
        ...(this.#monthFirst.has(column)
          ? [
              {
                ...problem,
                code: 'date-month-first' as const,
                message: `คอลัมน์ "${name}" เขียนเดือนไว้หน้าวัน ระบบจึงอ่านเป็น เดือน/วัน/ปี ส่วนแถวที่อ่านได้ทั้งสองแบบไม่ได้นำเข้า กรุณาตรวจทาน`,
              },
            ]
          : []),
        ...(nearMidnight > 0
          ? [
              {
                ...problem,
                code: 'date-near-midnight' as const,
                message: `คอลัมน์ "${name}" มี ${nearMidnight} แถวที่วันที่มีเวลา 17:00 น. หรือก่อนเที่ยงคืนเพียงชั่วครู่ ระบบใช้วันตามที่แสดง กรุณาตรวจว่าไม่ใช่วันถัดไป`,
              },
            ]
          : []),
      ];
    });
  }

  #column(key: DateColumn): Column {
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const column = { dayFirst: 0, monthFirst: 0, nearMidnight: 0 };
    this.#columns.set(key, column);
    return column;
  }
}

/** How a workbook's day with a time comes. */
const DATE_CELL = /^\d{4}-\d\d-\d\dT/;
