/** How much is done in a month. Everything here is an assumption; what is measured comes from the benches. */

export type Installation = {
  name: string;
  households: number;
  /** Entries a month, from files and through the API. */
  entries: number;
  /** People who sign in within the month. */
  accounts: number;
  provinces: number;
};

const NATION = { households: 2_500_000, entries: 2_000_000, accounts: 30_000, provinces: 77 };
const DISTRICTS = 878;
const share = (of: number): Omit<Installation, 'name' | 'provinces'> => ({
  households: Math.round(NATION.households / of),
  entries: Math.round(NATION.entries / of),
  accounts: Math.round(NATION.accounts / of),
});

export const INSTALLATIONS: readonly Installation[] = [
  { name: 'one district', ...share(DISTRICTS), provinces: 1 },
  { name: 'one province', ...share(NATION.provinces), provinces: 1 },
  { name: 'the nation', ...NATION },
];

export const ASSUMED = {
  /** Of entries, those that come as rows of files. */
  fromFiles: 0.7,
  /** Of households, those begun anew in a month. */
  begunShare: 0.01,
  rowsAFile: 500,
  /** read-upload.ts: about so many rows a chunk. */
  rowsAChunk: 1000,
  /** Entries and months of the history that is kept: the end of the first year. */
  monthsKept: 12,
  workingDays: 20,
  /** What an account does on a working day. */
  aDay: { worklistPages: 2, households: 4, logbooks: 2, searches: 1, other: 4 },
  /** Seconds of a function: a call of the API with its way to DynamoDB, a row of a chunk, a file's other steps. */
  apiSeconds: 0.06,
  rowSeconds: 0.003,
  fileSeconds: 10,
  /** A night reads all facts and folds the months of two fiscal years, by province of 32,500 households. */
  nightSecondsAProvince: 15,
  nights: 31,
  /** Memory, GB (infra/stacks): API, load, statistics. */
  memory: { api: 1, load: 1769 / 1024, statistics: 1769 / 1024 },
  /** Different data keys that must be unwrapped, because other processes sealed at other times. */
  unwraps: { household: 1, logbook: 10, worklistPage: 20, search: 2, record: 2 },
  /** If data keys were kept for a month and a province: what the processes of the API would unwrap in each five minutes of work. */
  monthlyKeys: { windows: 20 * 8 * 12, processes: 20, keysEach: 300 },
  /** Bytes of logs: a call (Lambda's three lines, ours, the gateway's), a chunk, a state change. */
  logBytes: { call: 1200, chunk: 1500, state: 900 },
  stateChangesAChunk: 8,
  /** Default rule of X-Ray: one a second, and of the rest this share. */
  traced: 0.05,
  /** Of the edge: how often a day an account opens the page, files of the page (web/), rules of the web ACL, bytes of a line of its log. */
  edge: { openingsADay: 1, files: 12, rules: 5, logBytes: 1500 },
  /** Bytes of an answer on the way to the browser. */
  answerBytes: 8000,
  /** Bytes of items with names and overhead: an entry, a look at a household, a page of fifty in the access log. */
  itemBytes: { entry: 950, look: 300, shownPage: 2300, pointers: 500, indexShare: 0.35 },
  fileBytesARow: 250,
  /** Revisions a night that differ, for each province and month of the last three. */
  revisionsANight: 6,
  fixed: { keys: 4, secrets: 2, alarms: 67, metrics: 14, dashboards: 1 },
} as const;
