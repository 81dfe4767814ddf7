/** Which sources are mutated, and which unit tests must notice: those that say what the sources should do, and no others. */
export type Area = {
  name: string;
  /** Sources; a folder stands for its files that are no tests. */
  sources: readonly string[];
  /** Test files; a folder stands for all of its tests. */
  tests: readonly string[];
};

export const AREAS: readonly Area[] = [
  {
    name: 'matching',
    sources: ['shared/domain/matching'],
    tests: ['shared/domain/matching'],
  },
  {
    name: 'needs',
    sources: [
      'shared/domain/household/need-status.ts',
      'shared/domain/household/with-need.ts',
      'shared/domain/logbook/need-ids.ts',
      'shared/domain/logbook/kinds/need.ts',
      'shared/domain/logbook/kinds/need-status.ts',
    ],
    tests: [
      'shared/domain/household/need-status.test.ts',
      'shared/domain/logbook/kinds/need-status.test.ts',
      'shared/domain/life-cycle.test.ts',
      'shared/domain/logbook/replay.test.ts',
      'shared/domain/logbook/record.test.ts',
      'shared/domain/logbook/facts-of.test.ts',
      'shared/domain/logbook/refuse-body.test.ts',
      'shared/domain/logbook/corrected-survey.test.ts',
      'shared/household/clear-fields.test.ts',
      'functions/api/logbook',
    ],
  },
  {
    name: 'dates',
    sources: ['shared/thai/thai-date.ts', 'shared/thai/bangkok-time.ts', 'shared/thai/be-year.ts'],
    tests: [
      'shared/thai/thai-date.test.ts',
      'shared/thai/date-order.test.ts',
      'shared/thai/months.test.ts',
      'shared/thai/bangkok-time.test.ts',
      'shared/thai/be-year.test.ts',
    ],
  },
  {
    name: 'access',
    sources: ['shared/domain/access'],
    tests: [
      'shared/domain/access',
      'shared/domain/logbook/may-record.test.ts',
      'shared/contracts/access-matrix.test.ts',
      'functions/middleware/principal.test.ts',
      'functions/api/households',
    ],
  },
  {
    name: 'record',
    sources: ['shared/domain/logbook'],
    tests: [
      'shared/domain/logbook',
      // Plans and referrals take their steps by entries.
      'shared/domain/case',
      // Checks that moves, mentors and plans open and close are seen in the queue.
      'shared/domain/due/due-items.test.ts',
      'shared/household/clear-fields.test.ts',
      'functions/api/logbook',
      'functions/api/referrals',
      'functions/api/meetings',
      'functions/api/households/unit-scope.test.ts',
      // The document of the API is what the schemas of the bodies say.
      'functions/api/openapi/openapi.test.ts',
    ],
  },
  {
    name: 'folds',
    sources: ['shared/domain/household', 'shared/domain/statistics/known-household.ts'],
    tests: [
      'shared/domain/household',
      'shared/domain/logbook',
      'shared/domain/life-cycle.test.ts',
      'shared/domain/target-list/target-steps.test.ts',
      'shared/domain/statistics/known-household.test.ts',
      'shared/domain/statistics/named-help.test.ts',
      'shared/domain/statistics/report-a/report-a.golden.test.ts',
      'shared/domain/statistics/report-a/report-a.help.test.ts',
      'shared/domain/statistics/report-a/report-a.households.test.ts',
      'shared/domain/statistics/report-a/report-a.test.ts',
      'shared/domain/statistics/report-a/report-a.property.test.ts',
      'functions/api/referrals',
      'functions/api/households',
      // The document of the API is what the lists of codes say.
      'functions/api/openapi/openapi.test.ts',
    ],
  },
];
