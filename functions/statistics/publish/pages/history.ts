/** What was published before beside what is published now. It shows public figures alone: the plan of hidden counts was audited against all of them. */
import { PUBLIC_COUNTS } from '#shared/domain/publication/public-counts.ts';
import type { ShownCounts } from '#shared/domain/publication/hide-counts.ts';
import type { PublicProgress } from '#shared/domain/publication/public-progress.ts';

import { countText, percentText, shareOf } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { countName, monthName, stepName } from './names.ts';
import { WORDS, type Language } from './words.ts';

/** An earlier publication, with the counts of one area in it. */
export type EarlierFigures = {
  readonly month: string;
  readonly publication: number;
  readonly counts: ShownCounts;
  /** Its page of the area, for good. */
  readonly link: string;
};

const MONTHS_BESIDE = 12;
const COLUMNS = ['baseline', 'VISITED', 'ASSISTED', 'SOLVED'] as const;

/**
 * The month beside the twelve before it and beside the same month of earlier years, each as it was published last; nothing when there is no earlier
 * month.
 */
export function monthsBeside(
  { month, total }: PublicProgress,
  earlier: readonly EarlierFigures[],
  language: Language,
): Markup | '' {
  const words = WORDS[language];
  const newest = new Map<string, EarlierFigures>();
  for (const one of earlier)
    if (one.month < month && one.publication >= (newest.get(one.month)?.publication ?? 0)) newest.set(one.month, one);
  const months = [...newest.values()].toSorted((a, b) => (a.month < b.month ? 1 : -1));
  const beside = months.filter((one, at) => at < MONTHS_BESIDE || one.month.slice(5) === month.slice(5));
  if (beside.length === 0) return '';
  const line = (name: Markup, counts: ShownCounts): Markup =>
    html`<tr>
      <th scope="row">${name}</th>
      ${COLUMNS.map((count) => figure(countText(counts[count], words.hidden)))}
      ${figure(percentText(shareOf(counts.ASSISTED, counts.baseline)))}
    </tr>`;
  const heads = [words.targetsShort, ...COLUMNS.slice(1).map((step) => countName(step, language)), words.rate];
  return html`<section>
    <h2>${words.months}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${words.months}">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.month}</th>
            ${heads.map((head) => html`<th scope="col" class="figure">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${line(html`${monthName(month, language)}`, total.counts)}${beside.map((one) =>
            line(html`<a href="${one.link}">${monthName(one.month, language)}</a>`, one.counts),
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Which counts differ from the publication before of the same month, and all earlier ones by link; nothing in a first publication. */
export function changesSince(
  { month, total }: PublicProgress,
  earlier: readonly EarlierFigures[],
  language: Language,
): Markup | '' {
  const words = WORDS[language];
  const same = earlier.filter((one) => one.month === month).toSorted((a, b) => a.publication - b.publication);
  const before = same.at(-1);
  if (!before) return '';
  const changed = PUBLIC_COUNTS.filter((count) => before.counts[count] !== total.counts[count]);
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">${words.count}</th>
        <th scope="col" class="figure">${words.before}</th>
        <th scope="col" class="figure">${words.now}</th>
      </tr>
    </thead>
    <tbody>
      ${changed.map(
        (count) =>
          html`<tr>
            <th scope="row">${countName(count, language)}</th>
            ${figure(countText(before.counts[count], words.hidden))}${figure(
              countText(total.counts[count], words.hidden),
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
  return html`<section>
    <h2>${words.changes}</h2>
    ${changed.length === 0 ? html`<p>${words.nothingChanged}</p>` : table}
    <p>
      ${words.publications}:
      ${same.map(({ publication, link }) => html`<a href="${link}">${words.publication(publication)}</a> `)}
    </p>
  </section>`;
}

/** The areas of a page by the percent that was helped, the highest first; equal ones share their place. Hidden ones have none and are by code. */
export function ranking(
  rows: readonly { readonly area: string; readonly name: string; readonly percent: number | undefined }[],
  language: Language,
): Markup | '' {
  const words = WORDS[language];
  const known = rows.flatMap(({ area, name, percent }) => (percent === undefined ? [] : [{ area, name, percent }]));
  if (known.length < 2) return '';
  const ranked = known.toSorted((a, b) => b.percent - a.percent || (a.area < b.area ? -1 : 1));
  const placeOf = (percent: number): number => ranked.findIndex((one) => one.percent === percent) + 1;
  const without = rows.filter(({ percent }) => percent === undefined);
  return html`<details>
    <summary>${words.ranking}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col" class="figure">${words.place}</th>
          <th scope="col">${words.areaName}</th>
          <th scope="col" class="figure">${stepName('ASSISTED', language)}</th>
        </tr>
      </thead>
      <tbody>
        ${ranked.map(
          ({ name, percent }) =>
            html`<tr>
              ${figure(String(placeOf(percent)))}
              <th scope="row">${name}</th>
              ${figure(percentText(percent))}
            </tr>`,
        )}
      </tbody>
    </table>
    ${without.length > 0 ? html`<p class="note">${words.unranked}: ${without.map(({ name }) => name).join(', ')}</p>` : ''}
  </details>`;
}

function figure(text: string): Markup {
  return html`<td class="figure">${text}</td>`;
}
