/** What the runbook says of an upload that nobody closed, done by its own words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';

import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { stepHandlers } from './step-handlers.ts';

const steps = stepHandlers('ERROR');
const SECTION = readFileSync(join(import.meta.dirname, '../../../docs/runbook.md'), 'utf8')
  .split('\n## Marking an upload failed\n')[1]!
  .split('\n## ')[0]!;

/** The text in quotes behind an option of the section's commands. */
const option = (name: string): string => new RegExp(`--${name} '([^']+)'`).exec(SECTION)![1]!;

const open = async (): Promise<(string | undefined)[]> => {
  const { Items = [] } = await steps.client.send(
    new ScanCommand({
      TableName: steps.operations,
      FilterExpression: option('filter-expression'),
      ExpressionAttributeValues: JSON.parse(option('expression-attribute-values')),
      ProjectionExpression: 'pk',
    }),
  );
  return Items.map(({ pk }) => pk?.S);
};

describe('an upload that stands as if it were loaded', () => {
  it('is found, and marked failed with the rows that got through', async () => {
    const header = ['เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'บ้านเลขที่', 'หมู่ที่', 'รหัสพื้นที่', 'วันที่สำรวจ'];
    const row = [citizenIdOf(8_310_001), 'สมหญิง', 'ตัวอย่าง', '9', '3', '420101', '7/5/2569'];
    const { id, event } = await steps.uploadOf([header, row]);
    const untouched = await steps.uploadOf([header, row]);
    await steps.run('ingest/read', event);
    await steps.run('ingest/load', { upload: id, chunk: 0 });
    expect(await open()).toEqual([`upload#${id}`]);

    const payload: object = JSON.parse(option('payload').replace('<upload>', id));
    expect(await steps.run('ingest/fail', payload)).toEqual({ marked: true });
    expect(await steps.uploads.get(id)).toMatchObject({
      status: 'FAILED',
      rows: { total: 1, created: 1 },
      problems: [{ code: 'import-broken' }],
    });
    expect(await open()).toEqual([]);
    expect(await steps.uploads.get(untouched.id)).toMatchObject({ status: 'AWAITING_FILE' });
  });
});
