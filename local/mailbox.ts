/** Where this machine puts the letters that people would get by e-mail: a file each. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { formatBangkok } from '#shared/thai/bangkok-time.ts';

type Invitation = { email: string; token: string; until: Date };

/** `say` is told where a letter is, and nothing of whom it is for. */
export function createMailbox({
  folder,
  origin,
  say,
}: {
  folder: string;
  origin: () => string;
  say: (sentence: string) => void;
}): (invitation: Invitation) => void {
  return ({ email, token, until }) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${randomUUID()}.txt`);
    const link = `${origin()}/oauth2/invitation?token=${token}`;
    const text = [
      `ถึง: ${email}`,
      'เรื่อง: คำเชิญเข้าใช้ระบบสมุดบันทึกครัวเรือน',
      '',
      'ท่านได้รับเชิญให้ใช้ระบบสมุดบันทึกครัวเรือน ตั้งรหัสผ่านของท่านเองที่',
      link,
      `ลิงก์ใช้ได้ครั้งเดียว ถึง ${formatBangkok(until)}`,
      '',
    ].join('\n');
    writeFileSync(file, text, { mode: 0o600 });
    say(`มีคำเชิญใหม่ อ่านได้ที่ ${file} · A new invitation is in ${file}`);
  };
}
