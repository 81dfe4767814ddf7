/** Bodies of visibly synthetic households. */
import { citizenIdCheckDigit } from '#shared/thai/citizen-id.ts';

/** A valid citizen ID that no office has given: digits 2–5 are 0000. */
export function syntheticCitizenId(number: number): string {
  const first12 = `30000${String(number).padStart(7, '0')}`;
  return `${first12}${citizenIdCheckDigit(first12)}`;
}

export function newHousehold(
  number: number,
  areaCode = '420101',
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    addressNo: `${number}/1`,
    moo: 3,
    areaCode,
    members: [
      {
        citizenId: syntheticCitizenId(number),
        title: 'นาง',
        firstName: `ทดสอบ${number}`,
        lastName: 'ตัวอย่างข้อมูล',
        birthDate: '1960-05-01',
      },
      { firstName: `บุตร${number}`, lastName: 'ตัวอย่างข้อมูล', relation: 'บุตร' },
    ],
    ...change,
  };
}

export function newTargetList(scopeArea = '42'): Record<string, unknown> {
  return { name: 'TPMAP 2569', source: 'TPMAP', yearBe: 2569, phase: 1, asOfDate: '2026-03-01', scopeArea };
}

export function delivered(agency: string | null, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'assistance',
    agency,
    coAgencies: [],
    dimension: 'income',
    assistanceType: 'CASH',
    status: 'DELIVERED',
    deliveredOn: '2026-05-15',
    personIds: [],
    needIds: [],
    cashBaht: 1500,
    inKindBaht: null,
    description: '',
    ...change,
  };
}
