/** What the functions of figures say in their logs: a stable code each, and fields that are never personal. */
export const STATISTICS_LOG_MESSAGES = {
  evaluated: { messageCode: 'STAT-001', message: 'Province evaluated' },
  finished: { messageCode: 'STAT-002', message: 'Run finished' },
  broken: { messageCode: 'STAT-500', message: 'Run or a province of it failed' },
} as const;
