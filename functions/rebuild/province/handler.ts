/** Wiring of the step that rebuilds the documents of a province, as many as it has time for. */
import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { machineStep } from '#functions/machine-step.ts';
import { rebuildProvinceEnv } from '#shared/contracts/env.ts';
import { rebuildItem } from '#shared/contracts/rebuild-run.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { createDynamoRebuildStore } from '#shared/rebuild/dynamo-rebuild-store.ts';
import { rebuildProvince } from '#shared/rebuild/rebuild-province.ts';
import { createStoredDocuments } from '#shared/rebuild/stored-documents.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

const env = rebuildProvinceEnv.parse(process.env);

/** A call ends before its function's time is up (15 minutes); the state machine calls again until the province is done. */
const LONGEST_MS = 10 * 60_000;

export const handler = machineStep({
  machine: 'rebuild',
  name: 'rebuild-province',
  logLevel: env.LOG_LEVEL,
  input: rebuildItem,
  subject: ({ run, province }) => ({ run, province }),
  build: async (logger) => {
    const client = createDynamo();
    const tables = {
      Households: env.HOUSEHOLDS_TABLE,
      Logbook: env.LOGBOOK_TABLE,
      Operations: env.OPERATIONS_TABLE,
      DueItems: env.DUE_ITEMS_TABLE,
    };
    const keys = {
      sealer: createSealer(env.SEALING_KEY, { client, tables }),
      index: createBlindIndex(await loadSecret(env.INDEX_SECRET)),
    };
    const households = createDynamoHouseholdStore({ client, tables, ...keys });
    const documents = createStoredDocuments({ client, tables, households, ...keys });
    const store = createDynamoRebuildStore({ client, tables });
    return async ({ run, check, province }) => {
      const end = performance.now() + LONGEST_MS;
      const isOver = (): boolean => performance.now() > end;
      const progress = await rebuildProvince({ id: run, check }, province, { documents, store, isOver });
      const { done, households: count, older, mended, left, faults } = progress;
      if (done) {
        logger.info(LOG_MESSAGES.rebuilt, { households: count, older, mended, left });
        if (mended + left > 0) logger.error(LOG_MESSAGES.documentsDiffer, { faults });
      }
      return { ok: true, province, done, households: count, older, mended, left };
    };
  },
});
