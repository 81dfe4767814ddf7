/** Which areas there are, by code and without names: enough to judge a code, and all that most functions carry. */
import packed from './data/areas/packed/codes.json' with { type: 'json' };
import { unpackCodes } from './packed-areas.ts';

type Codes = { readonly inOrder: readonly string[]; readonly places: ReadonlyMap<string, number> };

let codes: Codes | undefined;

/** Unpacked at the first question: a function that is asked about no area starts without. */
function allCodes(): Codes {
  if (codes === undefined) {
    const inOrder = unpackCodes(packed.codes);
    codes = { inOrder, places: new Map(inOrder.map((code, place) => [code, place])) };
  }
  return codes;
}

/** Whether a code (2, 4 or 6 digits, or `TH`) is an area's. Pseudo sub-districts of urban communities are in no table. Source: domain.md §7.4. */
export function isKnownArea(code: string): boolean {
  return code === 'TH' || allCodes().places.has(code);
}

/** The place of a code in the order of codes, by which names are found; undefined when no area has the code. */
export function placeOfArea(code: string): number | undefined {
  return allCodes().places.get(code);
}

/** The code of every area below a code, at all levels, in the order of codes; `''` or `TH` is the nation. */
export function areaCodesUnder(prefix: string): string[] {
  const { inOrder } = allCodes();
  if (prefix === '' || prefix === 'TH') return [...inOrder];
  // In the order of codes everything below a code stands together, right after it.
  let start = 0;
  let end = inOrder.length;
  while (start < end) {
    const middle = (start + end) >>> 1;
    if ((inOrder[middle] ?? '') <= prefix) start = middle + 1;
    else end = middle;
  }
  const below: string[] = [];
  for (let place = start; place < inOrder.length; place += 1) {
    const code = inOrder[place];
    if (code === undefined || !code.startsWith(prefix)) break;
    below.push(code);
  }
  return below;
}
