import { describe, expect, it } from 'vitest';
import { agenciesOnOrder, areasFromAbove, orderInForce } from './committee.ts';

const order = (area: string, recordedAt: string, ...agencies: string[]) => ({ area, recordedAt, agencies });

describe('the order in force', () => {
  it('is that of the area itself, else of the nearest area above it, never of one below or beside it', () => {
    const province = order('42', '2026-01-01T00:00:00.000Z');
    const district = order('4201', '2025-01-01T00:00:00.000Z');
    const orders = [province, district];
    expect(orderInForce(orders, '420101')).toBe(district);
    expect(orderInForce(orders, '4201')).toBe(district);
    expect(orderInForce(orders, '4202')).toBe(province);
    expect(orderInForce(orders, '42')).toBe(province);
    expect(orderInForce(orders, '41')).toBeUndefined();
    expect(orderInForce([district], '42')).toBeUndefined();
  });

  it('of several of one area is the one recorded last, and of the same moment the later given', () => {
    const old = order('42', '2026-01-01T00:00:00.000Z');
    const recent = order('42', '2026-02-01T00:00:00.000Z');
    const beside = order('42', '2026-02-01T00:00:00.000Z');
    expect(orderInForce([old, recent], '42')).toBe(recent);
    expect(orderInForce([recent, old], '42')).toBe(recent);
    expect(orderInForce([recent, beside], '42')).toBe(beside);
    expect(orderInForce([beside, recent], '42')).toBe(recent);
  });

  it('names the agencies of a report, each once and in its own sequence, as known then', () => {
    const orders = [
      order('42', '2026-02-01T00:00:00.000Z', 'moph', 'cdd', 'moph'),
      order('42', '2026-03-01T00:00:00.000Z', 'moe'),
    ];
    expect(agenciesOnOrder(orders, '42', '2026-02-01T00:00:00.000Z', ['mol'])).toEqual(['moph', 'cdd']);
    expect(agenciesOnOrder(orders, '42', '2026-03-01T00:00:00.000Z', ['mol'])).toEqual(['moe']);
    expect(agenciesOnOrder(orders, '42', '2026-01-31T23:59:59.999Z', ['mol'])).toEqual(['mol']);
  });

  it('is looked for from the widest area to the area itself', () => {
    expect(['42', '4201', '420101'].map(areasFromAbove)).toEqual([['42'], ['42', '4201'], ['42', '4201', '420101']]);
  });
});
