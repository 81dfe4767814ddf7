/** Visits that were begun and not saved: sealed in the vault when this device has one, else for as long as the tab is open. */
import { openedVault } from './offline/device.ts';
import type { VisitForm } from './visit.ts';

/** `savedAt`: when it was first sent under this key; the same call is sent again until it has an answer. */
export type Draft = { form: VisitForm; key: string; savedAt?: string };

const ofTab = new Map<string, Draft>();

function nameOf(household: string): string {
  return `draft ${household}`;
}

export async function keepDraft(household: string, draft: Draft): Promise<void> {
  ofTab.set(household, draft);
  await openedVault()?.keep(nameOf(household), draft);
}

export async function draftOf(household: string): Promise<Draft | undefined> {
  return ofTab.get(household) ?? ((await openedVault()?.kept(nameOf(household))) as Draft | undefined);
}

export async function dropDraft(household: string): Promise<void> {
  ofTab.delete(household);
  await openedVault()?.forget(nameOf(household));
}
