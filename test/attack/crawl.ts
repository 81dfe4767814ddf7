/** Follows every link of the public figures from the pages of the nation. */
const ROOT = '/figures/';
const NUMBERED = /^(\d{4}-\d{2})\/p(\d+)\//u;

/** Bytes of every file by path below `/figures/`. `origin`: of the platform. Throws when a link leads nowhere. */
export async function crawl(origin: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const left = ['index.json', 'th/TH.html', 'en/TH.html'];
  for (const path of left) {
    if (files.has(path)) continue;
    const response = await fetch(`${origin}${ROOT}${path}`);
    if (!response.ok) throw new Error(`${ROOT}${path} answers ${response.status}`);
    const body = new Uint8Array(await response.arrayBuffer());
    files.set(path, body);
    if (!path.endsWith('.html')) continue;
    const links = [
      ...Buffer.from(body)
        .toString('utf8')
        .matchAll(/(?:href|src)="\/figures\/([^"#?]+)"/gu),
    ];
    for (const [, link = ''] of links) {
      left.push(link);
      // Of each month every publication: those before are files of the same names.
      const [, month, number] = NUMBERED.exec(link) ?? [];
      for (let before = 0; before < Number(number ?? 0); before += 1) left.push(`${month}/p${before}/th/TH.html`);
    }
  }
  return files;
}
