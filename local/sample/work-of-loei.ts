/**
 * Case work of the first start, done through the API as officers, mentors and agencies do it: something of each kind of the queue is left
 * for today or for the days to come. Answers are dated by the server, so what is late today comes late by itself.
 */
import * as z from 'zod';

import { addDays } from '#shared/thai/bangkok-time.ts';

/** A call of a demo account. `key`: a call that was sent before under it changes nothing. Throws when it is refused. */
export type Send = <T>(
  who: string,
  reply: z.ZodType<T>,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  options?: { body?: object; key?: string; ifMatch?: string },
) => Promise<T>;

const made = z.object({ id: z.string() });
const organisation = z.object({ slug: z.string() });
const file = z.object({
  mentor: z.string().nullable(),
  version: z.number(),
  needs: z.array(z.object({ id: z.string(), status: z.string(), text: z.string().optional() })),
  members: z.array(z.object({ id: z.string() })),
});
const revealed = z.object({ members: z.array(z.object({ citizenId: z.string().nullish() })) });
const orders = z.object({ items: z.array(z.object({ unit: z.string() })) });
const account = z.object({ sub: z.string() });
const anything = z.unknown();

const SECRETARIAT = 'province-secretariat-42';
const DISTRICT = 'district-officer-4201';
const TEAM = 'field-team-420101';
const MENTOR = 'mentor-4201';
const STRANGER = 'province-secretariat-31';
const focal = (agency: string): string => `agency-focal-${agency}`;

/** Households that the work asks for. */
export const HOUSEHOLDS_OF_WORK = 25;

export type Work = {
  send: Send;
  /** Ids of households in district 4201 outside of its town, 420101: all of them on the list, and nobody works on them yet. */
  households: readonly string[];
  list: string;
  /** Subject of the account of the mentor. */
  mentor: string;
  today: string;
};

