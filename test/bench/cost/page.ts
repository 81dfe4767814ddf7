import { ASSUMED, INSTALLATIONS } from './assumptions.ts';
import { billOf, count, IMPORTED, importOf, type Bill, type LineName } from './bill.ts';
import { PRICE_LIST, PRICES_OF, type Region } from './prices.ts';

const REGION = 'ap-southeast-1';
const PUBLISHED_USD = 1.78;
const money = (usd: number): string => (usd < 0.005 ? '0' : usd.toFixed(usd < 100 ? 2 : 0));

/** The text of docs/cost.md. `measured`: docs/access-patterns.md. */
export function costPage(measured: string): string {
  const bills = INSTALLATIONS.map((installation) => billOf(installation, measured, REGION));
  const nation = bills.at(-1);
  if (!nation) throw new Error('No installation');
  const virginia = INSTALLATIONS.map((installation) => billOf(installation, measured, 'us-east-1'));
  return `${[
    '# What it costs',
    '',
    'Written by `npm run cost`; a test fails when this page is another. Units of capacity are **measured** (`test/bench/capacity.ts`, kept in',
    '[access-patterns](access-patterns.md)): calls of the API and the load of a file of help from end to end, on households of ten entries, as they are after',
    'a year; new households as the load of a survey, a row for each person. The steps of a file around its load are **reckoned** from measured accesses: an',
    'upload created, moved on three times, its bytes claimed, and the progress of its chunks read once. What production has (memory of functions, alarms,',
    'metrics, keys) is **held to code and templates** by a test, how much is done is **assumed** (`test/bench/cost/assumptions.ts`), prices are a **dated list**',
    `(\`test/bench/cost/prices-${PRICES_OF}.json\`). **Check the list before use**: it was written down without the price list service, the figures of Singapore`,
    'mostly from memory, and Bangkok’s (`ap-southeast-7`, where the stages stand) was not at hand. No free tier is taken off but that of sign-in; taxes, support,',
    'CloudTrail and people are not in it. US dollars a month, on demand.',
    '',
    '## The monthly bill',
    '',
    billTable(bills),
    '',
    `At the prices of us-east-1: ${virginia.map(({ installation, total }) => `${installation.name} ${money(total)}`).join(' · ')}.`,
    '',
    `One district or one province here is an installation of its own; most of a district's bill is fixed. In the nation's bill a household costs ${((nation.total / nation.installation.households) * 12).toFixed(4)} dollars a year.`,
    '',
    '### From 917 to here',
    '',
    ...change(nation),
    '',
    '### How the lines of the nation come about',
    '',
    '| line | from |',
    '|---|---|',
    ...nation.lines.map(({ name, how }) => `| ${name} | ${how} |`),
    '',
    '## The three largest lines, and what would halve them',
    '',
    ...largest(nation),
    '',
    ...nation.declined.map(({ what, saves }) => `Not taken: ${what} It would save ${money(saves)}.`),
    '',
    '## 740,000 rows',
    '',
    ...imports(measured),
    '',
    '## What is assumed',
    '',
    '| installation | households | entries a month | accounts | systems of agencies | provinces |',
    '|---|---|---|---|---|---|',
    ...INSTALLATIONS.map(
      ({ name, households, entries, accounts, systems, provinces }) =>
        `| ${name} | ${count(households)} | ${count(entries)} | ${count(accounts)} | ${systems} | ${provinces} |`,
    ),
    '',
    `Of the entries ${ASSUMED.fromFiles * 100} % come from files of ${ASSUMED.rowsAFile} rows; ${ASSUMED.begunShare * 100} % of the households are begun anew in a month, by ${ASSUMED.rowsAHousehold} rows each. Each account works ${ASSUMED.workingDays} days; on each it looks at`,
    `${ASSUMED.aDay.worklistPages} worklist pages of 50, ${ASSUMED.aDay.households} households, ${ASSUMED.aDay.logbooks} logbooks, searches once by a number and makes ${ASSUMED.aDay.other} other calls, which read no household. A call takes ${ASSUMED.apiSeconds * 1000} ms of its function, a row of a file`,
    `${ASSUMED.rowSeconds * 1000} ms. Seconds on Lambda are guesses from one machine: nobody has run this on AWS. What matters most is the number of accounts.`,
    '',
    '## The list of prices',
    '',
    `Of ${PRICES_OF}, US dollars, with the public page that states a figure and the day on which it was read. **Memory**: no page was found; ${inMemory('us-east-1')} of ${PRICE_LIST.length} figures for`,
    `us-east-1 and ${inMemory(REGION)} for ap-southeast-1.`,
    '',
    '| unit | us-east-1 | found | ap-southeast-1 | found |',
    '|---|---:|---|---:|---|',
    ...PRICE_LIST.map(
      (each) =>
        `| ${each.unit} | ${each['us-east-1']} | ${said(each.found)} | ${each[REGION]} | ${said(each.foundSingapore)} |`,
    ),
  ].join('\n')}\n`;
}

function said(found: { where: string; read: string } | undefined): string {
  return found ? `${found.where} (read ${found.read})` : '**memory**';
}

function inMemory(region: Region): number {
  return PRICE_LIST.filter((each) => (region === 'us-east-1' ? each.found : each.foundSingapore) === undefined).length;
}

function billTable(bills: readonly Bill[]): string {
  const names = bills[0]?.lines.map(({ name }) => name) ?? [];
  const cell = (bill: Bill, name: string): string => money(bill.lines.find((line) => line.name === name)?.usd ?? 0);
  return [
    `| line | ${bills.map(({ installation }) => installation.name).join(' | ')} |`,
    `|---|${bills.map(() => '---:|').join('')}`,
    ...names.map((name) => `| ${name} | ${bills.map((bill) => cell(bill, name)).join(' | ')} |`),
    `| **together** | ${bills.map(({ total }) => `**${money(total)}**`).join(' | ')} |`,
  ].join('\n');
}

/** The nation's bill of 25 November 2026, with the systems that it left out: 34 clients, always on, with tokens of 30 minutes. */
const BEFORE: Readonly<Partial<Record<LineName, { usd: number; why?: string }>>> = {
  'writes of entries': {
    usd: 10.35,
  },
  'writes of the access log': { usd: 4.69 },
  'other writes': { usd: 1.15 },
  reads: { usd: 12.42 },
  'storage and recovery of households and logbook': { usd: 16.14 },
  'storage and recovery of the access log': { usd: 24.19 },
  'functions of the API': { usd: 10.93 },
  'functions of imports and figures': { usd: 1.8 },
  'state machines': { usd: 0.88 },
  gateway: { usd: 10.5 },
  files: { usd: 0.6 },
  'unwrapping of data keys': { usd: 123, why: 'a data key a province and month, kept unwrapped for an hour' },
  'sign-in': { usd: 300, why: 'Cognito’s plan Lite: tokens say who, records say what and where' },
  'systems of agencies': { usd: 314, why: 'tokens of a day; the clients themselves stay' },
  logs: { usd: 7.7 },
  'alarms, metrics, dashboard, traces': { usd: 14.9, why: 'more functions are watched' },
  delivery: { usd: 26.78, why: 'hashed files of the officers’ face are fetched once a version' },
  'web ACL and its log': { usd: 32.43, why: 'requests for files of the officers’ face' },
  'keys and secrets': { usd: 4.8 },
};
const BEFORE_USD = 917;
/** The bill of then was to be brought under this share. */
const SHARE_TO_REACH = 0.55;

function change({ lines, total }: Bill): string[] {
  const share = total / BEFORE_USD;
  return [
    `The bill of 25 November 2026 was 603, and left out the systems of agencies, 314: together ${BEFORE_USD}. Of that are left ${(share * 100).toFixed(1)} %; ${Math.round(SHARE_TO_REACH * 100)} % were to be reached, which is ${share <= SHARE_TO_REACH ? 'met' : '**missed**'}.`,
    '',
    '| line of the nation | then | now | because |',
    '|---|---:|---:|---|',
    ...lines.map(({ name, usd }) => {
      const { usd: before = 0, why = name in BEFORE ? '' : 'was not there' } = BEFORE[name] ?? {};
      return `| ${name} | ${money(before)} | ${money(usd)} | ${why} |`;
    }),
  ];
}

function largest({ lines, halvings, total }: Bill): string[] {
  const three = lines.toSorted((a, b) => b.usd - a.usd).slice(0, 3);
  return three.map(({ name, usd }, at) => {
    const halving = halvings[name];
    if (!halving) throw new Error(`Nobody has said what would halve "${name}"`);
    const share = Math.round((usd / total) * 100);
    const saved = Math.round((halving.saves / usd) * 100);
    return `${at + 1}. **${name}**, ${money(usd)} (${share} % of the nation's bill). ${halving.what} Saves ${money(halving.saves)}, ${saved} % of the line.`;
  });
}

