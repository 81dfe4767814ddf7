/** The officers' face in Debian's Chromium: opened as an account, and looked at for what no view may have. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };
const SCREENSHOTS = join(import.meta.dirname, '../screenshots');

/** What a page said that no page may say, since it was opened. */
const faultsOf = new WeakMap<Page, string[]>();

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
}

type Screen = { viewport: { width: number; height: number }; colorScheme?: 'dark' | 'light' };

export async function newContext(browser: Browser, screen: Screen): Promise<BrowserContext> {
  const context = await browser.newContext({ ...screen, locale: 'th-TH', timezoneId: 'Asia/Bangkok', hasTouch: true });
  context.setDefaultTimeout(15_000);
  return context;
}

/** A tab that notes errors of scripts, refusals of the content security policy and what is written to the console as an error. */
export async function newTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const faults: string[] = [];
  faultsOf.set(page, faults);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // Without signal, and of a call that the API refuses, Chromium writes a line of its own.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  return page;
}

/** Opens a page of the face and signs in there as a demo account. */
export async function signIn(page: Page, url: string, username: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).click();
  await page.locator('[name=username]').selectOption(username);
  await page.locator('[name=password]').fill('demo');
  await page.locator('form button').first().click();
  const accept = page.getByRole('button', { name: 'ยอมรับ' });
  await accept.or(page.getByRole('navigation')).first().waitFor();
  if (await accept.isVisible()) await accept.click();
  await page.getByRole('navigation').waitFor();
}

/** Looks at a view: nothing wrong was said, nothing is wider than the screen, axe finds nothing. Leaves a picture of it. */
export async function look(page: Page, name: string): Promise<void> {
  await page.locator('.waiting').waitFor({ state: 'detached' });
  const width = page.viewportSize()?.width ?? 0;
  // At the end of the page nothing lies under what keeps to the lower edge.
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await violations(page);
    expect(found, `${name}, ${colorScheme}`).toEqual([]);
  }
  expect(
    await page.evaluate('document.documentElement.scrollWidth'),
    `${name} is wider than the screen`,
  ).toBeLessThanOrEqual(width);
  // What keeps to the lower edge widens no page: it would be cut off.
  expect(
    await page.evaluate(
      "[...document.querySelectorAll('.menu, .at-thumb')].every((each) => each.scrollWidth <= each.clientWidth)",
    ),
    `${name} has a bar that is wider than the screen`,
  ).toBe(true);
  expect(faultsOf.get(page), name).toEqual([]);
  await page.evaluate('scrollTo(0, 0)');
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`), animations: 'disabled', fullPage: true });
}

/**
 * What axe finds. It runs in the debugger's own world, so the content security policy holds for the page as it is. The session ends with the tab:
 * one that is detached takes the emulation of other sessions along, such as a network that is off.
 */
async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const run = async (expression: string) =>
    await session.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
  await run(axe.source);
  const { result, exceptionDetails } = await run(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' | ')))`,
  );
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
  return result.value as string[];
}
