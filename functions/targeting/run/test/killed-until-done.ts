import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { TargetRunStore } from '#shared/target-list/target-run-store.ts';

type Stores = { households: HouseholdStore; runs: TargetRunStore };

/**
 * Lets a run go on until it is done. It is killed each time: after none of its writes, one, … up to `writes`, in turn before and behind the
 * write that follows.
 */
export async function killedUntilDone(
  { households, runs }: Stores,
  writes: number,
  goOn: (stores: Stores) => Promise<{ done: boolean }>,
): Promise<void> {
  let left = 0;
  const dying =
    <Args extends unknown[], Answer>(write: (...args: Args) => Promise<Answer>, after: boolean) =>
    async (...args: Args): Promise<Answer> => {
      if (left === 0 && !after) throw new Error('killed');
      const answer = await write(...args);
      if (left === 0) throw new Error('killed');
      left -= 1;
      return answer;
    };
  let finished = false;
  for (let survived = 0; !finished; survived += 1) {
    left = survived % writes;
    const after = survived % 2 > 0;
    finished = await goOn({
      households: { ...households, append: dying((...args) => households.append(...args), after) },
      runs: {
        ...runs,
        update: dying((...args) => runs.update(...args), after),
        putPage: dying((...args) => runs.putPage(...args), after),
      },
    }).then(
      ({ done }) => done,
      () => false,
    );
  }
}
