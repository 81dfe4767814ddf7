import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as a table holds it. */
export type Item = Record<string, AttributeValue>;
export type Key = { pk: string; sk: string };

export function keyOf({ pk, sk }: Key): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}

/**
 * The item of a kind under its key, written in the form of that kind that `form` counts. A reader names the newest form it
 * knows (`openItem`), so that code that is older than an item refuses it instead of misreading it.
 */
export function itemOf(key: Key, form: number, attributes: Item): Item {
  return { ...keyOf(key), v: { N: String(form) }, ...attributes };
}

/** The form that an item was written in. Items from before forms were counted say nothing: they are of form 1. */
export function formOf(item: Item): number {
  return Number(item['v']?.N ?? 1);
}

/** A newer release wrote the item while it replaces this one: who tries again meets the newer one. */
export class NewerForm extends Error {
  override readonly name = 'NewerForm';

  constructor() {
    super('The item is of a form that this release does not know');
  }
}

/** Whether an item could not be opened because of its bytes. Else a service failed, or the item is of a newer form: it opens another time. */
export function isOfBytes(failure: unknown): boolean {
  return !(failure instanceof NewerForm || (failure instanceof Error && '$metadata' in failure));
}

/** The item, when it was written in form `newest` or an older one. Throws `NewerForm`. */
export function openItem(item: Item, newest: number): Item {
  if (formOf(item) > newest) throw new NewerForm();
  return item;
}

/** Text of an attribute that every item of this kind has. */
export function textOf(item: Item, name: string): string {
  const text = item[name]?.S;
  if (text === undefined) throw new Error(`An item lacks its ${name}`);
  return text;
}

export function numberOf(item: Item, name: string): number {
  const number = item[name]?.N;
  if (number === undefined) throw new Error(`An item lacks its ${name}`);
  return Number(number);
}

export function bytesOf(item: Item, name: string): Uint8Array {
  const bytes = item[name]?.B;
  if (bytes === undefined) throw new Error(`An item lacks its ${name}`);
  return bytes;
}
