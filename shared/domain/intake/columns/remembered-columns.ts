/** What an office has said that its own columns are: how it is kept, and how much of it. Apart from what reads headers. */
import type { MappedColumns } from './header.ts';
import { headerText } from './header-text.ts';

/** Headers that are remembered for an office and a source. With the longest that a call takes they are a third of what an item holds. */
export const MOST_REMEMBERED = 200;

/** The mapped columns after what is said now; of one header the newest word, in whatever way it is typed. */
export function joinColumns(stands: MappedColumns, said: MappedColumns): MappedColumns {
  const anew = new Set(Object.keys(said).map(headerText));
  return {
    ...Object.fromEntries(Object.entries(stands).filter(([name]) => !anew.has(headerText(name)))),
    ...said,
  };
}

/** Whether so many can be remembered. */
export function canBeRemembered(columns: MappedColumns): boolean {
  return Object.keys(columns).length <= MOST_REMEMBERED;
}

/** What an office is to be remembered by, once an import has used `said`; undefined when nothing changes, or has no room. */
export function afterImport(stands: MappedColumns, said: MappedColumns): MappedColumns | undefined {
  const joined = joinColumns(stands, said);
  const changed = Object.entries(said).some(([name, key]) => stands[name] !== key);
  return changed && canBeRemembered(joined) ? joined : undefined;
}