/** May be called again after it was interrupted: nothing is recorded twice. */
export async function doWork({ send, households, list, mentor, today }: Work): Promise<void> {
  const ago = (days: number): string => addDays(today, -days);
  const ahead = (days: number): string => addDays(today, days);
  let calls = 0;
  const key = (): string => `first-start-work-${(calls += 1)}`;
  const post = <T>(who: string, reply: z.ZodType<T>, path: string, body: object): Promise<T> =>
    send(who, reply, 'POST', path, { body, key: key() });
  const record = async (who: string, household: string, body: object): Promise<string> =>
    (await post(who, made, `/v1/households/${household}/logbook`, body)).id;
  const fileOf = (household: string) => send(DISTRICT, file, 'GET', `/v1/households/${household}`);

  const assign = async (household: string, on: string, to = mentor): Promise<void> => {
    const { mentor: held, version } = await fileOf(household);
    if (held !== null) return;
    const options = { body: { mentor: to, on }, ifMatch: `"${version}"` };
    await send(DISTRICT, anything, 'PUT', `/v1/households/${household}/mentor`, options);
  };
  const visit = (who: string, household: string, on: string, more: object = {}): Promise<string> =>
    record(who, household, { type: 'visit', on, purpose: 'ASSIST', outcome: 'MET', ...more });
  const need = (household: string, text: string, more: object = {}): Promise<string> =>
    record(DISTRICT, household, {
      type: 'need',
      dimension: 'income',
      kind: 'PROBLEM',
      text,
      openedOn: ago(20),
      ...more,
    });
  const help = (who: string, household: string, agency: string, deliveredOn: string, more: object = {}) => {
    const given = { assistanceType: 'TRAINING', status: 'DELIVERED', description: 'ฝึกอาชีพ' };
    return record(who, household, { type: 'assistance', dimension: 'income', agency, ...given, deliveredOn, ...more });
  };
  const say = (household: string, state: string, on: string, more: object = {}): Promise<string> =>
    record(DISTRICT, household, {
      type: 'target-state',
      list,
      state,
      on,
      reason: 'จากการเยี่ยมบ้าน',
      evidence: 'DESK',
      ...more,
    });
  const refer = async (household: string, toAgency: string, needIds: string[], dueAt: string): Promise<string> => {
    const body = { toAgency, needIds, dueAt, note: 'ขอรับการสนับสนุน', partnerText: 'ขอรับการสนับสนุน' };
    return (await post(DISTRICT, made, `/v1/households/${household}/referrals`, body)).id;
  };
  const answer = (who: string, referral: string, word: string, body: object = {}): Promise<unknown> =>
    post(who, anything, `/v1/referrals/${referral}/${word}`, body);

  // The order of the province and of its town municipality, with partners from outside the state.
  const partners = [
    { nameTh: 'หอการค้าจังหวัดเลย (ตัวอย่าง)', sector: 'PRIVATE', areaCode: '42' },
    { nameTh: 'มูลนิธิเพื่อชุมชนเมืองเลย (ตัวอย่าง)', sector: 'CIVIL_SOCIETY', areaCode: '4201' },
  ];
  const slugs: string[] = [];
  for (const body of partners) slugs.push((await post(SECRETARIAT, organisation, '/v1/organisations', body)).slug);
  const [chamber = '', charity = ''] = slugs;
  const { items } = await send(SECRETARIAT, orders, 'GET', '/v1/committees?area=42');
  const order = async (unit: string, body: object): Promise<void> => {
    if (items.some((known) => known.unit === unit)) return;
    await send(SECRETARIAT, anything, 'PUT', `/v1/committees/${unit}`, {
      body: { orderNo: '1/2569', orderDate: ago(100), ...body },
    });
  };
  await order('42', { agencies: ['cdd', 'moph', 'mol', 'msdhs', chamber] });
  await order('4201', { agencies: ['cdd', 'moph'] });
  await order('4201.1', { kind: 'TOWN_MUN', name: 'เทศบาลเมือง (ตัวอย่าง)', covers: ['420101'], agencies: ['moph'] });

  // The town: its field team finds households that the lists missed, urgent first.
  const find = async (number: number): Promise<string> => {
    const members = [{ firstName: `ตกหล่น${number}`, lastName: 'ตัวอย่างข้อมูล', relation: 'หัวหน้าครัวเรือน' }];
    const found = { source: 'FIELD_FOUND', on: ago(6), evidence: 'ทีมปฏิบัติการพบระหว่างลงพื้นที่' };
    const body = { areaCode: '420101', addressNo: `${900 + number}/1`, moo: 1, members, found };
    return (await post(DISTRICT, made, '/v1/households', body)).id;
  };
  const urgent = await find(1);
  const unseen = await find(2);
  const wanting = await find(3);
  const seen = await find(4);
  const partner = await find(5);
  await record(TEAM, urgent, { type: 'urgency', level: 'CRITICAL', on: today, reason: 'ผู้สูงอายุอยู่ลำพัง ไม่มีอาหาร' });
  await record(TEAM, seen, { type: 'visit', on: today, purpose: 'SURVEY', outcome: 'MET', nextVisitDue: today });
  await visit(TEAM, unseen, today, { outcome: 'REFUSED' });
  await need(wanting, 'หลังคารั่ว ครัวเรือนซ่อมเองไม่ได้', { dimension: 'living', solveMode: 'EXTERNAL' });
  const sponsored = await need(partner, 'ขาดทุนประกอบอาชีพ', { solveMode: 'EXTERNAL' });
  const given = await refer(partner, charity, [sponsored], ahead(30));
  await answer(DISTRICT, given, 'accept', { onBehalf: { how: 'โทรศัพท์' } });

  // The rest of the district, each household with its story.
  const rest = [...households];
  const next = (): string => {
    const id = rest.shift();
    if (id === undefined) throw new Error('The work asks for more households');
    return id;
  };
  const mentored = async (since = 5): Promise<string> => {
    const id = next();
    await assign(id, ago(since));
    return id;
  };

  const crisis = await mentored();
  await record(DISTRICT, crisis, { type: 'urgency', level: 'CRITICAL', on: ago(1), reason: 'ป่วยติดเตียง ไม่มีผู้ดูแล' });
  await assign(next(), today);
  const promised = await mentored();
  await visit(MENTOR, promised, ago(4), { nextVisitDue: today });
  const monthly = await mentored(40);
  await visit(MENTOR, monthly, ago(2));
  const confirmed = await mentored();
  await visit(MENTOR, confirmed, ago(4));
  await say(confirmed, 'CONFIRMED', ago(3));
  const planned = await mentored();
  await visit(MENTOR, planned, ago(4));
  await say(planned, 'CONFIRMED', ago(3));
  const item = {
    dimension: 'income',
    selfActivity: 'เลี้ยงไก่ไข่ 10 ตัว',
    supportActivity: 'สนับสนุนพันธุ์ไก่',
    supportAgency: 'cdd',
  };
  const planItems = [{ seq: 1, ...item, periodText: '1 เดือน', start: ago(2), end: ahead(5), status: 'CONTINUING' }];
  const agreed = { status: 'AGREED', ultimateGoal: 'มีรายได้พอเลี้ยงครอบครัว', agreedOn: ago(2), items: planItems };
  await send(MENTOR, anything, 'PUT', `/v1/households/${planned}/plan`, { body: agreed, ifMatch: '*', key: key() });
  await need(next(), 'ไม่มีที่ดินทำกิน', { solveMode: 'EXTERNAL' });

  const fresh = next();
  await refer(fresh, 'moph', [await need(fresh, 'ผู้ป่วยขาดยา', { dimension: 'health' })], ahead(30));
  const taken = next();
  await answer(focal('cdd'), await refer(taken, 'cdd', [await need(taken, 'ว่างงาน')], ahead(6)), 'accept');
  const late = next();
  await refer(late, 'mol', [await need(late, 'ตกงาน ต้องการฝึกอาชีพ')], ahead(1));
  const rejected = next();
  const back = await refer(rejected, 'mol', [await need(rejected, 'ต้องการรถเข็น')], ahead(30));
  await answer(focal('mol'), back, 'reject', { reason: 'อยู่นอกภารกิจของหน่วยงาน', suggestAgency: 'msdhs' });
  const bounced = next();
  const sent = await need(bounced, 'ที่อยู่อาศัยทรุดโทรม', { dimension: 'living' });
  for (const agency of ['mol', 'moph', 'cdd'])
    await answer(focal(agency), await refer(bounced, agency, [sent], ahead(30)), 'return', { reason: 'ขอข้อมูลเพิ่มเติม' });
  const done = next();
  const closing = await need(done, 'ต้องการเงินสงเคราะห์');
  const served = await refer(done, 'msdhs', [closing], ahead(30));
  await answer(focal('msdhs'), served, 'accept');
  await help(focal('msdhs'), done, 'msdhs', today, {
    assistanceType: 'CASH',
    cashBaht: 3000,
    needIds: [closing],
    referralId: served,
  });
  await answer(focal('msdhs'), served, 'complete');

  const followed = await mentored(60);
  await help(DISTRICT, followed, 'cdd', ago(28));
  await visit(MENTOR, followed, ago(27));
  await say(followed, 'CONFIRMED', ago(27));
  await say(followed, 'ASSISTED', ago(27));
  const relapsed = next();
  await help(DISTRICT, relapsed, 'cdd', ago(130));
  await say(relapsed, 'CONFIRMED', ago(130));
  await say(relapsed, 'ASSISTED', ago(129));
  await record(DISTRICT, relapsed, {
    ...{ type: 'follow-up', on: ago(20), stage: 'SUFFICIENT', reasons: 'มีรายได้ประจำ', needResults: [] },
  });
  // What its survey found is solved, too. Calls with keys of their own: another time there is nothing left to solve.
  const flood = 'น้ำท่วมบ้าน สูญเสียเครื่องมือทำกิน';
  for (const found of (await fileOf(relapsed)).needs.filter(
    ({ status, text }) => status === 'OPEN' && text !== flood,
  )) {
    const body = { type: 'need-status', needId: found.id, status: 'RESOLVED', on: today };
    const path = `/v1/households/${relapsed}/logbook`;
    await send(DISTRICT, made, 'POST', path, { body, key: `first-start-work-${found.id}` });
  }
  await say(relapsed, 'GRADUATED', ago(19));
  await need(relapsed, flood, { openedOn: ago(1) });

  const meeting = next();
  const asked = await need(meeting, 'ถนนเข้าบ้านชำรุด', { dimension: 'living' });
  const held = {
    unit: '4201',
    kind: 'TARGETING',
    heldOn: ago(3),
    invited: [{ organisation: chamber }, { organisation: charity }],
  };
  const { id } = await post(DISTRICT, made, '/v1/meetings', { ...held, cases: [meeting] });
  const resolved = { agency: 'moph', text: 'ให้ติดตามสุขภาพและรายงานผล', dueOn: ahead(5) };
  await post(DISTRICT, made, `/v1/meetings/${id}/resolutions`, { ...resolved, householdId: meeting, needIds: [asked] });
  await post(DISTRICT, made, `/v1/meetings/${id}/resolutions`, {
    agency: 'cdd',
    text: 'ให้จัดอบรมอาชีพทั้งตำบล',
    dueOn: ahead(20),
  });

  const round = { name: 'Re-X-ray 2569 (ตัวอย่าง)', list, scopeArea: '4201', dueOn: ahead(60) };
  const { id: rounds } = await post(SECRETARIAT, made, '/v1/rexray-rounds', round);
  const unsolved = next();
  const old = await need(unsolved, 'หนี้นอกระบบ');
  await record(DISTRICT, unsolved, {
    ...{ type: 'rexray', round: rounds, on: today, by: { kind: 'OFFICER' } },
    results: [{ needId: old, result: 'INCOMPLETE' }],
  });
  const milestones = [
    { metric: 'RECORDED', pct: 75, dueOn: ahead(30) },
    { metric: 'ASSISTED', pct: 50, dueOn: ahead(60) },
  ];
  await post(SECRETARIAT, made, '/v1/campaigns', {
    name: 'เป้าหมาย 75/50 (ตัวอย่าง)',
    lists: [list],
    scopeArea: '42',
    milestones,
  });

  await visit(DISTRICT, next(), ago(1), { outcome: 'REFUSED' });
  const again = next();
  const closed = await need(again, 'ค้างค่าเล่าเรียนบุตร', { dimension: 'education' });
  await record(DISTRICT, again, { type: 'need-status', needId: closed, status: 'RESOLVED', on: ago(10) });
  await need(again, 'ค้างค่าเล่าเรียนบุตร', { dimension: 'education', openedOn: ago(1) });
  const moved = next();
  await say(moved, 'MOVED', ago(2), { evidence: 'DOCUMENT', toArea: '420102' });
  const ended = await mentored();
  await say(ended, 'NOT_POOR', ago(1));
  const leaving = await post(DISTRICT, account, '/v1/accounts', {
    email: 'leaving-mentor@example.go.th',
    displayName: 'พี่เลี้ยงที่พ้นหน้าที่ ตัวอย่าง',
    grants: [{ role: 'MENTOR', unit: '4201', from: ago(90), to: ago(1) }],
  });
  await assign(next(), ago(30), leaving.sub);
  const [same, kept] = [next(), next()];
  await say(same, 'DUPLICATE', ago(1), { evidence: 'DOCUMENT', duplicateOf: kept });

  // Somebody of another province looks in an emergency, and a person asks what is known of them.
  const looked = next();
  const { members } = await fileOf(looked);
  const reveal = { body: { fields: ['citizenId'], purpose: 'ยืนยันตัวบุคคลตามคำขอของโรงพยาบาล' } };
  const known = await send(DISTRICT, revealed, 'POST', `/v1/households/${looked}/reveal`, reveal);
  const citizenId = known.members.flatMap((member) => member.citizenId ?? [])[0];
  if (citizenId !== undefined)
    await post(STRANGER, anything, '/v1/break-glass', { citizenId, purpose: 'ผู้ป่วยฉุกเฉินถูกส่งตัวมาโรงพยาบาลของจังหวัด' });
  const [member] = members;
  if (member)
    await post(DISTRICT, made, '/v1/subject-requests', {
      ...{ householdId: looked, personId: member.id, kind: 'ACCESS', text: 'ขอทราบว่ามีข้อมูลใดของฉัน และใครดูบ้าง' },
    });
}
