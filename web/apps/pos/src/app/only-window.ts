import { useEffect, useState } from 'react';

const LOCK = 'nova-till-window';
/** A lock that is free is ours at once; later than this, another window has it. */
const ASKING_MAX_MS = 500;

export type WindowState = 'asking' | 'ours' | 'elsewhere';

/**
 * Whether this is the one window of this device that sells. It holds a lock for as long as it is open; a second window waits for
 * it, or takes it over, and the first then stops. Plain http knows no locks: there the till trusts the people.
 */
export function useOnlyWindow(onLost: () => void): { state: WindowState; takeOver: () => void } {
  const [state, setState] = useState<WindowState>(navigator.locks ? 'asking' : 'ours');
  const [isTakingOver, setIsTakingOver] = useState(false);

  useEffect(() => {
    if (!navigator.locks) return;
    const closing = new AbortController();
    const { signal } = closing;
    const late = setTimeout(() => setState((now) => (now === 'asking' ? 'elsewhere' : now)), ASKING_MAX_MS);
    const hold = () => {
      if (signal.aborted) return;
      setState('ours');
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    };
    navigator.locks.request(LOCK, isTakingOver ? { steal: true } : { signal }, hold).catch(() => {
      // Ours no more: another window took it over, or this wait was ended by the effect itself.
      if (signal.aborted) return;
      setIsTakingOver(false);
      setState('elsewhere');
      onLost();
    });
    return () => {
      clearTimeout(late);
      closing.abort();
    };
  }, [isTakingOver, onLost]);

  return { state, takeOver: () => setIsTakingOver(true) };
}
