/** What a list of codes is, and how one is made of its words. */
import type { LifeCycle } from '../../domain/life-cycle.ts';

export type CodeNames = { readonly nameTh: string; readonly nameEn: string };

export type CodeList = CodeNames & {
  readonly codes: Readonly<Record<string, CodeNames>>;
  /** The steps between its codes, where they are states. */
  readonly cycle?: LifeCycle<string>;
};

export type Words = readonly [th: string, en: string];

/** Codes of a list with their words, in the order in which people read them. `Code` is the domain's type where it has one. */
export function codes<Code extends string>(
  names: Words,
  words: Readonly<Record<Code, Words>>,
  cycle?: LifeCycle<Code>,
): CodeList {
  const order = Object.keys(cycle ?? words) as Code[];
  return {
    ...named(names),
    codes: Object.fromEntries(order.map((code) => [code, named(words[code])])),
    ...(cycle ? { cycle } : {}),
  };
}

export function named([nameTh, nameEn]: Words): CodeNames {
  return { nameTh, nameEn };
}
