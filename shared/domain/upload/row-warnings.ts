/** Warnings that a row may be of somebody else than it was taken for. */
import { maskCitizenId } from '#shared/thai/citizen-id.ts';
import type { FileRow, RowProblem } from '../files/row.ts';
import type { Household } from '../household/household.ts';
import { findDoubtedNamesake, findMember } from '../matching/match-person.ts';
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

/** What the officer should look at when a row was taken for a member of its household, or for a new one. */
export function personWarnings(row: FileRow, household: Household): RowProblem[] {
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
