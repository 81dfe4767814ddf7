/**
 * What of an entry may lie in the clear: codes, days, amounts of help, ids. A name that is not on this list is sealed, so
 * that a new field of free text is sealed before anybody thinks of it.
 */
import type { EntryBody } from '#shared/domain/logbook/entry.ts';

const CLEAR = new Set([
  'type',
  'id',
  'on',
  'openedOn',
  'deliveredOn',
  'plannedOn',
  'nextVisitDue',
  'nextDue',
  'purpose',
  'outcome',
  'stage',
  'result',
  'kind',
  'dimension',
  'dimensions',
  'indicators',
  'status',
  'state',
  'list',
  'area',
  'toArea',
  'allMembers',
  'duplicateOf',
  'household',
  'supersedes',
  'agency',
  'coAgencies',
  'assistanceType',
  'cashBaht',
  'inKindBaht',
  'personId',
  'personIds',
  'needId',
  'needIds',
]);

/** Parts that are taken apart in turn: an object, or a list of objects. */
const NESTED = new Set(['entry', 'needs', 'needResults', 'targets']);

type Part = { [name: string]: unknown };

/** Both parts have the shape of the body; `personal` is undefined when there is nothing to seal. */
export function splitBody(body: EntryBody): { clear: Part; personal: Part | undefined } {
  return split(body);
}

function split(part: object): { clear: Part; personal: Part | undefined } {
  const clear: Part = {};
  const personal: Part = {};
  for (const [name, value] of Object.entries(part)) {
    if (value === undefined || value === null) {
      clear[name] = value;
      continue;
    }
    // An empty text says nothing.
    if (CLEAR.has(name) || value === '') clear[name] = value;
    else if (!NESTED.has(name)) personal[name] = value;
    else if (Array.isArray(value)) {
      const parts = value.map((each: object) => split(each));
      clear[name] = parts.map((each) => each.clear);
      if (parts.some((each) => each.personal)) personal[name] = parts.map((each) => each.personal ?? {});
    } else if (typeof value === 'object') {
      const nested = split(value);
      clear[name] = nested.clear;
      if (nested.personal) personal[name] = nested.personal;
    } else personal[name] = value;
  }
  return { clear, personal: Object.keys(personal).length > 0 ? personal : undefined };
}

/** The body that was split. */
export function joinBody(clear: unknown, personal: unknown): EntryBody {
  // The parts are what `splitBody` made of a body, and the personal one came out of its envelope unchanged.
  return join(clear, personal) as EntryBody;
}

function join(clear: unknown, personal: unknown): unknown {
  if (personal === undefined) return clear;
  if (Array.isArray(clear) && Array.isArray(personal)) return clear.map((each, at) => join(each, personal[at]));
  if (!isPart(clear) || !isPart(personal)) return personal;
  const joined: Part = { ...clear };
  for (const [name, value] of Object.entries(personal)) joined[name] = name in clear ? join(clear[name], value) : value;
  return joined;
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
