/** What this device keeps, shown with its age: without signal nobody knows what became of it since. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { UrgencyLevel } from 'virtual:codes';
import { agoText, dayText, momentText } from '../kit/days.ts';
import { Failed } from '../kit/states.tsx';
import { packQuery } from './calls.ts';
import { addressOf, headOf } from './household.ts';

/** Nothing is said of what was read just now. */
export function PackedAt({ moment }: { moment: string | undefined }): ReactNode {
  if (moment === undefined) return null;
  return (
    <p className="notice warn" role="status">
      ข้อมูลที่เก็บในเครื่องนี้ ณ {momentText(moment)} ({agoText(moment)})
    </p>
  );
}

/** The households of this device in place of a list that needs signal, or why there is no list. */
export function PackedHouseholds({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const pack = useQuery(packQuery).data;
  if (pack === undefined) return null;
  if (pack === null || pack.items.length === 0) return <Failed error={error} onRetry={onRetry} />;
  return (
    <>
      <PackedAt moment={pack.asOf} />
      <p>
        ครัวเรือนในเครื่องนี้ {pack.items.length.toLocaleString('th-TH')} หลัง เรื่องที่ถึงกำหนดก่อนอยู่ก่อน{' '}
        <button type="button" className="plain" onClick={onRetry}>
          ลองใหม่
        </button>
      </p>
      <ul className="rows">
        {pack.items.map(({ household }) => (
          <li key={household.id}>
            <Link className="main" to="/officer/h/$id" params={{ id: household.id }}>
              {headOf(household) ?? household.areaName}
            </Link>
            <div className="soft">{addressOf(household)}</div>
            <div className="chips">
              {household.urgency?.level === 'CRITICAL' && <span className="chip bad">{UrgencyLevel['CRITICAL']}</span>}
              <span className="chip">นัด {dayText(household.nextDue)}</span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
