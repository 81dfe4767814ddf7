/** Warnings that a row may be of somebody else than it was taken for. */
import { maskCitizenId } from '#shared/thai/citizen-id.ts';
import type { FileRow, RowProblem, UploadSource } from '../cells/row.ts';
import type { BirthDate, Household } from '#shared/domain/household/household.ts';
import {
  compareBirths,
  compareNames,
  findDoubtedNamesake,
  findMember,
  isLessExact,
} from '#shared/domain/matching/match-person.ts';
import { warning } from './judgement.ts';

/** A person of the row's name, with another citizen ID. */
export function idAlike(row: FileRow): RowProblem {
  const { citizenId } = row.values;
  return {
    ...warning(
      row,
      'citizen-id-alike',
      'ในบ้านนี้มีบุคคลชื่อเดียวกันที่น่าจะเป็นคนเดียวกัน แต่เลขประจำตัวประชาชนต่างกัน ระบบจึงไม่ถือเป็นคนเดียวกัน กรุณาตรวจเลขกับบัตรประชาชน',
      'citizen_id',
    ),
    ...(citizenId === undefined ? {} : { value: maskCitizenId(citizenId) }),
  };
}

/** A person of the row's name at the row's place, born in another time. */
export function personBornElsewhen(row: FileRow): RowProblem {
  return warning(
    row,
    'household-alike',
    'ที่อยู่เดียวกันนี้มีบุคคลชื่อเดียวกันในระบบแล้ว แต่ปีเกิดต่างกันหลายปี ระบบจึงเปิดแฟ้มบ้านใหม่ กรุณาตรวจว่าเป็นคนละคนจริง หากอยู่บ้านเดียวกันให้ระบุรหัสประจำบ้าน',
    'birth_date',
  );
}

/** Another household at the row's place that has somebody of the row's name, and may be the same. */
export function placeKnown(row: FileRow): RowProblem {
  return warning(
    row,
    'place-known',
    'ในระบบมีแฟ้มบ้านอีกแฟ้มหนึ่งของบุคคลชื่อเดียวกันในที่อยู่เดียวกัน ระบบบันทึกแถวนี้ในแฟ้มที่ตรงที่สุด กรุณาตรวจทาน หากเป็นครัวเรือนเดียวกันให้บันทึกว่าซ้ำกัน',
    'address_no',
  );
}

/** Years that differ by more than a slip, or a year alone that is not that of the known date, which stays. */
function birthDiffers(said: BirthDate | undefined, known: BirthDate | undefined): boolean {
  const births = compareBirths(said, known);
  return births === 'years-apart' || (births === 'different' && isLessExact(said, known));
}

/**
 * What the officer should look at when a row was taken for a member of its household, or for a new one. Rows of help are sent by
 * agencies, which may not learn when somebody was born.
 */
export function personWarnings(row: FileRow, household: Household, source: UploadSource): RowProblem[] {
  const match = findMember(row.values, household.members);
  const problems: RowProblem[] = [];
  if (match?.by === 'swapped-name')
    problems.push(
      warning(
        row,
        'names-swapped',
        'ชื่อและนามสกุลสลับกันกับบุคคลที่มีอยู่แล้วในบ้านนี้ ระบบถือเป็นคนเดียวกันและคงชื่อเดิมไว้ กรุณาตรวจทาน',
        'first_name',
      ),
    );
  else if (match && compareNames(row.values, match.member) === 'swapped')
    problems.push(
      warning(
        row,
        'names-swapped',
        'ชื่อและนามสกุลสลับกันกับที่บันทึกไว้สำหรับเลขประจำตัวประชาชนนี้ ระบบถือเป็นคนเดียวกัน กรุณาตรวจกับบัตรประชาชนว่าชื่อใดถูกต้อง',
        'first_name',
      ),
    );
  if (source !== 'assistance' && birthDiffers(row.values.birthDate, match?.member.birthDate))
    problems.push(
      warning(
        row,
        'birth-differs',
        'ปีเกิดไม่ตรงกับที่บันทึกไว้สำหรับบุคคลนี้ กรุณาตรวจกับบัตรประชาชนว่าเป็นคนเดียวกันและปีใดถูกต้อง',
        'birth_date',
      ),
    );
  if (match?.ambiguous === true)
    problems.push(
      warning(
        row,
        'person-ambiguous',
        'ในครัวเรือนนี้มีบุคคลชื่อเดียวกันหลายคน ระบบเลือกคนแรก กรุณาระบุเลขประจำตัวประชาชนหรือวันเกิด',
        'first_name',
      ),
    );
  if (findDoubtedNamesake(row.values, household.members)) problems.push(idAlike(row));
  return problems;
}
