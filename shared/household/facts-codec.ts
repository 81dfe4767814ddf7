/**
 * Facts of a household as one short text, so that a district's figures are read from few bytes. A fact is a row
 * `[kind, version, milliseconds since the fact before, what it supersedes or 0, …]`; zeros at the end are left out.
 * Kinds and letters may be added, never changed: stored households keep theirs.
 */
import { entryId } from '#shared/domain/logbook/entry.ts';
import type { EntryFact, FactBody } from '#shared/domain/statistics/facts.ts';

import {
  damaged,
  lettersOf,
  packDay,
  packDigits,
  packDimension,
  packInstant,
  packOwnId,
  StringTable,
  unpackDay,
  unpackDigits,
  unpackDimension,
  unpackInstant,
  unpackOwnId,
  type Cell,
} from './pack-text.ts';

const KIND = {
  registered: 0,
  listed: 1,
  move: 2,
  'target-state': 3,
  'need-status': 4,
  assistance: 5,
  'referral-sent': 6,
  'referral-answered': 7,
  other: 8,
} as const satisfies Record<FactBody['type'], number>;

/** Added to the kind of a fact whose id is not `<household>.<version>`: the id is then the fifth cell. */
const OTHER_ID = 16;

const STATUS_LETTERS = lettersOf({
  P: 'PLANNED',
  A: 'APPROVED',
  D: 'DELIVERED',
  V: 'VERIFIED',
  C: 'CANCELLED',
  R: 'RETURNED',
});

/** Packs all facts of a household, in their order. Throws when one is of another household. */
export function packFacts(householdId: string, facts: readonly EntryFact[]): string {
  const strings = new StringTable();
  let before = 0;
  const rows = facts.map((fact) => {
    if (fact.householdId !== householdId) throw new Error('A fact of another household');
    const at = packInstant(fact.recordedAt);
    const otherId = fact.id === entryId(householdId, fact.version) ? [] : [fact.id];
    const row: Cell[] = [
      KIND[fact.body.type] + (otherId.length > 0 ? OTHER_ID : 0),
      fact.version,
      at - before,
      fact.supersedes === undefined ? 0 : packOwnId(householdId, fact.supersedes),
      ...otherId,
      ...packBody(householdId, fact.body, strings),
    ];
    before = at;
    while (row.at(-1) === 0) row.pop();
    return row;
  });
  return JSON.stringify(rows);
}

function packBody(own: string, body: FactBody, strings: StringTable): Cell[] {
  switch (body.type) {
    case 'registered':
      return [packDigits(body.area)];
    case 'listed':
      return [strings.pack(body.list), packDigits(body.area)];
    case 'move':
      return [packDay(body.on), body.toArea === null ? null : packDigits(body.toArea)];
    case 'target-state':
      return [
        strings.pack(body.list),
        body.state,
        packDay(body.on),
        body.toArea === undefined ? 0 : body.toArea === null ? null : packDigits(body.toArea),
        body.allMembers === undefined ? 0 : body.allMembers ? 1 : 2,
        body.duplicateOf === undefined ? 0 : [body.duplicateOf],
      ];
    case 'need-status':
      return [packOwnId(own, body.needId), body.status, packDay(body.on)];
    case 'assistance':
      return [
        body.agency,
        packDimension(body.dimension),
        body.assistanceType,
        STATUS_LETTERS.pack(body.status),
        packDay(body.deliveredOn),
        packDay(body.plannedOn),
        body.cashBaht,
        body.inKindBaht,
        listOrZero(body.personIds, (id) => strings.pack(id)),
        listOrZero(body.needIds, (id) => packOwnId(own, id)),
        listOrZero(body.coAgencies, (agency) => agency),
      ];
    case 'referral-sent':
      return [
        strings.pack(body.referralId),
        body.toAgency,
        packInstant(body.sentAt),
        packDay(body.dueAt),
        listOrZero(body.needIds, (id) => packOwnId(own, id)),
      ];
    case 'referral-answered':
      return [strings.pack(body.referralId), body.status, packInstant(body.at)];
    case 'other':
      return [];
  }
}

