/** What officers and agencies of the sample record one by one: needs, the help that answers them, and how each need ended. The words are ours. */
import { addDays, firstDay, lastDay } from '#shared/thai/bangkok-time.ts';
import type { AssistanceType } from '#shared/reference/assistance-types.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';

/** One need of a household. Days are YYYY-MM-DD and none is after today. */
export type SampleCase = {
  dimension: Dimension;
  text: string;
  openedOn: string;
  /** In the order of days; each by an agency of its own. */
  helps: readonly {
    agency: string;
    type: AssistanceType;
    description: string;
    on: string;
    cash: number | null;
    inKind: number | null;
  }[];
  /** Null: it is still worked on. */
  resolvedOn: string | null;
};

type Answer = Omit<SampleCase['helps'][number], 'on'>;
type Story = { dimension: Dimension; text: string; answers: readonly Answer[] };

const STORIES: readonly Story[] = [
  {
    dimension: 'income',
    text: 'ว่างงาน ต้องการฝึกอาชีพ',
    answers: [{ agency: 'mol', type: 'TRAINING', description: 'ฝึกอาชีพช่างเชื่อม', cash: null, inKind: 3500 }],
  },
  {
    dimension: 'income',
    text: 'รายได้จากการเกษตรไม่พอใช้',
    answers: [
      { agency: 'moac', type: 'GOODS', description: 'พันธุ์ไก่และอาหารสัตว์', cash: null, inKind: 2400 },
      { agency: 'mol', type: 'TRAINING', description: 'อบรมการขายออนไลน์', cash: null, inKind: null },
    ],
  },
  {
    dimension: 'living',
    text: 'บ้านชำรุด หลังคารั่ว',
    answers: [
      { agency: 'msdhs', type: 'HOUSING', description: 'ซ่อมหลังคา', cash: 18_000, inKind: null },
      { agency: 'moi', type: 'GOODS', description: 'แรงงานและวัสดุซ่อมบ้าน', cash: null, inKind: 5200 },
    ],
  },
  {
    dimension: 'health',
    text: 'ผู้ป่วยติดเตียงไม่มีผู้ดูแล',
    answers: [{ agency: 'moph', type: 'HEALTH', description: 'เยี่ยมบ้านและมอบที่นอนลม', cash: null, inKind: 4500 }],
  },
];

/** Cases of a month. */
const CASES = 12;

/**
 * The cases of a month up to today: of every four one is still worked on. `month` is YYYY-MM, `today` YYYY-MM-DD and not before the month.
 */
export function casesOf(month: string, today: string): SampleCase[] {
  const end = lastDay(month) < today ? lastDay(month) : today;
  const day = (wanted: number): string => {
    const on = addDays(firstDay(month), wanted);
    return on < end ? on : end;
  };
  return Array.from({ length: CASES }, (_, index) => {
    const { answers, ...story } = STORIES[index % STORIES.length] ?? { dimension: 'income', text: '', answers: [] };
    const helps = answers.map((answer, at) => ({ ...answer, on: day(2 * index + 3 + 2 * at) }));
    return { ...story, openedOn: day(2 * index), helps, resolvedOn: index % 4 === 3 ? null : day(2 * index + 9) };
  });
}
