/** A full disk refuses writes with a sentence, and keeps room for what reading writes: the lines of the access log. */
import { statfsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Kept free, in bytes: the database needs room for its journal, also to read on. */
const RESERVE = 24 * 1024 * 1024;

const REFUSAL = {
  type: 'urn:problem:disk-full',
  status: 503,
  code: 'disk-full',
  title: 'ดิสก์ของเครื่องนี้เต็ม จึงยังไม่บันทึก กรุณาเพิ่มเนื้อที่แล้วส่งอีกครั้ง ข้อมูลเดิมยังอยู่ครบและยังเปิดดูได้',
  detail: 'The disk of this machine is full: nothing was written. Free some space and send it again.',
};

/** Answers a call that writes when the folder's disk has no room for it; false when the call may go on. */
export function refuseOnFullDisk(folder: string, req: IncomingMessage, res: ServerResponse): boolean {
  if (req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS') return false;
  // Searching reads.
  if (req.url === '/v1/households/search') return false;
  const { bavail, bsize } = statfsSync(folder);
  const coming = Number(req.headers['content-length'] ?? 0);
  if (bavail * bsize - coming > RESERVE) return false;
  // What is sent is read and dropped, so that the sender gets to read the answer.
  req.resume();
  res
    .writeHead(REFUSAL.status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
    .end(JSON.stringify(REFUSAL));
  return true;
}
