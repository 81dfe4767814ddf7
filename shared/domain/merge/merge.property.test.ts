/** Merges and their undoing over random files (casework J 6): what was recorded stays, documents follow from it, and figures of the past hold. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import type { Household } from '../household/household.ts';
import { recordAll, storiesWithMerges, type File } from '../household/test/random-files.ts';
import type { LogbookEntry } from '../logbook/entry.ts';
import { record } from '../logbook/record.ts';
import { foldHousehold } from '../logbook/replay.ts';
import { holdsNow } from '../logbook/steps.ts';
import { knownHouseholds } from '../statistics/known-household.ts';

/** The merge in force that a household was merged by. */
function mergeOf({ history }: File): LogbookEntry | undefined {
  return history.findLast(({ id, body }) => {
    const now = body.type === 'merged' && body.into !== undefined ? holdsNow(id, history)?.said : undefined;
    return now?.type === 'merged' && now.undone !== true;
  });
}

/** The history without merges that were undone, with what they and their undoing recorded. */
function withoutUndone(history: readonly LogbookEntry[]): LogbookEntry[] {
  const gone = new Set<string>();
  for (const { id, body } of history)
    if (body.type === 'unmerged') {
      const merge = history.find((entry) => entry.id === body.merge)?.body;
      const states = merge?.type === 'merged' ? (merge.states ?? []) : [];
      const taken = [id, body.merge, ...states];
      for (const one of taken) gone.add(one);
      for (const { id: withdrawal, body: said } of history)
        if (said.type === 'correction' && states.includes(said.supersedes)) gone.add(withdrawal);
    }
  return history.filter(({ id }) => !gone.has(id));
}

/** What a document says beside what every entry of it changes. */
function saidBy({ version: _v, updatedAt: _u, lastEntryHash: _h, facts: _f, duplicates: _d, ...household }: Household) {
  return household;
}

it('leave every entry as it was, and every document as its entries make it', () => {
  const seen = { merged: 0, undone: 0, chains: 0, recordedSince: 0 };
  fc.assert(
    fc.property(storiesWithMerges, (story) => {
      const moments = recordAll(story);
      let before: ReadonlyMap<string, File> = new Map();
      for (const { files } of moments) {
        for (const [id, { household, history }] of files) {
          expect(foldHousehold(history)).toEqual(household);
          // An entry is never changed, and each carries the hash of the one before.
          expect(history.slice(0, before.get(id)?.history.length ?? 0)).toEqual(before.get(id)?.history ?? []);
          for (const [at, entry] of history.entries()) expect(entry.previousHash).toBe(history[at - 1]?.hash ?? '');
        }
        before = files;
      }
      for (const file of before.values()) {
        const { household, history } = file;
        const merge = mergeOf(file);
        expect([household.status === 'MERGED', household.mergedInto]).toEqual([
          merge !== undefined,
          merge?.body.type === 'merged' ? merge.body.into : undefined,
        ]);
        if (merge) seen.merged += 1;
        if ((household.merged ?? []).some(({ hops }) => hops > 1)) seen.chains += 1;
        if (!history.some(({ body }) => body.type === 'unmerged')) continue;
        seen.undone += 1;
        // As if it had not been merged; what was recorded since stays.
        expect(saidBy(household)).toEqual(saidBy(foldHousehold(withoutUndone(history))));
      }
    }),
    { numRuns: 160, seed: 20261202 },
  );
  expect(Math.min(seen.merged, seen.undone, seen.chains)).toBeGreaterThan(12);
});

it('change no figure of a moment before them, and count both as one from then on', () => {
  fc.assert(
    fc.property(storiesWithMerges, (story) => {
      const moments = recordAll(story);
      const last = moments.at(-1)?.files ?? new Map<string, File>();
      const facts = [...last.values()].map(({ household }) => household.facts);
      for (const { at, files } of moments) {
        const known = knownHouseholds(facts, at);
        expect(known).toEqual(
          knownHouseholds(
            [...files.values()].map(({ household }) => household.facts),
            at,
          ),
        );
        const apart = [...files.values()].filter(
          ({ household: { id, mergedInto } }) =>
            mergedInto !== undefined &&
            known.filter(({ members }) => members.some((member) => member.id === id || member.id === mergedInto))
              .length !== 1,
        );
        expect(apart).toEqual([]);
      }
    }),
    { numRuns: 200, seed: 20261203 },
  );
});

it('refuse what is said of a household that was merged, with the one to say it of', () => {
  fc.assert(
    fc.property(storiesWithMerges, (story) => {
      for (const { household, history } of recordAll(story).at(-1)?.files.values() ?? []) {
        if (household.mergedInto === undefined) continue;
        const recording = {
          householdId: household.id,
          recordedAt: new Date('2027-01-01T00:00:00Z'),
          recordedBy: { sub: 'tester', roles: [] },
          hash: () => '',
        };
        const into = household.mergedInto;
        const refused = (body: Parameters<typeof record>[1][number]): unknown => {
          try {
            record(household, [body], recording, history);
          } catch (error) {
            return error instanceof Problem ? [error.code, error.extensions['into']] : error;
          }
          return 'recorded';
        };
        const want = ['household-merged', into];
        expect(
          refused({ type: 'need', dimension: 'income', kind: 'WANT', text: 'จักรยาน', openedOn: '2026-05-01' }),
        ).toEqual(want);
        expect(refused({ type: 'correction', supersedes: `${household.id}.1`, reason: 'ผิด', entry: null })).toEqual(
          want,
        );
      }
    }),
    { numRuns: 150, seed: 20261204 },
  );
});
