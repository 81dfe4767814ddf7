/** Over random provinces: what a dry run counts is what a fill adds, and both are what a second look at the same facts says. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { chainHash } from '#shared/household/entry-chain.ts';
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { account, createInProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

import { goOn } from './go-on.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const DAYS = ['2026-03-31', '2026-04-01', '2026-05-10', '2026-05-20'];

type Lived = {
  area: string;
  /** 0: on the source list, 1: on that of vulnerable groups. */
  lists: readonly number[];
  out: boolean;
  helped: readonly string[];
  surveyed: readonly string[];
  needs: readonly { dimension: Dimension; solved: boolean }[];
};

const day = fc.constantFrom(...DAYS);
const dimension = fc.constantFrom(...DIMENSIONS);
const lived: fc.Arbitrary<Lived> = fc.record({
  area: fc.constantFrom('420101', '420102', '420201', '420301'),
  lists: fc.subarray([0, 1]),
  out: fc.boolean(),
  helped: fc.array(day, { maxLength: 2 }),
  surveyed: fc.array(day, { maxLength: 2 }),
  needs: fc.array(fc.record({ dimension, solved: fc.boolean() }), { maxLength: 3 }),
});
type Asked = {
  fromSource?: boolean;
  surveyedSince?: string;
  notHelpedSince?: string;
  hasOpenNeed?: boolean;
  dimension?: Dimension;
  vulnerable?: boolean;
};
const asked: fc.Arbitrary<Asked> = fc
  .record(
    {
      fromSource: fc.boolean(),
      surveyedSince: day,
      notHelpedSince: day,
      hasOpenNeed: fc.boolean(),
      dimension,
      vulnerable: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter(({ fromSource, ...others }) => fromSource === true || Object.keys(others).length > 0);

/** The query as a sentence over what the household lived through. Lists are of income alone. */
function fits(one: Lived, query: Asked): boolean {
  const on = one.lists.filter((list) => !(list === 0 && one.out));
  const open = one.needs.filter(({ solved }) => !solved).map((need) => need.dimension);
  const entries = query.fromSource === true ? on.filter((list) => list === 0) : on;
  const ofLists: Dimension[] = query.hasOpenNeed !== true && entries.length > 0 ? ['income'] : [];
  const conditions = [
    query.fromSource !== true || on.includes(0),
    query.surveyedSince === undefined || one.surveyed.some((said) => said >= (query.surveyedSince ?? '')),
    query.notHelpedSince === undefined || !one.helped.some((said) => said >= (query.notHelpedSince ?? '')),
    query.hasOpenNeed === undefined || open.length > 0 === query.hasOpenNeed,
    query.dimension === undefined || [...open, ...ofLists].includes(query.dimension),
    query.vulnerable === undefined || on.includes(1) === query.vulnerable,
  ];
  return conditions.every(Boolean);
}

describe('a dry run and a fill', () => {
  it('count the same households over random provinces', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(lived, { minLength: 1, maxLength: 8 }),
        fc.array(asked, { minLength: 1, maxLength: 4 }),
        async (province, queries) => {
          const api = createInProcessApi();
          const call = async (method: string, path: string, body?: object) => {
            const answered = await api.request(secretariat, method, path, body ? { body } : {});
            expect(answered.status < 300, answered.text).toBe(true);
            return answered.body;
          };
          const draft = async (source: string): Promise<string> =>
            (await call('POST', '/v1/target-lists', { ...newTargetList('42'), source })).id;
          const lists = [await draft('THAIQM'), await draft('VULNERABLE')];
          for (const [at, one] of province.entries()) {
            const { id } = await call('POST', '/v1/households', newHousehold(at + 1, one.area));
            const say = async (body: object) => await call('POST', `/v1/households/${id}/logbook`, body);
            for (const list of one.lists)
              await putOnList(api.stores.households, id, lists[list] ?? '', one.area, api.clock.now);
            if (one.out && one.lists.includes(0))
              await say({
                type: 'target-state',
                list: lists[0],
                state: 'MOVED',
                on: '2026-05-01',
                evidence: 'REGISTRY',
                toArea: null,
                reason: 'ย้าย',
              });
            for (const deliveredOn of one.helped)
              await say({
                type: 'assistance',
                status: 'DELIVERED',
                agency: 'cdd',
                dimension: 'income',
                assistanceType: 'CASH',
                deliveredOn,
              });
            for (const on of one.surveyed) await say({ type: 'survey', on, needs: [] });
            for (const { dimension: of, solved } of one.needs) {
              const need = await say({
                type: 'need',
                dimension: of,
                kind: 'PROBLEM',
                text: 'x',
                openedOn: '2026-05-01',
              });
              if (solved) await say({ type: 'need-status', needId: need.id, status: 'RESOLVED', on: '2026-05-02' });
            }
          }
          for (const query of queries) {
            const list = await draft('OTHER');
            const { fromSource, ...rest } = query;
            const body = { ...rest, ...(fromSource === true ? { sourceList: lists[0] } : {}) };
            const run = async (more: object) => {
              const { id } = await call('POST', `/v1/target-lists/${list}/fill`, { ...body, ...more });
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
              return await call('GET', `/v1/target-lists/${list}/fills/${id}`);
            };
            const expected = province.filter((one) => fits(one, query)).length;
            expect(await run({ dryRun: true })).toMatchObject({ status: 'DONE', wouldAdd: expected, added: 0 });
            expect(await run({})).toMatchObject({ status: 'DONE', wouldAdd: expected, added: expected });
          }
        },
      ),
      { seed: 13, numRuns: 25 },
    );
  });
});
