/** What accesses consume, by table and index, as the engine reports it: reads and writes apart. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { createDynamo } from '#shared/dynamo/client.ts';

type Kind = 'RCU' | 'WCU';
type Access = () => Promise<unknown>;

export type Meter = {
  /** Whatever goes through it is measured. */
  client: DynamoDBClient;
  /** Lines of the table so far. */
  rows: readonly string[];
  /** An access that only reads or only writes; `per`: how many it was for. */
  measure: (name: string, unit: Kind, access: Access, per?: number) => Promise<void>;
  /** An access that does both: two lines. */
  measureBoth: (name: string, access: Access, per?: number) => Promise<void>;
};

const READS = new Set(['GetItem', 'BatchGetItem', 'Query']);

export function createMeter(endpoint: string): Meter {
  const consumed = { RCU: new Map<string, number>(), WCU: new Map<string, number>() };
  const rows: string[] = [];
  const add = (kind: Kind, where: string, units: number): void => {
    if (units > 0) consumed[kind].set(where, (consumed[kind].get(where) ?? 0) + units);
  };
  const client = createDynamo({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    onCapacity: (operation, tables) => {
      const kind = READS.has(operation) ? 'RCU' : 'WCU';
      for (const { TableName = '', CapacityUnits = 0, Table, GlobalSecondaryIndexes } of tables) {
        const indexes = Object.entries(GlobalSecondaryIndexes ?? {});
        const inIndexes = indexes.reduce((sum, [, units]) => sum + (units.CapacityUnits ?? 0), 0);
        add(kind, TableName, Table?.CapacityUnits ?? CapacityUnits - inIndexes);
        for (const [index, units] of indexes) add(kind, `${TableName}.${index}`, units.CapacityUnits ?? 0);
      }
    },
  });

  const run = async (access: Access): Promise<void> => {
    consumed.RCU.clear();
    consumed.WCU.clear();
    await access();
  };
  const line = (name: string, kind: Kind, per: number): void => {
    // By name: the engine reports indexes in any order.
    const parts = [...consumed[kind]].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const total = parts.reduce((sum, [, units]) => sum + units, 0);
    const shown = (units: number): number => Number((units / per).toFixed(2));
    const of = parts.flatMap(([where, units]) => (shown(units) > 0 ? `${where} ${shown(units)}` : [])).join(' · ');
    rows.push(`| ${name} | ${shown(total)} ${kind} | ${of} |`);
  };

  return {
    client,
    rows,
    async measure(name, unit, access, per = 1) {
      await run(access);
      if (consumed[unit === 'RCU' ? 'WCU' : 'RCU'].size > 0) throw new Error(`"${name}" reads and writes`);
      line(name, unit, per);
    },
    async measureBoth(name, access, per = 1) {
      await run(access);
      line(`${name}, read`, 'RCU', per);
      line(`${name}, written`, 'WCU', per);
    },
  };
}
