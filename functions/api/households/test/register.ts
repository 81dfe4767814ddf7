/** Registering households for tests of the API. */
import { account, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

export const officer = account('DISTRICT_OFFICER', { area: '4201' });
export const elsewhere = account('PROVINCE_SECRETARIAT', { area: '31' });

/** Registers a synthetic household as an office of its area does, and returns the answered body. */
export async function registerOn(api: InProcessApi, number: number, area: string, change: Record<string, unknown>) {
  const answered = await api.request(area.startsWith('31') ? elsewhere : officer, 'POST', '/v1/households', {
    body: newHousehold(number, area, change),
  });
  if (answered.status !== 201) throw new Error(answered.text);
  return answered.body;
}

/** What the access log says was done with a household of district 4201 in May 2026, oldest first. */
export async function looksAtHousehold(api: InProcessApi, household: string): Promise<string[]> {
  const looks = await api.stores.accessLog.of({ household, districts: ['4201'], months: ['2026-05'] }, undefined, 50);
  return looks.map(({ action }) => action).toReversed();
}
