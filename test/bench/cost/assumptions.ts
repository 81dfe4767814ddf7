/** How much is done in a month. Everything here is an assumption, but what `PLATFORM` copies; what is measured comes from the benches. */
import { SYSTEM_TOKEN_HOURS } from '#shared/account/system-clients.ts';
import { IMPORT_METRICS, STATISTICS_METRICS } from '#shared/contracts/metrics.ts';

export type Installation = {
  name: string;
  households: number;
  /** Entries a month, from files and through the API. */
  entries: number;
  /** People who sign in within the month. */
  accounts: number;
  /** Systems of agencies that call all day and night, each with a client of its own. */
  systems: number;
  provinces: number;
};

const NATION = { households: 2_500_000, entries: 2_000_000, accounts: 30_000, systems: 34, provinces: 77 };
const DISTRICTS = 878;
const share = (of: number): Omit<Installation, 'name' | 'provinces' | 'systems'> => ({
  households: Math.round(NATION.households / of),
  entries: Math.round(NATION.entries / of),
  accounts: Math.round(NATION.accounts / of),
});

export const INSTALLATIONS: readonly Installation[] = [
  { name: 'one district', ...share(DISTRICTS), systems: 0, provinces: 1 },
  { name: 'one province', ...share(NATION.provinces), systems: 1, provinces: 1 },
  { name: 'the nation', ...NATION },
];

export const ASSUMED = {
  /** Of entries, those that come as rows of files. */
  fromFiles: 0.7,
  /** Of households, those begun anew in a month. */
  begunShare: 0.01,
  rowsAFile: 500,
  /** Rows of a household that files begin: a row for each of its people. */
  rowsAHousehold: 4,
  /** read-upload.ts: about so many rows a chunk. */
  rowsAChunk: 1000,
  /** Entries and months of the history that is kept: the end of the first year. */
  monthsKept: 12,
  workingDays: 20,
  /** What an account does on a working day. The other calls (who am I, tables of codes, target lists) read no household. */
  aDay: { worklistPages: 2, households: 4, logbooks: 2, searches: 1, other: 4 },
  /** Seconds of a function: a call of the API with its way to DynamoDB, a row of a chunk, the steps of a file before and after. */
  apiSeconds: 0.06,
  rowSeconds: 0.003,
  fileSeconds: { read: 5, finish: 5 },
  /** A night reads all facts and folds the months of two fiscal years, by province of 32,500 households. */
  nightSecondsAProvince: 15,
  nights: 31,
  /** Of calls, those whose token the gateway has not met within its minute; and how long the authorizer takes. */
  verified: { share: 0.5, seconds: 0.01 },
  /**
   * Processes that open households, and hours of a working day in which they do. Each is taken to meet the key of every province and
   * month as often as it has to ask for it again (`DATA_KEY_BOUNDS`): more there cannot be.
   */
  unwraps: { processes: 20, hoursADay: 8 },
  /** Bytes of logs: a call (Lambda's three lines, ours, the gateway's), a chunk, a state change. */
  logBytes: { call: 1200, chunk: 1500, state: 900 },
  stateChangesAChunk: 8,
  /** Default rule of X-Ray: one a second, and of the rest this share. */
  traced: 0.05,
  /**
   * Of the edge: how often a day an account opens the officers' face, how many versions of it come in a month (or browsers that have lost
   * theirs), bytes of a line of the web ACL's log.
   */
  edge: { openingsADay: 1, versionsAMonth: 4, logBytes: 1500 },
  /** Bytes of an answer on the way to the browser. */
  answerBytes: 8000,
  /**
   * Bytes of items as `capacity.ts` leaves them, each with the 100 that the service counts for an item: the entry that begins a
   * household, any later one, a look, a page of fifty in the access log, the five pointers of a household, its two index entries.
   */
  itemBytes: { item: 100, begun: 1500, entry: 680, look: 330, shownPage: 2120, pointers: 910, indexes: 1180 },
  fileBytesARow: 250,
  /** Revisions a night that differ, for each province and month of the last three. */
  revisionsANight: 6,
} as const;

/** What stands in production, whoever uses it: test/infra/cost.test.ts holds it to the templates. */
export const PLATFORM = {
  keys: 4,
  secrets: 2,
  /** Metrics that alarms read: an alarm on an expression reads several. */
  alarmMetrics: 120,
  dashboards: 1,
  aclRules: 5,
  /**
   * Files of the officers' face at most (`npm run sizes` holds it to that), and those that a browser asks for at every opening: the worker and
   * the settings of the sign-in. The worker answers with the others, which it fetches once a version.
   */
  page: { files: 75, askedEveryTime: 2 },
  /** Hours for which a token of an agency's system is good. */
  machineTokenHours: SYSTEM_TOKEN_HOURS,
  /** Numbers of imports and of figures. */
  metrics: IMPORT_METRICS.length + STATISTICS_METRICS.length,
  /** MB of the functions that are charged for: by folder. `api/me` is taken for the small ones. */
  memoryMb: {
    'api/households': 1769,
    'api/logbook': 1769,
    'api/me': 512,
    'identity/authorizer': 512,
    'ingest/read': 3008,
    'ingest/load': 1769,
    'ingest/finish': 1769,
    'statistics/province': 1769,
  },
} as const;
