import { listOrganisations, queryIndex, readItems } from '#infra/constructs/grants.ts';
import { referralsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { personal } from './common.ts';

export const referralsResource = apiResource({
  resource: 'referrals',
  id: 'Referrals',
  env: referralsEnv,
  environment: personal.environment,
  grants: (parts) => [
    ...personal.grants(parts),
    ...readItems(parts.data.tables, 'Households', 'GetItem', 'BatchGetItem', 'Query'),
    ...queryIndex(parts.data.tables, 'Households', 'by-district'),
    ...readItems(parts.data.tables, 'Logbook', 'Query'),
    // Organisations that callers name, and those that are proposed to them.
    ...listOrganisations(parts.data.tables),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'ส่งต่อปัญหาให้หน่วยงาน หรือตอบการส่งต่อไม่ได้',
    en: 'Needs cannot be referred to agencies, and referrals cannot be read or answered.',
  },
});
