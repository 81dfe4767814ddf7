import { keepBreakGlass, queryIndex, readItems, readTargetLists } from '#infra/constructs/grants.ts';
import { householdsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { personal } from './common.ts';

export const householdsResource = apiResource({
  resource: 'households',
  id: 'Households',
  env: householdsEnv,
  environment: personal.environment,
  grants: (parts) => [
    ...keepBreakGlass(parts.data.tables, 'GetItem', 'PutItem', 'Query'),
    ...personal.grants(parts),
    ...readTargetLists(parts.data.tables),
    // Query: the boxes of referrals, by which partners are listed households.
    ...readItems(parts.data.tables, 'Households', 'GetItem', 'BatchGetItem', 'Query'),
    ...queryIndex(parts.data.tables, 'Households', 'by-address'),
    ...queryIndex(parts.data.tables, 'Households', 'by-district'),
    ...queryIndex(parts.data.tables, 'Households', 'by-urgency'),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'เปิดแฟ้มบ้าน ค้นหา หรือลงทะเบียนครัวเรือนไม่ได้',
    en: 'Households cannot be opened, searched or registered. Ask first whether the personal-data key is enabled.',
  },
});
