/** The households that this device keeps for work without signal (`GET /v1/me/pack`): asked for while there is signal, sealed in the vault. */
import type { readPack } from '#shared/contracts/pack.ts';
import { ask, packQuery, queries } from '../calls.ts';
import { subOfSession } from '../session.ts';
import { openedVault } from './device.ts';
import { PACK } from './vault.ts';

/** Each pack is logged as a look at every household in it, so it is not asked for at every turn. */
const OLD_MS = 3600 * 1000;
/** A pack may be a megabyte: poor signal is not asked for it again and again. */
const AGAIN_MS = 5 * 60 * 1000;
const EVERY_MS = 60_000;

let notBefore = 0;

/** Keeps the pack anew when the one here is old. One tab asks; the others find what it kept. */
export async function keepPack(): Promise<void> {
  const vault = openedVault();
  if (vault === undefined || !navigator.onLine || subOfSession() !== vault.sub || Date.now() < notBefore) return;
  await navigator.locks.request(`pack-${vault.sub}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    const at = (await vault.keptAt(PACK)) ?? 0;
    if (Date.now() - at < OLD_MS) return;
    notBefore = Date.now() + AGAIN_MS;
    // Neither a call that fails nor a device without room is a fault of what the person does now: the pack before stays.
    const pack = await ask<typeof readPack>('GET', '/v1/me/pack').catch(() => undefined);
    if (pack === undefined) return;
    await vault.keep(PACK, pack).catch(() => {});
    await queries.invalidateQueries({ queryKey: packQuery.queryKey });
  });
}

/** Looks now and then whether it is time. */
export function keepPackNowAndThen(): void {
  const look = (): void => void keepPack();
  addEventListener('online', look);
  setInterval(() => {
    if (document.visibilityState === 'visible') look();
  }, EVERY_MS);
}
