const SCANS_WAITING_MAX = 100;

type Deps<Found> = {
  isReady: () => boolean;
  /** Whose code this is. */
  find: (code: string) => Promise<Found>;
  take: (code: string, found: Found) => void;
};

/**
 * Scans in the order in which they came, each looked up and taken before the next. While the till can't take one (it is opening, or
 * a sale is being sent), they wait; none is lost.
 */
export class ScanQueue<Found> {
  readonly #waiting: string[] = [];
  readonly #deps: Deps<Found>;
  #isDraining = false;

  constructor(deps: Deps<Found>) {
    this.#deps = deps;
  }

  /** False when even the queue is full: the cashier must hear that this one did not count. */
  add(code: string): boolean {
    if (this.#waiting.length >= SCANS_WAITING_MAX) return false;
    this.#waiting.push(code);
    void this.drain();
    return true;
  }

  /** Call when the till becomes ready again. */
  async drain(): Promise<void> {
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      for (let code = this.#next(); code !== undefined; code = this.#next()) {
        const found = await this.#deps.find(code);
        // The till may have begun to send a sale meanwhile: then this scan is still the first to wait.
        if (!this.#deps.isReady()) continue;
        this.#waiting.shift();
        this.#deps.take(code, found);
      }
    } finally {
      this.#isDraining = false;
    }
  }

  #next(): string | undefined {
    return this.#deps.isReady() ? this.#waiting[0] : undefined;
  }
}
