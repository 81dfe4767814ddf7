const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Words as text or attribute of an HTML page: never a tag. */
export function htmlText(words: string): string {
  return words.replaceAll(/[&<>"']/gu, (letter) => ESCAPES[letter] ?? '');
}
