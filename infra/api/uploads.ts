import {
  moveDue,
  putObjects,
  putItems,
  readItems,
  readObjects,
  sealPersonalData,
  startExecutions,
} from '#infra/constructs/grants.ts';
import { uploadsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { makingAnew, operations } from './common.ts';

export const uploadsResource = apiResource({
  resource: 'uploads',
  id: 'Uploads',
  env: uploadsEnv,
  environment: (parts) => ({
    ...operations.environment(parts),
    DUE_ITEMS_TABLE: parts.data.tables.tables.DueItems.tableName,
    UPLOADS_BUCKET: parts.data.uploads.bucket.bucketName,
    UNDO_STATE_MACHINE_ARN: parts.undos.stateMachineArn,
    SEALING_KEY: `kms:${parts.data.personalDataKey.keyArn}`,
  }),
  grants: (parts) => [
    ...makingAnew(parts),
    // Queried are the lists of uploads, and what the rows came to so far.
    ...readItems(parts.data.tables, 'Operations', 'GetItem', 'BatchGetItem', 'Query'),
    ...putItems(parts.data.tables, 'Operations'),
    // Rejected rows wait for their office no more, once it lets them go or undoes the file.
    ...moveDue(parts.data.tables),
    // Signs for the office's post, and for the link to the receipt: what the signer may not do, the link cannot.
    ...putObjects(parts.data.uploads, 'incoming'),
    ...readObjects(parts.data.uploads, 'returned'),
    ...startExecutions(parts.undos.stateMachineArn),
    // Names of files: offices put people into them.
    ...sealPersonalData(parts.data.tables, parts.data.personalDataKey),
  ],
  onCall: {
    th: 'หน่วยงานส่งไฟล์ไม่ได้ หรือดูผลการนำเข้าไม่ได้',
    en: 'Offices can neither announce a file nor see its receipt. Files already posted are still imported.',
  },
});
