/** The JSON body of a request, or the problem with it. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

import { isStorableText } from '#shared/thai/thai-text.ts';
import { Problem, type InputError } from '#shared/problems.ts';

import { MOST_ERRORS, pointerTo, unstorableAt } from './input-errors.ts';

/** Bytes. A household of thirty members takes some ten thousand. */
const LARGEST_BODY = 1_000_000;
const DEEPEST_BODY = 32;

const UTF_8 = /^charset\s*=\s*"?utf-?8"?$/;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Throws `unsupported-media-type`, `too-large`, `bad-json`, `bad-encoding` (bytes that are not UTF-8) and `invalid-input` (text that cannot
 * be stored). The gateway decodes a body by itself and puts U+FFFD where bytes are not UTF-8; only what says to be binary comes in base64.
 */
export function readBody(event: Pick<APIGatewayProxyEventV2, 'body' | 'headers' | 'isBase64Encoded'>): unknown {
  if (!isJsonInUtf8(event.headers['content-type'] ?? '')) throw new Problem('unsupported-media-type');
  const sent = event.body ?? '';
  if (sent.length > LARGEST_BODY * 1.4) throw new Problem('too-large');
  const text = event.isBase64Encoded ? decode(sent) : sent;
  if (Buffer.byteLength(text) > LARGEST_BODY) throw new Problem('too-large');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Problem(text.includes('\ufffd') ? 'bad-encoding' : 'bad-json');
  }
  const errors = unstorable(body, []).slice(0, MOST_ERRORS);
  if (text.includes('\ufffd')) throw new Problem('bad-encoding', { errors });
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
  return body;
}

function isJsonInUtf8(contentType: string): boolean {
  const [mediaType = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  return (
    mediaType === 'application/json' &&
    parameters.every((parameter) => !parameter.startsWith('charset') || UTF_8.test(parameter))
  );
}

function decode(base64: string): string {
  try {
    return utf8.decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new Problem('bad-encoding');
  }
}

/** The places of text that cannot be stored; a name of a field that cannot be is of the object that has it. Throws `bad-json` for a nest. */
function unstorable(value: unknown, path: readonly PropertyKey[]): InputError[] {
  if (path.length > DEEPEST_BODY) throw new Problem('bad-json');
  if (typeof value === 'string') return isStorableText(value) ? [] : [unstorableAt(pointerTo(path))];
  if (Array.isArray(value)) return value.flatMap((item, index) => unstorable(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    isStorableText(key) ? unstorable(item, [...path, key]) : [unstorableAt(pointerTo(path))],
  );
}
