/**
 * Facts of a household as one short text, so that a district's figures are read from few bytes. The index carries the text without the form of
 * its item, so the text itself says in which of two forms it is.
 *
 * Form 1, no longer written: a list of rows `[kind, version, milliseconds since the fact before, what it supersedes or 0, …]`, one for each fact in
 * the order of recording; zeros at the end are left out.
 *
 * Form 2: `[2, since, group, …]`. `since` is the first month that the facts give alone, as 202510, or 0. A group is all facts of one kind, in the
 * order of recording, column by column: `[kind, count, versions, times, superseded, …]`. Of a column that ends in equal cells only the first of
 * these is kept, and one cell alone that is no list is stored bare; columns of zeros at the end are left out. Versions, times and days are counted
 * from the one before in their column, so days of one kind are a run of small numbers; words that come again are their place among the words so
 * far. Facts that are not in the order of recording, or that have ids of another shape, are `[2, since, "rows", row, …]` with rows as in form 1.
 *
 * A kind has a number of its own for ever, and its cells are only ever added to at the end. In rows the numbers 16 and above are taken (a kind
 * with an id of another shape is 16 more), so kinds have the numbers 0 to 15 and 32 to 47.
 */
import { NewerForm } from '#shared/dynamo/attributes.ts';
import { entryId } from '#shared/domain/logbook/entry.ts';
import type { EntryFact, FactBody, NeedPair, OpenedNeed } from '#shared/domain/statistics/facts.ts';
import { inOrderOfRecording } from '#shared/domain/statistics/lasting-facts.ts';

import {
  damaged,
  lettersOf,
  packDay,
  packDigits,
  packDimension,
  packDimensions,
  packInstant,
  packOwnId,
  StringTable,
  unpackDay,
  unpackDigits,
  unpackDimension,
  unpackDimensions,
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
  visit: 9,
  survey: 10,
  need: 11,
  'follow-up': 12,
  plan: 13,
  mentor: 14,
  rexray: 15,
  found: 32,
  merged: 33,
} as const satisfies Record<FactBody['type'], number>;

/** Added to the kind of a fact whose id is not `<household>.<version>`: the id is then the fifth cell. A bit that no kind has. */
const OTHER_ID = 16;

const STATUS_LETTERS = lettersOf({
  P: 'PLANNED',
  A: 'APPROVED',
  D: 'DELIVERED',
  V: 'VERIFIED',
  C: 'CANCELLED',
  R: 'RETURNED',
});

/** How the cells of a kind that a column holds are spelled there: words by their place, numbers as what they grew by. */
type Column = 'word' | 'run' | 'cell';

/** In the order of `packBody`. */
const COLUMNS: Readonly<Record<FactBody['type'], readonly Column[]>> = {
  registered: ['cell'],
  listed: ['cell', 'cell', 'cell', 'cell', 'cell'],
  move: ['run', 'cell'],
  'target-state': ['cell', 'word', 'run', 'cell', 'cell', 'cell'],
  'need-status': ['cell', 'word', 'run'],
  assistance: ['word', 'word', 'word', 'word', 'run', 'run', 'cell', 'cell', 'cell', 'cell', 'cell', 'cell'],
  'referral-sent': ['cell', 'word', 'run', 'run', 'cell'],
  'referral-answered': ['cell', 'word', 'run'],
  other: [],
  visit: ['run', 'word', 'word', 'cell', 'cell'],
  survey: ['run', 'cell', 'cell', 'cell'],
  need: ['run', 'word', 'word', 'run'],
  'follow-up': ['run', 'word', 'cell', 'cell'],
  rexray: ['word', 'run', 'cell', 'cell', 'cell'],
  found: ['word', 'run', 'cell'],
  mentor: ['word', 'run'],
  plan: ['cell', 'run', 'run', 'run', 'run'],
  merged: ['cell', 'cell'],
};

const KIND_NAMES = new Map<number, FactBody['type']>(
  Object.entries(KIND).map(([name, kind]) => [kind, name as FactBody['type']]),
);

const FORM = 2;
const ROWS = 'rows';

export type UnpackedFacts = { facts: EntryFact[]; factsSince?: string };

/**
 * Packs facts of a household, in their order. `factsSince`: the first month that they give alone, when others have left the document.
 * Throws when one is of another household.
 */
