/**
 * What a row of a survey file means for its household: a survey entry, the blanks that an older survey fills in, or nothing new
 * (design: files in). Pure.
 */
import type { Household, Profile } from '#shared/domain/household/household.ts';
import type { SurveyBody } from '#shared/domain/logbook/bodies.ts';
import { compareBirths, findMember, isLessExact } from '#shared/domain/matching/match-person.ts';
import { dimensionOfHardship } from '#shared/reference/hardship-categories.ts';
import { isThirteenDigits } from '#shared/thai/citizen-id.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';
import { normalizeThai } from '#shared/thai/thai-text.ts';
import type { FileRow, RowValues } from '../cells/row.ts';
import { refusal, warning, type JudgeContext, type Judgement } from './judgement.ts';
import { addressOf, beginning, differs, elsewhere, isThere, memberOf, profileOf } from './row-profile.ts';

export function judgeSurvey(row: FileRow, household: Household | undefined, context: JudgeContext): Judgement {
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
  const known = match?.member.citizenId;
  // Thirteen digits take the place of a number of another kind, whenever they were said.
  const better = known !== undefined && !isThirteenDigits(known) && isThirteenDigits(citizenId ?? '');
  const filled = isSure ? { ...blanks, ...match.member, ...(better ? { citizenId } : {}) } : undefined;
  return profileOf({
    houseCode: isThere(household, values) && household.houseCode === undefined ? houseCode : undefined,
    address: undefined,
    member: match && filled && differs(match.member, filled) ? filled : undefined,
  });
}
