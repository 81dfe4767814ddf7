/**
 * What a row of a file means for the household it speaks of: the entry it becomes, or that it says nothing new, or why it
 * is refused (design: files in). Pure: the row is read and valid by itself, the household it resolved to is given.
 */
import { coversHouseholdOfFile } from '#shared/domain/access/placed.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { findMember, isIdOfOther } from '#shared/domain/matching/match-person.ts';
import { maskCitizenId } from '#shared/thai/citizen-id.ts';
import type { FileRow } from '../cells/row.ts';
import { judgeAssistance } from './judge-assistance.ts';
import { judgeBmn } from './judge-bmn.ts';
import { judgeMissed } from './judge-missed.ts';
import { judgeRegister } from './judge-register.ts';
import { judgeSurvey } from './judge-survey.ts';
import { judgeTarget } from './judge-target.ts';
import { refusal, type JudgeContext, type Judgement, type Rejected } from './judgement.ts';
import { personWarnings } from './row-warnings.ts';

/**
 * Judges one row that has no error of its own. `household` is undefined when none is known by the row's ID, house code or
 * address; `history` is its entries and those of households that were merged into it, needed for `assistance`.
 */
export function judgeRow(
  row: FileRow,
  household: Household | undefined,
  history: readonly LogbookEntry[],
  context: JudgeContext,
): Judgement {
  // Help is answered as if a household outside were not known at all: an agency's file must not tell who is where.
  if (household && !coversHouseholdOfFile(context.scopeAreas, household))
    return context.source === 'assistance'
      ? judgeAssistance(row, undefined, undefined, [])
      : {
          ...refusal(row)('area-outside-scope', 'ครัวเรือนนี้อยู่นอกพื้นที่รับผิดชอบของท่าน', 'area_code'),
          tellsOf: household,
        };
  if (household && isIdOfOther(row.values, household.members)) return refuseIdOfOther(row, household);
  const judgement = judgeBySource(row, household, history, context);
  if (!household || judgement.outcome === 'rejected') return judgement;
  return { ...judgement, problems: [...judgement.problems, ...personWarnings(row, household, context.source)] };
}

function judgeBySource(
  row: FileRow,
  household: Household | undefined,
  history: readonly LogbookEntry[],
  context: JudgeContext,
): Judgement {
  switch (context.source) {
    case 'thaiqm-survey':
      return judgeSurvey(row, household, context);
    case 'tpmap-targets':
      return judgeTarget(row, household, context);
    case 'assistance':
      return judgeAssistance(row, household, household && findMember(row.values, household.members)?.member, history);
    case 'bmn-survey':
      return judgeBmn(row, household, context);
    case 'welfare-register':
      return judgeRegister(row, household);
    case 'missed-households':
      return judgeMissed(row, household, context);
  }
}

/** Nothing of the person who holds the ID is said. */
function refuseIdOfOther(row: FileRow, household: Household): Rejected {
  const { citizenId } = row.values;
  const { problems } = refusal(row)(
    'citizen-id-of-other',
    'เลขประจำตัวประชาชนนี้เป็นของบุคคลอื่นในระบบ จึงไม่บันทึกแถวนี้ กรุณาตรวจเลขกับบัตรประชาชน หากเลขในแถวนี้ถูกต้อง แสดงว่าเลขที่บันทึกไว้ก่อนพิมพ์ผิด ให้แจ้งเลขานุการ ศจพ.จ. แก้ไขแฟ้มบ้านก่อน แล้วจึงส่งแถวนี้อีกครั้ง',
    'citizen_id',
  );
  const masked = citizenId === undefined ? {} : { value: maskCitizenId(citizenId) };
  return { outcome: 'rejected', problems: problems.map((problem) => ({ ...problem, ...masked })), tellsOf: household };
}
