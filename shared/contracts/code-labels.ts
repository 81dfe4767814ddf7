/**
 * Every list of codes that the contract uses, with the Thai and the English of each code: the only such texts. The API's document describes enums
 * by them, and whatever shows codes to people takes its words here. A list whose type is the domain's does not compile until each of its codes has
 * its words. What the domain names itself (kinds of help, dimensions, columns, problems) is taken from there. The lists are in `codes/`, by subject.
 */
import { Problem, PROBLEM_CODES } from '../problems.ts';
import { CASE_WORK_CODES } from './codes/case-work.ts';
import { codes, type CodeList } from './codes/code-list.ts';
import { FIGURE_CODES } from './codes/figures.ts';
import { FILE_CODES } from './codes/files.ts';
import { HOUSEHOLD_CODES } from './codes/households.ts';
import { ORGANISATION_CODES } from './codes/organisations.ts';
import { PEOPLE_CODES } from './codes/people.ts';

/** Of the API as a whole. */
const API_CODES: Readonly<Record<string, CodeList>> = {
  ProblemCode: {
    nameTh: 'เหตุที่คำขอไม่สำเร็จ',
    nameEn: 'Why a call failed',
    codes: Object.fromEntries(
      PROBLEM_CODES.map((code) => {
        const { status, title, detail } = new Problem(code).document();
        return [code, { nameTh: `${status} ${title}`, nameEn: detail }];
      }),
    ),
  },
  QueryTruth: codes(['ใช่หรือไม่ใช่ในตัวกรอง', 'Yes or no in a filter'], {
    false: ['ไม่ใช่', 'No'],
    true: ['ใช่', 'Yes'],
  }),
};

/** By name of the list, which is also its name in the API's document. In alphabetical order. */
export const CODE_LISTS: Readonly<Record<string, CodeList>> = Object.fromEntries(
  Object.entries({
    ...API_CODES,
    ...CASE_WORK_CODES,
    ...FIGURE_CODES,
    ...FILE_CODES,
    ...HOUSEHOLD_CODES,
    ...ORGANISATION_CODES,
    ...PEOPLE_CODES,
  }).toSorted(([one], [other]) => (one < other ? -1 : 1)),
);
