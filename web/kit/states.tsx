/** The states that every view has while it has nothing to show: waiting, failed, forbidden, without signal. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CallFailed } from './api.ts';
import { momentText } from './days.ts';

/** What a query gave, or why it gave nothing. What it gave before is shown with its time when asking anew did not succeed. */
export function Shown<Data>({
  of,
  children,
}: {
  of: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}): ReactNode {
  if (of.data !== undefined)
    return (
      <>
        <Stale of={of} />
        {children(of.data)}
      </>
    );
  if (of.error !== null) return <Failed error={of.error} onRetry={() => void of.refetch()} />;
  return (
    <p className="waiting soft" role="status">
      กำลังโหลด…
    </p>
  );
}

/** Says of what a query gave before how old it is, when asking anew failed. */
export function Stale({ of }: { of: Pick<UseQueryResult, 'dataUpdatedAt' | 'error' | 'refetch'> }): ReactNode {
  if (of.error === null || of.dataUpdatedAt === 0) return null;
  return (
    <p className="notice warn" role="status">
      ข้อมูล ณ {momentText(new Date(of.dataUpdatedAt).toISOString())} ยังปรับให้เป็นปัจจุบันไม่ได้{' '}
      <button type="button" className="plain" onClick={() => void of.refetch()}>
        ลองใหม่
      </button>
    </p>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const failure = error instanceof CallFailed ? error : new CallFailed(-1, { title: 'แสดงส่วนนี้ไม่ได้' });
  const [title, next] = explain(failure);
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{next}</p>
      {failure.problem.requestId !== undefined && <p className="hint">รหัสคำขอ {failure.problem.requestId}</p>}
      {onRetry !== undefined && failure.status !== 403 && (
        <button type="button" className="plain" onClick={onRetry}>
          ลองใหม่
        </button>
      )}
    </div>
  );
}

function explain({ status, message }: CallFailed): [title: string, next: string] {
  if (status === 0) return ['ไม่มีสัญญาณ', 'ส่วนนี้ต้องใช้สัญญาณ ข้อมูลที่บันทึกไว้ในเครื่องยังอยู่'];
  if (status === 401) return ['การลงชื่อเข้าใช้หมดอายุ', 'กรุณาลงชื่อเข้าใช้ใหม่'];
  if (status === 403) return ['บัญชีนี้ไม่มีสิทธิ์ดูส่วนนี้', 'หากต้องใช้ กรุณาติดต่อผู้ดูแลบัญชีของ ศจพ. ในพื้นที่'];
  if (status === 404) return ['ไม่พบ หรืออยู่นอกพื้นที่ของท่าน', 'กรุณาตรวจที่อยู่ของหน้าหรือค้นหาใหม่'];
  return [message, 'หากยังพบปัญหา กรุณาแจ้งรหัสคำขอแก่ผู้ดูแลระบบ'];
}
