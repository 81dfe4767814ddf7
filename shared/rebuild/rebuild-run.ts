/** A run over provinces: begins or goes on, and ends with the sum of its provinces. */
import { areaCodesUnder } from '#shared/reference/area-codes.ts';

import type { FoundFault, RebuildRun, RebuildStore } from './rebuild-store.ts';

export type RebuildSum = {
  households: number;
  older: number;
  mended: number;
  left: number;
  /** The first faults of each province. */
  faults: FoundFault[];
  /** Every province is done, and no household has a fault that is left. */
  ok: boolean;
};

/** Two-digit codes in their order; all provinces when none is named. */
export function provincesOf(named: readonly string[] | undefined): string[] {
  const all = areaCodesUnder('TH').filter((code) => code.length === 2);
  return named === undefined ? all : all.filter((code) => named.includes(code));
}

/** Sums up a run, and finishes it when every province is done, so that the next one begins anew. */
export async function endRun(
  run: RebuildRun,
  store: Pick<RebuildStore, 'progress' | 'finish'>,
  now: Date,
): Promise<RebuildSum> {
  const provinces = await store.progress(run.id);
  const done = new Set(provinces.filter((province) => province.done).map(({ province }) => province));
  const isDone = run.provinces.every((province) => done.has(province));
  if (isDone) await store.finish(run, now.toISOString());
  const sum = (count: (progress: (typeof provinces)[number]) => number): number =>
    provinces.reduce((total, progress) => total + count(progress), 0);
  const left = sum((progress) => progress.left);
  return {
    households: sum(({ households }) => households),
    older: sum(({ older }) => older),
    mended: sum(({ mended }) => mended),
    left,
    faults: provinces.flatMap(({ faults }) => faults),
    ok: isDone && left === 0,
  };
}
