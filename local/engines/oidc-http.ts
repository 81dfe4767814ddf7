/** What the answers of the sign-in are made of, and what is refused before a request is looked at. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export class OAuthError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
export function same(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

export function sendJson(
  res: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify(value);
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  res.end(body);
}

export function sendPage(res: ServerResponse, status: number, html: string, formTarget: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // With no-referrer the form would come from the origin `null`, as that of any page may.
    'referrer-policy': 'same-origin',
    // The answer to the form redirects to the client: browsers hold that to form-action too.
    'content-security-policy':
      `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${formTarget}; ` +
      `frame-ancestors 'none'; base-uri 'none'`,
  });
  res.end(html);
}

export function redirect(res: ServerResponse, uri: string, parameters: Record<string, string | undefined>): void {
  const target = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) target.searchParams.set(name, value);
  res.writeHead(302, { location: target.href, 'cache-control': 'no-store' });
  res.end();
}

export async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')) {
    req.resume();
    throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > 64 * 1024) throw new OAuthError('invalid_request', 'The body is too large.');
  }
  return new URLSearchParams(text);
}

/** An origin of this machine under each of its names. */
export function originsOf(url: string): readonly string[] {
  const names = ['127.0.0.1', 'localhost'];
  if (!names.includes(new URL(url).hostname)) return [new URL(url).origin];
  return names.map((hostname) => Object.assign(new URL(url), { hostname }).origin);
}

/** A page of another origin may not post the form: it would sign people in under an account of its own. */
export function refuseOtherOrigin(req: IncomingMessage, issuer: string): void {
  const { origin } = req.headers;
  const site = req.headers['sec-fetch-site'];
  const foreign = origin !== undefined && !originsOf(issuer).includes(origin);
  if (foreign || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new OAuthError('invalid_request', 'The form was posted from a page of another origin.', 403);
}
