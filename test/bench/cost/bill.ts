/** The monthly bill of an installation, line by line: units measured, requests assumed, prices of one list. */
import { DATA_KEY_BOUNDS } from '#shared/sealing/data-key-cache.ts';

import { ASSUMED as A, PLATFORM, type Installation } from './assumptions.ts';
import { measuredBytes, measuredUnits } from './measured-units.ts';
import { price, type PriceName, type Region } from './prices.ts';

export type LineName =
  | 'writes of entries'
  | 'writes of the access log'
  | 'other writes'
  | 'reads'
  | 'storage and recovery of households and logbook'
  | 'storage and recovery of the access log'
  | 'functions of the API'
  | 'functions of imports and figures'
  | 'state machines'
  | 'gateway'
  | 'files'
  | 'unwrapping of data keys'
  | 'verification of tokens'
  | 'sign-in'
  | 'systems of agencies'
  | 'logs'
  | 'alarms, metrics, dashboard, traces'
  | 'delivery'
  | 'web ACL and its log'
  | 'keys and secrets';

export type Line = { name: LineName; usd: number; how: string };

export type Halving = { what: string; saves: number };
export type Bill = {
  installation: Installation;
  lines: Line[];
  total: number;
  halvings: Partial<Record<LineName, Halving>>;
  /** What would save less, and is not taken. */
  declined: readonly Halving[];
};

const MILLION = 1_000_000;
const GB = 1_000_000_000;
const HOUR_MS = 3_600_000;

/** Accesses by their names in the tables. */
const RECORD = 'call: record help with an Idempotency-Key';
const ROW = 'a chunk of 500 rows of help on known households: per row';
const ROW_OF_ONE = 'a survey row that begins a household of one';
const ROW_OF_FOUR = 'a survey row, four of each new household';

function gigabytes(name: keyof typeof PLATFORM.memoryMb): number {
  return PLATFORM.memoryMb[name] / 1024;
}

