/** Page cursors: opaque, signed, and good only for the scope and the question they were given for. */
import { createHmac, timingSafeEqual } from 'node:crypto';

import { Problem } from '#shared/problems.ts';

export type Cursors = {
  /** `position` holds keys, never anything personal; `binding` is who asked what. */
  sign: (position: readonly string[], binding: unknown) => string;
  /** The position of a cursor; throws `cursor-invalid` when it is damaged or was given for another binding. */
  read: (cursor: string, binding: unknown) => string[];
};

export function createCursors(secret: Uint8Array): Cursors {
  const mac = (payload: string, binding: unknown): Buffer =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['cursor', binding, payload]))
      .digest()
      .subarray(0, 16);
  return {
    sign: (position, binding) => {
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${payload}.${mac(payload, binding).toString('base64url')}`;
    },
    read: (cursor, binding) => {
      const [payload = '', signature = '', ...rest] = cursor.split('.');
      // As text: a decoder reads over stray characters, and over bits of the last one.
      const given = Buffer.from(signature);
      const right = Buffer.from(mac(payload, binding).toString('base64url'));
      if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right))
        throw new Problem('cursor-invalid');
      const position: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
      if (!Array.isArray(position) || !position.every((key) => typeof key === 'string'))
        throw new Problem('cursor-invalid');
      return position;
    },
  };
}
