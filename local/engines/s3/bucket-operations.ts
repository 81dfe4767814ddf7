import { sendEmpty, sendXml } from './answer.ts';
import { corsRulesFromXml, corsRulesToXml } from './cors.ts';
import { listObjects } from './list-objects.ts';
import { receiveText } from './receive-body.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Call } from './s3-call.ts';
import { element, innerXml, parent, textOf, xmlDocument } from './xml.ts';

export function listBuckets({ res, store }: S3Call): void {
  const buckets = store
    .buckets()
    .map((bucket) =>
      parent('Bucket', [element('Name', bucket.name), element('CreationDate', bucket.settings.created)]),
    );
  sendXml(res, 200, xmlDocument('ListAllMyBucketsResult', [parent('Buckets', buckets)]));
}

async function deleteObjects(call: S3Call): Promise<void> {
  const { req, res, request, signature, store } = call;
  const bucket = store.bucket(request.bucket);
  const xml = await receiveText(req, request, signature);
  const objects = innerXml(xml, 'Object');
  if (objects.length === 0 || objects.length > 1000)
    throw new S3Error(400, 'MalformedXML', 'The XML you provided must name between 1 and 1000 keys.');
  const keys = objects.map((inner) => {
    if (textOf(inner, 'VersionId') !== undefined) throw notImplemented('deleting a version');
    const key = textOf(inner, 'Key');
    if (key === undefined) throw new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed.');
    return key;
  });
  for (const key of keys) if (bucket.remove(key)) call.removed(bucket.name, key);
  const quiet = textOf(xml, 'Quiet') === 'true';
  const lines = quiet ? [] : keys.map((key) => parent('Deleted', [element('Key', key)]));
  sendXml(res, 200, xmlDocument('DeleteResult', lines));
}

function getSetting({ res, request, store }: S3Call, setting: string): void {
  const { settings } = store.bucket(request.bucket);
  if (setting === 'location') sendXml(res, 200, xmlDocument('LocationConstraint', ['ap-southeast-1']));
  else if (setting === 'versioning')
    sendXml(res, 200, xmlDocument('VersioningConfiguration', [element('Status', settings.versioning)]));
  else if (settings.cors === undefined)
    throw new S3Error(404, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist');
  else sendXml(res, 200, xmlDocument('CORSConfiguration', corsRulesToXml(settings.cors)));
}

async function putSetting({ req, res, request, signature, store }: S3Call, setting: string): Promise<void> {
  const bucket = store.bucket(request.bucket);
  const xml = await receiveText(req, request, signature);
  if (setting === 'cors') bucket.changeSettings({ cors: corsRulesFromXml(xml) });
  else if (setting === 'versioning') {
    const status = textOf(xml, 'Status');
    if (status !== 'Enabled' && status !== 'Suspended')
      throw new S3Error(400, 'MalformedXML', 'The XML you provided names no versioning status.');
    bucket.changeSettings({ versioning: status });
  } else throw notImplemented(setting);
  sendEmpty(res, 200);
}

/** Query names that ask for a part of the bucket's configuration: the first that is there, `undefined` for none. */
function settingOf(call: S3Call): string | undefined {
  return [...call.request.query.keys()].find((name) => /^[a-z][a-zA-Z]+$/.test(name) && !LISTING.has(name));
}

const LISTING = new Set(['prefix', 'delimiter', 'marker', 'delete']);

const READABLE = new Set(['location', 'versioning', 'cors']);

/** Every call on a bucket itself, its form uploads excepted. Errors: 501 for configuration that is not kept here. */
export async function bucketOperation(call: S3Call): Promise<void> {
  const { res, request, store } = call;
  const setting = settingOf(call);
  switch (request.method) {
    case 'GET':
      if (setting !== undefined) {
        if (!READABLE.has(setting)) throw notImplemented(setting);
        getSetting(call, setting);
      } else if (request.query.get('list-type') === '2') listObjects(call);
      else throw notImplemented('ListObjects version 1');
      return;
    case 'HEAD':
      store.bucket(request.bucket);
      sendEmpty(res, 200, { 'x-amz-bucket-region': 'ap-southeast-1' });
      return;
    case 'PUT':
      if (setting !== undefined) {
        await putSetting(call, setting);
        return;
      }
      await receiveText(call.req, request, call.signature);
      store.createBucket(request.bucket, call.now);
      sendEmpty(res, 200, { location: `/${request.bucket}` });
      return;
    case 'POST':
      if (!request.query.has('delete')) throw notImplemented('POST');
      await deleteObjects(call);
      return;
    case 'DELETE':
      if (setting !== undefined) throw notImplemented(`deleting ${setting}`);
      store.deleteBucket(request.bucket);
      sendEmpty(res, 204);
      return;
    default:
      throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }
}
