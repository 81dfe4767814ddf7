import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { delivered, newHousehold, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const stranger = account('DISTRICT_OFFICER', { area: '3101', sub: 'stranger' });
const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });
const moph = account('AGENCY_FOCAL', { agency: 'moph' });

let api: InProcessApi;
let id: string;
beforeEach(async () => {
  api = createInProcessApi();
  ({ id } = (await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) })).body);
});

const prove = (who: Account) => api.request(who, 'GET', `/v1/households/${id}/logbook/proof`);
const record = (body: object) => api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body });
const looks = async () =>
  (await api.request(account('DPO_AUDITOR'), 'GET', '/v1/access-log', { query: { household: id } })).body.items.map(
    ({ action }: { action: string }) => action,
  );

describe('the proof of a logbook', () => {
  it('says how many entries there are, and has another head after each, which is no hash of an entry', async () => {
    const before = (await prove(officer)).body;
    expect(before).toEqual({ entries: 1, intact: true, firstBroken: null, head: expect.any(String) });
    expect((await prove(officer)).body).toEqual(before);
    await record(delivered('moph'));
    const { head, ...after } = (await prove(officer)).body;
    expect(after).toEqual({ entries: 2, intact: true, firstBroken: null });
    const hashes = (await api.stores.households.history(id)).map(({ hash }) => hash);
    expect([before.head, ...hashes]).not.toContain(head);
  });

  it('is told to whom the whole file is open, and to no agency that only plans help', async () => {
    await record(delivered('moph'));
    await record(delivered('cdd', { status: 'PLANNED', deliveredOn: undefined }));
    expect((await api.request(cdd, 'GET', `/v1/households/${id}/logbook`)).status).toBe(200);
    expect([(await prove(moph)).status, (await prove(cdd)).status, (await prove(stranger)).status]).toEqual([
      200, 404, 404,
    ]);
    expect((await prove(account('DATA_IMPORTER', { area: '4201' }))).status).toBe(403);
  });

  it('is a look when it is asked for by a break-glass, and else none', async () => {
    await prove(officer);
    const before = await looks();
    const body = { citizenId: syntheticCitizenId(1), purpose: 'ผู้ป่วยฉุกเฉินมาขอความช่วยเหลือที่อำเภอนี้' };
    await api.request(stranger, 'POST', '/v1/break-glass', { body });
    const opened = await looks();
    expect((await prove(stranger)).status).toBe(200);
    expect([before.includes('LOGBOOK'), await looks()]).toEqual([false, ['BREAK_GLASS', ...opened]]);
  });
});
