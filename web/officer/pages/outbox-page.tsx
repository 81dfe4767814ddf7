import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { EntryType, VisitOutcome } from 'virtual:codes';
import { agoText, dayText, momentText } from '../../kit/days.ts';
import { Shown } from '../../kit/states.tsx';
import { meQuery, packQuery } from '../calls.ts';
import { draftOf, dropDraft } from '../drafts.ts';
import { CopyIn, CopyOut } from '../copies.tsx';
import { NewVault } from '../offline/new-vault.tsx';
import { isCopyDue } from '../offline/backup.ts';
import { openedVault } from '../offline/device.ts';
import { changeItem, editItem, mayBeChanged, sendAll, type Waiting } from '../offline/outbox.ts';
import type { ItemState, OutboxItem, Vault } from '../offline/vault.ts';
import { useOutbox } from '../use-outbox.ts';
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
          <p>เลือกวิธีปลดล็อกของเครื่องนี้ เพื่อบันทึกการเยี่ยมและเปิดแฟ้มครัวเรือนของท่านได้แม้ไม่มีสัญญาณ ข้อมูลถูกเข้ารหัสและลบเมื่อออกจากระบบ</p>
          <NewVault
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
  return (
    <>
      {items.length === 0 ? (
        <p className="notice good">ส่งครบแล้ว ไม่มีรายการค้าง</p>
      ) : (
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
      )}
      <Drafts vault={vault} />
      <PackState />
      {isCopyDue(items) && <CopyOut vault={vault} />}
      <CopyIn vault={vault} />
    </>
  );
}

/** What a call records, in a line: the day and outcome of the visit, and the kinds of entry beside it. */
function whatOf({ body: { entries } }: Waiting): string {
  return entries
    .map(({ type, on, outcome }) =>
      [EntryType[type] ?? type, type === 'visit' ? `${dayText(String(on))}: ${VisitOutcome[String(outcome)]}` : '']
        .filter((part) => part !== '')
        .join(' '),
    )
    .join(' · ');
}

const EDIT_REFUSED = {
  draft: 'บ้านนี้มีการเยี่ยมที่เริ่มไว้และยังไม่ได้บันทึก กรุณาบันทึกหรือทิ้งก่อน',
  sent: 'รายการนี้อาจถึงระบบแล้ว จึงแก้ไขไม่ได้ กรุณาส่งอีกครั้งแล้วแก้ในแฟ้มบ้าน',
} as const;

function Row({ vault, item }: { vault: Vault; item: OutboxItem }): ReactNode {
  const navigate = useNavigate();
  const [refused, setRefused] = useState<keyof typeof EDIT_REFUSED>();
  const body = useQuery({
    queryKey: ['outbox-body', item.id],
    queryFn: async () => (await vault.outboxBody(item)) as Waiting,
    staleTime: Infinity,
    gcTime: 0,
  }).data;
  const again = async (): Promise<void> => {
    await changeItem(vault, item.id, async (now) => ({ ...now, state: 'waiting' }));
    await sendAll();
  };
  const edit = async (household: string): Promise<void> => {
    const done = await editItem(vault, item.id);
    if (done === 'begun') await navigate({ to: '/officer/h/$id/visit', params: { id: household } });
    else setRefused(done);
  };
  return (
    <li>
      <strong>{body?.title ?? 'การเยี่ยม'}</strong>
      {body !== undefined && <div>{whatOf(body)}</div>}
      <div className="hint">บันทึกในเครื่องเมื่อ {momentText(item.at)}</div>
      <div className="chips">
        <span className={item.state === 'refused' || item.state === 'conflict' ? 'chip bad' : 'chip'}>
          {STATES[item.state]}
        </span>
      </div>
      {item.reason !== null && <p>{item.reason}</p>}
      {item.requestId !== undefined && <p className="hint">รหัสคำขอ {item.requestId}</p>}
      {refused !== undefined && (
        <p className="fault" role="alert">
          {EDIT_REFUSED[refused]}
        </p>
      )}
      <div className="actions">
        {body !== undefined && (
          <Link className="button plain" to="/officer/h/$id" params={{ id: body.household }}>
            เปิดแฟ้ม
          </Link>
        )}
        <button type="button" className="plain" onClick={() => void again()}>
          ลองใหม่
        </button>
        {body !== undefined && mayBeChanged(item) && (
          <button type="button" className="plain" onClick={() => void edit(body.household)}>
            แก้ไข
          </button>
        )}
        <Discard onDiscard={() => void changeItem(vault, item.id, async () => undefined)} />
      </div>
    </li>
  );
}

/** What of the files this device has, and how old it is. */
function PackState(): ReactNode {
  const pack = useQuery(packQuery).data;
  if (pack === undefined || pack === null) return null;
  return (
    <p role="status">
      แฟ้มที่เปิดได้เมื่อไม่มีสัญญาณ {pack.items.length.toLocaleString('th-TH')} หลัง ข้อมูล ณ {momentText(pack.asOf)} (
      {agoText(pack.asOf)}){pack.more && ' ครัวเรือนที่ถึงกำหนดทีหลังเกินที่เครื่องเก็บ'}
    </p>
  );
}

/** Asks before something that nobody else has is thrown away. */
function Discard({ onDiscard }: { onDiscard: () => void }): ReactNode {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <button type="button" className="plain" onClick={() => setAsking(true)}>
        ทิ้ง
      </button>
    );
  return (
    <>
      <button type="button" className="danger" onClick={onDiscard}>
        ยืนยันทิ้งรายการนี้
      </button>
      <button type="button" className="plain" onClick={() => setAsking(false)}>
        ไม่ทิ้ง
      </button>
    </>
  );
}

/** Visits that were begun: they are nowhere else, and are not sent until they are saved. */
function Drafts({ vault }: { vault: Vault }): ReactNode {
  const drafts = useQuery({
    queryKey: ['drafts'],
    queryFn: async () =>
      await Promise.all(
        (await vault.draftsOf()).map(async (household) => ({ household, draft: await draftOf(household) })),
      ),
    gcTime: 0,
    staleTime: 0,
  });
  const known = drafts.data ?? [];
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">เริ่มไว้ ยังไม่ได้บันทึก ({known.length.toLocaleString('th-TH')})</h2>
      <ul className="rows">
        {known.map(({ household, draft }) => (
          <li key={household}>
            <strong>{draft?.title ?? 'การเยี่ยม'}</strong>
            <div className="actions">
              <Link className="button plain" to="/officer/h/$id/visit" params={{ id: household }}>
                บันทึกต่อ
              </Link>
              <Discard
                onDiscard={() => {
                  void dropDraft(household).then(async () => await drafts.refetch());
                }}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
