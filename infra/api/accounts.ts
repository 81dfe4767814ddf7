import {
  findAccounts,
  manageSignIns,
  manageSystemClients,
  putAccounts,
  readSecret,
  sealPersonalData,
  tellOrganisations,
} from '#infra/constructs/grants.ts';
import { accountsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { makingAnew, operations } from './common.ts';

export const accountsResource = apiResource({
  resource: 'accounts',
  id: 'Accounts',
  env: accountsEnv,
  environment: (parts) => ({
    ...operations.environment(parts),
    SEALING_KEY: `kms:${parts.data.personalDataKey.keyArn}`,
    INDEX_SECRET: `secret:${parts.data.indexSecret.arn}`,
    USER_POOL_ID: parts.identity.userPool.userPoolId,
  }),
  grants: (parts) => [
    ...makingAnew(parts),
    ...putAccounts(parts.data.tables),
    // That what somebody may do in an organisation has changed.
    ...tellOrganisations(parts.data.tables),
    ...findAccounts(parts.data.tables),
    // Names and addresses of people who have an account.
    ...sealPersonalData(parts.data.tables, parts.data.personalDataKey),
    ...readSecret(parts.data.indexSecret),
    ...manageSignIns(parts.identity.userPool),
    ...manageSystemClients(parts.identity.userPool),
  ],
  memoryMb: 512,
  onCall: {
    th: 'เชิญผู้ใช้ เปลี่ยนสิทธิ์ ระงับหรือปิดบัญชี และสร้างหรือเลิกใช้รหัสของระบบหน่วยงานไม่ได้ ผู้ที่มีบัญชีอยู่แล้วยังใช้งานได้',
    en: 'Nobody can be invited, given or denied a role, suspended or closed, and no client of a system made or ended; who has an account works on. Someone who must lose access at once: disable the user in the user pool.',
  },
});
