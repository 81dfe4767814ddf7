import { createHash } from 'node:crypto';

import { colourVariables } from '#shared/contracts/colours.ts';

/** The style of the public pages. Colours say nothing alone: every figure is also a number in a table. */
export const STYLE = `${colourVariables()}:root {
  --q1: #e8f5e9;
  --q2: #b7dfbb;
  --q3: #7cc08a;
  --q4: #3f9a5a;
  --q5: #14532d;
}
* {
  box-sizing: border-box;
}
body {
  margin: 0;
  color: var(--ink);
  background: var(--ground);
  font:
    17px/1.7 Sarabun,
    'Noto Sans Thai',
    'Leelawadee UI',
    Thonburi,
    Tahoma,
    system-ui,
    sans-serif;
  overflow-wrap: break-word;
}
.wide {
  max-width: 76rem;
  margin: 0 auto;
  padding: 0 1rem;
}
.skip {
  position: absolute;
  left: -100vw;
  padding: 0.5rem 1rem;
  background: var(--card);
}
.skip:focus {
  left: 0.5rem;
  top: 0.5rem;
}
:focus-visible {
  outline: 3px solid var(--focus);
  outline-offset: 2px;
}
header {
  background: var(--brand);
  color: var(--on-brand);
  padding: 0.75rem 0 1rem;
}
header a {
  color: var(--on-brand);
  display: inline-block;
  padding: 0.5rem 0;
}
header p {
  margin: 0;
}
h1 {
  margin: 0;
  font-size: 1.6rem;
  line-height: 1.4;
}
h1 small {
  display: block;
  font-size: 1.05rem;
  font-weight: 400;
}
h2 {
  font-size: 1.25rem;
  margin: 2rem 0 0.5rem;
}
a {
  color: var(--link);
}
.cards {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
  gap: 0.75rem;
  padding: 0;
  margin: 1rem 0;
  list-style: none;
}
.card {
  background: var(--card);
  border-bottom: 6px solid var(--line);
  border-radius: 6px;
  padding: 0.75rem;
}
.card span,
.card small {
  display: block;
  color: var(--soft);
}
.card b {
  font-size: 1.5rem;
  font-variant-numeric: tabular-nums;
}
.all {
  border-color: var(--brand);
}
.health {
  border-color: #b91c1c;
}
.living {
  border-color: #b45309;
}
.education {
  border-color: #1d4ed8;
}
.income {
  border-color: #7e22ce;
}
.access {
  border-color: #0f766e;
}
table {
  width: 100%;
  border-collapse: collapse;
  background: var(--card);
}
th,
td {
  padding: 0.35rem 0.5rem;
  text-align: start;
  border-bottom: 1px solid var(--line);
  font-weight: 400;
}
thead th {
  font-weight: 700;
}
.figure {
  text-align: end;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
/* A browser breaks Thai within its compounds; a long head may be broken, a short one not. */
thead .long {
  white-space: normal;
}
.hidden {
  color: var(--soft);
}
abbr {
  text-decoration: none;
}
.funnel .bar {
  width: 45%;
}
.bar svg {
  display: block;
  width: 100%;
  height: 1.1rem;
  background: var(--ground);
}
.bar rect {
  fill: var(--q4);
}
.away {
  position: absolute;
  clip-path: inset(50%);
  width: 1px;
  height: 1px;
  overflow: hidden;
}
.note,
footer {
  color: var(--soft);
  font-size: 0.95rem;
}
figure {
  margin: 0;
}
.map {
  width: 100%;
  max-height: 80vh;
  background: var(--card);
}
.map path {
  stroke: #fff;
  stroke-width: 1;
}
.none {
  fill: #d5dae3;
}
.empty {
  fill: #ffffff;
}
.q1 {
  fill: var(--q1);
}
.q2 {
  fill: var(--q2);
}
.q3 {
  fill: var(--q3);
}
.q4 {
  fill: var(--q4);
}
.q5 {
  fill: var(--q5);
}
.map .none,
.map .empty {
  stroke: #64748b;
  stroke-dasharray: 3 3;
}
.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1rem;
  padding: 0;
  list-style: none;
}
.legend svg {
  width: 1rem;
  height: 1rem;
  border: 1px solid var(--soft);
}
.scroll {
  overflow-x: auto;
}
.downloads a {
  display: inline-block;
  padding: 0.5rem 0;
}
summary {
  padding: 0.5rem 0;
  cursor: pointer;
}
@media (min-width: 56rem) {
  .beside {
    display: grid;
    grid-template-columns: 2fr 3fr;
    gap: 1.5rem;
    align-items: start;
  }
}
@media (max-width: 30rem) {
  table {
    font-size: 0.92rem;
  }
  th,
  td {
    padding: 0.35rem 0.25rem;
  }
  .funnel .bar {
    display: none;
  }
}
@media print {
  body {
    background: #fff;
  }
  header {
    color: #000;
    background: none;
  }
  .skip,
  .downloads {
    display: none;
  }
}
`;

/** Behind `/figures/`: another style has another name, so that a browser keeps each for good. */
export const STYLE_FILE = `style-${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;