function imports(measured: string): string[] {
  const rows = IMPORTED.map((kind) => importOf(kind, measured, 'us-east-1'));
  const times = rows.map(({ usd }) => (usd / PUBLISHED_USD).toFixed(1));
  return [
    `Published for Distributed Map and BatchWrite of plain items, in us-east-1: 5 minutes and $${PUBLISHED_USD}. Ours, at the prices of us-east-1:`,
    '',
    '| 740,000 rows of | writes | the rest | together | at the least: new tables | warmed tables | our CPU |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...rows.map(
      ({ what, wcu, writes, others, usd, coldMinutes, warmMinutes, computeMinutes }) =>
        `| ${what} | ${count(wcu)} WCU = ${money(writes)} | ${money(others)} | **$${money(usd)}** | ${coldMinutes.toFixed(0)} min | ${warmMinutes.toFixed(1)} min | ${computeMinutes.toFixed(1)} min |`,
    ),
    '',
    `A row is one person. **The price is missed**, ${times.join(', ')} times over: a row is not a plain item. It is a transaction over a document, an entry that can never be overwritten, the pointers that`,
    'keep a citizen ID to one household, two indexes, and the progress that makes a second delivery harmless; the transaction alone doubles the units. **The time is met only with warmed tables**',
    '(40,000 write units a second for each table, which is also the default limit of an account): a new table takes 4,000, and grows within half an hour. Times are the arithmetic of',
    'limits, not a run: 40 chunks at a time, spread over many districts. One district alone is one partition of the index and takes 1,000 units a second.',
  ];
}
