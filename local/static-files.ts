/** The faces of the platform, as files: what a bucket behind a content network serves on AWS, under the same addresses. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageFiles, VERSIONS, type PageFile } from '#infra/page-files.ts';

const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Serves the page in `folder`. Each call for its entry reads the folder anew, so that a change shows at once. */
export function createStaticFiles(folder: string): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  /** By path. Versions before the last change stay, as they do in the bucket. */
  const known = new Map<string, PageFile>();
  return async (req, res) => {
    const path = pathOf(req.url ?? '/');
    if (!path.startsWith(VERSIONS) || !known.has(path))
      for (const file of await pageFiles(folder)) known.set(file.path, file);
    const file = known.get(path);
    if (file === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) {
      res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('ไม่พบหน้านี้\n');
      return;
    }
    res.writeHead(200, {
      ...SECURITY,
      'content-type': file.type,
      'content-length': file.body.length,
      'cache-control': file.cacheControl,
    });
    res.end(req.method === 'HEAD' ? undefined : file.body);
  };
}

/** A path is only looked up among the files of the page, so none leads out of its folder. */
function pathOf(url: string): string {
  const path = URL.parse(url, 'http://localhost')?.pathname.slice(1);
  return path === '' ? 'index.html' : (path ?? '');
}
