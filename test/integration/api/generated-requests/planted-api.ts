/** The API that generated requests meet: households, lists, referrals, meetings and accounts in every state. */
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { duplicateId } from '#shared/duplicate/duplicate-id.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { newHousehold, newTargetList } from '#test/api/synthetic-household.ts';
import { Logger } from '@aws-lambda-powertools/logger';
import {
  PLANTED,
  SUBJECT,
  TWINS,
  DRAFTS,
  FROZEN,
  PUBLISHED,
  REFERRED,
  LISTS,
  PEOPLE,
  HOLDERS,
  ENDING,
  ABROAD,
  ELSEWHERE,
  MOVE,
  type Planted,
} from './known-ids.ts';
import { CAMPAIGN } from './values.ts';

async function plantPeople(api: InProcessApi): Promise<void> {
  const officer = account('DISTRICT_OFFICER', { area: '4201' });
  const grants = [{ role: 'MENTOR', unit: '4201', from: '2026-01-01' }];
  for (const [number, sub] of PEOPLE.entries()) {
    const body = { email: `${sub}@example.go.th`, displayName: 'ทดสอบ', grants };
    await api.request(officer, 'POST', '/v1/accounts', { body });
    if (number % 3 === 0) continue;
    await api.request({ sub, roles: [] }, 'POST', '/v1/me/terms', { body: { version: 1 } });
    if (number % 3 === 2)
      await api.request(officer, 'POST', `/v1/accounts/${sub}/suspend`, { body: { reason: 'ทดสอบ' } });
  }
}

/** Households opened from another province, by accounts of which each may do so a few times. */
async function plantGlasses(api: InProcessApi): Promise<string[]> {
  const ids: string[] = [];
  for (const who of HOLDERS) {
    const body = { citizenId: PLANTED.citizenId, purpose: 'เหตุจำเป็นเร่งด่วนที่ต้องเปิดแฟ้มบ้าน' };
    ids.push((await api.request(who, 'POST', '/v1/break-glass', { body })).body.id);
  }
  return ids;
}

/** Requests of a data subject, some of which were answered. */
async function plantSubjectRequests(api: InProcessApi, householdId: string): Promise<string[]> {
  SUBJECT.householdId = householdId;
  SUBJECT.personId = (await api.stores.households.get(householdId))?.members[0]?.id ?? '';
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
  const ids: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const body = { ...SUBJECT, kind: number % 4 === 0 ? 'ERASE' : 'ACCESS', text: PLANTED.name };
    ids.push((await api.request(secretariat, 'POST', '/v1/subject-requests', { body })).body.id);
  }
  return ids;
}

async function plantClients(api: InProcessApi): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const focal = account('AGENCY_FOCAL', { agency: 'cdd' });
    ids.push((await api.request(focal, 'POST', '/v1/organisations/cdd/clients', { body: {} })).body.id);
  }
  return ids;
}

/** Merges to undo; as many pairs wait to be merged. */
async function plantMerges(api: InProcessApi): Promise<string[]> {
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
  const register = async (number: number): Promise<string> =>
    (await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number, '420101') })).body.id;
  const merges: string[] = [];
  TWINS.length = 0;
  for (let number = 7000; number < 7040; number += 2) {
    const [keep, other] = [await register(number), await register(number + 1)];
    const body = { keep, other, reason: 'ครัวเรือนเดียวกัน', versions: { [keep]: 1, [other]: 1 } };
    if (number < 7020) TWINS.push(body);
    else merges.push((await api.request(secretariat, 'POST', '/v1/merges', { body })).body.id);
  }
  return merges;
}