export function packFacts(householdId: string, facts: readonly EntryFact[], factsSince?: string): string {
  const since = factsSince === undefined ? 0 : Number(factsSince.replace('-', ''));
  const ordered = facts.every((fact, at) => {
    if (fact.householdId !== householdId) throw new Error('A fact of another household');
    const before = facts[at - 1];
    return (
      fact.id === entryId(householdId, fact.version) &&
      (!before ||
        before.version < fact.version ||
        (before.version === fact.version && before.body.type === 'registered' && fact.body.type !== 'registered'))
    );
  });
  return JSON.stringify(
    ordered ? [FORM, since, ...packGroups(householdId, facts)] : [FORM, since, ROWS, ...packRows(householdId, facts)],
  );
}

function packGroups(own: string, facts: readonly EntryFact[]): Cell[][] {
  const [strings, words] = [new StringTable(), new StringTable()];
  let start = 0;
  return [...Map.groupBy(facts, ({ body }) => body.type)].map(([type, group]) => {
    let at = start;
    let version = 0;
    const rows = group.map((fact): Cell[] => {
      const time = packInstant(fact.recordedAt);
      const row = [
        fact.version - version,
        time - at,
        fact.supersedes === undefined ? 0 : packOwnId(own, fact.supersedes),
        ...packBody(own, fact.body, strings),
      ];
      [version, at] = [fact.version, time];
      return row;
    });
    start ||= group[0] ? packInstant(group[0].recordedAt) : 0;
    const columns = COLUMNS[type].map((column, index) =>
      packColumn(
        rows.map((row) => row[index + 3] ?? (row[index + 3] === null ? null : 0)),
        column,
        words,
      ),
    );
    const packed: Cell[] = [
      KIND[type],
      group.length,
      ...[0, 1, 2].map((index) => shortColumn(rows.map((row) => row[index] ?? 0))),
      ...columns,
    ];
    while (packed.at(-1) === 0) packed.pop();
    return packed;
  });
}

function packColumn(cells: readonly Cell[], column: Column, words: StringTable): Cell {
  if (column === 'cell') return shortColumn(cells);
  if (column === 'word') return shortColumn(cells.map((cell) => (typeof cell === 'string' ? words.pack(cell) : cell)));
  let before = 0;
  return shortColumn(
    cells.map((cell) => {
      if (typeof cell !== 'number') return cell;
      const grown = cell - before;
      before = cell;
      return grown;
    }),
  );
}

/** A column without the cells that only repeat its last one. */
function shortColumn(cells: readonly Cell[]): Cell {
  let end = cells.length;
  while (end > 1 && isSame(cells[end - 1], cells[end - 2])) end -= 1;
  const [first = 0] = cells;
  return end === 1 && typeof first !== 'object' ? first : end === 1 && first === null ? null : cells.slice(0, end);
}

function isSame(a: Cell | undefined, b: Cell | undefined): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

