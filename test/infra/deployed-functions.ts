/** Every function that is deployed: what it does, how heavy its bundle may be, and settings by which it starts without a cloud. */
const BUDGETS: readonly { what: string; kb: number; functions: readonly string[] }[] = [
  { what: 'writes claims into tokens', kb: 100, functions: ['identity/token-claims'] },
  { what: 'reads no table', kb: 400, functions: ['api/openapi', 'api/reference'] },
  {
    what: 'answers the API without opening personal data',
    kb: 500,
    functions: ['api/access-log', 'api/committees', 'api/me', 'api/statistics', 'api/target-lists'],
  },
  { what: 'signs links to files: the S3 client', kb: 600, functions: ['api/reports', 'api/uploads'] },
  { what: 'opens personal data', kb: 1536, functions: ['api/households', 'api/logbook', 'ingest/load'] },
  { what: 'moves an import on', kb: 500, functions: ['ingest/fail'] },
  {
    what: 'reads or writes files: the S3 client and the formats',
    kb: 800,
    functions: ['ingest/read', 'ingest/finish'],
  },
  { what: 'plans and ends figures', kb: 500, functions: ['statistics/plan', 'statistics/finish'] },
  { what: 'makes figures and packages', kb: 800, functions: ['statistics/province'] },
];

/** `kb`: budget of the minified bundle. docs/performance.md has the weights, and why the S3 client is heavy. */
export const BUNDLES = BUDGETS.flatMap(({ functions, ...budget }) => functions.map((id) => ({ id, ...budget })));

/** Settings of every function; what they name is never called. */
export const SETTINGS = {
  STAGE: 'dev',
  AWS_REGION: 'ap-southeast-7',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  CURSOR_SECRET: `raw:${Buffer.alloc(32).toString('base64')}`,
  INDEX_SECRET: `raw:${Buffer.alloc(32).toString('base64')}`,
  SEALING_KEY: 'kms:arn:aws:kms:ap-southeast-7:000000000000:key/none',
  STATISTICS_STATE_MACHINE_ARN: 'none',
  OPERATIONS_TABLE: 'none',
  STATISTICS_TABLE: 'none',
  HOUSEHOLDS_TABLE: 'none',
  LOGBOOK_TABLE: 'none',
  ACCESS_LOG_TABLE: 'none',
  UPLOADS_BUCKET: 'none',
  REPORTS_BUCKET: 'none',
};
