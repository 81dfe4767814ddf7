import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Dimension, ReferralStatus } from 'virtual:codes';
import type { listReferrals } from '#shared/contracts/referrals.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { Field } from '../../kit/controls.tsx';
import { dayText } from '../../kit/days.ts';
import { Paged } from '../../kit/paged.tsx';
import { agenciesQuery, ask } from '../calls.ts';
import { Title } from '../title.tsx';

type Item = ReplyOf<typeof listReferrals>['items'][number];
const PAGE = 50;

/** Needs that were sent to an agency: those of the own agency, or those that the own area sent. */
export function ReferralsPage(): ReactNode {
  const [status, setStatus] = useState('');
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const nameOf = (slug: string): string => agencies.find((agency) => agency.slug === slug)?.nameTh ?? slug;
  return (
    <>
      <Title>การส่งต่อ</Title>
      <Field
        name="status"
        label="แสดงเฉพาะ"
        value={status}
        options={[['', 'ทุกสถานะ'], ...Object.entries(ReferralStatus)]}
        onChange={setStatus}
      />
      <Paged
        queryKey={['referrals', status]}
        read={async (cursor) =>
          await ask<typeof listReferrals>('GET', '/v1/referrals', { query: { status, cursor, limit: PAGE } })
        }
        empty="ไม่มีการส่งต่อตามที่เลือก"
      >
        {(items: readonly Item[]) => (
          <ul className="rows">
            {items.map((item) => (
              <li key={item.id}>
                <Link className="main" to="/officer/referrals/$id" params={{ id: item.id }}>
                  {item.dimensions.map((code) => Dimension[code]).join(' · ')} {item.place.areaName}
                </Link>
                <div>
                  จาก {item.from.name} ถึง {nameOf(item.toAgency)}
                </div>
                <div className="chips">
                  <span className="chip">{ReferralStatus[item.status]}</span>
                  <span className={item.overdue ? 'chip bad' : 'chip'}>
                    {item.overdue ? 'เกินกำหนด' : 'ครบกำหนด'} {dayText(item.dueAt)}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}
