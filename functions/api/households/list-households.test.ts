import { expect, it } from 'vitest';

import { createCursors } from '#functions/middleware/cursor.ts';
import { createMemoryAccessLog } from '#shared/access-log/memory-access-log.ts';
import type { HouseholdSummary } from '#shared/household/household-store.ts';
import { MemoryReferrals } from '#shared/referral/memory-referrals.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';

import { listHouseholds } from './list-households.ts';

const PROVINCE = 32_000;

function summary(number: number): HouseholdSummary {
  return {
    id: `h${String(number).padStart(6, '0')}`,
    version: 1,
    areaCode: '420101',
    lists: {},
    dimensions: [],
    openNeeds: 0,
    agencies: [],
    mentor: null,
    status: 'ACTIVE',
    surveyedOn: null,
    nextDue: null,
    urgency: null,
    evidence: { hadMentor: false, answeredOn: null, plannedOn: null, helpOn: null },
    since: {},
  };
}

it('answers a filter that fits no household of a province in one call', async () => {
  const all = Array.from({ length: PROVINCE }, (_, number) => summary(number));
  let looked = 0;
  const households = {
    listArea(area: string, after: { id: string } | undefined, limit: number) {
      const from = after ? Number(after.id.slice(1)) + 1 : 0;
      const page = area === '4201' ? all.slice(from, from + limit) : [];
      looked += page.length;
      return Promise.resolve(page);
    },
    listUrgent: () => Promise.resolve([]),
    getMany: () => Promise.resolve(new Map()),
  };
  const deps = {
    households,
    referrals: new MemoryReferrals(),
    lists: createMemoryTargetListStore(),
    accessLog: createMemoryAccessLog(),
    cursors: createCursors(Buffer.alloc(32, 1)),
  };
  const answered = await listHouseholds(deps, {
    query: { area: '42', dimension: 'income', limit: 50 },
    scopes: [{ kind: 'area', area: '42' }],
    principal: { sub: 's', roles: ['PROVINCE_SECRETARIAT'], area: '42' },
    now: new Date('2026-05-01T03:00:00Z'),
  });
  expect(answered).toEqual({ items: [], nextCursor: null });
  expect(looked).toBe(PROVINCE);
});
