import type { ServerResponse } from 'node:http';
import { S3Error } from './s3-error.ts';
import { element, xmlDocument } from './xml.ts';

export function sendXml(res: ServerResponse, status: number, xml: string, headers: Record<string, string> = {}): void {
  res.writeHead(status, { ...headers, 'content-type': 'application/xml', 'content-length': Buffer.byteLength(xml) });
  res.end(xml);
}

export function sendEmpty(res: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  res.writeHead(status, { ...headers, ...(status !== 204 && status !== 304 && { 'content-length': '0' }) });
  res.end();
}

/** Answers with S3's XML for a refusal; anything unforeseen is an InternalError without details. */
export function sendError(res: ServerResponse, error: unknown, resource: string): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const refusal =
    error instanceof S3Error ? error : new S3Error(500, 'InternalError', 'We encountered an internal error.');
  if (res.req.method === 'HEAD') {
    sendEmpty(res, refusal.status);
    return;
  }
  const body = xmlDocument('Error', [
    element('Code', refusal.code),
    element('Message', refusal.message),
    element('Resource', resource),
  ]).replace(' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"', '');
  sendXml(res, refusal.status, body);
}
