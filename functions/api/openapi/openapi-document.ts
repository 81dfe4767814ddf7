/** The OpenAPI 3.1 document of the API, made of the route table: nobody writes it by hand. */
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

import { PROBLEM_MEDIA_TYPE } from '#shared/problems.ts';
import { problemDocument } from '#shared/contracts/problem.ts';
import type { RouteContract } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';

import { describeDocument, type CatalogueFaults, type OpenapiDocument, type Schema } from './describe-document.ts';

const JSON_MEDIA_TYPE = 'application/json';
const BEARER = 'bearer';

function idempotencyKey(days: number): z.ZodType {
  return z.string().min(1).max(200).optional().meta({ 'x-remembered-days': days });
}
/** What the gateway itself answers, which knows no problem documents. */
const gatewayAnswer = z.object({ message: z.string() }).meta({ id: 'GatewayAnswer' });
const ifMatch = z.string().optional().meta({ example: '"3"' });

function permissionNote(permission: RouteContract['permission']): string {
  if (permission === 'public') return 'ไม่ต้องลงชื่อเข้าใช้';
  return `สิทธิ์: ${typeof permission === 'string' ? permission : `${permission.join(', ')} (ตามเนื้อหา)`}`;
}

function operation(route: RouteContract): ZodOpenApiOperationObject {
  const headers = {
    ...(route.onceForDays === undefined ? {} : { 'Idempotency-Key': idempotencyKey(route.onceForDays) }),
    ...(route.method === 'PUT' ? { 'If-Match': ifMatch } : {}),
  };
  return {
    operationId: route.operationId,
    tags: [route.resource],
    summary: route.summary,
    description: permissionNote(route.permission),
    security: route.permission === 'public' ? [] : [{ [BEARER]: [] }],
    requestParams: {
      ...(route.params ? { path: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}),
    },
    ...(route.body ? { requestBody: { required: true, content: { [JSON_MEDIA_TYPE]: { schema: route.body } } } } : {}),
    responses: {
      [`${route.status}`]: { description: 'สำเร็จ', content: { [JSON_MEDIA_TYPE]: { schema: route.reply } } },
      ...(route.permission === 'public'
        ? {}
        : {
            401: {
              description: 'ไม่ได้ลงชื่อเข้าใช้ หรือบัตรผ่านหมดอายุ',
              content: { [JSON_MEDIA_TYPE]: { schema: gatewayAnswer } },
            },
          }),
      default: { description: 'ไม่สำเร็จ', content: { [PROBLEM_MEDIA_TYPE]: { schema: problemDocument } } },
    },
  };
}

/** The document as the contracts say it, without a word of what things mean. */
function bareDocument(): OpenapiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of ROUTES)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: 'แฟ้มบ้านพัฒนาคนไทย',
      version: '1.0.0',
      description:
        'ชื่อฟิลด์เป็นภาษาอังกฤษแบบ camelCase; วันที่ YYYY-MM-DD และปีเป็น ค.ศ. เว้นแต่ชื่อลงท้ายด้วย Be; เงินเป็นบาท. ' +
        'Failures are RFC 9457 problem documents with a stable `code`; those given at the edge (`request-refused`, `too-many-requests`) ' +
        'come as `application/json`. What the gateway refuses before any call begins is `{"message"}` as `application/json`: 401 without a ' +
        'valid token, 404 for a path or method that is none of these, 413 for a body above 10 MB, 503 for a call that takes too long.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { securitySchemes: { [BEARER]: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
  // A schema that the library puts at several places becomes one object for each of them.
  return JSON.parse(JSON.stringify(document), withoutMachineLimits) as OpenapiDocument;
}

/** Whole numbers carry the limits of JavaScript's: no rule of the product, and some generators cannot write them. */
function withoutMachineLimits(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const schema = value as Schema;
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  return schema;
}

/** The document, made anew (ask once and keep it), and what the catalogues of texts lack for it. */
export function describedDocument(): { document: OpenapiDocument } & CatalogueFaults {
  const document = bareDocument();
  return { document, ...describeDocument(document) };
}

export function openapiDocument(): OpenapiDocument {
  return describedDocument().document;
}
