/** STOPPED: the list was published while it was filled; what was added until then stays. */
export const TARGET_RUN_STATUSES = ['RUNNING', 'DONE', 'STOPPED'] as const;
export type TargetRunStatus = (typeof TARGET_RUN_STATUSES)[number];
