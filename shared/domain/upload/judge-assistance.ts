/** What a row of help means for the household that it speaks of: help that is new, or that the household has had already. */
import type { AssistanceBody } from '#shared/contracts/logbook.ts';
import { ASSISTANCE_TYPES } from '#shared/reference/assistance-types.ts';

import type { FileRow } from '../files/row.ts';
import type { Household, Member } from '../household/household.ts';
import type { LogbookEntry } from '../logbook/entry.ts';
import { normalizeThai } from '../thai-text.ts';
import { refusal, warning, type Judgement } from './judgement.ts';

/**
 * Judges a row of help that has no error of its own. `member` is the person of the household that it names, undefined when it
 * names nobody or a stranger; `history` is the entries of the household.
 */
export function judgeAssistance(
  row: FileRow,
  household: Household | undefined,
  member: Member | undefined,
  history: readonly LogbookEntry[],
): Judgement {
  const { values } = row;
  if (!household)
    return refusal(row)(
      'household-not-found',
      'ไม่พบครัวเรือนนี้ในระบบ กรุณาลงทะเบียนครัวเรือนก่อน หรือตรวจเลขประจำตัวประชาชน/รหัสประจำบ้าน',
    );
  const { dimension, deliveredOn } = values;
  if (dimension === undefined) return refusal(row)('dimension-missing', 'ต้องระบุมิติ', 'dimension');
  if (deliveredOn === undefined) return refusal(row)('delivered-on-missing', 'ต้องมีวันที่ให้ความช่วยเหลือ', 'delivered_on');
  const named = values.citizenId !== undefined || values.firstName !== undefined;
  const problems =
    named && !member
      ? [warning(row, 'person-not-member', 'ไม่พบบุคคลนี้ในครัวเรือน จึงบันทึกเป็นความช่วยเหลือของทั้งครัวเรือน', 'citizen_id')]
      : [];
  const body: AssistanceBody = {
    type: 'assistance',
    agency: values.agency ?? null,
    coAgencies: [],
    dimension,
    assistanceType: helpType(values.assistanceType),
    status: 'DELIVERED',
    deliveredOn,
    plannedOn: null,
    personIds: member ? [member.id] : [],
    // Help from files names no need.
    needIds: [],
    cashBaht: values.cashBaht ?? null,
    inKindBaht: values.inKindBaht ?? null,
    description: values.description ?? '',
  };
  const same = deliveredHelp(history).filter(({ help }) => sameHelp(help, body));
  if (same.length === 0) return { outcome: 'created', body, problems };
  if (same.every(({ superseded }) => superseded))
    problems.push(
      warning(row, 'help-corrected', 'เคยบันทึกความช่วยเหลือนี้แล้ว และมีผู้แก้ไขหรือยกเลิกภายหลัง จึงไม่บันทึกซ้ำ', 'delivered_on'),
    );
  return { outcome: 'unchanged', problems };
}

/** Whether the help of a row may be one that the household has: what facts hold of it is equal. Only the entries tell for sure. */
export function mayHaveHelp(household: Pick<Household, 'facts'>, { values }: FileRow): boolean {
  return household.facts.some(
    ({ body }) =>
      body.type === 'assistance' &&
      body.deliveredOn === values.deliveredOn &&
      body.agency === (values.agency ?? null) &&
      body.dimension === values.dimension &&
      body.assistanceType === helpType(values.assistanceType) &&
      body.cashBaht === (values.cashBaht ?? null) &&
      body.inKindBaht === (values.inKindBaht ?? null),
  );
}

function helpType(code: string | undefined): AssistanceBody['assistanceType'] {
  return ASSISTANCE_TYPES.find((type) => type === code) ?? 'OTHER';
}

/** Delivered help of a household; also what a correction has superseded since: the file it came from must not bring it back. */
function deliveredHelp(history: readonly LogbookEntry[]): { help: AssistanceBody; superseded: boolean }[] {
  const superseded = new Set(history.flatMap(({ body }) => (body.type === 'correction' ? [body.supersedes] : [])));
  return history.flatMap(({ id, body }) => {
    const help = body.type === 'correction' ? body.entry : body;
    const delivered = help.type === 'assistance' && (help.status === 'DELIVERED' || help.status === 'VERIFIED');
    return delivered ? [{ help, superseded: superseded.has(id) }] : [];
  });
}

/** The same help: same person, agency, dimension, type, day, description and both values, in the same household. */
function sameHelp(a: AssistanceBody, b: AssistanceBody): boolean {
  return (
    a.agency === b.agency &&
    a.dimension === b.dimension &&
    a.assistanceType === b.assistanceType &&
    a.deliveredOn === b.deliveredOn &&
    a.cashBaht === b.cashBaht &&
    a.inKindBaht === b.inKindBaht &&
    normalizeThai(a.description) === normalizeThai(b.description) &&
    a.personIds.length === b.personIds.length &&
    a.personIds.every((id) => b.personIds.includes(id))
  );
}
