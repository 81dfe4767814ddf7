/** The copy of the outbox in a file, and the way back from it. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Field } from '../kit/controls.tsx';
import { today } from '../kit/days.ts';
import { copyOutbox, restoreOutbox } from './offline/backup.ts';
import { tellBoxChanged } from './offline/device.ts';
import { sendAll } from './offline/outbox.ts';
import type { Vault } from './offline/vault.ts';

/** Offered when something waits for days: a phone that breaks takes it along. */
export function CopyOut({ vault }: { vault: Vault }): ReactNode {
  const [code, setCode] = useState<string>();
  const copy = async (): Promise<void> => {
    const made = await copyOutbox(vault);
    const address = URL.createObjectURL(made.file);
    const link = document.createElement('a');
    link.href = address;
    // The name says nothing of whom the file is about.
    link.download = `outbox-${today()}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    setCode(made.code);
  };
  return (
    <section className="notice warn" aria-labelledby="copy-out">
      <h2 id="copy-out">มีรายการค้างส่งเกิน 3 วัน</h2>
      <p>ถ้าเครื่องเสียหรือหาย รายการที่ยังไม่ส่งจะหายไปด้วย ส่งออกไฟล์สำรองเก็บไว้ที่อื่น ไฟล์เข้ารหัสไว้ เปิดได้ด้วยรหัสที่แสดงครั้งเดียว</p>
      {code !== undefined && (
        <p role="status">
          จดรหัสนี้ไว้ ระบบไม่เก็บรหัส: <strong className="number">{code}</strong>
        </p>
      )}
      <button type="button" onClick={() => void copy()}>
        ส่งออกไฟล์สำรอง (เข้ารหัส)
      </button>
    </section>
  );
}

const REFUSED = {
  'not-a-copy': 'ไฟล์นี้ไม่ใช่ไฟล์สำรองของกล่องขาออก',
  'other-account': 'ไฟล์นี้เป็นของบัญชีอื่น ต้องลงชื่อเข้าใช้ด้วยบัญชีที่ส่งออกไฟล์',
  'wrong-code': 'รหัสไม่ถูกต้อง หรือไฟล์เสียหาย',
} as const;

export function CopyIn({ vault }: { vault: Vault }): ReactNode {
  const [file, setFile] = useState<File>();
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string>();
  const [restored, setRestored] = useState<number>();
  const restore = async (): Promise<void> => {
    setRestored(undefined);
    if (file === undefined) return setFault('เลือกไฟล์สำรองก่อน');
    const done = await restoreOutbox(vault, await file.text(), code);
    if (typeof done !== 'number') return setFault(REFUSED[done]);
    setFault(undefined);
    setRestored(done);
    tellBoxChanged();
    await sendAll();
  };
  return (
    <details className="card">
      <summary>นำรายการกลับจากไฟล์สำรอง</summary>
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void restore();
        }}
      >
        <div className="field">
          <label className="label" htmlFor="copy-file">
            ไฟล์สำรอง
          </label>
          <input
            id="copy-file"
            type="file"
            accept="application/json,.json"
            onChange={({ target }) => setFile(target.files?.[0])}
          />
        </div>
        <Field name="copy-code" label="รหัสของไฟล์ 20 หลัก" numeric value={code} fault={fault} onChange={setCode} />
        <button type="submit" className="plain">
          นำรายการกลับ
        </button>
        <p role="status">
          {restored !== undefined &&
            (restored === 0
              ? 'ไม่มีรายการใหม่ในไฟล์นี้'
              : `นำกลับแล้ว ${restored.toLocaleString('th-TH')} รายการ ระบบบันทึกแต่ละรายการเพียงครั้งเดียว`)}
        </p>
      </form>
    </details>
  );
}
