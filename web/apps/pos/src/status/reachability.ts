import { createStore, type StoreApi } from 'zustand/vanilla';

const CHECK_EVERY_MS = 10_000;
const CHECK_TIMEOUT_MS = 4000;

export type Reachability = { isReachable: boolean; lastContactAt: number | null };

/** Whether the server answers, which is not what `navigator.onLine` knows. */
export class ReachabilityMonitor {
  readonly state: StoreApi<Reachability> = createStore(() => ({ isReachable: true, lastContactAt: null }));
  readonly #onReturn: () => void;

  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  /** Returns how to stop. */
  start(): () => void {
    const check = () => void this.check();
    const timer = setInterval(() => document.visibilityState === 'visible' && check(), CHECK_EVERY_MS);
    window.addEventListener('online', check);
    window.addEventListener('offline', check);
    document.addEventListener('visibilitychange', check);
    check();
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', check);
      window.removeEventListener('offline', check);
      document.removeEventListener('visibilitychange', check);
    };
  }

  /** Asks again before it says no. */
  async isReachable(): Promise<boolean> {
    if (!this.state.getState().isReachable) await this.check();
    return this.state.getState().isReachable;
  }

  async check(): Promise<void> {
    try {
      const response = await fetch('/livez', { signal: AbortSignal.timeout(CHECK_TIMEOUT_MS), cache: 'no-store' });
      if (!response.ok) return this.#lost();
      const wasReachable = this.state.getState().isReachable;
      this.state.setState({ isReachable: true, lastContactAt: Date.now() });
      if (!wasReachable) this.#onReturn();
    } catch {
      this.#lost();
    }
  }

  #lost(): void {
    this.state.setState({ isReachable: false });
  }
}
