/** Numbers of persons in the words of an entry: what counts as words, the kind of the entry says. */
import type { EntryBody } from './entry.ts';
import { privacyOf } from './kind-of.ts';
import { refuseTexts } from './numbers-in-texts.ts';
import type { Privacy } from './privacy.ts';

/** Throws `personal-number-in-text` with every place of a body whose words hold a number of a person. */
export function refusePersonalNumbers(body: EntryBody, at = ''): void {
  refuseTexts(wordsIn(body, privacyOf(body), at));
}

/** Words are what is sealed: ids and codes of the clear fields are no text that anybody wrote. */
function wordsIn(part: object, privacy: Privacy | 'sealed', at: string): [pointer: string, text: string][] {
  return Object.entries(part).flatMap(([name, value]: [string, unknown]) => {
    const said = privacy === 'sealed' || !Object.hasOwn(privacy, name) ? 'sealed' : (privacy[name] ?? 'sealed');
    if (said === 'clear') return [];
    const pointer = `${at}/${name}`;
    if (typeof value === 'string') return said === 'sealed' ? [[pointer, value]] : [];
    return typeof value === 'object' && value !== null
      ? wordsIn(value, Array.isArray(value) ? byIndex(value, said) : said, pointer)
      : [];
  });
}

/** Every part of a list has the privacy that the list says. */
function byIndex(list: readonly unknown[], said: Privacy | 'sealed'): Privacy {
  return Object.fromEntries(list.map((_, index) => [String(index), said]));
}
