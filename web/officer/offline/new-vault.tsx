import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Field } from '../../kit/controls.tsx';
import { Shown } from '../../kit/states.tsx';
import { setVault } from './device.ts';
import { keepPack } from './pack.ts';
import { makePasskey, mayHavePasskey } from './passkey.ts';
import { createVault, createVaultByPasskey, hasVault, LEAST_DIGITS, type Vault } from './vault.ts';

/** Begins to keep data on this device: under a key of its hardware where it has one, else under a PIN. */
export function NewVault({ sub, onDone }: { sub: string; onDone: () => void }): ReactNode {
  const [fault, setFault] = useState<string>();
  const may = useQuery({ queryKey: ['may-have-passkey'], queryFn: mayHavePasskey, staleTime: Infinity });
  const begin = async (): Promise<void> => {
    const made = await makePasskey(sub);
    if (made === undefined) return setFault('เครื่องนี้ใช้การปลดล็อกหน้าจอกับแฟ้มบ้านไม่ได้ กรุณาตั้งรหัสตัวเลขข้างล่าง');
    const failed = await keep(sub, async () => await createVaultByPasskey(sub, made), onDone);
    if (failed !== undefined) setFault(failed);
  };
  return (
    <Shown of={may}>
      {(passkey) =>
        passkey ? (
          <>
            <button type="button" className="wide" onClick={() => void begin()}>
              ใช้ลายนิ้วมือหรือรหัสหน้าจอของเครื่องนี้
            </button>
            {fault !== undefined && (
              <p className="fault" role="alert">
                {fault}
              </p>
            )}
            <details open={fault !== undefined}>
              <summary>ใช้รหัสตัวเลขแทน</summary>
              <NewPin sub={sub} onDone={onDone} />
            </details>
          </>
        ) : (
          <NewPin sub={sub} onDone={onDone} />
        )
      }
    </Shown>
  );
}

/** Why nothing is kept; undefined when it is. */
async function keep(sub: string, create: () => Promise<Vault>, onDone: () => void): Promise<string | undefined> {
  // Another tab began meanwhile: this one asks for what opens it.
  if (await hasVault(sub)) {
    location.reload();
    return undefined;
  }
  try {
    setVault(await create());
    void keepPack();
    onDone();
    return undefined;
  } catch {
    return 'เครื่องนี้เก็บข้อมูลไม่ได้ โหมดส่วนตัวของเบราว์เซอร์ใช้งานเมื่อไม่มีสัญญาณไม่ได้';
  }
}

function NewPin({ sub, onDone }: { sub: string; onDone: () => void }): ReactNode {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<string>();
  const begin = async (): Promise<void> => {
    if (!/^\d+$/u.test(pin) || pin.length < LEAST_DIGITS) return setFault(`ใช้ตัวเลขอย่างน้อย ${LEAST_DIGITS} หลัก`);
    if (pin !== again) return setFault('รหัสสองช่องไม่ตรงกัน');
    const failed = await keep(sub, async () => await createVault(sub, pin), onDone);
    if (failed !== undefined) setFault(failed);
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
