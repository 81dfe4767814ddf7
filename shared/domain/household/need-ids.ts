/**
 * Ids of needs (domain.md §2.4). An entry `need` gives its need its own id. A survey gives `<id>.<number>`: the first one
 * numbers its needs by position; a correction says the id of each need it keeps, and a new need gets a number that no need
 * of the survey ever had.
 */
import type { SurveyBody } from '#shared/domain/logbook/bodies.ts';

import { saidIn, type EntryBody, type LogbookEntry } from '../logbook/entry.ts';

/** `root` is the id of the first entry of the survey's chain of corrections. Entries stored without ids name needs by position. */
export function surveyNeedId({ id }: SurveyBody['needs'][number], index: number, root: string): string {
  return id ?? `${root}.${index + 1}`;
}

/** Ids of all needs that any entry of a chain ever opened, each once. `roots`: the first entry of each correction's chain. */
export function needIdsOfChain(
  root: string,
  history: readonly LogbookEntry[],
  roots: ReadonlyMap<string, string>,
): Set<string> {
  return new Set(
    history.filter(({ id }) => (roots.get(id) ?? id) === root).flatMap(({ body }) => needIdsIn(body, root)),
  );
}

function needIdsIn(body: EntryBody, root: string): string[] {
  const said = saidIn(body);
  if (said.type === 'need') return [root];
  return said.type === 'survey' ? said.needs.map((need, index) => surveyNeedId(need, index, root)) : [];
}

/** Ids of the needs that a correction keeps. */
export function needIdsKept(body: EntryBody, root: string): string[] {
  const said = saidIn(body);
  if (said.type === 'need') return [root];
  return said.type === 'survey' ? said.needs.flatMap(({ id }) => (id === undefined ? [] : [id])) : [];
}

/** The survey with an id for each need. `used`: the ids that its chain has used so far. */
export function withNeedIds(survey: SurveyBody, root: string, used: ReadonlySet<string>): SurveyBody {
  let last = [...used].reduce((most, id) => Math.max(most, Number(id.slice(root.length + 1))), 0);
  return { ...survey, needs: survey.needs.map((need) => ({ ...need, id: need.id ?? `${root}.${(last += 1)}` })) };
}

/** Ids of the needs that a body names, and that must therefore be needs of the household. */
export function needIdsNamed(body: EntryBody): readonly string[] {
  const said = saidIn(body);
  switch (said.type) {
    case 'need-status':
      return [said.needId];
    case 'assistance':
      return said.needIds;
    case 'follow-up':
      return said.needResults.map(({ needId }) => needId);
    case 'registered':
    case 'listed':
    case 'duplicate-named':
    case 'visit':
    case 'survey':
    case 'need':
    case 'target-state':
    case 'move':
      return [];
  }
}

/**
 * Ids of the needs that entries in force name: those that no correction took the place of. Cancelled help holds no need,
 * because it was not given; returned help does, because somebody brought it for this need.
 */
export function needIdsInUse(history: readonly LogbookEntry[]): Set<string> {
  const superseded = new Set(history.flatMap(({ body }) => (body.type === 'correction' ? [body.supersedes] : [])));
  return new Set(
    history
      .filter(({ id, body }) => !superseded.has(id) && !isCancelled(body))
      .flatMap(({ body }) => needIdsNamed(body)),
  );
}

function isCancelled(body: EntryBody): boolean {
  const said = saidIn(body);
  return said.type === 'assistance' && said.status === 'CANCELLED';
}
