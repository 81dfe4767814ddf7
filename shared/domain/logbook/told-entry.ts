/**
 * What of an entry a reader is told: each field by the class that its kind says it is of (`privacy.ts`), under the privacy table. A field
 * that is not told is missing.
 */
import type { Principal } from '../access/access.ts';
import { leaves, type FieldClass, type ReadAs } from '../access/field-privacy.ts';
import { isOfOwnOffice } from '../access/office.ts';
import type { Reading } from '../access/reading.ts';
import { toldAnswers, toldDetails, toldIndicators } from '../access/told-fields.ts';
import { isOwnItem } from '../access/told-plan.ts';
import { hasPartIn } from '../household/given-help.ts';
import type { Household, Need } from '../household/household.ts';
import type { AssistanceFact } from '../statistics/facts.ts';
import type { KindBody, LogbookEntry } from './entry.ts';
import { kindOf } from './kind-of.ts';
import type { Told, ToldAs } from './privacy.ts';

type Part = { readonly [name: string]: unknown };

/** Who reads, and whether what is read concerns an organisation of the reader: as words, and as a need. */
type Reader = ReadAs & { readonly ownWords: boolean; readonly ownNeed: boolean };

/** The body of an entry without what the reader is not told. Who recorded it, or its office, is told what was said. */
export function toldEntry(
  { id, body, recordedBy }: Pick<LogbookEntry, 'id' | 'body' | 'recordedBy'>,
  household: Household,
  principal: Principal,
  reading: Reading,
): object {
  const readers = isOfOwnOffice(recordedBy, principal) ? [...reading.readers, 'WRITER' as const] : reading.readers;
  const as = { ...reading, readers };
  if (body.type !== 'correction') return toldBody(body, id, household, as);
  const { reason, profile: _profile, kept, ...said } = body;
  return {
    ...said,
    ...(leaves('words', as) === 'VISIBLE' ? { reason } : {}),
    entry: body.entry === null ? null : toldBody(body.entry, body.supersedes, household, as, new Set(kept)),
  };
}

/**
 * `root`: id of the first entry of its chain of corrections, by which the needs that it opens are named. `kept`: places that its recorder
 * did not say (`keep-untold.ts`), which it is not told as the recorder.
 */
function toldBody(
  body: KindBody,
  root: string,
  household: Household,
  reading: Reading,
  kept: ReadonlySet<string> = NOTHING_KEPT,
): object {
  const kind = kindOf(body);
  const { profile: _profile, ...said } = { profile: undefined, ...body };
  const ownWords = concerns(body, root, household, reading);
  const opened = kind.opens?.ids(body, root) ?? [];
  const items = body.type === 'plan' ? body.items : [];
  const isOwn = (at: number): boolean => {
    const item = items[at];
    return item ? isOwnItem(item, reading) : reading.referred.has(opened[at] ?? '');
  };
  return toldPart({ ...(kind.show?.(body) ?? said) }, kind.told, readerOf(said, ownWords, reading), {
    readerOfPart: (part, at) => readerOf(part, isOwn(at), reading),
    kept,
    path: '',
  });
}

const NOTHING_KEPT: ReadonlySet<string> = new Set();

function readerOf(part: Part, ownWords: boolean, reading: Reading): Reader {
  const { readers, health, dimensions } = reading;
  const helpsIn = [...dimensions].some((dimension) => dimension === part['dimension']);
  return { readers, health, ownWords, ownNeed: ownWords || helpsIn };
}

/** Whether an entry as a whole concerns a state organisation of the reader: its own help, or what was referred to it. */
function concerns(body: KindBody, root: string, household: Household, { agencies, referred }: Reading): boolean {
  const isReferred = ({ toAgency, needIds }: { toAgency: string; needIds: readonly string[] }): boolean =>
    agencies.includes(toAgency) && needIds.some((id) => referred.has(id));
  const isOwnHelp = (help: Pick<AssistanceFact, 'agency' | 'coAgencies'>): boolean =>
    agencies.some((agency) => hasPartIn(help, agency));
  if (body.type === 'assistance') return isOwnHelp(body);
  if (body.type === 'assistance-status')
    return household.facts.some(
      ({ id, body: help }) => id === body.assistanceId && help.type === 'assistance' && isOwnHelp(help),
    );
  if (body.type === 'need') return referred.has(root);
  if (body.type === 'need-status') return referred.has(body.needId);
  if (body.type === 'referral') return isReferred(body);
  if (body.type === 'referral-answer')
    return household.referrals.some((one) => one.id === body.referral && isReferred(one));
  return body.type === 'resolution' && agencies.includes(body.agency);
}

type Within = {
  readonly readerOfPart: (part: Part, at: number) => Reader;
  readonly kept: ReadonlySet<string>;
  /** Where the part is in the body. */
  readonly path: string;
};

function toldPart(part: Part, told: Told, reader: Reader, within: Within): Part {
  const { readerOfPart, kept, path } = within;
  const notAsWriter = { ...reader, readers: reader.readers.filter((one) => one !== 'WRITER') };
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]): [string, unknown][] => {
      const as = told[name];
      // Null says nothing of anybody.
      if (as === undefined || value === undefined || value === null) return [[name, value]];
      if (typeof as !== 'string')
        return [
          [
            name,
            (value as Part[]).map((each, at) =>
              toldPart(each, as, readerOfPart(each, at), { ...within, path: `${path}/${name}/${at}` }),
            ),
          ],
        ];
      const left = toldValue(as, name, value, part, kept.has(`${path}/${name}`) ? notAsWriter : reader);
      return left === undefined ? [] : [[name, left]];
    }),
  );
}

function toldValue(as: ToldAs, name: string, value: unknown, part: Part, reader: Reader): unknown {
  if (as === 'shown') return value;
  // The fields of a need, as its kind says them.
  if (as === 'details')
    return toldDetails(part as Pick<Need, 'dimension'>, reader, reader.ownNeed)[name as 'indicator' | 'category'];
  if (as === 'indicators') return toldIndicators(value as number[], reader);
  if (as === 'answers') {
    const said = value as { answers: string };
    return { ...said, answers: toldAnswers(said.answers, reader) };
  }
  return leaves(as, reader, concernsReader(as, reader)) === 'VISIBLE' ? value : undefined;
}

function concernsReader(field: FieldClass, { ownWords, ownNeed }: Reader): boolean {
  return field === 'need' || field === 'plan' ? ownNeed : ownWords;
}
