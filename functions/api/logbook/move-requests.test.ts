import { beforeEach, describe, expect, it, vi } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

const losing = account('DISTRICT_OFFICER', { area: '4201', sub: 'losing' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202', sub: 'neighbour' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'secretariat' });
const asker = account('DISTRICT_OFFICER', { area: '3101', sub: 'asker' });
const MOVE = { on: '2026-05-10', toArea: '310101', reason: 'พบครัวเรือนอยู่ที่นี่' };

let api: InProcessApi;
let household: string;
beforeEach(async () => {
  api = createInProcessApi({ now: new Date('2026-05-20T03:00:00.000Z') });
  household = (await api.request(losing, 'POST', '/v1/households', { body: newHousehold(1) })).body.id;
});

const ask = async (who: Account = asker, body: object = MOVE, headers: Record<string, string> = {}) =>
  await api.request(who, 'POST', `/v1/households/${household}/move-requests`, { body, headers });
const answer = async (who: Account, id: string, verb: 'accept' | 'reject', body?: object) =>
  await api.request(who, 'POST', `/v1/move-requests/${id}/${verb}`, body ? { body } : {});
const read = async (who: Account, path: string) => (await api.request(who, 'GET', path)).status;
const waiting = async (who: Account) =>
  (await api.request(who, 'GET', '/v1/me/due', { query: { kind: 'MOVE_REQUEST' } })).body.items;

describe('a move request', () => {
  it('tells who asks nothing of the household, and waits for the unit where it lives', async () => {
    const { status, body, text } = await ask();
    expect(status).toBe(201);
    expect(body).toEqual({
      id: body.id,
      householdId: household,
      ...MOVE,
      status: 'OPEN',
      askedAt: '2026-05-20T10:00:00+07:00',
      answer: null,
    });
    expect(text).not.toMatch(/4201|ทดสอบ1/);
    expect(await read(asker, `/v1/households/${household}`)).toBe(404);
    expect(await waiting(losing)).toMatchObject([{ kind: 'MOVE_REQUEST', dueOn: '2026-06-03', ref: body.id }]);
    expect(await waiting(asker)).toEqual([]);
    expect(await waiting(neighbour)).toEqual([]);
  });

  it('tells the unit that answers it nothing of a household that has moved away meanwhile', async () => {
    const { id } = (await ask()).body;
    const move = { type: 'move', on: '2026-05-12', toArea: '310101' };
    expect((await api.request(losing, 'POST', `/v1/households/${household}/logbook`, { body: move })).status).toBe(201);
    const [left] = await waiting(losing);
    const told = { id: null, areaName: 'อ.เมืองเลย จ.เลย', headName: null };
    expect(left).toMatchObject({ kind: 'MOVE_REQUEST', ref: id, household: told });
  });

  it.each([
    ['the unit', losing],
    ['the secretariat', secretariat],
  ] as const)(
    'is accepted by %s, which records the move: the other province reads the household at once',
    async (_, who) => {
      const { id } = (await ask()).body;
      const accepted = await answer(who, id, 'accept');
      expect([accepted.status, accepted.body.status, accepted.body.answer.reason]).toEqual([200, 'ACCEPTED', null]);
      expect(await read(asker, `/v1/households/${household}`)).toBe(200);
      expect((await api.stores.households.history(household)).at(-1)).toMatchObject({
        body: { type: 'move', on: MOVE.on, toArea: MOVE.toArea, reason: MOVE.reason },
        recordedBy: { sub: who.sub },
      });
      expect(await waiting(losing)).toEqual([]);
      const again = await answer(who, id, 'accept');
      expect([again.status, again.body.code]).toEqual([409, 'transition-not-allowed']);
    },
  );

  it.each(['before', 'after'])(
    'moves the household that stays when its own was merged %s it was asked',
    async (when) => {
      const keep = (await api.request(losing, 'POST', '/v1/households', { body: newHousehold(2) })).body.id;
      const merge = async () =>
        await api.request(losing, 'POST', '/v1/merges', {
          body: { keep, other: household, reason: 'ครัวเรือนเดียวกัน', versions: { [keep]: 1, [household]: 1 } },
        });
      if (when === 'before') await merge();
      const { body: asked } = await ask();
      expect(asked.householdId).toBe(household);
      if (when === 'after') await merge();
      expect(await api.stores.households.get(household)).toMatchObject({ mergedInto: keep });
      const accepted = await answer(losing, asked.id, 'accept');
      expect([accepted.status, accepted.body.status]).toEqual([200, 'ACCEPTED']);
      expect(await read(asker, `/v1/households/${keep}`)).toBe(200);
      expect((await api.stores.households.history(keep)).at(-1)?.body).toMatchObject({
        type: 'move',
        toArea: '310101',
      });
    },
  );

  it('is rejected with a reason, which the asker reads, and may be asked again', async () => {
    const { id } = (await ask()).body;
    expect((await ask()).body.code).toBe('move-requested');
    await answer(losing, id, 'reject', { reason: 'ยังอยู่ที่เดิม' });
    expect((await api.request(asker, 'GET', `/v1/move-requests/${id}`)).body).toMatchObject({
      status: 'REJECTED',
      answer: { reason: 'ยังอยู่ที่เดิม' },
    });
    expect(await read(asker, `/v1/households/${household}`)).toBe(404);
    expect(await waiting(losing)).toEqual([]);
    expect((await ask()).status).toBe(201);
  });

  it('is neither seen nor answered by others, nor answered by who asked', async () => {
    const { id } = (await ask()).body;
    const stranger = account('DISTRICT_OFFICER', { area: '3101', sub: 'stranger' });
    const team = account('FIELD_TEAM', { area: '420101', sub: 'team' });
    for (const who of [neighbour, stranger, team]) {
      expect(await read(who, `/v1/move-requests/${id}`)).toBe(404);
      expect((await answer(who, id, 'accept')).status).toBe(404);
    }
    expect((await answer(asker, id, 'accept')).body.code).toBe('not-permitted');
    expect((await api.stores.households.get(household))?.areaCode).toBe('420101');
  });

  it('is refused to who reads the household, for a move to elsewhere, a day to come, or with a number of a person', async () => {
    expect((await ask(losing, { ...MOVE, toArea: '420201' })).body.code).toBe('move-request-not-needed');
    expect((await ask(asker, { ...MOVE, toArea: '420101' })).body.code).toBe('outside-scope');
    expect((await ask(asker, { ...MOVE, on: '2026-05-21' })).body.errors[0].pointer).toBe('/on');
    expect((await ask(asker, { ...MOVE, reason: 'เลข 3000009000016' })).body.code).toBe('personal-number-in-text');
    const path = '/v1/households/00000000-0000-4000-8000-999999999999/move-requests';
    expect((await api.request(asker, 'POST', path, { body: MOVE })).body.code).toBe('household-not-found');
    expect(await waiting(losing)).toEqual([]);
  });

  it('is made once for a key', async () => {
    const once = { 'Idempotency-Key': 'k-1' };
    const { body } = await ask(asker, MOVE, once);
    expect((await ask(asker, MOVE, once)).body).toEqual(body);
  });

  it('keeps the answer alone of a household that lives there already', async () => {
    const { id } = (await ask()).body;
    const { on, toArea } = MOVE;
    const body = { type: 'move', on, toArea };
    expect((await api.request(losing, 'POST', `/v1/households/${household}/logbook`, { body })).status).toBe(201);
    const accepted = await answer(losing, id, 'accept');
    expect([accepted.status, accepted.body.status]).toEqual([200, 'ACCEPTED']);
    const moves = (await api.stores.households.history(household)).filter((entry) => entry.body.type === 'move');
    expect(moves).toHaveLength(1);
  });

  it('leaves the household where it lives when another rejects it just before the move is kept', async () => {
    const { id } = (await ask()).body;
    const { households } = api.stores;
    const append = households.append;
    vi.spyOn(households, 'append').mockImplementationOnce(async (...move) => {
      expect((await answer(secretariat, id, 'reject', { reason: 'ยังอยู่ที่เดิม' })).status).toBe(200);
      await append(...move);
    });
    const accepted = await answer(losing, id, 'accept');
    expect([accepted.status, accepted.body.code]).toEqual([409, 'transition-not-allowed']);
    expect((await households.get(household))?.areaCode).toBe('420101');
    expect((await api.request(asker, 'GET', `/v1/move-requests/${id}`)).body.status).toBe('REJECTED');
  });

  it('is not rejected when another accepts it just before that is kept', async () => {
    const { id } = (await ask()).body;
    const { moveRequests } = api.stores;
    const keep = moveRequests.answer.bind(moveRequests);
    vi.spyOn(moveRequests, 'answer').mockImplementationOnce(async (...step) => {
      expect((await answer(secretariat, id, 'accept')).status).toBe(200);
      return await keep(...step);
    });
    const rejected = await answer(losing, id, 'reject', { reason: 'ยังอยู่ที่เดิม' });
    expect([rejected.status, rejected.body.code]).toEqual([409, 'transition-not-allowed']);
    expect((await api.stores.households.get(household))?.areaCode).toBe(MOVE.toArea);
    expect((await api.request(asker, 'GET', `/v1/move-requests/${id}`)).body.status).toBe('ACCEPTED');
  });

  it('records one move when two who answer for both places accept it at once', async () => {
    const near = account('DISTRICT_OFFICER', { area: '4202', sub: 'near' });
    const { id } = (await ask(near, { ...MOVE, toArea: '420201' })).body;
    const answers = await Promise.all(['s1', 's2'].map((sub) => answer({ ...secretariat, sub }, id, 'accept')));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const moves = (await api.stores.households.history(household)).filter(({ body }) => body.type === 'move');
    expect(moves).toHaveLength(1);
  });
});
