import { useSyncExternalStore } from 'react';

/** The screens of an open till. Everything before it (sign-in, choice of register) follows from state, not from the address. */
const paths = { sale: '', sales: 'sales', drawer: 'drawer' } as const;
export type Screen = keyof typeof paths;
const screens = Object.keys(paths) as Screen[];

const base = import.meta.env.BASE_URL;
const listeners = new Set<() => void>();

export function goTo(screen: Screen): void {
  if (currentScreen() === screen) return;
  window.history.pushState(null, '', base + paths[screen]);
  for (const listener of listeners) listener();
}

export function useScreen(): Screen {
  return useSyncExternalStore(subscribe, currentScreen);
}

function currentScreen(): Screen {
  const path = window.location.pathname;
  return screens.find((screen) => path === base + paths[screen]) ?? 'sale';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}
