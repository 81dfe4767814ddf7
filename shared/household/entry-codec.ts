import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { itemOf, openItem, textOf, type Item } from '#shared/dynamo/attributes.ts';
import type { SealContext, Sealer, Sealing } from '#shared/sealing/sealer.ts';
import { entryId } from '#shared/domain/logbook/entry.ts';

import { joinBody, splitBody } from './entry-privacy.ts';
import { entryKey } from './keys.ts';

/**
 * Form of the item of an entry. Since form 2 the needs of a corrected survey have ids; before, a need was named by its position.
 * Since form 3 the envelope names its data key. Since form 4 a correction may withdraw an entry (`entry: null`).
 */
const FORM = 4;

function contextOf(householdId: string, version: number): SealContext {
  return { table: 'logbook', id: entryId(householdId, version) };
}

/** The item of an entry: codes, days and sums in the clear, words and persons sealed. */
export function toEntryItem(entry: LogbookEntry, seal: Sealing): Item {
  const { householdId, version, recordedAt, recordedBy, source, copiedFrom, firstAt, previousHash, hash } = entry;
  const { clear, personal } = splitBody(entry.body);
  return itemOf(entryKey(householdId, version), FORM, {
    at: { S: recordedAt },
    by: { S: JSON.stringify(recordedBy) },
    body: { S: JSON.stringify(clear) },
    ...(personal === undefined
      ? {}
      : { sealed: { B: seal(JSON.stringify(personal), contextOf(householdId, version)) } }),
    ...(source ? { source: { S: JSON.stringify(source) } } : {}),
    ...(copiedFrom === undefined ? {} : { copied: { S: copiedFrom } }),
    ...(firstAt === undefined ? {} : { first: { S: firstAt } }),
    previous: { S: previousHash },
    hash: { S: hash },
  });
}

/** Throws `SealBroken` when the sealed part was changed or is of another entry. */
export async function toEntry(item: Item, sealer: Sealer): Promise<LogbookEntry> {
  const householdId = textOf(openItem(item, FORM), 'pk').slice('household#'.length);
  const version = Number(textOf(item, 'sk'));
  const sealed = item['sealed']?.B;
  const personal: unknown = sealed ? JSON.parse(await sealer.open(sealed, contextOf(householdId, version))) : undefined;
  const recordedBy: LogbookEntry['recordedBy'] = JSON.parse(textOf(item, 'by'));
  const source: LogbookEntry['source'] = item['source']?.S === undefined ? undefined : JSON.parse(item['source'].S);
  return {
    id: entryId(householdId, version),
    householdId,
    version,
    recordedAt: textOf(item, 'at'),
    recordedBy,
    body: joinBody(JSON.parse(textOf(item, 'body')), personal),
    ...(source ? { source } : {}),
    ...(item['copied']?.S === undefined ? {} : { copiedFrom: item['copied'].S }),
    ...(item['first']?.S === undefined ? {} : { firstAt: item['first'].S }),
    previousHash: textOf(item, 'previous'),
    hash: textOf(item, 'hash'),
  };
}
