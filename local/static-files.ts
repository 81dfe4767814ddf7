/** The faces of the platform, as files: what a bucket behind a content network serves on AWS, under the same addresses. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants } from 'node:zlib';
import { contentSecurityPolicy } from '#infra/content-security-policy.ts';
import { PUBLIC_FIGURES } from '#infra/public-figures.ts';
import { OFFICER_ADDRESS, OFFICER_ENTRY, officerFiles, pageFiles, type PageFile } from '#infra/page-files.ts';

const SECURITY = {
  'content-security-policy': contentSecurityPolicy([]),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
/** Types that the content network compresses. */
const COMPRESSED = /^(?:text\/|image\/svg|application\/(?:json|manifest))/u;
/** About what the content network does while it answers. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/**
 * Serves the page in `folder` and the officers' face that was built into `built`. A file that may change under its address is read anew at
 * each call, so that a change shows at once. `published`: the public figures, by path.
 */
export function createStaticFiles(
  folder: string,
  built: string,
  published: (path: string) => Promise<PageFile | undefined>,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  /** By path. Versions before the last change stay, as they do in the bucket. */
  const known = new Map<string, PageFile>();
  const compressed = new WeakMap<PageFile, Buffer>();

  const asSent = (file: PageFile): Buffer => {
    const before = compressed.get(file);
    if (before !== undefined) return before;
    const body = brotliCompressSync(file.body, QUALITY);
    compressed.set(file, body);
    return body;
  };

  return async (req, res) => {
    const path = pathOf(req.url ?? '/');
    const isPublic = path.startsWith(PUBLIC_FIGURES);
    if (!isPublic && known.get(path)?.cacheControl.includes('immutable') !== true)
      for (const file of [...(await pageFiles(folder)), ...(await officerFiles(built))]) known.set(file.path, file);
    const file = isPublic ? await published(path) : known.get(path);
    if (file === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) {
      const text = path === OFFICER_ENTRY ? 'ยังไม่ได้สร้างหน้าเจ้าหน้าที่ · npm run build:web' : 'ไม่พบหน้านี้';
      res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
      return;
    }
    const small = COMPRESSED.test(file.type) && /\bbr\b/u.test(String(req.headers['accept-encoding']));
    const body = small ? asSent(file) : file.body;
    res.writeHead(200, {
      ...SECURITY,
      'content-type': file.type,
      'content-length': body.length,
      'cache-control': file.cacheControl,
      vary: 'accept-encoding',
      ...(small ? { 'content-encoding': 'br' } : {}),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  };
}

/** A path is only looked up among the files of the faces, so none leads out of their folders. */
function pathOf(url: string): string {
  const path = URL.parse(url, 'http://localhost')?.pathname ?? '/';
  if (OFFICER_ADDRESS.test(path)) return OFFICER_ENTRY;
  return path === '/' ? 'index.html' : path.slice(1);
}
