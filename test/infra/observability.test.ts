import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STAGES, type StageName } from '#infra/stages.ts';
import { plain, textOf } from './template-text.ts';
import { type Json, ofType, type Resource, STAGE_NAMES, templatesOf } from './templates.ts';

const RUNBOOK = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
/** What every section of an alarm says. */
const PARTS = ['Meaning', 'For whom', 'First look', 'Fix', 'Redrive'];

/** Sections of alarms in the runbook, by heading: the heading is the anchor that an alarm names. */
const sections = new Map(
  RUNBOOK.split('\n## Alarms\n')[1]!
    .split('\n## ')[0]!
    .split('\n### ')
    .slice(1)
    .map((section): [string, string] => {
      const [heading = '', ...text] = section.split('\n');
      return [heading.trim(), text.join('\n')];
    }),
);

const linkOf = ({ properties }: Resource): string | undefined =>
  / Runbook: docs\/runbook\.md#([a-z-]+)\.$/.exec(properties['AlarmDescription'])?.[1];

const alarms = (stage: StageName): Resource[] => ofType(stage, 'AWS::CloudWatch::Alarm');

/** Series of the graphs that do not stand for every function, table or queue: statistic, metric, and what it is of. */
const GRAPHS = {
  Files: [
    'Sum ExecutionsFailed of ImportUpload',
    'Sum ExecutionsStarted of ImportUpload',
    'Sum FilesFinished of import',
  ],
  'Rows by outcome': ['RowsCreated', 'RowsRejected', 'RowsUnchanged', 'RowsUpdated'].map(
    (rows) => `Sum ${rows} of import`,
  ),
  'Rejected, % of the worst file; minutes of the longest import': [
    'Maximum ImportMinutes of import',
    'Maximum RowsRejectedPercent of import',
  ],
  'API: calls and errors': ['Sum 4xx of Api', 'Sum 5xx of Api', 'Sum Count of Api'],
  'API: latency': ['p50 Latency of Api', 'p95 Latency of Api'],
  'Runs of figures': [
    'Sum ExecutionsFailed of MonthlyStatistics',
    'Sum ExecutionsStarted of MonthlyStatistics',
    'Sum ExecutionsSucceeded of MonthlyStatistics',
    'Sum ProvincesFailed of statistics',
  ],
  'Minutes from the close to its figures': ['Maximum MinutesAfterClose of statistics'],
};

/** Seldom there at all, and told whole by their alarms: a graph would be empty. */
const SAID_BY_ALARMS_ALONE = [
  'ExecutionsAborted',
  'ExecutionsTimedOut',
  'ReadThrottleEvents',
  'ScheduledRunsFinished',
  'SignInSuccesses',
  'Throttles',
  'WriteThrottleEvents',
];

/** What the dashboard draws. */
function graphs(stage: StageName): { title: string; series: string[]; metrics: string[] }[] {
  const body = ofType(stage, 'AWS::CloudWatch::Dashboard')[0]?.properties['DashboardBody'];
  return JSON.parse(textOf(body)).widgets.flatMap(({ type, properties }: Json) => {
    if (type !== 'metric') return [];
    const drawn: Json[][] = properties.metrics;
    return [
      {
        title: properties.title,
        series: drawn.map(([, metric, , value, ...rest]) => `${rest.at(-1).stat ?? 'Average'} ${metric} of ${value}`),
        metrics: drawn.map(([, metric]) => metric),
      },
    ];
  });
}

describe('alarms and the runbook', () => {
  it('every alarm names a section, and every section has its alarm', () => {
    const named = new Set<string>();
    for (const alarm of alarms('prod')) {
      const link = linkOf(alarm);
      expect(link, alarm.at).toBeDefined();
      named.add(link!);
    }
    for (const { properties } of ofType('prod', 'AWS::CE::AnomalySubscription'))
      named.add(String(properties['SubscriptionName']).replace('poverty-logbook-prod-', ''));
    expect([...named].toSorted()).toEqual([...sections.keys()].toSorted());
  });

  it.each([...sections])('%s says what it means, for whom, and what to do', (_, text) => {
    const parts = [...text.matchAll(/^- \*\*([^*]+)\*\*: ./gm)].map(([, part]) => part);
    expect(parts).toEqual(PARTS);
    // Thai first, for who is woken by it.
    expect(text.trim().split('\n')[0]).toMatch(/[\u0E00-\u0E7F]{10}/u);
  });

  it('commands of the runbook name things that there are', () => {
    const keys = ['Function', 'StateMachine', 'Queue', 'Table', 'Dashboard', 'Topic', 'Role', ''].map(
      (kind) => `${kind}Name`,
    );
    const names = new Set([
      ...Object.keys(templatesOf('prod').templates),
      ...templatesOf('prod').resources.flatMap(({ properties }) =>
        keys.flatMap((key) => (typeof properties[key] === 'string' ? [properties[key]] : [])),
      ),
    ]);
    const used = [...RUNBOOK.matchAll(/poverty-logbook-prod-[a-z-]+[a-z]/g)].map(([name]) => name);
    expect(used.length).toBeGreaterThan(5);
    for (const name of used)
      expect(
        [...names].some((known) => known === name),
        name,
      ).toBe(true);
  });
});

