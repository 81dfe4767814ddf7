/** Makes the revisions of Reports A and C of the nation from the parts that the provinces have counted. */
import { CASE_DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import type { PartOfA, ReportACalculator } from '#shared/domain/statistics/report-a/report-a.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import { createReportC, type PartOfC } from '#shared/domain/statistics/report-c/report-c.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { asOfTimes, nextRevision } from '#shared/domain/statistics/revisions.ts';

import { keepWhatDiffers, type CaseEvaluationDependencies } from './case-evaluation.ts';
import { createEvaluation, type EvaluationDependencies } from './evaluation.ts';
import { provincesOfNation } from './household-groups.ts';
import { partKey, type ReportOfNation, type StoredPart } from './parts-of-nation.ts';
import { progressKey, selectionKey } from './selection.ts';
import type { SelectionKey } from './statistics-store.ts';
import { targetListFact } from './target-list-fact.ts';

export type NationDependencies = EvaluationDependencies & Pick<CaseEvaluationDependencies, 'campaigns' | 'rounds'>;

export type NationEvaluation = {
  /** Makes the revisions of a month that are due, and answers how many: none as of a moment that a province with parts has not evaluated. */
  evaluate: (month: string) => Promise<number>;
  /** Report A as it was at moments, complete, for its tables. Stores nothing. */
  agenciesAt: (month: string, moments: readonly Date[]) => Promise<ReportACalculator[]>;
};

/** Under which key a province has its parts, the newest of them, and up to when that is in force. */
type Reached = { key: SelectionKey; asOf: Date; revision: number };

export function createNationEvaluation(dependencies: NationDependencies): NationEvaluation {
  const { statistics } = dependencies;

  /** How far each province that has parts has come. */
  async function reachedBy(report: ReportOfNation, month: string): Promise<Reached[]> {
    const all = await Promise.all(
      provincesOfNation().map(async (province) => {
        const key = partKey(report, month, province);
        const through = await statistics.evaluatedThrough(key);
        return through ? [{ key, asOf: new Date(through.asOf), revision: through.revision }] : [];
      }),
    );
    return all.flat();
  }

  /** Of each province its parts, oldest first, back to the one in force at `since`. */
  async function partsOf<Part>(reached: readonly Reached[], since: Date | undefined): Promise<StoredPart<Part>[][]> {
    return await Promise.all(
      reached.map(async ({ key, revision: newest }) => {
        const revisions: StoredPart<Part>[] = [];
        for (let revision = newest; revision >= 0; revision -= 1) {
          // What is stored under the key of a part is a part.
          const part = (await statistics.caseRevision(key, revision)) as StoredPart<Part> | undefined;
          if (!part) throw new Error(`Part ${revision} of ${key.month} in ${key.area} is not stored`);
          revisions.unshift(part);
          if (since && new Date(part.asOf) <= since) break;
        }
        return revisions;
      }),
    );
  }

  /** The moments that all provinces have reached and the nation has not, and the parts for them. */
  async function dueOf<Part>(report: ReportOfNation, month: string, key: SelectionKey) {
    const [through, reached, runs] = await Promise.all([
      statistics.evaluatedThrough(key),
      reachedBy(report, month),
      statistics.demandRuns(month),
    ]);
    const since = through && new Date(through.asOf);
    const [settled] = reached.map(({ asOf }) => asOf).toSorted((a, b) => a.getTime() - b.getTime());
    const own = runs.filter(({ area }) => area === NATION).map(({ asOf }) => new Date(asOf));
    const moments = settled ? asOfTimes(month, settled, own).filter((moment) => !since || moment > since) : [];
    return { through, moments, parts: moments.length === 0 ? [] : await partsOf<Part>(reached, since) };
  }

  async function agencies(month: string, parts: readonly StoredPart<PartOfA>[][]) {
    const named = parts.flat().flatMap(({ part }) => part.rows.flatMap(({ agency }) => agency ?? []));
    const begin = await createEvaluation(dependencies).begin(ofNation(month), named);
    return (asOf: Date): ReportACalculator => counted(begin({ asOf, revision: null }), parts, asOf);
  }

  async function evaluateAgencies(month: string): Promise<number> {
    const key = selectionKey(ofNation(month));
    const { through, parts, moments } = await dueOf<PartOfA>('agencies', month, key);
    if (moments.length === 0) return 0;
    const at = await agencies(month, parts);
    let newest: ReportA | undefined = through && (await statistics.revision(key, through.revision));
    let made = 0;
    for (const asOf of moments) {
      const next = nextRevision(newest, at(asOf).finish());
      if (next) {
        await statistics.putRevision(key, next);
        newest = (await statistics.revision(key, next.revision ?? 0)) ?? next;
        made += 1;
      }
      await statistics.setEvaluatedThrough(key, { asOf: asOf.toISOString(), revision: newest?.revision ?? 0 });
    }
    return made;
  }

  async function evaluateProgress(month: string): Promise<number> {
    const key = progressKey({ ...ofNation(month), level: 'district' });
    const { through, parts, moments } = await dueOf<PartOfC>('progress', month, key);
    if (moments.length === 0) return 0;
    const [lists, campaigns, rounds] = await Promise.all([
      dependencies.lists.all(),
      dependencies.campaigns.list('', undefined, Infinity),
      dependencies.rounds.list('', undefined, Infinity),
    ]);
    const input = { lists: lists.map(targetListFact), campaigns, rounds, definitionsVersion: CASE_DEFINITIONS_VERSION };
    // What is stored under the key is Report C.
    let newest = through && ((await statistics.caseRevision(key, through.revision)) as ReportC | undefined);
    let made = 0;
    for (const asOf of moments) {
      const selection = { ...ofNation(month), level: 'district' as const };
      const computed = counted(createReportC({ ...input, selection, asOf, revision: null }), parts, asOf).finish();
      const kept = await keepWhatDiffers(statistics, key, newest, computed);
      if (kept) made += 1;
      newest = kept ?? newest;
      await statistics.setEvaluatedThrough(key, { asOf: asOf.toISOString(), revision: newest?.revision ?? 0 });
    }
    return made;
  }

  return {
    evaluate: async (month) => (await evaluateAgencies(month)) + (await evaluateProgress(month)),
    agenciesAt: async (month, moments) => {
      const [first] = moments.toSorted((a, b) => a.getTime() - b.getTime());
      const at = await agencies(month, await partsOf<PartOfA>(await reachedBy('agencies', month), first));
      return moments.map(at);
    },
  };
}

function ofNation(month: string): { month: string; area: string; lists: null } {
  return { month, area: NATION, lists: null };
}

/** The calculator with the part of each province that was in force at the moment. */
function counted<Part, Report extends { addPart: (part: Part) => void }>(
  calculator: Report,
  parts: readonly StoredPart<Part>[][],
  asOf: Date,
): Report {
  for (const revisions of parts) {
    const inForce = revisions.findLast((part) => new Date(part.asOf) <= asOf);
    if (inForce) calculator.addPart(inForce.part);
  }
  return calculator;
}
