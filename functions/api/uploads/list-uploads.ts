import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { listUploads as contract } from '#shared/contracts/uploads.ts';
import { mayRead, placesToRead } from '#shared/domain/upload/places.ts';
import type { ListedUpload, UploadStore } from '#shared/upload/upload-store.ts';

import { summaryOf } from './read-upload.ts';

/** Uploads looked at together when they are filtered; otherwise those of a page, and one more that says whether there is another. */
const FILTERED_AT_ONCE = 100;
/** Uploads looked at for one page: of a rare status the page may be short. */
const LOOKED_AT = 1000;

/** The uploads that the account may read, newest first. Throws `cursor-invalid`. */
export async function listUploads(
  { uploads, cursors }: { uploads: UploadStore; cursors: Cursors },
  { query, scopes, principal }: Pick<Call<typeof contract>, 'query' | 'scopes' | 'principal'>,
): Promise<ReplyOf<typeof contract>> {
  const { cursor, limit, source, status } = query;
  const binding = ['uploads', principal.sub, scopes, { source, status }];
  const atOnce = source === undefined && status === undefined ? limit + 1 : FILTERED_AT_ONCE;
  const places = placesToRead(scopes, principal);
  let [before] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const items: ReplyOf<typeof contract>['items'] = [];
  for (let lookedAt = 0; ;) {
    const batch = newestOf(await Promise.all(places.map((place) => uploads.listed(place, before, atOnce))), atOnce);
    const wanted = batch.filter((one) => source === undefined || one.source === source);
    const found = await uploads.getMany(wanted.map(({ id }) => id));
    const firsts = await uploads.getMany([...found.values()].flatMap(({ sameAs = [] }) => sameAs));
    for (const { id, at } of batch) {
      if (items.length >= limit || lookedAt >= LOOKED_AT)
        return { items, nextCursor: before === undefined ? null : cursors.sign([before], binding) };
      lookedAt += 1;
      before = at;
      const upload = found.get(id);
      if (!upload || !mayRead(upload.by, scopes, principal)) continue;
      const first = firsts.get(upload.sameAs ?? '') ?? upload;
      if (status !== undefined && first.status !== status) continue;
      const { sub, area = null, agency = null } = upload.by;
      items.push({ ...(await summaryOf(upload, first, uploads)), mine: sub === principal.sub, area, agency });
    }
    if (batch.length < atOnce) return { items, nextCursor: null };
  }
}

/** The newest `most` of several lists, each newest first and cut at `most`; what is in several of them once. */
function newestOf(lists: readonly (readonly ListedUpload[])[], most: number): ListedUpload[] {
  const all = new Map(lists.flat().map((one) => [one.at, one]));
  return [...all.values()].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most);
}
