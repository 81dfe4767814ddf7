/** Life-cycles are data: a state and the states it may step to. One small engine reads all of them. */
export type LifeCycle<State extends string> = Readonly<Record<State, readonly State[]>>;

export function mayStep<State extends string>(cycle: LifeCycle<State>, from: State, to: State): boolean {
  return cycle[from].includes(to);
}

/** States that no step leads to, the start excepted: a table with any is incomplete. */
export function unreachableStates<State extends string>(cycle: LifeCycle<State>, start: State): State[] {
  const seen = new Set<State>([start]);
  const queue: State[] = [start];
  for (let state = queue.pop(); state !== undefined; state = queue.pop())
    for (const next of cycle[state]) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  return (Object.keys(cycle) as State[]).filter((state) => !seen.has(state));
}
