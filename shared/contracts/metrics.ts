/** Numbers that functions give to CloudWatch, and that alarms and the dashboard read: one list of names for both. */

export const METRIC_NAMESPACE = 'PovertyLogbook';

/** Counters of the API; dimension `service`: the resource. */
export type ApiMetric = 'UnexpectedFailure';

/** Dimensions `service` = `import` and `stage`. */
export type ImportMetric =
  /** Minutes since the upload was announced, from every step that works on it: it goes on while an import does not end. */
  | 'ImportMinutes'
  | 'FilesFinished'
  | 'RowsCreated'
  | 'RowsUpdated'
  | 'RowsUnchanged'
  | 'RowsRejected'
  /** Of a file of 20 rows or more, in hundredths of a percent, rounded up. */
  | 'RowsRejectedPercent';

/** Dimensions `service` = `statistics` and `stage`. */
export type StatisticsMetric =
  /** Runs of the schedules that ended with every province. */
  | 'ScheduledRunsFinished'
  /** Minutes from the close to the end of the run after it. */
  | 'MinutesAfterClose'
  | 'ProvincesFailed';
