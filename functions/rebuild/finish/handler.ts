/** Wiring of the step that sums up a rebuild. */
import { machineStep } from '#functions/machine-step.ts';
import { rebuildPlanEnv } from '#shared/contracts/env.ts';
import { rebuildFinish } from '#shared/contracts/rebuild-run.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoRebuildStore } from '#shared/rebuild/dynamo-rebuild-store.ts';
import { endRun, provincesOf } from '#shared/rebuild/rebuild-run.ts';

const env = rebuildPlanEnv.parse(process.env);

/** Faults that the answer names; each province has named its own in the log. */
const NAMED = 100;

export const handler = machineStep({
  machine: 'rebuild',
  name: 'rebuild-finish',
  logLevel: env.LOG_LEVEL,
  input: rebuildFinish,
  subject: ({ run }) => ({ run }),
  build: () => {
    const store = createDynamoRebuildStore({ client: createDynamo(), tables: { Operations: env.OPERATIONS_TABLE } });
    return async ({ run: id, request: { check, provinces: named } }) => {
      const now = new Date();
      const run = { id, check, provinces: provincesOf(named), startedAt: now.toISOString() };
      const { faults, ...sum } = await endRun(run, store, now);
      return { ...sum, faults: faults.slice(0, NAMED) };
    };
  },
});
