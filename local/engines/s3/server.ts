import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { sendEmpty, sendError, sendXml } from './answer.ts';
import { bucketOperation, listBuckets } from './bucket-operations.ts';
import { corsHeaders, type CorsRule, LOOPBACK_CORS } from './cors.ts';
import { descriptionOf, objectOperation } from './object-operations.ts';
import { ObjectStore, type StoredObject } from './object-store.ts';
import { receivePostForm } from './post-form.ts';
import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { parseRequest, type S3Request } from './s3-request.ts';
import { awsEncode, type Credentials, verifySignature } from './signature.ts';
import { element, xmlDocument } from './xml.ts';

export type ObjectCreated = {
  readonly bucket: string;
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly versionId?: string;
};

export type ObjectRemoved = {
  readonly bucket: string;
  readonly key: string;
};

export type S3Options = {
  /** Folder of all buckets; made when it is not there. Files stay between starts. */
  readonly dir: string;
  readonly credentials: Credentials;
  /** Buckets to make when they are not there. */
  readonly buckets: readonly string[];
  /** For buckets without rules of their own. Absent: pages of this computer. */
  readonly cors?: readonly CorsRule[];
  /** Absent: the system clock, read at every request. */
  readonly now?: () => Date;
  /** What comes before the bucket in the path, '' or such as '/s3'. */
  readonly basePath?: string;
};

type Events = { 'object-created': [ObjectCreated]; 'object-removed': [ObjectRemoved] };

export type S3Handler = {
  handler(req: IncomingMessage, res: ServerResponse): void;
  on<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): void;
};

export type S3Engine = {
  readonly endpoint: string;
  stop(): Promise<void>;
} & S3Handler;

function isFormUpload(request: S3Request): boolean {
  return (
    request.method === 'POST' &&
    request.key === '' &&
    (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/form-data')
  );
}

function answerPost(
  res: ServerResponse,
  stored: StoredObject,
  bucket: string,
  fields: ReadonlyMap<string, string>,
): void {
  const etag = `"${stored.etag}"`;
  const location = `http://${res.req.headers.host ?? 'localhost'}/${bucket}/${stored.key.split('/').map(awsEncode).join('/')}`;
  const redirect = fields.get('success_action_redirect') ?? fields.get('redirect');
  if (redirect !== undefined && URL.canParse(redirect)) {
    const target = new URL(redirect);
    for (const [name, value] of [
      ['bucket', bucket],
      ['key', stored.key],
      ['etag', etag],
    ] as const)
      target.searchParams.set(name, value);
    sendEmpty(res, 303, { location: target.href, etag });
    return;
  }
  const status = fields.get('success_action_status');
  if (status === '201') {
    const lines = [
      element('Location', location),
      element('Bucket', bucket),
      element('Key', stored.key),
      element('ETag', etag),
    ];
    sendXml(res, 201, xmlDocument('PostResponse', lines), { location, etag });
  } else sendEmpty(res, status === '200' ? 200 : 204, { location, etag });
}

/** The S3 API as a request handler, to be mounted in any HTTP server. */
export function createS3Handler(options: S3Options): S3Handler {
  const clock = options.now ?? (() => new Date());
  const basePath = options.basePath ?? '';
  const store = new ObjectStore(options.dir, clock());
  for (const name of options.buckets) if (!store.has(name)) store.createBucket(name, clock());
  const events = new EventEmitter<Events>();

  const created = (bucket: string, stored: StoredObject): void => {
    const { key, size, etag, versionId } = stored;
    const event = { bucket, key, size, etag, ...(versionId !== 'null' && { versionId }) };
    // Behind the answer: what a listener does or throws does not change the answer of the upload.
    setImmediate(() => events.emit('object-created', event));
  };
  const removed = (bucket: string, key: string): void => {
    setImmediate(() => events.emit('object-removed', { bucket, key }));
  };

  const cors = (req: IncomingMessage, request: S3Request): Record<string, string> | undefined => {
    const { origin } = req.headers;
    if (origin === undefined || !store.has(request.bucket)) return undefined;
    const rules = store.bucket(request.bucket).settings.cors ?? options.cors ?? LOOPBACK_CORS;
    const preflight = request.method === 'OPTIONS';
    const method = preflight ? (request.headers['access-control-request-method'] ?? '') : request.method;
    const wanted = preflight ? (request.headers['access-control-request-headers'] ?? '') : '';
    const names = wanted.split(',').map((name) => name.trim().toLowerCase());
    return corsHeaders(
      rules,
      origin,
      method,
      names.filter((name) => name !== ''),
    );
  };

  const formUpload = async (req: IncomingMessage, res: ServerResponse, request: S3Request): Promise<void> => {
    const bucket = store.bucket(request.bucket);
    const target = store.incomingFile();
    const now = clock();
    const posted = await receivePostForm(req, { bucket: bucket.name, credentials: options.credentials, now, target });
    const description = descriptionOf(posted.fields.keys(), (name) => posted.fields.get(name));
    const stored = bucket.commit(posted.key, posted.written, description, { onlyIfAbsent: false }, now);
    created(bucket.name, stored);
    answerPost(res, stored, bucket.name, posted.fields);
  };

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const request = parseRequest(req, basePath);
    const headers = cors(req, request);
    if (request.method === 'OPTIONS') {
      if (headers === undefined)
        throw new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
      sendEmpty(res, 200, headers);
      return;
    }
    for (const [name, value] of Object.entries(headers ?? {})) res.setHeader(name, value);
    if (isFormUpload(request)) {
      await formUpload(req, res, request);
      return;
    }
    const now = clock();
    const signature = verifySignature(request, options.credentials, now);
    const call: S3Call = { req, res, request, signature, store, now, created, removed };
    if (request.bucket === '') {
      if (request.method !== 'GET') throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed.');
      listBuckets(call);
    } else await (request.key === '' ? bucketOperation(call) : objectOperation(call));
  };

  return {
    handler: (req, res) => {
      // Node's own is up to a second old, and after a jump of the clock much older: clients correct their clocks by it.
      res.setHeader('date', clock().toUTCString());
      answer(req, res).catch((error: unknown) => {
        // The rest of a refused body is read and dropped, so that the client gets to read the answer.
        req.resume();
        if (!res.destroyed) sendError(res, error, req.url?.split('?')[0] ?? '/');
      });
    },
    on: (name, listener) => {
      events.on<keyof Events>(name, listener);
    },
  };
}

/** Starts an S3 server on the loopback address. Errors: when the port is taken or the folder cannot be written. */
export async function startS3(
  options: S3Options & { readonly port?: number; readonly host?: string },
): Promise<S3Engine> {
  const handler = createS3Handler(options);
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 }, (req, res) => handler.handler(req, res));
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : options.port;
  return {
    ...handler,
    endpoint: `http://${host}:${port}${options.basePath ?? ''}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
