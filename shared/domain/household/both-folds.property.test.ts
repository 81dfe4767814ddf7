/**
 * Two folds read the same entries: `foldHousehold` makes the file of a household, `knownHouseholds` what figures know of it.
 * An officer who opens the households behind a figure reads the file, so both must say the same at every moment.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { EntryBody, LogbookEntry } from '../logbook/entry.ts';
import { RECORDED_KINDS } from '../logbook/kinds/all.ts';
import { foldHousehold } from '../logbook/replay.ts';
import { naiveHelp } from '../logbook/test/naive-help.ts';
import { knownHouseholds, type KnownHousehold } from '../statistics/known-household.ts';
import { duplicateOfIn } from './duplicate-of.ts';
import { agenciesThatGave } from './given-help.ts';
import { targetStateOn } from './household.ts';
import { recordAll, stories, type File } from './test/random-files.ts';

/** What figures ask of a household, or of several that are counted as one. */
type Said = {
  members: Record<string, OfOne>;
  lastHelpOn: string | null;
  /** Agencies that gave or helped to give. ไม่ระบุหน่วยงาน is no agency that a file could name. */
  agencies: string[];
  needs: Record<string, { status: string; on: string }>;
};
type OfOne = {
  /** A file keeps the last address of a household that moved nobody knows where to; figures count it nowhere. Said here: null. */
  residence: string | null;
  /** By list. Figures know no state before a verification. */
  states: Record<string, { state: string; on: string | null }>;
  /** A list counts a household in the area of the row that entered it first. */
  listedIn: Record<string, string>;
  duplicateOf: string[];
};

const KINDS = RECORDED_KINDS.map(({ type }) => type);

function kindsOf({ body }: LogbookEntry): string[] {
  return [body.type === 'correction' ? (body.entry ? `correction of ${body.entry.type}` : 'withdrawal') : body.type];
}

const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].toSorted();
const latest = (days: readonly (string | null)[]): string | null =>
  days
    .filter((day) => day !== null)
    .toSorted()
    .at(-1) ?? null;

function saidByFiles(files: readonly File[]): Said {
  const households = files.map(({ household }) => household);
  return {
    members: Object.fromEntries(
      files.map(({ household, history }) => [
        household.id,
        {
          residence: household.status === 'MOVED_OUT' ? null : household.areaCode,
          states: Object.fromEntries(
            household.targets.map(({ list }) => [
              list,
              { state: targetStateOn(household, list), on: household.verifications[list]?.on ?? null },
            ]),
          ),
          listedIn: Object.fromEntries(household.targets.toReversed().map(({ list, area }) => [list, area])),
          duplicateOf: duplicateOfInEntries(history),
        },
      ]),
    ),
    lastHelpOn: latest(households.map(({ lastHelpOn }) => lastHelpOn)),
    agencies: sorted(households.flatMap(({ agencies }) => agencies)),
    needs: Object.fromEntries(
      households.flatMap(({ needs }) => needs.map(({ id, status, statusOn }) => [id, { status, on: statusOn }])),
    ),
  };
}

/** Entries that no correction has superseded, with what each says. */
function inForce(history: readonly LogbookEntry[]): Exclude<EntryBody, { type: 'correction' }>[] {
  const superseded = new Set(history.map(({ body }) => (body.type === 'correction' ? body.supersedes : undefined)));
  return history.flatMap(({ id, body }) =>
    superseded.has(id) ? [] : body.type !== 'correction' ? [body] : body.entry ? [body.entry] : [],
  );
}

/** The document holds no duplicate by list, its entries do: of each list what was recorded last. */
function duplicateOfInEntries(history: readonly LogbookEntry[]): string[] {
  const last = new Map(inForce(history).flatMap((body) => (body.type === 'target-state' ? [[body.list, body]] : [])));
  return sorted(
    [...last.values()].flatMap(({ state, duplicateOf }) =>
      state === 'DUPLICATE' && duplicateOf !== undefined ? [duplicateOf] : [],
    ),
  );
}

