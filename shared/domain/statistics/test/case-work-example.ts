/** The worked example of case work (test/fixtures/case-work): the facts that its calls leave behind, as known at any moment. */
import { readFileSync } from 'node:fs';

import * as z from 'zod';

import { DIMENSIONS, readDimension } from '#shared/reference/dimensions.ts';
import { SECTORS, type Find } from '../../organisation/organisation.ts';
import { BUILT_IN } from '../../organisation/organisation.ts';
import type { Campaign } from '../../campaign/campaign.ts';
import type { RexrayRound } from '../../campaign/rexray-round.ts';
import { MEETING_KINDS } from '../../case/meeting.ts';
import { kindByCode, UNIT_KINDS } from '../../committee/units.ts';
import type { FactBody, OpenedNeed, TargetListFact } from '../facts.ts';
import type { CaseEntry, CaseGroup } from '../known-case.ts';
import type { MeetingFact, OrderFact, RemarkFact, ResolutionFact } from '../report-b/input.ts';

const FIXTURES = new URL('../../../../test/fixtures/case-work/', import.meta.url);

function fixture(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8').replace(/^\uFEFF/u, '');
}

/** A report of the example, without what a machine's demo accounts make of it and the names of units and definitions. */
export function expectedReport(name: string): unknown {
  return JSON.parse(fixture(name));
}

const call = z.object({
  n: z.int(),
  at: z.string(),
  do: z.enum(['call', 'upload']),
  method: z.string().optional(),
  path: z.string().optional(),
  file: z.string().optional(),
  list: z.string().optional(),
  body: z.looseObject({ ref: z.string().optional() }).nullish(),
});
type Call = z.infer<typeof call>;

const dimension = z.enum(DIMENSIONS);
const needKind = z.enum(['PROBLEM', 'WANT']);

export type Example = {
  entries: Map<string, CaseEntry[]>;
  lists: TargetListFact[];
  orders: OrderFact[];
  meetings: MeetingFact[];
  resolutions: ResolutionFact[];
  remarks: RemarkFact[];
  campaigns: Campaign[];
  rounds: RexrayRound[];
  find: Find;
};

/** Names of the example stand for the ids that a platform would give: `{L1}` is the list L1. */
export function caseWorkExample(): Example {
  const plan = z.object({ steps: z.array(call) }).parse(JSON.parse(fixture('plan.json')));
  const built = new Builder();
  for (const step of plan.steps) built.take(step);
  return built.example;
}

/** Each household's entries are a group of their own, but for those that a duplicate ties. */
export function groupsOf({ entries }: Example): CaseGroup[] {
  const tied = new Map<string, string>();
  for (const [id, facts] of entries)
    for (const { body } of facts)
      if (body.type === 'target-state' && body.duplicateOf !== undefined) tied.set(id, body.duplicateOf);
  const groups = Map.groupBy(entries, ([id]) => tied.get(id) ?? id);
  return [...groups.values()].map((group) => group.map(([, facts]) => facts));
}

class Builder {
  readonly #sectors = new Map<string, (typeof SECTORS)[number]>();
  readonly #householdOfReferral = new Map<string, string>();
  readonly #entryOfRef = new Map<string, string>();
  readonly example: Example = {
    entries: new Map(),
    lists: [],
    orders: [],
    meetings: [],
    resolutions: [],
    remarks: [],
    campaigns: [],
    rounds: [],
    find: (slug) => {
      const sector = this.#sectors.get(slug);
      return sector ? { id: slug, sector, level: 'NON_STATE', parent: null, reportsAs: null } : BUILT_IN.get(slug);
    },
  };

