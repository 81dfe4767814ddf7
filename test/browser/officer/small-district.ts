/** A platform with a few households, made through the API: what the tests of the officers' face open. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { SEARCH_SCHEDULE } from '#infra/schedules.ts';
import { FIND_DUPLICATES } from '#infra/state-machines/find-duplicates.ts';
import { ApiClient } from '#local/api-client.ts';
import { CREDENTIALS, REGION } from '#local/engines/this-machine.ts';
import { startPlatform } from '#local/platform.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { tableNames } from '#shared/dynamo/create-tables.ts';
import { entryKey } from '#shared/household/keys.ts';
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';

export type SmallDistrict = {
  url: string;
  /** Ids of households: the first is critical, the others have a need each. */
  households: string[];
  officer: ApiClient;
  /** Takes an entry out of the table, beside the platform. */
  loseEntry(household: string, version: number): Promise<void>;
  /** What the platform does each night: looks for households that may be one. */
  searchDuplicates(): Promise<void>;
  stop(): Promise<void>;
};

const made = z.looseObject({ id: z.string() });
const HEADS = ['สมหญิง', 'บุญมี', 'ทองใบ'] as const;

/** `officerFace`: the folder of a face of its own, that a test changes. */
export async function startSmallDistrict(options: { officerFace?: string } = {}): Promise<SmallDistrict> {
  const folder = mkdtempSync(join(tmpdir(), 'officer-'));
  const platform = await startPlatform({ ...options, folder, port: 0, inMemory: true });
  const officer = await ApiClient.signIn(platform.url, 'district-officer-4201', 'demo');
  const today = bangkokDay(new Date());
  const households: string[] = [];
  for (const [index, firstName] of HEADS.entries()) {
    const { id } = await officer.call(made, 'POST', '/v1/households', {
      areaCode: '420101',
      addressNo: `${12 + index}/3`,
      moo: 4,
      village: 'บ้านตัวอย่าง',
      members: [{ title: 'นาง', firstName, lastName: 'ใจดี', relation: 'หัวหน้าครัวเรือน' }],
    });
    households.push(id);
    const record = async (body: object) => await officer.call(made, 'POST', `/v1/households/${id}/logbook`, body);
    await record({
      type: 'need',
      dimension: 'living',
      kind: 'PROBLEM',
      text: 'หลังคารั่วหลายจุด ฝนตกนอนไม่ได้',
      openedOn: addDays(today, -20),
    });
    await record({
      type: 'visit',
      on: addDays(today, -10),
      purpose: 'SURVEY',
      outcome: 'MET',
      nextVisitDue: addDays(today, -index),
    });
    if (index === 0) await record({ type: 'urgency', level: 'CRITICAL', on: today, reason: 'ไม่มีอาหารพอ' });
  }
  return {
    url: platform.url,
    households,
    officer,
    loseEntry: async (household, version) => {
      const dynamo = createDynamo({
        endpoint: platform.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
        region: REGION,
        credentials: CREDENTIALS,
      });
      const { pk, sk } = entryKey(household, version);
      const Key = { pk: { S: pk }, sk: { S: sk } };
      await dynamo.send(new DeleteItemCommand({ TableName: tableNames().Logbook, Key }));
      dynamo.destroy();
    },
    searchDuplicates: async () => {
      await platform.executions.start(FIND_DUPLICATES.name, SEARCH_SCHEDULE.input);
      await platform.executions.idle();
    },
    stop: async () => {
      await platform.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
