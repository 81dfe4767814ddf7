/** The JSON body of a request, or the problem with it. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

import { Problem } from '#shared/problems.ts';

import { pointerTo } from './input-errors.ts';

/** Bytes. A household of thirty members takes some ten thousand. */
const LARGEST_BODY = 1_000_000;
const DEEPEST_BODY = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function readBody(event: Pick<APIGatewayProxyEventV2, 'body' | 'headers' | 'isBase64Encoded'>): unknown {
  const mediaType = event.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') throw new Problem('unsupported-media-type');
  const sent = event.body ?? '';
  if (sent.length > LARGEST_BODY * 1.4) throw new Problem('too-large');
  const text = event.isBase64Encoded ? decode(sent) : sent;
  if (Buffer.byteLength(text) > LARGEST_BODY) throw new Problem('too-large');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Problem('bad-json');
  }
  refuseUnstorable(body, []);
  return body;
}

function decode(base64: string): string {
  try {
    return utf8.decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new Problem('bad-json');
  }
}

/** Half a surrogate pair would come back from the store as another character, and a NUL cannot be shown: refused. */
function refuseUnstorable(value: unknown, path: readonly PropertyKey[]): void {
  if (path.length > DEEPEST_BODY) throw new Problem('bad-json');
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\u0000'))
      throw new Problem('invalid-input', {
        errors: [{ pointer: pointerTo(path), message: 'มีอักขระที่บันทึกไม่ได้', code: 'unstorable-text' }],
      });
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseUnstorable(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (!key.isWellFormed()) throw new Problem('bad-json');
      refuseUnstorable(item, [...path, key]);
    }
  }
}
