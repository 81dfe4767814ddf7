/** Campaigns, rounds of Re-X-ray, and what units write of a quarter (casework D, F). */
import { randomUUID } from 'node:crypto';

import { committeeUnit } from '#functions/api/committees/read-committee.ts';
import { refuseStale, stale } from '#functions/api/registers/refuse-stale.ts';
import { concerns, knownLists, refuseUnknownLists } from '#functions/api/target-lists/list-in-scope.ts';
import { route, type BoundRoute, type Call } from '#functions/middleware/call.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import {
  closeRexrayRound,
  createCampaign,
  createRexrayRound,
  listCampaigns,
  listRexrayRounds,
  putCampaign,
  putQuarterlyNote,
  readQuarterlyNote,
} from '#shared/contracts/campaigns.ts';
import { readCampaignStatus } from '#shared/contracts/case-statistics.ts';
import type { BodyOf, ReplyOf } from '#shared/contracts/route.ts';
import {
  changedTo,
  newestVersion,
  refuseChange,
  refuseUnfit,
  type Campaign,
  type CampaignVersion,
} from '#shared/domain/campaign/campaign.ts';
import { closedRound, refusePastDue, roundStatus, type RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import type { CampaignStatus } from '#shared/domain/statistics/campaign-status.ts';
import { Problem } from '#shared/problems.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import type { CaseFigures } from '#shared/statistics/case-figures.ts';
import { noteId, notePrefix, type QuarterlyNote } from '#shared/statistics/quarterly-note.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { overlaps } from '#shared/thai/area-code.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

export type CampaignCallsDeps = {
  campaigns: RegisterStore<Campaign>;
  rounds: RegisterStore<RexrayRound>;
  notes: RegisterStore<QuarterlyNote>;
  lists: Pick<TargetListStore, 'get'>;
  caseFigures: Pick<CaseFigures, 'campaignStatus'>;
};

const ATTEMPTS = 5;

export function campaignCalls(deps: CampaignCallsDeps): readonly BoundRoute[] {
  return [
    route(listCampaigns)(async ({ query: { area }, scopes }) => {
      const all = await deps.campaigns.list('', undefined, Infinity);
      const seen = all.filter((campaign) => isSeen(newestVersion(campaign), scopes, area));
      return { reply: { items: seen.map(showCampaign), nextCursor: null } };
    }),
    route(createCampaign)(async (call) => {
      const { answer } = await call.once<{ id: string }>(async (claimFor) => {
        const version = await versionOf(deps, call.body, call);
        const id = `${call.body.scopeArea.slice(0, 2)}-${randomUUID()}`;
        await deps.campaigns.create({ id, version: 1, versions: [version] }, claimFor({ id }));
        return { id };
      });
      return answerOf(await campaignOf(deps, answer.id, call.scopes));
    }),
    route(putCampaign)(async (call) => {
      const { reason, ...said } = call.body;
      const before = await campaignOf(deps, call.params.id, call.scopes);
      const { recordedAt, ...stood } = newestVersion(before);
      if (!coversArea(call.scopes, stood.scopeArea)) throw new Problem('outside-scope');
      const standing = { version: before.version, changedAt: recordedAt, changedBy: '' };
      refuseStale(call.ifMatch, standing, stood, said);
      refuseChange(stood.status, said.status, reason);
      const after = changedTo(before, await versionOf(deps, said, call));
      if (!(await deps.campaigns.update(before, after))) throw stale(standing, stood, said);
      return answerOf(after);
    }),

    route(readCampaignStatus)(async ({ params, query, scopes, now }) => {
      const campaign = await campaignOf(deps, params.id, scopes);
      return { reply: seenBy(await deps.caseFigures.campaignStatus(campaign, query.asOf, now), scopes) };
    }),

    route(listRexrayRounds)(async ({ query: { area }, scopes, now }) => {
      const all = await deps.rounds.list('', undefined, Infinity);
      const seen = all.filter((round) => isSeen(round, scopes, area));
      return { reply: { items: seen.map((round) => showRound(round, now)), nextCursor: null } };
    }),
    route(createRexrayRound)(async (call) => {
      const { answer } = await call.once<{ id: string }>(async (claimFor) => {
        const { body, scopes, now } = call;
        if (!coversArea(scopes, body.scopeArea)) throw new Problem('outside-scope');
        refuseTexts([['/name', body.name]]);
        await refuseUnknownLists(deps.lists, [body.list]);
        refusePastDue(body.dueOn, now);
        const id = `${body.scopeArea.slice(0, 2)}-${randomUUID()}`;
        await deps.rounds.create({ id, version: 1, ...body, createdAt: now.toISOString() }, claimFor({ id }));
        return { id };
      });
      const round = await roundOf(deps, answer.id, call.scopes);
      return { reply: showRound(round, call.now), etag: versionTag(round.version) };
    }),
    route(closeRexrayRound)(async ({ params, scopes, now }) => {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const before = await roundOf(deps, params.id, scopes);
        if (!coversArea(scopes, before.scopeArea)) throw new Problem('outside-scope');
        const after = closedRound(before, now);
        if (await deps.rounds.update(before, after))
          return { reply: showRound(after, now), etag: versionTag(after.version) };
      }
      throw new Problem('busy');
    }),

    route(readQuarterlyNote)(async ({ params: { unit, quarter }, scopes, principal }) => {
      committeeUnit(unit, scopes, principal.unit);
      return await noteAnswer(deps.notes, unit, quarter);
    }),
    route(putQuarterlyNote)(async (call) => {
      const { unit, quarter } = call.params;
      committeeUnit(unit, call.scopes, call.principal.unit);
      refuseTexts(Object.entries(call.body).map(([field, words]) => [`/${field}`, words] as const));
      await putNote(deps.notes, call);
      return await noteAnswer(deps.notes, unit, quarter);
    }),
  ];
}

