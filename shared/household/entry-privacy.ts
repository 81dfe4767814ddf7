/**
 * Takes a body apart into what is stored in the clear and what is sealed, as the fields of its kind say. What no kind names is
 * sealed: a body of an unknown kind is sealed whole.
 */
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { privacyOf } from '#shared/domain/logbook/kind-of.ts';
import type { Privacy } from '#shared/domain/logbook/privacy.ts';

type Part = { [name: string]: unknown };

/** Both parts have the shape of the body; `personal` is undefined when there is nothing to seal. */
export function splitBody(body: EntryBody): { clear: Part; personal: Part | undefined } {
  return split(body, privacyOf(body));
}

function split(part: object, privacy: Privacy): { clear: Part; personal: Part | undefined } {
  const clear: Part = {};
  const personal: Part = {};
  for (const [name, value] of Object.entries(part)) {
    const said = Object.hasOwn(privacy, name) ? privacy[name] : 'sealed';
    // What is missing or an empty text says nothing.
    if (said === 'clear' || value === undefined || value === null || value === '') clear[name] = value;
    else if (said === undefined || said === 'sealed' || typeof value !== 'object') personal[name] = value;
    else if (Array.isArray(value)) {
      const parts = value.map((each: Part) => split(each, said));
      clear[name] = parts.map((each) => each.clear);
      if (parts.some((each) => each.personal)) personal[name] = parts.map((each) => each.personal ?? {});
    } else {
      const nested = split(value, said);
      clear[name] = nested.clear;
      if (nested.personal) personal[name] = nested.personal;
    }
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
