/**
 * What a row of a file of missed households means: a survey of the household as any other, and that the lists had missed it (S3
 * guideline 3). A household that a list has may come in it all the same: the row then warns. Pure.
 */
import type { Household } from '#shared/domain/household/household.ts';
import type { FoundBody } from '#shared/domain/logbook/kinds/found.ts';
import type { FileRow } from '../cells/row.ts';
import { judgeSurvey } from './judge-survey.ts';
import { warning, type JudgeContext, type Judgement } from './judgement.ts';

export function judgeMissed(row: FileRow, household: Household | undefined, context: JudgeContext): Judgement {
  const survey = judgeSurvey(row, household, context);
  const { surveyDate: on, foundSource: source = 'FIELD_FOUND' } = row.values;
  if (survey.outcome === 'rejected' || on === undefined) return survey;
  const problems = [...survey.problems, ...listedAlready(row, household)];
  // The first entry that says where it was found stays.
  if (household?.found) return { ...survey, problems };
  const found: FoundBody = { type: 'found', source, on, evidence: 'บัญชีครัวเรือนตกหล่นที่ส่งเป็นไฟล์' };
  return survey.outcome === 'unchanged'
    ? { outcome: 'updated', body: found, problems }
    : { ...survey, also: [found], problems };
}

function listedAlready(row: FileRow, household: Household | undefined) {
  if (!household || household.targets.length === 0) return [];
  const message = 'ครัวเรือนนี้อยู่ในบัญชีเป้าหมายแล้ว กรุณาตรวจว่าเป็นครัวเรือนตกหล่นจริง';
  return [warning(row, 'household-listed', message)];
}
