/** Help of a history a second time, from the words alone and with no eye to speed: status, day and agencies of each help, as known last. */
import type { EntryBody, LogbookEntry } from '../entry.ts';

export type NaiveHelp = { status: string; deliveredOn: string | null; agencies: string[] };

export function naiveHelp(history: readonly LogbookEntry[]): NaiveHelp[] {
  const said = new Map<string, EntryBody | null>();
  // A withdrawal is remembered as what it withdraws, so that it may be corrected back.
  for (const { id, body } of history)
    said.set(id, body.type === 'correction' ? (body.entry ?? said.get(body.supersedes) ?? null) : body);
  const superseded = new Set(history.map(({ body }) => (body.type === 'correction' ? body.supersedes : undefined)));
  const rootOf = new Map<string, string>();
  const helps = new Map<string, NaiveHelp>();
  for (const { id, body } of history) {
    const what = said.get(id);
    const corrected = body.type === 'correction' ? body.supersedes : undefined;
    const named = what?.type === 'assistance-status' ? what.assistanceId : corrected;
    const root = named === undefined ? id : (rootOf.get(named) ?? named);
    rootOf.set(id, root);
    const help = helps.get(root);
    if (body.type === 'correction' && body.entry === null) {
      if (what?.type === 'assistance') helps.delete(root);
      continue;
    }
    if (what?.type === 'assistance') {
      const { status, deliveredOn } = what;
      const agencies = [what.agency, ...what.coAgencies].filter((agency) => agency !== null);
      const before = corrected === undefined ? undefined : said.get(corrected);
      if (!help || before?.type !== 'assistance') helps.set(root, { status, deliveredOn, agencies });
      else
        helps.set(root, {
          status: status === before.status ? help.status : status,
          deliveredOn: dayMeant(what) === dayMeant(before) ? help.deliveredOn : dayMeant(what),
          agencies,
        });
    } else if (help && what?.type === 'assistance-status' && !superseded.has(id)) {
      const given = ['DELIVERED', 'VERIFIED'];
      if (what.status === 'DELIVERED' || (what.status === 'VERIFIED' && !given.includes(help.status)))
        help.deliveredOn = what.on;
      help.status = what.status;
    }
  }
  return [...helps.values()];
}

/** A plan, and help that was called off or returned, may name a day of delivery as well: nothing was given on it. */
function dayMeant({ status, deliveredOn }: { status: string; deliveredOn: string | null }): string | null {
  return ['DELIVERED', 'VERIFIED'].includes(status) ? deliveredOn : null;
}
