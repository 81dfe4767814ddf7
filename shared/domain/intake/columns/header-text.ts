import { arabicDigits, normalizeThai } from '#shared/thai/thai-text.ts';

/**
 * A header cell in the form in which names are compared: Thai normalised,
 * digits Arabic, no `*`, notes in brackets or numbering; spaces, dots, dashes
 * and line breaks do not matter.
 */
export function headerText(cell: string): string {
  return bare(normalizeThai(cell).replaceAll(/[([{（][^)\]}）]*[)\]}）]?/g, ' '));
}

/** A text without digits of other kinds, numbering, spaces and dots. */
export function bare(text: string): string {
  return arabicDigits(text)
    .toLowerCase()
    .replace(/^\s*\d{1,2}\s*[.)]\s*/, '')
    .replaceAll(/[\s\u00A0.*:：_"'’\-–—]+/g, '');
}
