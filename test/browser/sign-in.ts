import type { Page } from './chromium.ts';

/** Presses what leads to the sign-in page. */
export const pressSignIn =
  "[...document.querySelectorAll('button, a')].find((each) => each.textContent.includes('ลงชื่อเข้าใช้')).click()";

/** Fills in the form of the sign-in page. */
export async function signInAs(page: Page, username: string): Promise<void> {
  await page.until("document.querySelector('[name=username]')");
  await page.evaluate(`(() => {
    document.querySelector('[name=username]').value = '${username}';
    document.querySelector('[name=password]').value = 'demo';
    document.querySelector('form').requestSubmit();
  })()`);
}