function packRows(householdId: string, facts: readonly EntryFact[]): Cell[][] {
  const strings = new StringTable();
  let before = 0;
  return facts.map((fact) => {
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
}

function packBody(own: string, body: FactBody, strings: StringTable): Cell[] {
  switch (body.type) {
    case 'registered':
      return [packDigits(body.area)];
    case 'listed':
      return [
        strings.pack(body.list),
        packDigits(body.area),
        body.dimensions === undefined ? 0 : packDimensions(body.dimensions),
        body.indicators === undefined ? 0 : body.indicators,
        body.withoutCitizenId === undefined ? 0 : 1,
      ];
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
        packFirst(body),
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
    case 'visit':
      return [packDay(body.on), body.outcome, body.purpose, body.hasWayOut ? 1 : 0, packFirst(body)];
    case 'survey':
      return [
        packDay(body.on),
        body.round ?? 0,
        listOrZero(body.needs, (need) => packNeed(own, need)),
        packFirst(body),
      ];
    case 'need':
      return [packOwnId(own, body.needId), packDimension(body.dimension), body.kind, packDay(body.openedOn)];
    case 'follow-up':
      return [packDay(body.on), body.stage, listOrZero(body.resolved, (id) => packOwnId(own, id)), packFirst(body)];
    case 'rexray':
      return [
        body.round,
        packDay(body.on),
        body.gone ? 1 : 0,
        listOrZero(body.results, ({ needId, result }) => [packOwnId(own, needId), result]),
        listOrZero(body.needs, (need) => packNeed(own, need)),
      ];
    case 'mentor':
      return [body.mentor, packDay(body.on)];
    case 'plan':
      return [
        body.items,
        ...[body.agreedOn, body.reviewedOn, body.closedOn, body.movedOn].map((day) => packDay(day ?? null)),
      ];
    case 'found':
      return [body.source, packDay(body.on), body.round ?? 0];
    case 'merged':
      return [body.into, listOrZero(body.needs ?? [], ({ from, to }) => [packOwnId(own, from), to])];
  }
}

function packFirst({ firstAt }: { firstAt?: string }): Cell {
  return firstAt === undefined ? 0 : packInstant(firstAt);
}

function unpackFirst(cell: Cell | undefined): { firstAt?: string } {
  return isSaid(cell) ? { firstAt: unpackInstant(numberIn(cell)) } : {};
}

/** Facts as they were packed, in any form. */
export function unpackFacts(householdId: string, packed: string): UnpackedFacts {
  const parts: readonly Cell[] = JSON.parse(packed);
  const [form, since, ...rest] = parts;
  if (form === undefined || typeof form === 'object') return { facts: unpackRows(householdId, parts) };
  if (form !== FORM) throw new NewerForm();
  const month = String(numberIn(since));
  return {
    facts: rest[0] === ROWS ? unpackRows(householdId, rest.slice(1)) : unpackGroups(householdId, rest),
    ...(since === 0 ? {} : { factsSince: `${month.slice(0, 4)}-${month.slice(4)}` }),
  };
}

function unpackGroups(own: string, groups: readonly Cell[]): EntryFact[] {
  const [strings, words] = [new StringTable(), new StringTable()];
  const facts: EntryFact[] = [];
  let start = 0;
  for (const group of groups) {
    const [kind, counted, versions, times, superseded, ...others] = listIn(group);
    const count = numberIn(counted);
    const type = KIND_NAMES.get(numberIn(kind));
    if (type === undefined) throw new NewerForm();
    const columns = COLUMNS[type].map((column, index) => unpackColumn(others[index], column, count, words));
    const [versionCells, timeCells, supersededCells] = [cellsOf(versions), cellsOf(times), cellsOf(superseded)];
    let at = start;
    let version = 0;
    for (let place = 0; place < count; place += 1) {
      version += numberIn(cellAt(versionCells, place));
      at += numberIn(cellAt(timeCells, place));
      if (place === 0 && start === 0) start = at;
      const body = unpackBody(
        own,
        KIND[type],
        columns.map((cells) => cellAt(cells, place)),
        0,
        strings,
      );
      const supersedes = cellAt(supersededCells, place);
      facts.push({
        id: `${own}.${version}`,
        householdId: own,
        version,
        recordedAt: unpackInstant(at),
        ...(supersedes === 0 ? {} : { supersedes: unpackOwnId(own, supersedes) }),
        body,
      });
    }
  }
  return groups.length > 1 ? facts.sort(inOrderOfRecording) : facts;
}

function unpackColumn(packed: Cell | undefined, column: Column, count: number, words: StringTable): readonly Cell[] {
  const cells = cellsOf(packed);
  if (column === 'cell') return cells;
  if (column === 'word') return cells.map((cell) => (cell === null ? null : words.unpack(cell)));
  let before = 0;
  return Array.from({ length: count }, (_, place) => {
    const cell = cellAt(cells, place);
    return typeof cell === 'number' ? (before += cell) : cell;
  });
}

function cellsOf(packed: Cell | undefined): readonly Cell[] {
  return typeof packed === 'object' && packed !== null ? packed : [packed ?? (packed === null ? null : 0)];
}

/** Cells after the last one repeat it. */
function cellAt(cells: readonly Cell[], place: number): Cell {
  const cell = cells[Math.min(place, cells.length - 1)];
  return cell === undefined ? damaged() : cell;
}

function unpackRows(householdId: string, rows: readonly Cell[]): EntryFact[] {
  const strings = new StringTable();
  let at = 0;
  return rows.map((packed) => {
    const row = listIn(packed);
    const kind = numberIn(row[0]);
    const version = numberIn(row[1]);
    at += numberIn(row[2]);
    const supersedes = row[3];
    const otherId = (kind & OTHER_ID) !== 0;
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
      return {
        type: 'listed',
        list: strings.unpack(row[from]),
        area: unpackDigits(row[from + 1]),
        ...(isSaid(row[from + 2]) ? { dimensions: unpackDimensions(textIn(row[from + 2])) } : {}),
        ...(isSaid(row[from + 3]) ? { indicators: listIn(row[from + 3]).map(numberIn) } : {}),
        ...(isSaid(row[from + 4]) ? { withoutCitizenId: true as const } : {}),
      };
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
        ...unpackFirst(row[from + 11]),
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
    case KIND.visit:
      return {
        type: 'visit',
        on: dayIn(row[from]),
        outcome: textIn(row[from + 1]),
        purpose: textIn(row[from + 2]),
        hasWayOut: row[from + 3] === 1,
        ...unpackFirst(row[from + 4]),
      };
    case KIND.survey:
      return {
        type: 'survey',
        on: dayIn(row[from]),
        ...(isSaid(row[from + 1]) ? { round: textIn(row[from + 1]) } : {}),
        needs: listIn(row[from + 2]).map((cell) => unpackNeed(own, cell)),
        ...unpackFirst(row[from + 3]),
      };
    case KIND.need:
      return {
        type: 'need',
        needId: unpackOwnId(own, row[from]),
        dimension: unpackDimension(row[from + 1]),
        kind: kindIn(row[from + 2]),
        openedOn: dayIn(row[from + 3]),
      };
    case KIND['follow-up']:
      return {
        type: 'follow-up',
        on: dayIn(row[from]),
        stage: textIn(row[from + 1]),
        resolved: listIn(row[from + 2]).map((cell) => unpackOwnId(own, cell)),
        ...unpackFirst(row[from + 3]),
      };
    case KIND.rexray:
      return {
        type: 'rexray',
        round: textIn(row[from]),
        on: dayIn(row[from + 1]),
        gone: row[from + 2] === 1,
        results: listIn(row[from + 3]).map((cell) => {
          const [needId, result] = listIn(cell);
          return { needId: unpackOwnId(own, needId), result: textIn(result) };
        }),
        needs: listIn(row[from + 4]).map((cell) => unpackNeed(own, cell)),
      };
    case KIND.mentor:
      return { type: 'mentor', mentor: row[from] === null ? null : textIn(row[from]), on: dayIn(row[from + 1]) };
    case KIND.plan: {
      const [agreedOn, reviewedOn, closedOn, movedOn] = [1, 2, 3, 4].map((at) => unpackDay(row[from + at] ?? null));
      return {
        type: 'plan',
        ...(agreedOn ? { agreedOn } : {}),
        ...(reviewedOn ? { reviewedOn } : {}),
        ...(closedOn ? { closedOn } : {}),
        ...(movedOn ? { movedOn } : {}),
        items: numberIn(row[from]),
      };
    }
    case KIND.found:
      return {
        type: 'found',
        source: textIn(row[from]),
        on: dayIn(row[from + 1]),
        ...(isSaid(row[from + 2]) ? { round: textIn(row[from + 2]) } : {}),
      };
    case KIND.merged:
      return {
        type: 'merged',
        into: textIn(row[from]),
        ...(isSaid(row[from + 1]) ? { needs: listIn(row[from + 1]).map((cell) => needPair(own, cell)) } : {}),
      };
    default:
      return damaged();
  }
}

function needPair(own: string, cell: Cell): NeedPair {
  const [from, to] = listIn(cell);
  return { from: unpackOwnId(own, from), to: textIn(to) };
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

/** A cell that is left out at the end of a row, or is 0, says nothing. */
function isSaid(cell: Cell | undefined): boolean {
  return cell !== undefined && cell !== 0;
}

/** A need as one text: dimension, kind, id, as `hP~.5.1` or `iW#12`. */
function packNeed(own: string, { needId, dimension, kind }: OpenedNeed): Cell {
  const id = packOwnId(own, needId);
  const text = typeof id === 'number' ? `#${id}` : `~${String(id)}`;
  return `${packDimension(dimension)}${kind === 'WANT' ? 'W' : 'P'}${text}`;
}

function unpackNeed(own: string, cell: Cell | undefined): OpenedNeed {
  const text = textIn(cell);
  const id = text.slice(3);
  return {
    needId: unpackOwnId(own, text[2] === '#' ? Number(id) : id),
    dimension: unpackDimension(text[0]),
    kind: text[1] === 'W' ? 'WANT' : 'PROBLEM',
  };
}

function kindIn(cell: Cell | undefined): 'PROBLEM' | 'WANT' {
  return cell === 'WANT' || cell === 'PROBLEM' ? cell : damaged();
}
