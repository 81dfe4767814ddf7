/** How one campaign is doing at the end of a day: in its area, and in each unit there (casework F; R21–R24). */
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { campaignKnownAt, type Campaign } from '../campaign/campaign.ts';
import type { RexrayRound } from '../campaign/rexray-round.ts';
import type { UnitKind } from '../committee/units.ts';
import { createCampaignCalculator, type CampaignStatusFigures } from './campaign-figures.ts';
import type { TargetListFact } from './facts.ts';
import { FigureTally } from './figure-tally.ts';
import type { FedReport } from './known-group.ts';
import { createUnitRows, type UnitOrder } from './unit-rows.ts';

export type CampaignStatus = {
  campaign: string;
  name: string;
  area: string;
  /** The Bangkok day that the counts are of. */
  day: string;
  asOf: string;
  definitions: string;
  total: CampaignStatusFigures;
  /** `unit` null: households that no unit covers; left out when there are none. */
  units: ({ unit: string | null; kind: UnitKind | null; name: string | null } & CampaignStatusFigures)[];
};

export type CampaignStatusInput = {
  campaign: Campaign;
  rounds: readonly RexrayRound[];
  lists: readonly TargetListFact[];
  /** All orders of the province's units. */
  orders: readonly UnitOrder[];
  asOf: Date;
  /** The Bangkok day of the counts, that of `asOf` or earlier. */
  day: string;
  definitionsVersion: string;
};

/**
 * Give it every household group of the campaign's area once, in any order, then ask. Throws an error for a campaign that does not run at
 * `asOf`. One that begins later than `day` has counts and no status.
 */
export function createCampaignStatus(input: CampaignStatusInput): FedReport & { finish: () => CampaignStatus } {
  const { campaign, day } = input;
  const asOf = input.asOf.toISOString();
  const version = campaignKnownAt(campaign, asOf);
  if (version?.status !== 'RUNNING') throw new Error('A campaign that does not run has no status');
  const area = version.scopeArea;
  const { total, ofUnits, nowhere, rowsAt } = createUnitRows({ ...input, area, asOf }, (of) => ({
    ...of,
    tally: new FigureTally(),
  }));
  const calculator = createCampaignCalculator({ ...input, campaigns: [campaign], area, asOf, rowsAt, planned: true });

  function figuresOf(row: typeof total): CampaignStatusFigures {
    const figures = calculator.status(campaign.id, row, row === total ? area : row.unit);
    if (!figures) throw new Error('The campaign runs, so each row has its figures');
    return figures;
  }

  function finish(): CampaignStatus {
    const rows = [...ofUnits.values()].toSorted((a, b) => ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1));
    return {
      campaign: campaign.id,
      name: version?.name ?? '',
      area,
      day,
      asOf: formatBangkok(input.asOf),
      definitions: input.definitionsVersion,
      total: figuresOf(total),
      units: [...rows, ...(nowhere.tally.countsAnybody() ? [nowhere] : [])].map((row) => ({
        unit: row.unit,
        kind: row.kind,
        name: row.name,
        ...figuresOf(row),
      })),
    };
  }

  return { asOf, addKnown: calculator.add, finish };
}
