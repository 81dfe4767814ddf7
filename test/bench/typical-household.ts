/** Households as they typically come: three people, help now and then. Nobody of them exists. */
import { randomUUID } from 'node:crypto';

import type { Household, Member } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdChange } from '#shared/household/household-store.ts';

const LIST = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';
const RECORDED_AT = new Date('2026-05-15T03:00:00.000Z');

let number = 0;

function member(relation: string): Member {
  const first = `50000${String((number += 1)).padStart(7, '0')}`;
  const sum = first.split('').reduce((total, digit, index) => total + Number(digit) * (13 - index), 0);
  return {
    id: randomUUID(),
    citizenId: `${first}${(11 - (sum % 11)) % 10}`,
    title: 'นาย',
    firstName: 'สมชาย',
    lastName: 'ทดสอบระบบ',
    birthDate: { date: '1961-04-13', year: 1961, precision: 'DAY' },
    relation,
    welfareCard: 'YES',
  };
}

export function typicalBeginning(areaCode: string): HouseholdChange {
  const members = ['หัวหน้าครัวเรือน', 'คู่สมรส', 'บุตร'].map(member);
  const address = { addressNo: `${number}/1`, moo: 1 + (number % 12), village: 'บ้านทดสอบ' };
  return changeOf(undefined, [
    {
      type: 'listed',
      list: LIST,
      area: areaCode,
      targets: members
        .slice(0, 2)
        .map(({ id }) => ({ personId: id, dimensions: ['income', 'health'], indicators: [1, 22] })),
      profile: {
        areaCode,
        houseCode: `42010${String(number).padStart(6, '0')}`,
        address,
        members,
      },
    },
  ]);
}

export const survey: EntryBody = {
  type: 'survey',
  on: '2026-05-01',
  needs: [
    { dimension: 'living', kind: 'PROBLEM', text: 'หลังคาบ้านชำรุด ฝนรั่ว' },
    { dimension: 'income', kind: 'WANT', text: 'ต้องการอาชีพเสริม' },
  ],
};

export function typicalHelp(on: string, needIds: string[] = []): EntryBody {
  return help({ deliveredOn: on, needIds });
}

export function changeOf(before: Household | undefined, bodies: readonly EntryBody[]): HouseholdChange {
  const householdId = before?.id ?? randomUUID();
  const recordedBy = { sub: 'a3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11', roles: ['DATA_IMPORTER'], area: '42' };
  const source = { upload: 'c3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11', row: 1234 };
  const recorded = record(before, bodies, {
    householdId,
    recordedAt: RECORDED_AT,
    recordedBy,
    hash: chainHash,
    source,
  });
  return { before, after: recorded.household, entries: recorded.entries };
}
