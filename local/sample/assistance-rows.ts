import { daysBetween, addDays, firstDay, lastDay } from '#shared/thai/bangkok-time.ts';
import { findAgency } from '#shared/reference/agencies.ts';
import { ASSISTANCE_TYPE_NAMES, type AssistanceType } from '#shared/reference/assistance-types.ts';
import { DIMENSION_NAMES, type Dimension } from '#shared/reference/dimensions.ts';

import type { SampleHousehold } from './households.ts';
import { placeCells } from './place-cells.ts';
import type { SampleRow } from './sample-row.ts';
import type { SeededRandom } from './seeded-random.ts';
import { personCells } from './target-rows.ts';
import { writeDay } from './write-day.ts';

type Programme = {
  dimension: Dimension;
  type: AssistanceType;
  description: string;
  /** Baht, least and most; absent: no value is known. */
  cash?: readonly [number, number];
  inKind?: readonly [number, number];
};

/** What each agency of the sample gives. The words are ours. */
export const PROGRAMMES: Readonly<Record<string, readonly Programme[]>> = {
  cdd: [
    { dimension: 'income', type: 'TRAINING', description: 'ฝึกอาชีพแปรรูปอาหาร', inKind: [500, 2500] },
    { dimension: 'income', type: 'CAPITAL', description: 'ทุนประกอบอาชีพ', cash: [2000, 10_000] },
    { dimension: 'living', type: 'GOODS', description: 'ถุงยังชีพ', inKind: [300, 900] },
  ],
  moph: [
    { dimension: 'health', type: 'HEALTH', description: 'เยี่ยมบ้านและตรวจสุขภาพ' },
    { dimension: 'health', type: 'HEALTH', description: 'มอบกายอุปกรณ์', inKind: [1500, 9000] },
    { dimension: 'access', type: 'ADVICE', description: 'แนะนำสิทธิการรักษา' },
  ],
  msdhs: [
    { dimension: 'income', type: 'CASH', description: 'เงินสงเคราะห์ครอบครัวผู้มีรายได้น้อย', cash: [1000, 3000] },
    { dimension: 'living', type: 'HOUSING', description: 'ซ่อมแซมบ้าน', cash: [10_000, 40_000], inKind: [2000, 8000] },
    { dimension: 'access', type: 'WELFARE_RIGHT', description: 'ขึ้นทะเบียนผู้พิการ' },
  ],
  moe: [
    { dimension: 'education', type: 'EDUCATION', description: 'ทุนการศึกษา', cash: [1000, 5000] },
    { dimension: 'education', type: 'EDUCATION', description: 'สอนอ่านเขียน กศน.' },
  ],
};

/**
 * How an agency works: of all households the share that it helps in a month, and when. Everything is recorded when the files are sent, so help of
 * a closed month is late, whichever agency gave it; in the present month `prompt` help is of the last week, and `late` help is older.
 */
const HABITS: Readonly<Record<string, { share: number; when: 'always' | 'prompt' | 'late' | 'first month' }>> = {
  cdd: { share: 0.12, when: 'always' },
  moph: { share: 0.08, when: 'prompt' },
  msdhs: { share: 0.05, when: 'late' },
  moe: { share: 0.1, when: 'first month' },
};
const LAST_WEEK_DAYS = 7;

const SHARE_TO_LISTED = 0.8;
const SHARE_NOT_KNOWN = 0.01;
const SHARE_WITHOUT_AGENCY = 0.01;

/**
 * An agency's help, month by month, in the order of days: mostly to listed households. `strangers` are households that no
 * other file holds. No household gets two helps of one agency on one day, so that every row is a help of its own.
 */
export function assistanceRows(
  agency: string,
  households: readonly SampleHousehold[],
  options: { months: readonly string[]; today: string; random: SeededRandom; strangers: () => SampleHousehold },
): SampleRow[] {
  const { months, today, random, strangers } = options;
  const listed = households.filter(({ targets }) => targets.length > 0);
  const others = households.filter(({ targets }) => targets.length === 0);
  const programmes = PROGRAMMES[agency] ?? [];
  const taken = new Set<string>();
  const { share, when } = HABITS[agency] ?? { share: 0, when: 'always' };
  const weekAgo = addDays(today, -LAST_WEEK_DAYS);
  const rows = months.slice(0, when === 'first month' ? 1 : months.length).flatMap((month) => {
    let from = firstDay(month);
    let to = lastDay(month) < today ? lastDay(month) : today;
    const split = from <= weekAgo && weekAgo < to;
    if (split && when === 'prompt') from = weekAgo;
    if (split && when === 'late') to = addDays(weekAgo, -1);
    const days = daysBetween(from, to) + 1;
    const whole = daysBetween(firstDay(month), lastDay(month)) + 1;
    const count = Math.max(1, Math.round((households.length * share * days) / whole));
    return Array.from({ length: count }, () => {
      const group = random.chance(SHARE_TO_LISTED) && listed.length > 0 ? listed : others;
      const household = random.chance(SHARE_NOT_KNOWN)
        ? strangers()
        : random.pick(group.length > 0 ? group : households);
      return { household, day: addDays(from, random.whole(0, days - 1)), programme: random.pick(programmes) };
    }).filter(({ household, day }) => {
      const key = `${household.no} ${day}`;
      return !taken.has(key) && taken.add(key);
    });
  });
  return rows
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.household.no - b.household.no))
    .map(({ household, day, programme }) => {
      const members = household.houseCode === undefined ? [household.members[0]] : household.members;
      const person = random.chance(0.7) ? household.members[0] : random.pick(members);
      return {
        cells: {
          ...personCells(person),
          ...placeCells(household, 'names-with-prefixes'),
          agency: random.chance(SHARE_WITHOUT_AGENCY) ? '' : agencyName(agency, random),
          dimension: dimensionName(programme.dimension, random),
          assistance_type: ASSISTANCE_TYPE_NAMES[programme.type].nameTh,
          delivered_on: writeDay(day, 'slashes'),
          description: programme.description,
          cash_baht: amount(programme.cash, random),
          in_kind_baht: amount(programme.inKind, random),
        },
        household,
        person,
        day,
        dirt: undefined,
        rejectedFor: undefined,
      };
    });
}

function agencyName(slug: string, random: SeededRandom): string {
  const agency = findAgency(slug);
  return random.pick([slug, agency?.nameTh ?? slug, agency?.nameTh ?? slug, agency?.shortTh ?? slug]);
}

function dimensionName(dimension: Dimension, random: SeededRandom): string {
  const { nameTh } = DIMENSION_NAMES[dimension];
  return random.pick([nameTh, nameTh, nameTh.replace(/^ด้าน/u, ''), `มิติ${nameTh}`]);
}

function amount(range: readonly [number, number] | undefined, random: SeededRandom): string {
  return range === undefined ? '' : String(Math.round(random.whole(range[0], range[1]) / 100) * 100);
}
