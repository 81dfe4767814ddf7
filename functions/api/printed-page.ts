/** What pages for printing share: how words come onto them, and what a browser lets them do. */
import { createHash } from 'node:crypto';

import { htmlText } from '#shared/thai/html-text.ts';
import { thaiDigits } from '#shared/thai/thai-text.ts';

/** Words as text of a page: in Thai digits, and never as a tag. */
export function textOnPage(words: string): string {
  return htmlText(thaiDigits(words));
}

/** The content security policy of a page with one `<style>`: it shows itself by this style, asks for nothing and runs nothing. */
export function pagePolicy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;
}
