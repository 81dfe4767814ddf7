/**
 * The tables, once: the CDK app makes them on AWS, `npm start` and the tests on one machine. All keys are strings.
 * What is stored under which key: docs/access-patterns.md.
 */
export type IndexDefinition = {
  name: string;
  partitionKey: string;
  sortKey: string;
  /** Attributes beside the keys; empty: keys only. */
  include: readonly string[];
};
export type TableDefinition = {
  /** Name of the environment variable that tells a function the table's name. */
  env: string;
  partitionKey: 'pk';
  sortKey: 'sk';
  indexes: readonly IndexDefinition[];
  /** Attribute with an epoch second after which an item may go. */
  timeToLive?: string;
  /** Nothing in it is ever changed or removed by a function. */
  appendOnly?: true;
};

export const TABLES = {
  Households: {
    env: 'HOUSEHOLDS_TABLE',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [
      // Worklists and figures of a district; `placeSk` begins with the sub-district.
      {
        name: 'by-district',
        partitionKey: 'district',
        sortKey: 'placeSk',
        include: ['worklist', 'facts', 'tied', 'version'],
      },
      // Worklists begin with what is urgent: only CRITICAL and HIGH have these keys. `urgentSk` begins with the level.
      {
        name: 'by-urgency',
        partitionKey: 'urgentIn',
        sortKey: 'urgentSk',
        include: ['placeSk', 'worklist', 'version'],
      },
      // Households that an account leads: only those with a mentor have this key, and it changes with the mentor or the place alone.
      { name: 'by-mentor', partitionKey: 'mentor', sortKey: 'placeSk', include: [] },
      { name: 'by-address', partitionKey: 'addressKey', sortKey: 'placeSk', include: [] },
    ],
  },
  Logbook: { env: 'LOGBOOK_TABLE', partitionKey: 'pk', sortKey: 'sk', indexes: [], appendOnly: true },
  Statistics: { env: 'STATISTICS_TABLE', partitionKey: 'pk', sortKey: 'sk', indexes: [] },
  Operations: { env: 'OPERATIONS_TABLE', partitionKey: 'pk', sortKey: 'sk', indexes: [], timeToLive: 'expiresAt' },
  // The lists of work of officers. A row is deleted with its cause: a table of its own, so that no right to delete is needed elsewhere.
  DueItems: { env: 'DUE_ITEMS_TABLE', partitionKey: 'pk', sortKey: 'sk', indexes: [] },
  AccessLog: { env: 'ACCESS_LOG_TABLE', partitionKey: 'pk', sortKey: 'sk', indexes: [], appendOnly: true },
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof TABLES;
