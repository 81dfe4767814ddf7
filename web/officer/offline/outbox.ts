/** Visits that wait to be sent, and who sends them: one tab at a time, in the order in which they were recorded. */
import type { recordBatch } from '#shared/contracts/logbook-routes.ts';
import { CallFailed, type SentBody } from '../../kit/api.ts';
import { ask, householdQuery, logbookQuery, queries } from '../calls.ts';
import { draftOf, type Draft } from '../drafts.ts';
import { subOfSession } from '../session.ts';
import { fieldAt, type VisitForm } from '../visit.ts';
import { openedVault, tellBoxChanged } from './device.ts';
import type { OutboxItem, Vault } from './vault.ts';

export type Waiting = {
  household: string;
  /** What an officer knows it by: first name and address. */
  title: string;
  form: VisitForm;
  body: SentBody<typeof recordBatch>;
};

const EVERY_MS = 30_000;
const CONFLICTS: ReadonlySet<number> = new Set([409, 412]);

/**
 * Whether the platform may have carried out a call that failed: its reply was lost, or it broke half-way. `online`: whether there was signal when
 * the call began; a signal that is lost while the reply comes says nothing.
 */
export function mayHaveArrived({ status }: CallFailed, online: boolean): boolean {
  return status >= 500 || (status === 0 && online);
}

function lockOf(vault: Vault): string {
  return `outbox-${vault.sub}`;
}

/** `tried`: it was sent once and may have arrived. */
export async function addVisit(vault: Vault, key: string, waiting: Waiting, tried: boolean): Promise<void> {
  await vault.addToOutbox(key, waiting, tried);
  tellBoxChanged();
  // Not awaited: the visit is in the outbox already, and a fault of another item is no fault of this one.
  void sendAll();
}

/** What became of an item that was sent: undefined when it arrived. */
async function send(vault: Vault, item: OutboxItem): Promise<CallFailed | undefined> {
  const { household, body } = (await vault.outboxBody(item)) as Waiting;
  try {
    const path = `/v1/households/${encodeURIComponent(household)}/logbook/batch` as const;
    await ask<typeof recordBatch>('POST', path, { body, key: item.id });
  } catch (error) {
    if (error instanceof CallFailed) return error;
    throw error;
  }
  for (const { queryKey } of [householdQuery(household), logbookQuery(household)])
    void queries.invalidateQueries({ queryKey });
  void queries.invalidateQueries({ queryKey: ['due'] });
  return undefined;
}

/** Failures that every item would meet now: no signal, no sign-in, too many calls. */
const OF_ALL: ReadonlySet<number> = new Set([0, 401, 429]);

/** Sends what waits. One that is refused, or on which the platform breaks, does not hold up the next; without signal or sign-in all wait on. */
export async function sendAll(): Promise<void> {
  const vault = openedVault();
  // A browser that says it is offline is; one that says it is online may be wrong. Nobody sends what another account recorded.
  if (vault === undefined || !navigator.onLine || subOfSession() !== vault.sub) return;
  await navigator.locks.request(lockOf(vault), { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    for (const item of await vault.outbox()) {
      // What was being sent when a tab was closed may have arrived: its key lets it be carried out once.
      if (item.state !== 'waiting' && item.state !== 'sending') continue;
      const { errors: _errors, requestId: _requestId, ...unjudged } = item;
      const sending = { ...unjudged, state: 'sending', tries: item.tries + 1 } as const;
      await vault.putInOutbox(sending);
      tellBoxChanged();
      const failure = await send(vault, item);
      if (failure === undefined) {
        await vault.takeFromOutbox(item.id);
        tellBoxChanged();
        continue;
      }
      const later = failure.passes || failure.status === 401;
      const state = later ? 'waiting' : CONFLICTS.has(failure.status) ? 'conflict' : 'refused';
      await vault.putInOutbox({ ...sending, state, reason: reasonOf(failure), ...refusedIn(failure) });
      tellBoxChanged();
      if (OF_ALL.has(failure.status)) return;
    }
  });
}

/**
 * Takes an item back to the form as a draft under a new key, with what was refused at its fields, when it is certain that nothing of it arrived. `draft`: a draft of this household
 * is there already, and is not written over; `sent`: it arrived or may have.
 */
export async function editItem(vault: Vault, id: string): Promise<'begun' | 'draft' | 'sent'> {
  const done = await navigator.locks.request(lockOf(vault), async () => {
    const item = (await vault.outbox()).find((each) => each.id === id);
    if (item === undefined || !mayBeChanged(item)) return 'sent';
    const { household, form, title, body } = (await vault.outboxBody(item)) as Waiting;
    if ((await draftOf(household)) !== undefined) return 'draft';
    const faults = (item.errors ?? []).map(({ pointer, message }) => ({ field: fieldAt(pointer, body), message }));
    const draft: Draft = { form, key: crypto.randomUUID(), title, faults };
    await vault.fromOutboxToDraft(id, household, draft);
    return 'begun';
  });
  tellBoxChanged();
  return done;
}

/**
 * Changes an item as it is now, never while it is being sent: a view may show what it was. `change` gives what is left of it, undefined for
 * nothing. It is not called when the item has arrived meanwhile.
 */
export async function changeItem(
  vault: Vault,
  id: string,
  change: (item: OutboxItem) => Promise<OutboxItem | undefined>,
): Promise<void> {
  await navigator.locks.request(lockOf(vault), async () => {
    const item = (await vault.outbox()).find((each) => each.id === id);
    if (item === undefined) return;
    const left = await change(item);
    if (left === undefined) await vault.takeFromOutbox(id);
    else await vault.putInOutbox(left);
  });
  tellBoxChanged();
}

function reasonOf({ status, message, problem }: CallFailed): string {
  if (status === 0) return 'ยังไม่มีสัญญาณ';
  if (status === 401) return 'ลงชื่อเข้าใช้เพื่อส่ง';
  return problem.errors?.map((error) => error.message).join(' · ') ?? message;
}

/** What an item keeps of a call that failed, in place of what it kept of the one before. */
function refusedIn({ problem: { errors = [], requestId } }: CallFailed): Pick<OutboxItem, 'errors' | 'requestId'> {
  const kept = errors.map(({ pointer, message }) => ({ pointer, message }));
  return { errors: kept, ...(requestId === undefined ? {} : { requestId }) };
}

/** Tries again when the signal is back, and now and then while the tab is seen. */
export function sendNowAndThen(): void {
  addEventListener('online', () => void sendAll());
  setInterval(() => {
    if (document.visibilityState === 'visible') void sendAll();
  }, EVERY_MS);
}

/** Whether it is certain that nothing of an item arrived: only then may it be changed. */
export function mayBeChanged({ state, tries }: OutboxItem): boolean {
  return tries === 0 || state === 'refused' || state === 'conflict';
}
