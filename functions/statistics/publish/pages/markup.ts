import { htmlText } from '#shared/thai/html-text.ts';

/** HTML as text that is safe by itself: what is put into a template is escaped unless a template made it. */
export type Markup = { readonly html: string };

type Part = Markup | readonly Markup[] | string | number;

/** A piece of a page. No attribute `style` and no script belong in it: the policy of the site refuses both. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: strings.reduce((made, string, at) => made + textOf(parts[at - 1] ?? '') + string) };
}

function textOf(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return htmlText(part);
  return 'html' in part ? part.html : part.map((each) => each.html).join('');
}
