import { type ComponentType, lazy } from 'react';
import { wordsOfParts } from '../i18n/words';

const loaders = new Set<() => Promise<unknown>>();

/** A part of the app that the first screen does not need. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  loaders.add(load);
  return lazy(async () => {
    const [part] = await Promise.all([load(), wordsOfParts()]);
    return { default: part };
  });
}

/** Fetches all parts while the till is idle: a menu or a question must open even when the network is gone by then. */
export async function preloadParts(): Promise<void> {
  for (const load of [wordsOfParts, ...loaders]) await load().catch(() => undefined);
}
