/** What the first start leaves for everybody: every kind of the queue, each account's list as long as its count, on five days without any job. */
import { beforeAll, describe, expect, it } from 'vitest';

import { demoPeople } from '#local/accounts.ts';
import { makeDemoRecords } from '#local/demo-records.ts';
import { permissionsOf } from '#shared/domain/access/access.ts';
import { DUE_KINDS, type DueKind } from '#shared/domain/due/due-item.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { begin, listed, memberOf } from '#test/integration/stores/synthetic-household.ts';

import { doWork, HOUSEHOLDS_OF_WORK, type Send } from './work-of-loei.ts';

const TODAY = '2026-06-05';
const LOOKED_AT = [TODAY, '2026-06-10', '2026-06-15', '2026-06-26', '2026-07-15'];
/** Kinds whose cause comes with other calls. */
const NOT_YET: readonly DueKind[] = ['MOVE_REQUEST'];

const looking = demoPeople.filter(({ role }) => permissionsOf(role).includes('me:due'));

let api: InProcessApi;
let send: Send;
const ids: string[] = [];
let list = '';

const principalOf = (username: string) => ({
  sub: demoPeople.find((person) => person.username === username)?.sub ?? username,
  roles: [],
});

async function recordedBy(): Promise<number> {
  const all = await Promise.all(ids.map((id) => api.stores.households.get(id)));
  return all.reduce((sum, household) => sum + (household?.version ?? 0), 0);
}

beforeAll(async () => {
  api = createInProcessApi({ now: new Date(`${TODAY}T02:00:00.000Z`) });
  await makeDemoRecords(
    { accounts: api.stores.accounts, index: createBlindIndex(Buffer.alloc(32, 8)), sealer: api.sealer },
    api.clock.now,
  );
  send = async (who, reply, method, path, { body, key, ifMatch } = {}) => {
    const [route = '', query = ''] = path.split('?');
    const answered = await api.request(principalOf(who), method, route, {
      ...(body === undefined ? {} : { body }),
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: {
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
    });
    if (answered.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify([body, answered.body])}`);
    return reply.parse(answered.body);
  };
  const secretariat = principalOf('province-secretariat-42');
  const body = {
    name: 'บัญชี',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2026-01-01',
    openedOn: '2026-01-01',
    scopeArea: '42',
  };
  list = (await api.request(secretariat, 'POST', '/v1/target-lists', { body })).body.id;
  await api.request(secretariat, 'POST', `/v1/target-lists/${list}/publish`, { body: {} });
  let people = 3_100_000;
  for (let number = 0; number < HOUSEHOLDS_OF_WORK; number += 1) {
    const change = begin({ areaCode: '420103', members: [memberOf((people += 1))] }, [listed(list, '420103')]);
    await api.stores.households.append([change]);
    ids.push(change.after.id);
  }
  await api.request(secretariat, 'POST', `/v1/target-lists/${list}/freeze`, { body: {} });
  await work();
});

const work = async (): Promise<void> =>
  await doWork({ send, households: ids, list, mentor: principalOf('mentor-4201').sub, today: TODAY });

type Page = { total: number; counts: Record<string, number>; items: { kind: DueKind }[]; nextCursor: string | null };

/** All items of an account, page by page, with the total that each page told. */
async function queueOf(username: string) {
  const kinds: DueKind[] = [];
  const totals: number[] = [];
  let cursor: string | undefined;
  for (;;) {
    const query: Record<string, string> = { limit: '7', ...(cursor === undefined ? {} : { cursor }) };
    const page: Page = (await api.request(principalOf(username), 'GET', '/v1/me/due', { query })).body;
    kinds.push(...page.items.map(({ kind }) => kind));
    totals.push(page.total);
    if (page.nextCursor === null) return { kinds, totals, counts: page.counts };
    cursor = page.nextCursor;
  }
}

describe('the work of the first start', () => {
  const kindsOf = new Map<string, Set<DueKind>>();

  it('is recorded once, also when the start was interrupted and does it again', async () => {
    const stands = await recordedBy();
    await work();
    expect(await recordedBy()).toBe(stands);
  });

  it.each(LOOKED_AT)('is counted as it is listed for every account on %s', async (day) => {
    api.clock.now = new Date(`${day}T03:00:00.000Z`);
    for (const { username } of looking) {
      const { totals, counts, kinds } = await queueOf(username);
      expect(totals).toEqual(totals.map(() => kinds.length));
      for (const [kind, count] of Object.entries(counts))
        expect(kinds.filter((one) => one === kind)).toHaveLength(count);
      kindsOf.set(username, new Set([...(kindsOf.get(username) ?? []), ...kinds]));
    }
  });

  it('has every kind of the queue, and something for each role', () => {
    const all = new Set([...kindsOf.values()].flatMap((kinds) => [...kinds]));
    // The first start also sends files with rows that are rejected.
    all.add('UPLOAD_REJECTS');
    expect(DUE_KINDS.filter((kind) => !all.has(kind))).toEqual(NOT_YET);
    const told = Object.fromEntries([...kindsOf].map(([username, kinds]) => [username, [...kinds].toSorted()]));
    expect(told['mentor-4201']).toEqual([
      ...['CONTACT', 'CRISIS', 'FIRST_VISIT', 'FOLLOW_UP', 'NO_PLAN', 'PLAN_ITEM', 'PROMISED'],
    ]);
    expect(told['municipal-officer-4201']).toEqual(
      expect.arrayContaining(['CRISIS', 'EXTERNAL', 'CHECK_TARGET', 'UNASSIGNED', 'REXRAY', 'REMARKS']),
    );
    expect(told['field-team-420101']).toEqual(['CRISIS', 'REXRAY']);
    expect(told['province-secretariat-42']).toEqual(['BOUNCED', 'NO_FOCAL', 'REMARKS']);
    expect(told['agency-focal-moph']).toEqual(['REFERRAL_NEW', 'RESOLUTION']);
    expect(told['agency-focal-cdd']).toEqual(['REFERRAL_DUE', 'RESOLUTION']);
    expect(told['agency-focal-moj']).toEqual(['CLOSE_MONTH']);
    expect(told['district-officer-4201']).toEqual(
      expect.arrayContaining([
        ...['ARRIVED', 'BOUNCED', 'BREAK_GLASS', 'CHECK_NEED', 'CHECK_TARGET', 'CLOSE_NEED', 'CRISIS', 'DUPLICATE'],
        ...[
          'END_MENTOR',
          'EXTERNAL',
          'REFERRAL_BACK',
          'REASSIGN',
          'REFERRAL_LATE',
          'RELAPSE_CHECK',
          'RESOLUTION',
          'UNSOLVED',
        ],
      ]),
    );
  });
});
