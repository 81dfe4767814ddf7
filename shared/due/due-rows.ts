/** Items of the queue as DueItems stores them: those of an owner in one partition, in the order of the days on which they are shown. */
import { DUE_KINDS, type DueItem, type DueOwner } from '#shared/domain/due/due-item.ts';
import { isUrbanPseudoSubdistrict } from '#shared/thai/area-code.ts';
import { itemOf, openItem, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';

const FORM = 1;

export function duePk(owner: DueOwner): string {
  switch (owner.kind) {
    case 'mentor':
      return `m#${owner.sub}`;
    case 'place':
      return `p#${owner.area}`;
    case 'unit':
      return `u#${owner.unit}`;
    case 'agency':
      return `a#${owner.agency}`;
  }
}

export function dueKey({ owner, showFrom, kind, ref }: DueItem): Key {
  return { pk: duePk(owner), sk: `${showFrom}#${kind}#${ref}` };
}

/** Where it is said which urban communities of a district have items; it is never taken away. */
export function urbanPk(district: string): string {
  return `x#${district}`;
}

/** Said beside an item of an urban community; undefined for all others. */
export function urbanKey({ owner }: DueItem): Key | undefined {
  if (owner.kind !== 'place' || !isUrbanPseudoSubdistrict(owner.area)) return undefined;
  return { pk: urbanPk(owner.area.slice(0, 4)), sk: owner.area };
}

export function urbanRow(key: Key): Item {
  return itemOf(key, FORM, {});
}

/** Its attributes are few and short: each byte is read again at every look. What the key says is not said again. */
export function toDueRow(item: DueItem): Item {
  const { ref, household, since, showFrom, dueOn, priority } = item;
  return itemOf(dueKey(item), FORM, {
    dueOn: { S: dueOn },
    ...(since === showFrom ? {} : { since: { S: since } }),
    ...(priority === 0 ? { first: { BOOL: true } } : {}),
    // Most items are about the household itself.
    ...(household === ref || household === null ? {} : { household: { S: household } }),
    ...(household === null ? { house: { BOOL: false } } : {}),
  });
}

export function toDueItem(row: Item): DueItem {
  const [showFrom = '', kindText = '', ...rest] = textOf(openItem(row, FORM), 'sk').split('#');
  const kind = DUE_KINDS.find((known) => known === kindText);
  if (kind === undefined) throw new Error('An item of the queue is of no kind');
  const ref = rest.join('#');
  return {
    owner: ownerOf(textOf(row, 'pk')),
    kind,
    ref,
    household: row['house']?.BOOL === false ? null : (row['household']?.S ?? ref),
    since: row['since']?.S ?? showFrom,
    dueOn: textOf(row, 'dueOn'),
    showFrom,
    priority: row['first']?.BOOL === true ? 0 : 1,
  };
}

function ownerOf(pk: string): DueOwner {
  const whose = pk.slice(2);
  switch (pk.slice(0, 2)) {
    case 'm#':
      return { kind: 'mentor', sub: whose };
    case 'p#':
      return { kind: 'place', area: whose };
    case 'u#':
      return { kind: 'unit', unit: whose };
    case 'a#':
      return { kind: 'agency', agency: whose };
    default:
      throw new Error('An item of the queue has no owner');
  }
}
