/**
 * All that rings, written down by hand a second time: on which number, when, and whom it tells. An alarm added to the code of
 * the stacks, taken from it or moved must be so here, too, where a reviewer sees it. The lines are those of alarm-lines.ts.
 * What each alarm says, and its section of docs/runbook.md: observability.test.ts.
 */
import type { StageName } from '#infra/stages.ts';

const RINGS = 'silence notBreaching; ALARM and OK to OnCall';
const AT_ONCE = `>= 1, 1 of 1 periods; ${RINGS}`;

/** By stack, the functions that are made there. */
const FUNCTIONS = {
  ingestion: ['Read', 'Load', 'Finish', 'Fail', 'Undo'],
  statistics: ['Plan', 'Province', 'Finish', 'Publish'],
  targeting: ['Run'],
  duplicates: ['Find'],
  rebuild: ['Plan', 'Province', 'Finish'],
  api: [
    ...['Me', 'Accounts', 'Reference', 'Openapi', 'Uploads', 'Households', 'Logbook', 'TargetLists', 'Committees'],
    ...['Registers', 'Statistics', 'Reports', 'AccessLogReader', 'SubjectRequests', 'Due', 'Events'],
    ...['Referrals', 'Meetings', 'Plans', 'PlanPrints', 'Authorizer', 'Deliver'],
  ],
};

/** The first error and the first call that found no place: each attempt counts, and six follow where nobody waits. */
const OF_FUNCTIONS = Object.entries(FUNCTIONS).flatMap(([stack, names]) =>
  names.flatMap((name) =>
    ['Errors', 'Throttles'].map((metric): [string, string] => [
      `${stack}/${name}${metric}`,
      `Sum of AWS/Lambda ${metric} {FunctionName: ${name}} in 300 s ${AT_ONCE}`,
    ]),
  ),
);

const OF_STATE_MACHINES = [
  'ingestion/ImportUpload',
  'ingestion/UndoUpload',
  'statistics/MonthlyStatistics',
  'targeting/RunTargeting',
  'duplicates/FindDuplicates',
  'rebuild/RebuildDocuments',
].flatMap((machine) =>
  ['Failed', 'TimedOut', 'Aborted'].map((end): [string, string] => [
    `${machine}${end}`,
    `Sum of AWS/States Executions${end} {StateMachineArn: ${machine.split('/')[1]}} in 300 s ${AT_ONCE}`,
  ]),
);

/** What is there is counted as long as it is there, not once. */
const OF_QUEUES = ['ingestion', 'statistics'].map((stack): [string, string] => [
  `${stack}/UndeliveredNotEmpty`,
  `Maximum of AWS/SQS ApproximateNumberOfMessagesVisible {QueueName: Undelivered} in 300 s ${AT_ONCE}`,
]);

/** A burst at the start of an import is tried again by itself; one that lasts is not. */
const OF_TABLES = [
  ['Households', 'TableName: Households'],
  ['Householdsbyaddress', 'GlobalSecondaryIndexName: by-address, TableName: Households'],
  ['Householdsbydistrict', 'GlobalSecondaryIndexName: by-district, TableName: Households'],
  ['Householdsbyurgency', 'GlobalSecondaryIndexName: by-urgency, TableName: Households'],
  ['Householdsbymentor', 'GlobalSecondaryIndexName: by-mentor, TableName: Households'],
  ['Logbook', 'TableName: Logbook'],
  ['Statistics', 'TableName: Statistics'],
  ['Operations', 'TableName: Operations'],
  ['DueItems', 'TableName: DueItems'],
  ['AccessLog', 'TableName: AccessLog'],
].flatMap(([name, dimensions]) =>
  ['Read', 'Write'].map((direction): [string, string] => [
    `observability/${name}${direction}Throttled`,
    `Sum of AWS/DynamoDB ${direction}ThrottleEvents {${dimensions}} in 300 s >= 100, 3 of 3 periods; ${RINGS}`,
  ]),
);

/** Those of every stage. */
function everywhere(stage: StageName): Record<string, string> {
  const own = (service: string): string => `{service: ${service}, stage: ${stage}}`;
  return {
    ...Object.fromEntries([...OF_FUNCTIONS, ...OF_STATE_MACHINES, ...OF_QUEUES, ...OF_TABLES]),
    'observability/Slow': `p95 of AWS/ApiGateway Latency {ApiId: Api} in 300 s >= 2000, 3 of 3 periods; ${RINGS}`,
    // 15 minutes to send the file and an hour to load it. A step takes up to 15 minutes and speaks when it begins.
    'observability/ImportStuck': `Maximum of PovertyLogbook ImportMinutes ${own('import')} in 900 s >= 75, 1 of 1 periods; ${RINGS}`,
    // Over 20 %: shares are rounded up to hundredths.
    'observability/RowsRejected': `Maximum of PovertyLogbook RowsRejectedPercent ${own('import')} in 300 s >= 20.01, 1 of 1 periods; ${RINGS}`,
    // A run ends between midnight and one; from one to six of the next day are 24 + 6 - 1 hours. The one alarm that silence rings.
    'observability/StatisticsLate':
      `Sum of PovertyLogbook ScheduledRunsFinished ${own('statistics')} in 3600 s < 1, 29 of 29 periods; ` +
      'silence breaching; ALARM and OK to OnCall',
    // The mean of 1 for a sign-in and 0 for a try that failed.
    'observability/SignInFailing': `Average of AWS/Cognito SignInSuccesses {UserPool: Accounts, UserPoolClient: AccountsWeb} in 3600 s < 0.5, 2 of 2 periods; ${RINGS}`,
  };
}

/** Of a stage that calculates; the emulator does not. One failure of few calls is a share as well as hundreds of many. */
const CALCULATED = {
  'observability/ServerErrors':
    '100 * failed / calls where calls = SampleCount of AWS/ApiGateway Count {ApiId: Api} in 300 s and ' +
    `failed = Sum of AWS/ApiGateway 5xx {ApiId: Api} in 300 s >= 1, 2 of 3 periods; ${RINGS}`,
};

/** Of a stage that has a guard at the edge, in the region and to the topic of the edge. */
const atTheEdge = (stage: StageName): Record<string, string> => ({
  'edge/Refusing':
    `Sum of AWS/WAFV2 BlockedRequests {Rule: ALL, WebACL: poverty-logbook-${stage}-edge} in 300 s >= 500, 3 of 3 periods; ` +
    'silence notBreaching; ALARM and OK to EdgeOnCall',
});

export const ALARMED: { readonly [S in StageName]: Readonly<Record<string, string>> } = {
  prod: { ...everywhere('prod'), ...CALCULATED, ...atTheEdge('prod') },
  dev: { ...everywhere('dev'), ...CALCULATED, ...atTheEdge('dev') },
  emulator: everywhere('emulator'),
};
