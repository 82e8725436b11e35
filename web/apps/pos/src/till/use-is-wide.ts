import { useSyncExternalStore } from 'react';

/** Wide enough for goods and cart side by side; matches Tailwind's `lg`. */
const query = window.matchMedia('(min-width: 64rem)');
const printing = window.matchMedia('print');
let isWide = query.matches;

/** A page that is being printed is as narrow as its paper: the screen stays as it was, and with it whatever is open on it. */
function onScreen(): boolean {
  if (!printing.matches) isWide = query.matches;
  return isWide;
}

export function useIsWide(): boolean {
  return useSyncExternalStore((listener) => {
    query.addEventListener('change', listener);
    return () => query.removeEventListener('change', listener);
  }, onScreen);
}