async function putNote(
  notes: RegisterStore<QuarterlyNote>,
  { params: { unit, quarter }, body, now }: Pick<Call<typeof putQuarterlyNote>, 'params' | 'body' | 'now'>,
): Promise<void> {
  const written = { ...body, unit, quarter, version: 1, recordedAt: now.toISOString() };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await notes.list(notePrefix(quarter, `${unit}~`), undefined, Infinity);
    if (await notes.create({ ...written, id: noteId(quarter, unit, before.length + 1) })) return;
  }
  throw new Problem('busy');
}

/** Throws `outside-scope`, `target-list-not-found`, and as `refuseUnfit`. */
async function versionOf(
  deps: Pick<CampaignCallsDeps, 'lists'>,
  { startsOn, ...body }: Omit<BodyOf<typeof createCampaign>, 'status'> & { status: CampaignVersion['status'] },
  { scopes, now }: Pick<Call<typeof createCampaign>, 'scopes' | 'now'>,
): Promise<CampaignVersion> {
  if (!coversArea(scopes, body.scopeArea)) throw new Problem('outside-scope');
  refuseTexts([
    ['/name', body.name],
    ...body.milestones.map(
      ({ denominator }, at) => [`/milestones/${at}/denominator/source`, denominator?.source ?? ''] as const,
    ),
  ]);
  const lists = await knownLists(deps.lists, body.lists);
  const version = {
    ...body,
    ...(startsOn === undefined ? {} : { startsOn }),
    milestones: body.milestones.map(({ denominator, ...milestone }) => ({
      ...milestone,
      ...(denominator === undefined ? {} : { denominator }),
    })),
    recordedAt: now.toISOString(),
  };
  refuseUnfit(version, lists);
  return version;
}

/** The rows of the scope: who looks at a part of the campaign's area has the units of that part and no total. */
function seenBy(status: CampaignStatus, scopes: readonly Scope[]): ReplyOf<typeof readCampaignStatus> {
  if (coversArea(scopes, status.area)) return status;
  return {
    ...status,
    total: null,
    units: status.units.filter(({ unit }) => unit !== null && coversArea(scopes, unit)),
  };
}

function isSeen(of: { scopeArea: string }, scopes: readonly Scope[], area: string | undefined): boolean {
  return concerns(scopes, of) && (area === undefined || overlaps(of.scopeArea, area));
}

async function campaignOf(
  { campaigns }: Pick<CampaignCallsDeps, 'campaigns'>,
  id: string,
  scopes: readonly Scope[],
): Promise<Campaign> {
  const campaign = await campaigns.get(id);
  if (!campaign || !isSeen(newestVersion(campaign), scopes, undefined)) throw new Problem('campaign-not-found');
  return campaign;
}

async function roundOf(
  { rounds }: Pick<CampaignCallsDeps, 'rounds'>,
  id: string,
  scopes: readonly Scope[],
): Promise<RexrayRound> {
  const round = await rounds.get(id);
  if (!round || !isSeen(round, scopes, undefined)) throw new Problem('round-not-found');
  return round;
}

function answerOf(campaign: Campaign): { reply: ReplyOf<typeof createCampaign>; etag: string } {
  return { reply: showCampaign(campaign), etag: versionTag(campaign.version) };
}

function showCampaign(campaign: Campaign): ReplyOf<typeof createCampaign> {
  const { id, version } = campaign;
  const { startsOn, lists, milestones, recordedAt, ...said } = newestVersion(campaign);
  return {
    id,
    version,
    ...said,
    lists: [...lists],
    startsOn: startsOn ?? null,
    milestones: milestones.map((milestone) => ({ ...milestone })),
    recordedAt: formatBangkok(new Date(recordedAt)),
  };
}

function showRound(round: RexrayRound, now: Date): ReplyOf<typeof createRexrayRound> {
  const { createdAt, closedAt, ...said } = round;
  return {
    ...said,
    status: roundStatus(round, bangkokDay(now)),
    createdAt: formatBangkok(new Date(createdAt)),
    closedAt: closedAt === undefined ? null : formatBangkok(new Date(closedAt)),
  };
}

/** The note written last, and how often one was written. */
async function noteAnswer(
  notes: RegisterStore<QuarterlyNote>,
  unit: string,
  quarter: string,
): Promise<{ reply: ReplyOf<typeof readQuarterlyNote>; etag: string }> {
  const written = await notes.list(notePrefix(quarter, `${unit}~`), undefined, Infinity);
  const { problems = '', obstacles = '', suggestions = '', recordedAt } = written.at(-1) ?? {};
  const moment = recordedAt === undefined ? null : formatBangkok(new Date(recordedAt));
  const version = written.length;
  return {
    reply: { unit, quarter, version, problems, obstacles, suggestions, recordedAt: moment },
    etag: versionTag(version),
  };
}
