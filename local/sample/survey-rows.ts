import { addDays } from '#shared/thai/bangkok-time.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';

import type { SampleHousehold } from './households.ts';
import { placeCells, type PlaceStyle } from './place-cells.ts';
import type { SampleRow } from './sample-row.ts';
import type { SeededRandom } from './seeded-random.ts';
import { personCells } from './target-rows.ts';
import { writeDay } from './write-day.ts';

/** Hardships in the words of surveyors: every one counts as poverty (domain.md §5). */
const HARDSHIPS: Readonly<Record<Dimension, readonly string[]>> = {
  health: ['ผู้สูงอายุป่วยติดเตียง', 'มีโรคเรื้อรังขาดการรักษาต่อเนื่อง', 'ผู้พิการไม่มีกายอุปกรณ์', 'ไม่มีเงินค่าเดินทางไปโรงพยาบาล'],
  living: ['หลังคาบ้านรั่ว', 'บ้านทรุดโทรม', 'ส้วมไม่ถูกสุขลักษณะ', 'ไม่มีน้ำประปาใช้', 'ไม่มีไฟฟ้าใช้'],
  education: ['อ่านไม่ออกเขียนไม่ได้', 'บุตรหลุดจากระบบการศึกษา', 'ไม่มีทุนการศึกษา', 'เด็กไม่ได้เรียนต่อ ม.4'],
  income: ['รายได้ไม่เพียงพอต่อรายจ่าย', 'ว่างงาน', 'เป็นหนี้นอกระบบ', 'ไม่มีที่ดินทำกิน', 'ไม่มีอาชีพเสริม'],
  access: ['ไม่ได้รับเบี้ยยังชีพ', 'ไม่มีบัตรสวัสดิการแห่งรัฐ', 'ไม่มีผู้ดูแล', 'ชื่อตกหล่นจากทะเบียนราษฎร'],
};
const MOST_DAYS_AGO = 240;
const LEAST_DAYS_AGO = 60;

/** The rows of a ThaiQM survey: one for each household, by its head, clean, in the order of the villages. */
export function surveyRows(
  households: readonly SampleHousehold[],
  options: { today: string; random: SeededRandom; places: PlaceStyle },
): SampleRow[] {
  const { today, random, places } = options;
  return households
    .toSorted((a, b) =>
      a.areaCode < b.areaCode ? -1 : a.areaCode > b.areaCode ? 1 : (a.moo ?? 0) - (b.moo ?? 0) || a.no - b.no,
    )
    .map((household) => {
      const [person] = household.members;
      const day = addDays(today, -random.whole(LEAST_DAYS_AGO, MOST_DAYS_AGO));
      return {
        cells: {
          ...personCells(person),
          ...placeCells(household, places),
          welfare_card: person.welfareCard ? 'มี' : 'ไม่มี',
          survey_date: writeDay(day, 'slashes'),
          problems: hardships(household, random),
        },
        household,
        person,
        day,
        dirt: undefined,
        rejectedFor: undefined,
      };
    });
}

/** Those of the dimensions a household fails, and often one more. */
function hardships({ dimensions }: SampleHousehold, random: SeededRandom): string {
  const found = new Set(dimensions.map((dimension) => random.pick(HARDSHIPS[dimension])));
  for (let more = random.whole(0, 2); more > 0; more--)
    found.add(random.pick(HARDSHIPS[random.pick(['income', 'living', 'health'] as const)]));
  const texts = [...found];
  if (random.chance(0.2)) return texts.map((text, at) => `${at + 1}) ${text}`).join('\n');
  return texts.join(random.chance(0.5) ? '; ' : ';');
}
