/** The small items that lead to a household: by what it is known, and from districts in which some fact places it. */
import { itemOf, openItem, textOf, type Item } from '#shared/dynamo/attributes.ts';
import type { BlindIndex } from '#shared/sealing/sealer.ts';

import type { Identity } from './household-store.ts';
import { householdOfPlaced, placedKey, pointerKey } from './keys.ts';

const FORM = 1;

export function pointerItem(identity: Identity, household: string, index: BlindIndex): Item {
  return itemOf(pointerKey(identity, index), FORM, { household: { S: household } });
}

/** The household that a pointer leads to. */
export function pointedAt(pointer: Item): string {
  return textOf(openItem(pointer, FORM), 'household');
}

export function placedItem(district: string, household: string): Item {
  return itemOf(placedKey(district, household), FORM, {});
}

/** The household that an item of a district places there. */
export function placedThere(placed: Item): string {
  return householdOfPlaced(textOf(openItem(placed, FORM), 'sk'));
}
