import { expect, it } from 'vitest';

import type { Grant } from '#shared/domain/account/account.ts';
import { account, createInProcessApi } from '#test/api/in-process-api.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'secretariat' });

it('counts who may work and who signed in, and keeps what was published', async () => {
  const api = createInProcessApi();
  const { accounts } = api.stores;
  const invite = async (sub: string, grant: Partial<Grant>, signedIn = true) => {
    const at = api.clock.now.toISOString();
    const grants: Grant[] = [{ role: 'DISTRICT_OFFICER', from: '2026-01-01', ...grant }];
    const record = { sub, version: 1, kind: 'PERSON' as const, status: 'ACTIVE' as const, grants };
    const made = { ...record, createdAt: at, changedBy: 's', changedAt: at, mustAccept: false, ended: [] };
    await accounts.createAccount(made);
    const startedAt = api.clock.now.getTime() / 1000;
    if (signedIn) await accounts.seeSession(sub, { id: sub, startedAt, firstSeenAt: at });
    return made;
  };
  const told = async (revision?: string) => {
    const query = { quarter: '2569-Q3', area: '42', ...(revision === undefined ? {} : { revision }) };
    const { body } = await api.request(secretariat, 'GET', '/v1/statistics/quarterly', { query });
    const of = body.units.find(({ unit }: { unit: string | null }) => unit === '4201');
    return [body.revision, body.total.mechanism.accounts, of?.mechanism.accounts];
  };
  const order = { orderNo: '1', orderDate: '2026-05-01', agencies: ['cdd', 'moph'] };
  for (const unit of ['42', '4201'])
    expect((await api.request(secretariat, 'PUT', `/v1/committees/${unit}`, { body: order })).status).toBe(200);
  const open = await invite('works', { unit: '4201' });
  await invite('never-came', { unit: '4201' }, false);
  await invite('focal', { role: 'AGENCY_FOCAL', agency: 'cdd' });
  await invite('elsewhere', { unit: '3101' });
  const figures = { open: 2, signedIn: 1, agenciesWithout: 1 };
  expect(await told()).toEqual([null, figures, figures]);

  api.clock.now = new Date('2026-07-06T03:00:00.000Z');
  expect(await told()).toEqual([0, figures, figures]);
  await accounts.updateAccount(open, {
    ...open,
    version: 2,
    status: 'CLOSED',
    changedAt: api.clock.now.toISOString(),
  });
  await invite('late', { unit: '4201' });
  api.clock.now = new Date('2026-07-20T03:00:00.000Z');
  expect(await told('0')).toEqual([0, figures, figures]);
  expect(await told()).toEqual([0, figures, figures]);
});
