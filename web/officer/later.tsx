/** Views that are no part of the first visit: each is a file of its own, loaded when it is first opened and kept by the worker. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CallFailed } from '../kit/api.ts';
import { Shown } from '../kit/states.tsx';

type View<Props> = (props: Props) => ReactNode;

let made = 0;

/** A view as `load` imports it. While it loads, and when it cannot be loaded, it says so as any call does. */
export function later<Props extends object>(load: () => Promise<View<Props>>): View<Props> {
  made += 1;
  const queryKey = ['view', made];
  return function Later(props) {
    const view = useQuery({
      queryKey,
      staleTime: Infinity,
      gcTime: Infinity,
      queryFn: async () => ({ View: await orNoSignal(load) }),
    });
    return <Shown of={view}>{({ View }) => <View {...props} />}</Shown>;
  };
}

async function orNoSignal<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load();
  } catch (error) {
    // The browser says no more than that the script did not come.
    throw error instanceof TypeError ? new CallFailed(0, {}) : error;
  }
}
