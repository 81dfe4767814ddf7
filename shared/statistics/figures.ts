/** Service of Report A: revisions as published, the month to date, and the households behind a figure. */
import type { HouseholdFigure } from '#shared/domain/statistics/report-a/columns.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import type { RollUp } from '#shared/domain/organisation/organisation.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { Problem } from '#shared/problems.ts';
import { createEvaluation } from './evaluation.ts';
import type { EvaluationDependencies } from './evaluation.ts';
import { selectionKey } from './selection.ts';
import type { FiguresSelection } from './selection.ts';

export type FiguresDependencies = EvaluationDependencies;

/** `revision` undefined: the newest, and before the close the month to date. `rollUp` absent: as the office that helped. */
export type FiguresRequest = FiguresSelection & { revision: number | undefined; rollUp?: RollUp };

/** `agency`: a slug, null for ไม่ระบุหน่วยงาน, `total` for the total and the baseline. */
type HouseholdsRequest = FiguresRequest & { agency: string | null; figure: HouseholdFigure };

export type Figures = {
  /** Report A as asked for. Throws `Problem` revision-not-found. */
  report: (request: FiguresRequest, now: Date) => Promise<ReportA>;
  /** Sorted ids of the households behind a figure, as known at the revision's as-of moment. Throws `Problem` revision-not-found. */
  households: (request: HouseholdsRequest, now: Date) => Promise<string[]>;
};

/**
 * Figures of any selection at any time (domain.md §6.2, §6.3). A stored revision is served unchanged; what is due since is made and
 * stored by the first reader, so a selection that no nightly run knows has the very revisions it would have had.
 *
 * Decisions:
 * - A moment is evaluated `SETTLING_MS` after it has passed; until then it has not happened.
 * - After the close and before the first evaluation is possible, the newest is still the month to date.
 * - The nation has the revisions that runs made of its provinces, of all lists, and no month to date: nobody reads all households for a call.
 * - `list` in a reply is what was asked; the same lists in another order are the same revisions.
 */
export function createFigures(dependencies: FiguresDependencies): Figures {
  const { statistics } = dependencies;
  const evaluation = createEvaluation(dependencies);

  async function stored(request: FiguresRequest, now: Date): Promise<ReportA | undefined> {
    const key = selectionKey(request);
    if (request.revision !== undefined) {
      const standing = await statistics.revision(key, request.revision);
      if (standing) return standing;
    }
    if (request.area !== NATION) await evaluation.evaluate([request], now);
    const revision = request.revision ?? (await statistics.evaluatedThrough(key))?.revision;
    return revision === undefined ? undefined : statistics.revision(key, revision);
  }

  async function report(request: FiguresRequest, now: Date): Promise<ReportA> {
    const list = request.lists === null ? null : request.lists.join(',');
    const standing = await stored(request, now);
    const rollUp = request.rollUp ?? 'office';
    if (standing && rollUp === 'office') return { ...standing, list };
    if (standing) return { ...(await rolledUp(request, standing, rollUp)), list };
    if (request.revision !== undefined || request.area === NATION) throw new Problem('revision-not-found');
    const [computed] = await evaluation.compute(request, [{ asOf: now, revision: null }], { rollUp });
    if (!computed) throw new Error('One moment gives one report');
    return { ...computed.report, list };
  }

  /** A revision is stored by offices; its roll-up is made of what was known at its moment. */
  async function rolledUp(request: FiguresRequest, standing: ReportA, rollUp: RollUp): Promise<ReportA> {
    const moment = { asOf: new Date(standing.asOf), revision: standing.revision };
    const [computed] = await evaluation.compute(request, [moment], { rollUp });
    if (!computed) throw new Error('One moment gives one report');
    return { ...computed.report, definitions: standing.definitions };
  }

  async function households(request: HouseholdsRequest, now: Date): Promise<string[]> {
    const standing = await stored(request, now);
    if (!standing && request.revision !== undefined) throw new Problem('revision-not-found');
    const [computed] = await evaluation.compute(
      request,
      [{ asOf: standing ? new Date(standing.asOf) : now, revision: standing?.revision ?? null }],
      {
        drillDown: { agency: request.agency ?? 'none', figure: request.figure },
        ...(request.rollUp ? { rollUp: request.rollUp } : {}),
      },
    );
    return computed?.households ?? [];
  }

  return { report, households };
}
