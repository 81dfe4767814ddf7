/** Runs over the stored answers of an area by a profile of the MPI: what it would count, and the lists it makes (casework H). */
import { recorderOf } from '#functions/api/households/in-scope.ts';
import type { Call } from '#functions/middleware/call.ts';
import type {
  readMpiLists as readListsContract,
  readMpiWhatIf as readWhatIfContract,
  startMpiLists as listsContract,
  startMpiWhatIf as whatIfContract,
} from '#shared/contracts/mpi-profiles.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { Principal, Scope } from '#shared/domain/access/access.ts';
import { manages } from '#shared/domain/access/manages.ts';
import { MpiCount, type MpiFigures } from '#shared/domain/mpi/alkire-foster.ts';
import { unionOf, type AreaCounts } from '#shared/domain/mpi/area-tally.ts';
import {
  divide,
  fraction,
  multiply,
  readFraction,
  toDecimal,
  ZERO,
  type Fraction,
} from '#shared/domain/mpi/fraction.ts';
import { TPMAP_2561_EQUIVALENT, weightsOf, type MpiProfile } from '#shared/domain/mpi/profile.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { Problem } from '#shared/problems.ts';
import type { AreaRun, MpiListsRun, TargetRun, WhatIfRun } from '#shared/target-list/target-run-store.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

import { started, type TargetRunDeps } from './fill-target-list.ts';
import type { ProfileDeps } from './mpi-profiles.ts';

type Deps = TargetRunDeps & ProfileDeps;
type WhatIf = ReplyOf<typeof readWhatIfContract>;
type Lists = ReplyOf<typeof readListsContract>;

/** Of the cut-offs that are shown beside each other, without another word of the caller. */
const USUAL_CUT_OFFS = ['1/5', '1/3'] as const;
/** Alkire and Foster order households; the union rule says who is a target. */
const LABEL = 'ไม่ใช่เกณฑ์ทางการ';
const PLACES = 4;

/** Begins to count, and writes nothing. Throws `mpi-profile-not-found`, `outside-scope`. */
export async function beginWhatIf(deps: Deps, call: Call<typeof whatIfContract>): Promise<WhatIf> {
  const { params, body } = call;
  const { answer } = await call.once<{ id: string }>(async (claimFor) => {
    const [usual, beside] = USUAL_CUT_OFFS;
    const k = body.k ?? usual;
    const run: WhatIfRun = {
      ...(await newRun(deps, 'WHAT_IF', { ...call, id: params.id, area: body.area })),
      cutOffs: k === beside ? [k] : [k, beside],
    };
    await deps.targetRuns.create(run, claimFor({ id: run.id }));
    return { id: run.id };
  });
  return showWhatIf(await started(deps, await runOf(deps, 'WHAT_IF', params.id, answer.id, call.scopes)));
}

export async function readWhatIf(
  deps: Pick<Deps, 'targetRuns'>,
  { params, scopes }: Pick<Call<typeof readWhatIfContract>, 'params' | 'scopes'>,
): Promise<WhatIf> {
  return showWhatIf(await runOf(deps, 'WHAT_IF', params.id, params.runId, scopes));
}

/** Makes two drafts, and begins to fill them. Throws `mpi-profile-not-found`, `outside-scope`. */
export async function beginLists(deps: Deps, call: Call<typeof listsContract>): Promise<Lists> {
  const { params, body } = call;
  const { area, ...terms } = body;
  const { answer } = await call.once<{ id: string }>(async (claimFor) => {
    const run: MpiListsRun = {
      ...(await newRun(deps, 'MPI_LISTS', { ...call, id: params.id, area })),
      cutOffs: [],
      lists: { official: deps.newId(), excluded: deps.newId() },
      terms,
      added: { official: 0, excluded: 0 },
      skipped: 0,
    };
    await deps.targetRuns.create(run, claimFor({ id: run.id }));
    return { id: run.id };
  });
  const run = await runOf(deps, 'MPI_LISTS', params.id, answer.id, call.scopes);
  // A process that died behind the run left lists out: the same call makes them.
  for (const list of draftsOf(run)) if (!(await deps.lists.get(list.id))) await deps.lists.create(list);
  return showLists(await started(deps, run));
}

export async function readLists(
  deps: Pick<Deps, 'targetRuns'>,
  { params, scopes }: Pick<Call<typeof readListsContract>, 'params' | 'scopes'>,
): Promise<Lists> {
  return showLists(await runOf(deps, 'MPI_LISTS', params.id, params.runId, scopes));
}

function draftsOf({ lists, terms, area, profile, startedAt }: MpiListsRun): TargetList[] {
  const draft = { version: 1, ...terms, scopeArea: area, status: 'DRAFT' as const, createdAt: startedAt };
  const of = `ตามเกณฑ์ ${profile.id} ปี ${terms.yearBe}`;
  return [
    { ...draft, id: lists.official, name: `เป้าหมายทางการ${of}`, source: 'TPMAP' },
    { ...draft, id: lists.excluded, name: `ครัวเรือนยากจนที่ตกหล่น${of}`, source: 'OTHER' },
  ];
}

