/** Every function that is deployed: what it does, how heavy its bundle may be, and settings by which it starts without a cloud. */

/**
 * Budgets of minified bundles: the weights of today with a little room, so that growth is seen. The design allows 500 KB, and
 * 1,536 where personal data are opened; those above stand alone, with the reason.
 */
const BUDGETS: readonly { what: string; kb: number; functions: readonly string[] }[] = [
  { what: 'verifies tokens', kb: 130, functions: ['identity/authorizer'] },
  { what: 'reads no table', kb: 412, functions: ['api/openapi'] },
  // With the words of every code and column.
  { what: 'says what codes mean', kb: 485, functions: ['api/reference'] },
  {
    what: 'answers the API without opening personal data',
    kb: 506,
    functions: ['api/committees', 'api/events', 'api/me', 'api/registers', 'api/reports', 'api/target-lists'],
  },
  // Three reports with their contracts; remarks are searched for numbers of persons by the rules of entries.
  { what: 'makes reports for readers', kb: 610, functions: ['api/statistics'] },
  // Uploads open names of files, the access log purposes.
  {
    // Appends carry the rules of the queue, replies those of privacy by field.
    what: 'opens personal data',
    kb: 730,
    functions: ['api/access-log', 'api/accounts', 'api/households', 'api/referrals', 'api/subject-requests'],
  },
  // Also the rules by which a household is a case of a round of Re-X-ray.
  { what: 'shows queues and cases of rounds', kb: 735, functions: ['api/due'] },
  // Also the two merges of households, and the start of transfers.
  { what: 'records what is said of households', kb: 785, functions: ['api/logbook'] },
  // Also starts the undo of uploads.
  { what: 'takes files', kb: 690, functions: ['api/uploads'] },
  { what: 'opens personal data to compare it', kb: 620, functions: ['rebuild/province'] },
  { what: 'opens what meetings speak of, and makes a page of it', kb: 684, functions: ['api/meetings'] },
  { what: 'opens plans of households', kb: 600, functions: ['api/plans'] },
  // With all names of areas. The compiler of PDF files lies beside it and is read when it is asked for.
  { what: 'prints plans of households', kb: 665, functions: ['api/plan-prints'] },
  // The schemas of entries, which say which of their fields are sealed, beside the rules of files.
  { what: 'loads files', kb: 740, functions: ['ingest/load'] },
  { what: 'moves an import on', kb: 320, functions: ['ingest/fail'] },
  { what: 'undoes an upload', kb: 690, functions: ['ingest/undo'] },
  { what: 'goes over households for target lists', kb: 690, functions: ['targeting/run'] },
  { what: 'searches for duplicates', kb: 690, functions: ['duplicates/find'] },
  { what: 'ends an import', kb: 515, functions: ['ingest/finish'] },
  // The S3 client, all names of areas, the words of every column, what names and texts may be: people do not wait for its start.
  { what: 'reads files', kb: 720, functions: ['ingest/read'] },
  { what: 'sends events to webhooks', kb: 325, functions: ['events/deliver'] },
  { what: 'plans and ends figures', kb: 320, functions: ['statistics/plan', 'statistics/finish'] },
  // Boundaries of all provinces and districts, all names of areas, and the writer of workbooks.
  { what: 'publishes figures', kb: 1130, functions: ['statistics/publish'] },
  { what: 'plans and ends a rebuild', kb: 320, functions: ['rebuild/plan', 'rebuild/finish'] },
  // The S3 client, all names of areas, and a writer of workbooks whose charts cannot be left out: nor for this one.
  { what: 'makes figures and packages', kb: 970, functions: ['statistics/province'] },
];

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
  UNDO_STATE_MACHINE_ARN: 'none',
  TARGETING_STATE_MACHINE_ARN: 'none',
  OPERATIONS_TABLE: 'none',
  USER_POOL_ID: 'none',
  TOKEN_ISSUER: 'https://cognito-idp.ap-southeast-7.amazonaws.com/none',
  STATISTICS_TABLE: 'none',
  HOUSEHOLDS_TABLE: 'none',
  DUE_ITEMS_TABLE: 'none',
  LOGBOOK_TABLE: 'none',
  ACCESS_LOG_TABLE: 'none',
  UPLOADS_BUCKET: 'none',
  REPORTS_BUCKET: 'none',
  FIGURES_BUCKET: 'none',
};
