/** How long a key is remembered, by the clock of the functions on the real tables: entries and registrations 180 days, other writes one. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';

import { createStepFunctionsEndpoint } from '#local/step-functions-endpoint.ts';
import { account } from '#test/api/in-process-api.ts';
import { startRealHandlers, type RealHandlers } from '#test/api/real-handlers.ts';
import { delivered, newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const officer = account('PROVINCE_SECRETARIAT', { area: '42' });
const approver = account('REPORT_APPROVER', { area: '42' });
const NOW = new Date('2026-05-20T03:00:00.000Z');
const HOUR_MS = 3_600_000;

const machine = createServer(createStepFunctionsEndpoint({ start: async () => {} }));
let api: RealHandlers;

beforeAll(async () => {
  await new Promise<void>((resolve) => machine.listen(0, '127.0.0.1', resolve));
  const { port } = machine.address() as AddressInfo;
  process.env['AWS_ENDPOINT_URL_SFN'] = `http://127.0.0.1:${port}`;
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  api = await startRealHandlers({
    dynamodb: inject('dynamodb'),
    s3: inject('s3'),
    prefix: `keys-${randomUUID().slice(0, 8)}-`,
  });
});

afterAll(() => {
  vi.useRealTimers();
  machine.closeAllConnections();
  machine.close();
});

/** The id of a write that is sent under one key, `hours` after NOW. */
function writer(who: typeof officer, path: string, body: object, idOf = (reply: { id: string }) => reply.id) {
  const headers = { 'Idempotency-Key': randomUUID() };
  return async (hours: number): Promise<string> => {
    vi.setSystemTime(NOW.getTime() + hours * HOUR_MS);
    const answered = await api.request(who, 'POST', path, { body, headers });
    expect([answered.status, answered.text.slice(0, 200)]).toEqual([expect.toBeOneOf([201, 202]), expect.any(String)]);
    return idOf(answered.body);
  };
}

describe('a key is remembered', () => {
  it.each([25, 40 * 24, 179 * 24])('%i hours: of an entry and of a registration', async (hours) => {
    // Without an ID and a house code nothing but the key tells that the second registration is the first.
    const members = [{ firstName: 'ทดสอบ', lastName: `หลัง${'ก'.repeat((hours % 30) + 1)}` }];
    const register = writer(officer, '/v1/households', newHousehold(hours, '420101', { members }));
    const id = await register(0);
    const help = writer(officer, `/v1/households/${id}/logbook`, delivered('cdd', { deliveredOn: '2026-05-19' }));
    const entry = await help(0);
    expect([await register(hours), await help(hours)]).toEqual([id, entry]);
    const logbook = await api.request(officer, 'GET', `/v1/households/${id}/logbook`);
    expect(logbook.body.items).toHaveLength(2);
  });

  it('23 hours, and no longer: of a list, an upload and a run', async () => {
    const upload = { source: 'thaiqm-survey', filename: 'สำรวจ.csv', size: 10 };
    const uploadId = (reply: object): string => ('uploadId' in reply ? String(reply.uploadId) : '');
    for (const write of [
      writer(officer, '/v1/target-lists', newTargetList('42')),
      writer(officer, '/v1/uploads', upload, uploadId),
      writer(approver, '/v1/statistics/runs', { month: '2026-04', area: '4201' }),
    ]) {
      const id = await write(0);
      expect(await write(23)).toBe(id);
      expect(await write(25)).not.toBe(id);
    }
  });

  it('180 days, and no longer: what is still in the table then is no claim', async () => {
    const register = writer(
      officer,
      '/v1/households',
      newHousehold(7, '420103', { members: [{ firstName: 'ทดสอบ' }] }),
    );
    const id = await register(0);
    expect(await register(180 * 24 - 1)).toBe(id);
    vi.setSystemTime(NOW.getTime() + 180 * 24 * HOUR_MS);
    await expect(register(180 * 24)).rejects.toThrow('409');
  });
});
