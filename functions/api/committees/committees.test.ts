import { beforeEach, describe, expect, it } from 'vitest';

import { agencies } from '#shared/reference/agencies.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const order = { orderNo: '4173/2568', orderDate: '2025-12-09', agencies: ['cdd', 'dla'] };
const read = (area: string) => api.request(secretariat, 'GET', `/v1/committees/${area}`);
const put = (area: string, body: unknown, ifMatch?: string) =>
  api.request(secretariat, 'PUT', `/v1/committees/${area}`, {
    body,
    ...(ifMatch === undefined ? {} : { headers: { 'If-Match': ifMatch } }),
  });

describe('the order of a committee', () => {
  it('is the agencies of the letters until one is put', async () => {
    const { status, body, headers } = await read('42');
    expect(status).toBe(200);
    expect(headers['etag']).toBe('"0"');
    expect(body).toMatchObject({ area: '42', version: 0, orderNo: null, inheritedFrom: null });
    expect(body.agencies).toEqual(agencies.filter(({ inSeedTable }) => inSeedTable).map(({ slug }) => slug));
  });

  it('is put first without If-Match, then with the version that was read', async () => {
    const first = await put('42', order);
    expect([first.status, first.headers['etag'], first.body.version]).toEqual([200, '"1"', 1]);
    expect((await put('42', order)).body.code).toBe('precondition-required');
    const second = await put('42', { ...order, orderNo: '1/2569' }, '"1"');
    expect([second.status, second.body.version]).toEqual([200, 2]);
    expect((await read('42')).body).toMatchObject({ version: 2, orderNo: '1/2569', agencies: ['cdd', 'dla'] });
  });

  it('names what changed when somebody else was faster', async () => {
    await put('42', order);
    await put('42', { ...order, agencies: ['cdd'] }, '"1"');
    const { status, body } = await put('42', { ...order, orderNo: '2/2569' }, '"1"');
    expect([status, body.code, body.changed, body.version]).toEqual([412, 'version-conflict', ['agencies'], 2]);
    expect((await put('4202', order, '"3"')).status).toBe(412);
    expect((await put('42', order, 'W/"x"')).status).toBe(412);
  });

  it.each(['*', ' * ', '"1"', '1', '"7", "1"', '"1","1"'])(
    'is put over what stands by If-Match: %s',
    async (ifMatch) => {
      await put('42', order);
      expect((await put('42', { ...order, orderNo: '1/2569' }, ifMatch)).status).toBe(200);
    },
  );

  it.each(['*', ' * ', '"1"'])('is not put where nothing stands by If-Match: %s', async (ifMatch) => {
    const { status, body } = await put('42', order, ifMatch);
    expect([status, body]).toMatchObject([412, { code: 'version-conflict', version: 0, changed: [] }]);
    expect((await read('42')).body.version).toBe(0);
    // An order of the area above reaches down, and is no order of this one.
    await put('42', order);
    expect((await put('4202', order, ifMatch)).status).toBe(412);
  });

  it('is put first over version 0, as it was read', async () => {
    expect((await put('42', order, '"0"')).status).toBe(200);
  });

  it.each(['W/"1"', '"01"', '"2"', '"*"', '"1', '1, 2', '"0", W/"1"', 'x'])(
    'is not put over what stands by If-Match: %s',
    async (ifMatch) => {
      await put('42', order);
      const { status, body } = await put('42', { ...order, orderNo: '1/2569' }, ifMatch);
      expect([status, body.code]).toEqual([412, 'version-conflict']);
    },
  );

  it('is put once when two put the same version', async () => {
    await put('42', order);
    const both = await Promise.all([1, 2].map((no) => put('42', { ...order, orderNo: `${no}/2569` }, '"1"')));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  it('reaches down to areas without one of their own', async () => {
    await put('42', order);
    expect((await read('4201')).body).toMatchObject({
      area: '4201',
      version: 0,
      inheritedFrom: '42',
      agencies: ['cdd', 'dla'],
    });
  });

  it('is of an area that exists, and of known agencies, each once', async () => {
    expect((await read('99')).body.code).toBe('area-not-found');
    expect((await put('42', { ...order, agencies: ['nobody'] })).body.errors[0].pointer).toBe('/agencies/0');
    expect((await put('42', { ...order, agencies: ['cdd', 'cdd'] })).status).toBe(422);
    expect((await put('42', { ...order, agencies: [] })).status).toBe(422);
  });
});
