import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMESPACE } from '#shared/contracts/metrics.ts';
import { ASSUMED, INSTALLATIONS } from '#test/bench/cost/assumptions.ts';
import { billOf, importOf } from '#test/bench/cost/bill.ts';
import { measuredUnits } from '#test/bench/cost/measured-units.ts';
import { costPage } from '#test/bench/cost/page.ts';
import { ofType } from './templates.ts';

const doc = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const measured = doc('access-patterns.md');
const nation = INSTALLATIONS.at(-1)!;

describe('what it costs', () => {
  it('the page is what the script writes from the measured units', () => {
    expect(doc('cost.md')).toBe(costPage(measured));
  });

  it('a unit more in the measured table is a dollar more on the page', () => {
    const row = '| a step of a chunk, 14 times help with its progress: per row |';
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
  });

  it('the total is the sum of its lines, and grows with the installation', () => {
    const bills = INSTALLATIONS.map((installation) => billOf(installation, measured, 'ap-southeast-1'));
    for (const { lines, total } of bills) {
      expect(lines.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(total, 9);
      for (const { name, usd } of lines) expect(usd, name).toBeGreaterThanOrEqual(0);
    }
    expect(bills.map(({ total }) => total)).toEqual(bills.map(({ total }) => total).toSorted((a, b) => a - b));
  });

  it('what stands in production is what is paid for', () => {
    expect(ofType('prod', 'AWS::CloudWatch::Alarm')).toHaveLength(ASSUMED.fixed.alarms);
    expect(ofType('prod', 'AWS::KMS::Key')).toHaveLength(ASSUMED.fixed.keys);
    expect(ofType('prod', 'AWS::SecretsManager::Secret')).toHaveLength(ASSUMED.fixed.secrets);
    const [acl] = ofType('prod', 'AWS::WAFv2::WebACL');
    expect(acl?.properties['Rules']).toHaveLength(ASSUMED.edge.rules);
    expect(readdirSync(new URL('../../web', import.meta.url))).toHaveLength(ASSUMED.edge.files);
    const dashboards = ofType('prod', 'AWS::CloudWatch::Dashboard');
    expect(dashboards).toHaveLength(ASSUMED.fixed.dashboards);
    expect(JSON.stringify(dashboards)).toContain(METRIC_NAMESPACE);
  });
});
