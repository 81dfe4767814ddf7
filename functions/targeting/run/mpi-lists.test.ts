import { beforeEach, describe, expect, it } from 'vitest';

import { chainHash } from '#shared/household/entry-chain.ts';
import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

import { goOn } from './go-on.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const PROFILE = '/v1/mpi-profiles/TPMAP-2561-equivalent@1';

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const call = async (method: string, path: string, body?: object) => {
  const answered = await api.request(secretariat, method, path, body ? { body } : {});
  expect(answered.status < 300, answered.text).toBe(true);
  return answered.body;
};
/** All pass but what is named. */
const answers = (failed: readonly number[], missing: readonly number[] = []): string =>
  Array.from({ length: 38 }, (_, at) => (failed.includes(at + 1) ? '0' : missing.includes(at + 1) ? '.' : '1')).join(
    '',
  );
const person = (number: number, birthDate: string, welfareCard: string) => ({
  firstName: `ทดสอบ${number}`,
  birthDate,
  welfareCard,
});
async function surveyed(number: number, area: string, members: object[], letters: string): Promise<string> {
  const { id } = await call('POST', '/v1/households', newHousehold(number, area, { members }));
  const bmn = { framework: 'BMN-2565', answers: letters };
  await call('POST', `/v1/households/${id}/logbook`, { type: 'survey', on: '2026-05-10', needs: [], bmn });
  return id;
}
async function run(what: 'lists' | 'what-if', body: object) {
  const { id } = await call('POST', `${PROFILE}/${what}`, body);
  await goOn(
    { run: id },
    {
      ...api.stores,
      sealer: api.sealer,
      runs: api.stores.targetRuns,
      hash: chainHash,
      now: () => api.clock.now,
      pause: async () => {},
    },
  );
  return await call('GET', `${PROFILE}/${what}/${id}`);
}
const LISTS = { area: '42', yearBe: 2569, asOfDate: '2026-05-20' };

/** A poor household with two cards, one with a child alone, one without cards, one of which cards are not known, one that is not poor, and one without answers. */
async function province(): Promise<Record<string, string>> {
  const adult = '1980-01-01';
  const ids = {
    cards: await surveyed(
      1,
      '420101',
      [person(1, adult, 'YES'), person(2, adult, 'YES'), person(3, '2015-01-01', 'NO')],
      answers([2, 27]),
    ),
    child: await surveyed(2, '420101', [person(4, '2015-01-01', 'NO')], answers([22])),
    none: await surveyed(3, '420201', [person(5, adult, 'NO'), person(6, adult, 'NO')], answers([34])),
    unknown: await surveyed(4, '420201', [person(7, adult, 'UNKNOWN')], answers([13], [2])),
    fine: await surveyed(5, '420201', [person(8, adult, 'YES')], answers([1])),
  };
  await call('POST', '/v1/households', newHousehold(6, '420101'));
  return ids;
}