async function newRun<Kind extends string>(
  { profiles, newId }: Pick<Deps, 'profiles' | 'newId'>,
  kind: Kind,
  {
    id,
    area,
    scopes,
    principal,
    now,
  }: { id: string; area: string; scopes: readonly Scope[]; principal: Principal; now: Date },
) {
  const profile: MpiProfile | undefined =
    id === TPMAP_2561_EQUIVALENT.id ? TPMAP_2561_EQUIVALENT : await profiles.get(id);
  if (!profile) throw new Problem('mpi-profile-not-found');
  if (!manages(scopes, area)) throw new Problem('outside-scope');
  const { name, version, framework, source, dimensions } = profile;
  return {
    id: newId(),
    version: 1,
    kind,
    of: id,
    area,
    by: recorderOf(principal),
    startedAt: now.toISOString(),
    status: 'RUNNING' as const,
    pages: {},
    profile: { id, name, version, framework, source, dimensions },
    counts: {},
  };
}

/** Throws `target-run-not-found` also for a run over an area outside the scopes. */
async function runOf<Kind extends AreaRun['kind']>(
  { targetRuns }: Pick<Deps, 'targetRuns'>,
  kind: Kind,
  profile: string,
  id: string,
  scopes: readonly Scope[],
): Promise<Extract<AreaRun, { kind: Kind }>> {
  const run = await targetRuns.get(id);
  if (!run || !isOf(run, kind) || run.of !== profile || !manages(scopes, run.area))
    throw new Problem('target-run-not-found');
  return run;
}

function isOf<Kind extends AreaRun['kind']>(run: TargetRun, kind: Kind): run is Extract<AreaRun, { kind: Kind }> {
  return run.kind === kind;
}

function showRun({ id, status, startedAt, finishedAt, profile, area, counts }: MpiListsRun | WhatIfRun) {
  return {
    id,
    status,
    startedAt: formatBangkok(new Date(startedAt)),
    finishedAt: finishedAt === undefined ? null : formatBangkok(new Date(finishedAt)),
    profile: profile.id,
    area,
    union: unionOf(Object.values(counts).map(({ union }) => union)),
  };
}

function showLists(run: MpiListsRun): Lists {
  const { lists, added, skipped } = run;
  return {
    ...showRun(run),
    official: { list: lists.official, added: added.official },
    excluded: { list: lists.excluded, added: added.excluded },
    skipped,
  };
}

function showWhatIf(run: WhatIfRun): WhatIf {
  return {
    ...showRun(run),
    label: LABEL,
    cutOffs: run.cutOffs.map((k, at) => showCutOff(run.profile, k, areasAt(run.counts, at))),
  };
}

type AreaSums = { area: string; sums: AreaCounts['cutOffs'][number] };

function areasAt(counts: WhatIfRun['counts'], at: number): AreaSums[] {
  return Object.entries(counts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([area, { cutOffs }]) => (cutOffs[at] ? [{ area, sums: cutOffs[at] }] : []));
}

/** The counts of one cut-off: of all areas together, and of each with its part of M0. */
function showCutOff(profile: MpiProfile, k: string, areas: readonly AreaSums[]): WhatIf['cutOffs'][number] {
  const indicators = weightsOf(profile);
  const cutOff = readFraction(k) ?? fraction(1);
  const countOf = (of: readonly AreaSums[]): MpiFigures => {
    const count = new MpiCount(
      indicators.map(({ weight }) => weight),
      cutOff,
    );
    for (const { sums } of of) count.addSums(sums);
    return count.figures();
  };
  const total = countOf(areas);
  return {
    k,
    ...showFigures(total),
    indicators: indicators.map(({ no, dimension, weight }, at) => ({
      indicator: no,
      dimension,
      weight: textOf(weight),
      uncensored: shown(total.uncensored[at] ?? ZERO),
      censored: shown(total.censored[at] ?? ZERO),
      contribution: shownOrNull(total.contributions?.[at] ?? null),
    })),
    areas: areas.map((one) => {
      const figures = countOf([one]);
      return { area: one.area, ...showFigures(figures), contribution: shownOrNull(partOf(figures, total)) };
    }),
  };
}

/** The part of an area in the adjusted headcount of all: its persons' share times its own, of that of all (H: exactly). */
function partOf(area: MpiFigures, total: MpiFigures): Fraction | null {
  if (!area.adjusted || !total.adjusted || total.persons === 0) return null;
  const weighted = multiply(fraction(area.persons, total.persons), area.adjusted);
  return divide(weighted, total.adjusted) ?? null;
}

function showFigures({ persons, leftOut, poor, headcount, intensity, adjusted }: MpiFigures) {
  return {
    persons,
    leftOut,
    poor,
    H: shownOrNull(headcount),
    A: shownOrNull(intensity),
    M0: shownOrNull(adjusted),
  };
}

function shown(share: Fraction): { value: number; exact: string } {
  return { value: toDecimal(share, PLACES), exact: textOf(share) };
}

function shownOrNull(share: Fraction | null): { value: number; exact: string } | null {
  return share && shown(share);
}

function textOf({ num, den }: Fraction): string {
  return den === 1n ? String(num) : `${num}/${den}`;
}
