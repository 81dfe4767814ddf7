import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMESPACE } from '#shared/contracts/metrics.ts';
import { TABLES } from '#shared/tables.ts';
import { STAGES } from '#infra/stages.ts';
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

const alarms = (stage: (typeof STAGE_NAMES)[number]): Resource[] => ofType(stage, 'AWS::CloudWatch::Alarm');

const alarmOn = (stage: (typeof STAGE_NAMES)[number], metric: string): Resource => {
  const found = alarms(stage).filter(({ properties }) => properties['MetricName'] === metric);
  expect(found, metric).toHaveLength(1);
  return found[0]!;
};

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

describe.each(STAGE_NAMES)('alarms of %s', (stage) => {
  it('ring for what is too much, but for two that ring for what is missing', () => {
    const falling = alarms(stage).filter(
      ({ properties }) => properties['ComparisonOperator'] !== 'GreaterThanOrEqualToThreshold',
    );
    expect(falling.map(({ properties }) => String(properties['MetricName'])).toSorted()).toEqual([
      'ScheduledRunsFinished',
      'SignInSuccesses',
    ]);
    for (const { properties } of falling) expect(properties['ComparisonOperator']).toBe('LessThanThreshold');
    for (const { at, properties } of alarms(stage))
      expect(properties['TreatMissingData'], at).toBe(
        properties['MetricName'] === 'ScheduledRunsFinished' ? 'breaching' : 'notBreaching',
      );
  });

  it('hear the numbers of their own stage', () => {
    const own = alarms(stage).filter(({ properties }) => properties['Namespace'] === METRIC_NAMESPACE);
    expect(own.map(({ properties }) => String(properties['MetricName'])).toSorted()).toEqual([
      'ImportMinutes',
      'RowsRejectedPercent',
      'ScheduledRunsFinished',
    ]);
    for (const { at, properties } of own)
      expect(properties['Dimensions'], at).toEqual([
        { Name: 'service', Value: properties['MetricName'] === 'ScheduledRunsFinished' ? 'statistics' : 'import' },
        { Name: 'stage', Value: stage },
      ]);
  });

  it('an import that runs for over an hour rings while it runs', () => {
    expect(alarmOn(stage, 'ImportMinutes').properties).toMatchObject({
      Threshold: 75,
      Statistic: 'Maximum',
      // A step takes up to 15 minutes and speaks when it begins.
      Period: 900,
      EvaluationPeriods: 1,
    });
  });

  it('over 20 % of rejected rows ring', () => {
    expect(alarmOn(stage, 'RowsRejectedPercent').properties).toMatchObject({ Threshold: 20.01, Statistic: 'Maximum' });
  });

  it('figures that are not there at 06:00 after a night ring, the close of a month included', () => {
    const { properties } = alarmOn(stage, 'ScheduledRunsFinished');
    expect(properties).toMatchObject({ Threshold: 1, Statistic: 'Sum', Period: 3600 });
    // The run of the night before ended between midnight and one: hours of silence from 01:00 to 06:00 of the next day.
    expect(properties['EvaluationPeriods']).toBe(24 + 6 - 1);
    expect(properties['EvaluationPeriods'] * properties['Period']).toBeLessThanOrEqual(7 * 86_400);
  });

  it('1 % of calls answered with 5xx rings, by day and at night, but not for one bad moment', () => {
    const calculating = alarms(stage).filter(({ properties }) => properties['Metrics'] !== undefined);
    expect(calculating).toHaveLength(STAGES[stage].metricMath ? 1 : 0);
    for (const { properties } of calculating) {
      const [share, ...counts]: Json[] = properties['Metrics'];
      expect(share).toMatchObject({ Expression: '100 * failed / calls' });
      expect(share.ReturnData).not.toBe(false);
      const dimensions = [{ Name: 'ApiId', Value: expect.anything() }];
      const count = (Id: string, MetricName: string, Stat: string) => ({
        Id,
        MetricStat: { Metric: { Namespace: 'AWS/ApiGateway', MetricName, Dimensions: dimensions }, Period: 300, Stat },
        ReturnData: false,
      });
      expect(counts).toEqual([count('failed', '5xx', 'Sum'), count('calls', 'Count', 'SampleCount')]);
      expect(properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, DatapointsToAlarm: 2 });
      // No calls give no number.
      expect(properties['TreatMissingData']).toBe('notBreaching');
    }
  });

  it('every table and every index rings when it is throttled, for reads and for writes', () => {
    const watched = alarms(stage)
      .filter(({ properties }) => properties['MetricName']?.endsWith('ThrottleEvents'))
      .map(({ properties }) => {
        const dimension = (name: string): Json =>
          properties['Dimensions'].find(({ Name }: Json) => Name === name)?.Value;
        const table = JSON.stringify(dimension('TableName'));
        const name = Object.keys(TABLES).find((known) => new RegExp(`Ref${known}[0-9A-F]{8}`).test(table));
        return [name, dimension('GlobalSecondaryIndexName') ?? '', properties['MetricName']].join(' ');
      });
    const expected = Object.entries(TABLES).flatMap(([name, { indexes }]) =>
      ['', ...indexes.map((index) => index.name)].flatMap((index) =>
        ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => [name, index, metric].join(' ')),
      ),
    );
    expect(watched.toSorted()).toEqual(expected.toSorted());
  });

  it('may publish to the people on call when their topic has a policy', () => {
    const policies = ofType(stage, 'AWS::SNS::TopicPolicy').filter(({ id }) => id.startsWith('OnCall'));
    expect(policies).toHaveLength(STAGES[stage].tlsOnly ? 1 : 0);
    for (const { properties } of policies) {
      const allowing = properties['PolicyDocument'].Statement.filter(({ Effect }: Json) => Effect === 'Allow');
      expect(allowing).toHaveLength(1);
      expect(allowing[0]).toMatchObject({
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      });
    }
  });

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
    const [only, ...more] = ofType(stage, 'AWS::CloudWatch::Dashboard');
    expect(more).toEqual([]);
    const text = JSON.stringify(only?.properties['DashboardBody']);
    const titles = [...text.matchAll(/\\\\?"title\\\\?":\\\\?"(.*?)\\\\?"/g)].map(([, title]) => title!);
    expect(titles).toHaveLength(12);
    for (const title of titles) expect(title).toMatch(/[\u0E00-\u0E7F].* · [A-Z]/u);
    for (const metric of [
      'FilesFinished',
      'RowsCreated',
      'RowsUpdated',
      'RowsUnchanged',
      'RowsRejected',
      'MinutesAfterClose',
      '5xx',
      'ApproximateNumberOfMessagesVisible',
    ])
      expect(text).toContain(metric);
  });
});
