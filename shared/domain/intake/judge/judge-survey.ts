/**
 * What a row of a survey file means for its household: a survey entry, the blanks that an older survey fills in, or nothing new
 * (design: files in). Pure.
 */
import type { Household, Profile } from '#shared/domain/household/household.ts';
import type { SurveyBody } from '#shared/domain/logbook/bodies.ts';
import { dimensionOfHardship } from '#shared/reference/hardship-categories.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';
import { normalizeThai } from '#shared/thai/thai-text.ts';
import type { FileRow } from '../cells/row.ts';
import { refusal, warning, type JudgeContext, type Judgement } from './judgement.ts';
import { beginning, elsewhere } from './row-profile.ts';
import { blanksFilled, newerProfile } from './survey-profile.ts';

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
