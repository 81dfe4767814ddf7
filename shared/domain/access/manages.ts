import { isWithin } from '#shared/thai/area-code.ts';

import type { Scope } from './access.ts';

/** Whether what belongs to an area may be changed in these scopes; what belongs to the whole nation (null) only by who holds the nation. */
export function manages(scopes: readonly Scope[], area: string | null): boolean {
  return scopes.some(
    (scope) => scope.kind === 'nation' || (scope.kind === 'area' && area !== null && isWithin(area, scope.area)),
  );
}
