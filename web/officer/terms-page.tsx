import { useState, type ReactNode } from 'react';
import { Failed } from '../kit/states.tsx';
import { sayTermsAccepted } from './calls.ts';
import { Title } from './title.tsx';

/** Shown once for each version of the terms, before anything else. */
export function TermsPage({ version }: { version: number }): ReactNode {
  const [failure, setFailure] = useState<unknown>();
  return (
    <main id="main" className="narrow">
      <Title>ข้อตกลงการใช้งาน</Title>
      <ul>
        <li>ข้อมูลครัวเรือนเป็นข้อมูลส่วนบุคคล ใช้เพื่อช่วยเหลือครัวเรือนตามหน้าที่เท่านั้น</li>
        <li>ทุกครั้งที่เปิดแฟ้มหรือค้นหา ระบบบันทึกว่าใครดูอะไร เมื่อไร</li>
        <li>ไม่ถ่ายภาพหน้าจอ ไม่ส่งต่อข้อมูลนอกระบบ และออกจากระบบเมื่อเลิกใช้เครื่อง</li>
      </ul>
      {failure !== undefined && <Failed error={failure} />}
      <button type="button" onClick={() => void sayTermsAccepted(version).catch(setFailure)}>
        ยอมรับ (ฉบับที่ {version})
      </button>
    </main>
  );
}
