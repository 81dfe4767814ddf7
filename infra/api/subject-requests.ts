import { keepSubjectRequests, putItems, readItems, readSecret, sealPersonalData } from '#infra/constructs/grants.ts';
import { subjectRequestsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { makingAnew, personal } from './common.ts';

export const subjectRequestsResource = apiResource({
  resource: 'subject-requests',
  id: 'SubjectRequests',
  env: subjectRequestsEnv,
  environment: personal.environment,
  grants: (parts) => [
    ...makingAnew(parts),
    ...keepSubjectRequests(parts.data.tables),
    // The person and what was done for it; nothing of a household can be changed with this.
    ...readItems(parts.data.tables, 'Households', 'GetItem', 'BatchGetItem'),
    ...readItems(parts.data.tables, 'AccessLog', 'Query'),
    ...putItems(parts.data.tables, 'AccessLog'),
    ...sealPersonalData(parts.data.tables, parts.data.personalDataKey),
    ...readSecret(parts.data.indexSecret),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'รับหรือตอบคำขอใช้สิทธิของเจ้าของข้อมูลไม่ได้ คำขอที่รับไว้แล้วต้องตอบภายใน 30 วัน',
    en: 'Requests of data subjects can be neither taken nor answered; those taken are due in 30 days.',
  },
});
