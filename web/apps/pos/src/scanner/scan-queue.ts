const SCANS_WAITING_MAX = 100;

/** Scans in the order in which they came. While the till can't take one (a sale is being sent), they wait; none is lost. */
export class ScanQueue {
  readonly #waiting: string[] = [];
  readonly #take: (code: string) => void;
  readonly #isReady: () => boolean;

  constructor(take: (code: string) => void, isReady: () => boolean) {
    this.#take = take;
    this.#isReady = isReady;
  }

  /** False when even the queue is full: the cashier must hear that this one did not count. */
  add(code: string): boolean {
    if (this.#waiting.length >= SCANS_WAITING_MAX) return false;
    this.#waiting.push(code);
    this.drain();
    return true;
  }

  /** Call when the till becomes ready again. */
  drain(): void {
    while (this.#isReady()) {
      const code = this.#waiting.shift();
      if (code === undefined) return;
      this.#take(code);
    }
  }
}
