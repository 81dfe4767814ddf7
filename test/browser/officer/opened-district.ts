import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './opened.ts';
import { startSmallDistrict, type SmallDistrict } from './small-district.ts';

/** A small district and a browser for all tests of a file, which may ask for either while they run. */
export function openedDistrict(): { readonly browser: Browser; readonly district: SmallDistrict } {
  let opened: { browser: Browser; district: SmallDistrict } | undefined;
  const whileOpen = () => {
    if (opened === undefined) throw new Error('The district is there while tests run');
    return opened;
  };
  beforeAll(async () => {
    opened = { district: await startSmallDistrict(), browser: await openBrowser() };
  });
  afterAll(async () => {
    await opened?.browser.close();
    await opened?.district.stop();
  });
  return {
    get browser() {
      return whileOpen().browser;
    },
    get district() {
      return whileOpen().district;
    },
  };
}
