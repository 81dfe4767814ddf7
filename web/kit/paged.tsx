/** A list that the API gives page by page. */
import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failed, Stale } from './states.tsx';

type Page<Item> = { items: readonly Item[]; nextCursor: string | null };

/**
 * Shows the pages read so far, and a button for the next. `read` takes the cursor of a page, undefined for the first. `empty`: why there may
 * be nothing, and what to do next. `beside`: what the first page says of the whole.
 */
export function Paged<Item, Read extends Page<Item>>(props: {
  queryKey: QueryKey;
  read: (cursor: string | undefined) => Promise<Read & Page<Item>>;
  empty: ReactNode;
  beside?: (first: Read) => ReactNode;
  children: (items: readonly Item[]) => ReactNode;
}): ReactNode {
  const { queryKey, read, empty, beside, children } = props;
  const pages = useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    queryFn: async ({ pageParam }) => await read(pageParam === '' ? undefined : pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const [first] = pages.data?.pages ?? [];
  if (first === undefined)
    return pages.error === null ? (
      <p className="waiting soft" role="status">
        กำลังโหลด…
      </p>
    ) : (
      <Failed error={pages.error} onRetry={() => void pages.refetch()} />
    );
  const items = pages.data?.pages.flatMap((each) => each.items) ?? [];
  return (
    <>
      <Stale of={pages} />
      {beside?.(first)}
      {items.length === 0 ? <div className="notice">{empty}</div> : children(items)}
      {pages.hasNextPage && (
        <button
          type="button"
          className="plain"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          แสดงเพิ่ม
        </button>
      )}
    </>
  );
}
