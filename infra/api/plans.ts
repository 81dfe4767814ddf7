import { findInCatalogues, keepBreakGlass, readItems } from '#infra/constructs/grants.ts';
import { plansEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { personal } from './common.ts';

export const plansResource = apiResource({
  resource: 'plans',
  id: 'Plans',
  env: plansEnv,
  environment: personal.environment,
  grants: (parts) => [
    ...personal.grants(parts),
    // Whether the household is open to the account by a break-glass.
    ...keepBreakGlass(parts.data.tables, 'GetItem'),
    ...readItems(parts.data.tables, 'Households', 'GetItem'),
    // Versions of a plan that the document does not hold.
    ...readItems(parts.data.tables, 'Logbook', 'Query'),
    // What items name beside organisations.
    ...findInCatalogues(parts.data.tables, 'menu-items', 'projects'),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'เปิดหรือบันทึกแผนของครัวเรือนไม่ได้',
    en: 'Plans of households can neither be read nor recorded.',
  },
});
