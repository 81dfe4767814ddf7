/** Invented people of a province who answer the จปฐ. as often as TPMAP 2561 counted there: rows of files as an office sends them. */
import { readFileSync } from 'node:fs';

import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { indicators } from '#shared/reference/indicators.ts';
import { citizenIdCheckDigit } from '#shared/thai/citizen-id.ts';
import type { CellTexts } from '../../intake/cells/cell-reader.ts';

/** Counts of persons in a province in 2561. `targets`: poor by the จปฐ. and with a verified welfare card. */
export type Counted2561 = {
  province: string;
  people: number;
  poor: number;
  cards: number;
  targets: number;
  byDimension: Readonly<Record<Dimension, number>>;
};

function table(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(
    new URL(`../../../reference/data/tpmap/${name}`, import.meta.url),
    'utf8',
  )
    .trim()
    .split(/\r?\n/u);
  const columns = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])));
}

export const PROVINCES_2561: readonly Counted2561[] = table('tpmap-2561-province.csv').map((row) => {
  const count = (column: string): number => Number(row[column]);
  const of = (dimension: Dimension): number => count(`target_poor_${dimension}`);
  return {
    province: row['province_code'] ?? '',
    people: count('people_surveyed'),
    poor: count('bmn_poor_people'),
    cards: count('welfare_verified'),
    targets: count('target_poor'),
    byDimension: {
      health: of('health'),
      living: of('living'),
      education: of('education'),
      income: of('income'),
      access: of('access'),
    },
  };
});

/** How often the predecessor of each indicator failed among the targets of a province. */
const FAILED = new Map(
  table('tpmap-2561-indicator.csv').map((row) => [
    `${row['province_code']} ${row['indicator']}`,
    Number(row['target_poor_failed']),
  ]),
);

/** Rows of one person, who lives alone, in the survey and in the register of welfare cards. */
export type PersonRows = { survey: CellTexts; register: CellTexts };

/**
 * So many people of a province. They are spread evenly over what was counted, not drawn: a share comes out within one person, so that what
 * goes wrong on the way of their rows shows, and luck does not. Shares of dimensions are those of the targets, also for the poor without a
 * card. Indicators that the profile leaves out fail too, and some answers of those who are not poor are missing or do not apply.
 */
export function peopleOf(counted: Counted2561, size: number): PersonRows[] {
  const rows: PersonRows[] = [];
  for (let at = 0; at < size; at += 1) rows.push(personOf(counted, at, (at + 0.5) / size));
  return rows;
}

/** `place`: where the person is among all, from 0 to 1: first the targets, then the other poor, then who is not poor. */
function personOf(counted: Counted2561, at: number, place: number): PersonRows {
  const { people, poor, cards, targets } = counted;
  const [target, poorEnd] = [targets / people, poor / people];
  const isTarget = place < target;
  const failed = new Set<number>();
  if (isTarget) addFailed(failed, counted, place / target);
  else if (place < poorEnd) addFailed(failed, counted, (place - target) / (poorEnd - target));
  const others = (cards - targets) / (people - poor);
  const holdsCard = isTarget || (place >= poorEnd && spread(at) < others);
  const survey: CellTexts = {
    ...identity(at),
    area_code: `${counted.province}0101`,
    survey_date: '7/5/2561',
    ...Object.fromEntries(
      indicators.map(({ no }) => [`indicator_${no}`, failed.has(no) ? '0' : otherAnswer(no, at, failed)]),
    ),
  };
  return { survey, register: { ...identity(at), welfare_card: holdsCard ? 'มี' : 'ไม่มี', list_year: '2561' } };
}

/** What somebody answers who does not fail an indicator of the profile; of the others some fail, too. */
function otherAnswer(no: number, at: number, failed: ReadonlySet<number>): string {
  const isLeftOut = indicators.some((one) => one.no === no && one.mpiDimension === null);
  if (isLeftOut) return ['1', '1', '-', '0', ''][(at + no) % 5] ?? '';
  if (failed.size === 0 && (at + no) % 11 === 0) return '';
  return (at + no) % 4 === 2 ? '-' : '1';
}

/**
 * The shares of the dimensions laid on a circle one behind the other: who stands at `place` fails in those above, in each as often as counted.
 * The smallest share begins where the first person stands, so that nobody is in it before half a person would be.
 */
function addFailed(failed: Set<number>, counted: Counted2561, place: number): void {
  let from = 0;
  for (const dimension of DIMENSIONS.toSorted((a, b) => counted.byDimension[a] - counted.byDimension[b])) {
    const share = counted.byDimension[dimension] / counted.targets;
    const within = (place - from + 2) % 1;
    if (within < share) failed.add(indicatorAt(counted.province, dimension, within / share));
    from = (from + share) % 1;
  }
}

/** The indicator of a dimension that somebody fails, as often as its predecessors did. */
function indicatorAt(province: string, dimension: Dimension, place: number): number {
  const own = indicators
    .filter(({ mpiDimension }) => mpiDimension === dimension)
    .map(({ no, bmn2560No }) => ({
      no,
      failed: bmn2560No.reduce((sum, old) => sum + (FAILED.get(`${province} ${old}`) ?? 0), 0),
    }));
  let rest = place * own.reduce((sum, { failed }) => sum + failed, 0);
  for (const { no, failed } of own) {
    rest -= failed;
    if (rest < 0) return no;
  }
  return own[0]?.no ?? 0;
}

/** Even over 0 to 1 for whoever follow one another. */
function spread(at: number): number {
  return (at * 0.618_033_988_749_894_9) % 1;
}

/** An ID of an office that does not exist. */
function identity(at: number): CellTexts {
  const digits = `30000${String(at + 1).padStart(7, '0')}`;
  return { citizen_id: `${digits}${citizenIdCheckDigit(digits)}`, first_name: 'ทดสอบ', birth_date: '1/1/2520' };
}