/** What a month costs in US dollars. `measured` is the text of docs/access-patterns.md, or what the bench prints. */
export function billOf(installation: Installation, measured: string, region: Region): Bill {
  const units = measuredUnits(measured);
  const usd = (name: PriceName, amount: number): number => amount * price(name, region);
  const { households, entries, accounts, systems, provinces } = installation;

  const begun = households * A.begunShare;
  const rows = entries * A.fromFiles;
  const recorded = entries - rows;
  const files = Math.ceil(rows / A.rowsAFile);
  const chunks = files * Math.ceil(A.rowsAFile / A.rowsAChunk);
  const days = accounts * A.workingDays;
  const { aDay } = A;
  const calls = recorded + days * (aDay.worklistPages + aDay.households + aDay.logbooks + aDay.searches + aDay.other);
  const pages = days * aDay.worklistPages;
  const { files: ofPage, askedEveryTime } = PLATFORM.page;
  const pageRequests =
    days * A.edge.openingsADay * askedEveryTime + accounts * A.edge.versionsAMonth * (ofPage - askedEveryTime);
  const requests = calls + pageRequests;

  const looks = days * (aDay.households + aDay.logbooks + aDay.searches);
  const shownPage = units('call: a worklist page of 50, written');
  // A household, its logbook and a search by a number write one line each.
  const one = units('one look in the access log');
  const key = units(`${RECORD}, written`, 'Operations');
  const help = units(`${RECORD}, written`) - key;
  const row = units(`${ROW}, written`);
  const begunRows = begun * A.rowsAHousehold;
  const begin = units(`${ROW_OF_FOUR}, written`);
  const entryWrites = recorded * help + rows * row + begunRows * begin;
  const accessWrites = looks * one + pages * shownPage;
  const revisions = provinces * A.revisionsANight * A.nights;
  // The steps around a load are reckoned: AWAITING_FILE, then READING, LOADING and FINISHED, and the claim of the bytes.
  const otherWrites =
    files * (units('create an upload') + 3 * units('move an upload on') + units('claim a file, written')) +
    revisions * (units('put a revision of 30 rows') + units('publish a package')) +
    recorded * key;
  const keysKept = Math.min(provinces * A.monthsKept, DATA_KEY_BOUNDS.maxKept);
  const periods = A.workingDays * ((A.unwraps.hoursADay * HOUR_MS) / DATA_KEY_BOUNDS.maxAgeMs);
  // A chunk may be loaded by a process that has opened nothing yet, and is of one province.
  const unwraps = periods * A.unwraps.processes * keysKept + chunks * A.monthsKept;
  const nightReads = (households / 100) * units('facts of a district: per 100 households of 10 entries');
  const reads =
    nightReads * A.nights +
    // Each wrapped key is read before it is unwrapped.
    unwraps +
    recorded * units(`${RECORD}, read`) +
    rows * units(`${ROW}, read`) +
    begunRows * units(`${ROW_OF_FOUR}, read`) +
    pages * units('call: a worklist page of 50, read') +
    days *
      (aDay.households * units('call: a household, read') +
        aDay.logbooks * units('call: its logbook, read') +
        aDay.searches * units('call: search by citizen ID, read')) +
    files * units('progress of all chunks of an upload');

  const { itemBytes } = A;
  const documentBytes =
    measuredBytes(measured, 'with 10 entries') + itemBytes.item + itemBytes.indexes + itemBytes.pointers;
  const keptBytes = households * (documentBytes + itemBytes.begun) + entries * A.monthsKept * itemBytes.entry;
  const accessBytes = (looks * itemBytes.look + pages * itemBytes.shownPage) * A.monthsKept;
  const kept = (bytes: number): number => usd('dynamoStorageGb', bytes / GB) + usd('dynamoRecoveryGb', bytes / GB);

  const onHouseholds = pages + days * (aDay.households + aDay.searches);
  const onLogbook = recorded + days * aDay.logbooks;
  const apiGbSeconds =
    A.apiSeconds *
    (onHouseholds * gigabytes('api/households') +
      onLogbook * gigabytes('api/logbook') +
      (calls - onHouseholds - onLogbook) * gigabytes('api/me'));
  const loadSeconds = (rows + begunRows) * A.rowSeconds;
  const { read, finish } = A.fileSeconds;
  const nightSeconds = households * (A.nightSecondsAProvince / 32_500) * A.nights;
  const transitions = chunks * 3 + files * 6 + provinces * 4 * (A.nights + 1);
  const logBytes =
    calls * A.logBytes.call +
    chunks * (A.logBytes.chunk + A.stateChangesAChunk * A.logBytes.state) +
    files * 20 * A.logBytes.state;
  const edgeLogBytes = requests * A.edge.logBytes;
  // It is in us-east-1, wherever the rest is.
  const edgeLog =
    price('logsGb', 'us-east-1') * (edgeLogBytes / GB) +
    price('logsStorageGb', 'us-east-1') * ((edgeLogBytes * 13 * 0.15) / GB);
  const fileBytes = (rows + begunRows) * A.fileBytesARow;
  const traces = (calls + chunks + files * 4) * A.traced;
  const verified = calls * A.verified.share;
  const users = Math.max(0, accounts - 10_000);
  const tokens = systems * Math.ceil(24 / PLATFORM.machineTokenHours) * A.nights;

  const bill: Line[] = [
    {
      name: 'writes of entries',
      usd: usd('dynamoWriteMillion', entryWrites / MILLION),
      how: `${count(rows)} rows × ${row} + ${count(recorded)} calls × ${help} + ${count(begunRows)} rows that begin ${count(begun)} households × ${begin} WCU`,
    },
    {
      name: 'writes of the access log',
      usd: usd('dynamoWriteMillion', accessWrites / MILLION),
      how: `${count(pages)} pages of worklists × ${shownPage} + ${count(looks)} looks × ${one} WCU`,
    },
    {
      name: 'other writes',
      usd: usd('dynamoWriteMillion', otherWrites / MILLION),
      how: `uploads, ${count(revisions)} revisions and packages, idempotency keys`,
    },
    {
      name: 'reads',
      usd: usd('dynamoReadMillion', reads / MILLION),
      how: `${count(nightReads)} RCU of facts in each of ${A.nights} nights; ${count(rows)} rows × ${units(`${ROW}, read`)} RCU; the rest for people`,
    },
    {
      name: 'storage and recovery of households and logbook',
      usd: kept(keptBytes),
      how: `${gb(keptBytes)} at the end of the first year`,
    },
    {
      name: 'storage and recovery of the access log',
      usd: kept(accessBytes),
      how: `${gb(accessBytes)} at the end of the first year`,
    },
    {
      name: 'functions of the API',
      usd: usd('lambdaMillion', calls / MILLION) + usd('lambdaGbSecond', apiGbSeconds),
      how: `${count(calls)} calls of ${A.apiSeconds * 1000} ms, of ${(apiGbSeconds / A.apiSeconds / calls).toFixed(2)} GB on average`,
    },
    {
      name: 'functions of imports and figures',
      usd:
        usd('lambdaMillion', (chunks + files * 3 + provinces * A.nights) / MILLION) +
        usd(
          'lambdaGbSecond',
          loadSeconds * gigabytes('ingest/load') +
            files * (read * gigabytes('ingest/read') + finish * gigabytes('ingest/finish')) +
            nightSeconds * gigabytes('statistics/province'),
        ),
      how: `${count(loadSeconds + files * (read + finish))} s of imports, ${count(nightSeconds)} s of nights`,
    },
    {
      name: 'state machines',
      usd: usd('statesThousand', transitions / 1000),
      how: `${count(transitions)} transitions: ${count(files)} files, ${count(chunks)} chunks, the nights`,
    },
    { name: 'gateway', usd: usd('httpApiMillion', calls / MILLION), how: `${count(calls)} calls` },
    {
      name: 'files',
      usd:
        usd('s3Gb', (fileBytes * 3) / GB) +
        usd('s3PutThousand', (chunks * 2 + files * 3 + revisions * 7) / 1000) +
        usd('s3GetThousand', (chunks * 2 + files * 4) / 1000),
      how: `${gb(fileBytes)} sent, kept with chunks and versions; ${count(revisions)} packages of 7 files`,
    },
    {
      name: 'unwrapping of data keys',
      usd: usd('kmsTenThousand', unwraps / 10_000),
      how: `${count(unwraps)} requests to KMS: ${A.unwraps.processes} processes unwrap ${count(keysKept)} data keys (a province and month each) every ${DATA_KEY_BOUNDS.maxAgeMs / 60_000} minutes`,
    },
    {
      name: 'verification of tokens',
      usd:
        usd('lambdaMillion', verified / MILLION) +
        usd('lambdaGbSecond', verified * A.verified.seconds * gigabytes('identity/authorizer')),
      how: `${count(verified)} tokens that the gateway has not met within a minute, ${A.verified.seconds * 1000} ms each`,
    },
    {
      name: 'sign-in',
      usd: usd('cognitoUser', users),
      how: `${count(accounts)} people on Cognito’s plan Lite, the first 10,000 free`,
    },
    {
      name: 'systems of agencies',
      usd: usd('machineClient', systems) + usd('machineTokenThousand', tokens / 1000),
      how: `${count(systems)} clients, ${count(tokens)} tokens of ${PLATFORM.machineTokenHours} hours`,
    },
    {
      name: 'logs',
      usd: usd('logsGb', logBytes / GB) + usd('logsStorageGb', (logBytes * 13 * 0.15) / GB),
      how: `${gb(logBytes)} taken in, 13 months kept at 15 % of their size`,
    },
    {
      name: 'alarms, metrics, dashboard, traces',
      usd:
        usd('alarm', PLATFORM.alarmMetrics) +
        usd('metric', PLATFORM.metrics) +
        usd('dashboard', PLATFORM.dashboards) +
        usd('tracesMillion', traces / MILLION),
      how: `alarms on ${PLATFORM.alarmMetrics} metrics, ${PLATFORM.metrics} metrics of our own, ${count(traces)} traces`,
    },
    {
      name: 'delivery',
      usd: usd('cloudfrontGb', (calls * A.answerBytes) / GB) + usd('cloudfrontTenThousand', requests / 10_000),
      how: `${gb(calls * A.answerBytes)} in ${count(calls)} answers, ${count(pageRequests)} files of the officers’ face: ${askedEveryTime} at each opening, the others once a version`,
    },
    {
      name: 'web ACL and its log',
      usd: usd('webAcl', 1) + usd('webAclRule', PLATFORM.aclRules) + usd('webAclMillion', requests / MILLION) + edgeLog,
      how: `${PLATFORM.aclRules} rules, ${count(requests)} requests, ${gb(edgeLogBytes)} of log`,
    },
    {
      name: 'keys and secrets',
      usd: usd('kmsKey', PLATFORM.keys) + usd('secret', PLATFORM.secrets),
      how: `${PLATFORM.keys} keys, ${PLATFORM.secrets} secrets; each yearly rotation of a key adds one, up to two`,
    },
  ];

  const of = (name: LineName): number => bill.find((line) => line.name === name)?.usd ?? 0;
  return {
    installation,
    lines: bill,
    total: bill.reduce((sum, line) => sum + line.usd, 0),
    halvings: {
      'sign-in': {
        what: 'Let offices sign in with the province’s or ThaID’s own identity provider by OIDC at the API, with the roles kept here: no monthly price a person.',
        saves: of('sign-in'),
      },
      'systems of agencies': {
        what: 'Give a client only to agencies whose system really calls, and let the others send files: a client is charged for by the month, used or not. Tokens cost next to nothing.',
        saves: of('systems of agencies') / 2,
      },
      'web ACL and its log': {
        what: 'Log only the requests that are refused, by a filter of the log: the gateway keeps what is let in, but knows the address of the edge instead of the caller’s, which the computer-crime act wants kept (§26); so only where another log has it.',
        saves: edgeLog * 0.95,
      },
      'storage and recovery of the access log': {
        what: 'Move looks older than 90 days to S3 as compressed files of a month (a third of the bytes), where an auditor asks with Athena.',
        saves: kept(accessBytes * 0.75) - usd('s3Gb', (accessBytes * 0.75) / 3 / GB),
      },
      'storage and recovery of households and logbook': {
        what: 'Put Logbook into the class Standard-IA: storage 60 % cheaper, requests 25 % dearer.',
        saves: of('storage and recovery of households and logbook') * 0.35,
      },
      'writes of entries': {
        what: 'Keep the facts in an item of their own instead of in the document: the index then moves only when facts do, and the document stays under 2 KB: 5 instead of 7 WCU a row. Transactions double the price and stay.',
        saves: usd('dynamoWriteMillion', (entries * 2) / MILLION),
      },
    },
    declined: [
      {
        what: 'Reading the documents of a worklist page eventually consistent. They are read for more than the name: the document decides whether the household is still within the account’s reach, after the index, which lags by itself, has named it. An older copy would show the name in a household that has moved away, or whose help was corrected, until the copy has caught up; and leave out a household whose document that copy does not have yet.',
        saves: usd(
          'dynamoReadMillion',
          (pages * units('call: a worklist page of 50, read', 'Households')) / 2 / MILLION,
        ),
      },
    ],
  };
}

