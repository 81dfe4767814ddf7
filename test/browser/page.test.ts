/** The page of `npm start`, in a real browser: explained without sign-in, the month's figures with it, on a phone, too. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startPlatform, type Platform } from '#local/platform.ts';

import { openChromium, type Page } from './chromium.ts';
import { pressSignIn, signInAs } from './sign-in.ts';

const folder = mkdtempSync(join(tmpdir(), 'page-'));
let platform: Platform;
let page: Page;

beforeAll(async () => {
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  page = await openChromium();
}, 60_000);

afterAll(async () => {
  await page.close();
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
});

const text = 'document.body.innerText';

/** Chooses by hand, and waits for the caption of what was asked for. */
async function choose(select: string, value: string, caption: string): Promise<void> {
  await page.evaluate(`(() => {
    const select = document.querySelector('#${select}');
    select.value = '${value}';
    select.dispatchEvent(new Event('change'));
  })()`);
  await page.until(`document.querySelector('caption')?.textContent.includes('· ${caption} ·')`);
}

/** The selects that are narrower than the widest of their choices. */
const tooNarrow = `[...document.querySelectorAll('#choice select')].filter((select) => {
  const whole = select.cloneNode(true);
  Object.assign(whole.style, { width: 'max-content', maxWidth: 'none' });
  document.body.append(whole);
  const needed = whole.offsetWidth;
  whole.remove();
  return needed > select.offsetWidth;
}).map(({ id }) => id)`;

/** On how many lines a word of the table stands where it is broken most, whatever joins its letters. 0: it is not there. */
const linesOf = (word: string): string => `(() => {
  const letters = new RegExp([...'${word}'].join('\u2060?'), 'u');
  const walker = document.createTreeWalker(document.querySelector('.figures'), NodeFilter.SHOW_TEXT);
  let most = 0;
  while (walker.nextNode()) {
    const found = letters.exec(walker.currentNode.data);
    if (found === null) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, found.index);
    range.setEnd(walker.currentNode, found.index + found[0].length);
    most = Math.max(most, new Set([...range.getClientRects()].map(({ top }) => top)).size);
  }
  return most;
})()`;

describe('the page', { timeout: 60_000 }, () => {
  it('explains itself and shows the reference of the API without sign-in', async () => {
    await page.open(platform.url);
    await page.until(`${text}.includes('/v1/statistics/agencies')`);
    expect(await page.evaluate('document.documentElement.lang')).toBe('th');
    expect(await page.evaluate(`${text}.includes('ลงชื่อเข้าใช้เพื่อดูตัวเลข')`)).toBe(true);
    expect(await page.evaluate("document.querySelectorAll('table').length")).toBe(0);
  });

  it('tells the refusals of a call apart, each with what it means', async () => {
    await page.evaluate("document.querySelector('details.call').open = true");
    await page.until("document.querySelector('details.call h4')");
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('details.call h4')].map((each) => [each.textContent, each.nextSibling.tagName])",
      ),
    ).toEqual([['คำตอบ 200', 'UL'], ...[400, 401, 403, 429, 500, 503].map((status) => [`เมื่อไม่สำเร็จ ${status}`, 'P'])]);
    expect(await page.evaluate(`${text}.includes('กรุณาลงชื่อเข้าใช้ — No valid token.')`)).toBe(true);
    // The marks of Markdown around codes are for the document: the page shows codes as codes.
    expect(await page.evaluate(`${text}.includes('\`')`)).toBe(false);
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('details.call p.lines code')].map((each) => each.textContent)",
      ),
    ).toContain('not-signed-in');
  });

  it('signs in by code and PKCE, and shows the figures of the account’s province', async () => {
    await page.evaluate(pressSignIn);
    await signInAs(page, 'province-secretariat-42');
    await page.until(`document.querySelector('table') && ${text}.includes('กรมการพัฒนาชุมชน')`);
    expect(await page.evaluate(`${text}.includes('จ.เลย')`)).toBe(true);
    // The address says nothing: the code is gone, no token was ever in it.
    expect(await page.evaluate('location.search + location.hash')).toBe('');
  });

  it.each([360, 480, 1280])('shows every choice and every word whole on a screen of %i', async (width) => {
    await page.resize(width, 800);
    // The month that is not closed has the longest words for its revision.
    await choose('month', String(await page.evaluate("document.querySelector('#month').options[0].value")), 'จ.เลย');
    await page.until("document.querySelector('#revision').textContent.includes('ยังไม่ปิดรอบ')");
    expect(await page.evaluate(tooNarrow)).toEqual([]);
    for (const word of ['เรือน', 'บูรณาการ', 'ทรัพยากรธรรมชาติ']) expect(await page.evaluate(linesOf(word)), word).toBe(1);
  });

  it('fits a phone: nothing but the table itself is wider than the screen', async () => {
    await page.resize(360, 800);
    expect(await page.evaluate('document.documentElement.scrollWidth <= 360')).toBe(true);
  });

  it('shows nothing of the account before to whoever goes back and signs in as another', async () => {
    await page.evaluate('history.back()');
    await signInAs(page, 'national-viewer');
    await page.until("document.querySelector('#notice')?.textContent.includes('ลงชื่อเข้าใช้ไม่สำเร็จ')");
    await page.until("!document.querySelector('#signed-out').hidden");
    expect(await page.evaluate("document.querySelectorAll('table').length")).toBe(0);
    expect(await page.evaluate("document.querySelector('#who').textContent")).toBe('');
  });

  it('comes back from sign-in to the part of the page that was asked for', async () => {
    await page.evaluate("location.hash = 'packages'");
    await page.evaluate(pressSignIn);
    await signInAs(page, 'national-viewer');
    await page.until(
      "location.hash === '#packages' && Math.abs(document.querySelector('#packages').getBoundingClientRect().top) < 120",
    );
    expect(await page.evaluate('location.search')).toBe('');
    await page.until("document.querySelector('caption')");
    await page.evaluate("document.querySelector('#sign-out').click()");
    // The page of nobody, begun anew: buttons work once the settings are read.
    await page.until("location.hash === '' && !document.querySelector('#demo').hidden");
  });

  it('names the areas that an account of the whole country chooses as readers write them', async () => {
    await page.evaluate(pressSignIn);
    await signInAs(page, 'national-viewer');
    await page.until("document.querySelector('caption')?.textContent.includes('· จ.เลย ·')");
    await choose('district', '4201', 'อ.เมืองเลย จ.เลย');
    await choose('province', '10', 'กรุงเทพมหานคร');
    await choose('district', '1001', 'เขตพระนคร กรุงเทพมหานคร');
    expect(await page.evaluate("document.querySelector('.scroll').getAttribute('aria-label')")).toContain('เขตพระนคร');
  });

  it('breaks no rule of its content security policy and throws nothing', () => {
    expect(page.errors).toEqual([]);
  });
});
