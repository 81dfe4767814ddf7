/** An office sends a file, finds that it was the wrong one, and undoes it. */
import { setTimeout as delay } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { call, counts, signIn } from './api-client.ts';
import { sendingOffice, survey } from './sending-office.ts';

const office = sendingOffice('undo-upload');
const { send, person } = office;
const REASON = { reason: 'ส่งไฟล์ของอำเภออื่น' };

const undo = async (id: string, token = office.officer) =>
  await call(office.url, token, 'POST', `/v1/uploads/${id}/undo`, REASON);

async function untilUndone(id: string, query = '') {
  for (;;) {
    const { body } = await call(office.url, office.officer, 'GET', `/v1/uploads/${id}/undo${query}`);
    if (body.status === 'DONE') return body;
    await delay(30);
  }
}

const fileOf = async (citizenId: string) => {
  const found = await office.householdOf(citizenId);
  return (await call(office.url, office.officer, 'GET', `/v1/households/${found?.id}`)).body;
};

describe('an upload that is undone', () => {
  it('leaves what was built upon it, dissolves the rest, and may be sent again', async () => {
    const rows = [person(), person(), person()];
    const bytes = survey(...rows);
    const { id } = await send(bytes);
    const kept = await fileOf(rows[0]?.[0] ?? '');
    const status = { type: 'need-status', needId: kept.needs[0].id, status: 'IN_PROGRESS', on: '2026-05-20' };
    const built = await call(office.url, office.officer, 'POST', `/v1/households/${kept.id}/logbook`, status);
    expect(built.status).toBe(201);

    const begun = await undo(id);
    expect([begun.status, begun.body]).toMatchObject([202, { uploadId: id, ...REASON }]);
    const done = await untilUndone(id);
    expect(done).toMatchObject({ withdrawn: 2, dissolved: 2, stayed: 1, nextCursor: null });
    expect(done.items).toEqual([
      { row: 2, householdId: kept.id, entryId: `${kept.id}.1`, why: 'built-upon', by: [built.body.id] },
    ]);
    expect((await call(office.url, office.officer, 'GET', `/v1/uploads/${id}`)).body).toMatchObject({ undo: 'DONE' });
    expect((await undo(id)).body).toMatchObject({ status: 409, code: 'upload-undone' });

    const dissolved = await fileOf(rows[1]?.[0] ?? '');
    expect(dissolved).toMatchObject({ status: 'DISSOLVED', needs: [] });
    // Nobody works on it: it is in no worklist.
    const listed = await call(office.url, office.officer, 'GET', '/v1/households?area=420101');
    expect(listed.body.items.map((one: { id: string }) => one.id)).toEqual([kept.id]);

    // The same bytes are new again, and find the same households.
    const again = await send(bytes);
    expect(again.rows).toEqual(counts(3, { unchanged: 1, updated: 2 }));
    expect(await fileOf(rows[1]?.[0] ?? '')).toMatchObject({
      id: dissolved.id,
      status: 'ACTIVE',
      needs: [{ status: 'OPEN' }],
    });
  });

  it('is of the office that sent it, or of its province', async () => {
    const { id } = await send(survey(person()));
    const district = await signIn(office.url, 'district-officer-4201');
    expect((await undo(id, district)).body).toMatchObject({ status: 404, code: 'upload-not-found' });
    expect((await call(office.url, district, 'POST', `/v1/uploads/${id}/dismiss`)).status).toBe(404);
    const read = await call(office.url, office.officer, 'GET', `/v1/uploads/${id}/undo`);
    expect(read.body).toMatchObject({ status: 404, code: 'undo-not-found' });
    expect(
      (await call(office.url, await signIn(office.url, 'mentor-4201'), 'GET', `/v1/uploads/${id}/undo`)).status,
    ).toBe(403);
    const dismissed = await call(office.url, office.officer, 'POST', `/v1/uploads/${id}/dismiss`);
    expect([dismissed.status, dismissed.body]).toMatchObject([200, { id, dismissed: true, undo: null }]);
  });

  it('has ended, and was no trial; its reason names no citizen ID', async () => {
    const trial = await send(survey(person()), office.officer, { dryRun: true });
    expect((await undo(trial.id)).body).toMatchObject({ code: 'upload-not-undoable', why: 'TRIAL' });
    const offer = { source: 'thaiqm-survey', filename: 'ก.csv', size: 5 };
    const { uploadId } = (await call(office.url, office.officer, 'POST', '/v1/uploads', offer)).body;
    expect((await undo(uploadId)).body).toMatchObject({ code: 'upload-not-undoable', why: 'NOT_ENDED' });
    const body = { reason: `แถวของ ${person()[0]}` };
    const named = await call(office.url, office.officer, 'POST', `/v1/uploads/${uploadId}/undo`, body);
    expect(named.body).toMatchObject({ code: 'personal-number-in-text' });
  });
});