/** Pairs of households, of one place and of two provinces. */
async function plantDuplicates(api: InProcessApi): Promise<string[]> {
  const [here, abroad] = [account('PROVINCE_SECRETARIAT', { area: '42' }), ABROAD];
  const register = async (who: Principal, number: number, area: string): Promise<string> => {
    const body = newHousehold(number, area, { confirmNew: true });
    return (await api.request(who, 'POST', '/v1/households', { body })).body.id;
  };
  const ids: string[] = [];
  for (let number = 7100; number < 7130; number += 2) {
    const keep = await register(here, number, '420101');
    const isAbroad = number % 4 === 0;
    const other = await (isAbroad ? register(abroad, number + 1, '310101') : register(here, number + 1, '420101'));
    if (isAbroad) {
      const body = { keep, other, reason: 'ครัวเรือนเดียวกัน', versions: { [keep]: 1 } };
      ids.push((await api.request(here, 'POST', '/v1/merges', { body })).body.duplicate);
      continue;
    }
    const [first = '', second = ''] = [keep, other].toSorted();
    const id = duplicateId(first, second);
    ids.push(id);
    await api.stores.duplicates.create({
      id,
      version: 1,
      state: 'OPEN',
      households: [first, second],
      persons: ['p', 'q'],
      reasons: ['ADDRESS_AND_NAME'],
      places: ['420101', '420101'],
      areas: ['420101'],
      openedAt: '2026-05-20T03:00:00.000Z',
      since: '2026-05-20',
    });
  }
  return ids;
}

/** Households that another province asks for: each request is answered once. */
async function plantMoveRequests(api: InProcessApi): Promise<string[]> {
  const here = account('PROVINCE_SECRETARIAT', { area: '42' });
  const ids: string[] = [];
  for (let number = 0; number < 12; number += 1) {
    const registered = await api.request(here, 'POST', '/v1/households', { body: newHousehold(900 + number) });
    const path = `/v1/households/${registered.body.id}/move-requests`;
    ids.push((await api.request(ELSEWHERE, 'POST', path, { body: MOVE })).body.id);
  }
  return ids;
}

/** A package that nobody has approved yet. */
async function plantReport({ stores: { reports } }: InProcessApi): Promise<string> {
  const id = '2026-04-42-r0';
  await reports.put({
    id,
    month: '2026-04',
    area: '42',
    revision: 0,
    asOf: '2026-05-05T16:59:00.000Z',
    definitions: '1',
    publishedAt: '2026-05-05T17:05:00.000Z',
    manifestKey: 'm',
    files: [],
  });
  return id;
}

/** An organisation has one already, of which the address is not ours. */
async function plantWebhook(api: InProcessApi): Promise<string> {
  const focal = account('AGENCY_FOCAL', { agency: 'cdd' });
  return (await api.request(focal, 'POST', '/v1/webhooks', { body: { url: 'https://events.example/' } })).body.id;
}

export async function plantedApi(): Promise<
  { api: InProcessApi; entries: Record<string, string> } & Record<keyof Planted, string[]>
