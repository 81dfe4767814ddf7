/**
 * What every property, parameter and schema of the API's document means, in Thai and English: the only such texts (contracts say no descriptions).
 *
 * A key is the name of a property, when it means the same everywhere. Where it does not, the key names its place, and the closest one wins:
 * `Schema.path.to.property`, `Schema.property`, `parent.property`, `property`; entries of the logbook (`Visit`, `NeedEntry`) also have the texts of their bodies
 * (`VisitBody`, `NeedBody`). `Schema` is the name of the schema in the document; for
 * parameters, and for bodies without a name, it is the operationId. A property whose values are a list of codes (`code-labels.ts`) needs
 * no text when the list's name says enough. A name that begins with a capital letter and has no dot is a schema.
 * They are written in `texts/`, a file for each field of the API.
 */
import { COLUMNS, REPORTING_STATUS } from '#shared/domain/statistics/report-a/columns.ts';

import { CASE_FIGURES_TEXTS } from './texts/case-figures.ts';
import { CASE_WORK_TEXTS } from './texts/case-work.ts';
import { COMMON_TEXTS } from './texts/common.ts';
import { EVENTS_TEXTS } from './texts/events.ts';
import { FIGURES_TEXTS } from './texts/figures.ts';
import { FILES_TEXTS } from './texts/files.ts';
import { HOUSEHOLDS_TEXTS } from './texts/households.ts';
import { ORGANISATIONS_TEXTS } from './texts/organisations.ts';
import { PEOPLE_TEXTS } from './texts/people.ts';
import { PLANS_TEXTS } from './texts/plans.ts';
import { PROBLEMS_TEXTS } from './texts/problems.ts';
import { SUBJECTS_TEXTS } from './texts/subjects.ts';
import type { Text } from './texts/text.ts';

const UNITS = {
  คน: 'persons',
  ครั้ง: 'times',
  ครัวเรือน: 'households',
  บาท: 'baht',
  รายการ: 'records',
  ร้อยละ: 'percent',
  วัน: 'days',
  เรื่อง: 'needs or referrals',
} as const;

/** Figures of Report A: their definitions are those of the data dictionary. */
const FIGURE_TEXTS = ['AgencyRow', 'TotalRow', 'SummedRows'].flatMap((schema) => [
  ...COLUMNS.filter(({ summed }) => summed || schema !== 'SummedRows').map(
    ({ key, en, unit, definition }): [string, Text] => [
      `${schema}.${key}`,
      [`${definition} (หน่วย: ${unit})`, `${en}, in ${UNITS[unit]}.`],
    ],
  ),
  [
    `${schema}.${REPORTING_STATUS.key}`,
    [REPORTING_STATUS.definition, 'Whether the agency is silent; in total and sums the number of silent agencies.'],
  ] as [string, Text],
]);

/** The texts by file; a key may be in one of them alone. */
export const WRITTEN_TEXTS: readonly Readonly<Record<string, Text>>[] = [
  CASE_FIGURES_TEXTS,
  CASE_WORK_TEXTS,
  COMMON_TEXTS,
  FIGURES_TEXTS,
  FILES_TEXTS,
  HOUSEHOLDS_TEXTS,
  ORGANISATIONS_TEXTS,
  PEOPLE_TEXTS,
  PLANS_TEXTS,
  PROBLEMS_TEXTS,
  SUBJECTS_TEXTS,
  EVENTS_TEXTS,
];

export const PROPERTY_TEXTS: Readonly<Record<string, Text>> = Object.assign(
  {},
  Object.fromEntries(FIGURE_TEXTS),
  ...WRITTEN_TEXTS,
);
