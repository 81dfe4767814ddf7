import type { FileRow, RowProblem } from '../files/row.ts';
import type { Household } from '../household/household.ts';

/**
 * A house code that another household holds is not this one's: the person is known by ID, so the row speaks of the person's
 * household, and its house code is left out with a warning. `holder`: the household that holds the row's house code.
 */
export function withoutForeignHouse(
  row: FileRow,
  household: Household | undefined,
  holder: string | undefined,
): { row: FileRow; problems: RowProblem[] } {
  if (!household || holder === undefined || holder === household.id) return { row, problems: [] };
  const { houseCode: _foreign, ...values } = row.values;
  const message = 'รหัสประจำบ้านนี้เป็นของครัวเรือนอื่นในระบบ แต่บุคคลนี้อยู่ในอีกครัวเรือนหนึ่ง ระบบใช้ครัวเรือนของบุคคล กรุณาตรวจทาน';
  const problem: RowProblem = {
    row: row.row,
    column: 'house_code',
    severity: 'warning',
    code: 'house-of-other',
    message,
  };
  return { row: { ...row, values }, problems: [problem] };
}