  take(step: Call): void {
    const at = new Date(step.at).toISOString();
    if (step.do === 'upload') {
      this.#upload(step.file ?? '', step.list ?? '', at);
      return;
    }
    const { method, body } = step;
    if (method === 'GET') return;
    // Names in braces stand for ids, and are ids here.
    const path = (step.path ?? '').replaceAll(/[{}]/gu, '');
    const said: Record<string, unknown> = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(JSON.stringify(body ?? {}).replaceAll(/"\{([^{}"]+)\}"/gu, '"$1"')));
    const [, , resource = '', id = '', part = '', last = ''] = path.split('/');
    const ref = z.string().default('').parse(said['ref']);
    switch (resource) {
      case 'committees':
        this.#order(id, said, at);
        break;
      case 'organisations':
        this.#sectors.set(ref, z.enum(SECTORS).parse(said['sector']));
        break;
      case 'target-lists':
        this.#list(id, part, ref, said, at);
        break;
      case 'campaigns':
        this.#campaign(ref, said, at);
        break;
      case 'rexray-rounds':
        this.example.rounds.push({
          id: ref,
          version: 1,
          createdAt: at,
          ...z.object({ name: z.string(), list: z.string(), scopeArea: z.string(), dueOn: z.string() }).parse(said),
        });
        break;
      case 'meetings':
        this.#meeting(id, part, ref, said, at);
        break;
      case 'resolutions':
        this.#ended(id, said, at);
        break;
      case 'referrals':
        this.#add(this.#householdOfReferral.get(id) ?? '', at, {
          type: 'referral-answered',
          referralId: id,
          status: ANSWERS[part] ?? '',
          at,
        });
        break;
      case 'quarterly-notes':
        this.example.remarks.push({
          unit: id,
          recordedAt: at,
          ...z.object({ problems: z.string(), obstacles: z.string(), suggestions: z.string() }).parse(said),
        });
        break;
      case 'households':
        this.#household(id, part, last, ref, said, at);
        break;
    }
  }

  #order(unit: string, said: object, at: string): void {
    const { kind, covers, orderDate } = z
      .object({ kind: z.enum(UNIT_KINDS).optional(), covers: z.array(z.string()).optional(), orderDate: z.string() })
      .parse(said);
    const known = kind ?? kindByCode(unit);
    if (!known) throw new Error(`A unit without a kind: ${unit}`);
    this.example.orders.push({
      unit,
      kind: known,
      covers: covers ?? [unit],
      name: null,
      version: 1,
      orderDate,
      recordedAt: at,
    });
  }

  #list(id: string, part: string, ref: string, said: object, at: string): void {
    if (id === '') {
      const { source, openedOn, scopeArea } = z
        .object({ source: z.string(), openedOn: z.string(), scopeArea: z.string() })
        .parse(said);
      const contactDays = source === 'TPMAP' ? 31 : null;
      this.example.lists.push({ id: ref, source, openedOn, scopeArea, contactDays, createdAt: at });
      return;
    }
    const list = this.example.lists.find((each) => each.id === id);
    if (list) list[part === 'publish' ? 'publishedAt' : 'frozenAt'] = at;
  }

  #campaign(id: string, said: object, at: string): void {
    const version = z
      .object({
        name: z.string(),
        lists: z.array(z.string()),
        scopeArea: z.string(),
        startsOn: z.string(),
        milestones: z.array(
          z.object({
            metric: z.enum(['RECORDED', 'ASSISTED_AND_RECORDED']),
            pct: z.number(),
            dueOn: z.string(),
          }),
        ),
      })
      .parse(said);
    this.example.campaigns.push({
      id,
      version: 1,
      versions: [{ ...version, status: 'RUNNING', recordedAt: at }],
    });
  }

  #meeting(id: string, part: string, ref: string, said: object, at: string): void {
    if (part !== 'resolutions') {
      const { unit, kind, heldOn } = z
        .object({ unit: z.string(), kind: z.enum(MEETING_KINDS), heldOn: z.string() })
        .parse(said);
      this.example.meetings.push({ id: ref, unit, kind, heldOn, recordedAt: at });
      return;
    }
    const meeting = this.example.meetings.find((each) => each.id === id);
    const { householdId, dueOn } = z.object({ householdId: z.string(), dueOn: z.string() }).parse(said);
    if (meeting)
      this.example.resolutions.push({
        id: ref,
        meeting: id,
        unit: meeting.unit,
        household: householdId,
        adoptedOn: meeting.heldOn,
        dueOn,
        recordedAt: at,
      });
  }

  #ended(id: string, said: object, at: string): void {
    const resolution = this.example.resolutions.find((each) => each.id === id);
    if (resolution)
      resolution.ended = { status: 'DONE', on: z.object({ on: z.string() }).parse(said).on, recordedAt: at };
  }

  #household(id: string, part: string, _last: string, ref: string, said: Record<string, unknown>, at: string): void {
    switch (part) {
      case '': {
        const { areaCode, found } = z
          .object({ areaCode: z.string(), found: z.object({ source: z.string(), on: z.string() }) })
          .parse(said);
        this.#add(ref, at, { type: 'registered', area: areaCode });
        this.#add(ref, at, { type: 'found', ...found });
        break;
      }
      case 'mentor':
        this.#add(id, at, {
          type: 'mentor',
          ...z.object({ mentor: z.string().nullable(), on: z.string() }).parse(said),
        });
        break;
      case 'plan': {
        const { agreedOn, items } = z
          .object({ agreedOn: z.string().optional(), items: z.array(z.unknown()) })
          .parse(said);
        this.#add(id, at, { type: 'plan', items: items.length, ...(agreedOn === undefined ? {} : { agreedOn }) });
        break;
      }
      case 'referrals':
        this.#householdOfReferral.set(ref, id);
        this.#add(id, at, {
          type: 'referral-sent',
          referralId: ref,
          sentAt: at,
          ...z.object({ toAgency: z.string(), needIds: z.array(z.string()), dueAt: z.string() }).parse(said),
        });
        break;
      case 'logbook':
        this.#logbook(id, ref, said, at);
        break;
    }
  }

  #logbook(household: string, ref: string, said: Record<string, unknown>, at: string): void {
    if (said['type'] !== 'correction') {
      const entry = this.#add(household, at, factOf(said, ref));
      if (ref !== '') this.#entryOfRef.set(ref, entry);
      return;
    }
    const { supersedes, entry } = z
      .object({ supersedes: z.string(), entry: z.record(z.string(), z.unknown()) })
      .parse(said);
    this.#add(household, at, factOf(entry, supersedes), this.#entryOfRef.get(supersedes) ?? supersedes);
  }

  /** Rows of a target list: the household of house 9999900000n is Hn. */
  #upload(file: string, list: string, at: string): void {
    const [head = '', ...rows] = fixture(file).trim().split(/\r?\n/u);
    const columns = head.split(',');
    for (const row of rows) {
      const cells = new Map(row.split(',').map((cell, index) => [columns[index], cell]));
      const household = `H${Number((cells.get('house_code') ?? '').slice(-3))}`;
      const area = cells.get('area_code') ?? '';
      if (!this.example.entries.has(household)) this.#add(household, at, { type: 'registered', area });
      const dimensions = (cells.get('dimensions') ?? '')
        .split(';')
        .map((name) => readDimension(name))
        .filter((name) => name !== undefined);
      const indicators = (cells.get('indicators') ?? '').split(';').map(Number);
      this.#add(household, at, {
        type: 'listed',
        list,
        area,
        dimensions,
        indicators,
        ...(cells.get('citizen_id') === '' ? { withoutCitizenId: true as const } : {}),
      });
    }
  }

  #add(household: string, recordedAt: string, body: FactBody, supersedes?: string): string {
    const entries = this.example.entries.get(household) ?? [];
    const version = entries.length + 1;
    const id = `${household}.${version}`;
    entries.push({
      id,
      householdId: household,
      version,
      recordedAt,
      ...(supersedes === undefined ? {} : { supersedes }),
      body,
    });
    this.example.entries.set(household, entries);
    return id;
  }
}

