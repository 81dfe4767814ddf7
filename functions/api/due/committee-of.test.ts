import { expect, it, vi } from 'vitest';

import { createMemoryCommitteeStore } from '#shared/committee/memory-committee-store.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';

import { createCommitteeOf } from './committee-of.ts';

it('reads the units and the urban communities of a province once a minute', async () => {
  const due = new MemoryDue();
  const committees = createMemoryCommitteeStore();
  const readings = [vi.spyOn(committees, 'units'), vi.spyOn(due, 'urbanPlaces')];
  const districts = areaCodesUnder('42').filter((code) => code.length === 4).length;
  const committeeOf = createCommitteeOf({ committees, due });
  const counts = () => readings.map(({ mock }) => mock.calls.length);
  await committeeOf(['42'], new Date('2026-05-20T03:00:00.000Z'));
  const known = await committeeOf(['42'], new Date('2026-05-20T03:00:59.000Z'));
  expect(counts()).toEqual([1, districts]);
  expect([known.places('4201').includes('420101'), known.places('4101')]).toEqual([true, []]);
  await committeeOf(['42'], new Date('2026-05-20T03:01:01.000Z'));
  expect(counts()).toEqual([2, 2 * districts]);
});