describe.each(STAGE_NAMES)('what is seen of %s', (stage) => {
  it('costs that nobody expected are told in production alone: its monitor sees the whole account', () => {
    const monitors = ofType(stage, 'AWS::CE::AnomalyMonitor');
    const subscriptions = ofType(stage, 'AWS::CE::AnomalySubscription');
    expect([monitors.length, subscriptions.length]).toEqual(stage === 'prod' ? [1, 1] : [0, 0]);
    for (const { properties } of monitors)
      expect(JSON.parse(properties['MonitorSpecification'])).toEqual({
        Tags: { Key: 'project', Values: ['poverty-logbook'], MatchOptions: ['EQUALS'] },
      });
    for (const { properties } of subscriptions) {
      expect(properties).toMatchObject({ Frequency: 'IMMEDIATE', Subscribers: [{ Type: 'SNS' }] });
      expect(JSON.stringify(properties['Subscribers'])).toMatch(/CostWatch/);
      expect(JSON.parse(properties['ThresholdExpression']).Dimensions.Values).toEqual([
        String(STAGES.prod.costAnomalyUsd),
      ]);
    }
  });

  it('the dashboard is one page: files, rows, API, figures, what lies undelivered', () => {
    const dashboards = ofType(stage, 'AWS::CloudWatch::Dashboard');
    expect(dashboards.map(({ properties }) => properties['DashboardName'])).toEqual([
      `poverty-logbook-${stage}-overview`,
    ]);
    const all = (type: string): string[] => ofType(stage, type).map(({ id }) => plain(id));
    const drawn = graphs(stage);
    for (const { title } of drawn) expect(title).toMatch(/[\u0E00-\u0E7F].* · [A-Z]/u);
    const lines = drawn.map(({ title, series }): [string, string[]] => [title.split(' · ')[1]!, series.toSorted()]);
    const each = (type: string, metric: string): string[] => all(type).map((name) => `${metric} of ${name}`);
    const functions = 'AWS::Lambda::Function';
    const tables = 'AWS::DynamoDB::GlobalTable';
    expect(Object.fromEntries(lines)).toEqual({
      ...GRAPHS,
      'Not delivered': each('AWS::SQS::Queue', 'Maximum ApproximateNumberOfMessagesVisible'),
      'Functions: errors': each(functions, 'Sum Errors').toSorted(),
      'Functions: duration p95': each(functions, 'p95 Duration').toSorted(),
      'Tables: written units': each(tables, 'Sum ConsumedWriteCapacityUnits').toSorted(),
      'Tables: read units': each(tables, 'Sum ConsumedReadCapacityUnits').toSorted(),
    });
  });

  it('the dashboard draws what alarms ring on, but for what the alarm alone says', () => {
    const drawn = new Set(graphs(stage).flatMap(({ metrics }) => metrics));
    const ringing = alarms(stage).flatMap(({ properties }) => {
      const parts: Json[] = properties['Metrics']?.flatMap((query: Json) => query.MetricStat?.Metric ?? []) ?? [];
      return [properties, ...parts].flatMap(({ MetricName }) => (MetricName === undefined ? [] : [MetricName]));
    });
    const only = new Set(ringing.filter((metric) => !drawn.has(metric)));
    // Numbers of the edge stand in another region.
    const ofTheEdge = STAGES[stage].edge === undefined ? [] : ['BlockedRequests'];
    expect(only).toEqual(new Set([...SAID_BY_ALARMS_ALONE, ...ofTheEdge]));
  });
});
