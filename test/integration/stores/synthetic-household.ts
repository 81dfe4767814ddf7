import { randomUUID } from 'node:crypto';

import { record, type Recorded } from '#shared/domain/logbook/record.ts';
import type { Household, Member } from '#shared/domain/household/household.ts';
import type { EntryBody, LogbookEntry, Recorder } from '#shared/domain/logbook/entry.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdChange } from '#shared/household/household-store.ts';

/** Households and people that exist nowhere: citizen IDs have digits 2–5 = 0000. */
export const OFFICER: Recorder = { sub: 'officer-1', roles: ['DISTRICT_OFFICER'], area: '4201' };
const RECORDED_AT = new Date('2026-05-15T03:00:00.000Z');

export function citizenIdOf(number: number): string {
  const first = `50000${String(number).padStart(7, '0')}`;
  const sum = first.split('').reduce((total, digit, index) => total + Number(digit) * (13 - index), 0);
  return `${first}${(11 - (sum % 11)) % 10}`;
}

export function memberOf(number: number, more: Partial<Member> = {}): Member {
  return {
    id: randomUUID(),
    citizenId: citizenIdOf(number),
    title: 'นาย',
    firstName: 'สมชาย',
    lastName: 'ทดสอบระบบ',
    birthDate: { date: '1961-04-13', year: 1961, precision: 'DAY' },
    relation: 'หัวหน้าครัวเรือน',
    welfareCard: 'YES',
    ...more,
  };
}

export type Beginning = {
  id?: string;
  areaCode?: string;
  members?: Member[];
  houseCode?: string;
  addressNo?: string;
  moo?: number;
};

/** The body that begins a household. */
export function registration({ areaCode = '420101', members = [], houseCode, addressNo, moo }: Beginning): EntryBody {
  return {
    type: 'registered',
    profile: {
      areaCode,
      members,
      ...(houseCode === undefined ? {} : { houseCode }),
      address: { ...(addressNo === undefined ? {} : { addressNo }), ...(moo === undefined ? {} : { moo }) },
    },
  };
}

export function begin(beginning: Beginning = {}, more: EntryBody[] = []): HouseholdChange {
  const { household, entries } = recordOn(undefined, beginning.id ?? randomUUID(), [registration(beginning), ...more]);
  return { before: undefined, after: household, entries };
}

export function goOn(before: Household, bodies: EntryBody[], history: readonly LogbookEntry[] = []): HouseholdChange {
  const { household, entries } = recordOn(before, before.id, bodies, history);
  return { before, after: household, entries };
}

function recordOn(
  before: Household | undefined,
  householdId: string,
  bodies: EntryBody[],
  history: readonly LogbookEntry[] = [],
): Recorded {
  return record(
    before,
    bodies,
    { householdId, recordedAt: RECORDED_AT, recordedBy: OFFICER, hash: chainHash },
    history,
  );
}

export const visit: EntryBody = {
  type: 'visit',
  on: '2026-05-10',
  purpose: 'SURVEY',
  outcome: 'MET',
  notes: 'บ้านชำรุด',
};

export function listed(list: string, area: string, personId: string | null = null): EntryBody {
  return { type: 'listed', list, area, targets: [{ personId, dimensions: ['income', 'health'], indicators: [1, 22] }] };
}
