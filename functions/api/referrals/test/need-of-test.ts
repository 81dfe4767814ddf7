/** A household with a need, anew for each test, and what units and agencies say of it. */
import { beforeEach } from 'vitest';

import {
  account,
  createInProcessApi,
  type Account,
  type Answered,
  type InProcessApi,
} from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

export const officer = account('DISTRICT_OFFICER', { area: '4201' });
export const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
export const moph = account('AGENCY_FOCAL', { agency: 'moph' });
export const dla = account('AGENCY_FOCAL', { agency: 'dla' });

/** A word for each text that an officer writes or that names somebody. */
export const WORDS = {
  firstName: 'มะลิวัลย์',
  lastName: 'นามสกุลลับ',
  child: 'บุตรชื่อลับ',
  addressNo: '909/77',
  village: 'บ้านลับ',
  need: 'เบาหวานลงไต',
  note: 'บันทึกถึงรัฐ',
  partnerText: 'ข้อความถึงภาคี',
} as const;

/** `household` and `need` may be set to others: what is sent is of these. */
class NeedOfTest {
  api: InProcessApi = createInProcessApi();
  household = '';
  need = '';

  async begin(): Promise<void> {
    this.api = createInProcessApi();
    const { addressNo, village, firstName, lastName, child } = WORDS;
    const made = await this.api.request(officer, 'POST', '/v1/households', {
      body: newHousehold(1, '420101', {
        addressNo,
        village,
        members: [
          { citizenId: '3000000000013', firstName, lastName, relation: 'หัวหน้าครัวเรือน' },
          { firstName: child, lastName, relation: 'บุตร' },
        ],
      }),
    });
    this.household = made.body.id;
    this.need = await this.needing('health');
  }

  async needing(dimension: string): Promise<string> {
    const body = { type: 'need', dimension, kind: 'PROBLEM', text: WORDS.need, openedOn: '2026-05-01', personId: null };
    return (await this.api.request(officer, 'POST', `/v1/households/${this.household}/logbook`, { body })).body.id;
  }

  async send(toAgency: string, more: object = {}, who = officer): Promise<Answered> {
    const { note, partnerText } = WORDS;
    return await this.api.request(who, 'POST', `/v1/households/${this.household}/referrals`, {
      body: { toAgency, needIds: [this.need], dueAt: '2026-06-10', note, partnerText, ...more },
    });
  }

  async sent(toAgency: string): Promise<string> {
    const { status, body, text } = await this.send(toAgency);
    if (status !== 201) throw new Error(text);
    return body.id;
  }

  async say(who: Account, id: string, event: string, body: object = {}): Promise<Answered> {
    return await this.api.request(who, 'POST', `/v1/referrals/${id}/${event}`, { body });
  }

  async read(who: Account, id: string): Promise<Answered> {
    return await this.api.request(who, 'GET', `/v1/referrals/${id}`);
  }

  async list(who: Account, query: Record<string, string> = {}): Promise<Answered> {
    return await this.api.request(who, 'GET', '/v1/referrals', { query });
  }
}

export function eachWithNeed(): NeedOfTest {
  const its = new NeedOfTest();
  beforeEach(async () => await its.begin());
  return its;
}
