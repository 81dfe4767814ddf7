/**
 * What a row of a file means for the household it speaks of: the entry it becomes, or that it says nothing new, or why it
 * is refused (design: files in). Pure: the row is read and valid by itself, the household it resolved to is given.
 */
import type { SurveyBody } from '#shared/domain/logbook/bodies.ts';
import { dimensionOfHardship } from '#shared/reference/hardship-categories.ts';
import { findIndicator } from '#shared/reference/indicators.ts';
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';

import { coversHouseholdOfFile } from '../access/placed.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { isThirteenDigits, maskCitizenId } from '#shared/thai/citizen-id.ts';
import { addressKey } from '../files/household-key.ts';
import type { FileRow, RowProblem, RowValues } from '../files/row.ts';
import type { Household, Member, Profile, Address } from '../household/household.ts';
import type { LogbookEntry } from '../logbook/entry.ts';
import { compareBirths, findMember, isIdOfOther, isLessExact } from '../matching/match-person.ts';
import type { TargetList } from '../target-list/target-list.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';
import { normalizeThai } from '#shared/thai/thai-text.ts';
import type { RowSender } from './household-of-row.ts';
import { judgeAssistance } from './judge-assistance.ts';
import { refusal, warning, type Judgement, type Rejected } from './judgement.ts';
import { personWarnings } from './row-warnings.ts';

export type JudgeContext = RowSender & {
  /** The list the rows become entries of; given for `tpmap-targets`. */
  list?: TargetList;
  /** Names a member who is met for the first time. */
  newPersonId: () => string;
};

/**
 * Judges one row that has no error of its own. `household` is undefined when none is known by the row's ID, house code or
 * address; `history` is its entries, needed for `assistance`.
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
    case 'welfare-register':
    case 'missed-households':
      return refusal(row)('source-not-received', 'ยังไม่เปิดรับไฟล์ประเภทนี้');
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

// --- surveys -------------------------------------------------------------------------------------------------------

function judgeSurvey(row: FileRow, household: Household | undefined, context: JudgeContext): Judgement {
  const { values } = row;
  const on = values.surveyDate;
  if (on === undefined) return refusal(row)('survey-date-missing', 'ต้องมีวันที่สำรวจ', 'survey_date');
  if (!household) {
    const start = beginning(row, context);
    if ('outcome' in start) return start;
    const body: SurveyBody & { profile: Profile } = {
      type: 'survey',
      on,
      needs: needsOf(values.problems),
      profile: start,
    };
    return { outcome: 'created', body, problems: [] };
  }
  if (household.surveyedOn !== null && on < household.surveyedOn) {
    const message = `มีผลสำรวจที่ใหม่กว่าอยู่แล้ว (${formatThaiDate(household.surveyedOn)}) จึงไม่เปลี่ยนข้อมูลปัจจุบัน`;
    const blanks = blanksFilled(household, values);
    if (!blanks) return { outcome: 'unchanged', problems: [warning(row, 'survey-older', message, 'survey_date')] };
    const filled = `${message} เพียงเติมข้อมูลที่ยังว่างอยู่`;
    return {
      outcome: 'updated',
      body: { type: 'survey', on, needs: [], profile: blanks },
      problems: [warning(row, 'survey-older', filled, 'survey_date')],
    };
  }
  const known = new Set(household.needs.map((need) => normalizeThai(need.text)));
  const needs = needsOf(values.problems).filter((need) => !known.has(normalizeThai(need.text)));
  const profile = newerProfile(household, values, context);
  const problems = elsewhere(row, household);
  if (household.surveyedOn === on && needs.length === 0 && !profile) return { outcome: 'unchanged', problems };
  return { outcome: 'updated', body: { type: 'survey', on, needs, ...(profile ? { profile } : {}) }, problems };
}

function needsOf(texts: readonly string[] = []): SurveyBody['needs'] {
  return [...new Set(texts.map((text) => text.slice(0, 2000)))]
    .slice(0, 50)
    .map((text) => ({ dimension: dimensionOfHardship(text), kind: 'PROBLEM', text }));
}

// --- target lists ----------------------------------------------------------------------------------------------------

function judgeTarget(row: FileRow, household: Household | undefined, context: JudgeContext): Judgement {
  const { values } = row;
  const refuse = refusal(row);
  const { list } = context;
  if (!list) return refuse('list-required', 'ไม่พบบัญชีเป้าหมายของไฟล์นี้');
  if (values.listYear !== undefined && values.listYear !== list.yearBe)
    return refuse('list-year-differs', `ปีข้อมูล ${values.listYear} ไม่ตรงกับบัญชีเป้าหมายปี ${list.yearBe}`, 'list_year');
  // A person listed before stays in the area of the list entry, wherever the household lives since.
  const standsIn = household?.targets.find((target) => target.list === list.id)?.area;
  const area = values.areaCode ?? standsIn ?? household?.areaCode;
  if (area !== undefined && !isWithin(area, list.scopeArea))
    return refuse('area-outside-list', 'พื้นที่นี้อยู่นอกขอบเขตของบัญชีเป้าหมาย', 'area_code');
  const indicators = [...new Set(values.indicators ?? [])].sort((a, b) => a - b);
  const dimensions = dimensionsOf(values.dimensions, indicators);

  if (!household) {
    const start = beginning(row, context);
    if ('outcome' in start) return start;
    const personId = start.members?.[0]?.id;
    if (personId === undefined) return refuse('person-missing', 'ต้องระบุบุคคลเป้าหมาย', 'citizen_id');
    const targets = [{ personId, dimensions, indicators }];
    return {
      outcome: 'created',
      body: { type: 'listed', list: list.id, area: start.areaCode, targets, profile: start },
      problems: [],
    };
  }
  const member = findMember(values, household.members)?.member;
  const known = household.targets.find((target) => target.list === list.id && target.personId === member?.id);
  const profile = fillingProfile(household, values, context);
  const personId = member?.id ?? profile?.members?.at(-1)?.id;
  if (personId === undefined) return refuse('person-missing', 'ต้องระบุบุคคลเป้าหมาย', 'citizen_id');
  const problems = elsewhere(row, household);
  const same = known && sameSet(known.dimensions, dimensions) && sameSet(known.indicators, indicators);
  if (same && !profile) return { outcome: 'unchanged', problems };
  const listedArea = standsIn ?? area ?? household.areaCode;
  return {
    outcome: known ? 'updated' : 'created',
    body: {
      type: 'listed',
      list: list.id,
      area: listedArea,
      targets: [{ personId, dimensions, indicators }],
      ...(profile ? { profile } : {}),
    },
    problems,
  };
}

/** The dimensions a row states; those of its indicators when it states none. In the order of the reference table. */
function dimensionsOf(stated: readonly Dimension[] | undefined, indicators: readonly number[]): Dimension[] {
  const named = new Set(
    stated && stated.length > 0
      ? stated
      : indicators.flatMap((no) => {
          const indicator = findIndicator(no);
          return indicator ? [indicator.mpiDimension ?? indicator.planDimension] : [];
        }),
  );
  return DIMENSIONS.filter((dimension) => named.has(dimension));
}

function sameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

// --- the household a row speaks of -----------------------------------------------------------------------------------

/** The profile a household begins with, or why it cannot. */
function beginning(row: FileRow, context: JudgeContext): (Profile & { areaCode: string }) | Judgement {
  const { values } = row;
  if (values.areaCode === undefined)
    return refusal(row)('area-missing', 'ไม่รู้จักรหัสประจำบ้านนี้ จึงต้องระบุพื้นที่ (ตำบล อำเภอ จังหวัด)', 'area_code');
  const member = memberOf(values, context.newPersonId);
  const address = addressOf(values);
  return {
    ...(values.houseCode === undefined ? {} : { houseCode: values.houseCode }),
    ...(address ? { address } : {}),
    areaCode: values.areaCode,
    members: member ? [member] : [],
  };
}

/** Moves are recorded by officers; a file that places a known household elsewhere is only reported. */
function elsewhere(row: FileRow, household: Household): RowProblem[] {
  const { areaCode } = row.values;
  if (areaCode === undefined || isThere(household, row.values)) return [];
  const message = `ในระบบครัวเรือนนี้อยู่พื้นที่ ${household.areaCode} ไฟล์ระบุ ${areaCode}: ไม่เปลี่ยนพื้นที่และที่อยู่ หากย้ายจริงให้บันทึกการย้าย`;
  return [warning(row, 'area-differs', message, 'area_code')];
}

/** Whether the row places the household where it is known to live: only then do its house code and address speak of that place. */
function isThere(household: Household, { areaCode }: RowValues): boolean {
  return areaCode === undefined || areaCode === household.areaCode;
}

function addressOf(values: RowValues): Address | undefined {
  const address: Address = {
    ...(values.addressNo === undefined ? {} : { addressNo: values.addressNo }),
    ...(values.moo === undefined ? {} : { moo: values.moo }),
    ...(values.village === undefined ? {} : { village: values.village }),
  };
  return Object.keys(address).length > 0 ? address : undefined;
}

function memberOf(values: RowValues, newPersonId: () => string): Member | undefined {
  if (values.citizenId === undefined && values.firstName === undefined) return undefined;
  return { id: newPersonId(), firstName: values.firstName ?? '', ...particularsOf(values) };
}

