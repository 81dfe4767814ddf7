/** A province for tests: facts of households as the store would hand them out, and lists, orders and signs in memory. */
import { createMemoryAccountStore } from '#shared/account/memory-account-store.ts';
import type { CommitteeOrder } from '#shared/committee/committee-store.ts';
import type { AssistanceFact, EntryFact, FactBody } from '#shared/domain/statistics/facts.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import type { HouseholdFacts } from '#shared/household/household-store.ts';
import type { Campaign } from '#shared/domain/campaign/campaign.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import type { MeetingFact, OrderFact, ResolutionFact } from '#shared/domain/statistics/report-b/input.ts';
import type { CaseEvaluationDependencies } from '../case-evaluation.ts';
import type { EvaluationDependencies } from '../evaluation.ts';
import type { QuarterlyNote } from '../quarterly-note.ts';
import { createMemoryStatisticsStore } from '../memory-statistics-store.ts';
import { selectionKey } from '../selection.ts';
import type { FiguresSelection } from '../selection.ts';
import type { StatisticsStore } from '../statistics-store.ts';

const instants = new Map<string, string>();

/** A moment of Bangkok as the instant that is stored. A large province has few moments and many entries. */
export function at(bangkok: string): string {
  const known = instants.get(bangkok);
  if (known !== undefined) return known;
  const instant = new Date(`${bangkok}+07:00`).toISOString();
  instants.set(bangkok, instant);
  return instant;
}

export function assistance(changes: Partial<AssistanceFact>): AssistanceFact {
  return {
    type: 'assistance',
    agency: 'cdd',
    coAgencies: [],
    dimension: 'income',
    assistanceType: 'TRAINING',
    status: 'DELIVERED',
    deliveredOn: null,
    plannedOn: null,
    personIds: [],
    needIds: [],
    cashBaht: null,
    inKindBaht: null,
    ...changes,
  };
}

export function targetList(changes: Partial<TargetList>): TargetList {
  return {
    id: 'tpmap-2569',
    version: 3,
    name: 'TPMAP 2569',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2026-02-28',
    openedOn: '2026-03-20',
    scopeArea: '42',
    status: 'FROZEN',
    createdAt: at('2026-03-20T10:00:00'),
    publishedAt: at('2026-03-20T10:00:00'),
    frozenAt: at('2026-03-31T16:30:00'),
    ...changes,
  };
}

export class FactsProvince {
  readonly entries = new Map<string, EntryFact[]>();
  readonly duplicates = new Map<string, string[]>();
  /** Households that know of no tie although another names them. */
  readonly unaware = new Set<string>();
  readonly lists: TargetList[] = [];
  readonly orders: CommitteeOrder[] = [];
  readonly statistics = createMemoryStatisticsStore();
  readonly accounts = createMemoryAccountStore();
  readonly organisations = createMemoryRegisterStore<Organisation>();
  /** What Reports B and C are made of beside facts. */
  readonly units: OrderFact[] = [];
  readonly campaigns = createMemoryRegisterStore<Campaign>();
  readonly rounds = createMemoryRegisterStore<RexrayRound>();
  readonly notes = createMemoryRegisterStore<QuarterlyNote>();
  readonly held: { meetings: MeetingFact[]; resolutions: ResolutionFact[] } = { meetings: [], resolutions: [] };
  /** Households by district, until another entry is added. */
  readonly #inDistrict = new Map<string, string[]>();
  /** Districts read so far, one each time. */
  readonly reads: string[] = [];

  add(household: string, recordedAt: string, body: FactBody, supersedes?: string): string {
    const entries = this.entries.get(household) ?? [];
    const version = entries.length + 1;
    const id = `${household}.${version}`;
    const entry: EntryFact = {
      id,
      householdId: household,
      version,
      recordedAt: at(recordedAt),
      ...(supersedes === undefined ? {} : { supersedes }),
      body,
    };
    entries.push(entry);
    this.entries.set(household, entries);
    this.#inDistrict.clear();
    return id;
  }

  dependencies(): EvaluationDependencies & CaseEvaluationDependencies {
    return {
      households: {
        factsOfDistrict: (district) => this.#factsOfDistrict(district),
        factsOf: async (ids) => ids.flatMap((id) => (this.entries.has(id) ? [this.#factsOf(id)] : [])),
      },
      lists: { all: async () => this.lists },
      committees: {
        history: async (area) => this.orders.filter((order) => area.startsWith(order.area)),
        units: async () => ({
          orders: this.units.map((unit) => ({ ...unit, orderNo: '', agencies: [], seats: 0 })),
          mark: 1,
        }),
      },
      campaigns: this.campaigns,
      rounds: this.rounds,
      notes: this.notes,
      meetings: { of: async () => this.held },
      statistics: this.statistics,
      organisations: this.organisations,
      accounts: this.accounts,
    };
  }

  async *#factsOfDistrict(district: string): AsyncIterable<HouseholdFacts> {
    this.reads.push(district);
    if (this.#inDistrict.size === 0)
      for (const id of this.entries.keys())
        for (const place of new Set(this.#places(id).map((area) => area.slice(0, 4)))) {
          const ids = this.#inDistrict.get(place) ?? [];
          ids.push(id);
          this.#inDistrict.set(place, ids);
        }
    for (const id of this.#inDistrict.get(district) ?? []) yield this.#factsOf(id);
  }

  #factsOf(id: string): HouseholdFacts {
    const facts = this.entries.get(id) ?? [];
    const duplicates = this.duplicates.get(id) ?? [];
    const speaks = facts.some(
      ({ body }) => body.type === 'merged' || (body.type === 'target-state' && body.duplicateOf !== undefined),
    );
    const tied = (speaks || duplicates.length > 0) && !this.unaware.has(id);
    return { id, areaCode: this.#places(id).at(-1) ?? '', tied, duplicates, facts };
  }

  #places(id: string): string[] {
    return (this.entries.get(id) ?? []).flatMap(({ body }) => {
      if (body.type === 'registered' || body.type === 'listed') return [body.area];
      return body.type === 'move' && body.toArea !== null ? [body.toArea] : [];
    });
  }
}

/** Every stored revision of a selection, oldest first. */
export async function revisionsOf(statistics: StatisticsStore, selection: FiguresSelection): Promise<ReportA[]> {
  const revisions: ReportA[] = [];
  for (;;) {
    const revision = await statistics.revision(selectionKey(selection), revisions.length);
    if (!revision) return revisions;
    revisions.push(revision);
  }
}
