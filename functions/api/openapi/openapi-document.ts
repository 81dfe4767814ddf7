/** The OpenAPI 3.1 document of the API, made of the route table and the catalogues of texts: nobody writes it by hand. */
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

import { problemDocument } from '#shared/contracts/problem.ts';
import type { RouteContract } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { SYSTEM_SCOPE } from '#shared/domain/access/system-scope.ts';
import { permissionsOf, ROLES } from '#shared/domain/access/access.ts';
import { Problem, PROBLEM_MEDIA_TYPE, type ProblemCode } from '#shared/problems.ts';

import { byStatus, PROBLEM_MEMBERS, problemsOf, TAGGED } from './call-answers.ts';
import { describeDocument, type CatalogueFaults, type OpenapiDocument, type Schema } from './describe-document.ts';
import examples from './examples.json' with { type: 'json' };
import { INTRODUCTION } from './introduction.ts';
import { TAG_TEXTS } from './tag-texts.ts';

const JSON_MEDIA_TYPE = 'application/json';
const OAUTH2 = 'oauth2';

/** What the gateway itself answers, which knows no problem documents. */
const gatewayAnswer = z.object({ message: z.string() }).meta({ id: 'GatewayAnswer' });
/** Statuses that the gateway gives before any function is asked. */
const OF_THE_GATEWAY: ReadonlySet<number> = new Set([401, 404, 413, 503]);
/** Problems that the edge gives, as plain JSON. */
const OF_THE_EDGE: ReadonlySet<ProblemCode> = new Set(['request-refused', 'too-many-requests']);

const ifMatch = z.string().optional().meta({ example: '"3"' });
const ifNoneMatch = z.string().optional().meta({ example: '"3"' });

function idempotencyKey(days: number): z.ZodType {
  return z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .meta({ 'x-remembered-days': days, example: '0d4b8a0e-3c1e-4d5e-9a53-9e2c52f0d3b1' });
}

function header(th: string, en: string, schema: Schema = { type: 'string' }): { description: string; schema: Schema } {
  return { description: `${th}\n${en}`, schema };
}

const CACHE_CONTROL = header(
  'no-store คือห้ามเก็บ; ข้อมูลอ้างอิงเก็บไว้ได้ตามเวลาที่ระบุ',
  'no-store: do not keep it. Reference data may be kept as long as it says.',
);
const ETAG = header(
  'รุ่นของเอกสารในเครื่องหมายคำพูด ใช้กับ If-Match และ If-None-Match',
  'The version of the document in quotes, for If-Match and If-None-Match.',
);
const RETRY_AFTER = header('จำนวนวินาทีที่ควรรอก่อนลองใหม่', 'Seconds to wait before trying again.', { type: 'integer' });

/** Who may call, from the table of access. */
function permissionNote({ permission }: RouteContract): string {
  if (permission === 'public') return 'ไม่ต้องลงชื่อเข้าใช้\nNo sign-in.';
  const any = typeof permission === 'string' ? [permission] : permission;
  const roles = ROLES.filter((role) => any.some((one) => permissionsOf(role).includes(one)));
  const byContent = any.length > 1 ? ' (ตามเนื้อหา, by what is sent)' : '';
  return [
    `สิทธิ์ (permission)${byContent}: ${any.join(', ')}`,
    `บทบาท (roles): ${roles.join(', ')}`,
    ...(roles.includes('AGENCY_FOCAL')
      ? ['ระบบของหน่วยงานเรียกได้ด้วย client credentials\nSystems of agencies may call it with client credentials.']
      : []),
  ].join('\n\n');
}

