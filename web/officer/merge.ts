/** Two households that may be one: what they say field by field, and which of their members and needs are one. Pure. */
import { dayText } from '../kit/days.ts';
import type { Household } from './calls.ts';
import { openNeedsOf } from './household.ts';

/** A field of both, in words. */
type Compared = { key: string; label: string; texts: readonly [string, string] };

const NONE = '–';

/** `names`: of the states of a household. */
export function comparedFields(
  both: readonly [Household, Household],
  names: Readonly<Record<string, string>>,
): Compared[] {
  const field = (key: string, label: string, textOf: (household: Household) => string | null): Compared => ({
    key,
    label,
    texts: [textOf(both[0]) ?? NONE, textOf(both[1]) ?? NONE],
  });
  const count = (many: readonly unknown[]): string => many.length.toLocaleString('th-TH');
  return [
    field('areaName', 'พื้นที่', ({ areaName }) => areaName),
    field('houseCode', 'รหัสประจำบ้าน', ({ houseCode }) => houseCode),
    field('addressNo', 'บ้านเลขที่', ({ addressNo }) => addressNo),
    field('moo', 'หมู่ที่', ({ moo }) => moo?.toLocaleString('th-TH') ?? null),
    field('village', 'หมู่บ้าน', ({ village }) => village),
    field('status', 'สถานะ', ({ status }) => names[status] ?? status),
    field('targets', 'บัญชีเป้าหมาย', ({ targets }) => count(targets)),
    field('needs', 'สภาพปัญหาที่ยังเปิดอยู่', (household) => count(openNeedsOf(household))),
    field('mentor', 'พี่เลี้ยง', ({ mentor }) => (mentor === null ? 'ยังไม่มี' : 'มีแล้ว')),
    field('surveyedOn', 'สำรวจเมื่อ', ({ surveyedOn }) => dayText(surveyedOn)),
    field('lastVisitOn', 'เยี่ยมล่าสุด', ({ lastVisitOn }) => dayText(lastVisitOn)),
    field('lastHelpOn', 'ช่วยเหลือล่าสุด', ({ lastHelpOn }) => dayText(lastHelpOn)),
  ];
}

/** By id of the household that goes, the one of the household that stays; '' where it is none of them. */
export type Pairing = Readonly<Record<string, string>>;

/** As a merge says them. */
export function pairsOf(pairing: Pairing): { from: string; to: string }[] {
  return Object.entries(pairing).flatMap(([from, to]) => (to === '' ? [] : [{ from, to }]));
}

/** The field of the form that a pointer of the API (`/members/0/to`) is about. */
export function fieldOfMerge(pointer: string, pairings: { members: Pairing; needs: Pairing }): string {
  const [, name, at] = pointer.split('/');
  if (name !== 'members' && name !== 'needs') return name === 'reason' ? 'reason' : 'keep';
  return `one-${pairsOf(pairings[name])[Number(at)]?.from ?? ''}`;
}
