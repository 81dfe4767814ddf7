/**
 * `npm run rebuild`: folds every household from its entries and writes its document in the form of today where it is older or has
 * another byte. `--check` writes nothing. Prints one line of JSON for each household with a fault and for each step of a province, then
 * a sum; ends with 1 when a fault is left. Killed and started again it goes on; `--province 42` takes one, and may be repeated.
 *
 *   npm run rebuild -- --check                       the platform of this machine (`.local`, or `--folder`), while it is stopped
 *   npm run rebuild -- --households NAME --logbook NAME --operations NAME --due-items NAME --sealing-key kms:ARN --index-secret secret:ARN
 *
 * The second form is for tables on AWS; region and credentials as the SDK finds them. When and how: docs/runbook.md, "Rebuild".
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { claimFolder } from '#local/one-start.ts';
import { CREDENTIALS, localSecrets, REGION } from '#local/engines/this-machine.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables } from '#shared/dynamo/create-tables.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { createDynamoRebuildStore } from '#shared/rebuild/dynamo-rebuild-store.ts';
import { rebuildProvince } from '#shared/rebuild/rebuild-province.ts';
import { endRun, provincesOf } from '#shared/rebuild/rebuild-run.ts';
import { createStoredDocuments } from '#shared/rebuild/stored-documents.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    province: { type: 'string', multiple: true },
    folder: { type: 'string', default: '.local' },
    households: { type: 'string' },
    logbook: { type: 'string' },
    operations: { type: 'string' },
    'due-items': { type: 'string' },
    'sealing-key': { type: 'string' },
    'index-secret': { type: 'string' },
  },
});

const { client, tables, sealingKey, indexSecret, stop } = await opened();
try {
  const keys = {
    sealer: createSealer(sealingKey, { client, tables }),
    index: createBlindIndex(await loadSecret(indexSecret)),
  };
  const households = createDynamoHouseholdStore({ client, tables, ...keys });
  const documents = createStoredDocuments({ client, tables, households, ...keys });
  const store = createDynamoRebuildStore({ client, tables });
  const provinces = provincesOf(values.province);
  if (provinces.length === 0) throw new Error('No such province');
  const startedAt = new Date().toISOString();
  const run = await store.begin({ id: randomUUID(), check: values.check, provinces, startedAt });
  const print = (line: object): void => console.log(JSON.stringify(line));
  for (const province of run.provinces) {
    const standing = await store.progressOf(run.id, province);
    let named = standing?.faults.length ?? 0;
    await rebuildProvince(run, province, {
      documents,
      store,
      onSaved: ({ step, households: count, faults }) => {
        for (const fault of faults.slice(named)) print(fault);
        named = faults.length;
        if (count > 0) print({ province, step, households: count });
      },
    });
  }
  const { faults, ...sum } = await endRun(run, store, new Date());
  print({ run: run.id, check: run.check, ...sum, faults: faults.length });
  process.exitCode = sum.ok ? 0 : 1;
} finally {
  await stop();
}

async function opened() {
  const { households, logbook, operations, 'due-items': dueItems, 'sealing-key': key, 'index-secret': secret } = values;
  const { folder } = values;
  if (households && logbook && operations && dueItems && key && secret) {
    const names = { Households: households, Logbook: logbook, Operations: operations, DueItems: dueItems };
    const aws = createDynamo();
    return { client: aws, tables: names, sealingKey: key, indexSecret: secret, stop: async () => aws.destroy() };
  }
  if (households ?? logbook ?? operations ?? dueItems ?? key ?? secret)
    throw new Error('--households, --logbook, --operations, --due-items, --sealing-key and --index-secret go together');
  const file = join(folder, 'dynamodb.sqlite');
  if (!existsSync(file)) throw new Error(`No database in ${folder}: run npm start first`);
  const claim = claimFolder(folder);
  const database = await startDynamoDB({ file });
  const local = createDynamo({ endpoint: database.endpoint, region: REGION, credentials: CREDENTIALS });
  const secrets = localSecrets(join(folder, 'secrets.json'));
  // A database of an earlier release lacks the tables that came later; a deployment has them before a rebuild begins.
  const names = await createTables(local);
  return {
    client: local,
    tables: names,
    sealingKey: secrets.SEALING_KEY,
    indexSecret: secrets.INDEX_SECRET,
    stop: async () => {
      local.destroy();
      await database.stop();
      claim.release();
    },
  };
}
