import { escapeHtml, framed } from './sign-in-frame.ts';

const MESSAGES = {
  short: 'รหัสผ่านต้องยาวอย่างน้อย 12 ตัวอักษร <span lang="en">· At least 12 characters</span>',
  different: 'รหัสผ่านสองช่องไม่ตรงกัน <span lang="en">· The two passwords differ</span>',
} as const;

export type InvitationFault = keyof typeof MESSAGES;

function page(title: string, body: string): string {
  return framed({ title, heading: title, body });
}

/** The page on which an invited person sets a password of their own. */
export function invitationPage(token: string, fault?: InvitationFault): string {
  return page(
    'ตั้งรหัสผ่าน · Set your password',
    `${fault === undefined ? '' : `<p class="failed" role="alert">${MESSAGES[fault]}</p>`}
<form method="post" action="/oauth2/invitation">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<label for="password">รหัสผ่านใหม่ <span lang="en">(new password)</span></label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="12" required autofocus>
<label for="again">รหัสผ่านใหม่อีกครั้ง <span lang="en">(once more)</span></label>
<input id="again" name="again" type="password" autocomplete="new-password" minlength="12" required>
<button type="submit">บันทึก</button>
</form>`,
  );
}

export function invitationTaken(): string {
  return page(
    'ตั้งรหัสผ่านแล้ว · Your password is set',
    '<p>เข้าสู่ระบบด้วยอีเมลและรหัสผ่านนี้ได้ทันที</p><p><a href="/">เข้าสู่ระบบ <span lang="en">· Sign in</span></a></p>',
  );
}

export function invitationEnded(): string {
  return page('ลิงก์นี้ใช้ไม่ได้แล้ว · This link has ended', '<p>ลิงก์ใช้ได้ครั้งเดียวภายใน 72 ชั่วโมง กรุณาขอคำเชิญใหม่จากผู้ที่เชิญท่าน</p>');
}
