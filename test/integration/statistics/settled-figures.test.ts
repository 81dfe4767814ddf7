/** Figures made so soon as a moment has settled are those made at any later time, however many write at once and however slow the tables are. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { recordEntry } from '#functions/api/logbook/record-entry.ts';
import { createMemoryAccessLog } from '#shared/access-log/memory-access-log.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import { logbookCall } from '#shared/domain/logbook/bodies.ts';
import { SETTLING_MS } from '#shared/domain/logbook/recorded-at.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { chainHash, verifyChain } from '#shared/household/entry-chain.ts';
import { Problem } from '#shared/problems.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { account } from '#test/api/in-process-api.ts';
import { delivered } from '#test/api/synthetic-household.ts';
import { withOwnAgency } from '#shared/domain/access/own-agency.ts';
import type { CatalogueEntry } from '#shared/domain/catalogue/catalogue.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import { bangkokDay, bangkokMonth } from '#shared/thai/bangkok-time.ts';

import { index, ownTables } from '../stores/open-stores.ts';
import { begin } from '../stores/synthetic-household.ts';

const HOUSEHOLDS = 3;
const WRITERS = 18;
const WRITING_MS = 7_000;
/** Each request for a write waits up to so long on its way to the tables. */
const SLOW_MS = 900;

describe('under contention', () => {
  it('recordedAt never runs backwards along a chain, and settled figures stay', async () => {
    const { client, tables, sealer } = await ownTables();
    client.middlewareStack.add(
      (next, context) => async (args) => {
        if (context.commandName === 'TransactWriteItemsCommand') await wait(Math.random() * SLOW_MS);
        return next(args);
      },
      { step: 'initialize', name: 'slow' },
    );
    const households = createDynamoHouseholdStore({ client, tables, sealer, index });
    const statistics = createDynamoStatisticsStore({ client, tables });
    const evaluation = createEvaluation({
      households,
      statistics,
      lists: createDynamoTargetListStore({ client, tables }),
      committees: createDynamoCommitteeStore({ client, tables }),
      organisations: createDynamoRegisterStore({ client, tables, register: 'organisations' }),
    });
    const ids: string[] = [];
    for (let number = 0; number < HOUSEHOLDS; number += 1) {
      const change = begin({ id: randomUUID(), areaCode: '420101' });
      await households.append([change]);
      ids.push(change.after.id);
    }
    const until = performance.now() + WRITING_MS;
    const accessLog = createMemoryAccessLog();
    const lists = { get: async () => await Promise.resolve(undefined) };
    const deps = {
      households,
      lists,
      accessLog,
      // Help here names nothing of them.
      catalogue: () => createMemoryRegisterStore<CatalogueEntry>({ keys: new MemoryClaims() }),
      hash: chainHash,
      recordActivity: statistics.recordActivity,
      pause: wait,
    };
    const principal = account('DISTRICT_OFFICER', { area: '4201' });
    const today = bangkokDay(new Date());
    let recorded = 0;
    const writer = async (number: number): Promise<void> => {
      while (performance.now() < until) {
        const id = ids[number % ids.length] ?? '';
        const body = withOwnAgency(logbookCall.parse(delivered('cdd', { deliveredOn: today })), principal);
        const call = { params: { id }, body, principal, now: new Date(), clock: () => new Date() };
        try {
          await recordEntry(deps, call, () => undefined);
          recorded += 1;
        } catch (refusal) {
          // Others may always be faster; nothing was recorded then.
          if (!(refusal instanceof Problem && refusal.code === 'busy')) throw refusal;
        }
      }
    };
    const selection = { month: bangkokMonth(new Date()), area: '42', lists: null };
    const reportAt = async (asOf: Date) => {
      const [made] = await evaluation.compute(selection, [{ asOf, revision: 0 }]);
      return made?.report;
    };
    const settled: { asOf: Date; report: unknown }[] = [];
    const reader = async (): Promise<void> => {
      const looking: Promise<void>[] = [];
      while (performance.now() < until) {
        const asOf = new Date();
        looking.push(
          (async () => {
            await wait(SETTLING_MS);
            settled.push({ asOf, report: await reportAt(asOf) });
          })(),
        );
        await wait(250);
      }
      await Promise.all(looking);
    };
    await Promise.all([reader(), ...Array.from({ length: WRITERS }, (_, number) => writer(number))]);

    expect(recorded).toBeGreaterThan(HOUSEHOLDS);
    for (const id of ids) {
      const history = await households.history(id);
      expect(verifyChain(history)).toBeUndefined();
      const times = history.map(({ recordedAt }) => recordedAt);
      expect(times).toEqual(times.toSorted());
    }
    expect(settled.length).toBeGreaterThan(10);
    for (const { asOf, report } of settled) expect(await reportAt(asOf), asOf.toISOString()).toEqual(report);
  });
});