const ANSWERS: Record<string, string> = {
  accept: 'ACCEPTED',
  complete: 'DONE',
  reject: 'REJECTED',
  return: 'RETURNED',
};

/** What figures are made of an entry. `{S1.2}` is the second need of the survey S1. */
function factOf(said: Record<string, unknown>, ref: string): FactBody {
  const on = z.string().optional().parse(said['on']) ?? '';
  switch (said['type']) {
    case 'need': {
      const need = z.object({ dimension, kind: needKind, openedOn: z.string() }).parse(said);
      return { type: 'need', needId: ref, ...need };
    }
    case 'survey': {
      const { needs } = z.object({ needs: z.array(z.object({ dimension, kind: needKind })) }).parse(said);
      const opened = needs.map((need, at): OpenedNeed => ({ needId: `${ref}.${at + 1}`, ...need }));
      return { type: 'survey', on, needs: opened };
    }
    case 'visit': {
      const { outcome, purpose, fourT } = z
        .object({
          outcome: z.string(),
          purpose: z.string(),
          fourT: z.object({ wayOut: z.string().optional() }).optional(),
        })
        .parse(said);
      return { type: 'visit', on, outcome, purpose, hasWayOut: fourT?.wayOut !== undefined };
    }
    case 'follow-up':
      return { type: 'follow-up', on, stage: z.string().parse(said['stage']), resolved: [] };
    case 'need-status':
      return {
        type: 'need-status',
        on,
        ...z.object({ needId: z.string(), status: z.string() }).parse(said),
      };
    case 'target-state': {
      const { toArea, duplicateOf, ...state } = z
        .object({
          list: z.string(),
          state: z.string(),
          toArea: z.string().optional(),
          duplicateOf: z.string().optional(),
        })
        .parse(said);
      return {
        type: 'target-state',
        on,
        ...state,
        ...(toArea === undefined ? {} : { toArea }),
        ...(duplicateOf === undefined ? {} : { duplicateOf }),
      };
    }
    case 'move':
      return { type: 'move', on, toArea: z.string().parse(said['toArea']) };
    case 'rexray':
      return {
        type: 'rexray',
        on,
        gone: false,
        needs: [],
        ...z
          .object({ round: z.string(), results: z.array(z.object({ needId: z.string(), result: z.string() })) })
          .parse(said),
      };
    case 'assistance':
      return {
        type: 'assistance',
        ...z
          .object({
            agency: z.string().nullable(),
            coAgencies: z.array(z.string()),
            dimension,
            assistanceType: z.string(),
            status: z.string(),
            deliveredOn: z.string().nullable(),
            plannedOn: z.string().nullable(),
            personIds: z.array(z.string()),
            needIds: z.array(z.string()),
            cashBaht: z.number().nullable(),
            inKindBaht: z.number().nullable(),
          })
          .parse(said),
      };
    default:
      throw new Error(`An entry that the example does not have: ${String(said['type'])}`);
  }
}
