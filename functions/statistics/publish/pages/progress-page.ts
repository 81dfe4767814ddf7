import type { PublicCount } from '#shared/domain/publication/public-counts.ts';
import type { PublicProgress, PublicRow } from '#shared/domain/publication/public-progress.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { LEAST_SHOWN } from '#shared/domain/statistics/suppression/suppress.ts';
import { FUNNEL_STEPS, type FunnelStep } from '#shared/domain/statistics/report-c/shape.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import { countText, dayText, percentText, shareOf } from './figures.ts';
import { changesSince, monthsBeside, ranking, type EarlierFigures } from './history.ts';
import { CLASS_ENDS, mapOf } from './map.ts';
import { html, type Markup } from './markup.ts';
import { areaName, dimensionName, stepName } from './names.ts';
import { WORDS, type Language } from './words.ts';

/** Where the pages and files of a publication are, from the root of the site, and what was published before it. */
export type Links = {
  /** Of the page of an area in the same language. */
  readonly page: (area: string) => string;
  /** Of this page in the other language. */
  readonly otherLanguage: string;
  /** Of this very publication, for good. */
  readonly permanent: string;
  readonly style: string;
  readonly downloads: readonly { readonly name: string; readonly path: string }[];
  /** Everything that was published of this area before, of this month and of others. */
  readonly earlier: readonly EarlierFigures[];
};

/** Bars and cards are drawn in hundredths of their whole. */
const BAR_WIDTH = 100;

/**
 * The page of a month and an area: cards, steps, dimensions, a map and the table of the same rows, all in the page itself. It shows counts as they
 * were published and runs nothing.
 */