describe('lists and counts by a profile of the MPI', () => {
  it('count official targets and the excluded poor by the union rule, as households and persons', async () => {
    await province();
    const before = await run('what-if', { area: '42' });
    expect(before).toMatchObject({
      status: 'DONE',
      label: 'ไม่ใช่เกณฑ์ทางการ',
      union: {
        answered: { households: 5, persons: 8 },
        unanswered: { households: 1 },
        poor: { households: 4, persons: 7 },
        official: { households: 1, persons: 2 },
        excluded: {
          noAdult: { households: 1, persons: 1 },
          adultsWithoutCard: { households: 1, persons: 2 },
          cardUnknown: { households: 1, persons: 1 },
        },
        deprived: { income: { households: 1, persons: 3 } },
        unknown: { health: { households: 1, persons: 1 } },
      },
    });
    // J 14: what is written is what was counted.
    const made = await run('lists', LISTS);
    expect(made).toMatchObject({
      status: 'DONE',
      union: before.union,
      official: { added: 1 },
      excluded: { added: 3 },
      skipped: 0,
    });
    expect((await api.stores.lists.all()).map(({ id, status, source }) => [id, status, source])).toEqual([
      [made.official.list, 'DRAFT', 'TPMAP'],
      [made.excluded.list, 'DRAFT', 'OTHER'],
    ]);
    expect(await run('what-if', { area: '42' })).toMatchObject({ union: before.union });
  });

  it('list each card holder with the dimensions of its household, and the excluded as a whole', async () => {
    const { cards, none } = await province();
    const { official, excluded } = await run('lists', LISTS);
    const holder = await api.stores.households.get(cards ?? '');
    expect(holder?.targets).toMatchObject([
      { list: official.list, personId: holder?.members[0]?.id, dimensions: ['health', 'income'], indicators: [2, 27] },
      { list: official.list, personId: holder?.members[1]?.id, dimensions: ['health', 'income'], indicators: [2, 27] },
    ]);
    expect((await api.stores.households.get(none ?? ''))?.targets).toMatchObject([
      { list: excluded.list, personId: null, dimensions: ['access'], indicators: [34] },
    ]);
  });

  it('count by Alkire and Foster in exact fractions, area by area', async () => {
    await province();
    const { cutOffs } = await run('what-if', { area: '42', k: '1/20' });
    expect(cutOffs.map(({ k }: { k: string }) => k)).toEqual(['1/20', '1/3']);
    // Scores: 1/20 + 1/15, 1/20, 1/10, 1/15 of 3, 1, 2 and 1 of 8 persons.
    const [all, third] = cutOffs;
    expect(all).toMatchObject({
      persons: 8,
      leftOut: 0,
      poor: 7,
      H: { value: 0.875, exact: '7/8' },
      M0: { value: 0.0833, exact: '1/12' },
      A: { value: 0.0952, exact: '2/21' },
      areas: [
        { area: '4201', persons: 4, M0: { exact: '1/10' }, contribution: { exact: '3/5' } },
        { area: '4202', persons: 4, M0: { exact: '1/15' }, contribution: { exact: '2/5' } },
      ],
    });
    expect(all.indicators.find(({ indicator }: { indicator: number }) => indicator === 34)).toEqual({
      indicator: 34,
      dimension: 'access',
      weight: '1/10',
      uncensored: { value: 0.25, exact: '1/4' },
      censored: { value: 0.25, exact: '1/4' },
      contribution: { value: 0.3, exact: '3/10' },
    });
    expect(third).toMatchObject({ poor: 0, H: { value: 0, exact: '0' }, A: null });
    const { cutOffs: usual } = await run('what-if', { area: '420101' });
    expect(usual).toMatchObject([{ k: '1/5', persons: 4, areas: [{ area: '420101' }] }, { k: '1/3' }]);
  });

  it('are for the area of the account, a profile that is known, and a cut-off between 0 and 1', async () => {
    const ask = async (path: string, body: object) => {
      const { status, body: answered } = await api.request(secretariat, 'POST', path, { body });
      return [status, answered.code];
    };
    expect(await ask(`${PROFILE}/what-if`, { area: '31' })).toEqual([403, 'outside-scope']);
    expect(await ask('/v1/mpi-profiles/nobody/what-if', { area: '42' })).toEqual([404, 'mpi-profile-not-found']);
    for (const k of ['0', '6/5', 'x', '1/0'])
      expect(await ask(`${PROFILE}/what-if`, { area: '42', k })).toEqual([422, 'invalid-input']);
    const { id } = await call('POST', `${PROFILE}/what-if`, { area: '42' });
    const other = account('PROVINCE_SECRETARIAT', { area: '31' });
    expect((await api.request(other, 'GET', `${PROFILE}/what-if/${id}`)).body.code).toBe('target-run-not-found');
    expect((await api.request(secretariat, 'GET', `${PROFILE}/lists/${id}`)).body.code).toBe('target-run-not-found');
  });
});
