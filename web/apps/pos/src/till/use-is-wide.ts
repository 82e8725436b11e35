import { useSyncExternalStore } from 'react';

/** Wide enough for goods and cart side by side; matches Tailwind's `lg`. */
const query = window.matchMedia('(min-width: 64rem)');

export function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}
