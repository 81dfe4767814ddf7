/** A row of the access matrix: the call, and what an account gets by its role and relation. */
import type { Principal, Role } from '#shared/domain/access/access.ts';
import type { Answered, Asked } from '#test/api/in-process-api.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { ALL, NATIONAL, OFFICES, PROVINCIAL, type Relation } from './relations.ts';
import type { World } from './world.ts';

export type Row = {
  /** The call as the account makes it. */
  ask: (world: World, who: Principal) => [path: string, asked?: Asked];
  /** Roles that hold the permission at all. */
  roles: readonly Role[];
  /** Roles for which every relation is as good as `own`: their answer does not depend on a place. */
  everywhere?: readonly Role[];
  /** What an account gets whose scope does not cover what is asked. */
  outside: number | 'empty list';
  /** What an account gets whose scope covers it. */
  inside: number | number[];
  /** Exceptions, by role: they are decided on other grounds. */
  but?: Partial<Record<Role, (relation: Relation) => number>>;
};

export const readers: Role[] = [...OFFICES, 'PROVINCE_EXEC', 'FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL'];
export const statisticians: Role[] = [
  'NATIONAL_VIEWER',
  ...OFFICES,
  'PROVINCE_EXEC',
  'AGENCY_FOCAL',
  'REPORT_APPROVER',
];
export const needsScope = (relation: Relation) => relation === 'no-scope';

export const acrossTheProvince = (relation: Relation) =>
  ({ own: 201, 'other-district': 201, 'other-province': 404, 'no-scope': 403 })[relation];

export const everybody = (path: string): Row => ({
  ask: () => [path],
  roles: ALL,
  everywhere: ALL,
  outside: 200,
  inside: 200,
});

export function expectedOf(row: Row, role: Role, relation: Relation): number | number[] | 'empty list' {
  if (!row.roles.includes(role)) return 403;
  const exception = row.but?.[role]?.(relation);
  if (exception !== undefined) return exception;
  if (relation === 'no-scope') return NATIONAL.includes(role) || row.everywhere === ALL ? row.inside : 403;
  if (row.everywhere?.includes(role)) return row.inside;
  const covers =
    relation === 'own' || (relation === 'other-district' && PROVINCIAL.includes(role)) || NATIONAL.includes(role);
  return covers ? row.inside : row.outside;
}

/** What is wrong with an answer, in words; undefined when nothing is. */
export function fault(
  answered: Answered,
  expected: ReturnType<typeof expectedOf>,
  { household }: World,
): string | undefined {
  const { status, text, body } = answered;
  const asExpected =
    expected === 'empty list' ? status === 200 && body.items.length === 0 : [expected].flat().includes(status);
  if (!asExpected) return `wanted ${String(expected)}, got ${status} ${text.slice(0, 300)}`;
  // A refusal holds nothing of the household.
  const told = [syntheticCitizenId(1), 'ทดสอบ1', 'ตัวอย่างข้อมูล', household].filter((secret) => text.includes(secret));
  return status >= 400 && told.length > 0 ? `a refusal told ${told.join(', ')}` : undefined;
}
