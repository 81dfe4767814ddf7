/**
 * Entries that move an earlier entry on, as `assistance-status` moves help on. Such a chain is the first entry, its corrections,
 * the steps that name any of them, and the corrections of steps. What holds after each of its entries is said here as a body of
 * the first entry's kind, which takes the place of what held before: what reads entries needs to know of no step.
 *
 * Recorded last is in force (domain.md §6.2), field by field: a correction changes the fields in which it differs from the entry
 * that it corrects, so it does not undo a step by repeating the status that help had before.
 */
import { saidIn, type EntryBody, type KindBody, type LogbookEntry } from './entry.ts';
import { kindOf } from './kind-of.ts';

/** What an entry of a chain with steps amounts to. */
export type Stepped = {
  /** What holds after the entry; undefined when what began the chain was withdrawn. */
  said: KindBody | undefined;
  /** Id of the entry of the chain that was recorded before it; undefined for the first. */
  supersedes: string | undefined;
  /** Id of the first entry of the chain. */
  root: string;
};

/** By id, the entries of every chain that has steps. Empty for the many households without any. */
export function steppedEntries(entries: readonly LogbookEntry[]): ReadonlyMap<string, Stepped> {
  const stepped = new Map<string, Stepped>();
  if (!entries.some(({ body }) => stepIn(body))) return stepped;
  const rootOf = rootsOf(entries);
  for (const [root, chain] of Map.groupBy(entries, ({ id }) => rootOf.get(id) ?? id)) {
    if (!chain.some(({ body }) => stepIn(body))) continue;
    const held = new Holding();
    let before: string | undefined;
    for (const { id, body } of chain) {
      const corrected = body.type === 'correction' ? body.supersedes : undefined;
      stepped.set(id, { said: held.after(id, saidIn(body), corrected), supersedes: before, root });
      before = id;
    }
  }
  return stepped;
}

/** Ids of the entries whose place another has taken: a correction, or a later entry of a chain with steps. */
export function supersededIn(
  entries: readonly LogbookEntry[],
  stepped: ReadonlyMap<string, Stepped>,
): ReadonlySet<string> {
  return new Set(
    entries.flatMap(({ id, body }) => [
      ...(body.type === 'correction' ? [body.supersedes] : []),
      ...[stepped.get(id)?.supersedes].filter((before) => before !== undefined),
    ]),
  );
}

/** What holds: of each entry whose place no other has taken, what it amounts to. What was withdrawn says nothing. */
export function saidInForce(entries: readonly LogbookEntry[]): { id: string; said: KindBody }[] {
  const stepped = steppedEntries(entries);
  const superseded = supersededIn(entries, stepped);
  return entries.flatMap(({ id, body }) => {
    const step = stepped.get(id);
    const said = step ? step.said : saidIn(body);
    return said && !superseded.has(id) ? [{ id, said }] : [];
  });
}

function stepIn(body: EntryBody): boolean {
  const said = saidIn(body);
  return said !== undefined && kindOf(said).step !== undefined;
}

/** The first entry of the chain of each correction and each step. */
function rootsOf(entries: readonly LogbookEntry[]): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  for (const { id, body } of entries) {
    const said = saidIn(body);
    const named = (said && kindOf(said).step?.of(said)) ?? (body.type === 'correction' ? body.supersedes : undefined);
    if (named !== undefined) roots.set(id, roots.get(named) ?? named);
  }
  return roots;
}

type Change = { id: string; apply: (body: KindBody) => KindBody };

/** What holds along a chain. A correction of a step takes the step out, so what came behind it is applied anew. */
class Holding {
  readonly #said = new Map<string, KindBody>();
  #first: KindBody | undefined;
  #now: KindBody | undefined;
  #changes: Change[] = [];

  after(id: string, said: KindBody | undefined, corrected: string | undefined): KindBody | undefined {
    if (!said) return this.#withdraw(id, corrected);
    this.#said.set(id, said);
    const { step } = kindOf(said);
    // The first word, or the first after all was withdrawn.
    if (!this.#first || !this.#now) {
      this.#first = said;
      this.#now = said;
      return said;
    }
    const change: Change = {
      id,
      apply: step
        ? // A step makes a body of the kind that it moves on.
          (body) => step.onto(body, said) as KindBody
        : this.#corrects(said, corrected),
    };
    if (step && corrected !== undefined) this.#drop(corrected, this.#first);
    this.#changes.push(change);
    this.#now = change.apply(this.#now);
    return this.#now;
  }

  #drop(corrected: string, first: KindBody): void {
    this.#changes = this.#changes.filter((one) => one.id !== corrected);
    this.#now = this.#changes.reduce((body, one) => one.apply(body), first);
  }

  /** A step that is withdrawn was never taken; what began the chain goes with all that was said of it. */
  #withdraw(id: string, corrected: string | undefined): KindBody | undefined {
    const before = corrected === undefined ? undefined : this.#said.get(corrected);
    if (before) this.#said.set(id, before);
    if (before && corrected !== undefined && this.#first && kindOf(before).step) this.#drop(corrected, this.#first);
    else [this.#first, this.#now, this.#changes] = [undefined, undefined, []];
    return this.#now;
  }

  #corrects(said: KindBody, corrected: string | undefined): Change['apply'] {
    const changed = changes(corrected === undefined ? undefined : this.#said.get(corrected), said);
    return (body) => ({ ...body, ...changed });
  }
}

/** The fields in which a correction differs from what it corrects. */
function changes(corrected: KindBody | undefined, said: KindBody): object {
  const before = new Map<string, unknown>(Object.entries(corrected ? meantBy(corrected) : {}));
  return Object.fromEntries(
    Object.entries(meantBy(said)).filter(
      ([field, value]) => JSON.stringify(before.get(field)) !== JSON.stringify(value),
    ),
  );
}

function meantBy(said: KindBody): KindBody {
  return kindOf(said).meant?.(said) ?? said;
}

/**
 * What holds of an entry, by any id of its chain: after its corrections and steps, with the id of the chain's first entry.
 * Undefined when the history has no such entry; `said` is undefined when it was withdrawn.
 */
export function holdsNow(
  id: string,
  history: readonly LogbookEntry[],
): { root: string; said: KindBody | undefined } | undefined {
  const rootOf = rootsOf(history);
  const root = rootOf.get(id) ?? id;
  const chain = history.filter((entry) => (rootOf.get(entry.id) ?? entry.id) === root);
  const last = chain.at(-1);
  if (!last || !chain.some((entry) => entry.id === id)) return undefined;
  const stepped = steppedEntries(chain).get(last.id);
  return { root, said: stepped ? stepped.said : saidIn(last.body) };
}
