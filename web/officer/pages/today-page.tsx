import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { DueKind } from 'virtual:codes';
import type { listDue } from '#shared/contracts/due.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { dayText, momentText } from '../../kit/days.ts';
import { Failed, Stale } from '../../kit/states.tsx';
import { ask, isWithoutSignal } from '../calls.ts';
import { PackedHouseholds } from '../packed.tsx';
import { Title } from '../title.tsx';

type Due = ReplyOf<typeof listDue>;
type Item = Due['items'][number];
const PAGE = 50;

export function TodayPage(): ReactNode {
  const [kind, setKind] = useState('');
  const due = useInfiniteQuery({
    queryKey: ['due', kind],
    initialPageParam: '',
    queryFn: async ({ pageParam }) =>
      await ask<typeof listDue>('GET', '/v1/me/due', { query: { kind, cursor: pageParam, limit: PAGE } }),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const [first] = due.data?.pages ?? [];
  const items = due.data?.pages.flatMap((each) => each.items) ?? [];
  return (
    <>
      <Title>งานของฉันวันนี้</Title>
      {due.error !== null &&
        first === undefined &&
        (isWithoutSignal(due.error) ? (
          <PackedHouseholds error={due.error} onRetry={() => void due.refetch()} />
        ) : (
          <Failed error={due.error} onRetry={() => void due.refetch()} />
        ))}
      {first === undefined && due.error === null && (
        <p className="waiting soft" role="status">
          กำลังโหลด…
        </p>
      )}
      {first !== undefined && (
        <>
          <Stale of={due} />
          <Counts due={first} kind={kind} />
          <KindOfWork due={first} kind={kind} onChange={setKind} />
          {items.length === 0 ? (
            <p className="notice">
              ไม่มีงานค้างในวันนี้ <Link to="/officer/search">ค้นหาครัวเรือน</Link>เพื่อบันทึกการเยี่ยมหรืออ่านแฟ้ม
            </p>
          ) : (
            <ul className="rows">
              {items.map((item) => (
                <Row key={`${item.kind} ${item.household?.id ?? ''} ${item.ref ?? ''} ${item.dueOn}`} item={item} />
              ))}
            </ul>
          )}
          {due.hasNextPage && (
            <button
              type="button"
              className="plain"
              disabled={due.isFetchingNextPage}
              onClick={() => void due.fetchNextPage()}
            >
              แสดงเพิ่ม
            </button>
          )}
          <p className="hint">ข้อมูล ณ {momentText(first.asOf)}</p>
        </>
      )}
    </>
  );
}

function Counts({ due, kind }: { due: Due; kind: string }): ReactNode {
  const total = due.total ?? due.atLeast;
  const counted = kind === '' ? total : (due.counts[kind as Item['kind']] ?? 0);
  return (
    <p role="status">
      <strong className="number">
        {due.total === null && kind === '' ? 'มากกว่า ' : ''}
        {counted?.toLocaleString('th-TH')}
      </strong>{' '}
      เรื่อง{kind === '' ? '' : ` · ${DueKind[kind] ?? kind}`}
    </p>
  );
}

/** The kinds that wait, each with its number: a choice, because there may be thirty of them. */
function KindOfWork(props: { due: Due; kind: string; onChange: (kind: string) => void }): ReactNode {
  const { due, kind, onChange } = props;
  const kinds = Object.entries(due.counts).filter(([code, count]) => count > 0 || code === kind);
  if (kinds.length < 2 && kind === '') return null;
  return (
    <div className="field">
      <label className="label" htmlFor="kind">
        แสดงเฉพาะ
      </label>
      <select id="kind" value={kind} onChange={(event) => onChange(event.target.value)}>
        <option value="">ทุกเรื่อง</option>
        {kinds.map(([code, count]) => (
          <option key={code} value={code}>
            {DueKind[code] ?? code} ({count.toLocaleString('th-TH')})
          </option>
        ))}
      </select>
    </div>
  );
}

function Row({ item }: { item: Item }): ReactNode {
  const { household, dueOn, overdueDays, priority, kind } = item;
  const id = household?.id;
  const title = household?.headName ?? household?.areaName ?? DueKind[kind] ?? item.what;
  return (
    <li>
      {typeof id === 'string' ? (
        <Link className="main" to="/officer/h/$id" params={{ id }}>
          {title}
        </Link>
      ) : (
        <span className="main">{title}</span>
      )}
      {household !== undefined && household.headName !== null && <span className="soft"> · {household.areaName}</span>}
      <div>{DueKind[kind] ?? item.what}</div>
      <div className="chips">
        {priority === 0 && <span className="chip bad">วิกฤต</span>}
        <span className={overdueDays > 0 ? 'chip bad' : 'chip'}>
          {overdueDays > 0 ? `เกินกำหนด ${overdueDays.toLocaleString('th-TH')} วัน` : `ครบกำหนด ${dayText(dueOn)}`}
        </span>
      </div>
    </li>
  );
}
