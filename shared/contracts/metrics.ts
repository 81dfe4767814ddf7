/** Numbers that functions give to CloudWatch, and that alarms and the dashboard read: one list of names for both; each is charged by the month. */

export const METRIC_NAMESPACE = 'PovertyLogbook';

/** Dimensions `service` = `import` and `stage`. */
export const IMPORT_METRICS = [
  /** Minutes since the upload was announced, from every step that works on it: it goes on while an import does not end. */
  'ImportMinutes',
  'FilesFinished',
  'RowsCreated',
  'RowsUpdated',
  'RowsUnchanged',
  'RowsRejected',
  /** Of a file of 20 rows or more, in hundredths of a percent, rounded up. */
  'RowsRejectedPercent',
] as const;
export type ImportMetric = (typeof IMPORT_METRICS)[number];

/** Dimensions `service` = `statistics` and `stage`. */
export const STATISTICS_METRICS = [
  /** Runs of the schedules that ended with every province. */
  'ScheduledRunsFinished',
  /** Minutes from the close to the end of the run after it. */
  'MinutesAfterClose',
  'ProvincesFailed',
] as const;
export type StatisticsMetric = (typeof STATISTICS_METRICS)[number];
