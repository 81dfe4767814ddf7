// @ts-check
import { token } from './sign-in.js';

/** A call that failed, with what to tell people in Thai. */
export class CallFailed extends Error {
  /** @param {string} message @param {string} code @param {number} status 0: no answer */
  constructor(message, code, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/**
 * Asks the API. Errors: CallFailed.
 * @param {string} path
 * @param {Record<string, string | undefined>} [query] absent values are left out
 * @returns {Promise<any>}
 */
export async function ask(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = given.length > 0 ? `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}` : '';
  const access = token();
  let reply;
  try {
    reply = await fetch(`/v1/${path}${search}`, {
      headers: { accept: 'application/json', ...(access === undefined ? {} : { authorization: `Bearer ${access}` }) },
    });
  } catch {
    throw new CallFailed('ติดต่อระบบไม่ได้ กรุณาตรวจการเชื่อมต่อแล้วลองใหม่', 'no-answer', 0);
  }
  const body = await reply.json().catch(() => undefined);
  if (reply.ok && body !== undefined) return body;
  if (reply.status === 401) throw new CallFailed('การลงชื่อเข้าใช้หมดอายุ กรุณาลงชื่อเข้าใช้ใหม่', 'unauthenticated', 401);
  // What the edge refuses is not for want of a role: its own title says so.
  if (reply.status === 403 && body?.code !== 'request-refused')
    throw new CallFailed('บัญชีนี้ไม่มีสิทธิ์ดูข้อมูลส่วนนี้ หรือพื้นที่นี้อยู่นอกขอบเขต', 'forbidden', 403);
  const title = typeof body?.title === 'string' ? body.title : `ระบบขัดข้อง (${reply.status}) กรุณาลองใหม่ภายหลัง`;
  throw new CallFailed(title, body?.code ?? 'failed', reply.status);
}
