/** Households as they typically come: three people, help now and then. Nobody of them exists. */
import { randomUUID } from 'node:crypto';

import type { Household, Member } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { AssistanceBody } from '#shared/domain/logbook/bodies.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdChange } from '#shared/household/household-store.ts';

export const LIST = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';
/** The list that they are on. */
export const typicalList: TargetList = {
  id: LIST,
  version: 1,
  name: 'TPMAP 2569',
  source: 'TPMAP',
  yearBe: 2569,
  phase: 1,
  asOfDate: '2026-01-01',
  scopeArea: '42',
  status: 'PUBLISHED',
  publishedAt: '2026-03-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const RECORDED_FROM = Date.parse('2026-05-15T03:00:00.000Z');
let recordings = 0;

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

const AGENCIES = ['cdd', 'dla', 'moph', 'msdhs', 'moe', null];
const TYPES = ['CASH', 'TRAINING', 'GOODS', 'ADVICE'] as const;
const DIMENSIONS = ['income', 'health', 'living', 'education'] as const;
let given = 0;

/** Help of which no two are equal: what is equal is packed once. */
export function typicalHelp(on: string, needIds: string[] = []): AssistanceBody {
  given += 1;
  const pick = (given * 7919) % 9973;
  return help({
    agency: AGENCIES[pick % AGENCIES.length] ?? null,
    dimension: DIMENSIONS[pick % DIMENSIONS.length] ?? 'income',
    assistanceType: TYPES[pick % TYPES.length] ?? 'OTHER',
    deliveredOn: on,
    needIds,
    cashBaht: pick % 2 === 0 ? 500 + (pick % 40) * 50 : null,
    inKindBaht: pick % 5 === 0 ? 100 + pick : null,
  });
}

export function changeOf(before: Household | undefined, bodies: readonly EntryBody[]): HouseholdChange {
  const householdId = before?.id ?? randomUUID();
  const recordedBy = { sub: 'a3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11', roles: ['DATA_IMPORTER'], area: '42' };
  const source = { upload: 'c3f1c52e-6d1e-4a53-9f60-2f4f5f1f0a11', row: 1234 };
  const recorded = record(before, bodies, {
    householdId,
    recordedAt: new Date(RECORDED_FROM + (recordings += 1) * 7919),
    recordedBy,
    hash: chainHash,
    source,
  });
  return { before, after: recorded.household, entries: recorded.entries };
}