/** Facts as they were packed. */
export function unpackFacts(householdId: string, packed: string): EntryFact[] {
  const rows: readonly Cell[][] = JSON.parse(packed);
  const strings = new StringTable();
  let at = 0;
  return rows.map((row) => {
    const kind = numberIn(row[0]);
    const version = numberIn(row[1]);
    at += numberIn(row[2]);
    const supersedes = row[3];
    const otherId = kind >= OTHER_ID;
    const id = otherId ? textIn(row[4]) : `${householdId}.${version}`;
    const recordedAt = unpackInstant(at);
    const body = unpackBody(householdId, otherId ? kind - OTHER_ID : kind, row, otherId ? 5 : 4, strings);
    return supersedes === undefined || supersedes === 0
      ? { id, householdId, version, recordedAt, body }
      : { id, householdId, version, recordedAt, supersedes: unpackOwnId(householdId, supersedes), body };
  });
}

function unpackBody(own: string, kind: number, row: readonly Cell[], from: number, strings: StringTable): FactBody {
  switch (kind) {
    case KIND.registered:
      return { type: 'registered', area: unpackDigits(row[from]) };
    case KIND.listed:
      return { type: 'listed', list: strings.unpack(row[from]), area: unpackDigits(row[from + 1]) };
    case KIND.move: {
      const toArea = row[from + 1];
      return { type: 'move', on: dayIn(row[from]), toArea: toArea === null ? null : unpackDigits(toArea) };
    }
    case KIND['target-state']: {
      const list = strings.unpack(row[from]);
      const toArea = row[from + 3] ?? (row[from + 3] === null ? null : 0);
      const allMembers = row[from + 4] ?? 0;
      const duplicateOf = row[from + 5] ?? 0;
      return {
        type: 'target-state',
        list,
        state: textIn(row[from + 1]),
        on: dayIn(row[from + 2]),
        ...(toArea === 0 ? {} : { toArea: toArea === null ? null : unpackDigits(toArea) }),
        ...(allMembers === 0 ? {} : { allMembers: allMembers === 1 }),
        ...(duplicateOf === 0 ? {} : { duplicateOf: textIn(listIn(duplicateOf)[0]) }),
      };
    }
    case KIND['need-status']:
      return {
        type: 'need-status',
        needId: unpackOwnId(own, row[from]),
        status: textIn(row[from + 1]),
        on: dayIn(row[from + 2]),
      };
    case KIND.assistance: {
      const agency = row[from];
      return {
        type: 'assistance',
        agency: agency === null ? null : textIn(agency),
        coAgencies: listIn(row[from + 10]).map(textIn),
        dimension: unpackDimension(row[from + 1]),
        assistanceType: textIn(row[from + 2]),
        status: STATUS_LETTERS.unpack(row[from + 3]),
        deliveredOn: unpackDay(row[from + 4]),
        plannedOn: unpackDay(row[from + 5]),
        personIds: listIn(row[from + 8]).map((cell) => strings.unpack(cell)),
        needIds: listIn(row[from + 9]).map((cell) => unpackOwnId(own, cell)),
        cashBaht: bahtIn(row[from + 6]),
        inKindBaht: bahtIn(row[from + 7]),
      };
    }
    case KIND['referral-sent']:
      return {
        type: 'referral-sent',
        referralId: strings.unpack(row[from]),
        toAgency: textIn(row[from + 1]),
        needIds: listIn(row[from + 4]).map((cell) => unpackOwnId(own, cell)),
        sentAt: unpackInstant(numberIn(row[from + 2])),
        dueAt: dayIn(row[from + 3]),
      };
    case KIND['referral-answered']:
      return {
        type: 'referral-answered',
        referralId: strings.unpack(row[from]),
        status: textIn(row[from + 1]),
        at: unpackInstant(numberIn(row[from + 2])),
      };
    case KIND.other:
      return { type: 'other' };
    default:
      return damaged();
  }
}

function listOrZero<T>(list: readonly T[], pack: (value: T) => Cell): Cell {
  return list.length === 0 ? 0 : list.map(pack);
}

const NONE: readonly Cell[] = [];

function listIn(cell: Cell | undefined): readonly Cell[] {
  if (cell === undefined || cell === 0) return NONE;
  return typeof cell === 'object' && cell !== null ? cell : damaged();
}

function textIn(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : damaged();
}

function numberIn(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : cell === undefined ? 0 : damaged();
}

function bahtIn(cell: Cell | undefined): number | null {
  return cell === null ? null : numberIn(cell);
}

function dayIn(cell: Cell | undefined): string {
  return unpackDay(cell) ?? damaged();
}
