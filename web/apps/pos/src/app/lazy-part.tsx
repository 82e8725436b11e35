import { type ComponentType, lazy, useState } from 'react';
import { wordsOfParts } from '../i18n/words';

const loaders = new Set<() => Promise<unknown>>();

/**
 * A part of the app that the first screen does not need. Once it is loaded it is shown at once: what has been suspended is held back by
 * React for 300 ms, also where nothing is left to wait for.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  const loadPart = async () => {
    const [part] = await Promise.all([load(), wordsOfParts()]);
    loaded = part;
    return { default: part };
  };
  loaders.add(loadPart);
  const Waiting: ComponentType<Props> = lazy(loadPart);
  return function LazyPart(props: Props) {
    // For as long as it is shown it is one and the same, and keeps its state.
    const [Shown] = useState(() => loaded ?? Waiting);
    return <Shown {...props} />;
  };
}

/** Fetches all parts while the till is idle: a menu or a question must open even when the network is gone by then. */
export async function preloadParts(): Promise<void> {
  for (const load of loaders) await load().catch(() => undefined);
}
