/** Visits that were begun and not saved: sealed in the vault when this device has one, else for as long as the tab is open. */
import type { Fault } from '../kit/controls.tsx';
import { openedVault } from './offline/device.ts';
import type { VisitForm } from './visit.ts';

/**
 * `title`: what an officer knows the household by. `savedAt`: when it was first sent under this key; the same call is sent again until it has an
 * answer. `faults`: what the platform refused in it.
 */
export type Draft = { form: VisitForm; key: string; title?: string; savedAt?: string; faults?: readonly Fault[] };

const ofTab = new Map<string, Draft>();

export async function keepDraft(household: string, draft: Draft): Promise<void> {
  const vault = openedVault();
  if (vault === undefined) ofTab.set(household, draft);
  else await vault.keepDraft(household, draft);
}

export async function draftOf(household: string): Promise<Draft | undefined> {
  return ((await openedVault()?.draft(household)) as Draft | undefined) ?? ofTab.get(household);
}

export async function dropDraft(household: string): Promise<void> {
  ofTab.delete(household);
  await openedVault()?.forgetDraft(household);
}
