import { ApiError, type CatalogPage, oneTabAtATime } from '@novapos/api';
import { CatalogIndex } from './catalog-index';
import type { CatalogStore, FeedPosition } from './catalog-store';
import { GoodsBook, goodsIn, isOpenable } from './goods-book';
import { type CatalogState, noCatalog } from './protocol';

/** With more pages since the last book, or more changes in them, a new one is printed. */
const SEGMENTS_MAX = 200;
const NEWS_MAX = 5000;
const PAGES_MAX = 1000;
/** The place where this till stopped reading is not known any more. */
const uselessCursor = new Set(['cursor_expired', 'invalid_cursor']);

type Deps = {
  tenant_id: string;
  store: CatalogStore;
  fetchPage: (cursor: string | null) => Promise<ArrayBuffer>;
  onChange: (state: CatalogState) => void;
};

/**
 * The goods of a till: kept on the device as a book and the pages of the feed since, and in memory as an index. It lives in a worker, where reading and
 * searching a hundred thousand goods holds up nobody.
 */
export class Catalog {
  index = new CatalogIndex();
  readonly #deps: Deps;
  #state = noCatalog;
  #position: FeedPosition | null = null;
  #segments = 0;
  #syncing: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** From the device, so that a till with a catalogue is ready before the network is. */
  async load(): Promise<void> {
    const { position, book, segments } = await this.#deps.store.read('feed');
    this.#position = position;
    if (!position) return;
    const index = new CatalogIndex(book && isOpenable(book) ? new GoodsBook(book) : undefined);
    // A till of another version printed it: its goods are news, and soon in a book of this one.
    if (book && !isOpenable(book)) index.apply({ items: goodsIn(book), deleted: [] });
    for (const segment of segments) index.apply(pageOf(segment));
    this.#take(index, position, segments.length);
  }

  /** Reads the feed to its end. One at a time: a second caller waits for the first, and a second window for this one. */
  sync(): Promise<void> {
    const lock = `nova-catalog-${this.#deps.tenant_id}`;
    this.#syncing ??= oneTabAtATime(lock, () => this.#syncNow()).finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  async #syncNow(): Promise<void> {
    const stored = await this.#deps.store.position('feed');
    if (stored?.cursor !== this.#position?.cursor) await this.load();
    if (this.#position === null || (await this.#follow(this.#position)) === 'begin_again') await this.#takeSnapshot();
    if (this.#segments > SEGMENTS_MAX || this.index.newsCount > NEWS_MAX) await this.#reprint();
  }

  async #follow(from: FeedPosition): Promise<'up_to_date' | 'begin_again'> {
    let position = from;
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const fetched = await this.#fetchPage(position);
      if (fetched === 'begin_again') return fetched;
      const { page, bytes } = fetched;
      position = positionAfter(page, position.generation);
      const isNews = page.items.length > 0 || page.deleted.length > 0;
      await this.#deps.store.append('feed', position, isNews ? [bytes] : []);
      this.#position = position;
      if (isNews) {
        this.#segments += 1;
        this.index.apply(page);
      }
      this.#tell({ version: this.#state.version + (isNews ? 1 : 0) });
      if (!page.has_more) break;
    }
    return 'up_to_date';
  }

  /**
   * The first catalogue, or a new one because the feed was rebuilt or left too long ago: it is read and stored beside the one that
   * sells, and then takes its place. A till that was switched off meanwhile goes on where it was.
   */
  async #takeSnapshot(): Promise<void> {
    const { store } = this.#deps;
    const begun = await store.read('next');
    const index = new CatalogIndex();
    for (const segment of begun.segments) index.apply(pageOf(segment));
    const generation = begun.position?.generation ?? newGeneration(this.#position);
    let fetching = this.#fetchPage(begun.position);
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const fetched = await fetching;
      if (fetched === 'begin_again') {
        await store.forgetNext();
        throw new ApiError({ code: 'cursor_expired', detail: '', status: 410 });
      }
      const { page, bytes } = fetched;
      const position = positionAfter(page, generation);
      // While this page is written down, the next one is on its way.
      if (page.has_more) fetching = this.#fetchPage(position);
      fetching.catch(() => undefined);
      await store.append('next', position, [bytes]);
      index.apply(page);
      if (!this.#state.isReady) this.#tell({ size: index.size, total: page.total });
      if (page.has_more) continue;
      const whole = { ...position, generation: newGeneration(position) };
      await store.adopt(whole, (await index.reprint(pause)).bytes);
      return this.#take(index, whole, 0);
    }
  }

  async #fetchPage(from: FeedPosition | null): Promise<{ page: CatalogPage; bytes: ArrayBuffer } | 'begin_again'> {
    try {
      const bytes = await this.#deps.fetchPage(from?.cursor ?? null);
      const page = pageOf(bytes);
      return from && page.epoch !== from.epoch ? 'begin_again' : { page, bytes };
    } catch (error) {
      if (from && error instanceof ApiError && uselessCursor.has(error.code)) return 'begin_again';
      throw error;
    }
  }

  async #reprint(): Promise<void> {
    if (!this.#position) return;
    const { bytes } = await this.index.reprint(pause);
    this.#position = { ...this.#position, generation: newGeneration(this.#position) };
    await this.#deps.store.adopt(this.#position, bytes);
    this.#segments = 0;
  }

  #take(index: CatalogIndex, position: FeedPosition, segments: number): void {
    this.index = index;
    this.#position = position;
    this.#segments = segments;
    this.#tell({ version: this.#state.version + 1, isReady: true });
  }

  #tell(changes: Partial<CatalogState>): void {
    const { size } = this.index;
    const { rev = 0, synced_at = null } = this.#position ?? {};
    this.#state = { ...this.#state, size, total: size, rev, synced_at, ...changes };
    this.#deps.onChange(this.#state);
  }
}

/** No two are the same, even of the same moment. */
function newGeneration(last: FeedPosition | null): number {
  return Math.max(Date.now(), (last?.generation ?? 0) + 1);
}

/** A scan or a search that came meanwhile goes first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function positionAfter({ next_cursor, epoch, rev }: CatalogPage, generation: number): FeedPosition {
  return { generation, cursor: next_cursor, epoch, rev, synced_at: Date.now() };
}

function pageOf(bytes: ArrayBuffer): CatalogPage {
  return JSON.parse(new TextDecoder().decode(bytes));
}
