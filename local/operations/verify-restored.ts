/**
 * Verifies restored tables, on AWS or on one machine: one line of JSON for each fault, then a sum; ends with 1 when a fault stays.
 *
 *   node local/operations/verify-restored.ts --households NAME --logbook NAME --operations NAME --sealing-key kms:ARN --index-secret secret:ARN [--mend]
 *
 * `--operations` is the table that will be used with them: its data keys open what they hold.
 * Region and credentials as the AWS SDK finds them. When and how: docs/runbook.md, "Restore".
 */
import { parseArgs } from 'node:util';

import { createDynamo } from '#shared/dynamo/client.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

import { verifyTables } from './verify-tables.ts';

const { values } = parseArgs({
  options: {
    households: { type: 'string' },
    logbook: { type: 'string' },
    operations: { type: 'string' },
    'sealing-key': { type: 'string' },
    'index-secret': { type: 'string' },
    mend: { type: 'boolean', default: false },
  },
});
const { households, logbook, operations, 'sealing-key': sealingKey, 'index-secret': indexSecret, mend } = values;
if (!households || !logbook || !operations || !sealingKey || !indexSecret)
  throw new Error('--households, --logbook, --operations, --sealing-key and --index-secret are needed');

const client = createDynamo();
const { faults, ...counts } = await verifyTables({
  client,
  tables: { Households: households, Logbook: logbook },
  sealer: createSealer(sealingKey, { client, tables: { Operations: operations } }),
  index: createBlindIndex(await loadSecret(indexSecret)),
  mend,
});
for (const fault of faults) console.log(JSON.stringify(fault));
const left = faults.filter(({ mended }) => !mended).length;
console.log(JSON.stringify({ ...counts, faults: faults.length, left }));
process.exitCode = left > 0 ? 1 : 0;
