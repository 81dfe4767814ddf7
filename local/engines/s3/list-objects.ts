import { sendXml } from './answer.ts';
import type { Bucket } from './object-store.ts';
import { invalidArgument } from './s3-error.ts';
import type { S3Call } from './s3-call.ts';
import { awsEncode } from './signature.ts';
import { element, parent, xmlDocument } from './xml.ts';

type Page = {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
  /** The last key looked at, when more follow. */
  readonly next: string | undefined;
};

/** Index of the first key behind `after`, both in UTF-8 order. */
function firstBehind(keys: readonly string[], after: string): number {
  const wanted = Buffer.from(after);
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Buffer.compare(Buffer.from(keys[middle] ?? ''), wanted) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pageOf(bucket: Bucket, options: { prefix: string; delimiter: string; after: string; max: number }): Page {
  const { prefix, delimiter, after, max } = options;
  const keys: string[] = [];
  const prefixes = new Set<string>();
  const all = bucket.keys();
  let last = '';
  for (let index = firstBehind(all, after); index < all.length; index += 1) {
    const key = all[index] ?? '';
    if (!key.startsWith(prefix)) {
      if (key > prefix && keys.length + prefixes.size > 0) break;
      continue;
    }
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut === -1 ? undefined : key.slice(0, cut + delimiter.length);
    // A page that ended inside a common prefix does not show it again.
    if (common !== undefined && (prefixes.has(common) || after.startsWith(common))) {
      last = key;
      continue;
    }
    if (keys.length + prefixes.size >= max) return { keys, prefixes: [...prefixes], next: last === '' ? after : last };
    if (common === undefined) keys.push(key);
    else prefixes.add(common);
    last = key;
  }
  return { keys, prefixes: [...prefixes], next: undefined };
}

function keyOfToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (Buffer.from(key).toString('base64url') !== token)
    throw invalidArgument('The continuation token provided is incorrect');
  return key;
}

/** ListObjectsV2: prefix, delimiter, paging by token or start-after, encoding-type=url. */
export function listObjects({ res, request, store }: S3Call): void {
  const bucket = store.bucket(request.bucket);
  const { query } = request;
  const [prefix, delimiter, token] = [
    query.get('prefix') ?? '',
    query.get('delimiter') ?? '',
    query.get('continuation-token'),
  ];
  const wanted = Number(query.get('max-keys') ?? 1000);
  if (!Number.isInteger(wanted) || wanted < 0) throw invalidArgument('max-keys must be a whole number');
  const max = Math.min(wanted, 1000);
  const after = token === undefined ? (query.get('start-after') ?? '') : keyOfToken(token);
  const page =
    max === 0 ? { keys: [], prefixes: [], next: undefined } : pageOf(bucket, { prefix, delimiter, after, max });
  const url = query.get('encoding-type') === 'url';
  const text = (key: string): string => (url ? awsEncode(key).replaceAll('%2F', '/') : key);
  sendXml(
    res,
    200,
    xmlDocument('ListBucketResult', [
      element('Name', bucket.name),
      element('Prefix', text(prefix)),
      delimiter === '' ? undefined : element('Delimiter', text(delimiter)),
      url ? element('EncodingType', 'url') : undefined,
      element('MaxKeys', max),
      element('KeyCount', page.keys.length + page.prefixes.length),
      element('IsTruncated', page.next !== undefined),
      element('ContinuationToken', token),
      page.next === undefined
        ? undefined
        : element('NextContinuationToken', Buffer.from(page.next).toString('base64url')),
      ...page.keys.map((key) => {
        const stored = bucket.get(key);
        return parent('Contents', [
          element('Key', text(key)),
          element('LastModified', stored.modified),
          element('ETag', `"${stored.etag}"`),
          element('Size', stored.size),
          element('StorageClass', 'STANDARD'),
        ]);
      }),
      ...page.prefixes.map((common) => parent('CommonPrefixes', [element('Prefix', text(common))])),
    ]),
  );
}
