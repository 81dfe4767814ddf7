import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AccessAction, Role } from 'virtual:codes';
import type { listAccess } from '#shared/contracts/access-log.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { momentText } from '../../kit/days.ts';
import { Paged } from '../../kit/paged.tsx';
import { ask } from '../calls.ts';
import { Title } from '../title.tsx';

type Look = ReplyOf<typeof listAccess>['items'][number];
const PAGE = 100;

/** Who looked at a household, newest first, and what for. */
export function LooksPage({ id }: { id: string }): ReactNode {
  return (
    <>
      <Title>ใครดูแฟ้มนี้</Title>
      <p>
        <Link to="/officer/h/$id" params={{ id }}>
          กลับไปแฟ้มบ้าน
        </Link>
      </p>
      <Paged
        queryKey={['looks', id]}
        read={async (cursor) =>
          await ask<typeof listAccess>('GET', '/v1/access-log', { query: { household: id, cursor, limit: PAGE } })
        }
        empty="ยังไม่มีผู้ใดดูแฟ้มนี้ในช่วงที่ระบบเก็บไว้"
      >
        {(looks: readonly Look[]) => (
          <ol className="timeline">
            {looks.map(({ at, sub, roles, action, purpose }, index) => (
              <li key={`${at} ${sub} ${index}`}>
                <strong>{AccessAction[action] ?? action}</strong>
                {purpose !== null && <> · {purpose}</>}
                <div className="hint">
                  {momentText(at)} · {roles.map((role) => Role[role] ?? role).join(' · ')}
                </div>
              </li>
            ))}
          </ol>
        )}
      </Paged>
    </>
  );
}
