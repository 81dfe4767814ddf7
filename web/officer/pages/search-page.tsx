import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { searchHouseholds } from '#shared/contracts/households.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { SentBody } from '../../kit/api.ts';
import { Choice, Field } from '../../kit/controls.tsx';
import { Failed } from '../../kit/states.tsx';
import { AreaField } from '../areas.tsx';
import { ask, meQuery } from '../calls.ts';
import { Title } from '../title.tsx';

type Found = ReplyOf<typeof searchHouseholds>;
type By = 'citizenId' | 'houseCode' | 'name';

export function SearchPage(): ReactNode {
  const me = useQuery(meQuery).data;
  const [by, setBy] = useState<By>('name');
  const [text, setText] = useState('');
  const [area, setArea] = useState(me?.scope.area ?? '');
  const search = useMutation({
    mutationFn: async (body: SentBody<typeof searchHouseholds>) =>
      await ask<typeof searchHouseholds>('POST', '/v1/households/search', { body }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    search.mutate(
      by === 'name' ? { name: text, area } : by === 'citizenId' ? { citizenId: text } : { houseCode: text },
    );
  };
  const mayRegister = me?.permissions.includes('households:register') === true;
  return (
    <>
      <Title>ค้นหาครัวเรือน</Title>
      <form onSubmit={submit} noValidate>
        <Choice
          name="by"
          label="ค้นหาด้วย"
          value={by}
          codes={[
            ['name', 'ชื่อหรือนามสกุล'],
            ['citizenId', 'เลขประจำตัวประชาชน'],
            ['houseCode', 'รหัสประจำบ้าน'],
          ]}
          onChange={setBy}
        />
        <Field
          name="text"
          label={by === 'name' ? 'ชื่อหรือนามสกุล' : by === 'citizenId' ? 'เลขประจำตัวประชาชน 13 หลัก' : 'รหัสประจำบ้าน 11 หลัก'}
          value={text}
          numeric={by !== 'name'}
          onChange={setText}
        />
        {by === 'name' && <AreaField name="area" value={area} to={6} onChange={setArea} />}
        <button type="submit" disabled={search.isPending}>
          ค้นหา
        </button>
        <p className="hint">ระบบบันทึกทุกครั้งที่ค้นหา</p>
      </form>
      {search.error !== null && <Failed error={search.error} />}
      {search.data !== undefined && <FoundHouseholds found={search.data} mayRegister={mayRegister} />}
    </>
  );
}

function FoundHouseholds({ found, mayRegister }: { found: Found; mayRegister: boolean }): ReactNode {
  const { items, heldElsewhere, nextCursor } = found;
  return (
    <section aria-labelledby="found">
      <h2 id="found">
        <span role="status">
          {items.length === 0 ? 'ไม่พบครัวเรือน' : `พบ ${items.length.toLocaleString('th-TH')} ครัวเรือน`}
        </span>
      </h2>
      {heldElsewhere !== null && (
        <p className="notice warn">มีแฟ้มของบุคคลนี้ที่ จ.{heldElsewhere.provinceName} กรุณาประสานจังหวัดนั้นก่อนขึ้นทะเบียนใหม่</p>
      )}
      <ul className="rows">
        {items.map(({ id, areaName, addressNo, moo, members }) => (
          <li key={id}>
            <Link className="main" to="/officer/h/$id" params={{ id }}>
              {addressNo === null ? 'ไม่ทราบบ้านเลขที่' : `บ้านเลขที่ ${addressNo}`}
              {moo === null || moo === 0 ? '' : ` หมู่ ${moo}`}
            </Link>
            <span className="soft"> · {areaName}</span>
            <div>
              {members
                .map(({ firstName, lastName, citizenId }) => [firstName, lastName, citizenId].filter(Boolean).join(' '))
                .join(' · ')}
            </div>
          </li>
        ))}
      </ul>
      {nextCursor !== null && <p className="hint">ยังมีอีก กรุณาระบุชื่อหรือพื้นที่ให้แคบลง</p>}
      {mayRegister && (
        <p>
          ไม่ใช่ครัวเรือนที่หา?{' '}
          <Link to="/officer/register" className="whole">
            ขึ้นทะเบียนครัวเรือนใหม่
          </Link>
        </p>
      )}
    </section>
  );
}
