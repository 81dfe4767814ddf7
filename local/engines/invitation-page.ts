const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const MESSAGES = {
  short: 'รหัสผ่านต้องยาวอย่างน้อย 12 ตัวอักษร <span lang="en">· At least 12 characters</span>',
  different: 'รหัสผ่านสองช่องไม่ตรงกัน <span lang="en">· The two passwords differ</span>',
} as const;

export type InvitationFault = keyof typeof MESSAGES;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 1rem/1.6 Sarabun, 'Noto Sans Thai', system-ui, sans-serif; margin: 0; background: #f3f4f6; color: #111827 }
main { max-width: 26rem; margin: 8vh auto; padding: 1.5rem; background: #fff; border-radius: .5rem }
h1 { font-size: 1.4rem; margin: 0 0 1rem }
label { display: block; margin-top: 1rem; font-weight: 600 }
input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem; margin-top: .25rem }
button { margin-top: 1.5rem; background: #14532d; color: #fff; border: 0; border-radius: .375rem; cursor: pointer }
button:focus-visible, input:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px }
.failed { border-left: .3rem solid #b91c1c; padding-left: .75rem; color: #b91c1c }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

/** The page on which an invited person sets a password of their own. */
export const invitationPage = (token: string, fault?: InvitationFault): string =>
  page(
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

export const invitationTaken = (): string =>
  page(
    'ตั้งรหัสผ่านแล้ว · Your password is set',
    '<p>เข้าสู่ระบบด้วยอีเมลและรหัสผ่านนี้ได้ทันที</p><p><a href="/">เข้าสู่ระบบ <span lang="en">· Sign in</span></a></p>',
  );

export const invitationEnded = (): string =>
  page('ลิงก์นี้ใช้ไม่ได้แล้ว · This link has ended', '<p>ลิงก์ใช้ได้ครั้งเดียวภายใน 72 ชั่วโมง กรุณาขอคำเชิญใหม่จากผู้ที่เชิญท่าน</p>');
