import { useState, type FormEvent, type ReactNode } from 'react';
import { Field } from '../../kit/controls.tsx';
import { startSignIn } from '../session.ts';
import { Title } from '../title.tsx';
import { setVault } from './device.ts';
import { sendAll } from './outbox.ts';
import { createVault, hasVault, LEAST_DIGITS, unlockVault } from './vault.ts';

/** Asks for the PIN of the vault of this device. */
export function UnlockPage({
  sub,
  onOpened,
  onWiped,
}: {
  sub: string;
  onOpened: () => void;
  onWiped: () => void;
}): ReactNode {
  const [pin, setPin] = useState('');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const unlock = async (): Promise<void> => {
    setBusy(true);
    const opened = await unlockVault(sub, pin).catch(() => undefined);
    setBusy(false);
    setPin('');
    if (opened === undefined) setFault('เปิดข้อมูลในเครื่องนี้ไม่ได้ กรุณาลองใหม่');
    else if (typeof opened !== 'number') {
      setVault(opened);
      void sendAll();
      onOpened();
    } else if (opened <= 0) onWiped();
    else setFault(`รหัสไม่ถูกต้อง เหลืออีก ${opened} ครั้ง ถ้าผิดครบ ข้อมูลในเครื่องนี้จะถูกลบ รวมรายการที่ยังไม่ส่ง`);
  };
  return (
    <main id="main" className="narrow">
      <Title>ปลดล็อกแฟ้มบ้าน</Title>
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
      <p>
        <button
          type="button"
          className="plain"
          onClick={() => void startSignIn().catch(() => setFault('ไม่มีสัญญาณ จึงยังลงชื่อเข้าใช้ไม่ได้'))}
        >
          ลงชื่อเข้าใช้ด้วยบัญชีอื่น
        </button>
      </p>
    </main>
  );
}

/** Begins to keep data on this device. */
export function NewPin({ sub, onDone }: { sub: string; onDone: () => void }): ReactNode {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<string>();
  const begin = async (): Promise<void> => {
    if (!/^\d+$/u.test(pin) || pin.length < LEAST_DIGITS) return setFault(`ใช้ตัวเลขอย่างน้อย ${LEAST_DIGITS} หลัก`);
    if (pin !== again) return setFault('รหัสสองช่องไม่ตรงกัน');
    // Another tab began meanwhile: this one asks for its PIN.
    if (await hasVault(sub)) return location.reload();
    try {
      setVault(await createVault(sub, pin));
      onDone();
    } catch {
      setFault('เครื่องนี้เก็บข้อมูลไม่ได้ โหมดส่วนตัวของเบราว์เซอร์ใช้งานเมื่อไม่มีสัญญาณไม่ได้');
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void begin();
      }}
    >
      <Field
        name="pin"
        label="รหัสใหม่ของเครื่องนี้"
        hint={`ตัวเลขอย่างน้อย ${LEAST_DIGITS} หลัก ถ้าลืม ข้อมูลในเครื่องจะเปิดไม่ได้`}
        type="password"
        numeric
        value={pin}
        fault={fault}
        onChange={setPin}
      />
      <Field name="again" label="รหัสใหม่อีกครั้ง" type="password" numeric value={again} onChange={setAgain} />
      <button type="submit">เริ่มเก็บข้อมูลในเครื่องนี้</button>
    </form>
  );
}
