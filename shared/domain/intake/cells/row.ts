import type { FileProblemCode } from '#shared/file-problems.ts';
import type { FoundSource } from '#shared/domain/household/found-source.ts';
import type { Answer } from '#shared/domain/mpi/union-rule.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';

/** The files officers send. */
export const UPLOAD_SOURCES = [
  'tpmap-targets',
  'thaiqm-survey',
  'bmn-survey',
  'assistance',
  'welfare-register',
  'missed-households',
] as const;

export type UploadSource = (typeof UPLOAD_SOURCES)[number];

/** Columns that say who it is and where. */
export const PERSON_AND_PLACE_KEYS = [
  'citizen_id',
  'title',
  'first_name',
  'last_name',
  'birth_date',
  'relation',
  'house_code',
  'address_no',
  'moo',
  'village',
  'subdistrict',
  'district',
  'province',
  'area_code',
  'welfare_card',
] as const;

/** Canonical column keys: the header of our own templates, what Thai headers are read into, and what an office may map its own to. */
export const COLUMN_KEYS = [
  ...PERSON_AND_PLACE_KEYS,
  'survey_date',
  'problems',
  'list_year',
  'dimensions',
  'indicators',
  'agency',
  'dimension',
  'assistance_type',
  'delivered_on',
  'description',
  'cash_baht',
  'in_kind_baht',
  'found_source',
] as const;

export type ColumnKey = (typeof COLUMN_KEYS)[number] | `indicator_${number}`;

export type RowProblem = {
  /** Name of the sheet, in a workbook. */
  sheet?: string;
  /** As the officer sees it, from 1; 0 when the problem is of the whole file or sheet. */
  row: number;
  column?: ColumnKey;
  severity: 'error' | 'warning';
  code: FileProblemCode;
  /** Thai, for the officer. */
  message: string;
  /** What the cell said; masked when it is personal. */
  value?: string;
};

export type RowValues = {
  citizenId?: string;
  title?: string;
  firstName?: string;
  lastName?: string;
  birthDate?: { date: string | null; year: number; precision: 'DAY' | 'MONTH' | 'YEAR' };
  relation?: string;
  houseCode?: string;
  addressNo?: string;
  moo?: number;
  village?: string;
  /** Six digits: a sub-district of today's code table. */
  areaCode?: string;
  welfareCard?: 'YES' | 'NO' | 'UNKNOWN';
  /** YYYY-MM-DD, C.E. */
  surveyDate?: string;
  /** Texts of the needs a survey found. */
  problems?: string[];
  /** B.E. year of a target list. */
  listYear?: number;
  dimensions?: Dimension[];
  /** 1–38. */
  indicators?: number[];
  /** Slug of the giving agency; null when the cell was blank. */
  agency?: string | null;
  dimension?: Dimension;
  assistanceType?: string;
  /** YYYY-MM-DD, C.E. */
  deliveredOn?: string;
  description?: string;
  cashBaht?: number | null;
  inKindBaht?: number | null;
  /** Answers to จปฐ. indicators by number. */
  answers?: [no: number, answer: Answer][];
  /** Where a household that the lists had missed was found. */
  foundSource?: FoundSource;
};

export type FileRow = {
  /** Index of the sheet among the sheets read; 0 for CSV. */
  sheet: number;
  /**
   * Row as the officer sees it, from 1. Every line of the sheet counts, blank
   * ones too; a line break inside a quoted CSV cell does not.
   */
  row: number;
  values: RowValues;
  /** A row with any error among these is rejected. */
  problems: RowProblem[];
};
