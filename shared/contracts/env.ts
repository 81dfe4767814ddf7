/**
 * Environment of every function, one schema each: the CDK construct is typed by it, and the handler parses
 * `process.env` by it when it starts. A variable missing in a stack does not compile.
 */
import * as z from 'zod';

const name = z.string().min(1);

export const baseEnv = z.object({
  STAGE: z.enum(['local', 'dev', 'prod', 'emulator']),
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
});

/** Appends move the rows of the queue with them. */
const householdsTables = { HOUSEHOLDS_TABLE: name, LOGBOOK_TABLE: name, DUE_ITEMS_TABLE: name };
/** `kms:<key arn>` on AWS, `raw:<base64 of 32 bytes>` on one machine. */
const sealing = { SEALING_KEY: z.string().regex(/^(kms:arn:aws[\w-]*:kms:.+|raw:[A-Za-z0-9+/]{43}=)$/) };
/** Secret of the fingerprints by which a citizen ID or an address is found: `secret:<arn>` or `raw:<base64 of 32 bytes>`. */
const index = { INDEX_SECRET: z.string().regex(/^(secret:arn:aws[\w-]*:secretsmanager:.+|raw:[A-Za-z0-9+/]{43}=)$/) };
/** Secret by which page cursors are bound to the caller's scope, and repeated requests compared. `secret:<arn>#<day it was put>`, or `raw:`. */
const cursors = {
  CURSOR_SECRET: z.string().regex(/^(secret:arn:aws[\w-]*:secretsmanager:.+#\d{4}-\d\d-\d\d|raw:[A-Za-z0-9+/]{43}=)$/),
};

/** Every call notes a sign of life of its agency in Statistics, and reads the record of its account in Operations. */
export const meEnv = baseEnv.extend({ STATISTICS_TABLE: name, OPERATIONS_TABLE: name });
const api = meEnv.extend({ ...cursors });
export const referenceEnv = baseEnv;
export const openapiEnv = baseEnv;
export const uploadsEnv = api.extend({
  DUE_ITEMS_TABLE: name,
  UPLOADS_BUCKET: name,
  UNDO_STATE_MACHINE_ARN: name,
  ...sealing,
});
export const householdsEnv = api.extend({ ...householdsTables, ACCESS_LOG_TABLE: name, ...sealing, ...index });
export const dueEnv = householdsEnv;
export const logbookEnv = householdsEnv.extend({ TARGETING_STATE_MACHINE_ARN: name });
export const plansEnv = householdsEnv;
export const planPrintsEnv = meEnv.extend({ ...householdsTables, ACCESS_LOG_TABLE: name, ...sealing, ...index });
export const referralsEnv = householdsEnv;
export const meetingsEnv = householdsEnv;
export const accountsEnv = api.extend({ ...sealing, ...index, USER_POOL_ID: name });
export const targetListsEnv = api.extend({ TARGETING_STATE_MACHINE_ARN: name });
export const registersEnv = api;
export const committeesEnv = meEnv;
export const statisticsEnv = api.extend({
  HOUSEHOLDS_TABLE: name,
  ACCESS_LOG_TABLE: name,
  STATISTICS_STATE_MACHINE_ARN: name,
});
export const reportsEnv = api.extend({ REPORTS_BUCKET: name });
export const accessLogEnv = meEnv.extend({
  ACCESS_LOG_TABLE: name,
  HOUSEHOLDS_TABLE: name,
  ...cursors,
  ...sealing,
});
export const subjectRequestsEnv = householdsEnv;
export const eventsEnv = api;
/** Sends events to the webhooks of organisations. */
export const eventsDeliverEnv = baseEnv.extend({ OPERATIONS_TABLE: name });

export const ingestReadEnv = baseEnv.extend({ OPERATIONS_TABLE: name, UPLOADS_BUCKET: name });
export const ingestLoadEnv = baseEnv.extend({
  OPERATIONS_TABLE: name,
  STATISTICS_TABLE: name,
  UPLOADS_BUCKET: name,
  ACCESS_LOG_TABLE: name,
  ...householdsTables,
  ...sealing,
  ...index,
});
export const ingestFinishEnv = ingestReadEnv.extend({ DUE_ITEMS_TABLE: name });
export const ingestUndoEnv = baseEnv.extend({ OPERATIONS_TABLE: name, ...householdsTables, ...sealing, ...index });
export const targetingRunEnv = ingestUndoEnv;
export const duplicatesFindEnv = ingestUndoEnv;
export const ingestFailEnv = baseEnv.extend({ OPERATIONS_TABLE: name });

export const statisticsPlanEnv = baseEnv;
export const statisticsFinishEnv = baseEnv.extend({ OPERATIONS_TABLE: name, STATISTICS_TABLE: name });
export const statisticsPublishEnv = baseEnv.extend({ STATISTICS_TABLE: name, FIGURES_BUCKET: name });
export const statisticsProvinceEnv = statisticsFinishEnv.extend({ HOUSEHOLDS_TABLE: name, REPORTS_BUCKET: name });

export const rebuildPlanEnv = baseEnv.extend({ OPERATIONS_TABLE: name });
export const rebuildProvinceEnv = rebuildPlanEnv.extend({ ...householdsTables, ...sealing, ...index });

/** The authorizer of the API: tokens of one issuer. */
export const authorizerEnv = baseEnv.extend({ TOKEN_ISSUER: z.url() });
