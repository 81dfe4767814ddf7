/** Files that come from the API and go to it. */
import { CallFailed } from '../kit/api.ts';
import { token } from './session.ts';

/** Saves a file that the API answers with, under the name that it has there. Throws CallFailed. */
export async function saveFile(path: `/v1/${string}`): Promise<void> {
  const access = await token();
  let reply: Response;
  try {
    reply = await fetch(path, { headers: access === undefined ? {} : { authorization: `Bearer ${access}` } });
  } catch {
    throw new CallFailed(0, {});
  }
  if (!reply.ok) {
    const said: unknown = await reply.json().catch(() => undefined);
    throw new CallFailed(reply.status, typeof said === 'object' && said !== null ? said : {});
  }
  saveAs(await reply.blob(), nameIn(reply.headers.get('content-disposition') ?? ''));
}

/** Saves what the API said as a file of JSON. */
export function saveJson(said: object, name: string): void {
  saveAs(new Blob([JSON.stringify(said, null, 2)], { type: 'application/json' }), name);
}

function saveAs(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''(?<name>[^;]+)/iu.exec(disposition)?.groups?.['name'];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="(?<name>[^"]+)"/u.exec(disposition)?.groups?.['name'] ?? '';
}

/** Sends a file by the form that the API gave. `hear` is told the share that is sent, 0 to 1. Throws CallFailed. */
export async function sendFile(
  { url, fields }: { url: string; fields: Readonly<Record<string, string>> },
  file: File,
  hear: (share: number) => void,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  // fetch does not tell how much was sent.
  const call = new XMLHttpRequest();
  const sent = Promise.withResolvers<void>();
  call.upload.addEventListener('progress', ({ loaded, total }) => hear(total === 0 ? 0 : loaded / total));
  call.addEventListener('load', () =>
    call.status < 300
      ? sent.resolve()
      : sent.reject(new CallFailed(call.status, { title: 'ที่เก็บไฟล์ไม่รับไฟล์นี้ อาจรอนานเกินไปหรือไฟล์เปลี่ยนไป กรุณาส่งใหม่' })),
  );
  call.addEventListener('error', () => sent.reject(new CallFailed(0, {})));
  call.open('POST', url);
  call.send(form);
  await sent.promise;
}
