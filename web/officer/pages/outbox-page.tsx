import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { momentText } from '../../kit/days.ts';
import { Shown } from '../../kit/states.tsx';
import { meQuery } from '../calls.ts';
import { openedVault } from '../offline/device.ts';
import { changeItem, mayBeChanged, sendAll, type Waiting } from '../offline/outbox.ts';
import { NewPin } from '../offline/pin-pages.tsx';
import type { ItemState, OutboxItem, Vault } from '../offline/vault.ts';
import { useOutbox } from '../use-outbox.ts';
import { keepDraft } from '../drafts.ts';
import { Title } from '../title.tsx';

const STATES: Readonly<Record<ItemState, string>> = {
  waiting: 'รอส่ง',
  sending: 'กำลังส่ง',
  refused: 'ระบบไม่รับ',
  conflict: 'ข้อมูลในระบบเปลี่ยนไปแล้ว',
};

export function OutboxPage(): ReactNode {
  const items = useOutbox();
  const me = useQuery(meQuery).data;
  const [, setBegun] = useState(false);
  const vault = openedVault();
  return (
    <>
      <Title>กล่องขาออก</Title>
      {vault === undefined && me !== undefined && (
        <>
          <p>ตั้งรหัสของเครื่องนี้ เพื่อบันทึกการเยี่ยมและเปิดแฟ้มที่เคยเปิดได้แม้ไม่มีสัญญาณ ข้อมูลถูกเข้ารหัสและลบเมื่อออกจากระบบ</p>
          <NewPin
            sub={me.sub}
            onDone={() => {
              setBegun(true);
              void openedVault()?.keep('me', me);
            }}
          />
        </>
      )}
      {vault !== undefined && <Shown of={items}>{(known) => <Items vault={vault} items={known} />}</Shown>}
    </>
  );
}

function Items({ vault, items }: { vault: Vault; items: readonly OutboxItem[] }): ReactNode {
  if (items.length === 0) return <p className="notice good">ส่งครบแล้ว ไม่มีรายการค้าง</p>;
  return (
    <>
      <p>
        รอส่ง {items.length.toLocaleString('th-TH')} รายการ ตั้งแต่ {momentText(items[0]?.at ?? '')}
      </p>
      <div className="actions">
        <button type="button" onClick={() => void sendAll()}>
          ส่งเดี๋ยวนี้
        </button>
      </div>
      <ul className="rows">
        {items.map((item) => (
          <Row key={item.id} vault={vault} item={item} />
        ))}
      </ul>
    </>
  );
}

function Row({ vault, item }: { vault: Vault; item: OutboxItem }): ReactNode {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const body = useQuery({
    queryKey: ['outbox-body', item.id],
    queryFn: async () => (await vault.outboxBody(item)) as Waiting,
    staleTime: Infinity,
    gcTime: 0,
  }).data;
  const discard = async (): Promise<void> => await changeItem(vault, item.id, async () => undefined);
  const again = async (): Promise<void> => {
    await changeItem(vault, item.id, async (now) => ({ ...now, state: 'waiting' }));
    await sendAll();
  };
  const edit = async (): Promise<void> => {
    if (body === undefined) return;
    let begun = false;
    await changeItem(vault, item.id, async (now) => {
      if (!mayBeChanged(now)) return now;
      await keepDraft(body.household, { form: body.form, key: crypto.randomUUID() });
      begun = true;
      return undefined;
    });
    if (begun) await navigate({ to: '/officer/h/$id/visit', params: { id: body.household } });
  };
  return (
    <li>
      <strong>{body?.title ?? 'การเยี่ยม'}</strong>
      <div className="hint">บันทึกเมื่อ {momentText(item.at)}</div>
      <div className="chips">
        <span className={item.state === 'refused' || item.state === 'conflict' ? 'chip bad' : 'chip'}>
          {STATES[item.state]}
        </span>
      </div>
      {item.reason !== null && <p>{item.reason}</p>}
      <div className="actions">
        {body !== undefined && (
          <Link className="button plain" to="/officer/h/$id" params={{ id: body.household }}>
            เปิดแฟ้ม
          </Link>
        )}
        <button type="button" className="plain" onClick={() => void again()}>
          ลองใหม่
        </button>
        {mayBeChanged(item) && (
          <button type="button" className="plain" onClick={() => void edit()}>
            แก้ไข
          </button>
        )}
        <button type="button" className="plain" onClick={() => (asking ? void discard() : setAsking(true))}>
          {asking ? 'ยืนยันทิ้งรายการนี้' : 'ทิ้ง'}
        </button>
      </div>
    </li>
  );
}