function failures(route: RouteContract): ZodOpenApiOperationObject['responses'] {
  const groups = [...byStatus(problemsOf(route))].map(([status, codes]) => {
    const said = codes.map((code) => {
      const { title, detail } = new Problem(code).document();
      const members = PROBLEM_MEMBERS[code];
      return `- \`${code}\`: ${title} — ${detail}${members ? ` (${members.join(', ')})` : ''}`;
    });
    const plain = OF_THE_GATEWAY.has(status)
      ? z.union([gatewayAnswer, problemDocument])
      : codes.some((code) => OF_THE_EDGE.has(code))
        ? problemDocument
        : undefined;
    return [
      `${status}`,
      {
        description: `ไม่สำเร็จ (failed)\n\n${said.join('\n')}`,
        ...(status === 429 || status === 503 ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
        content: {
          // First, because generators of clients read one of them: it fits both.
          ...(plain ? { [JSON_MEDIA_TYPE]: { schema: plain } } : {}),
          [PROBLEM_MEDIA_TYPE]: { schema: problemDocument },
        },
        'x-problem-codes': codes,
      },
    ];
  });
  return Object.fromEntries(groups) as ZodOpenApiOperationObject['responses'];
}

const BINARY = { type: 'string', format: 'binary' } as const;

function operation(route: RouteContract): ZodOpenApiOperationObject {
  const tagged = TAGGED.has(route.operationId);
  const asksAgain = tagged && route.method === 'GET';
  const headers = {
    ...(route.onceForDays === undefined ? {} : { 'Idempotency-Key': idempotencyKey(route.onceForDays) }),
    ...(route.method === 'PUT' ? { 'If-Match': ifMatch } : {}),
    ...(asksAgain ? { 'If-None-Match': ifNoneMatch } : {}),
  };
  const sent = { 'Cache-Control': CACHE_CONTROL, ...(tagged ? { ETag: ETAG } : {}) };
  return {
    operationId: route.operationId,
    tags: [route.resource],
    summary: route.summary,
    description: permissionNote(route),
    security: route.permission === 'public' ? [] : [{ [OAUTH2]: [] }],
    requestParams: {
      ...(route.params ? { path: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}),
    },
    ...(route.body ? { requestBody: { required: true, content: { [JSON_MEDIA_TYPE]: { schema: route.body } } } } : {}),
    responses: {
      [`${route.status}`]: {
        description: 'สำเร็จ\nDone.',
        headers: sent,
        content:
          route.file === undefined
            ? { [JSON_MEDIA_TYPE]: { schema: route.reply } }
            : Object.fromEntries([route.file, ...(route.otherFiles ?? [])].map((type) => [type, { schema: BINARY }])),
      },
      ...(asksAgain
        ? { 304: { description: 'ไม่เปลี่ยนแปลงจากที่มีอยู่\nNothing changed since the ETag that was sent.', headers: sent } }
        : {}),
      ...failures(route),
    },
  };
}

/** Systems sign in with client credentials, people with a code and PKCE. The addresses are those of the host that serves sign-in. */
const SIGN_IN = {
  type: 'oauth2',
  description: [
    'ระบบของหน่วยงานใช้ client credentials; คนใช้ authorization code กับ PKCE (S256) ที่อยู่เป็นของเครื่องที่ให้บริการลงชื่อเข้าใช้ ซึ่ง /settings.json บอกไว้ใน signIn',
    'Systems of agencies use client credentials; people use an authorization code with PKCE (S256). The addresses are those of the host of sign-in, which /settings.json names as signIn.',
  ].join('\n'),
  flows: {
    clientCredentials: {
      tokenUrl: '/oauth2/token',
      scopes: {
        [SYSTEM_SCOPE]: 'เรียกในนามหน่วยงานของระบบนั้น — in the name of the organisation whose system it is',
      },
    },
    authorizationCode: {
      authorizationUrl: '/oauth2/authorize',
      tokenUrl: '/oauth2/token',
      refreshUrl: '/oauth2/token',
      scopes: { openid: 'ลงชื่อเข้าใช้ด้วยบัญชีของตน — sign in with the own account' },
    },
  },
} as const;

/** The document as the contracts say it, without a word of what things mean. */
function bareDocument(): OpenapiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of ROUTES)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Poverty Logbook API',
      'x-title-th': 'แฟ้มบ้านพัฒนาคนไทย',
      version: '1.0.0',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(TAG_TEXTS).map(([name, { nameTh, th, en }]) => ({
      name,
      description: `${th}\n${en}`,
      'x-displayName': nameTh,
    })),
    paths,
    components: { securitySchemes: { [OAUTH2]: SIGN_IN } },
  });
  // A schema that the library puts at several places becomes one object for each of them.
  const plain = JSON.parse(JSON.stringify(document), withoutMachineLimits) as OpenapiDocument;
  return withExamples(withSharedResponses(plain));
}

type Example = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
  reply?: unknown;
};
const EXAMPLES: Readonly<Record<string, Example>> = examples;

/** Puts the examples (`npm run examples`) at parameters, bodies and replies of their calls. */
function withExamples(document: OpenapiDocument): OpenapiDocument {
  for (const called of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const { params, query, headers, body, reply } = EXAMPLES[called.operationId] ?? {};
    const sent: Record<string, string> = { ...params, ...query, ...headers };
    for (const parameter of called.parameters ?? []) {
      const value = sent[parameter.name];
      if (value !== undefined) parameter.example = parameter.schema['type'] === 'integer' ? Number(value) : value;
    }
    const asked = called.requestBody?.content?.[JSON_MEDIA_TYPE];
    if (asked && body !== undefined) asked.example = body;
    const status = Object.keys(called.responses).find((one) => one.startsWith('2')) ?? '';
    const given = called.responses[status]?.content?.[JSON_MEDIA_TYPE];
    if (given && reply !== undefined) given.example = reply;
  }
  return document;
}

/** A failure that several calls have alike is written once, named by its status and codes. */
function withSharedResponses(document: OpenapiDocument): OpenapiDocument {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const failed = operations.flatMap(({ responses }) =>
    Object.entries(responses).flatMap(([status, response]) => {
      const codes = response['x-problem-codes'];
      return codes === undefined ? [] : [{ responses, status, name: [status, ...codes].join('.') }];
    }),
  );
  const alike = Map.groupBy(failed, ({ name }) => name);
  const shared = [...alike]
    .filter(([, places]) => places.length > 1)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  document.components.responses = {};
  for (const [name, places] of shared)
    for (const { responses, status } of places) {
      document.components.responses[name] ??= responses[status] ?? {};
      responses[status] = { $ref: `#/components/responses/${name}` };
    }
  return document;
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
