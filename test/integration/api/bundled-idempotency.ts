/** What functions that write have in their bundles, where something else stands for JMESPath. */
export { createPowertoolsIdempotency } from '#functions/middleware/idempotency.ts';
export { createDynamo } from '#shared/dynamo/client.ts';
