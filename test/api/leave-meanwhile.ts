import { vi } from 'vitest';

import type { Account, InProcessApi } from './in-process-api.ts';

/** Has somebody record that a household moved to an area, just after the next call has read it. */
export function leaveMeanwhile(api: InProcessApi, mover: Account, toArea: string): void {
  const { households } = api.stores;
  const read = households.get;
  vi.spyOn(households, 'get').mockImplementationOnce(async (id) => {
    const household = await read(id);
    const body = { type: 'move', on: '2026-05-19', toArea };
    const { status } = await api.request(mover, 'POST', `/v1/households/${id}/logbook`, { body });
    if (status !== 201) throw new Error(`The move was answered with ${status}`);
    return household;
  });
}
