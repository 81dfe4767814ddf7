/** Wiring of the step that begins a rebuild of documents, or goes on with the one that was not finished. */
import { randomUUID } from 'node:crypto';

import { machineStep } from '#functions/machine-step.ts';
import { rebuildPlanEnv } from '#shared/contracts/env.ts';
import { rebuildRequest } from '#shared/contracts/rebuild-run.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoRebuildStore } from '#shared/rebuild/dynamo-rebuild-store.ts';
import { provincesOf } from '#shared/rebuild/rebuild-run.ts';

const env = rebuildPlanEnv.parse(process.env);

export const handler = machineStep({
  machine: 'rebuild',
  name: 'rebuild-plan',
  logLevel: env.LOG_LEVEL,
  input: rebuildRequest,
  subject: ({ check }) => ({ kind: check ? 'check' : 'write' }),
  build: () => {
    const store = createDynamoRebuildStore({ client: createDynamo(), tables: { Operations: env.OPERATIONS_TABLE } });
    return async ({ check, provinces }) => {
      const run = { id: randomUUID(), check, provinces: provincesOf(provinces), startedAt: new Date().toISOString() };
      const { id } = await store.begin(run);
      return { run: id, items: run.provinces.map((province) => ({ run: id, check, province })) };
    };
  },
});
