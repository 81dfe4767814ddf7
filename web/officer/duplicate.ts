/** A pair of households that may be one, in words, and what becomes of it. */
import type { listDuplicates } from '#shared/contracts/duplicates.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';

export type Duplicate = ReplyOf<typeof listDuplicates>['items'][number];
export type Side = Duplicate['households'][number];

/** `kept`: household that stays, when two were merged. */
export type Done = { told: string; kept?: string };

/** The person that speaks for the pair, else the first; of a household outside the account's area its province alone. */
export function nameOf({ household, personId, provinceName }: Side): string {
  if (household === null) return `ครัวเรือนใน จ.${provinceName}`;
  const { members } = household;
  const person = members.find(({ id }) => id === personId) ?? members[0];
  return person === undefined ? 'ครัวเรือนไม่มีสมาชิก' : [person.firstName, person.lastName].filter(Boolean).join(' ');
}

export function placeOf({ household, provinceName }: Side): string {
  if (household === null) return `จ.${provinceName} (อยู่นอกพื้นที่ของท่าน)`;
  const { addressNo, moo, areaName } = household;
  const parts = [
    addressNo === null ? '' : `บ้านเลขที่ ${addressNo}`,
    moo === null || moo === 0 ? '' : `หมู่ ${moo}`,
    areaName,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
