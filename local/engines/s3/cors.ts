import * as z from 'zod';
import { innerXml, parent, element, textOf, textsOf } from './xml.ts';

const $CorsRule = z.object({
  origins: z.array(z.string()),
  methods: z.array(z.string()),
  headers: z.array(z.string()),
  expose: z.array(z.string()),
  maxAgeSeconds: z.int().optional(),
});

export const $CorsRules = z.array($CorsRule);
export type CorsRule = z.infer<typeof $CorsRule>;

/** Pages of this computer may use the buckets; a bucket's own rules replace this. */
export const LOOPBACK_CORS: readonly CorsRule[] = [
  {
    origins: ['http://127.0.0.1:*', 'http://localhost:*'],
    methods: ['GET', 'HEAD', 'PUT', 'POST'],
    headers: ['*'],
    expose: ['ETag', 'x-amz-version-id'],
    maxAgeSeconds: 600,
  },
];

function matches(pattern: string, text: string): boolean {
  const [head = '', tail] = pattern.split('*', 2);
  if (tail === undefined) return pattern === text;
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}

/**
 * The CORS headers for a browser's request, `undefined` when no rule allows it.
 * For a preflight give the wanted method and headers.
 */
export function corsHeaders(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  wantedHeaders: readonly string[],
): Record<string, string> | undefined {
  const rule = rules.find(
    (candidate) =>
      candidate.origins.some((pattern) => matches(pattern, origin)) &&
      candidate.methods.includes(method) &&
      wantedHeaders.every((header) => candidate.headers.some((pattern) => matches(pattern.toLowerCase(), header))),
  );
  if (rule === undefined) return undefined;
  return {
    'access-control-allow-origin': rule.origins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(wantedHeaders.length > 0 && { 'access-control-allow-headers': wantedHeaders.join(', ') }),
    ...(rule.expose.length > 0 && { 'access-control-expose-headers': rule.expose.join(', ') }),
    ...(rule.maxAgeSeconds !== undefined && { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** The rules of a PutBucketCors body. */
export function corsRulesFromXml(xml: string): CorsRule[] {
  return innerXml(xml, 'CORSRule').map((rule) => {
    const maxAge = textOf(rule, 'MaxAgeSeconds');
    return {
      origins: textsOf(rule, 'AllowedOrigin'),
      methods: textsOf(rule, 'AllowedMethod'),
      headers: textsOf(rule, 'AllowedHeader'),
      expose: textsOf(rule, 'ExposeHeader'),
      ...(maxAge !== undefined && { maxAgeSeconds: Number(maxAge) }),
    };
  });
}

/** The rules as GetBucketCors shows them. */
export function corsRulesToXml(rules: readonly CorsRule[]): string[] {
  return rules.map((rule) =>
    parent('CORSRule', [
      ...rule.origins.map((text) => element('AllowedOrigin', text)),
      ...rule.methods.map((text) => element('AllowedMethod', text)),
      ...rule.headers.map((text) => element('AllowedHeader', text)),
      ...rule.expose.map((text) => element('ExposeHeader', text)),
      element('MaxAgeSeconds', rule.maxAgeSeconds),
    ]),
  );
}