> {
  const api = createInProcessApi({ logger: new Logger({ serviceName: 'generated', logLevel: 'DEBUG' }) });
  const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
  const members = [{ citizenId: PLANTED.citizenId, firstName: PLANTED.name, lastName: PLANTED.lastName }];
  const known: string[] = [];
  const referrals: string[] = [];
  for (let number = 0; number < DRAFTS; number += 1)
    await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') });
  const foundation = { nameTh: 'มูลนิธิ', sector: 'CIVIL_SOCIETY', areaCode: '42' };
  const organisations = [(await api.request(secretariat, 'POST', '/v1/organisations', { body: foundation })).body.slug];
  const households: string[] = [];
  const entries: Record<string, string> = {};
  const bodies = {
    'local-authorities': { nameTh: 'อปท.', kind: 'TAO', covers: ['420103'], hasKamnan: true, validFrom: '2026-01-01' },
    'menu-items': { titleTh: 'เมนู', dimension: 'income' },
    projects: { name: 'โครงการ', agency: 'cdd', plan: 'ANNUAL', fiscalYears: [2569] },
    'area-sets': { name: 'ชุด', areas: ['42'] },
    'hardship-categories': { nameTh: 'หมวด', dimension: 'living' },
  };
  for (const [catalogue, body] of Object.entries(bodies))
    entries[catalogue] = (await api.request(secretariat, 'POST', `/v1/${catalogue}`, { body })).body.id;
  known.push(...Object.values(entries));
  const order = { orderNo: '1', orderDate: '2026-01-05', agencies: ['cdd'] };
  for (const area of ['42', '4201']) await api.request(secretariat, 'PUT', `/v1/committees/${area}`, { body: order });
  const list = LISTS.first;
  for (const number of [1, 2, 3]) {
    const change = number === 1 ? { members, houseCode: '99999000001' } : {};
    const { id } = (
      await api.request(secretariat, 'POST', '/v1/households', { body: newHousehold(number, '420101', change) })
    ).body;
    await putOnList(api.stores.households, id, list, '420101', api.clock.now);
    const need = {
      type: 'need',
      dimension: 'income',
      kind: 'PROBLEM',
      text: `${PLANTED.name} โทร ${PLANTED.phone}`,
      openedOn: '2026-05-01',
    };
    const needId = (await api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: need })).body.id;
    known.push(id, needId);
    households.push(id);
    for (let asked = 0; asked < REFERRED; asked += 1) {
      const other = (await api.request(secretariat, 'POST', `/v1/households/${id}/logbook`, { body: need })).body.id;
      const body = { toAgency: 'cdd', needIds: [other], dueAt: '2026-06-20' };
      const sender = account('DISTRICT_OFFICER', { area: '4201' });
      const sent = (await api.request(sender, 'POST', `/v1/households/${id}/referrals`, { body })).body.id;
      referrals.push(sent);
      if (asked % 3 > 0) continue;
      const agency = account('AGENCY_FOCAL', { agency: 'cdd' });
      await api.request(agency, 'POST', `/v1/referrals/${sent}/accept`, { body: {} });
    }
  }
  for (const [resource, body] of [
    ['campaigns', CAMPAIGN],
    ['rexray-rounds', { name: 'รอบ', list: LISTS.first, scopeArea: '42', dueOn: '2026-09-30' }],
  ] as const)
    entries[resource] = (await api.request(secretariat, 'POST', `/v1/${resource}`, { body })).body.id;
  entries['quarterly-notes'] = '4201';
  entries['reports'] = await plantReport(api);
  // Lists that can be frozen and superseded from the beginning.
  for (const [at, id] of LISTS.all.slice(-FROZEN - PUBLISHED).entries())
    for (const step of at < PUBLISHED ? ['publish'] : ['publish', 'freeze'])
      await api.request(secretariat, 'POST', `/v1/target-lists/${id}/${step}`, { body: {} });
  const meetings: string[] = [];
  const resolutions: string[] = [];
  for (let number = 0; number < 2 * REFERRED; number += 1) {
    const day = number % 2 > 0 ? { heldOn: '2026-05-01' } : { plannedOn: '2026-05-20' };
    const body = { unit: '4201', kind: 'TARGETING', ...day };
    const { id } = (await api.request(secretariat, 'POST', '/v1/meetings', { body })).body;
    meetings.push(id);
    if (number % 2 === 0) continue;
    const resolved = { agency: 'cdd', text: 'มติ', dueOn: '2026-05-20' };
    for (let more = 0; more < REFERRED; more += 1)
      resolutions.push(
        (await api.request(secretariat, 'POST', `/v1/meetings/${id}/resolutions`, { body: resolved })).body.id,
      );
  }
  await plantPeople(api);
  const glasses = await plantGlasses(api);
  const clients = await plantClients(api);
  const moveRequests = await plantMoveRequests(api);
  entries['webhooks'] = await plantWebhook(api);
  const subjectRequests = await plantSubjectRequests(api, households[0] ?? '');
  return {
    api,
    entries,
    known,
    households,
    organisations,
    referrals,
    meetings,
    resolutions,
    glasses,
    held: glasses.slice(0, ENDING),
    clients,
    moveRequests,
    subjectRequests,
    merges: await plantMerges(api),
    duplicates: await plantDuplicates(api),
  };
}
