/**
 * What each account is told of a household, over every output that shows one: a word or number is planted in every field, and looked
 * for in all that the account can read. What is right is written here a second time, from the privacy table (domain.md §2.1), and
 * asks no function of the product.
 */
import { beforeAll, describe, expect, it } from 'vitest';

import type { Principal } from '#shared/domain/access/access.ts';
import { account, createInProcessApi, type Answered, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

// --- who looks -----------------------------------------------------------------------------------------------------

/** As what an account stands to the household. `helps`: dimension of its help; `accepted`: the need that it accepted, and may still read. */
type Who = {
  as: 'UNIT' | 'FIELD' | 'MENTOR' | 'STATE' | 'PARTNER' | 'PROVINCE' | 'NOBODY';
  account: Principal;
  agency?: string;
  helps?: string;
  accepted?: 'health' | 'income';
};

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const focal = (agency: string): Principal => account('AGENCY_FOCAL', { agency });
const nobody = (who: Principal): Who => ({ as: 'NOBODY', account: who });
const state = (agency: string, more: Partial<Who> = {}): Who => ({
  as: 'STATE',
  account: focal(agency),
  agency,
  ...more,
});

const WHO: Record<string, Who> = {
  'the district': { as: 'UNIT', account: { ...officer, sub: 'a-colleague' } },
  'the municipality': { as: 'UNIT', account: account('MUNICIPAL_OFFICER', { area: '4201' }) },
  'its field team': { as: 'FIELD', account: account('FIELD_TEAM', { area: '420101' }) },
  'its mentor': { as: 'MENTOR', account: { sub: 'mentor-own', roles: ['MENTOR'], area: '4201' } },
  'the secretariat': { as: 'PROVINCE', account: { ...secretariat, sub: 'another-secretary' } },
  'an executive': { as: 'PROVINCE', account: account('PROVINCE_EXEC', { area: '42' }) },
  'an agency that helped': state('cdd', { helps: 'income' }),
  'the ministry of health, which accepted': state('moph', { accepted: 'health' }),
  'an agency that accepted another need': state('mol', { accepted: 'income' }),
  'an agency that was asked': nobody(focal('dla')),
  'an agency that gave the need back': nobody(focal('mof')),
  'an agency that was done long ago': nobody(focal('moe')),
  'another district': nobody(account('DISTRICT_OFFICER', { area: '4202' })),
  'another field team': nobody(account('FIELD_TEAM', { area: '420102' })),
  'another mentor': nobody({ sub: 'mentor-other', roles: ['MENTOR'], area: '4201' }),
  'another province': nobody(account('PROVINCE_SECRETARIAT', { area: '41' })),
  'another agency': nobody(focal('rtp')),
  'the nation': nobody(account('NATIONAL_VIEWER')),
  'an importer': nobody(account('DATA_IMPORTER', { area: '42' })),
  'an approver': nobody(account('REPORT_APPROVER', { area: '42' })),
  'the auditor': nobody(account('DPO_AUDITOR')),
  'the administrator': nobody(account('SYSADMIN')),
};
/** Organisations outside the state are entered first: each here in one relation. */
const PARTNERS = ['accepted', 'asked', 'rejected', 'returned', 'done', 'done long ago'] as const;
for (const relation of PARTNERS) {
  const reads = relation === 'accepted' || relation === 'done';
  WHO[`a partner: ${relation}`] = {
    as: reads ? 'PARTNER' : 'NOBODY',
    account: focal(relation),
    ...(relation === 'accepted' ? { accepted: 'health' } : {}),
  };
}

// --- what is planted, and who is told it -----------------------------------------------------------------------------

const OFFICES: readonly Who['as'][] = ['UNIT', 'FIELD', 'MENTOR', 'PROVINCE'];
const isOffice = ({ as }: Who): boolean => OFFICES.includes(as);
const readsFile = (who: Who): boolean => isOffice(who) || who.as === 'STATE';

const WORDS = {
  firstName: ['ชื่อหัวหน้าลับ', (who: Who) => readsFile(who) || who.as === 'PARTNER'],
  lastName: ['นามสกุลลับ', readsFile],
  child: ['บุตรลับ', readsFile],
  addressNo: ['909/77', (who: Who) => readsFile(who) || who.as === 'PARTNER'],
  village: ['บ้านลับ', (who: Who) => readsFile(who) || who.as === 'PARTNER'],
  citizenId: ['3000000000013', () => false],
  telephone: ['0812345678', ({ as }: Who) => as === 'FIELD' || as === 'MENTOR' || as === 'PARTNER'],
  needOfHealth: ['คำเรื่องโรค', (who: Who) => isOffice(who) || (who.as === 'STATE' && who.accepted === 'health')],
  needOfIncome: ['คำเรื่องรายได้', (who: Who) => isOffice(who) || (who.as === 'STATE' && who.accepted === 'income')],
  needOfDrugs: ['คำเรื่องยา', isOffice],
  needOfFaith: ['คำเรื่องศาสนา', isOffice],
  foundNeed: ['คำในแบบสำรวจ', isOffice],
  newNeed: ['คำในการเอกซเรย์ซ้ำ', isOffice],
  visitNotes: ['บันทึกการเยี่ยม', isOffice],
  attitude: ['ทัศนคติลับ', isOffice],
  wayOut: ['ทางออกลับ', isOffice],
  surveyNotes: ['บันทึกการสำรวจ', isOffice],
  followUpReasons: ['เหตุผลของขั้น', isOffice],
  followUpNotes: ['บันทึกการติดตาม', isOffice],
  urgencyReason: ['เหตุเร่งด่วน', isOffice],
  checkReason: ['เหตุที่ตรวจแล้ว', isOffice],
  foundEvidence: ['หลักฐานตกหล่น', isOffice],
  targetReason: ['เหตุของผลตรวจ', isOffice],
  mentorReason: ['เหตุมอบหมาย', isOffice],
  profileReason: ['เหตุแก้ทะเบียน', isOffice],
  needStatusReason: [
    'เหตุสถานะสภาพปัญหา',
    (who: Who) => isOffice(who) || (who.as === 'STATE' && who.accepted === 'income'),
  ],
  correctionReason: ['เหตุแก้รายการ', isOffice],
  correctedNotes: ['บันทึกที่แก้แล้ว', isOffice],
  description: ['รายละเอียดความช่วยเหลือ', (who: Who) => isOffice(who) || who.agency === 'cdd'],
  returnedReason: ['เหตุส่งคืนความช่วยเหลือ', (who: Who) => isOffice(who) || who.agency === 'cdd'],
  note: ['ถึงหน่วยงานรัฐ', (who: Who) => isOffice(who) || who.agency === 'moph'],
  partnerText: ['ถึงภาคี', (who: Who) => isOffice(who) || who.account.agency === 'accepted'],
  resolution: ['มติของที่ประชุม', (who: Who) => isOffice(who) || who.agency === 'moph'],
  goal: ['คำของเป้าหมาย', isOffice],
  ownItem: [
    'กิจกรรมด้านรายได้',
    (who: Who) => isOffice(who) || who.helps === 'income' || (who.as === 'STATE' && who.accepted === 'income'),
  ],
  otherItem: ['กิจกรรมด้านการศึกษา', isOffice],
  cash: ['51234', (who: Who) => (isOffice(who) && who.as !== 'FIELD') || who.agency === 'cdd'],
  income: ['61235', (who: Who) => isOffice(who) && who.as !== 'FIELD'],
  debt: ['71236', (who: Who) => isOffice(who) && who.as !== 'FIELD'],
  categoryOfHealth: ['th-category-1"', (who: Who) => who.as === 'UNIT' || who.as === 'MENTOR' || who.agency === 'moph'],
  categoryOfDrugs: ['th-category-11"', () => false],
  categoryOfIncome: [
    'th-category-5"',
    (who: Who) => isOffice(who) || who.helps === 'income' || (who.as === 'STATE' && who.accepted === 'income'),
  ],
} as const satisfies Record<string, readonly [word: string, told: (who: Who) => boolean]>;
type Word = keyof typeof WORDS;
const word = (name: Word): string => WORDS[name][0];
/** Without the quotation mark that ends it in JSON. */
const category = (name: Word): string => word(name).slice(0, -1);

// --- the household -----------------------------------------------------------------------------------------------------

let api: InProcessApi;
let household: string;
const needs: Record<string, string> = {};
const referrals: string[] = [];
let meeting: string;
const slugs = new Map<string, string>();
const ANSWERS = `${'0'.repeat(37)}1`;

beforeAll(async () => {
  api = createInProcessApi({
    now: new Date('2026-05-01T03:00:00.000Z'),
    // What a file would show, to be searched.
    typeset: (_, form) => Promise.resolve(Buffer.from(JSON.stringify(form))),
  });
  const post = async (path: string, body: object, who = officer): Promise<Answered['body']> => {
    const answered = await api.request(who, 'POST', path, { body });
    if (answered.status >= 300) throw new Error(`${path} ${answered.text}`);
    return answered.body;
  };
  const put = async (path: string, body: object): Promise<void> => {
    const answered = await api.request(officer, 'PUT', path, { body, headers: { 'If-Match': '*' } });
    if (answered.status >= 300) throw new Error(`${path} ${answered.text}`);
  };
  for (const relation of PARTNERS) {
    const body = { nameTh: `มูลนิธิ ${relation}`, sector: 'CIVIL_SOCIETY', areaCode: '42' };
    slugs.set(relation, (await post('/v1/organisations', body, secretariat)).slug);
  }
  await api.stores.accounts.createAccount({
    sub: 'mentor-own',
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: [{ role: 'MENTOR', unit: '4201', from: '2026-01-01' }],
    createdAt: '2026-01-01T00:00:00.000Z',
    changedBy: 'maker',
    changedAt: '2026-01-01T00:00:00.000Z',
    mustAccept: false,
    ended: [],
  });
  const lastName = word('lastName');
  const made = await post(
    '/v1/households',
    newHousehold(1, '420101', {
      addressNo: word('addressNo'),
      village: word('village'),
      members: [
        { citizenId: word('citizenId'), firstName: word('firstName'), lastName, relation: 'หัวหน้าครัวเรือน' },
        { firstName: word('child'), lastName, relation: 'บุตร' },
      ],
      found: { source: 'FIELD_FOUND', on: '2026-05-01', evidence: word('foundEvidence') },
    }),
  );
  household = made.id;
  const log = `/v1/households/${household}/logbook`;
  const say = async (body: object, who = officer): Promise<string> => (await post(log, body, who)).id;
  const list = (await post('/v1/target-lists', newTargetList('42'), secretariat)).id;
  await putOnList(api.stores.households, household, list, '420101', api.clock.now, [3, 13, 35, 37]);
  const need = async (name: Word, dimension: string, more: object): Promise<string> =>
    await say({ type: 'need', dimension, kind: 'PROBLEM', text: word(name), openedOn: '2026-05-01', ...more });
  needs['health'] = await need('needOfHealth', 'health', { indicator: 3, category: category('categoryOfHealth') });
  needs['income'] = await need('needOfIncome', 'income', { indicator: 29, category: category('categoryOfIncome') });
  await need('needOfDrugs', 'living', { category: category('categoryOfDrugs') });
  await need('needOfFaith', 'access', { indicator: 37 });
  const members = [{ id: made.members[0].id, telephone: word('telephone'), disability: true }];
  const profile = { reason: word('profileReason'), requestedBy: 'SUBJECT', members };
  await put(`/v1/households/${household}/profile`, profile);
  const assigned = { mentor: 'mentor-own', on: '2026-05-01', reason: word('mentorReason') };
  await put(`/v1/households/${household}/mentor`, assigned);
  const on = '2026-05-01';
  const fourT = { attitude: word('attitude'), wayOut: word('wayOut') };
  await say({ type: 'visit', on, purpose: 'SURVEY', outcome: 'MET', notes: word('visitNotes'), fourT });
  await say({
    type: 'survey',
    on,
    needs: [{ dimension: 'education', kind: 'WANT', text: word('foundNeed') }],
    notes: word('surveyNotes'),
    bmn: { framework: 'BMN-2565', answers: ANSWERS },
  });
  await say({
    type: 'rexray',
    round: 'r1',
    on,
    by: { kind: 'OFFICER' },
    newNeeds: [{ dimension: 'education', kind: 'WANT', text: word('newNeed') }],
  });
  await say({
    type: 'follow-up',
    on,
    stage: 'SURVIVE',
    incomeNow: Number(word('income')),
    debtNow: Number(word('debt')),
    reasons: word('followUpReasons'),
    notes: word('followUpNotes'),
  });
  await say({ type: 'urgency', level: 'HIGH', on, reason: word('urgencyReason') });
  await say({ type: 'checked', kind: 'CHECK_NEED', on, reason: word('checkReason') });
  await say({ type: 'target-state', list, state: 'CONFIRMED', on, reason: word('targetReason') });
  await say({
    type: 'need-status',
    needId: needs['income'],
    status: 'ACCEPTED',
    on,
    reason: word('needStatusReason'),
  });
  const wrong = await say({ type: 'visit', on, purpose: 'ASSIST', outcome: 'MET' });
  await say({
    type: 'correction',
    supersedes: wrong,
    reason: word('correctionReason'),
    entry: { type: 'visit', on, purpose: 'FOLLOWUP', outcome: 'MET', notes: word('correctedNotes') },
  });
  const help = { deliveredOn: on, cashBaht: Number(word('cash')), description: word('description') };
  await say(delivered('cdd', help), focal('cdd'));
  await say(delivered(null, { deliveredOn: on, cashBaht: 11, inKindBaht: 22 }));
  const other = await say(delivered('cdd', { deliveredOn: on, cashBaht: 1 }), focal('cdd'));
  await say({ type: 'assistance-status', assistanceId: other, status: 'RETURNED', on, reason: word('returnedReason') });
  await put(`/v1/households/${household}/plan`, {
    status: 'AGREED',
    agreedOn: on,
    ultimateGoal: word('goal'),
    items: [item(1, 'income', word('ownItem'), [needs['income']]), item(2, 'education', word('otherItem'), [])],
  });

  const refer = async (toAgency: string, needId: string | undefined, more: object = {}): Promise<string> => {
    const body = { toAgency, needIds: [needId], dueAt: '2026-06-20', ...more };
    const { id } = await post(`/v1/households/${household}/referrals`, body);
    referrals.push(id);
    return id;
  };
  const answer = async (who: Principal, id: string, ...events: string[]): Promise<void> => {
    for (const event of events)
      await post(`/v1/referrals/${id}/${event}`, event === 'accept' ? {} : { reason: 'ก' }, who);
  };
  const partner = (relation: string): Principal => focal(slugs.get(relation) ?? '');
  const askPartner = async (relation: string, ...events: string[]): Promise<void> => {
    const more = relation === 'accepted' ? { partnerText: word('partnerText') } : {};
    await answer(partner(relation), await refer(slugs.get(relation) ?? '', needs['health'], more), ...events);
  };
  await answer(focal('moe'), await refer('moe', needs['health']), 'accept', 'complete');
  await askPartner('done long ago', 'accept', 'complete');
  api.clock.now = new Date('2026-06-05T03:00:00.000Z');
  await answer(focal('moph'), await refer('moph', needs['health'], { note: word('note') }), 'accept');
  await answer(focal('mol'), await refer('mol', needs['income']), 'accept');
  await refer('dla', needs['health']);
  await answer(focal('mof'), await refer('mof', needs['health']), 'accept', 'return');
  await askPartner('accepted', 'accept');
  await askPartner('asked');
  await askPartner('rejected', 'reject');
  await askPartner('returned', 'accept', 'return');
  await askPartner('done', 'accept', 'complete');
  const held = { unit: '4201', kind: 'TARGETING', heldOn: '2026-06-04', cases: [household] };
  meeting = (await post('/v1/meetings', held)).id;
  const resolved = { householdId: household, agency: 'moph', text: word('resolution'), dueOn: '2026-06-20' };
  await post(`/v1/meetings/${meeting}/resolutions`, { ...resolved, needIds: [needs['health']] });
});

function item(seq: number, dimension: string, selfActivity: string, needIds: (string | undefined)[]): object {
  return { seq, dimension, selfActivity, supportActivity: '', periodText: '', status: 'NOT_STARTED', needIds };
}

// --- what is read ------------------------------------------------------------------------------------------------------

function accountOf({ account: said }: Who): Principal {
  const slug = slugs.get(said.agency ?? '');
  return slug === undefined ? said : { ...said, agency: slug };
}

/** All that an account can read that may speak of the household. */
async function everything(who: Who): Promise<string> {
  const as = accountOf(who);
  const get = (path: string, query: Record<string, string> = {}): Promise<Answered> =>
    api.request(as, 'GET', path, { query });
  const file = `/v1/households/${household}`;
  const found = ['ชื่อหัวหน้าลับ', 'บุตรลับ'].map((name) => ({ body: { name, area: '42' } }));
  const answered = await Promise.all([
    get(file),
    get(`${file}/logbook`, { limit: '200' }),
    get(`${file}/plan`),
    get(`${file}/plan/print`),
    get(`${file}/plan/print`, { format: 'pdf' }),
    get(`${file}/referrals/proposals`),
    get('/v1/households', { area: '42' }),
    get('/v1/households', { area: '4201' }),
    get('/v1/referrals'),
    ...referrals.map((id) => get(`/v1/referrals/${id}`)),
    get(`/v1/meetings/${meeting}`),
    get(`/v1/meetings/${meeting}/resolutions`),
    ...['room', 'file'].flatMap((kind) => [
      get(`/v1/meetings/${meeting}/pack`, { for: kind }),
      get(`/v1/meetings/${meeting}/pack/print`, { for: kind }),
    ]),
    get('/v1/me/due'),
    get('/v1/events'),
    ...found.map((asked) => api.request(as, 'POST', '/v1/households/search', asked)),
    api.request(as, 'POST', '/v1/households/search', { body: { citizenId: word('citizenId') } }),
  ]);
  expect(answered.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  // Files come in base64.
  return answered
    .map(({ text, headers }) => text + (isFile(headers) ? Buffer.from(text, 'base64').toString() : ''))
    .join('\n');
}

function isFile(headers: Record<string, string>): boolean {
  return ['text/html', 'application/pdf'].some((type) => headers['content-type']?.startsWith(type) === true);
}

describe('what is told of a household', () => {
  it.each(Object.entries(WHO))('to %s', async (_name, who) => {
    const text = await everything(who);
    const told = Object.fromEntries(Object.entries(WORDS).map(([name, [planted]]) => [name, text.includes(planted)]));
    const right = Object.fromEntries(Object.entries(WORDS).map(([name, [, isTold]]) => [name, isTold(who)]));
    expect(told).toEqual(right);
  });

  it.each(Object.entries(WHO))('of indicators, to %s', async (_name, who) => {
    const read = (path: string): Promise<Answered> => api.request(accountOf(who), 'GET', path);
    const { status, body } = await read(`/v1/households/${household}`);
    expect(status).toBe(readsFile(who) || who.as === 'PARTNER' ? 200 : 404 - (isForbidden(who) ? 1 : 0));
    if (status !== 200) return;
    const knowsHealth = who.as === 'UNIT' || who.as === 'MENTOR' || who.agency === 'moph';
    const indicators = who.as === 'PARTNER' ? [] : [knowsHealth ? [3, 13, 35] : [13]];
    expect(body.targets.map((target: { indicators: number[] }) => target.indicators)).toEqual(indicators);
    expect(body.members[0].disability).toBe(knowsHealth ? true : null);
    const ofHealth = body.needs.find(({ id }: { id: string }) => id === needs['health']);
    const told = knowsHealth ? 'th-category-1' : 'ต้องการการดูแล';
    const sees = isOffice(who) || who.accepted === 'health' || who.as === 'PARTNER';
    expect(ofHealth && [ofHealth.indicator, ofHealth.category]).toEqual(
      sees ? [knowsHealth ? 3 : null, told] : undefined,
    );
    const logbook = (await read(`/v1/households/${household}/logbook`)).body;
    const survey = logbook.items?.find(({ type }: { type: string }) => type === 'survey');
    const answers = Array.from(ANSWERS, (answer, at) => {
      const isOfHealth = at + 1 <= 12 || at + 1 === 35;
      return at + 1 === 37 || (isOfHealth && !knowsHealth) ? '.' : answer;
    });
    expect(survey?.bmn.answers).toBe(who.as === 'PARTNER' ? undefined : answers.join(''));
  });
});

describe('what others gave, as one sum', () => {
  const all = { records: 2, cashBaht: Number(word('cash')) + 11, inKindBaht: 22, withoutValue: 0 };
  it.each([
    ['the district', all],
    ['its mentor', all],
    ['the secretariat', all],
    ['its field team', null],
    ['an agency that helped', { records: 1, cashBaht: 11, inKindBaht: 22, withoutValue: 0 }],
    ['the ministry of health, which accepted', all],
    ['a partner: accepted', null],
  ])('is told to %s', async (name, sum) => {
    const who = WHO[name];
    if (!who) throw new Error(name);
    const { body } = await api.request(accountOf(who), 'GET', `/v1/households/${household}`);
    expect(body.helpOfOthers).toEqual(sum);
  });
});

/** Roles that read no household at all. */
function isForbidden({ account: { roles } }: Who): boolean {
  return ['NATIONAL_VIEWER', 'DATA_IMPORTER', 'REPORT_APPROVER', 'DPO_AUDITOR', 'SYSADMIN'].includes(roles[0] ?? '');
}