export function progressPage(progress: PublicProgress, language: Language, links: Links): string {
  const { total, rows, area, asOfDay } = progress;
  const words = WORDS[language];
  const name = areaName(area, language);
  const day = dayText(asOfDay, language);
  const revision = progress.revision === null ? [] : [words.revision(progress.revision)];
  const state = [progress.closed ? words.closed : words.toDate, ...revision].join(' ');
  const hidden = [total, ...rows].reduce((sum, row) => sum + row.hidden, 0);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${name} · ${words.title}</title>
        <link rel="stylesheet" href="${links.style}" />
      </head>
      <body>
        <a class="skip" href="#figures">${words.skip}</a>
        <header>
          <div class="wide">
            <p class="trail">
              ${area === NATION ? '' : html`<a href="${links.page(NATION)}">${words.nation}</a> · `}<a
                lang="${language === 'th' ? 'en' : 'th'}"
                href="${links.otherLanguage}"
                >${words.other}</a
              >
            </p>
            <h1>${name} <small>${words.title}</small></h1>
            <p>${words.asOf(day, state)}</p>
          </div>
        </header>
        <main id="figures" class="wide" tabindex="-1">
          ${cards(total, language)} ${funnel(total, language)} ${dimensions(total, language)}
          ${areas(progress, language, links)} ${monthsBeside(progress, links.earlier, language)}
          ${changesSince(progress, links.earlier, language)}
          <p class="note">${hidden > 0 ? words.hiddenWhy(hidden) : words.nobodyHidden} · ${words.notOfficial}</p>
          <section>
            <h2>${words.downloads}</h2>
            <ul class="downloads">
              ${links.downloads.map(({ name: file, path }) => html`<li><a href="${path}" download>${file}</a></li>`)}
            </ul>
            <details>
              <summary>${words.definitions}</summary>
              <dl>${definitions(language)}</dl>
              <p>${progress.definitions}</p>
            </details>
          </section>
        </main>
        <footer class="wide">
          <p>${words.cite(name, day)} · <a href="${links.permanent}">${words.permanent}</a></p>
          <p>${words.mapCredit}</p>
        </footer>
      </body>
    </html> `.html;
}

function cards({ counts }: PublicRow, language: Language): Markup {
  const words = WORDS[language];
  const card = (name: string, count: PublicCount, kind: string): Markup =>
    html`<li class="card ${kind}">
      <span>${name}</span><b>${countText(counts[count], words.hidden)}</b><small>${words.households}</small>
    </li>`;
  return html`<ul class="cards">
    ${card(words.targets, 'baseline', 'all')}${DIMENSIONS.map((dimension) =>
      card(dimensionName(dimension, language), `${dimension}.target`, dimension),
    )}
  </ul>`;
}

function funnel({ counts }: PublicRow, language: Language): Markup {
  const words = WORDS[language];
  const bar = (step: FunnelStep): Markup => {
    const share = shareOf(counts[step], counts.baseline);
    return html`<tr>
      <th scope="row">${stepName(step, language)}</th>
      <td class="bar">${share === undefined ? '' : barOf(share)}</td>
      <td class="figure">${countText(counts[step], words.hidden)}</td>
      <td class="figure">${percentText(share)}</td>
    </tr>`;
  };
  return html`<section>
    <h2>${words.funnel}</h2>
    <table class="funnel">
      <caption class="away">
        ${words.funnel}
      </caption>
      <tbody>
        ${FUNNEL_STEPS.map(bar)}
      </tbody>
    </table>
    <p class="note">${words.funnelNote}</p>
  </section>`;
}

function barOf(share: number): Markup {
  return html`<svg viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">
    <rect width="${Math.min(share, BAR_WIDTH)}" height="10" />
  </svg>`;
}

function dimensions({ counts }: PublicRow, language: Language): Markup {
  const words = WORDS[language];
  return html`<section>
    <h2>${words.dimensions}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.dimension}</th>
          <th scope="col" class="figure">${words.targetsShort}</th>
          <th scope="col" class="figure">${words.helped}</th>
          <th scope="col" class="figure">${words.solved}</th>
        </tr>
      </thead>
      <tbody>
        ${DIMENSIONS.map(
          (dimension) =>
            html`<tr>
              <th scope="row">${dimensionName(dimension, language)}</th>
              ${(['target', 'helped', 'solved'] as const).map((count) =>
                cell(counts[`${dimension}.${count}`], words.hidden),
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** Map and table of the same rows, by the percent that was helped. */
function areas({ area, rows }: PublicProgress, language: Language, links: Links): Markup {
  const words = WORDS[language];
  const shown = rows.map((row) => {
    const percent = shareOf(row.counts.ASSISTED, row.counts.baseline);
    const nothing = row.counts.baseline === 0;
    const text = percent === undefined ? (nothing ? words.noTarget : words.hidden) : percentText(percent);
    return { ...row, name: areaName(row.area, language), percent, nothing, text };
  });
  const { svg, withoutBoundary } = mapOf(shown, words.map(words.rate));
  const head = [words.area[area === NATION ? 'province' : 'district'], words.targetsShort, words.helped, words.rate];
  const nameOf = (row: (typeof shown)[number]): Markup =>
    area === NATION ? html`<a href="${links.page(row.area)}">${row.name}</a>` : html`${row.name}`;
  return html`<section>
    <h2>${words.byArea}</h2>
    <div class="beside">
      <figure>
        ${svg}
        <figcaption>
          ${legend(language)}${
            withoutBoundary.length > 0 ? html`<p>${words.noPolygon}: ${withoutBoundary.join(', ')}</p>` : ''
          }
        </figcaption>
      </figure>
      <table>
        <thead>
          <tr>
            ${head.map(
              (title, at) =>
                html`<th scope="col" ${at > 0 ? html` class="figure ${at === 3 ? 'long' : ''}"` : ''}>${title}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (row) =>
              html`<tr>
                <th scope="row">${nameOf(row)}</th>
                ${cell(row.counts.baseline, words.hidden)}${cell(row.counts.ASSISTED, words.hidden)}
                <td class="figure">${percentText(row.percent)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${ranking(shown, language)}
  </section>`;
}

function legend(language: Language): Markup {
  const words = WORDS[language];
  const ranges = CLASS_ENDS.map((end, at) => [`q${at + 1}`, `${end}–${CLASS_ENDS[at + 1] ?? 100}%`] as const);
  return html`<ul class="legend">
    ${[...ranges, ['none', words.hidden] as const, ['empty', words.noFigures] as const].map(
      ([kind, text]) =>
        html`<li>
          <svg class="${kind}" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" /></svg> ${text}
        </li>`,
    )}
  </ul>`;
}

function cell(count: number | null, hidden: string): Markup {
  return count === null
    ? html`<td class="figure hidden"><abbr title="< ${LEAST_SHOWN}">${hidden}</abbr></td>`
    : html`<td class="figure">${countText(count, hidden)}</td>`;
}

function definitions(language: Language): Markup[] {
  const other = language === 'th' ? 'en' : 'th';
  return FUNNEL_STEPS.map(
    (step) =>
      html`<dt>${stepName(step, language)}</dt>
        <dd lang="${other}">${stepName(step, other)}</dd>`,
  );
}
