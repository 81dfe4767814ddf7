/** What the calls of the access matrix ask for: all of it is in sub-district 420101. */
import type { Principal } from '#shared/domain/access/access.ts';
import { account, createInProcessApi, type Answered, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';

export type World = {
  api: InProcessApi;
  person: string;
  glass: string;
  client: string;
  household: string;
  /** To cdd, from the unit 4201. */
  referral: string;
  /** Of the unit 4201, with a resolution that names cdd. */
  meeting: string;
  resolution: string;
  list: string;
  upload: string;
  run: string;
  report: string;
  organisation: string;
  subjectRequest: string;
  campaign: string;
  round: string;
};

export const figures = { month: '2026-05', area: '420101' };
export const organisation = (nameTh: string) => ({ nameTh, sector: 'CIVIL_SOCIETY', areaCode: '4201' });
export const aMentor = { role: 'MENTOR', unit: '420101', from: '2026-05-01' };
export const aPerson = (number: number) => ({ email: `person${number}@example.go.th`, displayName: 'ทดสอบสิทธิ์' });
export const BY_GLASS = 'ทดสอบสิทธิ์การเปิดแฟ้มฉุกเฉินของบัญชี';

/** Of households that somebody counted: it asks for no list. */
export const aCampaign = {
  name: 'ทุกครัวเรือนของเทศบาล',
  lists: [],
  scopeArea: '420101',
  milestones: [
    {
      metric: 'SURVEYED',
      pct: 100,
      dueOn: '2026-09-30',
      denominator: { households: 900, source: 'ทะเบียนราษฎร', asOfDate: '2026-04-01' },
    },
  ],
};
export const aRound = { name: 'Re-X-ray 2569', scopeArea: '420101', dueOn: '2026-09-30' };
export const aPlan = {
  status: 'DRAFT',
  ultimateGoal: 'มีรายได้พอเพียง',
  items: [
    {
      seq: 1,
      dimension: 'income',
      selfActivity: 'ปลูกผักสวนครัว',
      supportActivity: '',
      periodText: 'ดำเนินการทันที',
      status: 'NOT_STARTED',
    },
  ],
};

export async function buildWorld(): Promise<World> {
  const api = createInProcessApi();
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42', sub: 'builder' });
  const ok = (answered: Answered) => {
    if (answered.status >= 300) throw new Error(answered.text);
    return answered.body;
  };
  const { id: household } = ok(await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(1) }));
  const { id: list } = ok(await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') }));
  await putOnList(api.stores.households, household, list, '420101', api.clock.now);
  ok(await api.request(secretariat, 'POST', `/v1/households/${household}/logbook`, { body: delivered('cdd') }));
  const need = {
    type: 'need',
    dimension: 'income',
    kind: 'PROBLEM',
    text: 'ว่างงาน',
    openedOn: '2026-05-01',
    personId: null,
  };
  const { id: needId } = ok(
    await api.request(secretariat, 'POST', `/v1/households/${household}/logbook`, { body: need }),
  );
  const sender = account('DISTRICT_OFFICER', { area: '4201', sub: 'sender' });
  const { id: referral } = ok(
    await api.request(sender, 'POST', `/v1/households/${household}/referrals`, {
      body: { toAgency: 'cdd', needIds: [needId], dueAt: '2026-06-20' },
    }),
  );
  const held = { unit: '4201', kind: 'TARGETING', heldOn: '2026-05-18', cases: [household] };
  const { id: meeting } = ok(await api.request(sender, 'POST', '/v1/meetings', { body: held }));
  const { id: resolution } = ok(
    await api.request(sender, 'POST', `/v1/meetings/${meeting}/resolutions`, {
      body: { householdId: household, agency: 'cdd', text: 'ฝึกอาชีพ', dueOn: '2026-06-20' },
    }),
  );
  const first = { body: aPlan, headers: { 'If-Match': '*' } };
  ok(await api.request(sender, 'PUT', `/v1/households/${household}/plan`, first));
  await assignMentor(api, household);
  const invited = { ...aPerson(1), grants: [aMentor] };
  const person = ok(await api.request(secretariat, 'POST', '/v1/accounts', { body: invited })).sub;
  const sysadmin = account('SYSADMIN', { sub: 'builder' });
  const client = ok(await api.request(sysadmin, 'POST', '/v1/organisations/cdd/clients', { body: {} })).id;
  const abroad = account('DISTRICT_OFFICER', { area: '3101', sub: 'abroad' });
  const breaking = { citizenId: syntheticCitizenId(1), purpose: BY_GLASS };
  const glass = ok(await api.request(abroad, 'POST', '/v1/break-glass', { body: breaking })).id;
  const member = (await api.stores.households.get(household))?.members[0]?.id;
  const asked = { householdId: household, personId: member, kind: 'ACCESS', text: 'ขอทราบข้อมูลของตน' };
  const subjectRequest = ok(await api.request(sender, 'POST', '/v1/subject-requests', { body: asked })).id;
  const importer = account('DISTRICT_OFFICER', { area: '4201', sub: 'importer' });
  const upload = ok(
    await api.request(importer, 'POST', '/v1/uploads', {
      body: { source: 'thaiqm-survey', filename: 'x.csv', size: 5 },
    }),
  ).uploadId;
  const approver = account('REPORT_APPROVER', { area: '42', sub: 'builder' });
  const run = ok(await api.request(approver, 'POST', '/v1/statistics/runs', { body: figures })).id;
  const report = 'report-1';
  await api.stores.reports.put({
    id: report,
    month: '2026-04',
    area: '4201',
    revision: 0,
    asOf: '2026-05-05T16:59:00.000Z',
    definitions: '1',
    publishedAt: '2026-05-05T17:05:00.000Z',
    manifestKey: 'm',
    files: [{ name: 'a.csv', key: 'k', size: 1, sha256: 'x', contentType: 'text/csv' }],
  });
  const slug = (await api.request(secretariat, 'POST', '/v1/organisations', { body: organisation('มูลนิธิตัวอย่าง') })).body
    .slug;
  const campaign = ok(await api.request(secretariat, 'POST', '/v1/campaigns', { body: aCampaign })).id;
  const opened = { ...aRound, list };
  const round = ok(await api.request(secretariat, 'POST', '/v1/rexray-rounds', { body: opened })).id;
  return {
    api,
    campaign,
    round,
    person,
    client,
    glass,
    household,
    referral,
    meeting,
    resolution,
    list,
    upload,
    run,
    report,
    organisation: slug,
    subjectRequest,
  };
}

/** The mentor of the matrix has no record, so no call would name it: the store itself writes the next version of the household. */
async function assignMentor({ stores: { households } }: InProcessApi, id: string): Promise<void> {
  const before = await households.get(id);
  const last = (await households.history(id)).at(-1);
  if (!before || !last) throw new Error('The household of the matrix is away');
  const version = before.version + 1;
  const after = { ...before, version, mentor: 'mentor-own' };
  await households.append([{ before, after, entries: [{ ...last, id: `${id}.${version}`, version }] }]);
}

/** The same account with a token that says no role: its record says what the token did. */
export async function byRecord({ api }: World, { sub, roles, area, agency }: Principal): Promise<Principal> {
  const at = '2026-01-01T00:00:00.000Z';
  await api.stores.accounts.createAccount({
    sub,
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: roles.map((role) => ({
      role,
      ...(area === undefined ? {} : { unit: area }),
      ...(agency === undefined ? {} : { agency }),
      from: '2026-01-01',
    })),
    createdAt: at,
    changedBy: sub,
    changedAt: at,
    mustAccept: false,
    ended: [],
  });
  return { sub, roles: [] };
}
