/**
 * What a row of the register of the state welfare card means: a member of a known household holds a card of a year, or does not. The
 * register opens no file on anybody: of people who are not known it says nothing (domain.md §4.3). Pure.
 */
import type { Household } from '#shared/domain/household/household.ts';
import { findMember } from '#shared/domain/matching/match-person.ts';
import type { FileRow } from '../cells/row.ts';
import { refusal, warning, type Judgement } from './judgement.ts';

export function judgeRegister(row: FileRow, household: Household | undefined): Judgement {
  const { welfareCard, listYear: yearBe } = row.values;
  if (welfareCard === undefined || yearBe === undefined)
    return refusal(row)('required-missing', 'ต้องมีบัตรสวัสดิการแห่งรัฐและปีข้อมูล', 'welfare_card');
  const member = household && findMember(row.values, household.members)?.member;
  if (!member) {
    const message = 'ไม่มีบุคคลนี้ในแฟ้มบ้านใด จึงไม่บันทึกแถวนี้ (ทะเบียนบัตรไม่เปิดแฟ้มบ้านใหม่)';
    return { outcome: 'unchanged', problems: [warning(row, 'person-not-known', message, 'citizen_id')] };
  }
  const { welfareCardYear: known } = member;
  if (known !== undefined && known > yearBe) {
    const message = `มีข้อมูลทะเบียนบัตรปี ${known} ซึ่งใหม่กว่าอยู่แล้ว จึงไม่เปลี่ยน`;
    return { outcome: 'unchanged', problems: [warning(row, 'register-older', message, 'list_year')] };
  }
  const isNews = known !== yearBe || member.welfareCard !== welfareCard;
  // Not to know of a card is no news of one that is known.
  if (!isNews || (welfareCard === 'UNKNOWN' && member.welfareCard !== undefined))
    return { outcome: 'unchanged', problems: [] };
  const stated = { ...member, welfareCard, welfareCardYear: yearBe };
  return {
    outcome: 'updated',
    body: { type: 'registry', register: 'WELFARE_CARD', yearBe, profile: { members: [stated] } },
    problems: [],
  };
}
