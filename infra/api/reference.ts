import { referenceEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';

export const referenceResource = apiResource({
  resource: 'reference',
  id: 'Reference',
  env: referenceEnv,
  environment: () => ({}),
  memoryMb: 512,
  onCall: {
    th: 'เรียกตารางอ้างอิงไม่ได้ (พื้นที่ หน่วยงาน ตัวชี้วัด)',
    en: 'Reference tables fail: forms and filters have no areas or agencies to choose from.',
  },
});
