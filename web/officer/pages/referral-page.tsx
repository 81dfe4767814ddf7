import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Dimension, NeedStatus, ReferralEvent, ReferralStatus } from 'virtual:codes';
import type {
  acceptReferral,
  completeReferral,
  readReferral,
  rejectReferral,
  returnReferral,
  withdrawReferral,
} from '#shared/contracts/referrals.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { dayText, momentText } from '../../kit/days.ts';
import { Step } from '../../kit/form.tsx';
import { Shown } from '../../kit/states.tsx';
import { ask, queries } from '../calls.ts';
import { Title } from '../title.tsx';

type Referral = ReplyOf<typeof readReferral>;
type Event = Referral['steps'][number];

export function ReferralPage({ id }: { id: string }): ReactNode {
  const referral = useQuery({
    queryKey: ['referral', id],
    queryFn: async () => await ask<typeof readReferral>('GET', `/v1/referrals/${encodeURIComponent(id)}`),
  });
  return <Shown of={referral}>{(known) => <Sent referral={known} />}</Shown>;
}

function Sent({ referral }: { referral: Referral }): ReactNode {
  const { needs, household, householdId, place, contact, answers } = referral;
  return (
    <>
      <Title>การส่งต่อ</Title>
      <p>
        {[household?.headName, household?.addressNo, household?.village, place.areaName].filter(Boolean).join(' · ')}
      </p>
      <div className="chips">
        <span className="chip">{ReferralStatus[referral.status]}</span>
        <span className={referral.overdue ? 'chip bad' : 'chip'}>
          {referral.overdue ? 'เกินกำหนด' : 'ครบกำหนด'} {dayText(referral.dueAt)}
        </span>
      </div>
      <dl className="facts">
        <dt>ส่งจาก</dt>
        <dd>
          {referral.from.name} · {momentText(referral.sentAt)}
        </dd>
        {contact !== null && (
          <>
            <dt>ผู้ประสาน</dt>
            <dd>
              {contact.name} · {contact.email}
            </dd>
          </>
        )}
        {referral.note !== null && (
          <>
            <dt>หมายเหตุ</dt>
            <dd>{referral.note}</dd>
          </>
        )}
      </dl>
      <h2>สภาพปัญหาที่ขอให้ช่วย</h2>
      <ul className="rows">
        {needs.map(({ id, dimension, text, status }, at) => (
          <li key={id ?? at}>
            <strong>{Dimension[dimension]}</strong>{' '}
            {status !== null && <span className="chip">{NeedStatus[status]}</span>}
            <div>{text}</div>
          </li>
        ))}
      </ul>
      {householdId !== null && (
        <p>
          <Link to="/officer/h/$id" params={{ id: householdId }}>
            เปิดแฟ้มบ้าน
          </Link>
        </p>
      )}
      {answers.length > 0 && (
        <>
          <h2>คำตอบ</h2>
          <ol className="timeline">
            {answers.map(({ status, at, reason }) => (
              <li key={`${status} ${at}`}>
                <strong>{ReferralStatus[status]}</strong> {reason}
                <div className="hint">{momentText(at)}</div>
              </li>
            ))}
          </ol>
        </>
      )}
      {referral.steps.length > 0 && <Answer referral={referral} />}
    </>
  );
}

/** Steps that say why. Whoever completes says it where no help names the referral. */
const SAYS_WHY: ReadonlySet<Event> = new Set(['reject', 'return', 'withdraw', 'complete']);

/** What this account may say of it, as the platform tells. */
function Answer({ referral }: { referral: Referral }): ReactNode {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">สิ่งที่ทำได้</h2>
      {referral.steps.map((event) => (
        <Step
          key={event}
          label={ReferralEvent[event] ?? event}
          {...(SAYS_WHY.has(event) ? { why: 'เหตุผล' } : {})}
          mayLeaveOut={event === 'complete'}
          onDo={async (reason, key) => {
            queries.setQueryData(['referral', referral.id], await say(referral.id, event, reason, key));
            await queries.invalidateQueries({ queryKey: ['referrals'] });
          }}
        >
          {event === 'complete' && <p>ระบุเหตุผลเมื่อไม่มีความช่วยเหลือที่อ้างถึงการส่งต่อนี้</p>}
        </Step>
      ))}
    </section>
  );
}

async function say(id: string, event: Event, reason: string, key: string): Promise<Referral> {
  const path = `/v1/referrals/${encodeURIComponent(id)}` as const;
  const optional = reason === '' ? {} : { reason };
  switch (event) {
    case 'accept':
      return await ask<typeof acceptReferral>('POST', `${path}/accept`, { body: optional, key });
    case 'complete':
      return await ask<typeof completeReferral>('POST', `${path}/complete`, { body: optional, key });
    case 'reject':
      return await ask<typeof rejectReferral>('POST', `${path}/reject`, { body: { reason }, key });
    case 'return':
      return await ask<typeof returnReferral>('POST', `${path}/return`, { body: { reason }, key });
    case 'withdraw':
      return await ask<typeof withdrawReferral>('POST', `${path}/withdraw`, { body: { reason }, key });
  }
}
