/**
 * Faults of readings of casework B, planted in the sources of Reports B and C one at a time: the comparison with the second calculation must
 * notice each. Nothing is written: the modules are loaded with one text changed.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import * as fc from 'fast-check';
import { createServer, createServerModuleRunner } from 'vite';
import { describe, expect, it } from 'vitest';

import type * as heldTogether from './held-together.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const STATISTICS = `${ROOT}shared/domain/statistics/`;
const RUNS = 300;
const SEED = 20_260_901;

/** `report`: the one that shows the fault, of both the one that does so in less time. */
type Fault = { report: 'B' | 'C'; reading: string; what: string; path: string; was: string; now: string };

const FAULTS: readonly Fault[] = [
  {
    report: 'B',
    reading: 'R5',
    what: 'the state with the latest day, not the one recorded last',
    path: 'case-lists.ts',
    was: 'if (said.on > day) continue;',
    now: 'if (said.on > day || (last && said.on < last.on)) continue;',
  },
  {
    report: 'C',
    reading: 'R5',
    what: 'the day itself is left out',
    path: 'case-lists.ts',
    was: 'if (said.on > day) continue;',
    now: 'if (said.on >= day) continue;',
  },
  {
    report: 'B',
    reading: 'R8',
    what: 'who enters the list comes into no state',
    path: 'report-b/targets.ts',
    was: 'if (closing !== undefined) tally.add(`targets.in.',
    now: 'if (opening !== undefined && closing !== undefined) tally.add(`targets.in.',
  },
  {
    report: 'C',
    reading: 'R10',
    what: 'the status with the latest day, not the one recorded last',
    path: 'case-on-day.ts',
    was: 'const last = statuses.findLast(({ on }) => on <= day);',
    now: 'const last = statuses.filter(({ on }) => on <= day).toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);',
  },
  {
    report: 'B',
    reading: 'R10',
    what: 'a need that came and went within the quarter is not closed',
    path: 'report-b/needs.ts',
    was: 'if (wasOpen !== false && nowOpen === false)',
    now: 'if (wasOpen === true && nowOpen === false)',
  },
  {
    report: 'B',
    reading: 'R10',
    what: 'needs that are one since a merge count twice',
    path: 'known-case.ts',
    was: 'if (!to || !needs.delete(from)) continue;',
    now: 'if (!to || from !== to.need.needId) continue;',
  },
  {
    report: 'B',
    reading: 'R13',
    what: 'the follow-up recorded last, whatever its day',
    path: 'case-on-day.ts',
    was: 'each.on >= from && each.on <= day && !(last && each.on < last.on)',
    now: 'each.on >= from && each.on <= day',
  },
  {
    report: 'B',
    reading: 'R13',
    what: 'of several follow-ups on one day the first',
    path: 'case-on-day.ts',
    was: '!(last && each.on < last.on)) last = each;',
    now: '!(last && each.on <= last.on)) last = each;',
  },
  {
    report: 'B',
    reading: 'R22',
    what: 'what was recorded after the due day counts as in time',
    path: 'campaign-figures.ts',
    was: 'addReachedAtDue(casesAt(moment), ',
    now: 'addReachedAtDue(known, ',
  },
  {
    report: 'C',
    reading: 'R31',
    what: 'a follow-up on the day of the help follows nothing',
    path: 'case-on-day.ts',
    was: 'known.followUps.some(({ on }) => on >= first && on <= day)',
    now: 'known.followUps.some(({ on }) => on > first && on <= day)',
  },
  {
    report: 'C',
    reading: 'R31',
    what: 'a fall of the stage lasts',
    path: 'case-on-day.ts',
    was: 'if (before && rank(last.stage) < rank(before.stage)) return false;',
    now: '',
  },
];

type HeldTogether = Pick<typeof heldTogether, 'sayTheSameInB' | 'sayTheSameInC'>;

/** Whether the report that shows the fault differs from the second calculation in any of the histories; without a fault, whether either does. */
async function isNoticed(fault: Fault | undefined): Promise<boolean> {
  const server = await createServer({
    configFile: false,
    root: ROOT,
    logLevel: 'silent',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [
      {
        name: 'planted-fault',
        enforce: 'pre',
        transform: (code, id) =>
          fault && id === `${STATISTICS}${fault.path}` ? code.replace(fault.was, () => fault.now) : undefined,
      },
    ],
  });
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
  try {
    const { sayTheSameInB, sayTheSameInC }: HeldTogether = await runner.import(`${STATISTICS}test/held-together.ts`);
    if (fault) return fault.report === 'B' ? differs(sayTheSameInB) : differs(sayTheSameInC);
    return differs(sayTheSameInB) || differs(sayTheSameInC);
  } finally {
    await runner.close();
    await server.close();
  }
}

function differs<Args>(property: fc.IProperty<Args>): boolean {
  return fc.check(property, { numRuns: RUNS, seed: SEED, endOnFailure: true }).failed;
}

describe('the second calculation of Reports B and C', () => {
  it.each(FAULTS.map((fault) => [fault.reading, fault.what, fault] as const))(
    'notices of %s: %s',
    { timeout: 600_000 },
    async (_reading, _what, fault) => {
      expect(readFileSync(`${STATISTICS}${fault.path}`, 'utf8').split(fault.was)).toHaveLength(2);
      expect(await isNoticed(fault)).toBe(true);
    },
  );

  it('has nothing to notice in the sources as they are', { timeout: 600_000 }, async () => {
    expect(await isNoticed(undefined)).toBe(false);
  });
});