export type ImportCost = {
  what: string;
  usd: number;
  writes: number;
  wcu: number;
  others: number;
  coldMinutes: number;
  warmMinutes: number;
  computeMinutes: number;
};

/** What a file may hold. A row of a survey is one person. */
export const IMPORTED = ['ones', 'fours', 'help'] as const;
export type Imported = (typeof IMPORTED)[number];

const ROWS_OF: Readonly<Record<Imported, { what: string; access: string }>> = {
  ones: { what: 'people, each in a new household', access: ROW_OF_ONE },
  fours: { what: 'people, four in each new household', access: ROW_OF_FOUR },
  help: { what: 'help on known households', access: ROW },
};

/** What 740,000 rows cost at once, and how long they take at the least, by the limits of the service. */
export function importOf(kind: Imported, measured: string, region: Region): ImportCost {
  const rows = 740_000;
  const units = measuredUnits(measured);
  const { what, access } = ROWS_OF[kind];
  const each = units(`${access}, written`);
  const wcu = rows * each;
  const writes = (wcu / MILLION) * price('dynamoWriteMillion', region);
  const chunks = rows / A.rowsAChunk;
  const others =
    rows * A.rowSeconds * gigabytes('ingest/load') * price('lambdaGbSecond', region) +
    ((chunks * 3 + 6) / 1000) * price('statesThousand', region) +
    ((chunks * 3) / 1000) * price('s3PutThousand', region) +
    ((rows * units(`${access}, read`)) / MILLION) * price('dynamoReadMillion', region);
  // The busiest table: documents and pointers.
  const busiest = rows * units(`${access}, written`, 'Households');
  return {
    what,
    usd: writes + others,
    writes,
    wcu,
    others,
    coldMinutes: busiest / 4000 / 60,
    warmMinutes: busiest / 40_000 / 60,
    computeMinutes: (rows * A.rowSeconds) / 40 / 60,
  };
}

export function count(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}

function gb(bytes: number): string {
  return `${(bytes / GB).toFixed(bytes < GB ? 2 : 0)} GB`;
}