function particularsOf(values: RowValues): Omit<Partial<Member>, 'id' | 'firstName'> {
  const { citizenId, title, lastName, birthDate, relation, welfareCard } = values;
  return {
    ...(citizenId === undefined ? {} : { citizenId }),
    ...(title === undefined ? {} : { title }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(relation === undefined ? {} : { relation }),
    ...(welfareCard === undefined ? {} : { welfareCard }),
  };
}

/** What a survey that is not older says anew of the household; undefined when nothing. */
function newerProfile(household: Household, values: RowValues, context: JudgeContext): Profile | undefined {
  const match = findMember(values, household.members);
  const member = match?.member;
  const stated = memberOf(values, () => member?.id ?? context.newPersonId());
  // Which of two swapped names is right, only a person can tell.
  if (stated && match?.by === 'swapped-name') {
    stated.firstName = '';
    delete stated.lastName;
  }
  if (isLessExact(stated?.birthDate, member?.birthDate)) delete stated?.birthDate;
  // A number of another kind leads to the person all the same.
  if (isThirteenDigits(member?.citizenId ?? '') && !isThirteenDigits(stated?.citizenId ?? '')) delete stated?.citizenId;
  // Not to know of a card is no news of one that is known.
  if (stated?.welfareCard === 'UNKNOWN' && member?.welfareCard !== undefined) delete stated.welfareCard;
  const there = isThere(household, values);
  const address = there ? addressOf(values) : undefined;
  return profileOf({
    houseCode: there && values.houseCode !== household.houseCode ? values.houseCode : undefined,
    address: address && differs(household.address, address) ? address : undefined,
    // A blank name does not wipe out a known one.
    member:
      stated && (!member || differs(member, stated))
        ? { ...member, ...stated, firstName: stated.firstName || member?.firstName || '' }
        : undefined,
  });
}

/**
 * What an older survey fills in: an ID, a birth date and a house code that are not known. An ID or birth date of a person whom
 * two members may be, or whose birth dates differ, is not filled in.
 */
function blanksFilled(household: Household, values: RowValues): Profile | undefined {
  const { citizenId, birthDate, houseCode } = values;
  const match = findMember(values, household.members);
  const isSure = match && !match.ambiguous && compareBirths(birthDate, match.member.birthDate) !== 'different';
  const blanks = {
    ...(citizenId === undefined ? {} : { citizenId }),
    ...(birthDate === undefined ? {} : { birthDate }),
  };
  const filled = isSure ? { ...blanks, ...match.member } : undefined;
  return profileOf({
    houseCode: isThere(household, values) && household.houseCode === undefined ? houseCode : undefined,
    address: undefined,
    member: match && filled && differs(match.member, filled) ? filled : undefined,
  });
}

/** What a list adds to what is not known yet: it never overwrites what officers recorded. */
function fillingProfile(household: Household, values: RowValues, context: JudgeContext): Profile | undefined {
  const member = findMember(values, household.members)?.member;
  const stated = memberOf(values, () => member?.id ?? context.newPersonId());
  const filled = member && stated ? { ...stated, ...member, firstName: member.firstName || stated.firstName } : stated;
  const there = isThere(household, values);
  const stays = there && isSameAddress(household.address, values);
  const address = stays ? { ...addressOf(values), ...household.address } : {};
  return profileOf({
    houseCode: there && household.houseCode === undefined ? values.houseCode : undefined,
    address: differs(household.address, address) ? address : undefined,
    member: filled && (!member || differs(member, filled)) ? filled : undefined,
  });
}

/** Nothing of the row's address speaks against the known one: then it may fill its gaps, else it is another address. */
function isSameAddress(known: Address, { addressNo, moo }: RowValues): boolean {
  return (
    (known.addressNo === undefined ||
      addressNo === undefined ||
      addressKey(known.addressNo) === addressKey(addressNo)) &&
    (known.moo === undefined || moo === undefined || known.moo === moo)
  );
}

function profileOf(parts: {
  houseCode: string | undefined;
  address: Address | undefined;
  member: Member | undefined;
}): Profile | undefined {
  const { houseCode, address, member } = parts;
  if (houseCode === undefined && !address && !member) return undefined;
  return {
    ...(houseCode === undefined ? {} : { houseCode }),
    ...(address ? { address } : {}),
    ...(member ? { members: [member] } : {}),
  };
}

/** Whether `stated` says anything that `known` does not; what it leaves out or blank says nothing. */
function differs(known: object, stated: object): boolean {
  const before = new Map<string, unknown>(Object.entries(known));
  return Object.entries(stated).some(
    ([key, value]) => value !== undefined && value !== '' && JSON.stringify(before.get(key)) !== JSON.stringify(value),
  );
}
