import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as it lies in a table. */
export type Item = Record<string, AttributeValue>;
export type Key = { pk: string; sk: string };

export function keyOf({ pk, sk }: Key): Item {
  return { pk: { S: pk }, sk: { S: sk } };
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
