/** Catalogues that offices keep, and what of them is built in (domain.md §2.1 LocalGov, MenuItem; A1-2, A1-9 to A1-11). */
import { HARDSHIP_CATEGORIES } from '#shared/reference/hardship-categories.ts';

export const LOCAL_AUTHORITY_KINDS = ['PAO', 'CITY_MUN', 'TOWN_MUN', 'TAMBON_MUN', 'TAO', 'PATTAYA', 'BMA'] as const;
export type LocalAuthorityKind = (typeof LOCAL_AUTHORITY_KINDS)[number];
export const MENU_STAGES = ['SURVIVE', 'SUFFICIENT', 'SUSTAIN'] as const;
export const NEED_KINDS_OF_MENU = ['PROBLEM', 'WANT'] as const;
export const PROJECT_PLANS = ['FIVE_YEAR', 'ANNUAL'] as const;
export type ProjectPlan = (typeof PROJECT_PLANS)[number];

/** What is said of an entry; which fields there are is said by the schema of its catalogue. */
export type Said = { readonly [field: string]: unknown };

export type CatalogueEntry = {
  /** Begins with the code of its province, or `th`. */
  readonly id: string;
  /** 0: built in. */
  readonly version: number;
  readonly said: Said;
  /** ISO UTC. */
  readonly changedAt: string;
  readonly changedBy: string;
};

function builtIn(id: string, said: Said): CatalogueEntry {
  return { id, version: 0, said, changedAt: '1970-01-01T00:00:00.000Z', changedBy: '' };
}

/** The real menu is not published: these rows show what one looks like, and say so. */
const SAMPLE_MENU = [
  ['ตัวอย่าง: ปลูกผักสวนครัวและทำบัญชีครัวเรือน', 'income', 'SURVIVE', 'cdd'],
  ['ตัวอย่าง: ซ่อมแซมที่อยู่อาศัยผู้มีรายได้น้อย', 'living', 'SURVIVE', 'msdhs'],
  ['ตัวอย่าง: เยี่ยมดูแลผู้ป่วยติดเตียงที่บ้าน', 'health', 'SURVIVE', 'moph'],
  ['ตัวอย่าง: ฝึกอาชีพระยะสั้นและจัดหางาน', 'income', 'SUFFICIENT', 'mol'],
  ['ตัวอย่าง: ทุนการศึกษาบุตรในครัวเรือนยากจน', 'education', 'SUFFICIENT', 'moe'],
  ['ตัวอย่าง: ขึ้นทะเบียนและตรวจสอบสิทธิสวัสดิการ', 'access', 'SUSTAIN', 'dopa'],
] as const;

/** Entries of a catalogue before anybody has entered one; a change of one takes its place. */
export const BUILT_IN_ENTRIES: Readonly<Record<string, readonly CatalogueEntry[]>> = {
  'menu-items': SAMPLE_MENU.map(([titleTh, dimension, stage, providerAgency], at) =>
    builtIn(`th-sample-${at + 1}`, { titleTh, dimension, stage, needKinds: [], providerAgency, active: true }),
  ),
  'hardship-categories': HARDSHIP_CATEGORIES.map(({ nameTh, dimension }, at) =>
    builtIn(`th-category-${at + 1}`, { nameTh, dimension, active: true }),
  ),
};

/** The areas that an entry belongs to; none is the whole nation. */
export function areasOf({ areaCode, areas, covers }: Said): readonly string[] {
  return [areaCode, areas, covers].flat().filter((area) => typeof area === 'string');
}

/** What is said, of an area when it names none and its catalogue can say one. */
export function inArea(said: Said, area: string): Said {
  if (Array.isArray(said['areas'])) return { ...said, areas: [area] };
  return { ...said, areaCode: area };
}

/**
 * The first cover that a local authority shares with another one of which some day is both's, and the id of that; undefined when there is
 * none. A province's authority covers the province, others lie in it: only equal covers are shared.
 */
export function coverOfTwo(
  said: Said,
  others: readonly CatalogueEntry[],
): { readonly cover: string; readonly unit: string } | undefined {
  if (said['active'] === false) return undefined;
  const own = new Set(areasOf(said));
  for (const other of others) {
    if (other.said['active'] === false || !meet(said, other.said)) continue;
    const cover = areasOf(other.said).find((each) => own.has(each));
    if (cover !== undefined) return { cover, unit: other.id };
  }
  return undefined;
}

function meet(a: Said, b: Said): boolean {
  return text(a['validFrom']) <= text(b['validTo'], '~') && text(b['validFrom']) <= text(a['validTo'], '~');
}

function text(value: unknown, absent = ''): string {
  return typeof value === 'string' ? value : absent;
}
