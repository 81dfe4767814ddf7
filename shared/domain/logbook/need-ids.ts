/**
 * Ids of needs over a history (domain.md §2.4): which a chain of corrections opened, and which other entries hold. How a kind
 * names the needs that it opens is said by the kind.
 */
import { saidIn, type LogbookEntry } from './entry.ts';
import { kindOf } from './kind-of.ts';
import { steppedEntries, supersededIn } from './steps.ts';

/** Ids of all needs that any entry of a chain ever opened, each once. `roots`: the first entry of each correction's chain. */
export function needIdsOfChain(
  root: string,
  history: readonly LogbookEntry[],
  roots: ReadonlyMap<string, string>,
): Set<string> {
  const chain = history.filter(({ id }) => (roots.get(id) ?? id) === root).map(({ body }) => saidIn(body));
  return new Set(chain.flatMap((said) => kindOf(said).opens?.ids(said, root) ?? []));
}

/** Ids of the needs that entries in force hold: those whose place neither a correction nor a step took. */
export function needIdsInUse(history: readonly LogbookEntry[]): Set<string> {
  const stepped = steppedEntries(history);
  const superseded = supersededIn(history, stepped);
  const inForce = history
    .filter(({ id }) => !superseded.has(id))
    .map(({ id, body }) => stepped.get(id)?.said ?? saidIn(body));
  return new Set(
    inForce.flatMap((said) => {
      const kind = kindOf(said);
      return kind.heldNeedIds?.(said) ?? kind.needIds?.(said) ?? [];
    }),
  );
}
