import list from './prices-2026-11-30.json' with { type: 'json' };

export type Region = 'us-east-1' | 'ap-southeast-1';
export type PriceName = keyof typeof list.prices;

/** Day of the list; prices change without notice. */
export const PRICES_OF = list.date;

/** US dollars of a unit. */
export function price(name: PriceName, region: Region): number {
  return list.prices[name][region];
}

type Found = { where: string; read: string };

/** What the list says of each price, for the page. */
export const PRICE_LIST: readonly ({ unit: string; found?: Found; foundSingapore?: Found } & Record<Region, number>)[] =
  Object.values(list.prices);
