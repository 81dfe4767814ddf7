import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from './calls.ts';
import { BOX_CHANGED, openedVault } from './offline/device.ts';

const KEY = ['outbox'];

/** What waits to be sent, as it is now. */
export function useOutbox() {
  useEffect(() => {
    const look = (): void => void queries.invalidateQueries({ queryKey: KEY });
    document.addEventListener(BOX_CHANGED, look);
    return () => document.removeEventListener(BOX_CHANGED, look);
  }, []);
  return useQuery({ queryKey: KEY, queryFn: async () => (await openedVault()?.outbox()) ?? [] });
}
