/** Small ones, of some kilobytes each: those that were asked for longest ago go first. */
const KEPT_MAX = 3000;
/** How many pictures are kept before it is looked whether there are too many. */
const LOOK_EVERY = 100;
const AT_ONCE_MAX = 3;
/** One that did not come is not asked for again so soon. */
const REST_MS = 60_000;

type Source = { kept: () => Promise<Cache | null>; fetch: (hash: string) => Promise<Blob>; now_ms: () => number };

/** Pictures of goods, kept on the device: what is under a hash never changes, and the tiles have to look the same without a network. */
export class Pictures {
  readonly #source: Source;
  readonly #asked = new Map<string, Promise<Blob | null>>();
  readonly #failed_ms = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #putCount = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  /** The picture; null when it is not on the device and does not come. Tiles never wait for it. */
  of(hash: string): Promise<Blob | null> {
    const asked = this.#asked.get(hash) ?? this.#find(hash).finally(() => this.#asked.delete(hash));
    this.#asked.set(hash, asked);
    return asked;
  }

  async #find(hash: string): Promise<Blob | null> {
    const kept = await this.#source.kept().catch(() => null);
    const address = `/pictures/${hash}?size=small`;
    const there = await kept?.match(address).catch(() => undefined);
    if (there) return there.blob();
    if (this.#source.now_ms() - (this.#failed_ms.get(hash) ?? Number.NEGATIVE_INFINITY) < REST_MS) return null;
    return this.#inTurn(async () => {
      try {
        const picture = await this.#source.fetch(hash);
        this.#failed_ms.delete(hash);
        if (kept) await this.#keep(kept, address, picture).catch(() => undefined);
        return picture;
      } catch {
        this.#failed_ms.set(hash, this.#source.now_ms());
        return null;
      }
    });
  }

  async #keep(kept: Cache, address: string, picture: Blob): Promise<void> {
    await kept.put(address, new Response(picture));
    this.#putCount += 1;
    // Reading the list takes longer than keeping a picture.
    if (this.#putCount % LOOK_EVERY !== 1) return;
    const all = await kept.keys();
    await Promise.all(all.slice(0, Math.max(0, all.length - KEPT_MAX)).map((old) => kept.delete(old)));
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < AT_ONCE_MAX) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
