/**
 * `GET /v1/me/due` of accounts of each role, paged to its end, is row for row what a second calculation finds that never reads the queue: over random
 * histories, and when the clock goes on by 40 days with no job.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Household } from '#shared/domain/household/household.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';

import { naiveRows } from './due-naive.ts';
import { AGENCIES, live, steps } from './random-work.ts';

type Looker = { who: Account; sees: (owner: string, kind: string) => boolean; units: string[]; agency?: string };

const inDistrict = (code: string) => (owner: string) => owner.startsWith(`place ${code}`) || owner === `unit ${code}`;
const LOOKERS: readonly Looker[] = [
  ...['4201', '4202', '3101'].map((area): Looker => ({
    who: account('DISTRICT_OFFICER', { area, sub: `officer-${area}` }),
    sees: inDistrict(area),
    units: [area],
  })),
  ...['42', '31'].map((area): Looker => ({
    who: account('PROVINCE_SECRETARIAT', { area, sub: `secretariat-${area}` }),
    sees: (owner) => owner === `unit ${area}`,
    units: [area],
  })),
  {
    who: account('FIELD_TEAM', { area: '420101', sub: 'team' }),
    sees: (owner, kind) => owner === 'place 420101' && (kind === 'CRISIS' || kind === 'CONTACT'),
    units: [],
  },
  ...['m1', 'm2'].map((sub): Looker => ({
    who: account('MENTOR', { area: '4201', sub }),
    sees: (owner) => owner === `mentor ${sub}`,
    units: [],
  })),
  ...AGENCIES.map((agency): Looker => ({
    who: account('AGENCY_FOCAL', { agency, sub: `focal-${agency}` }),
    sees: (owner) => owner === `agency ${agency}`,
    units: [],
    agency,
  })),
];

type Item = { kind: string; since: string; dueOn: string; priority: number; ref?: string; household?: { id: string } };
const line = (kind: string, about: string, since: string, dueOn: string, priority: number): string =>
  [priority, dueOn, kind, about, since].join(' ');

async function listed(api: InProcessApi, who: Account): Promise<string[]> {
  const lines: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const query: Record<string, string> = { limit: '5', ...(cursor === null ? {} : { cursor }) };
    const { body } = await api.request(who, 'GET', '/v1/me/due', { query });
    for (const { kind, since, dueOn, priority, ref, household } of body.items as Item[])
      lines.push(line(kind, ref ?? household?.id ?? '', since, dueOn, priority));
    cursor = body.nextCursor;
    if (cursor !== null) continue;
    expect(lines).toHaveLength(body.total);
    return lines.toSorted();
  }
}

/** What comes by time or for whole lists; nobody here has an order, an account, or says anything of a quarter or a month. */
function byTime({ units, agency }: Looker, lists: readonly TargetList[], today: string): string[] {
  const month = today.slice(0, 7);
  const quarterBegan = ['01', '04', '07', '10'].findLast((one) => one <= today.slice(5, 7)) ?? '01';
  const quarter = { '04': '2569-Q2', '07': '2569-Q3' }[quarterBegan] ?? `no quarter of ${today}`;
  const began = `${today.slice(0, 4)}-${quarterBegan}-01`;
  return [
    ...units.map(() => line('REMARKS', quarter, began, addDays(began, 4), 1)),
    ...units
      .filter((unit) => unit.startsWith('42') && unit.length > 2)
      .flatMap(() => lists)
      .flatMap(({ id, source, publishedAt }) => {
        if (source !== 'TPMAP' || publishedAt === undefined) return [];
        const since = bangkokDay(new Date(publishedAt));
        return [line('UNASSIGNED', id, since, addDays(since, 14), 1)];
      }),
    ...(agency !== undefined && today.slice(8) >= '25'
      ? [line('CLOSE_MONTH', month, `${month}-01`, addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1), 1)]
      : []),
  ];
}

it('the queue of every account is what a second calculation finds', { timeout: 120_000 }, async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const api = createInProcessApi();
      const held = await live(api.stores, story, new Set());
      const households = held.map(({ household }): Household => household);
      const lists = await api.stores.lists.all();
      const terms = new Map(lists.map((list) => [list.id, list]));
      for (const day of ['2026-06-12', '2026-07-22', '2026-08-31']) {
        api.clock.now = new Date(`${day}T03:00:00.000Z`);
        const rows = naiveRows(households, terms, day);
        for (const { kind } of rows) kinds.add(kind);
        for (const looker of LOOKERS) {
          const mine = rows
            .filter(({ owner, kind }) => looker.sees(owner, kind))
            .map(({ kind, about, since, dueOn, priority }) => line(kind, about, since, dueOn, priority));
          expect(await listed(api, looker.who)).toEqual([...mine, ...byTime(looker, lists, day)].toSorted());
        }
      }
    }),
    { numRuns: 60 },
  );
  // Seventeen, as a rule; the histories are others each time.
  expect(kinds.size).toBeGreaterThan(12);
});
