import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const other = account('PROVINCE_SECRETARIAT', { area: '31' });
const NONE = { health: [], living: [], education: [], income: [], access: [] };
const profile = (dimensions: object = { ...NONE, income: [27, 28] }) => ({
  name: '42-income',
  framework: 'BMN-2565',
  source: 'INFERENCE',
  dimensions,
});

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});
const make = (body: object, who = secretariat, headers = {}) =>
  api.request(who, 'POST', '/v1/mpi-profiles', { body, headers });

describe('profiles of the MPI', () => {
  it('begin with that of TPMAP 2561, which says that it is inferred', async () => {
    const { body } = await api.request(secretariat, 'GET', '/v1/mpi-profiles');
    expect(body.items).toMatchObject([
      {
        id: 'TPMAP-2561-equivalent@1',
        version: 1,
        source: 'INFERENCE',
        dimensions: {
          health: [2, 6, 8, 9],
          living: [13, 14, 18],
          education: [22, 23, 24, 25],
          income: [27, 28, 29],
          access: [34, 35],
        },
        createdAt: null,
      },
    ]);
  });

  it('are made as versions, and a version stays as it is', async () => {
    const first = await make(profile());
    expect([first.status, first.body]).toMatchObject([201, { id: '42-income@1', version: 1 }]);
    expect((await make(profile({ ...NONE, income: [29] }))).body).toMatchObject({ id: '42-income@2', version: 2 });
    const { items } = (await api.request(other, 'GET', '/v1/mpi-profiles')).body;
    expect(
      items
        .slice(1)
        .map(({ id, dimensions }: { id: string; dimensions: { income: number[] } }) => [id, dimensions.income]),
    ).toEqual([
      ['42-income@1', [27, 28]],
      ['42-income@2', [29]],
    ]);
  });

  it('sent twice under one key are one', async () => {
    const headers = { 'idempotency-key': 'profile-1' };
    await make(profile(), secretariat, headers);
    expect((await make(profile(), secretariat, headers)).body.version).toBe(1);
  });

  it('of another office, or built in, get no new version from here', async () => {
    await make(profile());
    expect((await make(profile(), other)).body.code).toBe('outside-scope');
    expect((await make({ ...profile(), name: 'TPMAP-2561-equivalent' })).body.code).toBe('outside-scope');
  });

  it.each([
    ['an indicator in two dimensions', { ...NONE, income: [27], health: [27] }, 'indicator-named-twice'],
    ['no indicator', NONE, 'required-missing'],
  ])('with %s are refused', async (_, dimensions, code) => {
    const { status, body } = await make(profile(dimensions));
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/dimensions', code }]]);
  });

  it('are kept from who does not manage lists', async () => {
    expect((await make(profile(), account('DISTRICT_OFFICER', { area: '4201' }))).status).toBe(403);
  });
});
