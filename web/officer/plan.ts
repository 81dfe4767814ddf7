/** The plan of a household as the form holds it, and where two words on it differ. */
import type { putPlan, readPlan } from '#shared/contracts/plans.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { SentBody } from '../kit/api.ts';

export type Plan = ReplyOf<typeof readPlan>;
export type PlanForm = SentBody<typeof putPlan>;
export type PlanItem = PlanForm['items'][number];
type ItemField = keyof PlanItem;

/** The fields of a plan that its form changes, as it calls them. */
const PLAN_FIELDS = {
  status: 'สถานะของแผน',
  ultimateGoal: 'เป้าหมายสูงสุด',
  agreedOn: 'วันที่ตกลง',
  agreedBy: 'ผู้ตกลงฝ่ายครัวเรือน',
} as const;
const ITEM_FIELDS = {
  dimension: 'ด้าน',
  selfActivity: 'ครัวเรือนทำเอง',
  supportActivity: 'ผู้สนับสนุนทำ',
  periodText: 'ระยะเวลา',
  status: 'สถานะ',
} as const satisfies Partial<Record<ItemField, string>>;

/** A whole item that only one has, or what a field says. */
type Word = PlanItem | string | undefined;
/** `key`: the field of the plan, the number of an item, or both with a dot between them. */
export type Difference = { key: string; label: string; mine: Word; theirs: Word };

/** A plan as the API shows it, as what may be sent of it: what is not said is left out. */
export function formOf({ status, ultimateGoal, items, ...rest }: Plan): PlanForm {
  const { agreedOn, agreedBy, reviewedOn, closedOn, reason } = rest;
  return {
    status,
    ultimateGoal,
    ...said({ agreedOn, agreedBy, reviewedOn, closedOn, reason }),
    items: items.map(
      ({ seq, dimension, selfActivity, supportActivity, periodText, status: now, needIds, ...others }) => ({
        seq,
        dimension,
        selfActivity,
        supportActivity,
        periodText,
        status: now,
        needIds,
        ...said(others),
      }),
    ),
  };
}

type Said<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };
function said<Fields extends object>(fields: Fields): Said<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Said<Fields>;
}

/** Where mine and the one in the system differ, field by field; an item that only one of them has is one difference. */
export function differencesOf(mine: PlanForm, theirs: PlanForm): Difference[] {
  const own = entriesOf(PLAN_FIELDS).flatMap(([field, label]) => differ(field, label, mine[field], theirs[field]));
  const seqs = [...new Set([...mine.items, ...theirs.items].map(({ seq }) => seq))].toSorted(
    (one, other) => one - other,
  );
  const items = seqs.flatMap((seq) => {
    const [one, other] = [mine, theirs].map(({ items: all }) => all.find((item) => item.seq === seq));
    const name = `กิจกรรมที่ ${seq.toLocaleString('th-TH')}`;
    if (one === undefined || other === undefined) return differ(`${seq}`, name, one, other);
    return entriesOf(ITEM_FIELDS).flatMap(([field, label]) =>
      differ(`${seq}.${field}`, `${name}: ${label}`, one[field], other[field]),
    );
  });
  return [...own, ...items];
}

function differ(key: string, label: string, mine: Word, theirs: Word): Difference[] {
  return (mine ?? null) === (theirs ?? null) ? [] : [{ key, label, mine, theirs }];
}

/** The plan in the system with those fields of mine that were chosen. */
export function chosen(mine: PlanForm, theirs: PlanForm, ofMine: ReadonlySet<string>): PlanForm {
  const fields = entriesOf(PLAN_FIELDS).filter(([field]) => ofMine.has(field));
  const merged = { ...theirs, ...Object.fromEntries(fields.map(([field]) => [field, mine[field]])) };
  const kept = theirs.items.flatMap((item) => {
    const own = mine.items.find(({ seq }) => seq === item.seq);
    if (own === undefined) return ofMine.has(`${item.seq}`) ? [] : [item];
    const changed = entriesOf(ITEM_FIELDS).filter(([field]) => ofMine.has(`${item.seq}.${field}`));
    return [{ ...item, ...Object.fromEntries(changed.map(([field]) => [field, own[field]])) }];
  });
  const added = mine.items.filter(({ seq }) => ofMine.has(`${seq}`) && theirs.items.every((item) => item.seq !== seq));
  return { ...merged, items: [...kept, ...added] };
}

// `Object.entries` forgets that the keys of a table are its own.
function entriesOf<Key extends string>(table: Readonly<Record<Key, string>>): [Key, string][] {
  return Object.entries(table) as [Key, string][];
}
