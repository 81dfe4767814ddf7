import type { IncomingMessage } from 'node:http';
import { S3Error } from './s3-error.ts';

/** A request taken apart without any normalising: `..` and `%2e%2e` stay what they are, part of a key. */
export type S3Request = {
  readonly method: string;
  /** The whole decoded path, as it was signed. */
  readonly path: string;
  readonly bucket: string;
  readonly key: string;
  readonly queryPairs: readonly (readonly [string, string])[];
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
  /** A header, or the same name in the query, where presigned URLs carry it. */
  readonly field: (name: string) => string | undefined;
  readonly fieldNames: readonly string[];
};

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

function joined(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

/** Takes a request apart; `basePath` ('' or '/s3') comes before the bucket. Errors: InvalidURI, KeyTooLongError. */
export function parseRequest(req: IncomingMessage, basePath: string): S3Request {
  const url = req.url ?? '/';
  const mark = url.indexOf('?');
  const path = decode(mark === -1 ? url : url.slice(0, mark));
  if (!path.startsWith(`${basePath}/`)) throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  const rest = path.slice(basePath.length + 1);
  const slash = rest.indexOf('/');
  const key = slash === -1 ? '' : rest.slice(slash + 1);
  if (Buffer.byteLength(key) > 1024) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long');
  const queryPairs = (mark === -1 ? '' : url.slice(mark + 1))
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))];
    });
  const query = new Map(queryPairs);
  const lowered = new Map(queryPairs.map(([name, value]) => [name.toLowerCase(), value]));
  const headers = Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, joined(value)]));
  return {
    method: req.method ?? 'GET',
    path,
    bucket: slash === -1 ? rest : rest.slice(0, slash),
    key,
    queryPairs,
    query,
    headers,
    field: (name) => headers[name] ?? (name.startsWith('x-amz-') ? lowered.get(name) : undefined),
    fieldNames: [...new Set([...Object.keys(headers), ...lowered.keys()])],
  };
}
