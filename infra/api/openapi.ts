import { openapiEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';

export const openapiResource = apiResource({
  resource: 'openapi',
  id: 'Openapi',
  env: openapiEnv,
  environment: () => ({}),
  memoryMb: 512,
  onCall: {
    th: 'คำอธิบาย API เปิดไม่ได้ งานของหน่วยงานไม่กระทบ',
    en: 'The description of the API cannot be read; the work of offices goes on.',
  },
});