/** `openedOn`: figures know no need before something became of it. */
function saidByFigures({ members, helps, needs }: KnownHousehold, openedOn: ReadonlyMap<string, string>): Said {
  return {
    members: Object.fromEntries(
      members.map(({ id, residence, states, listings }) => [
        id,
        {
          residence,
          states: Object.fromEntries(
            listings.map(({ list }) => [
              list,
              { state: states.get(list)?.state ?? 'LISTED', on: states.get(list)?.on ?? null },
            ]),
          ),
          listedIn: Object.fromEntries(listings.toReversed().map(({ list, area }) => [list, area])),
          duplicateOf: sorted(
            [...states.values()].flatMap(({ state, duplicateOf }) =>
              state === 'DUPLICATE' && duplicateOf !== undefined ? [duplicateOf] : [],
            ),
          ),
        },
      ]),
    ),
    lastHelpOn: latest(helps.map(({ deliveredOn }) => deliveredOn)),
    agencies: sorted(helps.flatMap(({ agencies }) => agencies.filter((agency) => agency !== null))),
    needs: Object.fromEntries([
      ...[...openedOn].map(([id, on]) => [id, { status: 'OPEN', on }]),
      ...[...needs].map(([id, { status, on }]) => [id, { status, on }]),
    ]),
  };
}

/** The day of the plan agreed last, as the facts of the household have it. */
function agreedInFacts({ facts }: File['household']): string | null {
  return (
    facts.flatMap(({ body }) => (body.type === 'plan' && body.agreedOn !== undefined ? [body.agreedOn] : [])).at(-1) ??
    null
  );
}

/** Agencies of help that nobody received and nobody called off. */
function agenciesNotGiving(history: readonly LogbookEntry[]): string[] {
  return naiveHelp(history).flatMap(({ status, agencies }) =>
    ['PLANNED', 'APPROVED', 'RETURNED'].includes(status) ? agencies : [],
  );
}

describe('the file of a household and what figures know of it', () => {
  it('say the same at every moment, also of what was corrected since', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(stories, (story) => {
        const moments = recordAll(story);
        const last = moments.at(-1)?.files ?? new Map<string, File>();
        const facts = [...last.values()].map(({ history }) => foldHousehold(history).facts);
        for (const moment of moments) {
          const { files } = moment;
          const counted = knownHouseholds(facts, moment.at);
          expect(sorted(counted.flatMap(({ members }) => members.map(({ id }) => id)))).toEqual(sorted(files.keys()));
          for (const known of counted) {
            const own = known.members.flatMap(({ id }) => files.get(id) ?? []);
            // A file also names the agencies of help that is planned, approved or returned; none gave it, so no figure does.
            const waiting = own.flatMap(({ history }) => agenciesNotGiving(history));
            const opened = new Map(
              own.flatMap(({ household: { needs } }) => needs.map(({ id, openedOn }) => [id, openedOn] as const)),
            );
            for (const { household, history } of own) {
              expect(sorted(duplicateOfIn(household))).toEqual(duplicateOfInEntries(history));
              expect(household.planAgreedOn).toBe(agreedInFacts(household));
            }
            const figures = saidByFigures(known, opened);
            // Who may open a file for having given help is asked of its facts, too.
            expect(sorted(own.flatMap(({ household }) => agenciesThatGave(household)))).toEqual(figures.agencies);
            expect({ ...figures, agencies: sorted([...figures.agencies, ...waiting]) }).toEqual(saidByFiles(own));
          }
        }
        for (const kind of [...last.values()].flatMap(({ history }) => history.flatMap(kindsOf)))
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      { numRuns: 600, seed: 20261201 },
    );
    // The property is of little worth where nearly all of a kind is refused.
    const rare = [...KINDS, 'plan', ...KINDS.map((kind) => `correction of ${kind}`), 'withdrawal'].filter(
      (kind) => (seen.get(kind) ?? 0) < 50,
    );
    expect(rare).toEqual([]);
  });
});
