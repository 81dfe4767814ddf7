import { describe, expect, it } from 'vitest';
import { STAGES } from '#infra/stages.ts';
import { type Lines, permissionsOfResources, permissionsOfRoles } from './permission-lines.ts';
import { COSTS, EDGE, FUNCTIONS, otherRoles, resources, TOPICS_OF_REAL_STAGES } from './permitted.ts';
import { STAGE_NAMES } from './templates.ts';

const sorted = (table: Readonly<Record<string, readonly string[]>>): Lines =>
  Object.fromEntries(Object.entries(table).map(([name, lines]) => [name, [...new Set(lines)].toSorted()]));

describe.each(STAGE_NAMES)('permissions of %s', (stage) => {
  const { region, tlsOnly, edge, costAnomalyUsd } = STAGES[stage];

  it('of roles are those written down, no more and no less', () => {
    expect(permissionsOfRoles(stage)).toEqual(sorted({ ...FUNCTIONS, ...otherRoles(region) }));
  });

  it('of resources are those written down, no more and no less', () => {
    expect(permissionsOfResources(stage)).toEqual(
      sorted({
        ...resources(region),
        ...(tlsOnly && TOPICS_OF_REAL_STAGES),
        ...(edge !== undefined && EDGE),
        ...(costAnomalyUsd !== undefined && COSTS),
      }),
    );
  });
});
