/**
 * Every role, in every relation to what is asked for, on every route of the route table: what may be seen is written down
 * in the rows beside this test, and any other answer fails. A route that no row is for fails too.
 */
import { beforeAll, describe, expect, it } from 'vitest';

import { ROUTES } from '#shared/contracts/routes.ts';
import { ROLES, type Role } from '#shared/domain/access/access.ts';
import { account } from '#test/api/in-process-api.ts';

import { ACCOUNT_ROWS } from './access-matrix/account-rows.ts';
import { CASE_WORK_ROWS } from './access-matrix/case-work-rows.ts';
import { FIGURE_ROWS } from './access-matrix/figure-rows.ts';
import { HOUSEHOLD_ROWS } from './access-matrix/household-rows.ts';
import { REGISTER_ROWS } from './access-matrix/register-rows.ts';
import { accountIn, RELATIONS } from './access-matrix/relations.ts';
import { expectedOf, fault, type Row } from './access-matrix/row.ts';
import { buildWorld, byRecord, type World } from './access-matrix/world.ts';

const TABLE: Record<string, Row> = {
  ...ACCOUNT_ROWS,
  ...REGISTER_ROWS,
  ...HOUSEHOLD_ROWS,
  ...CASE_WORK_ROWS,
  ...FIGURE_ROWS,
};

describe('the access matrix', () => {
  it('knows every route of the route table, and no other', () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(ROUTES.map(({ operationId }) => operationId).toSorted());
  });

  for (const route of ROUTES)
    describe(`${route.method} ${route.path}`, () => {
      let world: World;
      let recordedWorld: World;
      beforeAll(async () => {
        [world, recordedWorld] = [await buildWorld(), await buildWorld()];
      });

      it.each(ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation] as const)))(
        '%s, %s',
        async (role, relation) => {
          const row = TABLE[route.operationId];
          if (!row) throw new Error('A route is missing from the access matrix');
          const who = accountIn(role, relation);
          const [path, asked] = row.ask(world, who);
          const answered = await world.api.request(who, route.method, path, asked);
          expect(fault(answered, expectedOf(row, role, relation), world)).toBeUndefined();
        },
      );

      it.each(ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation] as const)))(
        '%s, %s, by its record',
        async (role, relation) => {
          const row = TABLE[route.operationId];
          if (!row) throw new Error('A route is missing from the access matrix');
          const claimed = accountIn(role, relation);
          const [path, asked] = row.ask(recordedWorld, claimed);
          const who = await byRecord(recordedWorld, claimed);
          const answered = await recordedWorld.api.request(who, route.method, path, asked);
          expect(fault(answered, expectedOf(row, role, relation), recordedWorld)).toBeUndefined();
        },
      );

      it('nobody without sign-in, unless it is public', async () => {
        const [path, asked] = TABLE[route.operationId]!.ask(world, account('SYSADMIN'));
        const { status } = await world.api.request(null, route.method, path, asked);
        expect(status).toBe(route.permission === 'public' ? 200 : 401);
      });

      it('no role that nobody knows', async () => {
        const [path, asked] = TABLE[route.operationId]!.ask(world, account('SYSADMIN'));
        // Who has a record may ask about the own account, whatever it holds.
        const roles = route.permission === 'me:read' ? [] : ['GOVERNOR' as Role];
        const stranger = { sub: 'stranger', roles, area: '42' };
        const { status } = await world.api.request(stranger, route.method, path, asked);
        expect(status).toBe(route.permission === 'public' ? 200 : 403);
      });
    });
});
