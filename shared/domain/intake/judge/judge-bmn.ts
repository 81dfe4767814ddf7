/**
 * What a row of the จปฐ. survey means for its household: a survey with the answers to the 38 indicators, or nothing new. Answers older
 * than those in force are not used; of two rows of one day the later one is used (domain.md §4.3). Pure.
 */
import type { Household } from '#shared/domain/household/household.ts';
import { writeAnswers } from '#shared/domain/mpi/stored-answers.ts';
import { INDICATOR_SET } from '#shared/reference/indicators.ts';
import type { SurveyBody } from '#shared/domain/logbook/bodies.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';
import type { FileRow } from '../cells/row.ts';
import { refusal, warning, type JudgeContext, type Judgement } from './judgement.ts';
import { beginning, elsewhere } from './row-profile.ts';
import { blanksFilled, newerProfile } from './survey-profile.ts';

export function judgeBmn(row: FileRow, household: Household | undefined, context: JudgeContext): Judgement {
  const { values } = row;
  const on = values.surveyDate;
  if (on === undefined) return refusal(row)('survey-date-missing', 'ต้องมีวันที่สำรวจ', 'survey_date');
  const answers = writeAnswers(new Map(values.answers));
  const body: SurveyBody = { type: 'survey', on, needs: [], bmn: { framework: INDICATOR_SET, answers } };
  if (!household) {
    const start = beginning(row, context);
    return 'outcome' in start ? start : { outcome: 'created', body: { ...body, profile: start }, problems: [] };
  }
  const problems = elsewhere(row, household);
  const before = household.bmn;
  if (before && on < before.on) {
    const message = `มีคำตอบ จปฐ. ที่ใหม่กว่าอยู่แล้ว (${formatThaiDate(before.on)}) จึงไม่ใช้คำตอบของแถวนี้`;
    return { outcome: 'unchanged', problems: [...problems, warning(row, 'survey-older', message, 'survey_date')] };
  }
  // A newer survey of another kind may have said who lives there.
  const isOlder = household.surveyedOn !== null && on < household.surveyedOn;
  const profile = isOlder ? blanksFilled(household, values) : newerProfile(household, values, context);
  const same = before?.on === on && before.answers === answers && before.framework === INDICATOR_SET;
  if (same && !profile) return { outcome: 'unchanged', problems };
  return { outcome: 'updated', body: { ...body, ...(profile ? { profile } : {}) }, problems };
}
