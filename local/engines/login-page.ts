import { escapeHtml, framed } from './sign-in-frame.ts';

export type LoginPage = {
  /** Username → what to show for it. */
  readonly accounts: readonly { readonly username: string; readonly title: string }[];
  /** The fields of the authorization request, carried through the form. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly username?: string;
  /** What was typed as the address of an invited person; absent where nobody is invited. */
  readonly email?: string;
  /** True after a wrong password. */
  readonly failed: boolean;
  /** True after too many of them. */
  readonly wait?: boolean;
};

const WRONG = 'ชื่อบัญชีหรือรหัสผ่านไม่ถูกต้อง <span lang="en">· Wrong account or password</span>';
const TOO_MANY =
  'ใส่รหัสผ่านผิดหลายครั้ง กรุณารอสักครู่แล้วลองใหม่ <span lang="en">· Too many wrong passwords: wait a moment</span>';

/** The page on which a person signs in on one machine: choose an account, type the password. No script. */
export function loginPage({ accounts, hidden, username, email, failed, wait }: LoginPage): string {
  return framed({
    title: 'เข้าสู่ระบบ',
    heading: 'เข้าสู่ระบบ <span lang="en">· Sign in</span>',
    body: `${failed ? `<p class="failed" role="alert">${wait === true ? TOO_MANY : WRONG}</p>` : ''}
<form method="post" action="/oauth2/authorize">
${Object.entries(hidden)
  .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
  .join('\n')}
<label for="username">บัญชีตัวอย่าง <span lang="en">(demo account)</span></label>
<select id="username" name="username" required autofocus>
${accounts
  .map(
    (account) =>
      `<option value="${escapeHtml(account.username)}"${account.username === username ? ' selected' : ''}>${escapeHtml(account.title)}</option>`,
  )
  .join('\n')}
</select>
${
  email === undefined
    ? ''
    : `<label for="email">หรืออีเมลของผู้ที่ได้รับเชิญ <span lang="en">(or the e-mail of an invited person)</span></label>
<input id="email" name="email" type="email" autocomplete="username" value="${escapeHtml(email)}">`
}
<label for="password">รหัสผ่าน <span lang="en">(password)</span></label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">เข้าสู่ระบบ</button>
</form>
<p class="note">ระบบทดลองบนเครื่องนี้ ใช้ข้อมูลสมมุติเท่านั้น</p>`,
  });
}
