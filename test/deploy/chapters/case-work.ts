/** Refers a need, holds a meeting, invites a person and takes the access away. */
import { expect, it } from 'vitest';
import { addDays } from '#shared/thai/bangkok-time.ts';
import { PASSWORD } from '../accounts.ts';
import { Caller, type Json, signIn } from '../outside.ts';
import { once, TODAY } from '../story.ts';
import { story, as } from '../story-so-far.ts';

it('refers a need to an agency, which learns who it is when it accepts', async () => {
  const path = `/v1/households/${story.household}/referrals`;
  const proposed = await as.officer.get(`${path}/proposals`);
  expect(proposed.body.items).toMatchObject([{ needId: story.needId }]);
  const asked = { toAgency: 'moph', needIds: [story.needId], dueAt: addDays(TODAY, 30) };
  expect((await as.focal.post(path, asked)).status).toBe(403);
  const key = once();
  const sent = await as.officer.post(path, asked, key);
  expect(sent).toMatchObject({
    status: 201,
    body: { status: 'SENT', from: { unit: '4201' }, householdId: story.household },
  });
  expect((await as.officer.post(path, asked, key)).body.id).toBe(sent.body.id);

  const referral = `/v1/referrals/${sent.body.id}`;
  expect((await as.focal.get('/v1/referrals')).body.items).toMatchObject([{ id: sent.body.id, status: 'SENT' }]);
  expect((await as.focal.get(referral)).body).toMatchObject({ status: 'RECEIVED', householdId: null, household: null });
  expect((await as.elsewhere.get(referral)).body.code).toBe('referral-not-found');
  expect((await as.focal.post(`${referral}/accept`, {}, once())).body).toMatchObject({
    status: 'ACCEPTED',
    householdId: story.household,
    household: { headName: 'สมใจ ทองทดสอบ' },
  });
  expect((await as.officer.get(referral)).body).toMatchObject({ status: 'ACCEPTED', needs: [{ status: 'ACCEPTED' }] });
});

it('holds a meeting over its pack, and resolves, refers and carries out', async () => {
  const planned = { unit: '4201', kind: 'TARGETING', plannedOn: TODAY, cases: [story.household] };
  expect((await as.elsewhere.post('/v1/meetings', planned)).body.code).toBe('outside-scope');
  const begun = await as.officer.post('/v1/meetings', planned, once());
  expect(begun).toMatchObject({ status: 201, body: { status: 'PLANNED', version: 1 } });
  const meeting = `/v1/meetings/${begun.body.id}`;
  const room = await as.officer.get(`${meeting}/pack`);
  expect(room.body.cases).toMatchObject([{ householdId: null, headName: null }]);
  const file = await as.officer.get(`${meeting}/pack?for=file`);
  expect(file.body.cases).toMatchObject([
    {
      householdId: story.household,
      headName: 'สมใจ ทองทดสอบ',
      needs: [{ id: story.needId }],
      referrals: [{ toAgency: 'moph' }],
    },
  ]);
  const held = await as.officer.call('PUT', meeting, { ...planned, heldOn: TODAY }, { 'If-Match': '"1"' });
  expect(held.body).toMatchObject({ status: 'HELD', version: 2 });
  expect((await as.officer.get('/v1/meetings')).body.items.map(({ id }: Json) => id)).toEqual([begun.body.id]);

  const resolution = {
    householdId: story.household,
    agency: 'cdd',
    text: 'ให้ฝึกอาชีพ',
    dueOn: addDays(TODAY, 30),
    needIds: [story.needId],
    refer: true,
  };
  const adopted = await as.officer.post(`${meeting}/resolutions`, resolution, once());
  expect(adopted).toMatchObject({ status: 201, body: { status: 'ADOPTED', referral: expect.any(String) } });
  expect((await as.officer.get(`/v1/referrals/${adopted.body.referral}`)).body).toMatchObject({ toAgency: 'cdd' });
  const completion = `/v1/resolutions/${adopted.body.id}/complete`;
  expect((await as.focal.post(completion, { on: TODAY })).body.code).toBe('resolution-not-found');
  expect((await as.officer.post(completion, { on: TODAY }, once())).body).toMatchObject({ status: 'DONE' });
  const { body } = await as.officer.get(`${meeting}/resolutions`);
  expect(body.items).toMatchObject([{ id: adopted.body.id, status: 'DONE', text: resolution.text }]);
});

it('invites a person, where an invitation stopped half-way too, and takes the access away', async () => {
  const invitation = {
    email: 'mentor@example.go.th',
    displayName: 'สมศรี ตัวอย่าง',
    grants: [{ role: 'MENTOR', unit: '420101', from: TODAY }],
  };
  expect((await as.elsewhere.post('/v1/accounts', invitation)).body.code).toBe('grant-not-yours');
  // The sign-in is there, and no record: what is left of a call that broke between the two.
  await story.account.call([
    ['cognito-idp', 'admin_create_user', { UserPoolId: story.outputs.userPoolId, Username: 'half@example.go.th' }],
  ]);
  const half = await as.officer.post('/v1/accounts', { ...invitation, email: 'half@example.go.th' }, once());
  expect(half).toMatchObject({ status: 201, body: { status: 'INVITED' } });
  const invited = await as.officer.post('/v1/accounts', invitation, once());
  expect(invited).toMatchObject({
    status: 201,
    body: { status: 'INVITED', email: invitation.email, displayName: invitation.displayName },
  });
  expect((await as.officer.post('/v1/accounts', invitation, once())).body.code).toBe('account-exists');
  const listed = await as.secretariat.get('/v1/accounts?role=MENTOR');
  expect(listed.body.items.map(({ email }: Json) => email).toSorted()).toEqual([
    'half@example.go.th',
    'mentor@example.go.th',
  ]);

  const user = { UserPoolId: story.outputs.userPoolId, Username: invitation.email };
  await story.account.call([
    ['cognito-idp', 'admin_set_user_password', { ...user, Password: PASSWORD, Permanent: true }],
  ]);
  const entering = async (): Promise<string | undefined> =>
    await signIn(story.emulator.url, story.outputs.webClientId, invitation.email, PASSWORD);
  const mentor = new Caller(story.outputs.apiUrl, await entering());
  expect((await mentor.get('/v1/households')).body.code).toBe('terms-not-accepted');
  expect((await mentor.post('/v1/me/terms', { version: 1 })).status).toBe(200);
  // Of the referrals of the district those of households that have this mentor.
  expect(await mentor.get('/v1/referrals')).toMatchObject({ status: 200, body: { items: [] } });
  const { sub } = invited.body;
  const reason = 'ตัวอย่างสังเคราะห์';
  const suspended = await as.officer.post(`/v1/accounts/${sub}/suspend`, { reason });
  expect(suspended).toMatchObject({ status: 200, body: { status: 'SUSPENDED', reason, termsAccepted: true } });
  expect(await entering()).toBeUndefined();
  expect((await as.officer.post(`/v1/accounts/${sub}/reopen`)).body).toMatchObject({ status: 'ACTIVE' });
  expect(await entering()).toBeDefined();
});
