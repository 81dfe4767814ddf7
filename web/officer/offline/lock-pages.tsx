import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Field } from '../../kit/controls.tsx';
import { Shown } from '../../kit/states.tsx';
import { startSignIn } from '../session.ts';
import { Title } from '../title.tsx';
import { setVault } from './device.ts';
import { sendAll } from './outbox.ts';
import { keepPack } from './pack.ts';
import { openPasskey, type Passkey } from './passkey.ts';
import { countUnsent, passkeyOfVault, unlockByPasskey, unlockVault, wipe, type Vault } from './vault.ts';

type Locked = { sub: string; onOpened: () => void; onWiped: () => void };

/** Asks for what opens the vault of this device: the lock of the device itself, or the PIN of the vault. */
export function UnlockPage({ sub, onOpened, onWiped }: Locked): ReactNode {
  const [fault, setFault] = useState<string>();
  const by = useQuery({
    queryKey: ['passkey', sub],
    queryFn: async () => ({ passkey: await passkeyOfVault(sub), unsent: await countUnsent(sub) }),
    staleTime: Infinity,
    gcTime: 0,
  });
  const opened = (vault: Vault): void => {
    setVault(vault);
    void sendAll();
    void keepPack();
    onOpened();
  };
  return (
    <main id="main" className="narrow">
      <Title>ปลดล็อกแฟ้มบ้าน</Title>
      <Shown of={by}>
        {({ passkey, unsent }) => (
          <>
            {passkey === undefined ? (
              <ByPin sub={sub} onOpened={opened} onWiped={onWiped} />
            ) : (
              <ByPasskey sub={sub} passkey={passkey} onOpened={opened} />
            )}
            <p>
              <button
                type="button"
                className="plain"
                onClick={() => void startSignIn().catch(() => setFault('ไม่มีสัญญาณ จึงยังลงชื่อเข้าใช้ไม่ได้'))}
              >
                ลงชื่อเข้าใช้ด้วยบัญชีอื่น
              </button>
            </p>
            {fault !== undefined && (
              <p className="fault" role="alert">
                {fault}
              </p>
            )}
            <StartAgain unsent={unsent} onStart={() => void wipe(sub).then(onWiped)} />
          </>
        )}
      </Shown>
    </main>
  );
}

function ByPin({ sub, onOpened, onWiped }: { sub: string; onOpened: (vault: Vault) => void; onWiped: () => void }) {
  const [pin, setPin] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const unlock = async (): Promise<void> => {
    setBusy(true);
    const opened = await unlockVault(sub, pin).catch(() => undefined);
    setBusy(false);
    setPin('');
    if (opened === undefined) setFault('เปิดข้อมูลในเครื่องนี้ไม่ได้ กรุณาลองใหม่');
    else if (typeof opened !== 'number') onOpened(opened);
    else if (opened <= 0) onWiped();
    else setFault(`รหัสไม่ถูกต้อง เหลืออีก ${opened} ครั้ง ถ้าผิดครบ ข้อมูลในเครื่องนี้จะถูกลบ รวมรายการที่ยังไม่ส่ง`);
  };
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <Field name="pin" label="รหัสของเครื่องนี้" type="password" numeric value={pin} fault={fault} onChange={setPin} />
      <button type="submit" disabled={busy || pin === ''}>
        {busy ? 'กำลังปลดล็อก…' : 'ปลดล็อก'}
      </button>
    </form>
  );
}

function ByPasskey(props: { sub: string; passkey: Passkey; onOpened: (vault: Vault) => void }): ReactNode {
  const { sub, passkey, onOpened } = props;
  const [fault, setFault] = useState<string>();
  const unlock = async (): Promise<void> => {
    const opened = await openPasskey(passkey);
    const vault = opened === undefined ? undefined : await unlockByPasskey(sub, opened);
    if (vault === undefined) setFault('ปลดล็อกไม่สำเร็จ กรุณาลองใหม่');
    else onOpened(vault);
  };
  return (
    <>
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <button type="button" className="wide" onClick={() => void unlock()}>
        ปลดล็อกด้วยลายนิ้วมือหรือรหัสหน้าจอ
      </button>
    </>
  );
}

/** For those who forgot the PIN or lost the key: nobody else can open what is here. */
function StartAgain({ unsent, onStart }: { unsent: number; onStart: () => void }): ReactNode {
  return (
    <details>
      <summary>ปลดล็อกไม่ได้</summary>
      <p>
        ไม่มีผู้ใดเปิดข้อมูลในเครื่องนี้แทนได้ ต้องลบแล้วเริ่มใหม่{' '}
        {unsent > 0 && <strong>รายการที่ยังไม่ส่ง {unsent.toLocaleString('th-TH')} รายการจะหายไป</strong>}
      </p>
      <button type="button" className="danger" onClick={onStart}>
        ลบข้อมูลในเครื่องนี้
      </button>
    </details>
  );
}
