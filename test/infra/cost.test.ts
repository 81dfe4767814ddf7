import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMESPACE } from '#shared/contracts/metrics.ts';
import { INSTALLATIONS, PLATFORM } from '#test/bench/cost/assumptions.ts';
import { billOf, importOf, type Imported } from '#test/bench/cost/bill.ts';
import { measuredUnits } from '#test/bench/cost/measured-units.ts';
import { costPage } from '#test/bench/cost/page.ts';
import { type Json, ofType, templatesOf } from './templates.ts';

const doc = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const measured = doc('access-patterns.md');
const nation = INSTALLATIONS.at(-1)!;

describe('what it costs', () => {
  it('the page is what the script writes from the measured units', () => {
    expect(doc('cost.md')).toBe(costPage(measured));
  });

  it('the page of performance tells the same of 740,000 rows', () => {
    const usd = (kind: Imported): string => `$${importOf(kind, measured, 'us-east-1').usd.toFixed(2)}`;
    expect(doc('performance.md')).toContain(
      `${usd('ones')} as people, each in a new household, ${usd('fours')} as four people in each, ${usd('help')} as help`,
    );
  });

  it('a unit more in the measured table is a dollar more on the page', () => {
    const row = '| a chunk of 500 rows of help on known households: per row, written |';
    const dearer = measured.replace(
      new RegExp(`(${row.replaceAll('|', '\\|')} )([\\d.]+)`),
      (_, start, units) => `${start}${Number(units) + 1}`,
    );
    expect(dearer).not.toBe(measured);
    const line = (text: string) =>
      billOf(nation, text, 'us-east-1').lines.find(({ name }) => name === 'writes of entries')!;
    // 1.4 M rows from files, 1 WCU each, at 0.625 for a million.
    expect(line(dearer).usd - line(measured).usd).toBeCloseTo(0.875, 6);
    expect(importOf('help', dearer, 'us-east-1').writes - importOf('help', measured, 'us-east-1').writes).toBeCloseTo(
      0.4625,
      6,
    );
  });

  it('asks only for what was measured', () => {
    expect(() => measuredUnits(measured)('an access that nobody measured')).toThrow(/Nobody measured/);
    expect(() => measuredUnits(measured)('create an upload', 'Logbook')).toThrow(/Nobody measured .* on Logbook/);
  });

  it('the total is the sum of its lines, and grows with the installation', () => {
    const bills = INSTALLATIONS.map((installation) => billOf(installation, measured, 'ap-southeast-1'));
    for (const { lines, total } of bills) {
      expect(lines.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(total, 9);
      for (const { name, usd } of lines) expect(usd, name).toBeGreaterThanOrEqual(0);
    }
    expect(bills.map(({ total }) => total)).toEqual(bills.map(({ total }) => total).toSorted((a, b) => a - b));
  });

  it('the units of an access are those of its tables and indexes', () => {
    const access = 'begin a household from a list: document, 1 entry, 3 citizen IDs, house code';
    const units = measuredUnits(measured);
    const parts = ['Households', 'Households.by-district', 'Households.by-address', 'Logbook'];
    expect(parts.reduce((sum, where) => sum + units(access, where), 0)).toBe(units(access));
  });

  it('what stands in production is what is paid for', async () => {
    const alarms = ofType('prod', 'AWS::CloudWatch::Alarm');
    // An alarm on an expression is charged for each metric that it reads.
    const read = alarms.map(
      ({ properties: { Metrics } }) => Metrics?.filter(({ MetricStat }: Json) => MetricStat) ?? [1],
    );
    expect(read.flat()).toHaveLength(PLATFORM.alarmMetrics);
    expect(ofType('prod', 'AWS::KMS::Key')).toHaveLength(PLATFORM.keys);
    expect(ofType('prod', 'AWS::SecretsManager::Secret')).toHaveLength(PLATFORM.secrets);
    const [acl] = ofType('prod', 'AWS::WAFv2::WebACL');
    expect(acl?.properties['Rules']).toHaveLength(PLATFORM.aclRules);
    const dashboards = ofType('prod', 'AWS::CloudWatch::Dashboard');
    expect(dashboards).toHaveLength(PLATFORM.dashboards);
    expect(JSON.stringify(dashboards)).toContain(METRIC_NAMESPACE);
  });

  it('seconds are paid for at the memory that the functions have', () => {
    const memory = new Map(
      ofType('prod', 'AWS::Lambda::Function').map(({ properties }) => [
        String(properties['FunctionName']).replace('poverty-logbook-prod-', '').replace('-', '/'),
        properties['MemorySize'],
      ]),
    );
    for (const [name, megabytes] of Object.entries(PLATFORM.memoryMb)) expect(memory.get(name), name).toBe(megabytes);
    // The small ones, for which `api/me` stands.
    for (const name of ['api/reference', 'api/target-lists']) expect(memory.get(name), name).toBe(memory.get('api/me'));
  });

  it('every metric that the code gives is paid for', () => {
    const functions = new URL('../../functions/', import.meta.url);
    const sources = readdirSync(functions, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .toSorted()
      .map((name) => ({ name, text: readFileSync(new URL(name, functions), 'utf8') }));
    const found = (pattern: RegExp): string[] =>
      [...new Set(sources.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1]!)))].toSorted();
    expect(sources.filter(({ text }) => text.includes('new Metrics(')).map(({ name }) => name)).toEqual([
      'measures.ts',
    ]);
    // A list of numbers of one service in one stage each.
    expect(found(/createMeasures<(\w+>\('\w+)'/g)).toEqual(["ImportMetric>('import", "StatisticsMetric>('statistics"]);
  });

  it('nothing of AWS is told by metrics that are charged', () => {
    const templates = JSON.stringify(templatesOf('prod').templates);
    const charged =
      /"DetailedMetricsEnabled":true|MetricsConfigurations|MonitoringSubscription|MetricFilter|LambdaInsights|"ContributorInsightsSpecification":\{"Enabled":true/;
    expect(charged.exec(templates)?.[0]).toBeUndefined();
  });
});
