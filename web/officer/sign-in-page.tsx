import { useState, type ReactNode } from 'react';
import { Title } from './title.tsx';
import { startSignIn } from './session.ts';

let said: string | undefined;

/** What the page of sign-in says when it is shown: why the last sign-in did not succeed. */
export function sayAtSignIn(text: string | undefined): void {
  said = text;
}

export function SignInPage(): ReactNode {
  const [fault, setFault] = useState(said);
  return (
    <main id="main" className="narrow">
      <Title>แฟ้มบ้าน สำหรับเจ้าหน้าที่</Title>
      <p>ค้นหาครัวเรือน อ่านแฟ้ม บันทึกการเยี่ยมและความช่วยเหลือ ใช้ได้แม้ไม่มีสัญญาณ</p>
      {fault !== undefined && (
        <p className="notice bad" role="alert">
          {fault}
        </p>
      )}
      <p>
        <button type="button" onClick={() => void startSignIn().catch(() => setFault('ไม่มีสัญญาณ จึงยังลงชื่อเข้าใช้ไม่ได้'))}>
          ลงชื่อเข้าใช้
        </button>
      </p>
    </main>
  );
}
